package extract

import "strings"

func (s *search) hole(n *node, g guess, j int) {
	h := &s.holes[n.index]
	if !s.exact {
		s.skip(n.next, j, g, h.leaving())
	}
	if j == len(s.tokens) {
		return
	}
	if !s.exact {
		s.insert(g, j)
	}
	begin := s.beginning(n, h, j)
	v, found := int32(-1), false
	if h.path != "" && h.class != ofCount {
		v, found = s.find(&g.belief, h.place, g.round)
	}
	if found {
		c := s.look(&g.belief, v)
		if c.state == absent && s.strict {
			return
		}
		if c.val != 0 && s.known(n, h, g, j, v, c, begin) {
			if s.strict {
				return
			}
			begin += contradiction
		}
	}
	if !found && len(h.place.index) > 0 && s.any(n, h, g, j, begin) && s.strict {
		return
	}
	switch {
	case h.class.open():
		s.open(n, h, g, j, v, begin)
	case h.class == ofNothing:
		s.to(n.next, j+1, g, s.takesNothing(n, h, j))
	default:
		s.closed(n, h, g, j, v, begin)
	}
}

// leaving is what it costs to leave a fact out.
func (h *hole) leaving() int32 {
	if h.property.Default != nil {
		return skipDefault
	}
	return skipHole
}

// beginning is what it costs that a fact begins at token j, by the line and the
// block that begin there.
func (s *search) beginning(n *node, h *hole, j int) int32 {
	t := &s.tokens[j]
	cost := s.breakCost(n.begin, t.begin)
	switch {
	case s.exact:
		return cost
	case n.begin == blockBreak && t.begin <= softBreak:
		return noBlock
	}
	return cost * wrongHole / wrongBreak
}

// begins is what it costs that an open fact begins with token j.
func (s *search) begins(n *node, h *hole, j int) int32 {
	return s.beginning(n, h, j) + h.opening() + h.firstCost(&s.tokens[j])
}

// takesNothing is what it costs that token j is what cannot be read back.
func (s *search) takesNothing(n *node, h *hole, j int) int32 {
	return closedHole + s.beginning(n, h, j) + s.tokens[j].insertion()/2
}

// any goes over the words that the fact of any element prints, where no loop
// says which one it is. It reports whether it cannot be another.
func (s *search) any(n *node, h *hole, g guess, j int, begin int32) bool {
	facts, all := s.elements(&g.belief, h.place, g.round)
	for _, v := range facts {
		c := s.look(&g.belief, v)
		if c.val != 0 {
			c.guess = c.guess || !s.known(n, h, g, j, v, c, begin)
		}
		all = all && (c.val != 0 && !c.guess || c.state == absent)
	}
	return all
}

// known goes over the words that a fact prints whose value is known. It is false
// if they lead too far ahead: they are then gone over one by one.
func (s *search) known(n *node, h *hole, g guess, j int, v int32, c cell, cost int32) bool {
	want := s.printed(n.index, h, c.val)
	if len(want) >= slots && h.class.open() {
		return false
	}
	if len(want) == 0 || len(want) >= slots || j+len(want) > len(s.tokens) || !matchesExactly(s.tokens[j:j+len(want)], want) {
		return true
	}
	if c.guess && h.class.open() {
		if text, lost, ok := h.value(s.tokens[j : j+len(want)]); ok && !lost && text != "" {
			if b, ok := s.bind(g.belief, v, s.value(text), false); ok {
				g.belief = b
			}
		}
	}
	s.to(n.next, j+len(want), g, cost+knownHole+leastCost*int32(len(want)))
	return true
}

// printed are the folded tokens that a value prints in a hole.
func (s *search) printed(hole int32, h *hole, value int32) []string {
	key := printKey{hole, value}
	words, ok := s.prints[key]
	if !ok {
		if text, printed := h.Print(s.values[value]); printed {
			words = exactWords(text + h.suffix)
		}
		s.prints[key] = words
	}
	return words
}

