package assembly

import (
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/facts"
)

// Whoever fills in the blanks of the starter facts, and nothing else, has facts
// that draft, and every blank is among the needs that the form tells of.
func TestStarterFilledDrafts(t *testing.T) {
	a := builtIn()
	for _, found := range a.Pack.Forms() {
		f, err := a.Form(found.Name)
		if err != nil {
			t.Fatal(err)
		}
		roots, err := facts.Read("facts.yaml", facts.Format(filled(f.Schema, f.starter(), "")))
		if err != nil {
			t.Fatal(err)
		}
		draft, list := f.Draft(roots[0])
		if len(list) > 0 {
			t.Errorf("%s: %v", f.Name, list)
			continue
		}
		wrong, err := draft.Check(CheckOptions{})
		if err != nil || wrong.Err() != nil {
			t.Errorf("%s: %v %v", f.Name, err, wrong)
		}
		needs := map[string]bool{}
		for _, fact := range f.Facts() {
			needs[fact.Path] = fact.Required
		}
		walk(f.starter(), "", "", func(n *facts.Node, _, path string) {
			if needed, told := needs[path]; n.Kind == facts.Null && told && !needed {
				t.Errorf("%s: %s is blank and not needed", f.Name, path)
			}
		})
	}
}

// A hint for a fact inside a list or a group that is missing shows both.
func TestHintShowsNesting(t *testing.T) {
	f, err := builtIn().Form("opinion/s8")
	if err != nil {
		t.Fatal(err)
	}
	roots, _ := facts.Read("facts.yaml", []byte("form: opinion/s8\nregistrant: {name: Acme, jurisdiction: Ohio}\nletter_date: 2026-05-12\nplans: [{title: Plan}]\n"))
	hints := ""
	for _, d := range f.Validate(roots[0]) {
		hints += d.Pointer + "\n" + d.Hint + "\n"
	}
	for _, want := range []string{"\nclasses:\n  - title: Common Stock", "\nshares:\n  total: ", "\nsignature:\n  name: Jane Roe", "firm: {name: "} {
		if !strings.Contains(hints, want) {
			t.Errorf("no %q in\n%s", want, hints)
		}
	}
	if strings.Contains(hints, "/classes\n") {
		t.Errorf("the list is missing with its item:\n%s", hints)
	}
}

// A statement that is filed was filed by the date of the letter; one that is to be
// filed is filed on it or after.
func TestFilingDateOrder(t *testing.T) {
	f, err := builtIn().Form("opinion/s8")
	if err != nil {
		t.Fatal(err)
	}
	for facing, fine := range map[string]bool{
		"filed, filing_date: 1996-12-22": true, "filed, filing_date: 1996-12-24": false,
		"expected, filing_date: 1996-12-24": true, "expected, filing_date: 1996-12-22": false,
	} {
		text := string(facts.Format(filled(f.Schema, f.starter(), ""))) + "\nregistration_statement: {filing_date_status: " + facing + "}\n"
		roots, err := facts.Read("facts.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if list := f.Validate(roots[0]); (list.Err() == nil) != fine {
			t.Errorf("%s: %v", facing, list)
		}
	}
}
