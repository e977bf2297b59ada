package write

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// firmParts are the parts of a firm's own file, with a style of ours in other
// letters, a numbered heading, a header with a picture, and prefixes that are
// not the usual ones.
func firmParts() map[string]string {
	const types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	return map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + types + `document.main+xml"/>` +
			`<Override PartName="/word/styles.xml" ContentType="` + types + `styles+xml"/>` +
			`<Override PartName="/word/numbering.xml" ContentType="` + types + `numbering+xml"/>` +
			`<Override PartName="/word/settings.xml" ContentType="` + types + `settings+xml"/>` +
			`<Override PartName="/word/header7.xml" ContentType="` + types + `header+xml"/>` +
			`<Override PartName="/word/footer7.xml" ContentType="` + types + `footer+xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + rel + `/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="s" Type="` + rel + `/styles" Target="styles.xml"/><Relationship Id="n" Type="` + rel + `/numbering" Target="numbering.xml"/>` +
			`<Relationship Id="t" Type="` + rel + `/settings" Target="settings.xml"/>` +
			`<Relationship Id="h" Type="` + rel + `/header" Target="header7.xml"/><Relationship Id="f" Type="` + rel + `/footer" Target="/word/footer7.xml"/></Relationships>`,
		"word/document.xml": `<x:document xmlns:x="` + docxW + `" xmlns:y="` + rel + `"><x:body><x:p><x:r><x:t>Privileged text of another client</x:t></x:r></x:p>` +
			`<x:sectPr><x:headerReference x:type="default" y:id="h"/><x:footerReference x:type="default" y:id="f"/><x:pgSz x:w="11906" x:h="16838"/>` +
			`<x:pgMar x:top="2000" x:right="1800" x:bottom="1440" x:left="1800" x:header="700" x:footer="700" x:gutter="0"/></x:sectPr></x:body></x:document>`,
		"word/styles.xml": `<w:styles xmlns:w="` + docxW + `"><w:docDefaults/><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="FirmBody"><w:name w:val="body text"/><w:basedOn w:val="N"/><w:rPr><w:rFonts w:ascii="Garamond"/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Letterhead"><w:name w:val="Something Else"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering xmlns:w="` + docxW + `"><w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="4"><w:abstractNumId w:val="6"/></w:num></w:numbering>`,
		"word/settings.xml":           `<w:settings xmlns:w="` + docxW + `"><w:attachedTemplate w:val="secret"/><w:trackRevisions/><w:defaultTabStop w:val="500"/><w:footnotePr><w:footnote w:id="-1"/></w:footnotePr></w:settings>`,
		"word/header7.xml":            `<w:hdr xmlns:w="` + docxW + `"><w:p><w:r><w:t>FIRM AND FIRM LLP</w:t></w:r></w:p></w:hdr>`,
		"word/_rels/header7.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p" Type="` + rel + `/image" Target="media/logo.jpg"/></Relationships>`,
		"word/media/logo.jpg":         "not really a picture",
		"word/footer7.xml":            `<w:ftr xmlns:w="` + docxW + `"><w:p/></w:ftr>`,
	}
}

func firm(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var list []docxPart
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		list = append(list, docxPart{name: name, data: []byte(parts[name])})
	}
	data, err := zipParts(list)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestReference(t *testing.T) {
	d := listed("(a)", "(b)", "RE:", "")
	d.Blocks = append(d.Blocks, &doc.Paragraph{Spans: []doc.Span{{Text: "Body text."}}}, &doc.Paragraph{Style: "letterhead", Spans: []doc.Span{{Text: "L"}}})
	data := encoded(t, &docxFormat, d, &Options{Reference: firm(t, firmParts()), Draft: true})
	checkDOCX(t, "reference", data)
	parts := unzipped(t, data)
	all := ""
	for _, part := range parts {
		all += part
	}
	document := parts["word/document.xml"]
	for _, want := range []struct{ in, what string }{
		{document, `<w:pStyle w:val="FirmBody"/>`},
		{document, `w:top="2000"`},
		{document, `<w:numId w:val="5"/>`},
		{document, `<w:pStyle w:val="Letterhead2"/>`},
		{parts["word/styles.xml"], "Garamond"},
		{parts["word/styles.xml"], `<w:name w:val="Addressee"/><w:basedOn w:val="N"/>`},
		{parts["word/numbering.xml"], `w:abstractNumId="7"`},
		{parts["word/numbering.xml"], `<w:num w:numId="4">`},
		{parts["word/settings.xml"], `<w:defaultTabStop xmlns:w=`},
		{parts["word/header7.xml"], "FIRM AND FIRM"},
		{parts["word/header7.xml"], "DRAFT"},
		{parts["word/media/logo.jpg"], "picture"},
		{parts["[Content_Types].xml"], `Extension="jpg"`},
	} {
		if !strings.Contains(want.in, want.what) {
			t.Errorf("want %s in %s", want.what, want.in)
		}
	}
	for _, never := range []string{"Privileged", "secret", "trackRevisions", "footnotePr"} {
		if strings.Contains(all, never) {
			t.Errorf("%s came over from the firm's file", never)
		}
	}
	if got, want := labelsRead(t, data), []string{"(a)", "(b)", "RE:", "", "", ""}; !slices.Equal(got, want) {
		t.Errorf("want the labels %q, have %q", want, got)
	}
}

// A firm's file that is our own output gives the same document again.
func TestReferenceOfOurOwn(t *testing.T) {
	for _, s := range exhibitsOf(t) {
		o := s.options()
		plain := encoded(t, &docxFormat, s.draft.Document, o)
		o.Reference = plain
		again := encoded(t, &docxFormat, s.draft.Document, o)
		checkDOCX(t, s.name, again)
		was, is := unzipped(t, plain), unzipped(t, again)
		if was["word/styles.xml"] != is["word/styles.xml"] {
			t.Errorf("%s: the styles changed", s.name)
		}
	}
}

func TestBrokenReference(t *testing.T) {
	whole := firm(t, firmParts())
	without := func(name, data string) []byte {
		parts := firmParts()
		delete(parts, name)
		if data != "" {
			parts[name] = data
		}
		return firm(t, parts)
	}
	for want, data := range map[string][]byte{
		"no zip archive":                    []byte("Dear Sirs"),
		"is cut short":                      whole[:len(whole)/2],
		"another kind of zip archive":       without("[Content_Types].xml", ""),
		"another kind of zip archive ":      without("word/document.xml", ""),
		"word/styles.xml":                   without("word/styles.xml", "<w:styles"),
		"part word/header7.xml is missing":  without("word/header7.xml", ""),
		"part word/numbering.xml: ":         without("word/numbering.xml", "<a><b></a>"),
		"part word/_rels/document.xml.rels": without("word/_rels/document.xml.rels", "junk<"),
		"another kind of XML":               without("word/document.xml", `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>`),
		"larger than":                       without("word/styles.xml", strings.Repeat(" ", mostPartBytes+1)),
		"nests more than":                   without("word/styles.xml", `<w:styles xmlns:w="`+docxW+`">`+strings.Repeat("<w:a>", 300)),
		"header or footer":                  without("word/_rels/document.xml.rels", "<Relationships/>"),
	} {
		var out bytes.Buffer
		_, err := docxFormat.Write(&out, listed("(a)"), &Options{Reference: data})
		var list diag.List
		if !errors.As(err, &list) || !strings.Contains(err.Error(), strings.TrimSpace(want)) {
			t.Errorf("want an error with %q, have %v", want, err)
		}
		if out.Len() > 0 {
			t.Errorf("%s: something was written", want)
		}
	}
}

// No bytes make the reader of a firm's file panic, and what it accepts can be
// written.
func FuzzReference(f *testing.F) {
	for name, data := range firmParts() {
		f.Add(name, data)
	}
	f.Add("word/styles.xml", `<w:styles xmlns:w="`+docxW+`"/>`)
	d := listed("(a)", "1.")
	f.Fuzz(func(t *testing.T, name, data string) {
		if strings.HasSuffix(name, "/") {
			t.Skip("the name of a folder, into which the archive's writer writes nothing")
		}
		parts := firmParts()
		parts[name] = data
		var out bytes.Buffer
		if _, err := docxFormat.Write(&out, d, &Options{Reference: firm(t, parts), Draft: true}); err == nil && out.Len() == 0 {
			t.Error("neither a document nor an error")
		}
	})
}
