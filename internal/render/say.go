package render

import (
	"fmt"
	"strings"
)

// String gives a reference with the loops that count its elements, for messages.
func (r Ref) String() string { return fmt.Sprint(r.Path, r.Loops) }

// SayWork says what a Worked condition works out, for messages.
func SayWork(c *Condition) string { return c.term.say() }

func (t *term) say() string {
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
		return fmt.Sprintf("(%s ? %s : %s)", t.test.say(), t.yes.say(), t.no.say())
	case aGather:
		return fmt.Sprintf("(%s and %s of each %v when %s)", t.before.say(), t.item.say(), t.over, t.when.say())
	case aCounter:
		return fmt.Sprintf("round %d", t.loop)
	case aSome:
		return fmt.Sprintf("some of %v: %s", t.over, t.item.say())
	case aRiddle:
		return "riddle"
	}
	panic("render: unknown term")
}

func say(terms []*term) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.say()
	}
	return "(" + strings.Join(out, ", ") + ")"
}
