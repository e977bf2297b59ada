package render

import (
	"encoding/json"
	"strings"
)

func logicFuncs() []*Func {
	return []*Func{
		{
			Name: "default", Args: "FALLBACK VALUE", Does: "VALUE, or FALLBACK where VALUE is absent, empty, no or 0.", min: 2, max: 2, spare: true, shape: anyOf,
			Examples: []Example{{`{{ default "Ladies and Gentlemen" "" }}`, `Ladies and Gentlemen`}},
			do: func(c *call) any {
				if len(c.args[1]) > 0 {
					return c.args[1]
				}
				return c.args[0].also(c.args[1].facts())
			},
			choose: func(args []*term) *term { return firstOf(args[1], args[0]) },
		},
		{
			Name: "coalesce", Args: "VALUE...", Does: "The first value that is not absent, empty, no or 0.", min: 1, max: -1, spare: true, shape: anyOf,
			Examples: []Example{{`{{ coalesce "" "b" "c" }}`, `b`}},
			do:       coalesce, choose: func(args []*term) *term { return firstOf(args...) },
		},
		{
			Name: "ternary", Args: "YES NO TEST", Does: "YES if TEST holds, else NO.", min: 3, max: 3, spare: true, shape: anyOf,
			Examples: []Example{{`{{ ternary "we" "I" (eq "a" "a") }}`, `we`}},
			do: func(c *call) any {
				if len(c.args[2]) > 0 {
					return c.args[0].also(c.args[2].facts())
				}
				return c.args[1].also(c.args[2].facts())
			},
			choose: func(args []*term) *term {
				if truth, settled := args[2].truth(); settled {
					return map[bool]*term{true: args[0], false: args[1]}[truth]
				}
				return choiceOf(args[2], args[0], args[1])
			},
		},
		{
			Name: "want", Args: "WHAT VALUE TEST", min: 3, max: 3, spare: true, wants: 3,
			Does: "VALUE, if TEST holds; else it refuses the facts, and says that WHAT was wanted and VALUE found.",
			Examples: []Example{
				{`{{ want "the title of a plan" "1996 Plan" (has "1996 Plan" (list "1986 Plan" "1996 Plan")) }}`, `1996 Plan`},
			},
			do: func(c *call) any {
				if len(c.args[2]) == 0 {
					c.fail("%s, found %s", c.text(0), c.args[1].head().kind())
				}
				return c.args[1]
			},
			choose: func(args []*term) *term { return args[1] },
		},
		{
			Name: "not", Args: "VALUE", Does: "Whether VALUE is absent, empty, no or 0.", min: 1, max: 1, spare: true,
			Examples: []Example{{`{{ if not "" }}empty{{ end }}`, `empty`}},
			do:       func(c *call) any { return len(c.args[0]) == 0 },
		},
		{
			Name: "eq", Args: "A B...", Does: "Whether A is one of the others. Numbers go by value; an absent fact equals nothing.", min: 2, max: -1, spare: true,
			Examples: []Example{{`{{ if eq "board" "company" "board" }}yes{{ end }}`, `yes`}},
			do: func(c *call) any {
				for _, b := range c.args[1:] {
					if same(c.args[0], b) {
						return true
					}
				}
				return false
			},
		},
		{
			Name: "ne", Args: "A B", Does: "Whether A and B differ.", min: 2, max: 2, spare: true,
			Examples: []Example{{`{{ if ne "a" "b" }}yes{{ end }}`, `yes`}},
			do:       func(c *call) any { return !same(c.args[0], c.args[1]) },
		},
		ordered("lt", "before or less than", func(n int) bool { return n < 0 }, `{{ if lt 9 10 }}yes{{ end }}`),
		ordered("le", "not after or more than", func(n int) bool { return n <= 0 }, `{{ if le "2004-04-07" "2004-05-25" }}yes{{ end }}`),
		ordered("gt", "after or more than", func(n int) bool { return n > 0 }, `{{ if gt "160,000" 9 }}yes{{ end }}`),
		ordered("ge", "not before or less than", func(n int) bool { return n >= 0 }, `{{ if ge 10 10 }}yes{{ end }}`),
	}
}

// firstOf is the first term that is there.
func firstOf(ts ...*term) *term {
	last := ts[len(ts)-1]
	for i := len(ts) - 2; i >= 0; i-- {
		truth, settled := ts[i].truth()
		switch {
		case settled && truth:
			last = ts[i]
		case !settled:
			last = choiceOf(ts[i], ts[i], last)
		}
	}
	return last
}

func coalesce(c *call) any {
	var tested gathered
	for _, v := range c.args {
		if len(v) > 0 {
			return v.also(tested.facts)
		}
		tested.add(v.facts())
	}
	last := c.args[len(c.args)-1]
	return last.from(tested.facts)
}

// same reports whether two values are equal. Numbers are equal if their values
// are; texts if they are the same; an absent value equals nothing.
func same(a, b Value) bool {
	if a.absent() || b.absent() {
		return false
	}
	x, y := a.head().v, b.head().v
	if bx, ok := x.(bool); ok {
		by, ok := y.(bool)
		return ok && bx == by
	}
	c := call{args: []Value{a, b}}
	if isNumeric(x) || isNumeric(y) {
		p, q := c.number(0), c.number(1)
		return c.err == nil && p.Cmp(q) == 0
	}
	s, t := c.text(0), c.text(1)
	return c.err == nil && s == t
}

func isNumeric(v any) bool {
	switch v.(type) {
	case int, json.Number:
		return true
	}
	return false
}

// ordered makes a comparison. Two texts (dates, for one) go by their
// characters, anything else by number. With an absent side it is false.
func ordered(name, does string, holds func(int) bool, example string) *Func {
	return &Func{
		Name: name, Args: "A B", Does: "Whether A is " + does + " B: numbers by value, dates by time.",
		min: 2, max: 2, spare: true,
		Examples: []Example{{example, "yes"}},
		do: func(c *call) any {
			if _, missing := firstAbsent(c.args); missing {
				return false
			}
			if isNumeric(c.args[0].head().v) || isNumeric(c.args[1].head().v) {
				return holds(c.number(0).Cmp(c.number(1)))
			}
			return holds(strings.Compare(c.text(0), c.text(1)))
		},
	}
}
