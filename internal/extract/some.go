package extract

import (
	"slices"

	"github.com/draftgen/draftgen/internal/render"
)

// A freeLoop counts the elements of a list in a condition, and may not run where
// that is asked: then the condition holds if it holds of one element. Which one a
// path may choose, for all that an arm prints.
type freeLoop struct {
	loop int32
	list place
}

// free notes the loops that count what a place means.
func (a *automaton) free(c *condition, p place) {
	for i, n := range p.index {
		if n.loop > 0 {
			c.frees(freeLoop{n.loop, place{a.listAt(p.path, i), p.index[:i]}})
		}
	}
}

func (c *condition) frees(f freeLoop) {
	if !slices.ContainsFunc(c.free, func(o freeLoop) bool { return o.loop == f.loop }) {
		c.free = append(c.free, f)
	}
}

// listAt is the path of the list whose elements the star with a number stands
// for.
func (a *automaton) listAt(path int32, star int) int32 {
	for a.kinds[path].stars > star {
		path = a.kinds[path].parent
	}
	return path
}

// unbound finds a loop that does not run and counts what a condition asks about,
// and the list. Any of several conditions is asked each by itself.
func (l *ledger) unbound(b *belief, c *condition, r *round) (f freeLoop, list int32, ok bool) {
	if c.Op == render.AnyOf {
		return freeLoop{}, -1, false
	}
	return l.stray(b, c, r)
}

func (l *ledger) stray(b *belief, c *condition, r *round) (f freeLoop, list int32, ok bool) {
	for _, f := range c.free {
		if in := r.of(f.loop); in != nil && in.index >= 0 {
			continue
		}
		if v, ok := l.find(b, f.list, r); ok {
			return f, v, true
		}
	}
	return freeLoop{}, -1, false
}

// at is a round of a loop that does not run, for one element.
func (f freeLoop) at(i int32, r *round) *round {
	return &round{loop: f.loop, index: i, over: -1, outer: r}
}

// ofOne is what is asked of one element.
func (c *condition) ofOne() *condition {
	if c.Op == render.ForSome {
		return c.of[0]
	}
	return c
}

// askSome asks whether a condition holds of some element.
func (l *ledger) askSome(b *belief, c *condition, f freeLoop, list int32, r *round) answer {
	in := l.look(b, list)
	if in.state == absent {
		return no
	}
	all := maybe
	if in.closed {
		all = no
	}
	for i := range in.n {
		switch l.ask(b, c.ofOne(), f.at(i, r)) {
		case yes:
			return yes
		case maybe:
			all = maybe
		}
	}
	return all
}

// supposeOne says that a condition holds of some element, or of none.
func (l *ledger) supposeOne(b belief, c *condition, f freeLoop, list int32, truth bool, r *round, again bool) (belief, bool) {
	in := l.look(&b, list)
	left, n := int32(-1), 0
	for i := range in.n {
		if !truth {
			var ok bool
			if b, ok = l.suppose(b, c.ofOne(), false, f.at(i, r), true); !ok {
				return b, false
			}
			continue
		}
		if l.ask(&b, c.ofOne(), f.at(i, r)) != no {
			left, n = i, n+1
		}
	}
	b = b.remember(c, truth, r, again)
	if truth && in.closed && n == 1 {
		return l.suppose(b, c.ofOne(), true, f.at(left, r), true)
	}
	return b, true
}

// inventSome is invent for one of the elements of which a condition may hold, or
// for all of which it must not.
func (s *search) inventSome(b belief, t *openTest) (belief, bool) {
	f, list, ok := s.unbound(&b, t.condition, t.round)
	if !ok {
		return s.invent(b, t)
	}
	for i := range s.look(&b, list).n {
		one := &openTest{condition: t.condition.ofOne(), truth: t.truth, round: f.at(i, t.round)}
		if !t.truth && !s.fails(&b, one) {
			continue
		}
		made, ok := s.inventSome(b, one)
		if ok && !s.fails(&made, t) {
			return made, true
		}
		if ok && !t.truth {
			b = made
		}
	}
	return b, !s.fails(&b, t)
}

// choose offers an arm for each element of which its condition may hold, where no
// loop counts that: what the arm prints is of the same. It reports whether that
// is all.
func (s *search) choose(a *arm, g *guess, offer func(r *round)) bool {
	if len(a.choice.Arms) == 1 {
		return false
	}
	c, truth := a.condition, a.truth
	for c.Op == render.NotOf {
		c, truth = c.of[0], !truth
	}
	if !truth {
		return false
	}
	f, list, ok := s.stray(&g.belief, c, g.round)
	if !ok || c.Op == render.ForSome {
		return false
	}
	in := s.look(&g.belief, list)
	for i := range in.n {
		if r := f.at(i, g.round); s.ask(&g.belief, c, r) != no {
			offer(r)
		}
	}
	return in.closed
}
