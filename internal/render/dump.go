package render

import (
	"fmt"
	"strings"
)

func (r Ref) String() string { return fmt.Sprint(r.Path, r.Loops) }

// Work gives what a Worked condition works out, for messages.
func (c *Condition) Work() string { return c.term.String() }

func (t *term) String() string {
	if t == nil {
		return "-"
	}
	switch t.kind {
	case known:
		if x, ok := t.text(); ok {
			return fmt.Sprintf("%q", x)
		}
		return fmt.Sprint(len(t.value))
	case aFact:
		return t.fact.String()
	case aDict:
		return "dict"
	case aList:
		return "list" + terms(t.items)
	case aCall:
		return t.name + terms(t.items)
	case aChoice:
		return "(" + t.test.String() + " ? " + t.yes.String() + " : " + t.no.String() + ")"
	case aGather:
		return fmt.Sprintf("gather{%v + %v when %v loop %d over %v}", t.before, t.item, t.when, t.loop, t.over)
	case aCounter:
		return fmt.Sprintf("#%d", t.loop)
	}
	if t.kind == aSome {
		return fmt.Sprintf("some{%v of %v}", t.item, t.over)
	}
	return fmt.Sprintf("riddle%d", t.riddle)
}

func terms(ts []*term) string {
	var b []string
	for _, t := range ts {
		b = append(b, t.String())
	}
	return "(" + strings.Join(b, ", ") + ")"
}
