package extract

// enter begins a loop, or goes past it.
func (s *search) enter(n *node, g guess, j int) {
	over, loop := int32(-1), &s.loops[n.index]
	if loop.over != nil {
		if v, ok := s.find(&g.belief, *loop.over, g.round); ok {
			over = v
		}
	}
	r := &round{loop: loop.id, index: -1, start: int32(j), over: over, outer: g.round}
	g.round = r
	for _, to := range n.outs {
		s.to(to, j, g, 0)
	}
}

// begin begins another round of the innermost loop.
func (s *search) begin(n *node, g guess, j int) {
	if !s.endRound(&g, j) {
		return
	}
	last := g.round
	if most := s.loops[n.index].most; most > 0 && last.index+1 >= most {
		return
	}
	cost := int32(0)
	if last.index >= 0 {
		cost = nextRound
	}
	next := &round{loop: last.loop, index: last.index + 1, start: int32(j), over: last.over, outer: last.outer}
	if last.over >= 0 {
		c := s.look(&g.belief, last.over)
		if c.state == absent && s.strict || c.closed && next.index >= c.n && s.strict || next.index >= maxElements {
			return
		}
		next.known = c.n
	}
	g.round = next
	for _, to := range n.outs {
		s.to(to, j, g, cost)
	}
}

// endRound ends a round. One in which nothing of the exhibit was found is one
// only of a list that is known to be so long.
func (s *search) endRound(g *guess, j int) bool {
	r := g.round
	if r.index < 0 {
		return true
	}
	if r.start == int32(j) {
		return r.index < r.known
	}
	if r.over >= 0 {
		if item := s.item(r.over, r.index); item >= 0 {
			b, ok := s.give(g.belief, item)
			if !ok {
				return !s.strict
			}
			g.belief = b
		}
	}
	return true
}

// leave ends a loop.
func (s *search) leave(n *node, g guess, j int) {
	r := g.round
	rounds := r.index + 1
	if !s.endRound(&g, j) {
		if s.strict || rounds == 0 {
			return
		}
		rounds-- // a round of which the exhibit has nothing was none
	}
	cost := int32(0)
	if r.over >= 0 {
		b, ok := g.belief, true
		switch {
		case rounds == 0:
			b, ok = s.deny(b, r.over)
		case s.look(&b, r.over).n > rounds:
			ok = false
		case !s.loops[n.index].nullable:
			b, ok = s.close(b, r.over, rounds)
		}
		switch {
		case ok:
			g.belief = b
		case s.strict:
			return
		default:
			cost = contradiction
		}
	}
	g.round = r.outer
	s.to(n.outs[0], j, g, cost)
}
