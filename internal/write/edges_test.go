package write

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

func TestTable(t *testing.T) {
	names := map[string]bool{}
	for _, f := range Formats() {
		if f.Name == "" || f.Does == "" || f.encode == nil || names[f.Name] {
			t.Errorf("format %q is not complete, or there are two", f.Name)
		}
		names[f.Name] = true
		if got, ok := Named(strings.ToUpper(f.Name)); !ok || got != f {
			t.Errorf("Named(%q) is another", f.Name)
		}
		for _, ending := range f.Endings {
			if got, ok := ForEnding("/a.b/LETTER" + strings.ToUpper(ending)); !ok || got != f {
				t.Errorf("ForEnding(%q) is another", ending)
			}
		}
	}
	for _, file := range []string{"", "letter", "letter.doc", "txt", "letter.txt.bak"} {
		if f, ok := ForEnding(file); ok {
			t.Errorf("ForEnding(%q) = %s", file, f.Name)
		}
	}
	if f, ok := Named("rtf"); ok {
		t.Errorf("Named(rtf) = %s", f.Name)
	}
}

// A paragraph of one span.
func paragraph(style, text string) *doc.Paragraph {
	return &doc.Paragraph{Style: style, Spans: []doc.Span{{Text: text}}}
}

func documentOf(blocks ...doc.Block) *doc.Document { return &doc.Document{Blocks: blocks} }

func TestEmpty(t *testing.T) {
	for _, d := range []*doc.Document{{}, documentOf(&doc.Rule{}), documentOf(&doc.PageBreak{}), documentOf(&doc.Paragraph{})} {
		for _, f := range Formats() {
			var b bytes.Buffer
			if list, err := f.Write(&b, d, nil); err != nil || len(list) > 0 {
				t.Errorf("%s of an empty document: %v %v", f.Name, list, err)
			}
		}
	}
}

type full struct{ calls int }

var errFull = errors.New("no space left")

func (f *full) Write([]byte) (int, error) {
	f.calls++
	return 0, errFull
}

func TestWriteErrors(t *testing.T) {
	d := documentOf(paragraph("", "Words."))
	w := &full{}
	if _, err := textFormat.Write(w, d, nil); !errors.Is(err, errFull) || w.calls != 1 {
		t.Errorf("a full disk: %v after %d calls", err, w.calls)
	}
	if _, err := textFormat.Write(w, d, &Options{Encoding: "latin-1"}); err == nil || w.calls != 1 ||
		err.Error() != `txt: want encoding ascii or utf-8, have "latin-1"` {
		t.Errorf("an unknown encoding: %v after %d calls", err, w.calls)
	}
	for _, date := range []string{"23 May", "2026-13-01", "2026-05-03 10:00"} {
		if _, err := textFormat.Write(w, d, &Options{Date: date}); err == nil || w.calls != 1 {
			t.Errorf("the date %q: %v after %d calls", date, err, w.calls)
		}
	}
	if _, err := textFormat.Write(w, documentOf(paragraph("", "漢")), nil); err != nil || w.calls != 1 {
		t.Errorf("trouble in the text: %v after %d calls", err, w.calls)
	}
}

