package write

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/doc"
)

// Names of files and words of the command line can be any bytes.
func TestNotUTF8(t *testing.T) {
	bad := "Ren\xe9e \xff<\xc3"
	redline := documentOf(&doc.Paragraph{Spans: []doc.Span{{Text: "one "}, {Text: "two", Revision: &doc.Revision{ID: 1, Change: doc.Inserted}}}})
	for _, d := range []*doc.Document{prose("one"), redline} {
		for _, f := range Formats() {
			var b bytes.Buffer
			if _, err := f.Write(&b, d, &Options{Title: bad, Author: bad, Old: bad, New: bad}); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
			if !f.Binary && !utf8.Valid(b.Bytes()) {
				t.Errorf("%s is not UTF-8", f.Name)
			}
			if f.Name == "docx" {
				wellFormed(t, b.Bytes())
			}
		}
	}
	if got := escapeMarkdown("a\xff*"); got != "a\ufffd\\*" {
		t.Errorf("markdown: %q", got)
	}
}

// wellFormed reads every part of a package.
func wellFormed(t *testing.T, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(in); err == nil; {
			_, err = dec.Token()
		}
		if err != io.EOF {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// Many characters that cannot be set are told of by their number.
func TestPDFRefusesMany(t *testing.T) {
	p := &doc.Paragraph{}
	for i := range 250 {
		p.Spans = append(p.Spans, doc.Span{Text: fmt.Sprintf("%d株株株 株 ", i)})
	}
	var b bytes.Buffer
	list, err := pdfFormat.Write(&b, documentOf(p), nil)
	if err != nil || len(list) != mostRefused+1 || !strings.Contains(list.Error(), "and 150 characters more that PDF cannot set") {
		t.Errorf("%v: %d diagnostics, the last %v", err, len(list), list[len(list)-1])
	}
}

// Changes that cross are in a passage once.
func TestPassageChanges(t *testing.T) {
	p := &passage{}
	for _, id := range []int{1, 1, 3, 2, 3, 2, 1, 4} {
		p.add(id)
	}
	if got := fmt.Sprint(p.ids); got != "[1 3 2 4]" {
		t.Errorf("have %s", got)
	}
}
