package write

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/doc"
)

// A typewriter has one sign for what print has two: templates and facts are
// typed with straight quotes, and two hyphens for a dash. The formats that are
// set in type get the signs of print, which readers take for the same words.
//
// Which way a quote curls is told by its neighbours, as all programs do that
// curl quotes: it opens after a blank, an opening bracket, a dash or another
// opening quote. Unlike most, this one leaves alone what is not a quote: feet
// and inches, and the paragraphs that are tables, whose columns would move.

// curled returns d as print has it: d itself if nothing needs to change.
func curled(d *doc.Document) *doc.Document {
	var blocks []doc.Block
	for i, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || p.Style == tableStyle || !typed(p.Label) && !typed(p.Spans) {
			continue
		}
		if blocks == nil {
			blocks = slices.Clone(d.Blocks)
		}
		c := *p
		c.Label, c.Spans = curledSpans(p.Label), curledSpans(p.Spans)
		blocks[i] = &c
	}
	if blocks == nil {
		return d
	}
	return &doc.Document{Blocks: blocks}
}

// typed reports whether spans have a sign that print may have another for.
func typed(spans []doc.Span) bool {
	return slices.ContainsFunc(spans, func(s doc.Span) bool { return strings.ContainsAny(s.Text, `"'-`) })
}

// curledSpans returns spans, which are one text, as print has them.
func curledSpans(spans []doc.Span) []doc.Span {
	c := curler{}
	for _, s := range spans {
		c.text = append(c.text, []rune(s.Text)...)
	}
	out := slices.Clone(spans)
	at := 0
	for i := range out {
		var b strings.Builder
		for text := spans[i].Text; text != ""; at++ {
			r, n := utf8.DecodeRuneInString(text)
			if c.last = c.sign(at); c.last == r {
				b.WriteString(text[:n]) // as it was, if it is no character at all
			} else if c.last >= 0 {
				b.WriteRune(c.last)
			}
			text = text[n:]
		}
		out[i].Text = b.String()
	}
	return out
}

// A curler goes through a text.
type curler struct {
	text []rune
	last rune // what the character before became; -1: nothing
	open bool // a double quote is
}

// at returns a character of the text, 0 beyond its ends.
func (c *curler) at(i int) rune {
	if i < 0 || i >= len(c.text) {
		return 0
	}
	return c.text[i]
}

// sign returns what a character becomes in print, -1 for nothing.
func (c *curler) sign(i int) rune {
	switch r := c.text[i]; r {
	case '"':
		return c.double(i)
	case '\'':
		return c.single(i)
	case '-':
		return c.hyphen(i)
	default:
		return r
	}
}

// double returns the sign for a straight double quote.
func (c *curler) double(i int) rune {
	switch {
	case c.mayOpen(i):
		c.open = true
		return '“'
	case !c.open && (unicode.IsDigit(c.at(i-1)) || unicode.IsLetter(c.at(i-1)) && unicode.IsLetter(c.at(i+1))):
		return '"' // inches, or the mark of an abbreviation in Hebrew
	}
	c.open = false
	return '”'
}

// single returns the sign for a straight single quote, which most often is an
// apostrophe.
func (c *curler) single(i int) rune {
	before, after := c.at(i-1), c.at(i+1)
	decade := unicode.IsDigit(after) && unicode.IsDigit(c.at(i+2)) && !unicode.IsDigit(c.at(i+3)) // the '90s
	switch {
	case unicode.IsDigit(before) && !unicode.IsLetter(after):
		return '\'' // feet
	case c.mayOpen(i) && !decade:
		return '‘'
	}
	return '’'
}

// hyphen returns the sign for a hyphen: two between blanks are a dash.
func (c *curler) hyphen(i int) rune {
	if c.at(i-1) == '-' && c.last == '—' {
		return -1
	}
	if c.at(i+1) != '-' || c.at(i-1) == '-' || c.at(i+2) == '-' || !isGap(c.at(i-1)) || !isGap(c.at(i+2)) {
		return '-'
	}
	return '—'
}

// mayOpen reports whether the neighbours of a quote are those of one that opens.
func (c *curler) mayOpen(i int) bool {
	return !isGap(c.at(i+1)) && (isGap(c.at(i-1)) || strings.ContainsRune("([{/-–—“‘", c.last))
}

// isGap reports whether a character is a blank, or none.
func isGap(r rune) bool { return r == 0 || unicode.IsSpace(r) }
