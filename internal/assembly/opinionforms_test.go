package assembly

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
)

// TestOpinionCoverage: the examples reach every clause of the forms of opinions
// and every way of its conditions.
func TestOpinionCoverage(t *testing.T) {
	a := builtIn()
	var forms []string
	for _, f := range a.Pack.Forms() {
		if f.Kind == "opinion" {
			forms = append(forms, f.Name)
		}
	}
	covered := a.Coverage(a.Pack.Examples(), forms)
	if len(covered) < 3 {
		t.Fatalf("%d forms of opinions, want 3 or more", len(covered))
	}
	for _, c := range covered {
		for _, gap := range c.Missed {
			t.Errorf("%s: %v", c.Form, gap)
		}
	}
}

// TestOpinionOfFewFacts: a letter on one plan takes fifteen facts at most.
func TestOpinionOfFewFacts(t *testing.T) {
	a := builtIn()
	d := draftExample(t, a, exampleOf(t, a, "one-plan-delaware"))
	n := 0
	walk(d.Facts, "", "", func(*facts.Node, string, string) { n++ })
	if n > 15 {
		t.Errorf("%d facts, want 15 or fewer", n)
	}
}

func exampleOf(t *testing.T, a *Assembly, name string) form.Example {
	t.Helper()
	all := a.Pack.Examples()
	i := slices.IndexFunc(all, func(ex form.Example) bool { return ex.Name == "opinion/"+name })
	if i < 0 {
		t.Fatalf("no example is called opinion/%s", name)
	}
	return all[i]
}

// TestOpinionLadder holds the table of docs/opinions.md against the forms: each
// step names an example, the facts that make it, and the clauses that it prints.
func TestOpinionLadder(t *testing.T) {
	page, err := os.ReadFile("../../docs/opinions.md")
	if err != nil {
		t.Fatal(err)
	}
	a := builtIn()
	quoted := regexp.MustCompile("`([^`]+)`")
	names := func(cell string) []string {
		var all []string
		for _, m := range quoted.FindAllStringSubmatch(cell, -1) {
			all = append(all, m[1])
		}
		return all
	}
	steps := 0
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || len(names(cells[5])) != 1 {
			continue
		}
		steps++
		step, fields, clauses, example := strings.TrimSpace(cells[1]), names(cells[3]), names(cells[4]), names(cells[5])[0]
		d := draftExample(t, a, exampleOf(t, a, example))
		if len(fields) == 0 || len(clauses) == 0 {
			t.Errorf("%s: the table has no field or no clause", step)
		}
		for _, field := range fields {
			if !gives(d.Facts, field) {
				t.Errorf("%s: %s does not give %s", step, example, field)
			}
		}
		for _, clause := range clauses {
			if !prints(d, "/_"+clause+".tmpl") {
				t.Errorf("%s: %s does not print the clause %s", step, example, clause)
			}
		}
	}
	if steps < 11 {
		t.Errorf("%d steps, want the 11 of the ladder or more", steps)
	}
}

// gives reports whether facts have a field: a path with dots and [] for the
// elements of a list, and perhaps a value behind a colon.
func gives(root *facts.Node, field string) bool {
	field, want, _ := strings.Cut(field, ": ")
	path := "/" + strings.NewReplacer("[].", "/*/", "[]", "/*", ".", "/").Replace(field)
	found := false
	walk(root, "", "", func(n *facts.Node, _, at string) {
		found = found || (at == path || strings.HasPrefix(at, path+"/")) && (want == "" || n.Text == want)
	})
	return found
}

// prints reports whether a draft has text of a partial.
func prints(d *Draft, file string) bool {
	return slices.ContainsFunc(d.Explain().Words, func(w Word) bool {
		return slices.ContainsFunc(w.Pieces, func(p Piece) bool { return strings.HasSuffix(p.Template.File, file) })
	})
}
