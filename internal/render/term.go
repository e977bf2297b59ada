package render

import (
	"slices"
)

// A term is a value that is not known yet: what a template has in hand, as far
// as the template alone settles it. Terms are never changed.
type term struct {
	kind   termKind
	value  Value            // known
	fact   Ref              // aFact
	fields map[string]*term // aDict
	items  []*term          // aList; and the arguments of aCall
	fn     *Func            // aCall
	name   string           // aCall: "and" and "or" are no functions

	test, yes, no *term // aChoice: yes where test holds, else no

	before, item *term // aGather: a list that a range adds an item to in each round
	when         *term // aGather: in rounds in which this holds; nil: in all
	loop         int   // aGather, aCounter, aSome
	over         Ref   // aGather, aSome
	riddle       int   // aRiddle: which one; 0: a term that grew too large
	size         int   // how many terms it is made of
}

// maxTerm bounds the size of a term: a variable that is put into itself again and
// again doubles each time.
const maxTerm = 1_000

// sized returns t with its size, or a term of which nothing is known if that is
// too much.
func sized(t *term) *term {
	t.size = 1
	for _, part := range []*term{t.test, t.yes, t.no, t.before, t.item, t.when} {
		if part != nil {
			t.size += part.size
		}
	}
	for _, item := range t.items {
		t.size += 1 + item.size
	}
	for _, f := range t.fields {
		t.size += 1 + f.size
	}
	if t.size > maxTerm {
		return &term{kind: aRiddle}
	}
	return t
}

type termKind uint8

const (
	known    termKind = iota
	aFact             // a fact, a list of facts or a group of them
	aDict             // made by dict
	aList             // made by list
	aCall             // a function of terms
	aChoice           // one of two terms
	aGather           // a list made in a range
	aCounter          // the number of a round
	aRiddle           // a truth that nothing tells
	aSome             // whether item is true in some round of a loop
)

func factOf(r Ref) *term       { return &term{kind: aFact, fact: r} }
func knownOf(v any) *term      { return &term{value: of(v)} }
func listOf(ts ...*term) *term { return sized(&term{kind: aList, items: ts}) }

func choiceOf(test, yes, no *term) *term {
	if yes == no {
		return yes
	}
	return sized(&term{kind: aChoice, test: test, yes: yes, no: no})
}

func callOf(fn *Func, name string, args []*term) *term {
	return sized(&term{kind: aCall, fn: fn, name: name, items: args})
}

// afresh gives a gathered list with a loop of its own, so that it can be gone
// through while the loop that made it, or goes through it, runs.
func (t *term) afresh(s *symbolic) *term {
	s.loops++
	r := renamer{from: t.loop, to: s.loops, done: map[*term]*term{}}
	out := *t
	out.item, out.when, out.loop = r.term(t.item), r.term(t.when), r.to
	return &out
}

// A renamer gives the elements that one loop counts to another.
type renamer struct {
	from, to int
	done     map[*term]*term
}

func (r renamer) term(t *term) *term {
	if t == nil {
		return nil
	}
	if made, ok := r.done[t]; ok {
		return made
	}
	out := *t
	r.done[t] = &out
	out.fact, out.over = r.ref(t.fact), r.ref(t.over)
	out.test, out.yes, out.no = r.term(t.test), r.term(t.yes), r.term(t.no)
	out.before, out.item, out.when = r.term(t.before), r.term(t.item), r.term(t.when)
	if t.kind == aCounter && t.loop == r.from {
		out.loop = r.to
	}
	out.items = make([]*term, len(t.items))
	for i, item := range t.items {
		out.items[i] = r.term(item)
	}
	out.fields = make(map[string]*term, len(t.fields))
	for name, f := range t.fields {
		out.fields[name] = r.term(f)
	}
	return &out
}

func (r renamer) ref(f Ref) Ref {
	i := slices.Index(f.Loops, r.from)
	if i < 0 {
		return f
	}
	f.Loops = slices.Clone(f.Loops)
	f.Loops[i] = r.to
	return f
}

// unbind gives the elements that a loop counts to no loop: nothing tells which
// of its rounds is meant.
func (t *term) unbind(loop int) *term {
	return renamer{from: loop, to: unbound, done: map[*term]*term{}}.term(t)
}

// asList gives a known list as a list of known items.
func (t *term) asList() *term {
	if t.kind != known || len(t.value) == 0 {
		return t
	}
	items, ok := t.value.head().v.(list)
	if !ok {
		return t
	}
	out := &term{kind: aList}
	for _, item := range items {
		out.items = append(out.items, &term{value: item})
	}
	return out
}

// at returns a field of what r refers to.
func (r Ref) at(name string) Ref { return Ref{child(r.Path, name), r.Loops} }

// element returns an element, counted by a loop, of the list that r refers to.
func (r Ref) element(loop int) Ref {
	return Ref{r.Path + "/*", append(slices.Clip(r.Loops), loop)}
}

// unbound is the loop of an element that no loop counts.
const unbound = -1

// field returns a field of a term.
func (t *term) field(name string) *term {
	switch t.kind {
	case aFact:
		return factOf(t.fact.at(name))
	case aDict:
		if f, ok := t.fields[name]; ok {
			return f
		}
	case aChoice:
		return choiceOf(t.test, t.yes.field(name), t.no.field(name))
	}
	return knownOf(nil)
}