func TestText(t *testing.T) {
	row := "Shares" + strings.Repeat(" ", 100) + "100"
	tests := []struct {
		name string
		d    *doc.Document
		o    *Options
		want string // "" for an error
	}{
		{"a table may be wide", documentOf(paragraph("table", row)), nil, "<TABLE>\n" + row + "\n</TABLE>\n"},
		{"but not that wide", documentOf(paragraph("table", strings.Repeat("x", 133))), nil, ""},
		{"a row is a line", documentOf(paragraph("table", strings.Repeat("x ", 66))), nil, "<TABLE>\n" + strings.TrimSpace(strings.Repeat("x ", 66)) + "\n</TABLE>\n"},
		{"80 columns", documentOf(paragraph("", strings.Repeat("x", 80))), nil, strings.Repeat("x", 80) + "\n"},
		{"81 columns", documentOf(paragraph("", strings.Repeat("x", 81))), nil, ""},
		{"81 columns elsewhere", documentOf(paragraph("", strings.Repeat("x", 81))), &Options{Encoding: UTF8}, strings.Repeat("x", 81) + "\n"},
		{"no line is longer than EDGAR takes", documentOf(paragraph("", strings.Repeat("x ", 41))),
			&Options{Sheet: &layout.Sheet{Typewriter: layout.Typewriter{Measure: 90}}}, strings.Repeat("x ", 39) + "x\nx\n"},
		{"tabs are blanks", documentOf(paragraph("lines", "a\tb\nabcdefgh\tc")), nil, "a       b\nabcdefgh        c\n"},
		{"a no-break space holds words together, then is a blank", documentOf(paragraph("", strings.Repeat("x", 69)+" Mr.\u00a0Doe")), nil,
			strings.Repeat("x", 69) + "\nMr. Doe\n"},
		{"and in other text stays", documentOf(paragraph("", "Mr.\u00a0Doe")), &Options{Encoding: UTF8}, "Mr.\u00a0Doe\n"},
		{"not UTF-8", documentOf(paragraph("", "caf\xe9")), &Options{Encoding: UTF8}, ""},
		{"a tag", documentOf(paragraph("", "see <S-8>")), nil, "see <S-8>\n"},
		{"a tag of EDGAR's", documentOf(paragraph("", "see <Page >")), nil, ""},
		{"no tag", documentOf(paragraph("", "a < b <5 <")), nil, "a < b <5 <\n"},
		{"a page break without tags", documentOf(paragraph("", "a"), &doc.PageBreak{}, paragraph("", "b")), nil, "a\n\nb\n"},
		{"with tags", documentOf(paragraph("", "a"), &doc.PageBreak{}, paragraph("", "b")), &Options{PageTags: true}, "a\n<PAGE>\nb\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			list, err := textFormat.Write(&b, test.d, test.o)
			if err != nil {
				t.Fatal(err)
			}
			if (list.Err() != nil) != (test.want == "") {
				t.Errorf("trouble: %v", list)
			}
			if b.String() != test.want {
				t.Errorf("have %q\nwant %q", b.String(), test.want)
			}
		})
	}
}

// TestPages: pages that are set already are typed as they are.
func TestPages(t *testing.T) {
	d := documentOf(paragraph("", "The “Plan” of the Company"))
	s := &d.Blocks[0].(*doc.Paragraph).Spans[0]
	pages := []layout.Page{{Lines: []layout.Line{
		{Runs: []layout.Run{{Text: "   "}, {Text: "The “Plan”", Span: s}, {Text: "   ", Span: s}, {Text: "of ", Span: s}}},
		{},
		{Runs: []layout.Run{{Text: "the Company", Span: s}}},
	}}}
	var b bytes.Buffer
	list, err := textFormat.Write(&b, d, &Options{Pages: pages})
	if err != nil || len(list) != 2 {
		t.Error(list, err)
	}
	if want := "   The \"Plan\"   of\n\nthe Company\n"; b.String() != want {
		t.Errorf("have %q", b.String())
	}
	if pages[0].Lines[0].Runs[1].Text != "The “Plan”" {
		t.Error("the pages were changed")
	}
}

// TestSpellings: what stands in the table can be typed, and all letters of
// western Europe stand in it.
func TestSpellings(t *testing.T) {
	for r, s := range asciiForms() {
		for _, typed := range []string{s.ascii, s.plural} {
			plain := strings.NewReplacer(noBreak, "", "\n", "").Replace(typed)
			if strings.ContainsFunc(plain, func(c rune) bool { return c < ' ' || c > '~' }) {
				t.Errorf("%U is typed %q", r, typed)
			}
		}
		if s.ascii == "" && s.name == "" && !s.quiet {
			t.Errorf("%U vanishes without a word", r)
		}
	}
	for r := rune(0xc0); r <= 0x17f; r++ {
		if _, ok := asciiForms()[r]; !ok && r != 'Ÿ' {
			t.Errorf("%c (%U) is not in the table", r, r)
		}
	}
	listed := map[rune]bool{}
	for _, of := range slices.Concat(ofSigns(), ofLetters()) {
		for _, r := range of {
			if listed[r] {
				t.Errorf("%c (%U) stands in the table twice", r, r)
			}
			listed[r] = true
		}
	}
}

func ofSigns() (all []string) {
	for _, s := range signs {
		all = append(all, s.of)
	}
	return all
}

func ofLetters() (all []string) {
	for _, l := range letters {
		all = append(all, l.of)
	}
	return all
}

// TestExamples: each example of the pack is read back from text and HTML with
// its words, and EDGAR takes both.
func TestExamples(t *testing.T) {
	for _, s := range samplesOf(t) {
		t.Run(s.name, func(t *testing.T) {
			want := wordsOf(s.draft.Document.Text())
			text := encoded(t, &textFormat, s.draft.Document, s.options())
			edgarPage(t, text)
			sameWords(t, want, readBack(t, "x.txt", text), text)
			page := encoded(t, &htmlFormat, s.draft.Document, s.options())
			edgarHTML(t, page)
			sameWords(t, wordsOf(curled(s.draft.Document).Text()), readBack(t, "x.htm", page), page)
		})
	}
}
