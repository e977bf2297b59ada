package render

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// run compiles and runs a template over facts written as JSON.
func run(t *testing.T, text, facts string, partials ...string) ([]doc.Span, []Missing, error) {
	t.Helper()
	files := map[string]File{}
	for i := 0; i+1 < len(partials); i += 2 {
		files[partials[i]] = File{"_" + partials[i] + ".tmpl", partials[i+1]}
	}
	prog, err := Compile(File{"main.tmpl", text}, func(name string) (File, bool) {
		f, ok := files[name]
		return f, ok
	})
	if err != nil {
		return nil, nil, err
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	return r.Run(decode(t, facts))
}

func decode(t testing.TB, facts string) map[string]any {
	t.Helper()
	if facts == "" {
		facts = "{}"
	}
	d := json.NewDecoder(strings.NewReader(facts))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil {
		t.Fatal(err)
	}
	return m
}

func text(spans []doc.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Every function's examples are its test.
func TestExamples(t *testing.T) {
	for _, f := range Functions() {
		if f.Does == "" || len(f.Examples) == 0 {
			t.Errorf("%s has no description or no example", f.Name)
		}
		for _, e := range f.Examples {
			spans, missing, err := run(t, e.Template, "")
			if err != nil || len(missing) > 0 {
				t.Errorf("%s: %s: %v, missing %v", f.Name, e.Template, err, missing)
			} else if got := text(spans); got != e.Want {
				t.Errorf("%s: %s gives %q, want %q", f.Name, e.Template, got, e.Want)
			}
		}
	}
}

// Functions that could make a draft differ from run to run, or run for ever,
// must not be there.
func TestForbiddenFunctions(t *testing.T) {
	for _, name := range strings.Fields("now date env expandenv getHostByName randInt shuffle uuidv4 genPrivateKey keys values set unset merge repeat until seq include tpl html js urlquery call printf println slice") {
		if _, _, err := run(t, "{{ "+name+" }}", ""); err == nil || !strings.Contains(err.Error(), "no function is called") {
			t.Errorf("%s: %v, want it refused", name, err)
		}
	}
}
