package render

import (
	"strconv"
	"strings"
	"testing"
)

// A list is lifted once a run, however often the template reads it.
func TestListsAreLiftedOnce(t *testing.T) {
	const items = 500
	facts := map[string]any{}
	l := make([]any, items)
	for i := range l {
		l[i] = strconv.Itoa(i)
	}
	facts["l"] = l
	prog, err := Compile(File{"main.tmpl", `{{ range .l }}{{ len $.l }}{{ end }}`}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	allocs := testing.AllocsPerRun(1, func() {
		if _, _, err := r.Run(facts); err != nil {
			t.Fatal(err)
		}
	})
	if most := 50.0 * items; allocs > most {
		t.Errorf("%v allocations for %d items, want up to %v", allocs, items, most)
	}
}

// A second run with other facts sees those.
func TestRunsDoNotShareLists(t *testing.T) {
	prog, err := Compile(File{"main.tmpl", `{{ len .l }}{{ range .l }}{{ . }}{{ end }}`}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := prog.NewRunner()
	if err != nil {
		t.Fatal(err)
	}
	for facts, want := range map[string]string{`{"l":["a","b"]}`: "2ab", `{"l":["c"]}`: "1c"} {
		spans, _, err := r.Run(decode(t, facts))
		if err != nil || text(spans) != want {
			t.Errorf("%q, %v, want %q", text(spans), err, want)
		}
	}
}

// The facts of many values are gathered without copying them for each.
func TestGathered(t *testing.T) {
	var pointers []string
	for i := range 10_000 {
		pointers = append(pointers, "/l/"+strconv.Itoa(i))
	}
	var all gathered
	allocs := testing.AllocsPerRun(1, func() {
		all = gathered{}
		for range 2 {
			for i := range pointers {
				all.add(pointers[i : i+1])
			}
		}
	})
	if allocs > 1000 {
		t.Errorf("%v allocations", allocs)
	}
	if len(all.facts) != len(pointers) || all.facts[0] != pointers[0] || last(all.facts) != last(pointers) {
		t.Errorf("%d facts, want each of %d once, in order", len(all.facts), len(pointers))
	}
	if few := union(pointers[:2:3], pointers[1:4]); len(few) != 4 || pointers[2] != "/l/2" {
		t.Errorf("%v", few)
	}
}

// A variable that is put into itself again and again takes no time and no memory
// to speak of where the form is read as a grammar. Without bounds each line
// doubles it.
func TestPatternIsBounded(t *testing.T) {
	for _, line := range []string{
		`{{ $x = print $x $x }}`, `{{ $x = list $x $x }}`, `{{ $x = dict "a" $x "b" $x }}`, `{{ $x = concat $x $x }}`,
		`{{ $x = and $x $x }}`, `{{ $x = or $x $x $.b }}`, `{{ $x = ternary $x (upper $x) $x }}`, `{{ if $x }}{{ $x = upper $x }}{{ end }}`,
		`{{ if eq $x "a" }}{{ $x = print $x "b" }}{{ end }}`, `{{ $x = not (eq $x $x) }}`, `{{ $x = prose (list $x $x) }}`,
	} {
		for _, use := range []string{`{{ $x }}`, `{{ if $x }}yes{{ end }}`, `{{ if eq $x "a" }}yes{{ end }}`, `{{ range $x }}{{ . }}{{ end }}`, `{{ (first $x).a }}`} {
			text := `{{ $x := .a }}` + strings.Repeat(line, 60) + strings.Repeat(use, 5)
			prog, err := Compile(File{"main.tmpl", text}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if n := partsOf(prog.Pattern()); n > 2*maxPattern {
				t.Errorf("%s %s: %d parts", line, use, n)
			}
		}
	}
}

func partsOf(p Part) int {
	n := 1
	switch p := p.(type) {
	case Sequence:
		for _, part := range p {
			n += partsOf(part)
		}
	case *Choice:
		for _, arm := range p.Arms {
			n += partsOf(arm.Body)
		}
	case *Loop:
		for _, part := range []Part{p.First, p.Body, p.Between, p.Last} {
			if part != nil {
				n += partsOf(part)
			}
		}
	}
	return n
}
