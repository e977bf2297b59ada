package write

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/diff"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/markup"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A sample is an example of the built-in pack, drafted as package assembly does
// it, which this package's tests cannot import.
type sample struct {
	name    string
	draft   *drafted
	exhibit string // path in the pack; "" if there is none
}

type drafted struct {
	Document *doc.Document
	Sheet    *layout.Sheet
	values   map[string]any
}

func (s sample) options() *Options { return &Options{Sheet: s.draft.Sheet} }

// exhibitsOf are the samples that the reference exhibits prove: two letters on
// forms that differ, and a press release.
func exhibitsOf(t testing.TB) []sample {
	t.Helper()
	names := []string{"opinion-hemacare-1995", "opinion-hemacare-1996", "pressrelease-hemacare-2004"}
	out := slices.DeleteFunc(samplesOf(t), func(s sample) bool { return !slices.Contains(names, s.name) })
	if len(out) != len(names) {
		t.Fatalf("want %v, have %d", names, len(out))
	}
	return out
}

// samplesOf are all examples of the built-in pack.
func samplesOf(t testing.TB) []sample {
	t.Helper()
	samples, err := allSamples()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(samples)
}

var allSamples = sync.OnceValues(func() ([]sample, error) {
	pack := form.NewPack(form.Layer{FS: draftgen.FS})
	var out []sample
	for _, ex := range pack.Examples() {
		draft, err := draftOf(pack, ex)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", ex.Name, err)
		}
		out = append(out, sample{strings.ReplaceAll(ex.Name, "/", "-"), draft, ex.Exhibit})
	}
	return out, nil
})

func draftOf(pack *form.Pack, ex form.Example) (d *drafted, err error) {
	data, err := draftgen.FS.ReadFile(ex.Facts)
	if err != nil {
		return d, err
	}
	roots, err := facts.Read(ex.Facts, data)
	if err != nil {
		return d, err
	}
	f, unknown := pack.Form(roots[0].Field("form").Text)
	if unknown != nil {
		return d, unknown
	}
	path, _ := f.Schema()
	rules, err := schema.Compile(pack, path)
	if err != nil {
		return d, err
	}
	values, list := rules.Complete(roots[0])
	if list.Err() != nil {
		return d, list
	}
	file := func(f form.File) render.File { return render.File{Name: f.Shown, Text: f.Text} }
	main, err := f.Main()
	if err != nil {
		return d, err
	}
	program, err := render.Compile(file(main), func(name string) (render.File, bool) {
		partial, ok := f.Partial(name)
		return file(partial), ok
	})
	if err != nil {
		return d, err
	}
	runner, err := program.NewRunner()
	if err != nil {
		return d, err
	}
	spans, missing, err := runner.Run(values)
	if err != nil || len(missing) > 0 {
		return d, fmt.Errorf("missing %v: %w", missing, err)
	}
	d = &drafted{Sheet: layout.Default(), values: values}
	if file, ok := f.Layout(); ok {
		if d.Sheet, err = layout.Read(file.Shown, []byte(file.Text)); err != nil {
			return d, err
		}
	}
	d.Document, err = markup.Parse(spans, d.Sheet.Keep)
	return d, err
}

// fact returns the value of a fact as text.
func (d *drafted) fact(pointer string) (string, bool) {
	var v any = d.values
	for _, token := range strings.Split(pointer, "/")[1:] {
		switch in := v.(type) {
		case map[string]any:
			v = in[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(in) {
				return "", false
			}
			v = in[i]
		default:
			return "", false
		}
	}
	if v == nil {
		return "", false
	}
	text, err := json.Marshal(v)
	return strings.Trim(string(text), `"`), err == nil
}

// redlineOf is the redline between two drafts, with the causes of its changes.
func redlineOf(old, new *drafted) *doc.Document {
	return diff.Compare(old.Document, new.Document, diff.Options{OldFacts: old.fact, NewFacts: new.fact})
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
	samples := exhibitsOf(t)
	for _, ending := range []string{".docx", ".pdf"} {
		f, _ := ForEnding(ending)
		for _, s := range samplesOf(t) {
			save(s.name+ending, encoded(t, f, s.draft.Document, s.options()))
		}
		for _, s := range samples {
			o := s.options()
			o.Draft, o.Date = true, "2026-11-23"
			save(s.name+"-draft"+ending, encoded(t, f, s.draft.Document, o))
		}
		redline := redlineOf(samples[0].draft, samples[1].draft)
		o := samples[1].options()
		o.Old, o.New = "1995", "1996"
		save("redline"+ending, encoded(t, f, redline, o))
	}
}
