package extract

import (
	"fmt"
	"maps"
	"slices"
)

// A rival is what another path says otherwise of a few facts: value numbers by
// fact, 0 for none.
type rival struct {
	facts map[int32]int32
	cost  int32 // how much dearer it is
}

// Bounds on rivals.
const (
	closeBy     = 60 // how much dearer a rival may be; of an exact path that was looked for widely, the beam
	doubtful    = 24 // ... that leaves a doubt
	maxRivals   = 64 // that are kept
	maxContests = 10 // that are drafted
	maxChanges  = 12 // of facts in one
)

// remember notes a guess that another one made superfluous, if it is close by.
func (s *search) remember(winner int32, g guess) {
	w := &s.guesses[winner]
	if g.cost-w.cost > s.closeBy || g.belief.cells == w.belief.cells {
		return
	}
	g.dead, g.beside = true, w.rival
	w.rival = int32(len(s.guesses))
	s.guesses = append(s.guesses, g)
}

// supersede puts a guess in the place of another that is at its node. It returns
// the first of its rivals.
func (s *search) supersede(loser int32, g guess) int32 {
	o := &s.guesses[loser]
	o.dead = true
	if o.cost-g.cost > s.closeBy || o.belief.cells == g.belief.cells {
		return g.rival
	}
	o.beside = g.rival
	return loser
}

// displace makes room for a guess by giving up the dearest of those that believe
// something else. It becomes a rival of the cheapest.
func (s *search) displace(loser, best int32, g *guess) {
	o := &s.guesses[loser]
	o.dead = true
	winner := g
	if loser != best && s.guesses[best].cost < g.cost {
		winner = &s.guesses[best]
	}
	if o.cost-winner.cost <= s.closeBy {
		o.beside = winner.rival
		winner.rival = loser
	}
}

// rivals finds what other paths said otherwise where they were given up for a
// path or for one of its rivals, and what those say that came to the end as well.
func (s *search) rivals(p path) []*rival {
	var out []*rival
	seen := map[string]bool{}
	on := map[int32]bool{}
	var look func(g, dearer int32, depth int)
	meet := func(g, o, cost int32, depth int) {
		if cost > s.closeBy || len(out) >= maxRivals {
			return
		}
		if changes := s.otherwise(&s.guesses[g].belief, &s.guesses[o].belief); len(changes) > 0 {
			if key := fmt.Sprint(changes); !seen[key] {
				seen[key] = true
				out = append(out, &rival{changes, cost})
			}
		}
		for at := o; depth > 0 && at >= 0 && !on[at]; at = s.guesses[at].prev {
			look(at, cost, depth-1)
		}
	}
	look = func(g, dearer int32, depth int) {
		for o := s.guesses[g].rival; o >= 0; o = s.guesses[o].beside {
			meet(g, o, dearer+s.guesses[o].cost-s.guesses[g].cost, depth)
		}
	}
	for _, g := range p.guesses {
		on[g] = true
	}
	last := p.guesses[len(p.guesses)-1]
	for _, e := range s.arrived {
		if e != last {
			meet(last, e, max(0, s.guesses[e].cost-s.guesses[last].cost), 0)
		}
	}
	for _, g := range p.guesses {
		look(g, 0, 1)
	}
	slices.SortStableFunc(out, func(a, b *rival) int { return int(a.cost - b.cost) })
	return out
}

// otherwise lists the facts of which two beliefs have other values.
func (s *search) otherwise(a, b *belief) map[int32]int32 {
	out := map[int32]int32{}
	for v := range int32(len(s.facts)) {
		x, y := a.cells.at(v), b.cells.at(v)
		if x.val != y.val && len(out) <= maxChanges {
			out[v] = y.val
		}
	}
	if len(out) > maxChanges {
		return nil
	}
	return out
}

// change makes values what a rival has them.
func (s *search) change(values map[string]*value, r *rival) {
	for v, number := range r.facts {
		pointer := s.pointerOf(v)
		if number == 0 {
			delete(values, pointer)
			continue
		}
		made := &value{pointer: pointer, path: s.kinds[s.facts[v].kind].path, at: -1, weight: 2}
		if old := values[pointer]; old != nil {
			*made = *old
		}
		made.text = s.ledger.values[number]
		values[pointer] = made
	}
}

// contest makes the values ambiguous of which a rival that is close has others.
// The first rivals are drafted, to see that the draft is as good: first all together.
func (f *refiner) contest(s *search, p path, tokens []token, least int) {
	var rivals []*rival
	for _, r := range s.rivals(p) {
		if r.cost <= doubtful {
			rivals = append(rivals, r)
		}
	}
	drafts := maxContests
	for _, r := range append([]*rival{allied(rivals)}, rivals...) {
		old := map[string]*value{}
		for v := range r.facts {
			old[s.pointerOf(v)] = f.tree.at(s.pointerOf(v))
		}
		if f.settled(old) {
			continue
		}
		if drafts > 0 && f.form.Draft != nil {
			drafts--
			values := maps.Clone(old)
			maps.DeleteFunc(values, func(_ string, v *value) bool { return v == nil })
			s.change(values, r)
			if !f.drafted(values, old, tokens, least) {
				continue
			}
		}
		for _, v := range old {
			if v != nil {
				v.ambiguous, v.certain = true, false
			}
		}
	}
}

// allied makes one rival of those that speak of different facts, and of few: they
// mostly hold.
func allied(rivals []*rival) *rival {
	all := &rival{facts: map[int32]int32{}}
	for _, r := range rivals {
		apart := len(r.facts) <= fewFacts
		for v := range r.facts {
			_, ok := all.facts[v]
			apart = apart && !ok
		}
		if apart {
			maps.Copy(all.facts, r.facts)
		}
	}
	return all
}

// fewFacts are few for a rival.
const fewFacts = 2

// settled reports whether all of some values are known to be ambiguous.
func (f *refiner) settled(values map[string]*value) bool {
	for _, v := range values {
		if v != nil && !v.ambiguous {
			return false
		}
	}
	return true
}

// drafted reports whether other values draft as well as those at hand.
func (f *refiner) drafted(values, old map[string]*value, tokens []token, least int) bool {
	tree := f.tree
	f.tree = tree.clone()
	for _, pointer := range keys(old) {
		f.tree.restore(pointer, values[pointer])
	}
	same := f.unlike(tokens) <= least
	f.tree = tree
	return same
}

// doubt makes the values ambiguous of which a rival that is close has others.
func (s *search) doubt(values map[string]*value, p path) {
	for _, r := range s.rivals(p) {
		for v := range r.facts {
			if old := values[s.pointerOf(v)]; old != nil && r.cost <= doubtful {
				old.ambiguous, old.certain = true, false
			}
		}
	}
}
