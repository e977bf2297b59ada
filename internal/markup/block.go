package markup

import (
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// addLine adds the line at hand to the block at hand.
func (p *parser) addLine() {
	forced := false
	for i, off := p.from.span, p.from.off; i <= p.end.span && i < len(p.spans); i, off = i+1, 0 {
		text := p.spans[i].Text
		if i == p.end.span {
			text = text[:p.end.off]
		}
		if p.spans[i].Data {
			p.data(i, text[off:])
		} else {
			forced = p.template(i, text[off:], p.lineEnds(i))
		}
	}
	if forced {
		return
	}
	p.first = false
	if p.keeps {
		p.want('\n', min(p.end.span, len(p.spans)-1))
	} else {
		p.want(' ', min(p.end.span, len(p.spans)-1))
	}
}

// lineEnds reports whether the line at hand ends with its part in span i.
func (p *parser) lineEnds(i int) bool { return i == p.end.span || i+1 == len(p.spans) }

// data adds text of a fact.
func (p *parser) data(i int, text string) {
	if text == "" {
		return
	}
	text = newlines(text)
	if p.gap == ' ' && text[0] == '\n' {
		p.gap = 0
	}
	p.emit(i, text)
	p.bare = text[len(text)-1] == '\n'
}

// newlines writes all line ends of a text in one way.
func newlines(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// template adds template text that lies within a line. last says that the line
// ends after it; the result, that a backslash forces a break there.
func (p *parser) template(i int, text string, last bool) (forced bool) {
	begin := 0 // of the stretch that can be copied as it is
	flush := func(to int) {
		if begin < to {
			p.emit(i, text[begin:to])
		}
	}
	for o := 0; o < len(text); {
		switch c := text[o]; {
		case isBlank(c):
			if c == ' ' && begin < o && o+1 < len(text) && !isBlank(text[o+1]) && text[o+1] != '|' && text[o+1] != '\\' {
				o++ // a single blank between words
				continue
			}
			flush(o)
			p.want(' ', i)
			o += skipBlanks(text[o:])
			begin = o
		case c == '\\':
			flush(o)
			next := text[o+1:]
			switch {
			case last && (next == "" || next == "\r"):
				if p.gap == ' ' {
					p.gap = 0
				}
				p.emit(i, "\n")
				p.bare = true
				return true
			case next != "" && (next[0] == ' ' || next[0] == '\t' || isPunctuation(next[0])):
				p.emit(i, next[:1])
				o += 2
				begin = o
			default:
				begin = o
				o++
			}
		case c == '|' && begin == o && p.parts(i, text[o:], last):
			p.endSpan()
			p.label, p.gap, p.bare = len(p.out), 0, true
			o += 2
			begin = o
		default:
			o++
		}
	}
	flush(len(text))
	return false
}

// parts reports whether text, in span i, begins with two bars that part a label
// from its text.
func (p *parser) parts(i int, text string, last bool) bool {
	if !p.first || p.label >= 0 || p.gap == 0 && !p.bare || !strings.HasPrefix(text, "||") {
		return false
	}
	if len(text) > 2 {
		return isBlank(text[2])
	}
	if last {
		return true
	}
	next := &p.spans[i+1]
	return !next.Data && next.Text != "" && isBlank(next.Text[0])
}

func isPunctuation(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// want makes a blank or a newline due, if more text comes.
func (p *parser) want(gap byte, i int) {
	if p.bare {
		return
	}
	if p.gap == 0 {
		p.gapSource = i
	}
	if p.gap != '\n' {
		p.gap = gap
	}
}

// emit adds text of span i, and the gap that is due before it.
func (p *parser) emit(i int, text string) {
	switch gap := p.gap; gap {
	case ' ':
		p.gap = 0
		p.emit(p.gapSource, " ")
	case '\n':
		p.gap = 0
		p.emit(p.gapSource, "\n")
	}
	if i != p.source {
		p.endSpan()
		p.source = i
	}
	p.text.WriteString(text)
	p.bare = false
}

// endSpan ends the span at hand.
func (p *parser) endSpan() {
	if p.text.Len() > p.done {
		s := p.spans[p.source]
		s.Text = p.text.String()[p.done:]
		p.out = append(p.out, s)
		p.done = p.text.Len()
	}
	p.source = -1
}

// endBlock ends the block at hand. One with no text vanishes.
func (p *parser) endBlock() {
	p.endSpan()
	if len(p.out) > p.block {
		begin, text, end := p.block, max(p.label, p.block), len(p.out)
		b := p.paragraph()
		b.Style = p.style
		if begin < text {
			b.Label = p.out[begin:text:text]
		}
		if text < end {
			b.Spans = p.out[text:end:end]
		}
		p.blocks = append(p.blocks, b)
	}
	p.block, p.label, p.first, p.bare, p.gap = len(p.out), -1, true, true, 0
}

// paragraph returns a new paragraph. They are made in lots.
func (p *parser) paragraph() *doc.Paragraph {
	if len(p.paragraphs) == 0 {
		p.paragraphs = make([]doc.Paragraph, 32)
	}
	b := &p.paragraphs[0]
	p.paragraphs = p.paragraphs[1:]
	return b
}
