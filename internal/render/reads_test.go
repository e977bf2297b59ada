package render

import (
	"fmt"
	"strings"
	"testing"
)

func readsOf(t *testing.T, template string) []string {
	t.Helper()
	prog, err := Compile(File{Name: "main.tmpl", Text: template}, func(string) (File, bool) { return File{}, false })
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range prog.Reads() {
		use := [...]string{Printed: "printed", Ranged: "ranged", Tested: "tested"}[r.Use]
		if r.Required {
			use += ", required"
		}
		all = append(all, r.Path+" "+use)
	}
	return all
}

// What a value could be is read wherever it comes from.
func TestReadsOfMixedValues(t *testing.T) {
	for template, want := range map[string]string{
		// The fact is there beside what dict made, and need not be.
		`{{ $p := .plan }}{{ if .short }}{{ $p = dict "title" .name }}{{ end }}{{ $p.title }}`: `[/short tested /name printed, required /plan/title printed]`,
		// A test is no value.
		`{{ ternary .a .b .c }}`: `[/c tested /a printed /b printed]`,
		// A value that is put in twice is read once.
		`{{ $x := .a }}{{ $x = or $x .b }}{{ $x }}`: `[/a printed, required /a printed /b printed]`,
	} {
		if have := fmt.Sprint(readsOf(t, template)); have != want {
			t.Errorf("%s\nhave %s\nwant %s", template, have, want)
		}
	}
}

// A variable that is put into itself again and again takes no time and no memory
// to speak of. Without bounds each line doubles it.
func TestReadsAreBounded(t *testing.T) {
	for _, line := range []string{`{{ $x = or $x $x }}`, `{{ $x = dict "a" $x "b" $x }}`, `{{ $x = list $x $x }}`} {
		prog := `{{ $x := .a }}` + strings.Repeat(line, 100) + `{{ if $x }}yes{{ end }}`
		if have := len(readsOf(t, prog)); have > 2*maxHeld {
			t.Errorf("%s: %d reads", line, have)
		}
	}
}

// A fact that is missing in a list that is missing has a place in it.
func TestMissingInFirst(t *testing.T) {
	for _, of := range []string{"first .plans", "last .plans", "index .plans 0"} {
		prog, err := Compile(File{Name: "main.tmpl", Text: "{{ (" + of + ").title }}"}, func(string) (File, bool) { return File{}, false })
		if err != nil {
			t.Fatal(err)
		}
		r, err := prog.NewRunner()
		if err != nil {
			t.Fatal(err)
		}
		_, missing, err := r.Run(map[string]any{})
		if err != nil || len(missing) != 1 || missing[0].Pointer != "/plans/0/title" {
			t.Errorf("%s: %v, %v", of, missing, err)
		}
	}
}
