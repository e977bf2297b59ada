package extract

import (
	"slices"

	"github.com/draftgen/draftgen/internal/render"
)

// An answer is what is known of a condition.
type answer int8

const (
	no answer = iota - 1
	maybe
	yes
)

func answerOf(truth bool) answer {
	if truth {
		return yes
	}
	return no
}

// ask says whether a condition holds by what is believed.
func (l *ledger) ask(b *belief, c *condition, r *round) answer {
	if f, list, ok := l.unbound(b, c, r); ok {
		return l.askSome(b, c, f, list, r)
	}
	switch c.Op {
	case render.ForSome:
		return maybe
	case render.Always:
		return yes
	case render.Never:
		return no
	case render.NotOf:
		return -l.ask(b, c.of[0], r)
	case render.AllOf, render.AnyOf:
		settles := answerOf(c.Op == render.AnyOf)
		all := -settles
		for _, inner := range c.of {
			switch l.ask(b, inner, r) {
			case settles:
				return settles
			case maybe:
				all = maybe
			}
		}
		return all
	case render.FactGiven, render.FactOneOf, render.ListHolds, render.ListLonger:
		if v, ok := l.find(b, c.place, r); ok && !c.field {
			return l.askFact(b, c, v)
		}
		return l.askEach(b, c, r)
	case render.FactsAlike:
		return l.askAlike(b, c, r)
	case render.Worked:
		truth, settled := c.Ask(witness{l, b, r})
		if !settled {
			return maybe
		}
		return answerOf(truth)
	}
	panic("extract: unknown condition")
}

// askAlike asks whether two facts are the same.
func (l *ledger) askAlike(b *belief, c *condition, r *round) answer {
	v, a := l.find(b, c.place, r)
	o, k := l.find(b, c.other, r)
	var x, y cell
	if a {
		x = l.look(b, v)
	}
	if k {
		y = l.look(b, o)
	}
	switch {
	case x.state == absent, y.state == absent:
		return no
	case x.val != 0 && y.val != 0 && !x.guess && !y.guess:
		return answerOf(x.val == y.val)
	case x.val != 0 && x.val == y.val:
		return yes
	}
	return maybe
}

func (l *ledger) askFact(b *belief, c *condition, v int32) answer {
	cell := l.look(b, v)
	if cell.state == absent {
		return no
	}
	kind := &l.kinds[l.facts[v].kind]
	switch c.Op {
	case render.FactGiven:
		return l.askGiven(cell, kind)
	case render.FactOneOf:
		if cell.val == 0 {
			left := ^cell.out & (1<<len(kind.enum) - 1)
			switch {
			case len(kind.enum) == 0:
			case left&c.mask == 0:
				return no
			case left&^c.mask == 0 && cell.state == given:
				return yes
			}
			return maybe
		}
		return answerOf(slices.Contains(c.Values, l.values[cell.val]))
	case render.ListHolds:
		return l.askHolds(b, c, v, cell)
	case render.ListLonger:
		switch {
		case int(cell.n) > c.N:
			return yes
		case cell.closed:
			return no
		}
	}
	return maybe
}

func (l *ledger) askGiven(c cell, kind *kindOfFact) answer {
	switch {
	case kind.blank:
		if c.val == 0 {
			return maybe
		}
		return answerOf(l.values[c.val] != "")
	case len(kind.enum) == 2 && kind.enum[0] == "true":
		if c.val == 0 {
			if c.out&1 != 0 {
				return no
			}
			return maybe
		}
		return answerOf(l.values[c.val] == "true")
	case kind.list:
		switch {
		case c.n > 0:
			return yes
		case c.closed:
			return no
		}
		return maybe
	case c.state == given:
		return yes
	}
	return maybe
}

func (l *ledger) askHolds(b *belief, c *condition, list int32, in cell) answer {
	open := !in.closed
	for i := range in.n {
		v := l.item(list, i)
		if v < 0 {
			return maybe
		}
		switch item := l.look(b, v); {
		case item.val == 0:
			open = open || !b.shut
		case l.values[item.val] == c.Values[0]:
			return yes
		}
	}
	if open {
		return maybe
	}
	return no
}

// item gives an element of a list.
func (l *ledger) item(list, i int32) int32 {
	above := l.facts[list]
	kind := l.kinds[above.kind].item
	if kind == 0 {
		return -1
	}
	index := above.index
	index[l.kinds[kind].stars-1] = int16(i)
	return l.fact(kind, index)
}

