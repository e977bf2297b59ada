package render

import (
	"errors"
	"slices"
	"testing"
)

// Who watches a run sees all that it prints, in order, and can end it; the runner can
// be used again.
func TestWatch(t *testing.T) {
	prog, err := Compile(File{"main.tmpl", `The {{ .what }}{{ if .more }} and {{ .more }}{{ end }}.`}, func(string) (File, bool) { return File{}, false })
	if err != nil {
		t.Fatal(err)
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	facts := decode(t, `{"what": "plan", "more": "notes"}`)
	var seen []string
	r.Watch = func(text string) bool {
		seen = append(seen, text)
		return text != "plan"
	}
	if spans, _, err := r.Run(facts); !errors.Is(err, ErrUnwanted) || spans != nil {
		t.Errorf("ended: %v, %v", spans, err)
	}
	if want := []string{"The ", "plan"}; !slices.Equal(seen, want) {
		t.Errorf("seen %q, want %q", seen, want)
	}
	seen = nil
	r.Watch = func(text string) bool { seen = append(seen, text); return true }
	if spans, _, err := r.Run(facts); err != nil || text(spans) != "The plan and notes." {
		t.Errorf("watched: %q, %v", text(spans), err)
	}
	if want := []string{"The ", "plan", " and ", "notes", "."}; !slices.Equal(seen, want) {
		t.Errorf("seen %q, want %q", seen, want)
	}
	r.Watch = nil
	if spans, _, err := r.Run(facts); err != nil || text(spans) != "The plan and notes." {
		t.Errorf("again: %q, %v", text(spans), err)
	}
}
