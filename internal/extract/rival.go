package extract

import (
	"fmt"
	"slices"
)

// A rival is what another path says otherwise of a few facts, where it met the
// best one: value numbers by fact, 0 for none.
type rival map[int32]int32

// Bounds on rivals.
const (
	closeBy    = 45 // how much dearer a rival may be
	maxRivals  = 16 // that are tried
	maxChanges = 6  // of facts in one
)

// rivals finds what other paths said otherwise where they came to the same node
// and token as a path at about the same cost.
func (s *search) rivals(p path) []rival {
	type meeting struct{ node, at int32 }
	on := map[meeting]int32{}
	for _, g := range p.guesses {
		on[meeting{s.guesses[g].node, s.guesses[g].at}] = g
	}
	var out []rival
	seen := map[string]bool{}
	for i := range s.guesses {
		o := &s.guesses[i]
		best, met := on[meeting{o.node, o.at}]
		if !met || int(best) == i || o.cost > s.guesses[best].cost+closeBy || o.belief.sum == s.guesses[best].belief.sum {
			continue
		}
		changes := s.otherwise(&s.guesses[best].belief, &o.belief)
		key := fmt.Sprint(changes)
		if len(changes) == 0 || seen[key] || len(out) == maxRivals {
			continue
		}
		seen[key] = true
		out = append(out, changes)
	}
	return out
}

// otherwise lists the facts of which two beliefs have other values.
func (s *search) otherwise(a, b *belief) rival {
	out := rival{}
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

// contest drafts the facts as each rival would have them. If the draft is as
// good, the values at issue are ambiguous.
func (f *refiner) contest(s *search, p path, tokens []token, least int) {
	for _, changes := range s.rivals(p) {
		var facts []int32
		for v := range changes {
			facts = append(facts, v)
		}
		slices.Sort(facts)
		old := make([]*value, len(facts))
		for i, v := range facts {
			pointer := s.pointerOf(v)
			old[i] = f.tree.at(pointer)
			var made *value
			if changes[v] != 0 {
				made = &value{pointer: pointer, path: s.kinds[s.facts[v].kind].path, text: s.ledger.values[changes[v]]}
			}
			f.tree.restore(pointer, made)
		}
		same := f.unlike(tokens) <= least
		for i, v := range slices.Backward(facts) {
			f.tree.restore(s.pointerOf(v), old[i])
			if same && old[i] != nil {
				old[i].ambiguous, old[i].certain = true, false
			}
		}
	}
}
