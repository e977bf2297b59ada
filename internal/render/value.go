package render

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A Value is what templates handle: the cells of a text, or one number, list or
// object. It has length 0 exactly when a condition takes it for false; it then
// keeps its cell beyond its length. See the package comment.
type Value []cell

// A cell is one piece of a value with the facts behind it.
type cell struct {
	v     any // string, json.Number, int, bool, list, object, absent
	facts []string
}

// A list is a list of facts or one made by a template.
type list []Value

// An object is a mapping. A field is lifted when it is read.
type object struct {
	pointer string // of the object in the facts; "" at the root
	raw     map[string]any
	made    map[string]Value // made by dict; raw is nil
	lifter  *lifter          // of what raw holds
}

// absent is the value of a fact that was not given, or of a call that failed.
type absent struct {
	reported bool // the trouble was said already: stay silent
}

// A lifter makes Values of the facts of one run. It keeps its lists by their
// pointers: a template may read a long list in every round of a range over it.
// Values are never changed, so they can be shared.
type lifter struct{ lists map[string]Value }

func newLifter() *lifter { return &lifter{map[string]Value{}} }

// lift makes a Value of one fact, of which facts holds the pointer alone.
func (l *lifter) lift(raw any, facts []string) Value {
	switch raw := raw.(type) {
	case nil:
		return hidden(cell{absent{}, facts})
	case map[string]any:
		return truly(len(raw) > 0, cell{object{pointer: facts[0], raw: raw, lifter: l}, facts})
	case []any:
		v, ok := l.lists[facts[0]]
		if !ok {
			v = l.list(raw, facts)
			l.lists[facts[0]] = v
		}
		return v
	case string, bool, json.Number:
		v := of(raw)
		v.cells()[0].facts = facts
		return v
	}
	panic("render: facts hold a value of an unknown type")
}

func (l *lifter) list(raw []any, facts []string) Value {
	items := make(list, len(raw))
	for i, r := range raw {
		items[i] = l.lift(r, []string{facts[0] + "/" + strconv.Itoa(i)})
	}
	return truly(len(items) > 0, cell{items, facts})
}

// of makes a Value of what text/template or a function hands over: constants,
// loop counters, results. A Value passes through.
func of(v any) Value {
	switch v := v.(type) {
	case Value:
		return v
	case nil:
		return hidden(cell{v: absent{}})
	case string:
		return truly(v != "", cell{v: v})
	case bool:
		return truly(v, cell{v: v})
	case int:
		return truly(v != 0, cell{v: v})
	case float64:
		return of(json.Number(strconv.FormatFloat(v, 'f', -1, 64)))
	case json.Number:
		return truly(strings.Trim(string(v), "-+0.") != "", cell{v: v})
	case list:
		return truly(len(v) > 0, cell{v: v})
	case object:
		return truly(len(v.raw)+len(v.made) > 0, cell{v: v})
	}
	panic("render: a template hands over a value of an unknown type")
}

// truly gives c as a value that is true or false.
func truly(truth bool, c cell) Value {
	if truth {
		return Value{c}
	}
	return hidden(c)
}

// hidden gives c as a value that is false.
func hidden(c cell) Value { return Value{c}[:0] }

// from returns v with facts in place of its own on its first cell.
func (v Value) from(facts []string) Value {
	c := v.head()
	c.facts = facts
	return truly(len(v) > 0, c)
}

// also returns v with facts added to every cell.
func (v Value) also(facts []string) Value {
	if len(facts) == 0 {
		return v
	}
	cells := slices.Clone(v.cells())
	for i := range cells {
		cells[i].facts = union(facts, cells[i].facts)
	}
	return cells[:len(v)]
}

// cells returns every cell of v, the hidden one too.
func (v Value) cells() Value {
	if len(v) == 0 && cap(v) > 0 {
		return v[:1]
	}
	return v
}

// head returns the first cell, hidden or not.
func (v Value) head() cell {
	if cells := v.cells(); len(cells) > 0 {
		return cells[0]
	}
	return cell{v: absent{}}
}

// absent reports whether v is a fact that was not given.
func (v Value) absent() bool {
	_, ok := v.head().v.(absent)
	return ok
}

// facts returns the pointers of all the facts behind v.
func (v Value) facts() []string {
	cells := v.cells()
	if len(cells) == 1 {
		return cells[0].facts
	}
	var all gathered
	for _, c := range cells {
		all.add(c.facts)
	}
	return all.facts
}

// union returns a followed by what of b it lacks. It changes neither.
func union(a, b []string) []string {
	all := gathered{facts: slices.Clip(a)}
	all.add(b)
	return all.facts
}

// gathered is the facts of many values, each once, in the order in which they
// came.
type gathered struct {
	facts []string
	seen  map[string]bool // of facts; nil while they are few
}

// fewFacts is up to how many facts a look at each is faster than a map.
const fewFacts = 32

// add adds what is lacking of facts that differ. It does not change them.
func (g *gathered) add(facts []string) {
	if len(g.facts) == 0 {
		g.facts = slices.Clip(facts)
		return
	}
	for _, p := range facts {
		if g.has(p) {
			continue
		}
		g.facts = append(g.facts, p)
		if g.seen != nil {
			g.seen[p] = true
		}
	}
}

func (g *gathered) has(p string) bool {
	if g.seen == nil && len(g.facts) <= fewFacts {
		return slices.Contains(g.facts, p)
	}
	if g.seen == nil {
		g.seen = make(map[string]bool, 2*len(g.facts))
		for _, p := range g.facts {
			g.seen[p] = true
		}
	}
	return g.seen[p]
}

// field returns the field of an object, or an absent value that has its
// pointer. ok is false if v can have no fields.
func (v Value) field(name string) (Value, bool) { return (*Runner)(nil).field(v, name) }

func (r *Runner) field(v Value, name string) (_ Value, ok bool) {
	c := v.head()
	switch o := c.v.(type) {
	case absent:
		facts := make([]string, len(c.facts))
		for i, p := range c.facts {
			facts[i] = child(p, name)
		}
		return hidden(cell{o, facts}), true
	case object:
		if o.made == nil {
			return o.lifter.lift(o.raw[name], r.pointerTo(o.pointer, name)), true
		}
		if f, found := o.made[name]; found {
			return f, true
		}
		return hidden(cell{v: absent{}}), true
	}
	return nil, false
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

func child(pointer, name string) string {
	if strings.ContainsAny(name, "~/") {
		name = pointerEscaper.Replace(name)
	}
	return pointer + "/" + name
}

// printed returns the cells of v that are to be printed where it is a part of a
// text: those that show, and one that is absent, which is missing there.
func (v Value) printed() Value {
	if v.absent() {
		return v.cells()
	}
	return v
}

// text returns a cell that can be printed as text. ok is false for one that
// cannot: a list, an object, a yes or no.
func (c cell) text() (_ string, ok bool) {
	switch v := c.v.(type) {
	case string:
		return v, true
	case json.Number:
		return string(v), true
	case int:
		return strconv.Itoa(v), true
	case absent:
		return "", true
	}
	return "", false
}

// kind names what c is, for messages.
func (c cell) kind() string {
	switch v := c.v.(type) {
	case string:
		return "the text " + strconv.Quote(shorten(v))
	case json.Number:
		return "the number " + string(v)
	case int:
		return "the number " + strconv.Itoa(v)
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case list:
		return "a list"
	case object:
		return "a group of facts"
	case absent:
		return "nothing"
	}
	panic("render: unknown cell")
}

func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
