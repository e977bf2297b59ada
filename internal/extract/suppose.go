package extract

import (
	"slices"

	"github.com/draftgen/draftgen/internal/render"
)

// recheck looks again at the conditions that ask about facts of a kind.
func (l *ledger) recheck(b belief, kind int32) (belief, bool) {
	for t := b.open; t != nil; t = t.next {
		if !slices.Contains(t.condition.kinds, kind) {
			continue
		}
		var ok bool
		if b, ok = l.suppose(b, t.condition, t.truth, t.round, true); !ok {
			return b, false
		}
	}
	return b, true
}

// suppose says that a condition holds, or does not. It is false if that cannot
// be. A condition that is still open is remembered, if it is not again.
func (l *ledger) suppose(b belief, c *condition, truth bool, r *round, again bool) (belief, bool) {
	switch l.ask(&b, c, r) {
	case yes:
		if c.Op != render.FactGiven {
			return b, truth
		}
	case no:
		return b, !truth
	}
	if f, list, ok := l.unbound(&b, c, r); ok {
		return l.supposeOne(b, c, f, list, truth, r, again)
	}
	switch c.Op {
	case render.NotOf:
		return l.suppose(b, c.of[0], !truth, r, again)
	case render.AllOf, render.AnyOf:
		return l.supposeSome(b, c, truth, r, again)
	case render.FactsAlike:
		if said := l.said(&b, c, r); !again && said != maybe {
			return b, said == answerOf(truth)
		}
		return l.supposeAlike(b.remember(c, truth, r, again), c, truth, r, again)
	case render.FactGiven, render.FactOneOf, render.ListHolds, render.ListLonger:
		if v, ok := l.find(&b, c.place, r); ok && !c.field {
			return l.supposeFact(b, c, v, truth, r, again)
		}
	}
	return b.remember(c, truth, r, again), true
}

func (b belief) remember(c *condition, truth bool, r *round, again bool) belief {
	if again {
		return b
	}
	for t := b.open; t != nil; t = t.next {
		if t.condition == c && t.truth == truth && t.round.same(r) {
			return b
		}
	}
	b.open = b.open.with(c, truth, r)
	b.sum += b.open.digest()
	return b
}

func (t *openTest) digest() uint64 {
	return cell{val: t.condition.id, closed: t.truth, n: t.round.count()}.digest(-1)
}

// supposeSome says that all of some conditions hold, or that one of them does:
// if all but one are known not to, that one.
func (l *ledger) supposeSome(b belief, c *condition, truth bool, r *round, again bool) (belief, bool) {
	if truth == (c.Op == render.AllOf) {
		for _, inner := range c.of {
			var ok bool
			if b, ok = l.suppose(b, inner, truth, r, again); !ok {
				return b, false
			}
		}
		return b, true
	}
	var left *condition
	for _, inner := range c.of {
		if l.ask(&b, inner, r) == maybe && l.said(&b, inner, r) != answerOf(!truth) {
			if left != nil {
				return b.remember(c, truth, r, again), true
			}
			left = inner
		}
	}
	if left == nil {
		return b, false
	}
	return l.suppose(b, left, truth, r, again)
}

// said is whether two facts that a condition compares have been said to be the
// same, or not to be, though it is not known what they are.
func (l *ledger) said(b *belief, c *condition, r *round) answer {
	if c.Op != render.FactsAlike {
		return maybe
	}
	v, a := l.find(b, c.place, r)
	o, k := l.find(b, c.other, r)
	for t := b.open; t != nil && a && k; t = t.next {
		if t.condition.Op != render.FactsAlike {
			continue
		}
		x, one := l.find(b, t.condition.place, t.round)
		y, other := l.find(b, t.condition.other, t.round)
		if one && other && (x == v && y == o || x == o && y == v) {
			return answerOf(t.truth)
		}
	}
	return maybe
}

// supposeAlike says that two facts are the same. If they are not, it may follow
// that others are.
func (l *ledger) supposeAlike(b belief, c *condition, truth bool, r *round, again bool) (belief, bool) {
	if !truth && !again {
		return l.recheck(b, c.place.path)
	}
	if !truth {
		return b, true
	}
	v, a := l.find(&b, c.place, r)
	o, k := l.find(&b, c.other, r)
	ok := true
	if a {
		b, ok = l.give(b, v)
	}
	if k && ok {
		b, ok = l.give(b, o)
	}
	if !a || !k || !ok {
		return b, ok
	}
	switch x, y := l.look(&b, v), l.look(&b, o); {
	case x.val == 0 && y.val != 0:
		return l.bind(b, v, y.val, y.guess)
	case x.val != 0 && y.val == 0:
		return l.bind(b, o, x.val, x.guess)
	}
	return b, true
}

func (l *ledger) supposeFact(b belief, c *condition, v int32, truth bool, r *round, again bool) (belief, bool) {
	kind := &l.kinds[l.facts[v].kind]
	switch c.Op {
	case render.FactGiven:
		switch {
		case len(kind.enum) == 2 && kind.enum[0] == "true":
			if truth {
				return l.bind(b, v, l.value("true"), false)
			}
			return l.narrow(b, v, 1)
		case !truth && kind.blank:
			return l.bind(b, v, l.value(""), false)
		case !truth:
			return l.deny(b, v)
		case kind.list:
			b, ok := l.give(b, v)
			if !ok {
				return b, false
			}
			return l.grow(b, v, 1)
		}
		return l.give(b, v)
	case render.FactOneOf:
		return l.supposeValue(b, c, v, truth, r, again)
	case render.ListHolds:
		if truth {
			b, ok := l.give(b, v)
			return b.remember(c, truth, r, again), ok
		}
	case render.ListLonger:
		if truth {
			b, ok := l.give(b, v)
			if !ok {
				return b, false
			}
			return l.grow(b, v, int32(c.N)+1)
		}
		if c.N == 0 {
			return l.deny(b, v)
		}
	}
	return b.remember(c, truth, r, again), true
}

func (l *ledger) supposeValue(b belief, c *condition, v int32, truth bool, r *round, again bool) (belief, bool) {
	kind := &l.kinds[l.facts[v].kind]
	if truth {
		b, ok := l.give(b, v)
		if !ok {
			return b, false
		}
		if len(c.Values) == 1 {
			if !kind.lists(c.Values[0]) {
				b.price += unlisted
			}
			return l.bind(b, v, l.value(c.Values[0]), false)
		}
		if c.mask != 0 {
			return l.narrow(b, v, ^c.mask)
		}
		return b.remember(c, truth, r, again), true
	}
	if len(kind.enum) > 0 {
		return l.narrow(b, v, c.mask)
	}
	return b.remember(c, truth, r, again), true
}
