package layout

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// Typewrite breaks a document into lines and pages. The adjustments are made on
// the way, in any order. Each run of the pages points to its span in d; a rule
// has a span of its own, with the rule's origin and revision.
func (s *Sheet) Typewrite(d *doc.Document, adjustments []Adjustment) []Page {
	t := newTypist(s, d, adjustments)
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			t.paragraph(b, i)
		case *doc.Rule:
			t.rule(b)
		case *doc.PageBreak:
			t.breakPage()
		default:
			panic("layout: unknown block")
		}
	}
	return t.pages()
}

// A typist types one document.
type typist struct {
	sheet       *Sheet
	measure     Columns
	sentence    Columns
	adjustments []Adjustment // by block, those of the blocks to come

	runs   []Run
	ends   []int // of each line, among the runs
	blocks []block

	words, labels []word // scratch

	style    string // of the block at hand, and what it says
	look     Style
	upper    string  // style of the block above
	below    int     // blank lines that it asks for
	at, wide Columns // where the text of the line above begins, and its width
	newPage  bool
}

// A block is lines that stand together.
type block struct {
	above        int // blank lines wanted above
	end          int // of its lines, among all
	newPage      bool
	keepWithNext bool
	keepTogether bool
}

func newTypist(s *Sheet, d *doc.Document, adjustments []Adjustment) *typist {
	spans, bytes := 0, 0
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			spans += len(p.Label) + len(p.Spans)
			for i := range p.Spans {
				bytes += len(p.Spans[i].Text)
			}
		}
	}
	t := &typist{
		sheet:    s,
		measure:  cmp.Or(s.Typewriter.Measure, defaultMeasure),
		sentence: cmp.Or(s.Typewriter.Sentence, defaultSentence),
		blocks:   make([]block, 0, len(d.Blocks)),
		words:    make([]word, 0, min(bytes/6+4, 256)),
		look:     s.Style(""),
	}
	lines := bytes/int(max(t.measure, 8)) + 2*len(d.Blocks)
	t.ends = make([]int, 0, lines)
	t.runs = make([]Run, 0, 2*spans+2*lines)
	if len(adjustments) > 0 {
		t.adjustments = slices.Clone(adjustments)
		sort.SliceStable(t.adjustments, func(i, j int) bool { return t.adjustments[i].Block < t.adjustments[j].Block })
	}
	return t
}

// lookUp returns what a style says, until the next is looked up.
func (t *typist) lookUp(style string) *Style {
	if t.style != style {
		t.style, t.look = style, t.sheet.Style(style)
	}
	return &t.look
}

// begin opens a block of the style last looked up.
func (t *typist) begin() {
	tw := &t.look.Typewriter
	above := max(tw.Above, t.below)
	if t.look.Tight && t.upper == t.style {
		above = 0
	}
	t.blocks = append(t.blocks, block{
		above: above, end: len(t.ends), newPage: t.newPage,
		keepWithNext: t.look.KeepWithNext, keepTogether: t.look.KeepTogether,
	})
	t.upper, t.below, t.newPage = t.style, tw.Below, false
}

// endLine ends a line of the block at hand.
func (t *typist) endLine() {
	t.ends = append(t.ends, len(t.runs))
	t.blocks[len(t.blocks)-1].end = len(t.ends)
}

// take returns the adjustments of a block.
func (t *typist) take(block int) []Adjustment {
	skip := 0
	for skip < len(t.adjustments) && t.adjustments[skip].Block < block {
		skip++
	}
	n := skip
	for n < len(t.adjustments) && t.adjustments[n].Block == block {
		n++
	}
	mine := t.adjustments[skip:n]
	t.adjustments = t.adjustments[n:]
	return mine
}

func (t *typist) breakPage() {
	t.newPage, t.wide = true, 0
}

// rule types a rule. It belongs to the block above it, if there is one on the page.
func (t *typist) rule(r *doc.Rule) {
	look := t.lookUp(r.Style)
	tw := &look.Typewriter
	if len(t.blocks) == 0 || t.newPage {
		t.begin()
	}
	t.upper, t.below = t.style, tw.Below
	room := max(t.measure-tw.Right-tw.Indent, 1)
	width, at := Columns(r.Columns), tw.Indent
	switch {
	case width > 0:
		at += look.Align.offset(room - width)
	case t.wide > 0:
		width, at = t.wide, t.at
	default:
		width = room
	}
	text := strings.Repeat(cmp.Or(tw.Rule, "-"), int(width))
	t.blanks(at, nil)
	t.runs = append(t.runs, Run{text, &doc.Span{Text: text, Origin: r.Origin, Revision: r.Revision}})
	t.endLine()
}

// offset returns how far to the right a line begins that leaves some columns free.
func (a Align) offset(free Columns) Columns {
	switch a {
	case Left, Justify:
		return 0
	case Center:
		return max(free, 0) / 2
	case Right:
		return max(free, 0)
	}
	panic("layout: unknown alignment")
}

// spaces is what blanks are cut from.
const spaces = "                                                                                                                                "

// blanks types n blanks.
func (t *typist) blanks(n Columns, span *doc.Span) {
	switch {
	case n <= 0:
	case int(n) <= len(spaces):
		t.runs = append(t.runs, Run{spaces[:n], span})
	default:
		t.runs = append(t.runs, Run{strings.Repeat(" ", int(n)), span})
	}
}
