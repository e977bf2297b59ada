package exhibit

import (
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// ReadPDFText reads what pdftotext, without -layout, wrote of a PDF: form feeds
// between pages, no indents, lines of proportional type with an uneven right
// edge. Places are in that text.
func ReadPDFText(name, text string) (*Exhibit, diag.List) {
	r := &reader{name: name}
	if !r.acceptable([]byte(text)) {
		return r.done(nil)
	}
	text, ok := r.decode([]byte(text))
	if !ok {
		return r.done(nil)
	}
	r.src = &diag.Source{Name: name, Text: text}
	x := r.readText(part{text: text, line: 1}, dialect{ragged: true})
	if x != nil {
		x.Format, x.Lines = PDF, nil
	}
	return r.done(x)
}

// readText reads typewriter text.
func (r *reader) readText(p part, d dialect) *Exhibit {
	raws := r.rawLines(p)
	if raws == nil {
		return nil
	}
	x := &Exhibit{Format: Text, Source: r.src, Lines: make([]string, 0, len(raws))}
	s := &setter{r: r}
	s.set(scan(raws, d, &x.Lines), d)
	x.Document, x.Centered = &doc.Document{Blocks: dress(s.out)}, centered(s.out)
	return x
}

// A setter finds the paragraphs of typewriter text, from the widths of its
// lines.
//
// A typist broke a line where the next word did not fit. So a line that had
// room for the next word was broken on purpose: it ended a paragraph, or is one
// of the lines of an address, a heading or a table. Everything here follows
// from that room, from indents, and from blank lines.
type setter struct {
	r       *reader
	measure int  // columns of a full line
	slack   int  // a break with less room than this was forced
	early   int  // a break with this much room was meant
	byLine  bool // each line is a paragraph: the text was never wrapped
	vocab   map[string]bool
	all     []line
	out     []set
}

// A set is a block with what its layout said about it.
type set struct {
	doc.Block
	centred bool
	kept    bool // its lines were short
	indent  int
	lines   int
	table   bool
}

// set turns lines into blocks.
func (s *setter) set(ls []line, d dialect) {
	s.measureUp(ls, d)
	ls = s.unpage(ls)
	ls = s.singleSpace(ls)
	s.all = ls
	for i := 0; i < len(ls); {
		switch ls[i].kind {
		case text, rule:
			end := i
			for end < len(ls) && (ls[end].kind == text || ls[end].kind == rule) {
				end++
			}
			s.chunk(ls[i:end])
			i = end
			continue
		case pageBreak:
			s.out = append(s.out, set{Block: &doc.PageBreak{Origin: s.r.origin(ls[i].no, ls[i].col)}})
		}
		i++
	}
}

// measureUp finds the measure: nine in ten of the lines that another line
// follows end before it.
func (s *setter) measureUp(ls []line, d dialect) {
	const narrowest, widest = 50, 160
	var rights [4 * widest]int
	n := 0
	for i, l := range ls {
		if l.kind == text && !l.table && i+1 < len(ls) && ls[i+1].kind == text {
			rights[min(l.right, len(rights)-1)]++
			n++
		}
	}
	s.measure = len(rights) - 1
	for over := 0; s.measure > narrowest && over+rights[s.measure] <= n/10; s.measure-- {
		over += rights[s.measure]
	}
	s.slack, s.early = 8, max(20, s.measure/4)
	if d.ragged {
		s.slack, s.early = s.measure/6, s.measure/6
	}
	if s.measure > widest {
		s.byLine = true
	}
}

// singleSpace closes up double-spaced text, in which a blank line parts lines,
// not paragraphs: hardly any line follows another directly, and most stop where
// the next word did not fit.
func (s *setter) singleSpace(ls []line) []line {
	var texts, direct, spaced, forced int
	for i, l := range ls {
		if l.kind != text {
			continue
		}
		texts++
		if i+1 < len(ls) && ls[i+1].kind == text {
			direct++
		}
		if i+2 < len(ls) && ls[i+1].kind == blank && ls[i+2].kind == text {
			spaced++
			if !endsSentence(l.text) && l.right > narrowText {
				forced++
			}
		}
	}
	if texts < 6 || direct*10 > texts || forced*2 < spaced || spaced == 0 {
		return ls
	}
	out := ls[:0:0]
	for i, l := range ls {
		single := l.kind == blank && i > 0 && i+1 < len(ls) && ls[i-1].kind == text && ls[i+1].kind == text
		if !single {
			out = append(out, l)
		}
	}
	s.measureUp(out, dialect{})
	return out
}

// narrowText is what a line of prose in double spacing is wider than.
const narrowText = 40

// chunk sets lines that no blank line parts.
func (s *setter) chunk(ls []line) {
	start := 0
	for i, l := range ls {
		if l.kind == rule {
			s.piece(ls[start:i])
			s.out = append(s.out, set{Block: &doc.Rule{Columns: l.right - l.indent, Origin: s.r.origin(l.no, l.col)}})
			start = i + 1
		}
	}
	s.piece(ls[start:])
}

// piece sets lines of text, an item of a list at a time.
func (s *setter) piece(ls []line) {
	switch {
	case len(ls) == 0:
		return
	case isTable(ls):
		s.emit(ls, '\n', nil)
		s.out[len(s.out)-1].table = true
		return
	}
	start := 0
	for i := 1; i < len(ls); i++ {
		if s.beginsItem(ls, i) {
			s.item(ls[start:i])
			start = i
		}
	}
	s.item(ls[start:])
}

// isTable reports whether ls are rows: marked so, or with columns wide apart.
func isTable(ls []line) bool {
	if ls[0].table {
		return true
	}
	apart := 0
	for _, l := range ls {
		if l.smooth {
			continue
		}
		cells := strings.TrimLeft(l.text[labelLen(l.text, wideIn(l.text)):], " ")
		if strings.Contains(cells, "     ") {
			apart++
		}
	}
	return len(ls) > 1 && apart*2 > len(ls)
}

// beginsItem reports whether a label at the start of line i begins an item. In
// mid-sentence a wrapped "(ii)" may come to stand there too, but then the line
// before was full and begins in the same column.
func (s *setter) beginsItem(ls []line, i int) bool {
	if labelLen(ls[i].text, wideIn(ls[i].text)) == 0 {
		return false
	}
	return s.room(ls[i-1], ls[i]) >= s.slack || ls[i].indent != ls[i-1].indent
}

// item sets lines that may begin with a label.
func (s *setter) item(ls []line) {
	label, body := s.label(ls)
	if label == nil {
		s.segments(ls, nil)
		return
	}
	s.segments(body, label)
}

// label parts the label from an item. A caption ("Contact:") is one only if the
// lines after it hang under its text.
func (s *setter) label(ls []line) (label *line, body []line) {
	l := ls[0]
	n := labelLen(l.text, wideIn(l.text))
	if n == 0 || n == len(l.text) && len(ls) == 1 {
		return nil, nil
	}
	head, tail := l, l
	head.text = l.text[:n]
	head.right = l.indent + columns(head.text)
	tail.text = strings.TrimLeftFunc(l.text[n:], isPadding)
	skipped := columns(l.text) - columns(tail.text)
	tail.indent += skipped
	tail.col += skipped
	if n == len(l.text) {
		return &head, ls[1:]
	}
	if head.text[n-1] == ':' && len(ls) > 1 && !hangs(ls[1:], tail.indent) && !strings.EqualFold(head.text, "re:") {
		return nil, nil
	}
	if strings.Contains(l.raw.text, "\t") {
		tail.col = columnOf(tail)
	}
	return &head, append([]line{tail}, ls[1:]...)
}

// columnOf finds the character at which the text after a label begins in a
// source line with tabs, where columns are not characters.
func columnOf(l line) int {
	n, col := columns(l.text), columns(strings.TrimRightFunc(l.raw.text, isBlank))
	if strings.Contains(l.text, "  ") { // a tab may stand in the text as well
		return l.col
	}
	return l.raw.before + col - n + 1
}

func hangs(ls []line, indent int) bool {
	for _, l := range ls {
		if l.indent < indent-1 {
			return false
		}
	}
	return true
}

// room is how many columns were left had the first word of next been put on l.
func (s *setter) room(l, next line) int {
	return s.measure - (l.right + 1 + columns(next.text[:firstWord(next.text)]))
}

// firstWord is the length in bytes of the first word of s.
func firstWord(s string) int {
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return i
	}
	return len(s)
}
