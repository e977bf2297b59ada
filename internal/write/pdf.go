package write

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

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
	typeset: true,
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
	list := append(s.list, set.trouble()...)
	if list.Err() != nil {
		return nil, list, nil
	}
	p := &pdfPainter{set: set, redline: redline}
	for _, page := range set.pages() {
		p.page(page)
	}
	return p.finish(title, date), list, nil
}

// A pdfPainter draws pages.
type pdfPainter struct {
	set       *pdfSetter
	redline   bool
	file      pdfFile
	fonts     []*pdfEmbedded // those used, in order of first use
	contents  []int          // of the pages
	bookmarks []pdfBookmark

	// The page being drawn, and how it draws.
	content []byte
	font    *pdfEmbedded
	size    float64
	ink     pdfColor // of the text to come
	fill    pdfColor
}

// A pdfColor is red, green and blue, each up to 255.
type pdfColor [3]int

// A pdfBookmark leads to a place on a page, in points from its lower edge.
type pdfBookmark struct {
	title string
	page  int // from 0
	y     float64
}

// page draws a page.
func (p *pdfPainter) page(rows []*pdfRow) {
	p.content, p.font, p.fill = nil, nil, pdfColor{}
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
	p.contents = append(p.contents, p.file.stream(p.content, ""))
}

// number is that of the page being drawn.
func (p *pdfPainter) number() int { return len(p.contents) + 1 }

// edges draws what stands in the margins: the mark of a draft, the legend of a
// redline and the page's number.
func (p *pdfPainter) edges() {
	ts := &p.set.sheet.Typeset
	paper, m := paperOf(ts), ts.Margins
	width := float64(paper.Width)
	if p.set.o.Draft {
		text, font := draftMark(p.set.o), fontOf("Sans", "Bold")
		y := float64(m.Top) / 2
		p.rect(float64(m.Left), y-10, float64(p.set.width), 14, pdfColor{251, 233, 231})
		p.use(font, 10, pdfRed)
		p.text((width-font.width(text)*10)/2, y, text)
	}
	if p.redline && p.number() == 1 {
		p.legend(float64(m.Left), max(float64(m.Top)/4, 10))
	}
	if ts.PageNumbers == layout.NoPageNumbers || p.number() == 1 {
		return
	}
	size := float64(cmp.Or(ts.Size, 12))
	text, font := strconv.Itoa(p.number()), fontOf(familyOf(ts.Font), "Regular")
	x := (width - font.width(text)*size) / 2
	if ts.PageNumbers == layout.BottomRight {
		x = width - float64(m.Right) - font.width(text)*size
	}
	p.use(font, size, pdfColor{})
	p.text(x, float64(paper.Height-m.Bottom/2), text)
}

// legend says what the marks of a redline mean, and of what it is one.
func (p *pdfPainter) legend(x, y float64) {
	const size, gap = 7.5, 8
	font := fontOf("Sans", "Regular")
	marks := []struct {
		text string
		fate *doc.Revision
	}{
		{"deleted", &doc.Revision{Change: doc.Deleted}}, {"inserted", &doc.Revision{Change: doc.Inserted}},
		{"moved from", &doc.Revision{Change: doc.Deleted, Move: 1}}, {"moved to", &doc.Revision{Change: doc.Inserted, Move: 1}},
	}
	room := p.set.width
	for _, m := range marks {
		room -= font.width(m.text)*size + gap
	}
	p.use(font, size, pdfColor{})
	title := p.sides(font, room/size)
	p.text(x, y, title)
	x += font.width(title)*size + gap
	for _, m := range marks {
		p.use(font, size, colorOf(m.fate))
		p.text(x, y, m.text)
		wide := font.width(m.text) * size
		p.decorate(x, x+wide, y, size, m.fate)
		x += wide + gap
	}
}

// sides names the two sides of a redline in so much room. Of names that are too
// long the end is shown, which tells files apart.
func (p *pdfPainter) sides(font *pdfFont, room float64) string {
	o := p.set.o
	if o.Old == "" && o.New == "" {
		return "Redline:"
	}
	names := []string{cmp.Or(o.New, "the new text"), cmp.Or(o.Old, "the old")}
	room = (room - font.width("Redline of  against :")) / float64(len(names))
	for i := range names {
		name := []rune(p.set.drawable(names[i], font))
		for len(name) > 1 && font.width(string(name)) > room {
			name = append([]rune{'…'}, name[2:]...)
		}
		names[i] = string(name)
	}
	return "Redline of " + names[0] + " against " + names[1] + ":"
}

// finish writes what the pages have in common, and returns the file.
func (p *pdfPainter) finish(title, date string) []byte {
	f := &p.file
	var fonts strings.Builder
	for _, font := range p.fonts {
		fmt.Fprintf(&fonts, " /%s %d 0 R", font.name, font.put(f))
	}
	paper := paperOf(&p.set.sheet.Typeset)
	tree := f.number()
	var pages []int
	for _, content := range p.contents {
		pages = append(pages, f.object("<</Type /Page /Parent %d 0 R /Contents %d 0 R>>", tree, content))
	}
	f.objectAt(tree, "<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 %s %s] /Resources <</Font <<%s>>>>>>",
		references(pages), len(pages), decimal(float64(paper.Width)), decimal(float64(paper.Height)), fonts.String())
	catalog := f.object("<</Type /Catalog /Pages %d 0 R%s /Lang (en-US) /ViewerPreferences <</DisplayDocTitle true>>>>", tree, p.outline(pages))
	return f.finish(catalog, f.object("<<%s>>", p.properties(title, date)))
}

// properties are what a reader shows of a file beside its pages. Without a date
// it claims none.
func (p *pdfPainter) properties(title, date string) string {
	entries := "/Title " + pdfString(title) + " /Producer (draftgen)"
	if p.set.o.Author != "" {
		entries += " /Author " + pdfString(p.set.o.Author)
	}
	if date == "" {
		return entries
	}
	when, err := time.Parse(time.RFC3339, date)
	if err != nil {
		panic("write: " + err.Error()) // docxDate made it
	}
	stamp := when.Format("(D:20060102150405Z)")
	return entries + " /CreationDate " + stamp + " /ModDate " + stamp
}

// outline writes the bookmarks, and returns the catalog's entry for them.
func (p *pdfPainter) outline(pages []int) string {
	if len(p.bookmarks) == 0 {
		return ""
	}
	f := &p.file
	root := f.number()
	var items []int
	for range p.bookmarks {
		items = append(items, f.number())
	}
	for i, b := range p.bookmarks {
		near := ""
		if i > 0 {
			near += fmt.Sprintf(" /Prev %d 0 R", items[i-1])
		}
		if i+1 < len(items) {
			near += fmt.Sprintf(" /Next %d 0 R", items[i+1])
		}
		f.objectAt(items[i], "<</Title %s /Parent %d 0 R%s /Dest [%d 0 R /XYZ 0 %s null]>>", pdfString(b.title), root, near, pages[b.page], decimal(b.y))
	}
	f.objectAt(root, "<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", items[0], items[len(items)-1], len(items))
	return fmt.Sprintf(" /Outlines %d 0 R", root)
}
