package exhibit

import (
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/doc"
)

// A flow gathers the spans of one paragraph. Runs of blanks become one blank,
// which stands at the end of the span before; line breaks become one newline;
// blanks and breaks at either end vanish.
//
// The zero flow is empty and ready to use.
type flow struct {
	spans []doc.Span
	sep   byte // what parts the next text from the last: 0, ' ' or '\n'
	gap   gap
}

// A gap is the first wide blank (a tab, or several blanks that were meant) near
// the start of a paragraph: it sets off a label.
type gap struct {
	span, at int // the span that it ends, and the bytes of that span before it
	seen     bool
}

// text adds s, which stood at the origin.
func (f *flow) text(s string, o *doc.Origin) {
	if s == "" {
		return
	}
	if r, _ := utf8.DecodeRuneInString(s); isBlank(r) {
		f.blank()
	}
	text := squeeze(s)
	if text == "" {
		return
	}
	f.settle()
	f.spans = append(f.spans, doc.Span{Text: text, Origin: o})
	if r, _ := utf8.DecodeLastRuneInString(s); isBlank(r) {
		f.blank()
	}
}

func (f *flow) blank() {
	if f.sep == 0 {
		f.sep = ' '
	}
}

// wide adds a blank that sets off what stands before it.
func (f *flow) wide() {
	f.blank()
	if n := len(f.spans); !f.gap.seen && n > 0 {
		f.gap = gap{n - 1, len(f.spans[n-1].Text), true}
	}
}

// lineBreak adds a line break that must be kept.
func (f *flow) lineBreak() {
	if f.sep != '\n' {
		f.sep = '\n'
	}
}

// settle puts the separator that is due at the end of the last span.
func (f *flow) settle() {
	if n := len(f.spans); n > 0 && f.sep != 0 {
		f.spans[n-1].Text += string(f.sep)
	}
	f.sep = 0
}

func (f *flow) empty() bool { return len(f.spans) == 0 }

// append adds the spans of another paragraph after sep.
func (f *flow) append(spans []doc.Span, sep byte) {
	if len(spans) == 0 {
		return
	}
	f.sep = sep
	f.settle()
	f.spans = append(f.spans, spans...)
}

// paragraph makes a paragraph of what was gathered, its label set apart, and
// empties the flow. It returns nil if there was nothing.
func (f *flow) paragraph() *doc.Paragraph {
	if f.empty() {
		*f = flow{}
		return nil
	}
	p := &doc.Paragraph{Spans: f.spans}
	head := -1 // bytes of the paragraph before the wide gap
	if f.gap.seen {
		head = f.gap.at
		for _, s := range f.spans[:f.gap.span] {
			head += len(s.Text)
		}
	}
	*f = flow{}
	setLabel(p, head)
	return p
}

// setLabel moves a label at the start of p's text into p.Label. A wide gap
// stands after the first head bytes; -1 is none.
func setLabel(p *doc.Paragraph, head int) {
	start := opening(p.Spans)
	n := labelLen(start, func(n int) bool { return n == head })
	if n == 0 || n >= textLen(p.Spans) {
		return
	}
	p.Label, p.Spans = cut(p.Spans, n)
	p.Label = trimSpans(p.Label)
	p.Spans = trimSpans(p.Spans)
}

// opening returns the first bytes of the text, enough to see any label.
func opening(spans []doc.Span) string {
	if len(spans) > 0 && len(spans[0].Text) >= 2*maxLabel {
		return spans[0].Text
	}
	var b strings.Builder
	for _, s := range spans {
		if b.Len() > 2*maxLabel {
			break
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

func textLen(spans []doc.Span) int {
	n := 0
	for _, s := range spans {
		n += len(s.Text)
	}
	return n
}

// cut parts spans after n bytes of their text.
func cut(spans []doc.Span, n int) (before, after []doc.Span) {
	for i, s := range spans {
		if n >= len(s.Text) {
			n -= len(s.Text)
			continue
		}
		if n == 0 {
			return spans[:i:i], spans[i:]
		}
		left, right := s, s
		left.Text, right.Text = s.Text[:n], s.Text[n:]
		if s.Origin != nil && s.Origin.Place.Col > 0 {
			o := *s.Origin
			skipped := len(right.Text) - len(strings.TrimLeft(right.Text, " \n"))
			o.Place.Col += utf8.RuneCountInString(s.Text[:n+skipped])
			right.Origin = &o
		}
		before = append(spans[:i:i], left)
		return before, append([]doc.Span{right}, spans[i+1:]...)
	}
	return spans, nil
}

// trimSpans drops blanks and breaks at both ends, and spans left empty there.
func trimSpans(spans []doc.Span) []doc.Span {
	for len(spans) > 0 {
		t := strings.TrimLeft(spans[0].Text, " \n")
		spans[0].Text = t
		if t != "" {
			break
		}
		spans = spans[1:]
	}
	for len(spans) > 0 {
		last := &spans[len(spans)-1]
		last.Text = strings.TrimRight(last.Text, " \n")
		if last.Text != "" {
			break
		}
		spans = spans[:len(spans)-1]
	}
	return spans
}

// isBlank reports whether r parts words: any white space, the no-break ones too
// (a filer uses them as padding), and marks without width.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// isNothing reports whether r has no width and parts nothing: a soft hyphen, a
// zero-width space or joiner, a stray byte order mark.
func isNothing(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff
}

// isPadding reports whether r shows nothing at the start of a line.
func isPadding(r rune) bool { return isBlank(r) || isNothing(r) }

// squeeze drops the blanks at both ends of s and makes one blank of each run
// inside, and drops characters without width.
func squeeze(s string) string {
	s = strings.TrimFunc(s, isBlank)
	if smooth(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	due := false
	for _, r := range s {
		switch {
		case isNothing(r):
		case isBlank(r):
			due = true
		default:
			if due && b.Len() > 0 {
				b.WriteByte(' ')
			}
			due = false
			b.WriteRune(r)
		}
	}
	return b.String()
}
