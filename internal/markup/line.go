package markup

import "strings"

// lineKind is what a line of template text is.
type lineKind uint8

const (
	vanishing lineKind = iota // only actions, which printed nothing
	blank
	fence
	rule
	pageBreak
	prose
)

// next finds the next line and its kind. Lines end where template text ends
// them; a newline in a fact ends none.
func (p *parser) next() bool {
	p.from = p.after
	if p.from.span == len(p.spans) {
		return false
	}
	p.kind = blank
	begin := place{-1, 0} // the first character that is not blank
	for i, off := p.from.span, p.from.off; ; i, off = i+1, 0 {
		if i == len(p.spans) {
			p.end, p.after = place{i, 0}, place{i, 0}
			break
		}
		s := &p.spans[i]
		text := s.Text[off:]
		if s.Data {
			switch {
			case text != "":
				p.kind = prose
			case p.kind == blank:
				p.kind = vanishing
			}
			continue
		}
		if off == 0 && i == p.from.span && s.Origin != nil && s.Origin.Place.Col > 1 && p.kind == blank {
			p.kind = vanishing // an action stands before it on the template's line
		}
		newline := strings.IndexByte(text, '\n')
		if newline >= 0 {
			text = text[:newline]
		}
		if begin.span < 0 {
			if k := skipBlanks(text); k < len(text) {
				begin = place{i, off + k}
			}
		}
		if newline >= 0 {
			p.end, p.after = place{i, off + newline}, place{i, off + newline + 1}
			if p.after.off == len(s.Text) {
				p.after = place{i + 1, 0}
			}
			break
		}
	}
	if begin.span >= 0 {
		p.kind = p.classify(begin)
	}
	return true
}

// classify tells what a line is that has template text on it, beginning at a
// place.
func (p *parser) classify(begin place) lineKind {
	c := p.spans[begin.span].Text[begin.off]
	if p.kind == prose || c != ':' && c != '-' && c != '=' {
		return prose
	}
	text, _ := p.content()
	rest := strings.TrimLeft(text, string(c))
	if len(text)-len(rest) < 3 {
		return prose
	}
	switch c {
	case ':':
		if len(text)-len(rest) == 3 && (rest == "" || isBlank(rest[0])) {
			return fence
		}
	case '-':
		if rest == "" || isBlank(rest[0]) && isNumber(strings.Trim(rest, blanks)) {
			return rule
		}
	case '=':
		if rest == "" {
			return pageBreak
		}
	}
	return prose
}

// content returns the line at hand without blanks around it, if it is all
// template text, and where it begins.
func (p *parser) content() (string, place) {
	begin := place{-1, 0}
	first, rest := "", strings.Builder{}
	p.pieces(func(i, off int, piece string) {
		if begin.span < 0 {
			k := skipBlanks(piece)
			if k == len(piece) {
				return
			}
			begin, first = place{i, off + k}, piece[k:]
			return
		}
		rest.WriteString(piece)
	})
	if rest.Len() > 0 {
		first += rest.String()
	}
	return strings.TrimRight(first, blanks), begin
}

// pieces calls f with the parts of the line at hand, span by span.
func (p *parser) pieces(f func(i, off int, text string)) {
	for i, off := p.from.span, p.from.off; i <= p.end.span && i < len(p.spans); i, off = i+1, 0 {
		text := p.spans[i].Text
		if i == p.end.span {
			text = text[:p.end.off]
		}
		f(i, off, text[off:])
	}
}

// blanks are the characters that part words in a template. A carriage return is
// among them, so that line ends may be written in either way.
const blanks = " \t\r"

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

func skipBlanks(s string) int {
	k := 0
	for k < len(s) && isBlank(s[k]) {
		k++
	}
	return k
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
