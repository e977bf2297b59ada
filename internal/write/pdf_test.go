package write

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/golden"
	"github.com/draftgen/draftgen/internal/layout"
)

var (
	pdfStream = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	pdfShown  = regexp.MustCompile(`(?s)\(((?:[^\\()]|\\.)*)\) Tj`)
)

// pdfContent returns what the pages of a PDF draw, text as text.
func pdfContent(t testing.TB, data []byte) []string {
	t.Helper()
	var pages []string
	for _, m := range pdfStream.FindAllSubmatch(data, -1) {
		in, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		page, err := io.ReadAll(in)
		if err != nil || !bytes.Contains(page, []byte(" Tj ET")) {
			continue
		}
		pages = append(pages, pdfShown.ReplaceAllStringFunc(string(page), func(s string) string {
			return "(" + pdfText(s[1:len(s)-len(") Tj")]) + ") Tj"
		}))
	}
	return pages
}

// pdfText decodes a string of a page.
func pdfText(s string) string {
	s = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r").Replace(s)
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// pdfWords are the words that pages show, in the order in which they are drawn:
// pieces that touch are one word.
func pdfWords(pages []string) string {
	at := regexp.MustCompile(`(?s)BT ([0-9.]+) ([0-9.]+) Td \((.*?)\) Tj ET`)
	var b strings.Builder
	line := ""
	for _, page := range pages {
		for _, m := range at.FindAllStringSubmatch(page, -1) {
			if m[2] != line {
				b.WriteByte(' ')
			}
			line = m[2]
			b.WriteString(m[3])
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// plain has a PDF written without page numbers, which are no words of the
// document.
func plain(o *Options) *Options {
	sheet := *o.sheet()
	sheet.Typeset.PageNumbers = layout.NoPageNumbers
	c := *o
	c.Sheet = &sheet
	return &c
}

// words are the words of a document.
func words(d *doc.Document) string { return strings.Join(strings.Fields(d.Text()), " ") }

func TestPDFHasTheWords(t *testing.T) {
	for _, s := range samplesOf(t) {
		pages := pdfContent(t, encoded(t, &pdfFormat, s.draft.Document, plain(s.options())))
		if diff := cmp.Diff(words(curled(s.draft.Document)), pdfWords(pages)); diff != "" {
			t.Errorf("%s: -want +PDF:\n%s", s.name, diff)
		}
	}
}

// Others read the same words, and find no fault in the file.
func TestPDFForOthers(t *testing.T) {
	for _, tool := range []string{"pdftotext", "qpdf"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed")
		}
	}
	run := func(name string, args ...string) string {
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	dir := t.TempDir()
	check := func(name string, d *doc.Document, o *Options, want string) {
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, encoded(t, &pdfFormat, d, o), 0o644); err != nil {
			t.Fatal(err)
		}
		run("qpdf", "--check", file)
		if got := strings.Join(strings.Fields(run("pdftotext", "-raw", "-enc", "UTF-8", file, "-")), " "); got != want {
			t.Errorf("%s: -want +pdftotext:\n%s", name, cmp.Diff(want, got))
		}
	}
	for _, s := range samplesOf(t) {
		check(s.name, s.draft.Document, plain(s.options()), words(curled(s.draft.Document)))
	}
	odd := prose("“Smart” ‘quotes’ – § 5, é ™ € ½ \u00a0 naïve Œuvre Ωμέγα Москва (parens) \\back\\ fi ﬁ")
	long := prose("before " + strings.Repeat("abcdefghij", 30) + " after")
	check("long", long, plain(&Options{}), words(long))
	check("odd", odd, nil, words(odd))
}

// prose is a document of one paragraph.
func prose(text string) *doc.Document {
	return &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: text, Origin: &doc.Origin{Place: doc.Place{File: "f.yaml", Line: 3, Col: 1}}}}}}}
}

func TestPDFCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"“a” § é – ™ ● ¶ \u2011":           "",
		"株式会社":                             "f.yaml:3:1: 株 (U+682A)",
		"ok 🙂":                             "f.yaml:3:1: 🙂 (U+1F642)",
		"שלום":                             "right to left",
		"مرحبا":                            "right to left",
		"soft\u00adhyphen zero\u200bwidth": "",
		"a\x01b":                           "control",
		strings.Repeat("x", 300):           `f.yaml:3:1: the word "xxx`,
		"e\u0301":                          "",
	} {
		var out bytes.Buffer
		list, err := pdfFormat.Write(&out, prose(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" && len(list) > 0 || !strings.Contains(list.Error(), want) {
			t.Errorf("%q: want %q, have %q", text, want, list)
		}
		if (list.Err() != nil) != (out.Len() == 0) {
			t.Errorf("%q: %d bytes beside %v", text, out.Len(), list)
		}
	}
}

// A word that is wider than a line is on several lines, whole.
func TestPDFLongWord(t *testing.T) {
	long := strings.Repeat("abcdefghij", 30)
	var out bytes.Buffer
	if _, err := pdfFormat.Write(&out, prose("before "+long+" after"), plain(&Options{})); err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(pdfWords(pdfContent(t, out.Bytes())), " ", ""); got != "before"+long+"after" {
		t.Errorf("have %s", got)
	}
}

