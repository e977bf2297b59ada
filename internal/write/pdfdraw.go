package write

import (
	"slices"
	"strconv"

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
		p.bookmarks = append(p.bookmarks, pdfBookmark{r.bookmark, len(p.contents), p.height() - top})
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
		p.rect(left-14, top, 0.75, r.height, pdfColor{})
	}
}

// run draws a word, and the fate of the gap after it.
func (p *pdfPainter) run(r *pdfRun, left, y float64, last bool) {
	marked := r.actual != "" || r.silent
	if marked {
		p.say("/Span <</ActualText ", pdfString(r.actual), ">> BDC")
	}
	x := left + r.x
	for i := range r.pieces {
		piece := &r.pieces[i]
		p.use(piece.font, piece.size, colorOf(piece.fate))
		if piece.track != 0 {
			p.say(decimal(piece.track), " Tc")
		}
		text := piece.text
		if i+1 == len(r.pieces) && !last && !marked {
			text += " " // so that a reader of the file finds words
		}
		p.text(x, y, text)
		if piece.track != 0 {
			p.say("0 Tc")
		}
		wide := piece.width()
		p.decorate(x, x+wide, y, piece.size, piece.fate)
		x += wide
	}
	if marked {
		p.say("EMC")
		if !last {
			p.text(x, y, " ")
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
	p.rect(from, y-thickness/2, to-from, thickness, color)
}

// use makes a font, a size and a colour those of the text to come.
func (p *pdfPainter) use(f *pdfFont, size float64, color pdfColor) {
	p.ink = color
	if p.font != nil && p.font.pdfFont == f && p.size == size {
		return
	}
	i := slices.IndexFunc(p.fonts, func(e *pdfEmbedded) bool { return e.pdfFont == f })
	if i < 0 {
		i = len(p.fonts)
		p.fonts = append(p.fonts, &pdfEmbedded{pdfFont: f, name: "F" + strconv.Itoa(i+1), used: map[rune]bool{}})
	}
	p.font, p.size = p.fonts[i], size
	p.say("/", p.font.name, " ", decimal(size), " Tf")
}

// text draws text on a baseline. Like all that draws, it counts from the upper
// left corner of the page, and the file from the lower.
func (p *pdfPainter) text(x, y float64, s string) {
	p.paint(p.ink)
	p.say("BT ", decimal(x), " ", decimal(p.height()-y), " Td ", string(p.font.show(s)), " Tj ET")
}

// rect draws a filled rectangle.
func (p *pdfPainter) rect(x, y, width, height float64, color pdfColor) {
	p.paint(color)
	p.say(decimal(x), " ", decimal(p.height()-y), " ", decimal(width), " ", decimal(-height), " re f")
}

// paint makes a colour that of what is drawn next.
func (p *pdfPainter) paint(color pdfColor) {
	if p.fill == color {
		return
	}
	p.fill = color
	part := func(n int) string { return strconv.FormatFloat(float64(n)/255, 'f', 3, 64) + " " }
	p.say(part(color[0]), part(color[1]), part(color[2]), "rg")
}

// height is that of the page.
func (p *pdfPainter) height() float64 { return float64(paperOf(&p.set.sheet.Typeset).Height) }

// say adds a line to the page's content.
func (p *pdfPainter) say(parts ...string) {
	for _, part := range parts {
		p.content = append(p.content, part...)
	}
	p.content = append(p.content, '\n')
}

// decimal is a number in points, as a file has it: a hundredth is enough.
func decimal(n float64) string { return strconv.FormatFloat(n, 'f', 2, 64) }
