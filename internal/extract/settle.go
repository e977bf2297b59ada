package extract

import (
	"slices"

	"github.com/draftgen/draftgen/internal/render"
)

// settleOne looks at a condition that is still open, now that nothing more is
// said of what it asks. It is false if the condition cannot be as the path has
// it.
func (s *search) settleOne(b belief, t *openTest) (belief, bool) {
	if !s.fails(&b, t) {
		return b, true
	}
	return s.invent(b, t)
}

func (s *search) fails(b *belief, t *openTest) bool {
	shut := *b
	shut.shut = true
	return s.ask(&shut, t.condition, t.round) == answerOf(!t.truth)
}

// invent says something of a fact that the exhibit does not tell but about which
// the form has asked, so that the answer is what the path has it.
func (s *search) invent(b belief, t *openTest) (belief, bool) {
	var made belief
	found := false
	t.condition.each(func(c *condition) bool {
		try := func(m belief, ok bool) bool {
			if found = ok && !s.fails(&m, t); found {
				made = m
			}
			return found
		}
		if c.Op == render.Worked && len(c.Refs()) > 1 {
			return !s.inventAlike(b, c, t.round, try)
		}
		p := s.asked(c)
		if v, ok := s.find(&b, p, t.round); ok && !c.field {
			return !s.inventFact(b, c, v, try)
		}
		return !s.inventEach(b, c, p, t.round, try)
	})
	if !found {
		return b, false
	}
	return made, true
}

// inventFact tries what one fact could be.
func (s *search) inventFact(b belief, c *condition, v int32, try func(belief, bool) bool) bool {
	if c.Op == render.ListHolds {
		item := s.item(v, b.cells.at(v).n)
		return item >= 0 && try(s.bind(b, item, s.value(c.Values[0]), true))
	}
	if b.cells.at(v).val != 0 {
		return false
	}
	for _, text := range s.candidates(c, v) {
		if try(s.bind(b, v, s.value(text), true)) {
			return true
		}
	}
	return try(s.give(b, v))
}

// inventEach tries what a field of all elements of a list could be, or, for one
// of which it is asked whether any element has a value, what it could be in one
// element more.
func (s *search) inventEach(b belief, c *condition, p place, r *round, try func(belief, bool) bool) bool {
	facts, closed := s.elements(&b, p, r)
	if c.Op == render.ListHolds {
		value := s.value(c.Values[0])
		for _, v := range facts {
			if b.cells.at(v).val == 0 && try(s.bind(b, v, value, true)) {
				return true
			}
		}
		at := s.uncounted(p, r)
		if at < 0 || closed {
			return false
		}
		more := place{path: p.path, index: slices.Clone(p.index)}
		more.index[at] = counter{fixed: int32(len(facts))}
		v, ok := s.find(&b, more, r)
		return ok && try(s.bind(b, v, value, true))
	}
	if len(facts) == 0 {
		return false
	}
	for _, text := range s.candidates(c, facts[0]) {
		all, ok := b, true
		for _, v := range facts {
			if all.cells.at(v).val == 0 && ok {
				all, ok = s.bind(all, v, s.value(text), true)
			}
		}
		if try(all, ok) {
			return true
		}
	}
	return false
}

// inventAlike tries whether one of the facts that a condition compares has the
// value of another.
func (s *search) inventAlike(b belief, c *condition, r *round, try func(belief, bool) bool) bool {
	for _, ref := range c.Refs() {
		v, ok := s.find(&b, s.places[keyOf(ref)], r)
		if !ok || b.cells.at(v).val != 0 {
			continue
		}
		for _, other := range c.Refs() {
			facts, _ := s.elements(&b, s.places[keyOf(other)], r)
			if o, ok := s.find(&b, s.places[keyOf(other)], r); ok {
				facts = []int32{o}
			}
			for _, o := range facts {
				if value := s.look(&b, o).val; value != 0 && try(s.bind(b, v, value, false)) {
					return true
				}
			}
		}
	}
	return false
}

// asked is the fact that a condition asks about.
func (s *search) asked(c *condition) place {
	if c.Op == render.Worked {
		if len(c.Refs()) != 1 {
			return place{index: []counter{{loop: -1}}}
		}
		return s.places[keyOf(c.Refs()[0])]
	}
	return c.place
}

// candidates are values that a fact could have.
func (s *search) candidates(c *condition, v int32) []string {
	kind := &s.kinds[s.facts[v].kind]
	if len(kind.enum) > 0 {
		return kind.enum
	}
	out := slices.Clone(c.Values)
	for _, e := range kind.property.Examples {
		out = append(out, e.Text)
	}
	if c.Op == render.Worked {
		out = append(out, c.Texts()...)
	}
	return out
}
