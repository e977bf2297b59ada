package assembly

import (
	"os"
	slashpath "path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/google/go-cmp/cmp"
)

// releaseKind is the kind of exhibit whose forms are tested here.
const releaseKind = "pressrelease/"

// TestReleaseCoverage holds every condition of the release forms against their
// examples: each must have come out both ways. A template is reached only
// through conditions, so where all that were reached came out both ways, there
// is none that was not reached.
func TestReleaseCoverage(t *testing.T) {
	type branch struct {
		form  string
		place doc.Place
	}
	type outcome struct {
		test    string
		yes, no bool
	}
	a := builtIn()
	seen := map[branch]*outcome{}
	for _, ex := range a.Pack.Examples() {
		if !strings.HasPrefix(ex.Name, releaseKind) {
			continue
		}
		d := draftExample(t, a, ex)
		for _, c := range d.conditions {
			at := branch{d.Form.Name, c.Place}
			if seen[at] == nil {
				// A range without an else is never false: then a fact is missing.
				seen[at] = &outcome{test: c.Test, no: strings.HasPrefix(actionAt(t, a, c.Place), "range")}
			}
			seen[at].yes, seen[at].no = seen[at].yes || c.Held, seen[at].no || !c.Held
		}
	}
	for at, o := range seen {
		if !o.yes || !o.no {
			t.Errorf("%s: %s:%d:%d: %s is always %v in the examples", at.form, at.place.File, at.place.Line, at.place.Col, o.test, o.yes)
		}
	}
	if len(seen) < 100 {
		t.Errorf("%d conditions were seen", len(seen))
	}
}

// actionAt returns the text of the action whose pipe stands at a place, from
// its keyword.
func actionAt(t *testing.T, a *Assembly, p doc.Place) string {
	t.Helper()
	file, err := a.Pack.Read(p.File)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(file.Text, "\n")
	line := []rune(lines[p.Line-1])
	before := string(line[:p.Col-1])
	open := strings.LastIndex(before, "{{")
	return strings.TrimLeft(string(line)[max(open, 0):], "{- ")
}

const releaseForm = releaseKind + "annual-meeting"

// TestReleaseTable holds the table of docs/releases.md against the form: in the
// example of a row, the clause prints the fact, looks at it, or prints because of
// it. And each fact that the form reads has a row.
func TestReleaseTable(t *testing.T) {
	text, err := os.ReadFile("../../docs/releases.md")
	if err != nil {
		t.Fatal(err)
	}
	a := builtIn()
	f, err := a.Form(releaseForm)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	row := regexp.MustCompile("(?m)^\\| [a-z -]+ \\| `(/[^`:]+)(?:: ([a-z0-9_]+))?` \\| `([a-z0-9-]+)` \\| `([a-z0-9-]+)` \\|$")
	for _, cells := range row.FindAllStringSubmatch(string(text), -1) {
		path, value, clause, example := cells[1], cells[2], cells[3], cells[4]
		listed[path] = true
		d := draftNamed(t, a, releaseKind+example)
		if d == nil {
			t.Errorf("%s: no example is called %s", path, example)
		} else if !reaches(d, path, value, clause) {
			t.Errorf("%s: clause %s has nothing of it in %s", strings.TrimSuffix(path+": "+value, ": "), clause, example)
		}
	}
	for _, fact := range f.Facts() {
		if !listed[fact.Path] {
			t.Errorf("%s has no row", fact.Path)
		}
	}
}

func draftNamed(t *testing.T, a *Assembly, name string) *Draft {
	t.Helper()
	for _, ex := range a.Pack.Examples() {
		if ex.Name == name {
			return draftExample(t, a, ex)
		}
	}
	return nil
}

// reaches reports whether a clause of a draft prints a given fact of a path,
// looks at it, or prints because of it.
func reaches(d *Draft, path, value, clause string) bool {
	explanation := d.Explain()
	var pointers []string
	walk(d.Facts, "", "", func(n *facts.Node, pointer, at string) {
		if at == path && (value == "" || n.Text == value) {
			pointers = append(pointers, pointer)
		}
	})
	of := func(facts []string) bool {
		return slices.ContainsFunc(pointers, func(p string) bool { return slices.Contains(facts, p) })
	}
	in := func(file string) bool { return strings.Trim(slashpath.Base(file), "_") == clause+".tmpl" }
	for _, w := range explanation.Words {
		for _, p := range w.Pieces {
			if in(p.Template.File) && (of(p.Facts) || slices.ContainsFunc(p.Conditions, func(c Test) bool { return of(c.Facts) })) {
				return true
			}
		}
	}
	return slices.ContainsFunc(d.conditions, func(c *doc.Condition) bool { return in(c.Place.File) && of(c.Facts) })
}

// A plain announcement takes the four facts that docs/releases.md gives beside
// the name of the form, and none of the four can be left out.
func TestReleaseOfFewFacts(t *testing.T) {
	text, err := os.ReadFile("../../docs/releases.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "```yaml\n")
	sample, _, _ := strings.Cut(after, "```")
	roots, err := facts.Read("releases.md", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	root := roots[0]
	f, err := builtIn().FormFor(root, "")
	if err != nil {
		t.Fatal(err)
	}
	d, list := f.Draft(root)
	if len(list) > 0 {
		t.Fatal(list)
	}
	want := `For Immediate Release


       Tamarack Instruments, Inc. to Hold 2025 Annual Meeting of
                      Shareholders on May 20, 2025

DULUTH, March 17, 2025 -- Tamarack Instruments, Inc. (the "Company")
announced today that its 2025 annual meeting of shareholders (the
"Annual Meeting") will be held on Tuesday, May 20, 2025.

                                  ###
`
	if diff := cmp.Diff(want, page(d)); diff != "" {
		t.Error(diff)
	}
	if n := len(root.Fields); n != 5 {
		t.Errorf("the sample has %d facts, want the form and four", n)
	}
	for i, field := range root.Fields {
		less := *root
		less.Fields = slices.Delete(slices.Clone(root.Fields), i, i+1)
		if _, list := f.Draft(&less); field.Name != "form" && list.Err() == nil {
			t.Errorf("a release is drafted without %s", field.Name)
		}
	}
}
