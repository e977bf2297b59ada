package write

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/draftgen/draftgen/internal/doc"
)

// The lawyers' colours.
var (
	pdfRed   = pdfColor{192, 0, 0}
	pdfBlue  = pdfColor{0, 0, 192}
	pdfGreen = pdfColor{0, 112, 48}
)

// colorOf is the colour of a fate.
func colorOf(r *doc.Revision) pdfColor {
	switch {
	case r == nil:
		return pdfColor{}
	case r.Move != 0:
		return pdfGreen
	case r.Change == doc.Deleted:
		return pdfRed
	case r.Change == doc.Inserted:
		return pdfBlue
	}
	panic("write: a revision that changes nothing")
}

// row draws a row whose top left corner is at a place on the page.
func (p *pdfPainter) row(r *pdfRow, left, top float64) {
	y := top + r.baseline
	if r.bookmark != "" {
		p.use(fontOf("Serif", "Regular"), r.size, pdfColor{}) // a title is UTF-16 if the font is
		p.Bookmark(r.bookmark, 0, top)
	}
	for i := range r.runs {
		p.run(&r.runs[i], left, y, i+1 == len(r.runs))
	}
	if r.underline && r.end > r.start {
		p.line(left+r.start, left+r.end, y+0.12*r.size, 0.05*r.size, pdfColor{})
	}
	for _, rule := range r.rules {
		p.line(left+rule.from, left+rule.to, top+rule.y, rule.thickness, colorOf(rule.fate))
		if rule.fate != nil && rule.fate.Change == doc.Deleted {
			p.line(left+(rule.from+rule.to)/2-4, left+(rule.from+rule.to)/2+4, top+rule.y, 4*rule.thickness, colorOf(rule.fate))
		}
	}
	if r.changed {
		p.SetFillColor(0, 0, 0)
		p.Rect(left-14, top, 0.75, r.height, "F")
	}
}

// run draws a word, and the fate of the gap after it.
func (p *pdfPainter) run(r *pdfRun, left, y float64, last bool) {
	if r.actual != "" {
		p.RawWriteStr("/Span <</ActualText <" + utf16Hex(r.actual) + ">>> BDC")
	}
	x := left + r.x
	for i := range r.pieces {
		piece := &r.pieces[i]
		p.use(piece.font, piece.size, colorOf(piece.fate))
		if piece.track != 0 {
			p.RawWriteStr(fmt.Sprintf("%.2f Tc", piece.track))
		}
		text := piece.text
		if i+1 == len(r.pieces) && !last && r.actual == "" {
			text += " " // so that a reader of the file finds words
		}
		p.Text(x, y, text)
		if piece.track != 0 {
			p.RawWriteStr("0 Tc")
		}
		wide := piece.width()
		p.decorate(x, x+wide, y, piece.size, piece.fate)
		x += wide
	}
	if r.actual != "" {
		p.RawWriteStr("EMC")
		if !last {
			p.Text(x, y, " ")
		}
	}
	if n := len(r.pieces); n > 0 && r.gap > 0 {
		p.decorate(x, x+r.gap, y, r.pieces[n-1].size, r.fate)
	}
}

// decorate strikes or underlines text on a baseline.
func (p *pdfPainter) decorate(from, to, y, size float64, r *doc.Revision) {
	if r == nil {
		return
	}
	color, thick := colorOf(r), 0.05*size
	if r.Change == doc.Deleted {
		p.line(from, to, y-0.25*size, thick, color)
		return
	}
	p.line(from, to, y+0.1*size, thick, color)
	p.line(from, to, y+0.2*size, thick, color)
}

// line draws a horizontal line.
func (p *pdfPainter) line(from, to, y, thickness float64, color pdfColor) {
	p.SetFillColor(color[0], color[1], color[2])
	p.Rect(from, y-thickness/2, to-from, thickness, "F")
}

// utf16Hex is a text as PDF has it in brackets.
func utf16Hex(s string) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}
