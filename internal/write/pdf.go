package write

import (
	"bytes"
	"cmp"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// pdfFormat is a typeset page in PDF, its fonts embedded.
//
//   - The words of each block are broken into lines (pdfset.go, pdfbreak.go),
//     the lines into pages (pdfpage.go), and these are drawn (pdfdraw.go).
//   - What the fonts (pdffont.go) have no glyph for, and writing from right to
//     left, are errors with their place.
//   - A redline has the lawyers' colours: red and struck what was deleted, blue
//     and underlined twice what was inserted, green what moved; bars in the
//     margin stand beside the lines that changed.
var pdfFormat = Format{
	Name:    "pdf",
	Endings: []string{".pdf"},
	Does:    "a typeset page; of a redline, in the lawyers' colours",
	Binary:  true,
	encode:  encodePDF,
}

func encodePDF(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	date, err := docxDate(o.Date)
	if err != nil {
		return nil, nil, err
	}
	s := speller{}
	title := o.title(d)
	d = s.document(d)
	redline := o.redlined(d)
	if redline {
		d = o.shown(d)
	}
	if s.list.Err() != nil {
		return nil, s.list, nil
	}
	set := newPDFSetter(d, o)
	set.blocks()
	list := append(s.list, set.list...)
	if list.Err() != nil {
		return nil, list, nil
	}
	p := newPDFPainter(set, redline)
	p.properties(title, date)
	for _, page := range set.pages() {
		p.page(page)
	}
	data, err := p.bytes(date == "")
	return data, list, err
}

// A pdfPainter draws pages.
type pdfPainter struct {
	*fpdf.Fpdf
	set     *pdfSetter
	redline bool
	added   map[*pdfFont]bool
	font    *pdfFont
	size    float64
	color   pdfColor
}

// A pdfColor is red, green and blue, each up to 255.
type pdfColor [3]int

func newPDFPainter(set *pdfSetter, redline bool) *pdfPainter {
	paper := paperOf(&set.sheet.Typeset)
	p := &pdfPainter{
		Fpdf: fpdf.NewCustom(&fpdf.InitType{
			UnitStr: "pt", Size: fpdf.SizeType{Wd: float64(paper.Width), Ht: float64(paper.Height)},
		}),
		set: set, redline: redline, added: map[*pdfFont]bool{},
	}
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCatalogSort(true)
	return p
}

// noDate stands for no date until it is taken out again: the library always
// writes one.
var noDate = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (p *pdfPainter) properties(title, date string) {
	p.SetTitle(title, true)
	if p.set.o.Author != "" {
		p.SetAuthor(p.set.o.Author, true)
	}
	p.SetProducer("draftgen", false)
	p.SetLang("en-US")
	when := noDate
	if date != "" {
		when, _ = time.Parse(time.RFC3339, date) // docxDate made it
	}
	p.SetCreationDate(when)
	p.SetModificationDate(when)
}

// bytes returns the file. Without a date the places of the dates are blanks, so
// that it claims none.
func (p *pdfPainter) bytes(undated bool) ([]byte, error) {
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, err
	}
	data := out.Bytes()
	if !undated {
		return data, nil
	}
	for _, key := range []string{"/CreationDate ", "/ModDate "} {
		at := bytes.LastIndex(data, []byte(key+"(D:19800101"))
		if at < 0 {
			continue
		}
		n := bytes.IndexByte(data[at:], ')')
		for i := at; i <= at+n; i++ {
			data[i] = ' '
		}
	}
	return data, nil
}

// use makes a font, a size and a colour those of the text to come.
func (p *pdfPainter) use(f *pdfFont, size float64, color pdfColor) {
	if !p.added[f] {
		// The library writes into the font's bytes.
		p.AddUTF8FontFromBytes(f.family+f.face, "", bytes.Clone(f.data))
		p.added[f] = true
	}
	if p.font != f || p.size != size {
		p.SetFont(f.family+f.face, "", size)
		p.font, p.size = f, size
	}
	if p.color != color {
		p.SetTextColor(color[0], color[1], color[2])
		p.color = color
	}
}

// page draws a page.
func (p *pdfPainter) page(rows []*pdfRow) {
	p.AddPage()
	p.font = nil
	ts := &p.set.sheet.Typeset
	y := float64(ts.Margins.Top)
	for i, r := range rows {
		if i > 0 {
			y += r.above
		}
		p.row(r, float64(ts.Margins.Left), y)
		y += r.height
	}
	p.edges()
}

// edges draws what stands in the margins: the mark of a draft, the legend of a
// redline and the page's number.
func (p *pdfPainter) edges() {
	ts := &p.set.sheet.Typeset
	paper, m := paperOf(ts), ts.Margins
	width := float64(paper.Width)
	if p.set.o.Draft {
		text, font := draftMark(p.set.o), fontOf("Sans", "Bold")
		y := float64(m.Top) / 2
		p.SetFillColor(251, 233, 231)
		p.Rect(float64(m.Left), y-10, float64(p.set.width), 14, "F")
		p.use(font, 10, pdfColor{192, 0, 0})
		p.Text((width-font.width(text)*10)/2, y, text)
	}
	if p.redline && p.PageNo() == 1 {
		p.legend(float64(m.Left), max(float64(m.Top)/4, 10))
	}
	if ts.PageNumbers == layout.NoPageNumbers || p.PageNo() == 1 {
		return
	}
	size := float64(cmp.Or(ts.Size, 12))
	text, font := strconv.Itoa(p.PageNo()), fontOf(familyOf(ts.Font), "Regular")
	x := (width - font.width(text)*size) / 2
	if ts.PageNumbers == layout.BottomRight {
		x = width - float64(m.Right) - font.width(text)*size
	}
	p.use(font, size, pdfColor{})
	p.Text(x, float64(paper.Height-m.Bottom/2), text)
}

// legend says what the marks of a redline mean.
func (p *pdfPainter) legend(x, y float64) {
	const size = 7.5
	font := fontOf("Sans", "Regular")
	var names string
	if p.set.o.Old != "" || p.set.o.New != "" {
		names = "Redline of " + cmp.Or(p.set.o.New, "the new text") + " against " + cmp.Or(p.set.o.Old, "the old") + ":  "
	} else {
		names = "Redline:  "
	}
	say := func(text string, r *doc.Revision) {
		text = p.set.drawable(text, font)
		p.use(font, size, colorOf(r))
		p.Text(x, y, text)
		wide := font.width(text) * size
		p.decorate(x, x+wide, y, size, r)
		x += wide + 8
	}
	say(names, nil)
	say("deleted", &doc.Revision{Change: doc.Deleted})
	say("inserted", &doc.Revision{Change: doc.Inserted})
	say("moved from", &doc.Revision{Change: doc.Deleted, Move: 1})
	say("moved to", &doc.Revision{Change: doc.Inserted, Move: 1})
}
