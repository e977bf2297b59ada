package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/golden"
)

// TestGolden runs testdata/*.txtar: templates and facts.json in, and out
// "spans" (each with its origin), "reads" and "trouble", those that are there.
func TestGolden(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, ar *txtar.Archive) {
		got := outputs(t, section(ar))
		for i := range ar.Files {
			if text, ok := got[ar.Files[i].Name]; ok {
				golden.Hold(t, &ar.Files[i], text)
			}
		}
	})
}

func section(ar *txtar.Archive) map[string]string {
	m := map[string]string{}
	for _, f := range ar.Files {
		m[f.Name] = string(f.Data)
	}
	return m
}

func outputs(t *testing.T, in map[string]string) map[string]string {
	out := map[string]string{}
	prog, err := Compile(File{"main.tmpl", in["main.tmpl"]}, func(name string) (File, bool) {
		f, ok := in["_"+name+".tmpl"]
		return File{"_" + name + ".tmpl", f}, ok
	})
	if err != nil {
		out["trouble"] = printed(err)
		return out
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	if in["blanks"] != "" {
		r.Blank = func(p string) string { return "[" + p + "]" }
	}
	spans, missing, err := r.Run(decode(t, in["facts.json"]))
	out["trouble"] = printed(err)
	for _, m := range missing {
		out["trouble"] += fmt.Sprintf("missing %s at %s\n", m.Pointer, placed(m.Place))
	}
	out["spans"] = dump(spans)
	for _, read := range prog.Reads() {
		out["reads"] += fmt.Sprintf("%s %s %s required=%v guards=%q partial=%q\n", placed(read.Place), read.Path,
			[]string{"printed", "ranged", "tested"}[read.Use], read.Required, read.Guards, read.Partial)
	}
	return out
}

func printed(err error) string {
	if err == nil {
		return ""
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

func dump(spans []doc.Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Text == "" {
			continue
		}
		kind := "text"
		if s.Data {
			kind = "data"
		}
		fmt.Fprintf(&b, "%s %q %s %v", kind, s.Text, placed(s.Origin.Place), s.Origin.Facts)
		for c := s.Origin.Why; c != nil; c = c.Outer {
			fmt.Fprintf(&b, " if[%s %v %v]", c.Test, c.Facts, c.Held)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func placed(p doc.Place) string { return diag.Pos(p).String() }