// text returns the text of a known term.
func (t *term) text() (string, bool) {
	if t.kind != known {
		return "", false
	}
	return t.value.head().text()
}

// truth says what a condition makes of t, if that is settled.
func (t *term) truth() (truth, settled bool) {
	switch t.kind {
	case known:
		return len(t.value) > 0, true
	case aDict:
		return len(t.fields) > 0, true
	case aList:
		return len(t.items) > 0, true
	case aChoice:
		yes, a := t.yes.truth()
		no, b := t.no.truth()
		return yes, a && b && yes == no
	case aCounter: // the first round has a number that is known
		return true, true
	case aCall:
		return t.callTruth()
	}
	return false, false
}

func (t *term) callTruth() (truth, settled bool) {
	switch t.name {
	case "and", "or":
		for _, item := range t.items {
			if truth, settled := item.truth(); settled && truth == (t.name == "or") {
				return truth, true
			}
		}
	case "not":
		truth, settled := t.items[0].truth()
		return !truth, settled
	case "eq":
		return t.equal()
	case "ne":
		truth, settled := (&term{kind: aCall, name: "eq", items: t.items}).equal()
		return !truth, settled
	}
	return false, false
}

// equal settles eq where all that the first could be is known.
func (t *term) equal() (truth, settled bool) {
	values, ok := knownAll(t.items[1:])
	if !ok {
		return false, false
	}
	return t.items[0].among(values)
}

func (t *term) among(values []Value) (truth, settled bool) {
	switch t.kind {
	case known:
		return slices.ContainsFunc(values, func(v Value) bool { return same(t.value, v) }), true
	case aChoice:
		yes, a := t.yes.among(values)
		no, b := t.no.among(values)
		return yes, a && b && yes == no
	}
	return false, false
}

// call gives what a function returns, as far as that is settled.
func (s *symbolic) call(name string, args []*term) *term {
	if name == "and" || name == "or" {
		return fold2(name, args)
	}
	fn := table()[name]
	if fn == nil {
		return knownOf(nil)
	}
	switch fn.shape {
	case asList:
		return listOf(args...)
	case asDict:
		return dictOf(args)
	case element:
		return elementOf(fn, args)
	case fieldsOf:
		return callOf(fn, name, []*term{pluckOf(args[1], args[0])})
	}
	if fn.wants > 0 && len(args) >= fn.wants {
		s.wanted = append(s.wanted, args[fn.wants-1])
	}
	if fn.choose != nil && len(args) >= fn.min {
		if t := fn.choose(args); t != nil {
			return t
		}
	}
	if values, ok := knownAll(args); ok {
		if v, err := fn.run(values); err == nil {
			return &term{value: v}
		}
	}
	return callOf(fn, name, args)
}

// fold2 is and or or: what is settled of it is dropped.
func fold2(name string, args []*term) *term {
	var open []*term
	for i, a := range args {
		truth, settled := a.truth()
		switch {
		case settled && truth == (name == "or"):
			if len(open) == 0 {
				return a
			}
			return callOf(nil, name, append(open, a))
		case settled && i < len(args)-1:
		default:
			open = append(open, a)
		}
	}
	if len(open) == 1 {
		return open[0]
	}
	return callOf(nil, name, open)
}

func knownAll(args []*term) ([]Value, bool) {
	values := make([]Value, len(args))
	for i, a := range args {
		switch a.kind {
		case known:
			values[i] = a.value
		case aList:
			items, ok := knownAll(a.items)
			if !ok {
				return nil, false
			}
			values[i] = of(list(items))
		default:
			return nil, false
		}
	}
	return values, true
}

func dictOf(args []*term) *term {
	t := &term{kind: aDict, fields: map[string]*term{}}
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].text(); ok {
			t.fields[name] = args[i+1]
		}
	}
	return sized(t)
}

// elementOf is first, last or index.
func elementOf(fn *Func, args []*term) *term {
	if len(args) == 0 {
		return knownOf(nil)
	}
	t := args[0]
	switch t.kind {
	case aFact:
		at := "*"
		if fn.Name == "first" {
			at = "0"
		} else if len(args) == 2 {
			if n, ok := args[1].text(); ok {
				at = n
			}
		}
		if at == "*" {
			return factOf(t.fact.element(unbound))
		}
		return factOf(t.fact.at(at))
	case aList:
		if len(t.items) == 0 {
			return knownOf(nil)
		}
		if fn.Name == "last" {
			return t.items[len(t.items)-1]
		}
		return t.items[0]
	case aGather:
		return t.item
	case aChoice:
		return choiceOf(t.test, elementOf(fn, append([]*term{t.yes}, args[1:]...)), elementOf(fn, append([]*term{t.no}, args[1:]...)))
	}
	return knownOf(nil)
}

// pluckOf is a list of one field of the elements of a list. Of a list of facts
// nothing says which element it is.
func pluckOf(over, name *term) *term {
	field, ok := name.text()
	if !ok {
		return knownOf(nil)
	}
	switch over.kind {
	case aFact:
		return factOf(over.fact.element(unbound).at(field))
	case aList:
		items := make([]*term, len(over.items))
		for i, item := range over.items {
			items[i] = item.field(field)
		}
		return listOf(items...)
	}
	return knownOf(nil)
}
