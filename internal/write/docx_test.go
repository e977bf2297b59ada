package write

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
)

// A sample is an example of the built-in pack, drafted.
type sample struct {
	name  string
	draft *assembly.Draft
}

func (s sample) options() *Options { return &Options{Sheet: s.draft.Form.Sheet} }

// samplesOf drafts all examples of the built-in pack.
func samplesOf(t testing.TB) []sample {
	t.Helper()
	a := assembly.New(form.NewPack(form.Layer{FS: draftgen.FS}))
	var out []sample
	for _, ex := range a.Pack.Examples() {
		data, err := draftgen.FS.ReadFile(ex.Facts)
		if err != nil {
			t.Fatal(err)
		}
		roots, err := facts.Read(ex.Facts, data)
		if err != nil {
			t.Fatal(err)
		}
		f, err := a.FormFor(roots[0], "")
		if err != nil {
			t.Fatal(err)
		}
		d, list := f.Draft(roots[0])
		if list.Err() != nil {
			t.Fatal(list)
		}
		out = append(out, sample{strings.ReplaceAll(ex.Name, "/", "-"), d})
	}
	return out
}

// encoded writes a document without trouble.
func encoded(t testing.TB, f *Format, d *doc.Document, o *Options) []byte {
	t.Helper()
	var b strings.Builder
	list, err := f.Write(&b, d, o)
	if err != nil || list.Err() != nil {
		t.Fatal(err, list)
	}
	return []byte(b.String())
}

// TestLook writes files to look at into the folder that LOOK names.
func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip("LOOK names no folder")
	}
	save := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	samples := samplesOf(t)
	for _, ending := range []string{".docx", ".pdf"} {
		f, ok := ForEnding(ending)
		if !ok {
			continue
		}
		for _, s := range samples {
			save(s.name+ending, encoded(t, f, s.draft.Document, s.options()))
			o := s.options()
			o.Draft, o.Date = true, "2026-11-23"
			save(s.name+"-draft"+ending, encoded(t, f, s.draft.Document, o))
		}
		redline := assembly.Redline(samples[0].draft.Side(), samples[1].draft.Side(), assembly.RedlineOptions{})
		o := samples[1].options()
		o.Old, o.New = "1995", "1996"
		save("redline"+ending, encoded(t, f, redline, o))
	}
}
