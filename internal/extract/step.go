package extract

import (
	"slices"
)

// expand takes a guess one step on.
func (s *search) expand(at int32, j int) {
	g := s.guesses[at]
	g.prev, g.done, g.rival = at, false, -1
	n := &s.nodes[g.node]
	switch n.kind {
	case aWord:
		s.word(n, g, j)
	case aHole:
		s.hole(n, g, j)
	case aBody:
		s.body(n, g, j)
	case theEnd:
		if !s.exact {
			s.insert(g, j)
		}
	case anArm:
		if a := &s.arms[n.index]; s.strict && a.condition != nil && s.choose(a, &g, func(r *round) {
			r.arm = n.index + 1
			one := g
			one.round = r
			s.arm(n, one, j)
		}) {
			return
		}
		s.arm(n, g, j)
	case theArmEnd:
		for g.round != nil && g.round.arm == n.index+1 {
			g.round = g.round.outer
		}
		if !s.exact {
			g.arm = n.index + 1
		}
		s.fork(n, g, j)
	case anEnter:
		s.enter(n, g, j)
	case aRound:
		s.begin(n, g, j)
	case aLeave:
		s.leave(n, g, j)
	default:
		s.fork(n, g, j)
	}
}

// to offers the guess at another node.
func (s *search) to(node int32, j int, g guess, cost int32) {
	if s.rest[j%slots][node] == impossible {
		return
	}
	g.node, g.over = node, false
	g.cost += cost
	if int32(j) != g.at {
		g.left, g.arm = false, 0
	} else {
		s.back = min(s.back, node)
	}
	if scope := s.scopeOf[node]; scope != g.scope {
		b, ok := s.bury(g.belief, passage{g.scope, scope})
		switch {
		case !ok && s.strict:
			return
		case !ok:
			g.cost += contradiction
		}
		g.belief, g.scope = b, scope
	}
	g.cost += g.belief.price
	g.belief.price = 0
	s.push(j, g)
}

// skip offers the guess at another node without what the form has here.
func (s *search) skip(node int32, j int, g guess, cost int32) {
	g.left = true
	s.to(node, j, g, cost)
}

func (s *search) fork(n *node, g guess, j int) {
	for k, to := range n.outs {
		if s.shut != nil && s.shut[to] {
			continue
		}
		if n.skip == 0 || k < len(n.outs)-1 {
			s.to(to, j, g, 0)
		} else if !s.exact {
			s.skip(to, j, g, n.skip)
		}
	}
}

// arm goes into an arm of a choice, if what that says of the facts can be.
func (s *search) arm(n *node, g guess, j int) {
	a := &s.arms[n.index]
	cost := n.skip
	if a.condition != nil {
		b, ok := s.suppose(g.belief, a.condition, a.truth, g.round, false)
		switch {
		case ok && (a.truth && b.cells != g.belief.cells || b.open.holds() > g.belief.open.holds()):
			g.belief = b
			cost += saysMore
		case ok:
			g.belief = b
		case s.strict:
			return
		default:
			cost += contradiction
		}
	}
	s.to(n.outs[0], j, g, cost)
}

// insert leaves a token of the exhibit unexplained.
func (s *search) insert(g guess, j int) {
	if j == len(s.tokens) || g.left {
		return
	}
	cost := s.tokens[j].insertion()
	if cost > aPunctuation && !g.over {
		cost += newGap
	}
	g.over = true
	g.cost += cost
	s.push(j+1, g)
}

func (s *search) word(n *node, g guess, j int) {
	if !s.exact {
		s.skip(n.next, j, g, n.skip)
	}
	if j == len(s.tokens) {
		return
	}
	if !s.exact {
		s.insert(g, j)
	}
	if cost, ok := s.matches(n, j); ok {
		s.to(n.next, j+1, g, cost)
	}
}

// matches is what it costs to take token j for a word of the form; false if it
// cannot be.
func (s *search) matches(n *node, j int) (cost int32, ok bool) {
	t := &s.tokens[j]
	cost = s.breakCost(n.begin, t.begin)
	switch {
	case t.id == n.word:
		if n.mark && beforeSuffix(s.tokens, j) {
			cost += tornName
		}
		if s.exact && !n.mark && n.text != t.text {
			cost += otherCase
		}
		return cost, true
	case s.exact, n.mark != (t.kind == aMark):
		return 0, false
	case n.mark:
		return cost + otherMark, true
	case slices.Contains(t.near, n.word):
		return cost + nearWord, true
	}
	return 0, false // one is left out, and the other too
}

// breakCost compares what begins in the form with what begins in the exhibit. An
// exhibit that the form made, word for word, hardly ever has other breaks.
func (s *search) breakCost(form, exhibit breakKind) int32 {
	wrong := false
	switch form {
	case noBreak:
		wrong = exhibit == blockBreak
	case sameLine:
		wrong = exhibit == blockBreak || s.exact && exhibit != noBreak
	case blockBreak:
		wrong = exhibit == noBreak
	case lineBreak:
		wrong = exhibit == noBreak
	case newLine:
		wrong = exhibit == noBreak
	}
	switch {
	case !wrong && s.exact && s.lined && (form == blockBreak && exhibit == lineBreak || form == lineBreak && exhibit == blockBreak):
		return wrongLine
	case !wrong:
		return 0
	case s.exact:
		return wrongBlock
	}
	return wrongBreak
}
