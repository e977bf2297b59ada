package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/doc"
)

func survey(t *testing.T, text string, partials ...string) *Outline {
	t.Helper()
	o, err := Survey(File{"main.tmpl", text}, func(name string) (File, bool) {
		i := slices.Index(partials, name)
		if i < 0 || i%2 == 1 {
			return File{}, false
		}
		return File{"_" + name + ".tmpl", partials[i+1]}, true
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// What a test asks of the facts, as far as reading tells.
func TestFormulas(t *testing.T) {
	for _, tt := range []struct{ template, want string }{
		{`{{ if .a }}x{{ end }}`, `/a@`},
		{`{{ if eq .a.b "x" "y" }}x{{ end }}`, `(/a/b@="x" | /a/b@="y")`},
		{`{{ if eq "x" .a }}x{{ end }}`, `(/a@="x")`},
		{`{{ if ne .a 5.0 }}x{{ end }}`, `!(/a@="5")`},
		{`{{ if not (and .a (or .b .c)) }}x{{ end }}`, `!(/a@ & (/b@ | /c@))`},
		{`{{ if has "x" .list }}x{{ end }}`, `"x" in /list@`},
		{`{{ if has .a (list "x" "y") }}x{{ end }}`, `(/a@="x" | /a@="y")`},
		{`{{ with .a }}{{ if .b }}x{{ end }}{{ end }}`, `/a@; [/a@] /a/b@`},
		{`{{ range .list }}{{ if eq . "x" }}x{{ end }}{{ end }}`, `/list@; [/list@] (/list/*@,1="x")`},
		{`{{ range .list }}x{{ else }}{{ if .a }}y{{ end }}{{ end }}`, `/list@; [!/list@] /a@`},
		{`{{ $x := .a }}{{ if $x.b }}x{{ end }}`, `/a/b@`},
		{`{{ $x := .a }}{{ $x = .b }}{{ if $x }}x{{ end }}`, `?1`}, // it may be either
		{`{{ if gt (len .a) 1 }}x{{ end }}`, `?1`},
		{`{{ if default "x" .a }}x{{ end }}`, `(true | /a@)`},
		{`{{ if ternary "" .a .b }}x{{ end }}`, `((/b@ & false) | (!/b@ & /a@))`},
		{`{{ if 0 }}x{{ end }}`, `?1`},
		{`{{ if eq .a .b }}x{{ end }}`, `(?1)`},
		{`{{ if (first .a).b }}x{{ end }}`, `/a/*/b@,first`},
		{`{{ if .a }}{{ else if .b }}x{{ end }}`, `/a@; [!/a@] /b@`},
	} {
		var got []string
		for _, b := range survey(t, tt.template).Branches {
			for _, c := range b.Cases {
				f := c.Test.String()
				if len(c.Given) > 0 {
					f = fmt.Sprint(c.Given) + " " + f
				}
				got = append(got, f)
			}
		}
		if d := cmp.Diff(tt.want, strings.Join(got, "; ")); d != "" {
			t.Errorf("%s:\n%s", tt.template, d)
		}
	}
}

// A partial has a case for each way in which it is called.
func TestCasesOfPartials(t *testing.T) {
	o := survey(t, `{{ if .on }}{{ template "p" .a }}{{ end }}{{ template "p" (dict "x" .b) }}{{ template "p" }}`,
		"p", `{{ if .x }}x{{ end }}`)
	var got []string
	for _, c := range o.Branches[1].Cases {
		got = append(got, fmt.Sprint(c.Given, c.Test))
	}
	if d := cmp.Diff([]string{"[/on@] /a/x@", "[] /b@", "[] ?1"}, got); d != "" {
		t.Error(d)
	}
}

// Templates that call each other in ever more ways are not followed for ever.
func TestSurveyEnds(t *testing.T) {
	var partials []string
	for i := range 30 {
		next := fmt.Sprint("p", i+1)
		partials = append(partials, fmt.Sprint("p", i), `{{ if .a }}{{ template "`+next+`" . }}{{ else }}{{ template "`+next+`" . }}{{ end }}`)
	}
	partials = append(partials, "p30", "x")
	if o := survey(t, `{{ template "p0" . }}`, partials...); !o.Cut || len(o.Branches) != 30 {
		t.Errorf("cut %v, %d branches", o.Cut, len(o.Branches))
	}
}

// Values that double, over and over, do not fill the memory.
func TestSurveyIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{{ $x0 := and .a .b }}{{ $d0 := dict "x" .a }}`)
	for i := range 60 {
		fmt.Fprintf(&b, `{{ $x%d := and $x%d $x%d }}{{ $d%d := dict "x" $d%d "y" $d%d }}`, i+1, i, i, i+1, i, i)
	}
	b.WriteString(`{{ if $x60 }}{{ template "p" $d60 }}{{ end }}`)
	if got := survey(t, b.String(), "p", "x").Branches[0].Cases[0].Test.String(); len(got) > 10*maxSymbol {
		t.Errorf("a formula of %d characters", len(got))
	}
}

// The branches are those of which a run records conditions, and what a run
// reaches is what it printed.
func TestReached(t *testing.T) {
	main, p := `{{ if .a }}{{ template "p" . }}{{ else }}{{ template "q" . }}{{ end }}`, `p{{ range .list }}{{ . }}{{ end }}`
	partials := []string{"p", p, "q", "q"}
	o := survey(t, main, partials...)
	prog, err := Compile(File{"main.tmpl", main}, func(name string) (File, bool) {
		i := slices.Index(partials, name)
		return File{"_" + name + ".tmpl", partials[i+1]}, true
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.Run(decode(t, `{"a": true, "list": ["x"]}`)); err != nil {
		t.Fatal(err)
	}
	ways, partialsReached := o.Reached(r.Conditions())
	want := map[Way]bool{{o.Branches[0], true}: true, {o.Branches[1], true}: true}
	if d := cmp.Diff(want, ways, cmp.AllowUnexported(Way{})); len(want) != len(ways) || !ways[Way{o.Branches[0], true}] || !ways[Way{o.Branches[1], true}] {
		t.Error(d)
	}
	if d := cmp.Diff(map[string]bool{"": true, "p": true}, partialsReached); d != "" {
		t.Error(d)
	}
}

// A passage has the spans and conditions of its call.
func TestPassages(t *testing.T) {
	main := `a{{ if .on }}{{ template "p" . }}{{ end }}z`
	prog, err := Compile(File{"main.tmpl", main}, func(name string) (File, bool) {
		return map[string]File{
			"p": {"_p.tmpl", `p{{ range .list }}{{ template "q" . }}{{ end }}`},
			"q": {"_q.tmpl", `q{{ . }}{{ if eq . "y" }}!{{ end }}`},
		}[name], true
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	r.Trace = true
	spans, _, err := r.Run(decode(t, `{"on": true, "list": ["x", "y"]}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range r.Passages() {
		got = append(got, fmt.Sprintf("%s in %d: %s, %d conditions", p.Partial, p.Inside, doc.SpanText(spans[p.From:p.To]), p.TestTo-p.TestFrom))
	}
	want := []string{" in -1: apqxqy!z, 4 conditions", "p in 0: pqxqy!, 3 conditions", "q in 1: qx, 1 conditions", "q in 1: qy!, 1 conditions"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
