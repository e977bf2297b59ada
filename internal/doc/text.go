package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns the paragraph as one string: its label, a blank, its text. In a
// redline that is everything, struck or not; ask [Document.Accept] or
// [Document.Reject] first for one side.
func (p *Paragraph) Text() string {
	label, text := SpanText(p.Label), SpanText(p.Spans)
	if label == "" || text == "" {
		return label + text
	}
	return label + " " + text
}

// SpanText joins the texts of spans.
func SpanText(spans []Span) string {
	if len(spans) == 1 {
		return spans[0].Text
	}
	size := 0
	for _, s := range spans {
		size += len(s.Text)
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Text returns the document's paragraphs, one blank line between them. Rules
// and page breaks leave no trace in it.
func (d *Document) Text() string {
	var b strings.Builder
	for _, block := range d.Blocks {
		p, ok := block.(*Paragraph)
		if !ok {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(p.Text())
	}
	return b.String()
}

// Words counts the words in s. A word is a run of letters and digits; single
// marks inside it, as in S-8, 750,000, Company's or a.m., do not part it.
func Words(s string) int {
	n, inside, joiner := 0, false, false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case wordRune(r):
			if !inside {
				n++
			}
			inside, joiner = true, false
		case inside && !joiner && strings.ContainsRune("'’-‐‑.,/&@:_\u00ad", r):
			joiner = true
		default:
			inside, joiner = false, false
		}
	}
	return n
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// Words counts the words of the paragraph, its label included.
func (p *Paragraph) Words() int {
	return Words(SpanText(p.Label)) + Words(SpanText(p.Spans))
}

// Words counts the words of all paragraphs.
func (d *Document) Words() int {
	n := 0
	for _, block := range d.Blocks {
		if p, ok := block.(*Paragraph); ok {
			n += p.Words()
		}
	}
	return n
}