// The same document gives the same bytes, and claims no date unless one is
// given.
func TestPDFIsTheSame(t *testing.T) {
	for _, s := range exhibitsOf(t) {
		one, two := encoded(t, &pdfFormat, s.draft.Document, s.options()), encoded(t, &pdfFormat, s.draft.Document, s.options())
		if !bytes.Equal(one, two) {
			t.Errorf("%s: two PDFs differ", s.name)
		}
		if bytes.Contains(one, []byte("Date")) {
			t.Errorf("%s: a date that nobody gave", s.name)
		}
		o := s.options()
		o.Date = "2004-05-25"
		if dated := encoded(t, &pdfFormat, s.draft.Document, o); !bytes.Contains(dated, []byte("D:20040525")) {
			t.Errorf("%s: the date is missing", s.name)
		}
	}
	if _, err := pdfFormat.Write(new(bytes.Buffer), prose("x"), &Options{Date: "tomorrow"}); err == nil {
		t.Error("no error for a date that is none")
	}
}

// A redline shows each fate in its colour.
func TestPDFRedline(t *testing.T) {
	deleted, inserted := &doc.Revision{ID: 1, Change: doc.Deleted}, &doc.Revision{ID: 1, Change: doc.Inserted}
	moved := &doc.Revision{ID: 2, Change: doc.Inserted, Move: 1}
	d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{
		{Text: "kept "}, {Text: "struck", Revision: deleted}, {Text: "put in", Revision: inserted}, {Text: " and moved", Revision: moved},
	}, Mark: inserted}}}
	page := pdfContent(t, encoded(t, &pdfFormat, d, plain(&Options{})))[0]
	_, page, _ = strings.Cut(page, "kept") // the legend is drawn last
	for _, want := range []string{
		`0.753 0.000 0.000 rg\nBT [0-9.]+ [0-9.]+ Td \(struck`, `0.000 0.000 0.753 rg\nBT [0-9.]+ [0-9.]+ Td \(put`,
		`0.000 0.439 0.188 rg\n(?:[^\n]* re f\n)*BT [0-9.]+ [0-9.]+ Td \(and`, `\(¶`, `58.00 [0-9.]+ 0.75 -13.80 re f`,
	} {
		if !regexp.MustCompile(want).MatchString(page) {
			t.Errorf("want %s in\n%s", want, page)
		}
	}
}

// The legend of a redline stays in the margins, however long the names are.
func TestPDFLegend(t *testing.T) {
	d := prose("x")
	for _, name := range []string{"a.txt", strings.Repeat("folder/", 40) + "a.txt", ""} {
		page := pdfContent(t, encoded(t, &pdfFormat, d, plain(&Options{Old: name, New: name + "株"})))[0]
		at := regexp.MustCompile(`BT ([0-9.]+) [0-9.]+ Td \(moved to\)`).FindStringSubmatch(page)
		if at == nil {
			t.Fatalf("no legend in\n%s", page)
		}
		if x, err := strconv.ParseFloat(at[1], 64); err != nil || x+28 > 612-72 {
			t.Errorf("%s: the legend goes on to %v", name, at[1])
		}
		if strings.HasSuffix(name, "a.txt") && !strings.Contains(page, "a.txt:") {
			t.Errorf("%s: the file is not named in\n%s", name, page)
		}
	}
}

// Headings are bookmarks, and a draft is marked on each page.
func TestPDFMarks(t *testing.T) {
	d := &doc.Document{}
	for i := range 60 {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Style: "heading", Spans: []doc.Span{{Text: strings.Repeat("Heading ", 1+i%3)}}},
			&doc.Paragraph{Spans: []doc.Span{{Text: "Some text."}}})
	}
	data := encoded(t, &pdfFormat, d, &Options{Draft: true, Author: "A. Partner", Title: "The title"})
	pages := pdfContent(t, data)
	if len(pages) < 3 {
		t.Fatalf("want several pages, have %d", len(pages))
	}
	for i, page := range pages {
		if !strings.Contains(page, "(DRAFT)") {
			t.Errorf("page %d is not marked as a draft", i+1)
		}
		if numbered := strings.Contains(page, fmt.Sprintf("(%d) Tj", i+1)); numbered != (i > 0) {
			t.Errorf("page %d: numbered %v", i+1, numbered)
		}
	}
	if n := bytes.Count(data, []byte("/Parent")); n < 60 {
		t.Errorf("want a bookmark for each heading, have %d entries", n)
	}
}

func TestPDFGolden(t *testing.T) {
	got := &txtar.Archive{Comment: []byte("What the pages of PDFs draw, their text decoded.\n")}
	for _, s := range exhibitsOf(t) {
		for i, page := range pdfContent(t, encoded(t, &pdfFormat, s.draft.Document, s.options())) {
			got.Files = append(got.Files, txtar.File{Name: fmt.Sprintf("%s page %d", s.name, i+1), Data: []byte(page + "\n")})
		}
	}
	golden.HoldFile(t, "testdata/pdf.txtar", txtar.Format(got))
}

func BenchmarkPDF(b *testing.B) {
	s := exhibitsOf(b)[0]
	for b.Loop() {
		encoded(b, &pdfFormat, s.draft.Document, s.options())
	}
}

func BenchmarkDOCX(b *testing.B) {
	s := exhibitsOf(b)[0]
	for b.Loop() {
		encoded(b, &docxFormat, s.draft.Document, s.options())
	}
}
