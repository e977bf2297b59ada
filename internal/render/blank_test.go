package render

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is absent shows as a blank wherever it would be printed, whatever
// functions it goes through, and in the rounds of a list that is absent itself.
func TestBlanks(t *testing.T) {
	for _, tt := range []struct{ template, want string }{
		{`{{ comma .shares }} of {{ (first .plans).title }}`, `[/shares] of [/plans/0/title]`},
		{`{{ range $i, $p := .plans }}{{ add $i 1 }} {{ upper $p.title }};{{ end }}`, `1 [/plans/0/title];`},
		{`{{ range .plans }}{{ . }}{{ else }}none{{ end }}`, `none`},
		{`{{ prose (list .a "b" .c) }}`, `[/a], b and [/c]`},
		{`{{ join ", " (list .a "b") }}`, `[/a], b`},
		{`{{ upper (prose (list .a "b")) }}`, `[/a] and b`},
		{`{{ upper (prose (list "b" .a)) }}`, `B AND [/a]`},
		{`{{ prose (compact (list .a "b")) }}`, `b`},
		{`{{ if .a }}yes{{ end }}{{ default "x" .a }}`, `x`},
	} {
		prog, err := Compile(File{"main.tmpl", tt.template}, nil)
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
			t.Errorf("%s: missing %v, error %v", tt.template, missing, err)
			continue
		}
		if d := cmp.Diff(tt.want, text(spans)); d != "" {
			t.Errorf("%s: %s", tt.template, d)
		}
	}
}
