package extract

import (
	"slices"
	"strings"
	"unicode"

	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A kindOfFact is what the schema says of the facts at one path.
type kindOfFact struct {
	path     string // with * for elements
	parent   int32  // the path around it; -1: the facts as a whole
	stars    int
	property *schema.Property
	enum     []string // the values that it can take, if they are few; of a truth value, true and false
	number   bool
	blank    bool // a text with a default, that may be empty instead
	list     bool
	item     int32   // of a list: its elements
	needs    []int32 // of a group: the facts that it must have and that have no default

	given, absent int32           // what it costs to say that there is such a fact, or none
	worth         []int32         // ... that it has each of its values
	beside        map[string]bool // values that the schema shows as those of facts beside it
}

// worthOf is what it costs to say that such a fact has a value.
func (k *kindOfFact) worthOf(value string) int32 {
	if k.beside[value] {
		return ofAnother
	}
	if k.worth == nil {
		return 0
	}
	if i := slices.Index(k.enum, value); i >= 0 {
		return k.worth[i]
	}
	return 0
}

// lists reports whether the schema names a value of such a fact, as one of a few or
// as an example.
func (k *kindOfFact) lists(value string) bool {
	if len(k.enum) > 0 {
		return true
	}
	for _, example := range k.property.Examples {
		if example.Text == value {
			return true
		}
	}
	return false
}

// sure reports whether such a fact is there wherever what is around it is.
func (k *kindOfFact) sure() bool { return k.property.Default != nil || k.property.Required }

// A place is a fact as a form refers to it: its path, and what counts each *.
type place struct {
	path  int32
	index []counter
}

// A counter gives the number of an element: that of the round in which a loop
// is, or a fixed one.
type counter struct {
	loop  int32 // 0: fixed
	fixed int32
}

// facts that a schema lists more values of are looked at as if it listed none.
const mostValues = 60

// kind returns the number of a path.
func (a *automaton) kind(path string) int32 {
	if id, ok := a.kindOf[path]; ok {
		return id
	}
	k := kindOfFact{path: path, parent: -1, stars: strings.Count(path, "*")}
	if path != "" {
		k.parent = a.kind(path[:strings.LastIndexByte(path, '/')])
		if id, ok := a.kindOf[path]; ok { // an element of the list around it
			return id
		}
	}
	if p, ok := a.form.lookup(path); ok {
		k.property = p
		k.list = slices.Contains(p.Types, "array")
		k.number = slices.Contains(p.Types, "number") || slices.Contains(p.Types, "integer")
		switch {
		case slices.Equal(p.Types, []string{"boolean"}):
			k.enum = []string{"true", "false"}
		case len(p.Enum) <= mostValues:
			k.enum = p.Enum
		}
		k.blank = p.Default != nil && p.Default.Text != "" && len(p.Enum) == 0 && slices.Contains(p.Types, "string") && p.Node.Field("minLength") == nil
	} else {
		k.property = &schema.Property{}
	}
	id := int32(len(a.kinds))
	a.kinds = append(a.kinds, k)
	a.kindOf[path] = id
	if k.list {
		item := a.kind(path + "/*")
		a.kinds[id].item = item
	}
	return id
}

// need finds what groups of facts must have.
func (a *automaton) need() {
	for i := range a.kinds {
		k := &a.kinds[i]
		if k.property.Required && k.property.Default == nil && k.parent >= 0 {
			above := &a.kinds[k.parent]
			above.needs = append(above.needs, int32(i))
		}
	}
}

// findBeside finds the values that the schema shows as those of facts beside each,
// but for those that have a word with its own in common.
func (a *automaton) findBeside() {
	for i := range a.kinds {
		k := &a.kinds[i]
		if k.list || len(k.enum) > 0 || k.parent < 0 {
			continue
		}
		own := map[string]bool{}
		for _, e := range k.property.Examples {
			for _, word := range foldedWords(e.Text) {
				own[word] = true
			}
		}
		for o := range a.kinds {
			if other := &a.kinds[o]; o != i && other.parent == k.parent && !other.list && len(other.enum) == 0 {
				k.unlike(other, own)
			}
		}
	}
}

// unlike notes the values of another fact that have no word with a fact's own in
// common. Numbers are alike.
func (k *kindOfFact) unlike(other *kindOfFact, own map[string]bool) {
	for _, e := range other.property.Examples {
		words := foldedWords(e.Text)
		if !strings.ContainsFunc(e.Text, unicode.IsLetter) || slices.ContainsFunc(words, func(w string) bool { return own[w] }) {
			continue
		}
		if k.beside == nil {
			k.beside = map[string]bool{}
		}
		k.beside[e.Text] = true
	}
}

// placeOf finds the place that a reference means.
func (a *automaton) placeOf(r render.Ref) place {
	p := place{}
	tokens := strings.Split(r.Path, "/")
	star := 0
	for i, t := range tokens {
		switch {
		case t == "*":
			c := counter{loop: -1}
			if star < len(r.Loops) && r.Loops[star] > 0 {
				c.loop = int32(r.Loops[star])
			}
			star++
			p.index = append(p.index, c)
		case t != "" && strings.Trim(t, "0123456789") == "":
			n := int32(0)
			for _, d := range t {
				n = min(n*10+int32(d-'0'), maxElements)
			}
			p.index = append(p.index, counter{fixed: n})
			tokens[i] = "*"
		}
	}
	p.path = a.kind(strings.Join(tokens, "/"))
	return p
}

// maxElements bounds the elements of a list that is read.
const maxElements = 4000

// A condition is one of the form's, with its facts found.
type condition struct {
	*render.Condition
	id    int32
	of    []*condition
	place place
	other place  // FactsAlike
	field bool   // ListHolds: it asks about a field of all elements of a list
	mask  uint64 // FactOneOf: the values that it may be, by their places in the schema
	free  []freeLoop
	kinds []int32 // of facts that it asks about, itself or inside

	prints bool // it asks what a hole prints
}

func (a *automaton) condition(c *render.Condition) *condition {
	if c == nil {
		return nil
	}
	if made, ok := a.conditions[c]; ok {
		return made
	}
	out := &condition{Condition: c, id: int32(len(a.conditions))}
	a.conditions[c] = out
	for _, inner := range c.Of {
		made := a.condition(inner)
		out.of = append(out.of, made)
		out.kinds = append(out.kinds, made.kinds...)
	}
	switch c.Op {
	case render.AllOf, render.AnyOf:
		for _, inner := range out.of {
			if inner.Op == render.ForSome {
				continue
			}
			for _, f := range inner.free {
				out.frees(f)
			}
		}
	case render.ForSome:
		out.free = []freeLoop{{int32(c.Loop), a.placeOf(c.Fact)}}
	case render.FactGiven, render.FactOneOf, render.ListHolds, render.ListLonger:
		out.place = a.placeOf(c.Fact)
		a.free(out, out.place)
		out.kinds = []int32{out.place.path}
		if c.Op == render.ListHolds {
			out.kinds = append(out.kinds, a.kinds[out.place.path].item)
			out.field = !a.kinds[out.place.path].list
		}
		for i, v := range a.kinds[out.place.path].enum {
			if slices.Contains(c.Values, v) {
				out.mask |= 1 << i
			}
		}
	case render.FactsAlike:
		out.place, out.other = a.placeOf(c.Fact), a.placeOf(c.Other)
		out.kinds = []int32{out.place.path, out.other.path}
		a.free(out, out.place)
		a.free(out, out.other)
	case render.Worked:
		for _, r := range c.Refs() {
			p := a.placeOf(r)
			a.places[keyOf(r)] = p
			out.kinds = append(out.kinds, p.path)
			a.free(out, p)
		}
	}
	for _, f := range out.free {
		out.kinds = append(out.kinds, f.list.path)
	}
	return out
}

// A refKey tells references apart.
type refKey struct {
	path  string
	loops [deepest]int
}

func keyOf(r render.Ref) refKey {
	key := refKey{path: r.Path}
	copy(key.loops[:], r.Loops)
	return key
}