// askEach asks a condition of each element that it could mean. They must agree.
func (l *ledger) askEach(b *belief, c *condition, r *round) answer {
	at := l.uncounted(c.place, r)
	if at < 0 {
		return maybe
	}
	list, ok := l.listOf(b, c.place, at, r)
	if !ok {
		return maybe
	}
	in := l.look(b, list)
	if in.state == absent || in.closed && in.n == 0 {
		return no
	}
	if !in.closed && !c.field {
		return maybe
	}
	if c.field {
		return l.askAny(b, c, at, in, r)
	}
	p := place{path: c.place.path, index: slices.Clone(c.place.index)}
	var all answer
	for i := range in.n {
		p.index[at] = counter{fixed: i}
		v, ok := l.find(b, p, r)
		if !ok {
			return maybe
		}
		one := l.askFact(b, c, v)
		if one == maybe || i > 0 && one != all {
			return maybe
		}
		all = one
	}
	return all
}

// uncounted is the one index of a place that no loop which runs counts; -1: there
// is none, or there are several.
func (l *ledger) uncounted(p place, r *round) int {
	at := -1
	for i, n := range p.index {
		if n.loop < 0 || n.loop > 0 && r.of(n.loop) == nil {
			if at >= 0 {
				return -1
			}
			at = i
		}
	}
	return at
}

// elements are the facts that a place may mean of which no loop says which it
// is. all is false if there may be more of them.
func (l *ledger) elements(b *belief, p place, r *round) (facts []int32, all bool) {
	at := l.uncounted(p, r)
	if at < 0 {
		return nil, false
	}
	list, ok := l.listOf(b, p, at, r)
	if !ok {
		return nil, false
	}
	in := l.look(b, list)
	one := place{path: p.path, index: slices.Clone(p.index)}
	for i := range in.n {
		one.index[at] = counter{fixed: i}
		if v, ok := l.find(b, one, r); ok {
			facts = append(facts, v)
		}
	}
	return facts, in.closed
}

// askAny asks whether a field of any element of a list has a value.
func (l *ledger) askAny(b *belief, c *condition, at int, in cell, r *round) answer {
	answer := no
	if !in.closed {
		answer = maybe
	}
	p := place{path: c.place.path, index: slices.Clone(c.place.index)}
	for i := range in.n {
		p.index[at] = counter{fixed: i}
		v, ok := l.find(b, p, r)
		if !ok {
			return maybe
		}
		switch field := l.look(b, v); {
		case field.val != 0 && l.values[field.val] == c.Values[0]:
			return yes
		case field.val == 0 && field.state != absent && !b.shut:
			answer = maybe
		}
	}
	return answer
}

// listOf gives the list whose elements the index with a number counts.
func (l *ledger) listOf(b *belief, p place, at int, r *round) (int32, bool) {
	return l.find(b, place{l.listAt(p.path, at), p.index[:at]}, r)
}

// A witness answers for the facts while a function of them is worked out.
type witness struct {
	*ledger
	belief *belief
	round  *round
}

func (w witness) Text(r render.Ref) (text string, there, known bool) {
	v, ok := w.find(w.belief, w.places[keyOf(r)], w.round)
	if !ok {
		return "", false, false
	}
	switch c := w.look(w.belief, v); {
	case c.state == absent:
		return "", false, true
	case c.val != 0:
		return w.values[c.val], true, true
	}
	return "", false, false
}

func (w witness) Texts(r render.Ref) ([]string, bool) {
	p := w.places[keyOf(r)]
	facts, all := w.elements(w.belief, p, w.round)
	if list, ok := w.find(w.belief, p, w.round); ok && w.kinds[p.path].list {
		in := w.look(w.belief, list)
		for i := range in.n {
			if item := w.item(list, i); item >= 0 {
				facts = append(facts, item)
			}
		}
		all = in.closed || in.state == absent
	}
	var texts []string
	for _, v := range facts {
		switch c := w.look(w.belief, v); {
		case c.val != 0:
			texts = append(texts, w.values[c.val])
		case c.state != absent:
			all = false
		}
	}
	return texts, all
}

func (w witness) Length(r render.Ref) (int, bool) {
	v, ok := w.find(w.belief, w.places[keyOf(r)], w.round)
	if !ok {
		return 0, false
	}
	c := w.look(w.belief, v)
	return int(c.n), c.closed || c.state == absent
}

func (w witness) Round(loop int) (int, bool) {
	r := w.round.of(int32(loop))
	if r == nil {
		return 0, false
	}
	return int(r.index), true
}
