package check

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// A text is a document made ready for matching: one blank between words however
// the page was filled or justified, a newline between paragraphs, and quotes and
// dashes of one shape. Every word remembers where it stands in the source, and
// every span which facts it was made from.
type text struct {
	plain string // the words
	fold  string // plain with its ASCII letters in lower case; of the same length
	words []mark // where each word begins, in order
	spans []made // where each span that was made from facts begins and ends, in order

	paragraphs []stretch
	sentences  []stretch // made by the first who asks; see sentencesOf
	grams      *grams    // of fold
}

// A mark is the place of a word in the source.
type mark struct {
	at        int // in plain
	line, col int // from 1, in characters; line 0 is unknown
}

// made says which facts a stretch of the text was made from.
type made struct {
	stretch
	facts []string
}

// newText reads a document. Words are looked up in src, from the places that
// spans bring along and, where they bring none, in reading order.
func newText(d *doc.Document, src *diag.Source) *text {
	w := &weaver{seeker: newSeeker(src)}
	for _, block := range d.Blocks {
		if p, ok := block.(*doc.Paragraph); ok {
			w.paragraph(p)
		}
	}
	t := &text{plain: w.b.String(), words: w.words, spans: w.spans, paragraphs: w.paragraphs}
	t.fold = lower(t.plain)
	t.grams = newGrams(t.fold)
	return t
}

// A weaver puts a text together.
type weaver struct {
	b      strings.Builder
	seeker *seeker
	words  []mark
	spans  []made

	paragraphs []stretch
	gap        bool // a blank is due before the next word
	inside     bool // the last character belongs to a word
}

func (w *weaver) paragraph(p *doc.Paragraph) {
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	w.gap, w.inside = false, false
	start := w.b.Len()
	for _, s := range p.Label {
		w.span(s)
	}
	w.gap, w.inside = w.b.Len() > start, false
	for _, s := range p.Spans {
		w.span(s)
	}
	w.paragraphs = append(w.paragraphs, stretch{start, w.b.Len()})
}

func (w *weaver) span(s doc.Span) {
	w.seeker.enter(s.Origin)
	start := -1
	for rest := s.Text; rest != ""; {
		n := wordLen(rest)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(rest)
			rest = rest[size:]
			w.gap, w.inside = w.gap || w.inside, false
			continue
		}
		if w.gap {
			w.b.WriteByte(' ')
			w.gap = false
		}
		if start < 0 {
			start = w.b.Len()
		}
		place := w.seeker.find(rest[:n], w.inside)
		if !w.inside {
			place.at = w.b.Len()
			w.words = append(w.words, place)
		}
		w.inside = true
		writeFolded(&w.b, rest[:n])
		rest = rest[n:]
	}
	if start >= 0 && s.Origin != nil && len(s.Origin.Facts) > 0 {
		w.spans = append(w.spans, made{stretch{start, w.b.Len()}, s.Origin.Facts})
	}
}

// wordLen is the number of bytes before the first blank of s.
func wordLen(s string) int {
	if i := strings.IndexFunc(s, isBlank); i >= 0 {
		return i
	}
	return len(s)
}

func isBlank(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\r', '\f', '\v', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// writeFolded writes a word with quotes and dashes of one shape.
func writeFolded(b *strings.Builder, word string) {
	for _, r := range word {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case strings.ContainsRune("“”„‟″", r):
			b.WriteByte('"')
		case strings.ContainsRune("‘’‚‛′", r):
			b.WriteByte('\'')
		case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
			b.WriteByte('-')
		case r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff: // without width
		default:
			b.WriteRune(r)
		}
	}
}

// lower is s with ASCII letters in lower case, so that places in the one are
// places in the other.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// place returns the line and column of a byte of the text.
func (t *text) place(at int) (line, col int) {
	i := sort.Search(len(t.words), func(i int) bool { return t.words[i].at > at }) - 1
	if i < 0 {
		return 0, 0
	}
	m := t.words[i]
	if m.line == 0 {
		return 0, 0
	}
	return m.line, m.col + utf8.RuneCountInString(t.plain[m.at:at])
}

// facts returns the pointers of the facts that a stretch was made from, those
// of its first such span.
func (t *text) facts(s stretch) []string {
	i := sort.Search(len(t.spans), func(i int) bool { return t.spans[i].to > s.from })
	if i < len(t.spans) && t.spans[i].from < max(s.to, s.from+1) {
		return t.spans[i].facts
	}
	return nil
}

// paragraph returns the paragraph in which a byte of the text stands.
func (t *text) paragraph(at int) stretch { return around(t.paragraphs, at) }

// paragraphsIn are the paragraphs that a stretch has a part of.
func (t *text) paragraphsIn(s stretch) []stretch {
	first := sort.Search(len(t.paragraphs), func(i int) bool { return t.paragraphs[i].to > s.from })
	last := first
	for last < len(t.paragraphs) && t.paragraphs[last].from < s.to {
		last++
	}
	return t.paragraphs[first:last]
}

func around(list []stretch, at int) stretch {
	i := sort.Search(len(list), func(i int) bool { return list[i].to > at })
	if i < len(list) {
		return list[i]
	}
	if len(list) > 0 {
		return list[len(list)-1]
	}
	return stretch{}
}
