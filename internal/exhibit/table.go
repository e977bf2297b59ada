package exhibit

import (
	"slices"

	"github.com/draftgen/draftgen/internal/doc"
)

// A builder collects the blocks of a format that has tables. Most tables in
// exhibits only place text: a list sign beside its item, two columns of
// signatures. So a row becomes a paragraph with a label, or the paragraphs of
// its cells, or, where the cells are short, one line.
//
// The zero builder is ready to use.
type builder struct {
	out    []set
	tables []table
	over   int // open tables beyond deepest, not followed
}

// A table is open, and perhaps its row, and perhaps that row's cell.
type table struct {
	row, cell bool
	cells     [][]set
}

// deepest is how many tables may stand in one another; deeper ones are read as
// part of their cell.
const deepest = 32

// emit adds a block to the innermost open cell, or to the document.
func (b *builder) emit(s set) {
	for i := len(b.tables) - 1; i >= 0; i-- {
		if t := &b.tables[i]; t.cell {
			last := len(t.cells) - 1
			t.cells[last] = append(t.cells[last], s)
			return
		}
	}
	b.out = append(b.out, s)
}

func (b *builder) openTable() {
	if len(b.tables) >= deepest {
		b.over++
		return
	}
	b.tables = append(b.tables, table{})
}

func (b *builder) closeTable() {
	if b.over > 0 {
		b.over--
		return
	}
	b.closeRow(false)
	if n := len(b.tables); n > 0 {
		b.tables = b.tables[:n-1]
	}
}

// openRow begins a row, and closes one left open.
func (b *builder) openRow() {
	b.closeRow(false)
	if t := b.inner(); t != nil {
		t.row = true
	}
}

// openCell begins a cell, and closes one left open.
func (b *builder) openCell() {
	b.closeCell(false)
	if t := b.inner(); t != nil {
		t.row, t.cell = true, true
		if n := len(t.cells); n == 0 || len(t.cells[n-1]) > 0 { // an empty cell says nothing
			t.cells = append(t.cells, nil)
		}
	}
}

// closeCell ends the cell; gone drops what is in it.
func (b *builder) closeCell(gone bool) {
	t := b.inner()
	if t == nil || !t.cell {
		return
	}
	t.cell = false
	if gone {
		t.cells[len(t.cells)-1] = nil
	}
}

// closeRow ends the row and emits what it came to; gone drops it.
func (b *builder) closeRow(gone bool) {
	t := b.inner()
	if t == nil || !t.row {
		return
	}
	cells := t.cells
	*t = table{}
	if gone {
		return
	}
	for _, s := range rowBlocks(cells) {
		b.emit(s)
	}
}

func (b *builder) inner() *table {
	if b.over > 0 || len(b.tables) == 0 {
		return nil
	}
	return &b.tables[len(b.tables)-1]
}

// finish closes what was left open and returns the blocks.
func (b *builder) finish() []set {
	b.over = 0
	for len(b.tables) > 0 {
		b.closeTable()
	}
	return b.out
}

// rowBlocks makes blocks of a row.
func rowBlocks(cells [][]set) []set {
	cells = slices.DeleteFunc(cells, func(c []set) bool { return len(c) == 0 })
	if len(cells) == 0 {
		return nil
	}
	if len(cells) > 1 {
		if s, ok := labelRow(cells); ok {
			return s
		}
		if s, ok := shortRow(cells); ok {
			return []set{s}
		}
	}
	return slices.Concat(cells...)
}

// labelRow reads a row whose first cell is a label: the label goes to the
// paragraph that the other cells make, or to the first of several.
func labelRow(cells [][]set) ([]set, bool) {
	sign, ok := only(cells[0])
	if !ok || len(sign.Label) > 0 || !isLabel(plainText(sign.Spans, maxLabel)) {
		return nil, false
	}
	if s, ok := shortRow(cells[1:]); ok {
		cells = [][]set{nil, {s}}
	}
	first := cells[1][0]
	body, ok := first.Block.(*doc.Paragraph)
	if !ok || len(body.Label) > 0 {
		return nil, false
	}
	body.Label, body.Style = sign.Spans, ""
	cells[1][0] = set{Block: body, kept: first.kept, lines: first.lines}
	return slices.Concat(cells[1:]...), true
}

// shortRow reads a row as one line if each cell is one short paragraph. A
// dollar sign, a bracket or a percent sign in a cell of its own is closed up to
// its number.
func shortRow(cells [][]set) (set, bool) {
	const most = 120 // bytes of a cell; longer ones are prose in columns
	if len(cells) == 1 && len(cells[0]) == 1 {
		_, ok := only(cells[0])
		return cells[0][0], ok
	}
	var f flow
	line := set{table: true, lines: 1}
	for _, c := range cells {
		p, ok := only(c)
		if !ok || len(p.Label) > 0 || textLen(p.Spans) > most {
			return set{}, false
		}
		sep := byte(' ')
		if !f.empty() && (f.spans[len(f.spans)-1].Text == "$" || isTail(plainText(p.Spans, 2))) {
			sep = 0
		}
		f.append(p.Spans, sep)
		line.kept = line.kept || c[0].kept
	}
	line.Block = &doc.Paragraph{Spans: f.spans}
	return line, true
}

func isTail(t string) bool { return t == ")" || t == "%" || t == ")%" }

// only returns the paragraph of a cell that holds one and nothing else.
func only(c []set) (*doc.Paragraph, bool) {
	if len(c) != 1 {
		return nil, false
	}
	p, ok := c[0].Block.(*doc.Paragraph)
	return p, ok
}

// tidy drops page breaks that part nothing: at either end, or doubled.
func tidy(sets []set) []set {
	out := sets[:0]
	for _, s := range sets {
		if isPageSet(s) && (len(out) == 0 || isPageSet(out[len(out)-1])) {
			continue
		}
		out = append(out, s)
	}
	for len(out) > 0 && isPageSet(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return out
}

func isPageSet(s set) bool {
	_, ok := s.Block.(*doc.PageBreak)
	return ok
}