// open begins a fact of an open class.
func (s *search) open(n *node, h *hole, g guess, j int, v, begin int32) {
	if d := h.property.Default; d != nil && v >= 0 {
		value := s.value(d.Text)
		want := s.printed(n.index, h, value)
		if len(want) > 0 && len(want) < slots && j+len(want) <= len(s.tokens) && matchesExactly(s.tokens[j:j+len(want)], want) {
			if b, ok := s.bind(g.belief, v, value, false); ok {
				d := g
				d.belief = b
				s.to(n.next, j+len(want), d, knownHole+begin)
			}
		}
	}
	if s.exact && h.capitals && s.tokens[j].small {
		return
	}
	g.begun = int32(j)
	s.to(n.word, j+1, g, s.begins(n, h, j))
}

// goesOn reports whether token j can stand inside a fact. In an exhibit that the
// form made no block begins there, and what is printed in capitals has no small
// letters.
func (s *search) goesOn(h *hole, j int) bool {
	t := &s.tokens[j]
	return !s.exact || (s.loose || t.begin != blockBreak) && !(h.capitals && t.small)
}

// closed takes a fact of a closed class.
func (s *search) closed(n *node, h *hole, g guess, j int, v, begin int32) {
	for _, sp := range s.spansBy[h.texts][j] {
		next := g
		if v >= 0 && sp.value != "" {
			b, ok := s.bind(g.belief, v, s.value(sp.value), sp.lost)
			switch {
			case ok:
				next.belief = b
			case s.strict:
				continue
			}
		}
		if s.exact && sp.value == "" && h.prints != nil {
			b, ok := s.suppose(g.belief, s.asks(n.index, j, int(sp.length)), true, g.round, false)
			if !ok {
				continue
			}
			next.belief = b
		}
		s.to(n.next, j+int(sp.length), next, closedHole+begin)
	}
}

// asks is the condition that a hole prints some tokens. Of what is worked out
// from facts with no way back nothing else tells whether they are right.
func (s *search) asks(hole int32, from, length int) *condition {
	h := &s.holes[hole]
	text, _ := cutFold(textOf(s.tokens[from:from+length]), h.suffix)
	key := itoa(int(hole)) + " " + text
	c := s.asking[key]
	if c == nil {
		made := *h.prints
		made.Condition = h.Prints(text)
		made.id = int32(len(s.conditions) + len(s.asking))
		made.prints = true
		c = &made
		s.asking[key] = c
	}
	return c
}

// body goes on with an open fact, and ends it.
func (s *search) body(n *node, g guess, j int) {
	h := &s.holes[n.index]
	s.end(n, h, g, j)
	if j == len(s.tokens) {
		return
	}
	cost := h.within(s.tokens, j)
	if h.most > 0 && int32(j)-g.begun >= h.most {
		cost += tooLong
	}
	if !s.goesOn(h, j) {
		return
	}
	s.to(g.node, j+1, g, cost)
}

// end ends an open fact before token j.
func (s *search) end(n *node, h *hole, g guess, j int) {
	if s.rest[j%slots][n.next] == impossible {
		return
	}
	cost, ok := s.ends(n, j)
	if !ok {
		return
	}
	cost += h.length(s.tokens, int(g.begun), j)
	text, lost, ok := h.value(s.tokens[g.begun:j])
	if !ok || h.Without != "" && strings.Contains(text, h.Without) {
		if s.exact {
			return
		}
		cost += aContentWord
	}
	if v, found := s.find(&g.belief, h.place, g.round); found && ok && text != "" {
		b, ok := s.bind(g.belief, v, s.value(text), lost)
		switch {
		case ok:
			g.belief = b
		case s.strict:
			return
		}
	}
	g.begun = 0
	s.to(n.next, j, g, cost)
}

// ends is what it costs to end an open fact before token j; false if it cannot
// end there.
func (s *search) ends(n *node, j int) (cost int32, ok bool) {
	h := &s.holes[n.index]
	cost = h.endCost(s.tokens, j)
	if h.suffix == "" {
		return cost, true
	}
	if _, has := cutFold(s.tokens[j-1].text, h.suffix); !has {
		return cost + aContentWord, !s.exact
	}
	return cost, true
}
