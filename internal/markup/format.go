package markup

import (
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// Format writes a document in markup, so that [Parse] makes the same document
// of it, but for what a span knows of itself: its origin, its revision, whether
// it is made from facts, and where it ends and the next begins. Text that looks
// like markup is escaped. keep is as for Parse.
//
// A redline loses its marks; a paragraph without any text, and a style whose
// name is not one, cannot be written and are left out.
func Format(d *doc.Document, keep func(style string) bool) string {
	f := formatter{}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			f.paragraph(b, keep != nil && keep(b.Style))
		case *doc.Rule:
			f.begin(b.Style)
			f.out.WriteString("---")
			if b.Columns > 0 {
				f.out.WriteString(" " + strconv.Itoa(min(b.Columns, longestRule)))
			}
			f.out.WriteByte('\n')
		case *doc.PageBreak:
			f.begin(f.style)
			f.out.WriteString("===\n")
		default:
			panic("markup: unknown block")
		}
	}
	f.begin("")
	return f.out.String()
}

type formatter struct {
	out   strings.Builder
	style string
}

// begin separates a block from the one before it.
func (f *formatter) begin(style string) {
	if !isName(style) {
		style = ""
	}
	if style != f.style {
		if f.style != "" {
			f.out.WriteString(":::\n")
		}
		if style != "" {
			f.gap()
			f.out.WriteString("::: " + style + "\n")
		}
		f.style = style
		return
	}
	f.gap()
}

func (f *formatter) gap() {
	if f.out.Len() > 0 {
		f.out.WriteByte('\n')
	}
}

func (f *formatter) paragraph(p *doc.Paragraph, keep bool) {
	label, text := join(p.Label), join(p.Spans)
	if label+text == "" {
		return
	}
	f.begin(p.Style)
	if label != "" {
		// The bars must stand on the first line.
		f.text(label, false, true)
		f.out.WriteString(" ||")
		if text != "" {
			f.out.WriteByte(' ')
		}
	}
	f.text(text, keep, label == "")
	f.out.WriteByte('\n')
}

func join(spans []doc.Span) string {
	var b strings.Builder
	for i := range spans {
		b.WriteString(spans[i].Text)
	}
	return newlines(b.String())
}

// text writes text. bol says that it begins a line of the markup.
func (f *formatter) text(s string, keep, bol bool) {
	for i := 0; i < len(s); i++ {
		inner := i > 0 && i+1 < len(s) && !white(s[i-1]) && !white(s[i+1])
		start := bol
		bol = false
		switch c := s[i]; c {
		case '\n':
			if !keep || !inner {
				f.out.WriteByte('\\')
			}
			f.out.WriteByte('\n')
			bol = true
			continue
		case ' ':
			if !inner {
				f.out.WriteByte('\\')
			}
		case '\t', '\\', '|':
			f.out.WriteByte('\\')
		case ':', '-', '=':
			if start {
				f.out.WriteByte('\\')
			}
		}
		f.out.WriteByte(s[i])
	}
}

func white(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }
