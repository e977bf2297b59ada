package render

import (
	"strings"

	"github.com/Masterminds/sprig/v3"
)

// sprigFuncs takes from sprig what is pure text work, is right for every
// input and cannot run long. The rest of its functions read the clock, the
// environment or random numbers, change their arguments, print maps in random
// order, cut characters in half, or answer a wrong argument with silence.
func sprigFuncs() []*Func {
	from := sprig.TxtFuncMap()
	fs := []*Func{
		{
			Name: "trim", Args: "TEXT", Does: "TEXT without white space around it.",
			Examples: []Example{{`{{ trim "  a  " }}`, `a`}},
		},
		{
			Name: "trimPrefix", Args: "PREFIX TEXT", Does: "TEXT without PREFIX, if it begins so.",
			Examples: []Example{{`{{ trimPrefix "the " "the Plan" }}`, `Plan`}},
		},
		{
			Name: "trimSuffix", Args: "SUFFIX TEXT", Does: "TEXT without SUFFIX, if it ends so.",
			Examples: []Example{{`{{ trimSuffix "." "Acme Inc." }}`, `Acme Inc`}},
		},
		{
			Name: "trimAll", Args: "CHARACTERS TEXT", Does: "TEXT without any of CHARACTERS around it.",
			Examples: []Example{{`{{ trimAll "$" "$5.00" }}`, `5.00`}},
		},
		{
			Name: "replace", Args: "OLD NEW TEXT", Does: "TEXT with each OLD replaced by NEW.",
			Examples: []Example{{`{{ replace "company" "corporation" "a company" }}`, `a corporation`}},
		},
		{
			Name: "contains", Args: "PART TEXT", Does: "Whether TEXT holds PART.",
			Examples: []Example{{`{{ if contains "Option" "Stock Option Plan" }}yes{{ end }}`, `yes`}},
		},
		{
			Name: "hasPrefix", Args: "PREFIX TEXT", Does: "Whether TEXT begins with PREFIX.",
			Examples: []Example{{`{{ if hasPrefix "The " "The Plan" }}yes{{ end }}`, `yes`}},
		},
		{
			Name: "hasSuffix", Args: "SUFFIX TEXT", Does: "Whether TEXT ends with SUFFIX.",
			Examples: []Example{{`{{ if hasSuffix "Plan" "The Plan" }}yes{{ end }}`, `yes`}},
		},
	}
	for _, f := range fs {
		if strings.HasPrefix(f.Name, "trim") {
			f.back = &inverse{read: func(s string) (string, bool, bool) { return s, true, true }, alike: untrimmed(f.Name)}
		}
		f.do, f.min = adapt(f.Name, from[f.Name])
		f.max = f.min
	}
	return fs
}

// untrimmed gives the texts from which a function that trims makes another.
func untrimmed(name string) func(lead []string, text string) []string {
	switch name {
	case "trimPrefix":
		return func(lead []string, text string) []string { return []string{lead[0] + text} }
	case "trimSuffix":
		return func(lead []string, text string) []string { return []string{text + lead[0]} }
	}
	return nil
}

// adapt makes a function of one of sprig's and says how many arguments it has.
func adapt(name string, fn any) (do func(*call) any, arity int) {
	switch fn := fn.(type) {
	case func(string) string:
		return func(c *call) any { return fn(c.text(0)) }, 1
	case func(string, string) string:
		return func(c *call) any { return fn(c.text(0), c.text(1)) }, 2
	case func(string, string) bool:
		return func(c *call) any { return fn(c.text(0), c.text(1)) }, 2
	case func(string, string, string) string:
		return func(c *call) any { return bounded(c, fn) }, 3
	}
	panic("render: sprig's " + name + " has changed its type")
}

// bounded calls a function whose result can be longer than its arguments.
func bounded(c *call, fn func(string, string, string) string) any {
	a, b, s := c.text(0), c.text(1), c.text(2)
	if (len(b)+1)*(len(s)+1) > MaxBytes {
		c.fail("wants shorter texts")
		return ""
	}
	return fn(a, b, s)
}
