package extract_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/extract"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/write"
)

func readExhibit(t testing.TB, text []byte) *doc.Document {
	t.Helper()
	read, list := exhibit.Read("exhibit.txt", text, exhibit.Options{})
	if read == nil {
		t.Fatal(list)
	}
	return read.Document
}

// packExhibits drafts the examples of the pack, and reads the drafts and the
// exhibits that the examples were made from, by form.
func packExhibits(t testing.TB, a *assembly.Assembly) map[*assembly.Form][]*doc.Document {
	t.Helper()
	txt, _ := write.Named("txt")
	out := map[*assembly.Form][]*doc.Document{}
	for _, ex := range a.Pack.Examples() {
		file, err := a.Pack.Read(ex.Facts)
		if err != nil {
			t.Fatal(err)
		}
		roots, err := facts.Read(ex.Name, []byte(file.Text))
		if err != nil {
			t.Fatal(err)
		}
		f, err := a.FormFor(roots[0], "")
		if err != nil {
			t.Fatal(err)
		}
		d, list := f.Draft(roots[0])
		if d == nil {
			t.Fatal(list)
		}
		var text bytes.Buffer
		if _, err := txt.Write(&text, d.Document, &write.Options{Sheet: f.Sheet}); err != nil {
			t.Fatal(err)
		}
		out[f] = append(out[f], readExhibit(t, text.Bytes()))
		if original, err := a.Pack.Read(ex.Exhibit); err == nil {
			out[f] = append(out[f], readExhibit(t, []byte(original.Text)))
		}
	}
	return out
}

func readerOf(f *assembly.Form) *extract.Reader {
	return extract.NewReader(&extract.Form{Name: f.Name, Pattern: f.Program.Pattern(), Schema: f.Schema, Keep: f.Sheet.Keep})
}

// TestSpans: the short cuts to the texts of closed holes miss none of them, in
// the exhibits of the pack and in those that are in other words.
func TestSpans(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes many drafts")
	}
	a := assembly.New(form.NewPack(form.Layer{FS: draftgen.FS}))
	var others []*doc.Document
	files, _ := filepath.Glob("testdata/*/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		others = append(others, readExhibit(t, data))
	}
	for f, exhibits := range packExhibits(t, a) {
		r := readerOf(f)
		for _, d := range append(exhibits, others...) {
			for _, s := range r.PlainSpans(d) {
				t.Errorf("%s: %s", f.Name, s)
			}
		}
	}
}
