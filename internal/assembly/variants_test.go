package assembly

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const variedSchema = `{"type": "object", "additionalProperties": false, "required": ["kind", "plans"], "properties": {
	"form": {"type": "string"},
	"kind": {"type": "string", "enum": ["short", "long", "none"]},
	"voice": {"type": "string", "enum": ["we", "I"], "default": "we"},
	"company": {"type": "string", "x-identifying": true, "examples": ["Acme"]},
	"date": {"type": "string", "format": "date", "examples": ["2026-05-12"]},
	"plans": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false, "required": ["title"],
		"properties": {"title": {"type": "string", "x-identifying": true, "examples": ["1996 Plan"]}, "state": {"type": "string"}}}}
}}`

const variedMain = `{{/* Varied. */ -}}
{{ capitalize .voice }} write{{ if .company }} for {{ .company }}{{ end }}{{ with .date }} on {{ longDate . }}{{ end }}.
{{ range $i, $plan := .plans }}{{ if $i }} and {{ end }}{{ template "plan" . }}{{ end }}
{{ if eq .kind "none" }}{{ template "secret" . }}{{ end }}
{{ template "count" . }}
`

func variedPack() *Assembly {
	return New(testPack(
		"templates/note/x/main.tmpl", variedMain,
		"templates/note/x/_plan.tmpl", `{{/* One plan. */ -}}
{{ .title }}{{ if eq .state "Ohio" }} of Ohio{{ else if .state }} of another state{{ end -}}`,
		"templates/note/x/_secret.tmpl", `{{/* Printed for notes of no kind without a date. */ -}}
{{ if not .date }}Undated.{{ end -}}`,
		"templates/note/x/_count.tmpl", `{{ plural .plans "One plan" "Plans" }}.`,
		"schemas/note.schema.json", variedSchema,
		"examples/note/a.yaml", "form: note/x\nkind: long\ncompany: Acme\ndate: 2026-01-02\nplans: [{title: Old Plan}]\n",
		"examples/note/b.yaml", "form: note/x\nkind: long\ncompany: Bolt\ndate: 2025-03-04\nplans: [{title: New Plan}]\n",
	))
}

func variantsOf(t *testing.T, clause string) *Clause {
	t.Helper()
	a := variedPack()
	f, err := a.Form("note/x")
	if err != nil {
		t.Fatal(err)
	}
	all, err := a.Variants(f, func(name string) bool { return name == clause })
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return all[0]
}

// Every text of a clause is there once, whatever the names and dates; a constant
// of the template is tried, and a clause that no example reaches is reached.
func TestVariants(t *testing.T) {
	for clause, want := range map[string]string{
		"plan": `[plan title]
	[eq .state "Ohio" no, .state no]
[plan title] of another state
	[eq .state "Ohio" no, .state yes]
[plan title] of Ohio
	[eq .state "Ohio" yes]
`,
		"count": `One plan.
	[]
Plans.
	[]
`,
		"secret": `Undated.
	[not .date yes]
`,
	} {
		var b strings.Builder
		c := variantsOf(t, clause)
		for _, v := range c.Variants {
			var tests []string
			for _, test := range v.Conditions {
				tests = append(tests, test.Test+map[bool]string{true: " yes", false: " no"}[test.Held])
			}
			fmt.Fprintf(&b, "%s\n\t[%s]\n", v.Text, strings.Join(tests, ", "))
		}
		if d := cmp.Diff(want, b.String()); d != "" {
			t.Error(d)
		}
		if !c.All {
			t.Errorf("%s: not all combinations were tried", clause)
		}
	}
}

// The texts of a clause are those of all combinations of what it reads: whose
// voice, company or not, date or not, one plan or two, the other clause or not.
func TestVariantsAreComplete(t *testing.T) {
	c := variantsOf(t, "")
	if len(c.Variants) != 2*2*2*2*2 || !c.All {
		for _, v := range c.Variants {
			t.Logf("%q", v.Text)
		}
		t.Errorf("%d texts, all %v, want %d", len(c.Variants), c.All, 32)
	}
}

// A clause has the same texts where it is run alone, for all examples.
func TestClauseRunIsWholeRun(t *testing.T) {
	a := builtIn()
	for _, file := range a.Pack.Forms() {
		f, err := a.Form(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		x, err := newExplorer(a, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range x.outline.Partials {
			own, err := x.again(p.Name)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range x.corpus {
				values, _ := f.Schema.Complete(s.root)
				alone := runOver(own.part, s.root, values)
				if d := cmp.Diff(x.ownTexts(s, p.Name), own.ownTexts(alone, p.Name)); d != "" {
					t.Errorf("%s: %s:\n%s", f.Name, p.Name, d)
				}
				if len(alone.passages) > len(s.passages) {
					t.Errorf("%s: %s: alone it has more passages", f.Name, p.Name)
				}
			}
		}
	}
}

// Two searches find the same, in the same order, on any number of goroutines.
func TestVariantsAreTheSame(t *testing.T) {
	for range 3 {
		if d := cmp.Diff(variantsOf(t, ""), variantsOf(t, ""), cmp.AllowUnexported(Variant{})); d != "" {
			t.Fatal(d)
		}
	}
}
