package lint

import (
	"slices"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

const decided = `{
  "type": "object",
  "required": ["always"],
  "properties": {
    "always": {"type": "string", "enum": ["a", "b"]},
    "filled": {"type": "string", "enum": ["a", "b"], "default": "a"},
    "perhaps": {"type": "string", "enum": ["a", "b"]},
    "free": {"type": "string"},
    "list": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}
  }
}`

func testDecider(t testing.TB) decider {
	t.Helper()
	s, err := schema.Compile(fstest.MapFS{"s.json": &fstest.MapFile{Data: []byte(decided)}}, "s.json")
	if err != nil {
		t.Fatal(err)
	}
	return decider{s}
}

func fact(name string) render.Fact { return render.Fact{Path: "/" + name} }

func is(name, value string) render.Formula { return render.Equal{Fact: fact(name), Value: value} }

func TestPossible(t *testing.T) {
	d := testDecider(t)
	for _, tt := range []struct {
		name string
		all  []render.Formula
		want bool
	}{
		{"nothing is asked", nil, true},
		{"a value of the enum", []render.Formula{is("always", "a")}, true},
		{"no value of the enum", []render.Formula{is("always", "c")}, false},
		{"two values at once", []render.Formula{is("always", "a"), is("always", "b")}, false},
		{"two values of any text at once", []render.Formula{is("free", "a"), is("free", "b")}, false},
		{"two elements may differ", []render.Formula{
			render.Equal{Fact: render.Fact{Path: "/list/*", Round: "1"}, Value: "a"},
			render.Equal{Fact: render.Fact{Path: "/list/*", Round: "2"}, Value: "b"},
		}, true},
		{"none of all values", []render.Formula{render.Not{Of: render.Or{is("always", "a"), is("always", "b")}}}, false},
		{"none, where the fact may be absent", []render.Formula{render.Not{Of: render.Or{is("perhaps", "a"), is("perhaps", "b")}}}, true},
		{"a default fills it in", []render.Formula{render.Not{Of: render.Given{Fact: fact("filled")}}}, false},
		{"there and not there", []render.Formula{render.Given{Fact: fact("free")}, render.Not{Of: render.Given{Fact: fact("free")}}}, false},
		{"an empty text is there", []render.Formula{is("free", ""), render.Not{Of: render.Given{Fact: fact("free")}}}, true},
		{"zero is a text too", []render.Formula{is("free", "0"), render.Given{Fact: fact("free")}}, true},
		{"a list of what the enum has", []render.Formula{render.Holds{Fact: fact("list"), Value: "b"}}, true},
		{"a list of what it has not", []render.Formula{render.Holds{Fact: fact("list"), Value: "c"}}, false},
		{"open is either", []render.Formula{render.Not{Of: render.Open(1)}}, true},
		{"open is one", []render.Formula{render.Open(1), render.Not{Of: render.Open(1)}}, false},
		{"fixed", []render.Formula{render.Or{}}, false},
		{"a fact that no schema knows", []render.Formula{is("unheard", "a")}, true},
	} {
		if got := d.possible(tt.all); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// What some facts make true is possible, whatever the formula.
func TestWhatIsTrueIsPossible(t *testing.T) {
	d := testDecider(t)
	rapid.Check(t, func(t *rapid.T) {
		world := map[string]string{ // "-" is absent
			"always":  rapid.SampledFrom([]string{"a", "b"}).Draw(t, "always"),
			"filled":  rapid.SampledFrom([]string{"a", "b"}).Draw(t, "filled"),
			"perhaps": rapid.SampledFrom([]string{"a", "b", "-"}).Draw(t, "perhaps"),
			"free":    rapid.SampledFrom([]string{"a", "b", "c", "", "0", "-"}).Draw(t, "free"),
		}
		list := rapid.SliceOf(rapid.SampledFrom([]string{"a", "b"})).Draw(t, "list")
		open := rapid.SliceOfN(rapid.Bool(), 3, 3).Draw(t, "open")
		f := formula(3).Draw(t, "formula")
		if !truth(f, world, list, open) {
			f = render.Not{Of: f}
		}
		if !d.possible([]render.Formula{f}) {
			t.Fatalf("%v is true of %v, list %v, open %v", f, world, list, open)
		}
	})
}

func formula(depth int) *rapid.Generator[render.Formula] {
	return rapid.Custom(func(t *rapid.T) render.Formula {
		kinds := []string{"given", "equal", "holds", "open", "fixed", "not", "and", "or"}
		if depth == 0 {
			kinds = kinds[:5]
		}
		name := rapid.SampledFrom([]string{"always", "filled", "perhaps", "free"}).Draw(t, "name")
		value := rapid.SampledFrom([]string{"a", "b", "c", "", "0"}).Draw(t, "value")
		several := func() []render.Formula { return rapid.SliceOfN(formula(depth-1), 0, 3).Draw(t, "of") }
		switch rapid.SampledFrom(kinds).Draw(t, "kind") {
		case "given":
			return render.Given{Fact: fact(name)}
		case "equal":
			return is(name, value)
		case "holds":
			return render.Holds{Fact: fact("list"), Value: value}
		case "open":
			return render.Open(rapid.IntRange(0, 2).Draw(t, "number"))
		case "fixed":
			return render.Fixed(rapid.Bool().Draw(t, "fixed"))
		case "not":
			return render.Not{Of: formula(depth-1).Draw(t, "of")}
		case "and":
			return render.And(several())
		}
		return render.Or(several())
	})
}

func truth(f render.Formula, world map[string]string, list []string, open []bool) bool {
	switch f := f.(type) {
	case render.Given:
		v := world[f.Fact.Path[1:]]
		return v != "-" && v != "" && v != "0"
	case render.Equal:
		return world[f.Fact.Path[1:]] == f.Value
	case render.Holds:
		return slices.Contains(list, f.Value)
	case render.Open:
		return open[f]
	case render.Fixed:
		return bool(f)
	case render.Not:
		return !truth(f.Of, world, list, open)
	case render.And:
		return !slices.ContainsFunc(f, func(g render.Formula) bool { return !truth(g, world, list, open) })
	case render.Or:
		return slices.ContainsFunc(f, func(g render.Formula) bool { return truth(g, world, list, open) })
	}
	panic("unknown formula")
}
