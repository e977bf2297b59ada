package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/write"
)

// A clean text is one in which nothing is wrong, with its facts.
type clean struct {
	name, text, facts, kind string
}

func cleanTexts(t testing.TB) []clean {
	t.Helper()
	paths, err := filepath.Glob("testdata/clean/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no clean texts")
	}
	var list []clean
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		yaml, err := os.ReadFile(strings.TrimSuffix(p, ".txt") + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := strings.Cut(filepath.Base(p), "-")
		kind = map[string]string{"letter": "opinion", "release": "pressrelease"}[kind]
		list = append(list, clean{filepath.Base(p), string(text), string(yaml), kind})
	}
	return list
}

// cleanDrafts are all examples of the pack as they are drafted, slips put right.
func cleanDrafts(t testing.TB) []clean {
	t.Helper()
	a := assembly.New(form.NewPack(form.Layer{FS: os.DirFS("../..")}))
	var list []clean
	for _, ex := range a.Pack.Examples() {
		d, trouble := a.DraftExample(ex)
		if d == nil {
			t.Fatal(trouble)
		}
		yaml, err := os.ReadFile("../../" + ex.Facts)
		if err != nil {
			t.Fatal(err)
		}
		c := clean{ex.Name, typed(t, d), string(yaml), d.Form.Kind}
		if m := caption.FindStringSubmatch(c.text); m != nil && !strings.Contains(c.facts, "\nexhibit_numbers:") {
			c.facts += "exhibit_numbers: [" + m[1] + "]\n" // a default of the schema
		}
		list = append(list, c)
	}
	return list
}

// typed is a draft as text that EDGAR takes.
func typed(t testing.TB, d *assembly.Draft) string {
	t.Helper()
	text, ok := write.Named("txt")
	if !ok {
		t.Fatal("there is no text format")
	}
	var page strings.Builder
	if list, err := text.Write(&page, d.Document, &write.Options{Sheet: d.Form.Sheet}); err != nil || list.Err() != nil {
		t.Fatal(err, list)
	}
	return page.String()
}

var caption = regexp.MustCompile(`EXHIBIT (\d+\.\d+)`)

// subject makes what is checked of a text; its facts and kind if withFacts.
func (c clean) subject(t testing.TB, withFacts bool) *check.Subject {
	t.Helper()
	s := read(t, c.name, []byte(c.text))
	if withFacts {
		roots, err := facts.Read(c.name+".yaml", []byte(c.facts))
		if err != nil {
			t.Fatal(err)
		}
		s.Facts, s.Kind = roots[0], c.kind
	}
	return s
}

// TestClean holds that there is nothing to say about clean texts but reminders.
func TestClean(t *testing.T) {
	for _, c := range cleanTexts(t) {
		for _, withFacts := range []bool{true, false} {
			for _, d := range rules(t).Check(c.subject(t, withFacts)) {
				if d.Severity != diag.Info {
					t.Errorf("%s (facts: %v): %s %s: %s", c.name, withFacts, d.Severity, d.Rule, d.Error())
				}
			}
		}
	}
}
