package render

import (
	"fmt"
	"strings"
)

// String gives a reference with the loops that count its elements, for messages.
func (r Ref) String() string { return fmt.Sprint(r.Path, r.Loops) }

// Work says what a Worked condition works out, for messages.
func (c *Condition) Work() string { return c.term.String() }

func (t *term) String() string {
	if t == nil {
		return "nothing"
	}
	switch t.kind {
	case known:
		if text, ok := t.text(); ok {
			return fmt.Sprintf("%q", text)
		}
		return fmt.Sprintf("%d values", len(t.value))
	case aFact:
		return t.fact.String()
	case aDict:
		return "dict"
	case aList:
		return "list" + say(t.items)
	case aCall:
		return t.name + say(t.items)
	case aChoice:
		return fmt.Sprintf("(%v ? %v : %v)", t.test, t.yes, t.no)
	case aGather:
		return fmt.Sprintf("(%v and %v of each %v when %v)", t.before, t.item, t.over, t.when)
	case aCounter:
		return fmt.Sprintf("round %d", t.loop)
	case aSome:
		return fmt.Sprintf("some of %v: %v", t.over, t.item)
	case aRiddle:
		return "riddle"
	}
	panic("render: unknown term")
}

func say(terms []*term) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.String()
	}
	return "(" + strings.Join(out, ", ") + ")"
}
