package errata

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// white reports whether a character parts words for a reader.
func white(r rune) bool { return unicode.IsSpace(r) }

// A flat text is a text with every gap written as one blank, and none at its
// ends.
type flat struct {
	text string
	pos  []int // of each byte, in the text that was flattened; one more for the end
}

func flatten(text string) flat {
	f := flat{pos: make([]int, 0, len(text)+1)}
	b := make([]byte, 0, len(text))
	gap, last := -1, 0
	for i, r := range text {
		if white(r) {
			if gap < 0 {
				gap = i
			}
			continue
		}
		if gap >= 0 && len(b) > 0 {
			b, f.pos = append(b, ' '), append(f.pos, gap)
		}
		gap = -1
		_, n := utf8.DecodeRuneInString(text[i:])
		for k := range n {
			b, f.pos = append(b, text[i+k]), append(f.pos, i+k)
		}
		last = i + n
	}
	f.text, f.pos = string(b), append(f.pos, last)
	return f
}

// A column is a text of a document that is searched on its own: a paragraph's
// label or its text.
type column struct {
	block int
	label bool
	flat
}

// columns returns the texts of a document in reading order.
func columns(d *doc.Document) []column {
	var all []column
	for i, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			if len(p.Label) > 0 {
				all = append(all, column{i, true, flatten(join(p.Label))})
			}
			all = append(all, column{i, false, flatten(join(p.Spans))})
		}
	}
	return all
}

func join(spans []doc.Span) string {
	if len(spans) == 1 {
		return spans[0].Text
	}
	var b strings.Builder
	for i := range spans {
		b.WriteString(spans[i].Text)
	}
	return b.String()
}

// A match is where the words of an erratum stand.
type match struct {
	*column
	at int // in the flat text
}

// find finds the words of an erratum in some texts.
func (l *List) find(e *Erratum, in []column, words string) (match, *diag.Diagnostic) {
	var all []match
	for i := range in {
		text := in[i].text
		for at := 0; ; at++ {
			k := strings.Index(text[at:], words)
			if k < 0 {
				break
			}
			at += k
			if whole(text, at, at+len(words)) {
				all = append(all, match{&in[i], at})
			}
		}
	}
	n, trouble := l.pick(e, len(all))
	if trouble != nil {
		if len(all) == 0 && e.Kind == Text {
			filed := flatten(e.Filed[0]).text
			for i := range in {
				if filed != "" && strings.Contains(in[i].text, filed) {
					trouble.Message = "the form now prints what was filed: " + quote(e.Filed)
				}
			}
		}
		return match{}, trouble
	}
	return all[n], nil
}

// pick returns which of so many matches an erratum means.
func (l *List) pick(e *Erratum, found int) (int, *diag.Diagnostic) {
	switch {
	case found == 0:
		return 0, l.bad(e, "the form does not print "+quote(e.Form), "delete this erratum, or quote the form as it is now")
	case e.Occurrence == 0 && found > 1:
		return 0, l.bad(e, fmt.Sprintf("the form prints %s %d times", quote(e.Form), found),
			"quote more of the text, or say which one: occurrence: 1")
	case e.Occurrence > found:
		return 0, l.bad(e, fmt.Sprintf("the form prints %s %d times, not %d", quote(e.Form), found, e.Occurrence), "")
	}
	return max(e.Occurrence, 1) - 1, nil
}

// whole reports whether a stretch of text begins and ends where words may.
func whole(text string, from, to int) bool {
	return !within(text, from) && !within(text, to)
}

// within reports whether a place in a text is inside a word.
func within(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return at > 0 && at < len(text) && wordy(before) && wordy(after)
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
