package extract

import (
	"math/bits"
	"slices"
)

// A path need not remember what it believes of a fact that nothing behind it in
// the form speaks of: paths that differ in nothing else are one (live variable
// analysis, as in compilers). Conditions on such facts can be settled, since no
// more will be said of them.

// A scope is the facts that are spoken of at a node or behind it, by the numbers
// of their kinds.
type scope []uint64

func (s scope) has(kind int32) bool { return s[kind/64]>>(kind%64)&1 != 0 }

func (s scope) add(kind int32) { s[kind/64] |= 1 << (kind % 64) }

// enliven finds the scope of each node. Loops lead back, so it is done until
// nothing is new.
func (a *automaton) enliven() {
	words := len(a.kinds)/64 + 1
	all := make(scope, words*len(a.nodes))
	of := func(i int) scope { return all[i*words : (i+1)*words] }
	for i := range a.nodes {
		a.speaks(&a.nodes[i], of(i))
	}
	for changed := true; changed; {
		changed = false
		for i := len(a.nodes) - 1; i >= 0; i-- {
			to := of(i)
			a.nodes[i].each(func(next int32) {
				for k, bits := range of(int(next)) {
					if bits&^to[k] != 0 {
						to[k] |= bits
						changed = true
					}
				}
			})
		}
	}
	a.scopeOf = make([]int32, len(a.nodes))
	known := map[string]int32{}
	for i := range a.nodes {
		key := make([]byte, 0, words*8)
		for _, w := range of(i) {
			for ; len(key)%8 != 0 || w != 0; w >>= 8 {
				key = append(key, byte(w))
			}
			key = append(key, make([]byte, (8-len(key)%8)%8)...)
		}
		id, ok := known[string(key)]
		if !ok {
			id = int32(len(a.scopes))
			known[string(key)] = id
			a.scopes = append(a.scopes, append(scope(nil), of(i)...))
		}
		a.scopeOf[i] = id
	}
}

// each calls do for the nodes that may come next.
func (n *node) each(do func(int32)) {
	switch n.kind {
	case aWord, aBody:
		do(n.next)
	case aHole:
		do(n.next)
		if n.word != 0 {
			do(n.word)
		}
	default:
		for _, to := range n.outs {
			do(to)
		}
	}
}

// speaks adds the facts of which a node speaks.
func (a *automaton) speaks(n *node, to scope) {
	switch n.kind {
	case anArm:
		if c := a.arms[n.index].condition; c != nil {
			for _, kind := range c.kinds {
				a.mention(kind, to)
			}
		}
	case aHole, aBody:
		if a.holes[n.index].class != ofNothing && a.holes[n.index].class != ofCount {
			a.mention(a.holes[n.index].place.path, to)
		}
		if c := a.holes[n.index].prints; c != nil {
			for _, kind := range c.kinds {
				a.mention(kind, to)
			}
		}
	case anEnter, aRound, aLeave:
		if over := a.loops[n.index].over; over != nil {
			a.mention(over.path, to)
			a.mention(a.kinds[over.path].item, to)
		}
	}
}

// mention adds a fact and what is around it, of which what is believed of the
// fact depends.
func (a *automaton) mention(kind int32, to scope) {
	for ; kind >= 0; kind = a.kinds[kind].parent {
		to.add(kind)
		for _, need := range a.kinds[kind].needs {
			to.add(need)
		}
	}
}

// A passage is a step from one scope to another: the facts of which nothing more
// will be said.
type passage struct{ from, to int32 }

func (s *search) leaves(p passage) []int32 {
	kinds, ok := s.gone[p]
	if !ok {
		from, to := s.scopes[p.from], s.scopes[p.to]
		for i := range from {
			for left := from[i] &^ to[i]; left != 0; left &= left - 1 {
				kinds = append(kinds, int32(i*64+bits.TrailingZeros64(left)))
			}
		}
		s.gone[p] = kinds
	}
	return kinds
}

// bury forgets what is believed of facts of which nothing more will be said, but
// keeps what was found. It settles the conditions on them, and is false if one
// of them cannot be as the path has it.
func (s *search) bury(b belief, p passage) (belief, bool) {
	kinds := s.leaves(p)
	if len(kinds) == 0 {
		return b, true
	}
	ok := true
	due := s.due(b, p.to)
	for _, t := range due {
		if settled, can := s.settleOne(b, t); can {
			b = settled
		} else {
			ok = false
		}
	}
	b = b.forget(due)
	for _, kind := range s.silenced(kinds, due, p.to) {
		if b.asks(kind) {
			continue
		}
		for _, v := range s.ofKind[kind] {
			b.sum -= b.cells.at(v).digest(v)
		}
	}
	return b, ok
}

// silenced adds to the facts of which nothing more will be said those that only
// conditions which have been settled kept alive.
func (s *search) silenced(kinds []int32, settled []*openTest, scope int32) []int32 {
	kinds = slices.Clip(kinds)
	for _, t := range settled {
		for _, kind := range t.condition.kinds {
			if !s.scopes[scope].has(kind) && !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	return kinds
}

// waits reports whether more may be said of what a condition asks.
func (s *search) waits(t *openTest, scope int32) bool {
	for _, kind := range t.condition.kinds {
		for ; kind > 0; kind = s.kinds[kind].parent {
			if s.scopes[scope].has(kind) {
				return true
			}
		}
	}
	return false
}

// asks reports whether an open condition asks about a fact.
func (b *belief) asks(kind int32) bool {
	for t := b.open; t != nil; t = t.next {
		for _, k := range t.condition.kinds {
			if k == kind {
				return true
			}
		}
	}
	return false
}

// due returns the open conditions on facts of which nothing more will be said,
// the oldest first. One that shares a fact with a condition that waits must wait,
// too: what is made up for the other must be right for both.
func (s *search) due(b belief, scope int32) []*openTest {
	var due []*openTest
	var waits []int32 // facts of conditions that wait
	for t := b.open; t != nil; t = t.next {
		if s.waits(t, scope) {
			waits = append(waits, t.condition.kinds...)
		} else {
			due = append(due, t)
		}
	}
	for n := -1; n != len(due) && len(waits) > 0; {
		n = len(due)
		due = slices.DeleteFunc(due, func(t *openTest) bool {
			shares := slices.ContainsFunc(t.condition.kinds, func(k int32) bool { return slices.Contains(waits, k) })
			if shares {
				waits = append(waits, t.condition.kinds...)
			}
			return shares
		})
	}
	slices.Reverse(due)
	return due
}

// forget takes conditions from the open ones. Those that were opened since stay.
func (b belief) forget(due []*openTest) belief {
	if len(due) == 0 {
		return b
	}
	var others []*openTest
	for t := b.open; t != nil; t = t.next {
		if slices.Contains(due, t) {
			b.sum -= t.digest()
		} else {
			others = append(others, t)
		}
	}
	b.open = nil
	for _, t := range slices.Backward(others) {
		b.open = b.open.with(t.condition, t.truth, t.round)
	}
	return b
}
