package write

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/golden"
	"github.com/draftgen/draftgen/internal/layout"
)

// What is written is read back with the same words, and the XML is as it should
// be, with every option.
func TestDOCXHasTheWords(t *testing.T) {
	for _, s := range samplesOf(t) {
		for _, o := range []*Options{{}, {Draft: true, Date: "2026-01-02", Author: "A & B", Title: "<T>"}} {
			o.Sheet = s.draft.Sheet
			data := encoded(t, &docxFormat, s.draft.Document, o)
			checkDOCX(t, s.name, data)
			read, list := exhibit.Read(s.name+".docx", data, exhibit.Options{})
			if list.Err() != nil {
				t.Fatal(list)
			}
			if diff := cmp.Diff(paragraphsOf(curled(s.draft.Document)), paragraphsOf(read.Document)); diff != "" {
				t.Errorf("%s: -want +read:\n%s", s.name, diff)
			}
			if again := encoded(t, &docxFormat, s.draft.Document, o); !bytes.Equal(data, again) {
				t.Errorf("%s: two files differ", s.name)
			}
		}
	}
}

func TestDOCXCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"“a” § é – ™ & < > ]]> 株式会社 🙂 a\tb": "",
		"שלום עולם":              "",
		"שלום, 1 Main Street":    "",
		strings.Repeat("x", 300): "",
		"a\x01b":                 "control",
	} {
		var out bytes.Buffer
		list, err := docxFormat.Write(&out, prose(text), nil)
		if err != nil || want == "" && len(list) > 0 || !strings.Contains(list.Error(), want) || (list.Err() != nil) != (out.Len() == 0) {
			t.Errorf("%q: %d bytes, %v, %v", text, out.Len(), list, err)
		}
		if want != "" {
			continue
		}
		checkDOCX(t, text, out.Bytes())
		read, list := exhibit.Read("x.docx", out.Bytes(), exhibit.Options{})
		if list.Err() != nil || words(read.Document) != strings.Join(strings.Fields(text), " ") {
			t.Errorf("%q: read %v", text, list)
		}
		rtl := strings.Contains(unzipped(t, out.Bytes())["word/document.xml"], "<w:bidi/>")
		if rtl != strings.Contains(text, "עולם") {
			t.Errorf("%q: from right to left: %v", text, rtl)
		}
	}
}

