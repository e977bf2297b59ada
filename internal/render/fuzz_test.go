package render

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzRun holds the law that no template and no facts make the program panic,
// hang or lose its place: what is printed as data has a place in the template.
func FuzzRun(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		in := section(txtar.Parse(data))
		f.Add(in["main.tmpl"], in["facts.json"])
	}
	for _, fn := range Functions() {
		for _, e := range fn.Examples {
			f.Add(e.Template, "{}")
		}
	}
	f.Add(`{{ range .a }}{{ range $.a }}{{ range $.a }}{{ . }}{{ break }}{{ end }}{{ end }}{{ end }}`, `{"a":["1","2"]}`)
	f.Add(`{{ block "x" . }}{{ $y := .a }}{{ $y = or .b 1.5 }}{{ $y }}{{ end }}`, `{"a":1,"b":null}`)
	f.Fuzz(func(t *testing.T, text, facts string) {
		prog, err := Compile(File{"main.tmpl", text}, func(string) (File, bool) { return File{}, false })
		if err != nil {
			return
		}
		prog.Pattern()
		var m map[string]any
		d := json.NewDecoder(strings.NewReader(facts))
		d.UseNumber()
		if d.Decode(&m) != nil {
			m = nil
		}
		r, err := prog.NewRunner()
		if err != nil {
			t.Fatal(err)
		}
		spans, _, err := r.Run(m)
		if err != nil {
			return
		}
		for _, s := range spans {
			if s.Text != "" && s.Origin.Place.Line == 0 {
				t.Errorf("%q has no place", s.Text)
			}
		}
	})
}

// Runners of one program run side by side and do not mix.
func TestRunnersAreIndependent(t *testing.T) {
	prog, err := Compile(File{"main.tmpl", `{{ range .plans }}{{ if .title }}{{ upper .title }}{{ end }}{{ end }}`}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for _, title := range strings.Fields("A B C D E F G H") {
		group.Go(func() {
			r, err := prog.NewRunner()
			if err != nil {
				t.Error(err)
				return
			}
			for range 100 {
				spans, _, err := r.Run(map[string]any{"plans": []any{map[string]any{"title": title}}})
				if err != nil || text(spans) != title {
					t.Errorf("%q, %v, want %q", text(spans), err, title)
				}
			}
		})
	}
	group.Wait()
}

// A template that would print or run without end is stopped.
func TestLimits(t *testing.T) {
	long := `"` + strings.Repeat("0123456789", 100) + `",`
	many := `{"a":[` + strings.TrimSuffix(strings.Repeat(long, 200), ",") + `]}`
	for name, text := range map[string]string{
		"steps": `{{ range $.a }}{{ range $.a }}{{ range $.a }}{{ end }}{{ end }}{{ end }}`,
		"bytes": `{{ range $.a }}{{ range $.a }}{{ . }}{{ . }}{{ end }}{{ end }}`,
		"lists": `{{ $l := .a }}{{ range .a }}{{ $l = concat $l $l }}{{ end }}`,
		"texts": `{{ $s := "ab" }}{{ range .a }}{{ $s = replace "a" $s $s }}{{ end }}`,
		"print": `{{ $s := "ab" }}{{ range .a }}{{ $s = print $s $s }}{{ end }}{{ $s }}`,
		"mul":   `{{ $n := 99 }}{{ range .a }}{{ $n = mul $n $n }}{{ end }}{{ $n }}`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := run(t, text, many); err == nil {
				t.Error("ran to its end")
			}
		})
	}
}

// An absent fact in a draft that is begun shows as a blank.
func TestBlank(t *testing.T) {
	prog, err := Compile(File{"main.tmpl", `Dear {{ .name }}: {{ upper .plan.title }}`}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	r.Blank = func(pointer string) string { return "[" + pointer + "]" }
	spans, missing, err := r.Run(nil)
	if err != nil || len(missing) > 0 {
		t.Fatal(missing, err)
	}
	if d := cmp.Diff("Dear [/name]: [/plan/title]", text(spans)); d != "" {
		t.Error(d)
	}
}
