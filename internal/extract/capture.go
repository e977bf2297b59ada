package extract

import (
	"slices"
	"strings"
)

func (s *search) hole(n *node, g guess, j int) {
	h := &s.holes[n.index]
	if !s.exact {
		skip := int32(skipHole)
		if h.property.Default != nil {
			skip = skipDefault
		}
		s.skip(n.next, j, g, skip)
	}
	if j == len(s.tokens) {
		return
	}
	t := &s.tokens[j]
	if !s.exact {
		s.insert(g, j)
	}
	begin := s.breakCost(n.begin, t.begin)
	switch {
	case s.exact:
	case n.begin == blockBreak && t.begin <= softBreak:
		begin = noBlock
	default:
		begin = begin * wrongHole / wrongBreak
	}
	v, found := int32(-1), false
	if h.class != ofNothing && h.class != ofCount {
		v, found = s.find(&g.belief, h.place, g.round)
	}
	if found {
		c := s.look(&g.belief, v)
		if c.state == absent && s.exact {
			return
		}
		if c.val != 0 {
			s.known(n, h, g, j, v, c, begin)
			if s.exact {
				return
			}
			begin += contradiction
		}
	}
	if !found && len(h.place.index) > 0 && s.any(n, h, g, j, begin) && s.exact {
		return
	}
	switch {
	case h.class.open():
		s.open(n, h, g, j, v, begin)
	case h.class == ofNothing:
		s.to(n.next, j+1, g, closedHole+begin+t.insertion()/2)
	default:
		s.closed(n, h, g, j, v, begin)
	}
}

// any goes over the words that the fact of any element prints, where no loop
// says which one it is. It reports whether it cannot be another.
func (s *search) any(n *node, h *hole, g guess, j int, begin int32) bool {
	facts, all := s.elements(&g.belief, h.place, g.round)
	for _, v := range facts {
		c := s.look(&g.belief, v)
		if c.val != 0 {
			s.known(n, h, g, j, v, c, begin)
		}
		all = all && (c.val != 0 || c.state == absent)
	}
	return all
}

// known goes over the words that a fact prints whose value is known.
func (s *search) known(n *node, h *hole, g guess, j int, v int32, c cell, cost int32) {
	want := s.printed(n.index, h, c.val)
	if len(want) == 0 || len(want) >= slots || j+len(want) > len(s.tokens) || !matchesExactly(s.tokens[j:j+len(want)], want) {
		return
	}
	if c.guess && h.class.open() {
		if text, lost, ok := h.value(s.tokens[j : j+len(want)]); ok && !lost && text != "" {
			if b, ok := s.bind(g.belief, v, s.value(text), false); ok {
				g.belief = b
			}
		}
	}
	s.to(n.next, j+len(want), g, cost+knownHole)
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
	t := &s.tokens[j]
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
	g.begun = int32(j)
	s.to(n.word, j+1, g, h.opening()+begin+h.tokenCost(t, true))
}

// closed takes a fact of a closed class.
func (s *search) closed(n *node, h *hole, g guess, j int, v, begin int32) {
	for _, sp := range s.spans[h.key][j] {
		next := g
		if v >= 0 && sp.value != "" {
			b, ok := s.bind(g.belief, v, s.value(sp.value), sp.lost)
			switch {
			case ok:
				next.belief = b
			case s.exact:
				continue
			}
		}
		s.to(n.next, j+int(sp.length), next, closedHole+begin)
	}
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
	if s.exact && s.tokens[j].begin == blockBreak {
		return
	}
	s.to(g.node, j+1, g, cost)
}

// end ends an open fact before token j.
func (s *search) end(n *node, h *hole, g guess, j int) {
	if s.exact && !s.follows(n, j) {
		return
	}
	cost := after(h.class, s.tokens, j)
	if h.suffix != "" {
		if _, ok := cutFold(s.tokens[j-1].text, h.suffix); !ok {
			if s.exact {
				return
			}
			cost += aContentWord
		}
	}
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
		case s.exact:
			return
		}
	}
	g.begun = 0
	s.to(n.next, j, g, cost)
}

// follows reports whether token j can stand behind a fact.
func (s *search) follows(n *node, j int) bool {
	f := &s.followers[n.next]
	if j == len(s.tokens) {
		return f.end
	}
	if f.open {
		return true
	}
	id := s.tokens[j].id
	_, ok := slices.BinarySearch(f.words, id)
	return ok
}