// What a lawyer looks for in the file, and the XML that says it.
func TestDOCXSays(t *testing.T) {
	signature := func(text string) *doc.Paragraph {
		return &doc.Paragraph{Style: "signature", Spans: []doc.Span{{Text: text}}}
	}
	body := prose("Body.").Blocks[0]
	change := &doc.Revision{ID: 1, Change: doc.Inserted}
	old := "quote"
	for name, c := range map[string]struct {
		blocks []doc.Block
		o      Options
		want   []string
		not    []string
	}{
		"a rule under text underlines its last line": {
			blocks: []doc.Block{signature("one\ntwo"), &doc.Rule{Style: "signature"}, signature("three")},
			want:   []string{"<w:keepNext/>", `<w:t xml:space="preserve">one</w:t><w:br/></w:r><w:r><w:rPr><w:rStyle w:val="Ruled"/></w:rPr><w:t xml:space="preserve">two`},
			not:    []string{"pBdr"},
		},
		"a rule of another style is a line to sign on": {
			blocks: []doc.Block{body, &doc.Rule{Style: "signature"}, signature("Name")},
			want:   []string{`<w:bottom w:val="single"`}, not: []string{`"Ruled"`},
		},
		"a rule that is longer than its text is a line": {
			blocks: []doc.Block{signature("By:"), &doc.Rule{Style: "signature", Columns: 25}, signature("Name")},
			want:   []string{`<w:bottom w:val="single"`, `w:right="576"`, `w:line="60" w:lineRule="exact"`}, not: []string{`"Ruled"`},
		},
		"a rule that is as long as its text, but for a slip, underlines": {
			blocks: []doc.Block{signature("Hughes"), &doc.Rule{Columns: 7}, signature("Name")},
			want:   []string{`"Ruled"`}, not: []string{"pBdr"},
		},
		"a page break belongs to the paragraph after it": {
			blocks: []doc.Block{body, &doc.PageBreak{}, body}, want: []string{"<w:pageBreakBefore/>"}, not: []string{`w:type="page"`},
		},
		"a page break at the end stands alone": {
			blocks: []doc.Block{body, &doc.PageBreak{}}, want: []string{`<w:br w:type="page"/>`},
		},
		"a page break that changed is tracked": {
			blocks: []doc.Block{body, &doc.PageBreak{Revision: change}, body}, want: []string{`<w:ins w:id="2"`, `<w:br w:type="page"/>`},
		},
		"another style is tracked": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "x"}}, OldStyle: &old}}, o: Options{Layout: true}, want: []string{`<w:pPrChange w:id="1" w:author="draftgen"><w:pPr><w:pStyle w:val="Quote"/>`},
		},
		"another style is not, where layout is not shown": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "x"}}, OldStyle: &old}}, not: []string{"pPrChange"},
		},
		"a draft's blanks stand out": {
			blocks: []doc.Block{prose("of [●  plan title] and").Blocks[0]}, o: Options{Draft: true},
			want: []string{`<w:rStyle w:val="DraftBlank"/></w:rPr><w:t xml:space="preserve">[●  plan title]</w:t>`, "headerReference"},
		},
		"causes are comments": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "x", Revision: &doc.Revision{ID: 7, Change: doc.Inserted, Causes: []doc.Cause{{Kind: doc.FormWording}}}}}}},
			want:   []string{"commentRangeStart", "the form's own wording"},
		},
		"unless they are not wanted": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "x", Revision: &doc.Revision{ID: 7, Change: doc.Inserted, Causes: []doc.Cause{{Kind: doc.FormWording}}}}}}},
			o:      Options{NoComments: true}, not: []string{"comment"},
		},
		"no date and no author unless given": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "x", Revision: change}}}}, not: []string{"w:date", "dcterms:created", "dc:creator"},
		},
		"date and author if given": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "x", Revision: change}}}}, o: Options{Date: "2004-05-25", Author: "O'Neil & Co"},
			want: []string{`w:author="O'Neil &amp; Co" w:date="2004-05-25T00:00:00Z"`, "<dc:creator>O'Neil &amp; Co<", ">2004-05-25T00:00:00Z</dcterms:created>"},
		},
		"blanks for blanks are no change": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "a"}, {Text: "  ", Revision: &doc.Revision{ID: 1, Change: doc.Deleted, Level: doc.Layout}},
				{Text: " ", Revision: &doc.Revision{ID: 1, Change: doc.Inserted, Level: doc.Layout}}, {Text: "b"}}}},
			not: []string{"<w:ins", "<w:del"},
		},
		"a label that becomes text loses its tab": {
			blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "one "}}, Mark: &doc.Revision{ID: 1, Change: doc.Deleted}},
				&doc.Paragraph{Label: []doc.Span{{Text: "(a)"}}, Spans: []doc.Span{{Text: "two"}}}},
			want: []string{`<w:del w:id="2" w:author="draftgen"><w:r><w:tab/></w:r></w:del>`},
		},
		"nothing":             {want: []string{"<w:p/>"}},
		"an empty paragraph":  {blocks: []doc.Block{&doc.Paragraph{}, body}, want: []string{`<w:body>` + "\n" + `<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:spacing w:before="0"/></w:pPr><w:r>`}},
		"the first is at top": {blocks: []doc.Block{body, body}, want: []string{`<w:spacing w:before="0"/>`}},
	} {
		data := encoded(t, &docxFormat, &doc.Document{Blocks: c.blocks}, &c.o)
		checkDOCX(t, name, data)
		parts := unzipped(t, data)
		all := parts["word/document.xml"] + parts["word/comments.xml"] + parts["docProps/core.xml"]
		for _, want := range c.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: want %s in\n%s", name, want, all)
			}
		}
		for _, not := range c.not {
			if strings.Contains(all, not) {
				t.Errorf("%s: want no %s in\n%s", name, not, all)
			}
		}
	}
}

// Names of styles never meet: each layout style is a style of its own.
func TestDOCXStyles(t *testing.T) {
	sheet := layout.Default()
	for _, name := range []string{"release-date", "release_date", "Release Date", "***", "normal", "Heading1", "日付"} {
		sheet.Styles[name] = sheet.Style("quote")
	}
	d := &doc.Document{}
	for _, name := range sheet.Names() {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Style: name, Spans: []doc.Span{{Text: name}}})
	}
	data := encoded(t, &docxFormat, d, &Options{Sheet: sheet})
	checkDOCX(t, "styles", data)
	seen := map[string]bool{}
	for _, id := range newDocxStyles(sheet, newDocxBase()).paragraph {
		if low := strings.ToLower(id); seen[low] || low == "normal" {
			t.Errorf("two styles are called %s", id)
		} else {
			seen[low] = true
		}
	}
}

func TestDOCXGolden(t *testing.T) {
	got := &txtar.Archive{Comment: []byte("The parts of DOCX files, an element a line.\n")}
	add := func(name string, data []byte, parts ...string) {
		files := unzipped(t, data)
		for _, part := range parts {
			text := strings.ReplaceAll(files[part], "><", ">\n<")
			got.Files = append(got.Files, txtar.File{Name: name + " " + part, Data: []byte(strings.TrimRight(text, "\n") + "\n")})
		}
	}
	samples := exhibitsOf(t)
	for i, s := range samples {
		parts := []string{"word/document.xml"}
		if i == 0 {
			parts = append(parts, "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/draftgen-footer.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")
		}
		add(s.name, encoded(t, &docxFormat, s.draft.Document, s.options()), parts...)
	}
	redline := redlineOf(samples[0].draft, samples[1].draft)
	add("redline", encoded(t, &docxFormat, redline, samples[1].options()), "word/document.xml", "word/comments.xml")
	golden.HoldFile(t, "testdata/docx.txtar", txtar.Format(got))
}
