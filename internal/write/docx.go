package write

import (
	"archive/zip"
	"bytes"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// docxFormat is Office Open XML (ECMA-376, transitional), as Word and
// LibreOffice read it.
//
//   - Each style of the layout is a named paragraph style that a firm can change
//     (docxstyle.go); what is set by hand is only what no style can say.
//   - List labels are Word's own numbering (docxnumber.go), except in a redline.
//   - A redline has tracked changes that can be accepted or rejected one by one,
//     and says in comments what caused them (docxchange.go).
//   - A firm's own file may give styles, margins, header and footer
//     (docxreference.go).
var docxFormat = Format{
	Name:    "docx",
	Endings: []string{".docx"},
	Does:    "a Word document; of a redline, with tracked changes",
	Binary:  true,
	typeset: true,
	encode:  encodeDOCX,
}

func encodeDOCX(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	date, err := docxDate(o.Date)
	if err != nil {
		return nil, nil, err
	}
	base := newDocxBase()
	if o.Reference != nil {
		if base, err = readDocxBase(o.Reference); err != nil {
			return nil, nil, err
		}
	}
	s := speller{}
	d = s.document(d)
	if s.list.Err() != nil {
		return nil, s.list, nil
	}
	w := newDocxWriter(d, o, base, date)
	body := w.body()
	data, err := w.pack(body)
	return data, s.list, err
}

// docxDate makes a date and time of a date as RFC 3339 has it; "" stays "".
func docxDate(date string) (string, error) {
	if date == "" {
		return "", nil
	}
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, date); err == nil {
			return t.UTC().Format("2006-01-02T15:04:05Z"), nil
		}
	}
	return "", diag.List{{Rule: "date", Message: fmt.Sprintf("want a date such as 2004-05-25 or 2004-05-25T09:00:00Z, have %q", date)}}
}

// The namespaces and relationship types that are written.
const (
	docxW       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	docxR       = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	docxPackage = "http://schemas.openxmlformats.org/package/2006/"
	docxTypes   = "application/vnd.openxmlformats-officedocument.wordprocessingml."

	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	xmlnsW  = ` xmlns:w="` + docxW + `"`
	xmlnsR  = ` xmlns:r="` + docxR + `"`
)

// A docxPart is one part of the package.
type docxPart struct {
	name string // without a leading slash
	kind string // content type; "" is the default of its ending
	data []byte
}

// A docxRelation says that the document uses a part.
type docxRelation struct {
	id, kind, target string // kind is the whole type, the target relative to word/
}

// pack puts the parts together around the document's XML.
func (w *docxWriter) pack(document []byte) ([]byte, error) {
	parts := []docxPart{{"word/document.xml", docxTypes + "document.main+xml", document}}
	relations := append([]docxRelation(nil), w.base.relations...)
	add := func(kind, name string, data []byte) {
		parts = append(parts, docxPart{"word/" + name, docxTypes + kind + "+xml", data})
		relations = append(relations, docxRelation{"rIdDraftgen" + kind, docxR + "/" + kind, name})
	}
	add("styles", "styles.xml", w.styles.xml(w.base))
	add("settings", "settings.xml", w.base.settingsXML())
	if data := w.numbers.xml(w.base); data != nil {
		add("numbering", "numbering.xml", data)
	}
	if data := w.commentsXML(); data != nil {
		add("comments", "comments.xml", data)
	}
	for _, f := range w.furniture {
		parts = append(parts, docxPart{"word/" + f.name, docxTypes + f.kind + "+xml", f.data})
		relations = append(relations, docxRelation{f.id, docxR + "/" + f.kind, f.name})
	}
	parts = append(parts, w.base.copied()...)
	parts = append(parts, w.properties()...)

	var links bytes.Buffer
	links.WriteString(xmlHead + `<Relationships xmlns="` + docxPackage + `relationships">`)
	for _, r := range relations {
		links.WriteString(`<Relationship Id="` + xmlText(r.id) + `" Type="` + xmlText(r.kind) + `" Target="` + xmlText(r.target) + `"/>`)
	}
	links.WriteString("</Relationships>\n")
	parts = append(parts, docxPart{name: "word/_rels/document.xml.rels", data: links.Bytes()})
	return zipParts(append(w.base.contentTypes(parts), parts...))
}

// properties returns the parts about the document as a whole.
func (w *docxWriter) properties() []docxPart {
	var core bytes.Buffer
	core.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="` + docxPackage + `metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	if w.o.Title != "" {
		core.WriteString("<dc:title>" + xmlText(w.o.Title) + "</dc:title>")
	}
	if w.o.Author != "" {
		core.WriteString("<dc:creator>" + xmlText(w.o.Author) + "</dc:creator>")
	}
	if w.date != "" {
		core.WriteString(`<dcterms:created xsi:type="dcterms:W3CDTF">` + w.date + "</dcterms:created>")
	}
	core.WriteString("</cp:coreProperties>\n")
	return []docxPart{
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core.Bytes()},
		{"_rels/.rels", "", []byte(xmlHead + `<Relationships xmlns="` + docxPackage + `relationships">` +
			`<Relationship Id="rId1" Type="` + docxR + `/officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="rId2" Type="` + docxPackage + `relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
			"</Relationships>\n")},
	}
}

// zipParts packs parts in their order. The time of each is the earliest that a
// zip archive can say, so that the bytes depend on the parts alone.
func zipParts(parts []docxPart) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(p.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// contentTypes returns the part that says what the others are.
func (b *docxBase) contentTypes(parts []docxPart) []docxPart {
	var out bytes.Buffer
	out.WriteString(xmlHead + `<Types xmlns="` + docxPackage + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for _, d := range b.defaults {
		out.WriteString(`<Default Extension="` + xmlText(d.ending) + `" ContentType="` + xmlText(d.kind) + `"/>`)
	}
	for _, p := range parts {
		if p.kind != "" {
			out.WriteString(`<Override PartName="/` + xmlText(p.name) + `" ContentType="` + xmlText(p.kind) + `"/>`)
		}
	}
	out.WriteString("</Types>\n")
	return []docxPart{{name: "[Content_Types].xml", data: out.Bytes()}}
}

// xmlText escapes text for XML, in an element or an attribute. Characters that
// XML cannot have were refused by the speller; of a firm's name in the options
// they are dropped, and bytes that are not UTF-8 become replacement characters.
func xmlText(s string) string {
	plain := true
	for i := 0; plain && i < len(s); i++ {
		switch c := s[i]; {
		case c == '&', c == '<', c == '>', c == '"', c < ' ', c >= 0xef:
			plain = false
		}
	}
	if plain && utf8.ValidString(s) {
		return s
	}
	out := make([]byte, 0, len(s)+16)
	for _, r := range s {
		switch {
		case r == '&':
			out = append(out, "&amp;"...)
		case r == '<':
			out = append(out, "&lt;"...)
		case r == '>':
			out = append(out, "&gt;"...)
		case r == '"':
			out = append(out, "&quot;"...)
		case r == '\n', r == '\t':
			out = append(out, ' ')
		case r < ' ', r == 0xfffe, r == 0xffff:
		default:
			out = append(out, string(r)...)
		}
	}
	return string(out)
}
