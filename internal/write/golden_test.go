package write

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/golden"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/markup"
)

// TestGolden writes the document of each archive in the formats that its other
// files name. A file is called for its format, with options behind it ("txt
// utf-8 draft"); one that ends in "trouble" holds the list instead. The input is
// "layout", "doc" in markup with the marks of wdiff for revisions, and "causes".
func TestGolden(t *testing.T) {
	golden.Each(t, "testdata/golden/*.txtar", func(t *testing.T, a *txtar.Archive) {
		sheet, d := input(t, a)
		for i := range a.Files {
			if f := &a.Files[i]; !slices.Contains([]string{"layout", "doc", "causes"}, f.Name) {
				golden.Hold(t, f, string(print(t, f.Name, d, sheet)))
			}
		}
	})
}

// TestExhibitsGolden holds the reference exhibits in the formats that are text.
func TestExhibitsGolden(t *testing.T) {
	got := &txtar.Archive{Comment: []byte("The reference exhibits, in the formats that are text.\n")}
	for _, s := range exhibitsOf(t) {
		for _, f := range []*Format{&textFormat, &htmlFormat, &markdownFormat} {
			got.Files = append(got.Files, txtar.File{Name: s.name + f.Endings[0], Data: encoded(t, f, s.draft.Document, s.options())})
		}
	}
	golden.HoldFile(t, "testdata/exhibits.txtar", txtar.Format(got))
}

// print writes d as the name of a golden says.
func print(t *testing.T, name string, d *doc.Document, sheet *layout.Sheet) []byte {
	t.Helper()
	o := &Options{Sheet: sheet}
	words := strings.Fields(name)
	trouble := false
	for _, w := range words[1:] {
		key, value, _ := strings.Cut(w, "=")
		n, _ := strconv.Atoi(value)
		switch key {
		case "utf-8":
			o.Encoding = UTF8
		case "page-tags":
			o.PageTags = true
		case "draft":
			o.Draft = true
		case "date":
			o.Date = value
		case "layout":
			o.Layout = true
		case "color":
			o.Color = true
		case "context":
			o.Context = n
		case "width":
			o.Width = n
		case "names":
			o.Old, o.New = "old.yaml", "new.yaml"
		case "trouble":
			trouble = true
		default:
			t.Fatalf("unknown option %q of a golden", w)
		}
	}
	f, ok := Named(words[0])
	if !ok {
		t.Fatalf("unknown format %q of a golden", words[0])
	}
	var b bytes.Buffer
	list, err := f.Write(&b, d, o)
	if err != nil {
		t.Fatal(err)
	}
	if !trouble {
		if list.Err() != nil {
			t.Fatal(list)
		}
		return b.Bytes()
	}
	if list.Err() != nil && b.Len() > 0 {
		t.Errorf("%s: errors, and yet something written", name)
	}
	b.Reset()
	if err := list.Print(&b, diag.PrintOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// input reads the sheet and the document of an archive.
func input(t *testing.T, a *txtar.Archive) (*layout.Sheet, *doc.Document) {
	t.Helper()
	sheet, d := layout.Default(), (*doc.Document)(nil)
	var causes string
	for _, f := range a.Files {
		var err error
		switch f.Name {
		case "layout":
			sheet, err = layout.Read("layout", f.Data)
		case "doc":
			d, err = markup.Parse(markup.Lines("doc", string(f.Data)), sheet.Keep)
		case "causes":
			causes = string(f.Data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	revise(d)
	explain(t, d, causes)
	return sheet, d
}

var wdiffMark = regexp.MustCompile(`(?s)\[(\d*)-(.*?)-\d*\]|\{(\d*)\+(.*?)\+\d*\}`)

// revise makes revisions of the marks of wdiff in a document. What stands right
// beside other marks has their number. A pilcrow at the end of a mark is the
// paragraph's end, and so is that of a paragraph that is all marked alike.
func revise(d *doc.Document) {
	id, last := 0, -2 // last: where the mark before ended, -2 for elsewhere
	cut := func(spans []doc.Span) []doc.Span {
		var out []doc.Span
		for _, s := range merged(spans) {
			at := 0
			for _, m := range wdiffMark.FindAllStringSubmatchIndex(s.Text, -1) {
				out = appendSpan(out, s, at, m[0], true)
				if m[0] != last || m[0] == 0 {
					id++
				}
				r := &doc.Revision{ID: id, Change: doc.Deleted}
				number, from, end := m[2:4], m[4], m[5]
				if m[2] < 0 {
					r.Change = doc.Inserted
					number, from, end = m[6:8], m[8], m[9]
				}
				r.Move, _ = strconv.Atoi(s.Text[number[0]:number[1]])
				piece := s
				piece.Revision = r
				out = appendSpan(out, piece, from, end, false)
				at, last = m[1], m[1]
			}
			out = appendSpan(out, s, at, len(s.Text), true)
		}
		last = -2
		return out
	}
	for _, block := range d.Blocks {
		p, ok := block.(*doc.Paragraph)
		if !ok {
			continue
		}
		p.Label, p.Spans = cut(p.Label), cut(p.Spans)
		end := &p.Spans[len(p.Spans)-1]
		if end.Revision == nil {
			continue
		}
		if p.Mark = end.Revision; !whole(p) {
			p.Mark = nil
		}
		if text, ok := strings.CutSuffix(end.Text, pilcrow); ok {
			p.Mark, end.Text = end.Revision, text
			p.Mark.Level = doc.Layout
			p.Spans = slices.DeleteFunc(p.Spans, func(s doc.Span) bool { return s.Text == "" })
		}
	}
}

// merged is spans as one.
func merged(spans []doc.Span) []doc.Span {
	if len(spans) == 0 {
		return nil
	}
	return []doc.Span{{Text: doc.SpanText(spans), Origin: spans[0].Origin}}
}

// explain gives the changes the causes of lines such as "2 fact /a old new".
func explain(t *testing.T, d *doc.Document, causes string) {
	t.Helper()
	for line := range strings.Lines(causes) {
		f := strings.Fields(line)
		id, err := strconv.Atoi(f[0])
		if err != nil {
			t.Fatal(err)
		}
		c := doc.Cause{Kind: doc.FormWording, Place: doc.Place{File: "main.tmpl", Line: id}}
		switch f[1] {
		case "fact":
			c = doc.Cause{Kind: doc.FactChanged, Pointer: f[2], Old: &f[3], New: &f[4]}
		case "clause":
			c = doc.Cause{Kind: doc.ClauseSwitched, Pointer: f[2], Switch: doc.Switch(f[3]), Test: ".x", Place: c.Place}
		}
		for _, block := range d.Blocks {
			p, ok := block.(*doc.Paragraph)
			if !ok {
				continue
			}
			for _, s := range slices.Concat(p.Label, p.Spans) {
				if s.Revision != nil && s.Revision.ID == id {
					s.Revision.Causes = append(s.Revision.Causes, c)
				}
			}
		}
	}
}
