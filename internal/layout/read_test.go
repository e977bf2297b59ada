package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/golden"
	"github.com/draftgen/draftgen/internal/layout"
)

// The golden pairs layouts that are wrong with what is said of them.
func TestReadTrouble(t *testing.T) {
	golden.Each(t, "testdata/trouble.txtar", func(t *testing.T, a *txtar.Archive) {
		for i := 0; i+1 < len(a.Files); i += 2 {
			_, err := layout.Read(a.Files[i].Name, a.Files[i].Data)
			golden.Hold(t, &a.Files[i+1], said(err))
		}
	})
}

func said(err error) string {
	if err == nil {
		return "no error\n"
	}
	var b strings.Builder
	for _, d := range err.(diag.List) {
		b.WriteString(d.Error() + "\n")
		if d.Hint != "" {
			b.WriteString("  hint: " + d.Hint + "\n")
		}
	}
	return b.String()
}

func read(t *testing.T, text string) *layout.Sheet {
	t.Helper()
	s, err := layout.Read("layout.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEmptyLayoutIsDefault(t *testing.T) {
	for _, text := range []string{"", " \n", "# nothing\n", "---\n", "styles: {}\n"} {
		if diff := cmp.Diff(layout.Default(), read(t, text)); diff != "" {
			t.Errorf("%q: -want +got:\n%s", text, diff)
		}
	}
}

// The zero sheet sets lines as the default one does.
func TestZeroSheet(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{
		&doc.Paragraph{Style: "heading", Spans: []doc.Span{{Text: "A heading"}}},
		&doc.Paragraph{Style: "none such", Spans: []doc.Span{{Text: strings.Repeat("A sentence. ", 20)}}},
	}}
	if diff := cmp.Diff(print(layout.Default().Typewrite(d, nil)), print(new(layout.Sheet).Typewrite(d, nil))); diff != "" {
		t.Error(diff)
	}
	if pages := new(layout.Sheet).Typewrite(new(doc.Document), nil); len(pages) != 0 {
		t.Errorf("an empty document has %d pages", len(pages))
	}
}

// A style begins as the one that it is like, wherever that stands in the file,
// and what is said for the typewriter holds for the typeset page too.
func TestStyles(t *testing.T) {
	s := read(t, `
styles:
  second: {like: first, align: right, typeset: {above: 1in, first: -0.5in}}
  first: {like: heading, lines: keep, letterspaced: true, typewriter: {above: 2, indent: 10}, typeset: {font: sans, rule: 1pt}}
  body: {align: justify, typewriter: {first: 5}}
  other: {typewriter: {right: 5}}
  item: {like: item, tight: true}
`)
	want := map[string]layout.Style{
		"first": {
			KeepLines: true, Align: layout.Center, KeepWithNext: true, KeepTogether: true, Letterspaced: true,
			Typewriter: layout.TypewriterStyle{Above: 2, Indent: 10},
			Typeset:    layout.TypesetStyle{Font: "sans", Bold: true, Align: layout.Center, Above: 24, Indent: 72, Tracking: 3.6, Rule: 1},
		},
		"second": {
			KeepLines: true, Align: layout.Right, KeepWithNext: true, KeepTogether: true, Letterspaced: true,
			Typewriter: layout.TypewriterStyle{Above: 2, Indent: 10},
			Typeset:    layout.TypesetStyle{Font: "sans", Bold: true, Align: layout.Right, Above: 72, Indent: 72, First: -36, Tracking: 3.6, Rule: 1},
		},
		"other": {
			Align:      layout.Justify,
			Typewriter: layout.TypewriterStyle{Above: 1, First: 5, Right: 5},
			Typeset:    layout.TypesetStyle{Align: layout.Justify, Above: 12, First: 36, Right: 36},
		},
		"item": {
			Tight:      true,
			Typewriter: layout.TypewriterStyle{Above: 1, Indent: 5, Label: 5, Hanging: true},
			Typeset:    layout.TypesetStyle{Above: 12, Indent: 36, Label: 36},
		},
	}
	for name, style := range want {
		if diff := cmp.Diff(style, s.Style(name)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
	if diff := cmp.Diff(s.Style("body"), s.Style("")); diff != "" {
		t.Error("no style is not body", diff)
	}
	if s.Keep("body") || !s.Keep("first") || !s.Keep("letterhead") {
		t.Error("the wrong styles keep their lines")
	}
}

func TestPageOfTheSheet(t *testing.T) {
	s := read(t, "typewriter: {measure: 60, sentence: 1, page: 54}\n"+
		"typeset: {paper: {width: 21cm, height: 297mm}, margins: {left: 1.5in}, font: Times, size: 11, leading: 1, page_numbers: none}\n")
	want := layout.Default()
	want.Typewriter = layout.Typewriter{Measure: 60, Sentence: 1, Page: 54}
	want.Typeset = layout.Typeset{
		Paper: layout.Paper{Width: 595.276, Height: 841.89}, Margins: layout.Margins{Top: 72, Right: 72, Bottom: 72, Left: 108},
		Font: "Times", Size: 11, Leading: 1, PageNumbers: layout.NoPageNumbers,
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCheck(t *testing.T) {
	at := func(line int) *doc.Origin {
		return &doc.Origin{Place: doc.Place{File: "main.tmpl", Line: line, Col: 1}}
	}
	d := &doc.Document{Blocks: []doc.Block{
		&doc.Paragraph{Style: "letterhead"}, &doc.Paragraph{}, &doc.PageBreak{}, &doc.Rule{Style: "xyzzy", Origin: at(5)},
		&doc.Paragraph{Style: "leterhead", Spans: []doc.Span{{Text: "x", Origin: at(3)}}},
	}}
	s := read(t, "styles: {own: {}}")
	want := "main.tmpl:3:1: no style leterhead in the form's layout\n  hint: did you mean letterhead?\n" +
		"main.tmpl:5:1: no style xyzzy in the form's layout\n  hint: the layout has " + strings.Join(s.Names(), ", ") + "\n"
	if diff := cmp.Diff(want, said(s.Check(d))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"typewriter: {measure: 69}", "styles: {a: {like: b}, b: {like: a}}", "styles: {a: {typewriter: {first: -3, indent: 3}}}",
		"typeset: {paper: a4, margins: 1in}", "a: &a [*a]", "styles: {x: {like: x}}", "? [a]\n: b",
	} {
		f.Add([]byte(text))
	}
	d := &doc.Document{Blocks: []doc.Block{
		&doc.Paragraph{Style: "a", Label: []doc.Span{{Text: "(a)"}}, Spans: []doc.Span{{Text: "Some words. And\nmore."}}}, &doc.Rule{Style: "a"},
	}}
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := layout.Read("layout.yaml", data); err == nil {
			s.Typewrite(d, nil)
		}
	})
}
