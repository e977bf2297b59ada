package write

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// A looker says in CSS what a sheet says of its typeset page.
type looker struct {
	sheet *layout.Sheet
	width layout.Points // of a full line
	looks map[string]*look
	upper string // style of the block above; "" at the top of a page
	first bool   // no block was written yet
	above string // margin above the block at hand, and a blank
}

// A look is what a style says. Its strings are parts of style attributes; where
// they follow a margin above, they begin with those at the other sides.
type look struct {
	style layout.Style
	tag   string
	text  string // of a paragraph
	table string // of the table that has a label and a text
	label string // of the two cells
	cell  string
}

func newLooker(s *layout.Sheet) looker {
	paper, margins := s.Typeset.Paper, s.Typeset.Margins
	if paper.Width == 0 {
		paper = layout.Letter
	}
	return looker{sheet: s, width: max(paper.Width-margins.Left-margins.Right, 72), looks: map[string]*look{}, first: true}
}

// pageStyle is the style of what stands around all blocks.
func (k *looker) pageStyle() string {
	ts := &k.sheet.Typeset
	return "max-width:" + points(k.width) + ";margin:0 auto;padding:30pt 5%;" +
		"font-family:" + family(ts.Font) + ";font-size:" + points(cmp.Or(ts.Size, 12)) +
		";line-height:" + number(cmp.Or(ts.Leading, 1.15)) + ";overflow-wrap:break-word;widows:2;orphans:2"
}

// look returns the look of a style.
func (k *looker) look(style string) *look {
	if l, ok := k.looks[style]; ok {
		return l
	}
	st := k.sheet.Style(style)
	ts := &st.Typeset
	l := &look{style: st, tag: "p"}
	if isHeading(&st) {
		l.tag = "h2"
	}
	if ts.Align == layout.Left && ts.Indent > k.width/3 {
		ts.Right = 0 // a block at the right edge; a narrow page has no room to spare
	}
	sides := " " + k.part(ts.Right) + " " + points(ts.Below) + " "
	letters := letterStyle(ts, l.tag == "h2") + keepStyle(&st)
	align := alignStyle(ts.Align)

	l.text = sides + k.part(ts.Indent) + align + letters
	if ts.First != 0 {
		l.text += ";text-indent:" + k.part(ts.First)
	}
	if style == tableStyle {
		l.text += ";font-family:" + family("mono") + ";font-size:83%;overflow:auto"
	}
	left := ts.Indent + ts.First
	l.table = sides + k.part(left) + ";width:" + k.part(k.width-left-ts.Right) + ";border-collapse:collapse" + letters
	l.label = "width:" + points(max(ts.Label-6, 0)) + ";padding:0 6pt 0 0;vertical-align:top;white-space:nowrap"
	l.cell = "padding:0;vertical-align:top" + align
	k.looks[style] = l
	return l
}

// isHeading reports whether a style is one of headings: bold, on lines of their
// own, and never parted from what follows.
func isHeading(st *layout.Style) bool {
	return st.KeepWithNext && st.Typeset.Bold && !st.KeepLines
}

// begin sets the margin above a block.
func (k *looker) begin(l *look, style string) {
	above := l.style.Typeset.Above
	if k.first || l.style.Tight && k.upper == style {
		above = 0
	}
	k.above = points(above)
	k.upper, k.first = style, false
}

func letterStyle(ts *layout.TypesetStyle, heading bool) string {
	var b strings.Builder
	say := func(holds bool, what string) {
		if holds {
			b.WriteString(";" + what)
		}
	}
	say(ts.Font != "", "font-family:"+family(ts.Font))
	switch {
	case ts.Size > 0:
		say(true, "font-size:"+points(ts.Size))
	case heading:
		say(true, "font-size:100%")
	}
	say(ts.Leading > 0, "line-height:"+number(ts.Leading))
	say(ts.Bold, "font-weight:bold")
	say(ts.Italic, "font-style:italic")
	say(ts.Caps, "text-transform:uppercase")
	say(ts.SmallCaps, "font-variant:small-caps")
	say(ts.Tracking != 0, "letter-spacing:"+points(ts.Tracking))
	return b.String()
}

func keepStyle(st *layout.Style) string {
	s := ""
	if st.KeepWithNext {
		s += ";page-break-after:avoid"
	}
	if st.KeepTogether {
		s += ";page-break-inside:avoid"
	}
	return s
}

func alignStyle(a layout.Align) string {
	switch a {
	case layout.Left, layout.Justify: // browsers do not hyphenate: on a phone they would tear the lines apart
		return ""
	case layout.Center:
		return ";text-align:center"
	case layout.Right:
		return ";text-align:right"
	}
	panic("write: unknown alignment")
}

// ruleStyle is the style of a rule of its own length.
func (k *looker) ruleStyle(l *look, r *doc.Rule) string {
	const perColumn = layout.Points(7.2) // as package layout has it
	ts := &l.style.Typeset
	room := k.width - ts.Indent - ts.Right
	width := room
	if r.Columns > 0 {
		width = min(layout.Points(r.Columns)*perColumn, room)
	}
	left, right := ts.Indent, ts.Right+room-width
	switch ts.Align {
	case layout.Center:
		left, right = left+(room-width)/2, ts.Right+(room-width)/2
	case layout.Right:
		left, right = left+room-width, ts.Right
	}
	return "margin:2pt " + k.part(right) + " 2pt " + k.part(left) +
		";border:0;border-top:" + points(cmp.Or(ts.Rule, 0.75)) + " solid"
}

// part is a length as a part of a full line.
func (k *looker) part(p layout.Points) string {
	if p == 0 {
		return "0"
	}
	return number(float64(p/k.width*100)) + "%"
}

func points(p layout.Points) string {
	if p == 0 {
		return "0"
	}
	return number(float64(p)) + "pt"
}

// number prints a number with at most two decimals.
func number(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// family is a CSS list of fonts for a family of a layout.
func family(font string) string {
	switch font {
	case "", "serif":
		return "'Times New Roman',Times,serif"
	case "sans":
		return "Arial,Helvetica,sans-serif"
	case "mono":
		return "'Courier New',Courier,monospace"
	}
	name := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r < utf8.RuneSelf && isAlphanumeric(byte(r)) {
			return r
		}
		return -1
	}, font)
	return "'" + name + "','Times New Roman',Times,serif"
}

// direction is the attribute of a paragraph that runs from right to left: most of
// its letters do. A name in Hebrew does not turn an English address around.
func direction(p *doc.Paragraph) string {
	left, right := 0, 0
	for i := range p.Spans {
		for _, r := range p.Spans[i].Text {
			switch {
			case isRightToLeft(r):
				right++
			case unicode.IsLetter(r):
				left++
			}
		}
	}
	if right > left {
		return ` dir="rtl"`
	}
	return ""
}
