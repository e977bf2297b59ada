package exhibit

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// segments sets lines as filled paragraphs and as kept lines. The label goes to
// the first.
func (s *setter) segments(ls []line, label *line) {
	if s.byLine {
		for i := range ls {
			s.emit(ls[i:i+1], ' ', label)
			label = nil
		}
		return
	}
	if s.centred(ls) {
		s.emit(ls, '\n', label)
		s.out[len(s.out)-1].centred = true
		return
	}
	defer func(m int) { s.measure = m }(s.measure)
	s.measure = s.localMeasure(ls)
	kept := 0 // the kept lines not yet set begin here
	for i := 0; i < len(ls); {
		end, filled := s.run(ls, i)
		if filled || i > kept && begins(ls, i) {
			if i > kept {
				s.emit(ls[kept:i], '\n', label)
				label = nil
			}
			kept = i
		}
		if filled {
			s.emit(ls[i:end], ' ', label)
			label = nil
			kept = end
		}
		i = end
	}
	if kept < len(ls) {
		s.emit(ls[kept:], '\n', label)
	}
}

// run returns the end of the lines from i on that no meant break parts, and
// whether they fill a paragraph.
func (s *setter) run(ls []line, i int) (end int, filled bool) {
	forced, breaks := 0, 0
	for end = i + 1; end < len(ls); end++ {
		room := s.room(ls[end-1], ls[end])
		if room >= s.early || begins(ls, end) {
			break
		}
		breaks++
		if room < s.slack {
			forced++
		}
	}
	deep := ls[i].indent > s.measure/4 && end-i < 3 // a block at the right: a signature
	return end, breaks > 0 && forced*2 > breaks && !deep
}

// begins reports whether line i begins a paragraph by its indent.
func begins(ls []line, i int) bool {
	return ls[i].indent >= ls[i-1].indent+2 && endsSentence(ls[i-1].text) && (i+1 == len(ls) || ls[i+1].indent < ls[i].indent)
}

// localMeasure is the measure of ls: their own where they are filled to less
// than the text's, as a quotation is.
func (s *setter) localMeasure(ls []line) int {
	if len(ls) < 4 {
		return s.measure
	}
	widest, least := 0, ls[0].indent
	for _, l := range ls {
		widest, least = max(widest, l.right), min(least, l.indent)
	}
	if widest >= s.measure-s.slack || widest-least < 40 {
		return s.measure
	}
	local := *s
	local.measure = widest
	for i := range ls[1:] {
		if local.room(ls[i], ls[i+1]) >= 0 { // short lines break early by chance; filled ones never
			return s.measure
		}
	}
	return widest
}

// centred reports whether all of ls stand in the middle of the measure.
func (s *setter) centred(ls []line) bool {
	const off = 4 // twice the columns that a typist may have missed the middle by
	for _, l := range ls {
		if d := l.indent + l.right - s.measure; l.indent < 4 || d > off || d < -off {
			return false
		}
	}
	return len(ls) > 0
}

// emit sets lines as one paragraph, with sep between them.
func (s *setter) emit(ls []line, sep byte, label *line) {
	p := &doc.Paragraph{Spans: make([]doc.Span, len(ls))}
	var whole strings.Builder // spans are cut from one string
	whole.Grow(size(ls))
	for i, l := range ls {
		t := l.text
		if !l.smooth {
			t = squeeze(t)
		}
		if word, ok := unspace(l.text); ok {
			t = word
		}
		from := whole.Len()
		if i+1 < len(ls) {
			s.join(&whole, t, l.text, ls[i+1].text, sep)
		} else {
			whole.WriteString(t)
		}
		p.Spans[i] = doc.Span{Text: whole.String()[from:], Origin: s.r.origin(l.no, l.col)}
	}
	if label != nil {
		p.Label = []doc.Span{{Text: squeeze(label.text), Origin: s.r.origin(label.no, label.col)}}
	}
	p.Spans = slices.DeleteFunc(p.Spans, func(s doc.Span) bool { return s.Text == "" })
	if len(p.Spans) == 0 { // nothing that shows stood after the label
		p.Spans, p.Label = p.Label, nil
	}
	s.out = append(s.out, set{Block: p, kept: sep == '\n' && len(ls) > 1, indent: ls[0].indent, lines: len(ls)})
}

// size is how many bytes lines have at most, with what parts them.
func size(ls []line) int {
	n := 0
	for _, l := range ls {
		n += len(l.text) + 1
	}
	return n
}

// endsSentence reports whether t ends as a sentence or a clause set apart does.
func endsSentence(t string) bool {
	t = strings.TrimRight(t, `"')]”’`)
	return t != "" && strings.IndexByte(".:;!?", t[len(t)-1]) >= 0
}
