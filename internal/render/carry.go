package render

import (
	"slices"
	"text/template/parse"
)

// round runs the body of a range over facts. A variable that the body changes
// holds something else in each round: the body is run once to find those, once
// to find how they change, and then with what they hold in any round.
func (s *symbolic) round(id int, over Ref, item *term, n *parse.RangeNode, from *term) *Loop {
	l := &Loop{ID: id, Over: over}
	before := slices.Clone(s.vars)
	zero, _ := from.text()
	if len(n.Pipe.Decl) == 2 && zero == "0" { // the first round may print what others do not
		l.First = s.once(from, item, n)
		copy(s.vars, before)
	}
	index := &term{kind: aCounter, loop: id}
	if zero != "0" {
		index = s.plus(from, index)
	}
	l.Body = s.once(index, item, n)
	after := slices.Clone(s.vars)
	carried := s.carry(before, after)
	if len(carried) == 0 {
		return l
	}
	copy(s.vars, before)
	for _, v := range carried {
		s.vars[v.index].term = v.old
	}
	s.once(index, item, n)
	for i, v := range carried {
		carried[i].now = s.vars[v.index].term
	}
	copy(s.vars, before)
	for _, v := range carried {
		s.vars[v.index].term = v.entry(l, before[v.index].term, after[v.index].term)
	}
	l.Body = s.once(index, item, n)
	copy(s.vars, before)
	for _, v := range carried {
		s.vars[v.index].term = v.exit(s, l, before[v.index].term, after[v.index].term)
	}
	return l
}

// A carriage is a variable that a round hands on to the next: old stands for
// what it holds before a round, and now is what it holds behind it.
type carriage struct {
	index    int
	old, now *term
}

func (s *symbolic) carry(before, after []variableTerm) []carriage {
	var out []carriage
	for i := range before {
		if before[i].term != after[i].term {
			out = append(out, carriage{index: i, old: s.riddle()})
		}
	}
	return out
}

func (s *symbolic) riddle() *term {
	s.riddles++
	return &term{kind: aRiddle, riddle: s.riddles}
}

// step returns the function and the number by which each round changes a count.
func (v carriage) step() (*Func, *term) {
	t := v.now
	if t.kind == aCall && (t.name == "add" || t.name == "sub") && len(t.items) == 2 && t.items[0] == v.old && t.items[1].kind == known {
		return t.fn, t.items[1]
	}
	return nil, nil
}

// entry is what a variable holds at the beginning of any round; first is what it
// holds before the loop, after what the first round makes of it.
func (v carriage) entry(l *Loop, first, after *term) *term {
	counter := &term{kind: aCounter, loop: l.ID}
	if fn, by := v.step(); fn != nil {
		return callOf(fn, fn.Name, []*term{first, callOf(table()["mul"], "mul", []*term{by, counter})})
	}
	if item, when, ok := v.now.addition(v.old); ok { // nothing tells how many rounds there were so far
		return choiceOf(v.old, sized(&term{kind: aGather, before: first, item: item, when: when, loop: l.ID}), first)
	}
	return choiceOf(v.old, after, first)
}

// exit is what a variable holds behind the loop.
func (v carriage) exit(s *symbolic, l *Loop, first, after *term) *term {
	if fn, by := v.step(); fn != nil {
		return callOf(fn, fn.Name, []*term{first, callOf(table()["mul"], "mul", []*term{by, lengthOf(factOf(l.Over))})})
	}
	if item, when, ok := v.now.addition(v.old); ok {
		return sized(&term{kind: aGather, before: first, item: item, when: when, loop: l.ID, over: l.Over})
	}
	if t := v.now; t.kind == aCall && t.name == "or" && len(t.items) == 2 && t.items[0] == v.old && l.Over.Path != "" {
		s.loops++
		some := renamer{from: l.ID, to: s.loops, done: map[*term]*term{}}.term(t.items[1])
		return fold2("or", []*term{first, sized(&term{kind: aSome, item: some, loop: s.loops, over: l.Over})})
	}
	if after.kind == aChoice && after.mayBe(first) { // a round may not have come
		return after
	}
	return choiceOf(factOf(l.Over), after.unbind(l.ID), first)
}

// mayBe reports whether one way of a choice is another term.
func (t *term) mayBe(o *term) bool {
	return t == o || t.kind == aChoice && (t.yes.mayBe(o) || t.no.mayBe(o))
}

// addition returns what a round added to a list: t is old and one more item, if
// something holds perhaps.
func (t *term) addition(old *term) (item, when *term, ok bool) {
	switch {
	case t.kind == aCall && t.name == "concat" && len(t.items) == 2 && t.items[0] == old && t.items[1].kind == aList && len(t.items[1].items) == 1:
		return t.items[1].items[0], nil, true
	case t.kind == aChoice && t.no == old:
		item, when, ok = t.yes.addition(old)
		return item, both(t.test, when), ok
	case t.kind == aChoice && t.yes == old:
		item, when, ok = t.no.addition(old)
		return item, both(callOf(table()["not"], "not", []*term{t.test}), when), ok
	}
	return nil, nil, false
}

func both(a, b *term) *term {
	if b == nil {
		return a
	}
	return callOf(nil, "and", []*term{a, b})
}
