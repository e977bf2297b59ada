package write

import (
	"bytes"
	"encoding/xml"
	"io"

	"github.com/draftgen/draftgen/internal/layout"
)

// docxFurniture is a header or a footer.
type docxFurniture struct {
	id, name, kind string // kind is "header" or "footer"
	data           []byte
}

// section returns the properties of the document's only section: its page, with
// header and footer, in the order of the schema (CT_SectPr).
func (w *docxWriter) section() string {
	if w.base.section != nil {
		return w.firmSection()
	}
	ts := &w.sheet.Typeset
	refs := ""
	if w.o.Draft {
		refs += w.furnish("header", "default", "first")
	}
	if ts.PageNumbers != layout.NoPageNumbers {
		refs += w.furnish("footer", "default")
	}
	paper, m := paperOf(ts), ts.Margins
	const edge = layout.Points(36) // from header and footer to the edges of the paper
	return "<w:sectPr" + xmlnsR + ">" + refs +
		`<w:pgSz w:w="` + twips(paper.Width) + `" w:h="` + twips(paper.Height) + `"/>` +
		`<w:pgMar w:top="` + twips(m.Top) + `" w:right="` + twips(m.Right) + `" w:bottom="` + twips(m.Bottom) + `" w:left="` + twips(m.Left) +
		`" w:header="` + twips(min(edge, m.Top/2)) + `" w:footer="` + twips(min(edge, m.Bottom/2)) + `" w:gutter="0"/>` +
		`<w:titlePg/></w:sectPr>`
}

// furnish adds a header or a footer of our own, and returns the references to it
// for kinds of pages.
func (w *docxWriter) furnish(kind string, pages ...string) string {
	data := w.pageNumber()
	if kind == "header" {
		data = xmlHead + "<w:hdr" + xmlnsW + ">" + w.draftParagraph() + "</w:hdr>\n"
	}
	f := docxFurniture{"rIdDraftgen" + kind, "draftgen-" + kind + ".xml", kind, []byte(data)}
	w.furniture = append(w.furniture, f)
	refs := ""
	for _, page := range pages {
		refs += "<w:" + kind + `Reference` + xmlnsR + ` w:type="` + page + `" r:id="` + f.id + `"/>`
	}
	return refs
}

func (w *docxWriter) pageNumber() string {
	align := layout.Center
	if w.sheet.Typeset.PageNumbers == layout.BottomRight {
		align = layout.Right
	}
	field := func(content string) string {
		return `<w:r><w:rPr><w:rStyle w:val="` + xmlText(w.styles.character[docxPage]) + `"/></w:rPr>` + content + "</w:r>"
	}
	return xmlHead + "<w:ftr" + xmlnsW + `><w:p><w:pPr><w:pStyle w:val="` + xmlText(w.styles.character[docxFooter]) + `"/>` + docxAlign(align) + "</w:pPr>" +
		field(`<w:fldChar w:fldCharType="begin"/>`) + field(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`) +
		field(`<w:fldChar w:fldCharType="separate"/>`) + field("<w:t>2</w:t>") + field(`<w:fldChar w:fldCharType="end"/>`) +
		"</w:p></w:ftr>\n"
}

// draftParagraph is the line that marks a page as a draft. It says its namespace
// itself, so that it can stand in a firm's header.
func (w *docxWriter) draftParagraph() string {
	return "<w:p" + xmlnsW + `><w:pPr><w:pStyle w:val="` + xmlText(w.styles.character[docxHeader]) + `"/>` +
		`<w:shd w:val="clear" w:color="auto" w:fill="FBE9E7"/><w:jc w:val="center"/></w:pPr>` +
		`<w:r><w:rPr><w:rStyle w:val="` + xmlText(w.styles.character[docxDraft]) + `"/></w:rPr><w:t xml:space="preserve">` +
		xmlText(draftMark(w.o)) + "</w:t></w:r></w:p>"
}

// firmSection is the section of a firm's own file. In a draft the mark stands
// above what its headers say, and alone where it has none.
func (w *docxWriter) firmSection() string {
	section := string(w.base.section)
	if w.o.Draft {
		pages := []string{"default"}
		if w.base.titlePage {
			pages = append(pages, "first")
		}
		if w.base.settings["evenAndOddHeaders"] != "" {
			pages = append(pages, "even")
		}
		var bare []string
		for _, page := range pages {
			if name, ok := w.base.headers[page]; ok {
				w.base.mark(name, w.draftParagraph())
			} else {
				bare = append(bare, page)
			}
		}
		if len(bare) > 0 {
			section = w.furnish("header", bare...) + section
		}
	}
	return "<w:sectPr" + xmlnsR + ">" + section + "</w:sectPr>"
}

// mark puts a paragraph at the start of a header, once.
func (b *docxBase) mark(name, paragraph string) {
	for i := range b.parts {
		p := &b.parts[i]
		if p.name != name || bytes.Contains(p.data, []byte(paragraph)) {
			continue
		}
		d := xml.NewDecoder(bytes.NewReader(p.data))
		for {
			t, err := d.RawToken()
			if err == io.EOF || err != nil {
				return
			}
			if _, ok := t.(xml.StartElement); ok {
				at := int(d.InputOffset())
				p.data = bytes.Join([][]byte{p.data[:at], []byte(paragraph), p.data[at:]}, nil)
				return
			}
		}
	}
}
