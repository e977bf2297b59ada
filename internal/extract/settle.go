package extract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
)

// settleOne looks at a condition that is still open, now that nothing more is
// said of what it asks. It is false if the condition cannot be as the path has
// it.
func (s *search) settleOne(b belief, t *openTest) (belief, bool) {
	if s.fails(&b, t) {
		return s.inventSome(b, t)
	}
	if s.ask(&b, t.condition, t.round) == maybe { // what was said since may leave one way
		if made, ok := s.suppose(b, t.condition, t.truth, t.round, true); ok {
			return made, true
		}
	}
	return b, true
}

// fill makes up what facts are of which the conditions only say that they are
// there, but for those that the arms which a path took speak for.
func (s *search) fill(b belief, values map[string]*value) belief {
	for v := int32(0); v < int32(len(s.facts)); v++ {
		c := s.look(&b, v)
		kind := &s.kinds[s.facts[v].kind]
		if kind.list && c.state == given {
			for i := range c.n {
				if item := s.item(v, i); item >= 0 {
					b, _ = s.give(b, item)
				}
			}
		}
		if told := b.cells.at(v); told.state != given && told.out == 0 {
			continue // the schema alone says that it is there
		}
		if c.state != given || c.val != 0 || values[s.pointerOf(v)] != nil || kind.property.Default != nil {
			continue
		}
		texts := kind.enum
		if len(texts) == 0 && !kind.list {
			for _, e := range kind.property.Examples {
				texts = append(texts, e.Text)
			}
		}
		for _, text := range s.likeliest(b, v, texts) {
			if made, ok := s.bind(b, v, s.value(text), true); ok && text != "" {
				b = made
				break
			}
		}
	}
	return b
}

// likeliest puts values of a fact in order: first those that a fact beside it
// names, then by habit.
func (s *search) likeliest(b belief, v int32, texts []string) []string {
	var beside []string
	for o := range s.facts {
		if c := b.cells.at(int32(o)); s.facts[o].parent == s.facts[v].parent && c.val != 0 && int32(o) != v {
			beside = append(beside, " "+foldText(s.values[c.val]))
		}
	}
	kind := &s.kinds[s.facts[v].kind]
	rank := func(text string) int32 {
		name := " " + foldText(strings.ReplaceAll(text, "_", " "))
		if slices.ContainsFunc(beside, func(o string) bool { return strings.Contains(o, name) }) {
			return -1
		}
		return kind.worthOf(text)
	}
	texts = slices.Clone(texts)
	slices.SortStableFunc(texts, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	return texts
}

func (s *search) fails(b *belief, t *openTest) bool {
	shut := *b
	shut.shut = true
	switch s.ask(&shut, t.condition, t.round) {
	case answerOf(!t.truth):
		return true
	case maybe:
		return t.condition.prints
	}
	return false
}

// invent says something of a fact that the exhibit does not tell but about which
// the form has asked, so that the answer is what the path has it.
func (s *search) invent(b belief, t *openTest) (belief, bool) {
	var made belief
	found := false
	try := func(m belief, ok bool) bool {
		if found = ok && !s.fails(&m, t); found {
			made = m
		}
		return found
	}
	for _, s.listed = range []bool{true, false} {
		if s.inventIn(b, t.condition, t.round, try); found {
			return made, true
		}
	}
	return b, false
}

// inventIn tries what the facts could be that a condition asks about.
func (s *search) inventIn(b belief, c *condition, r *round, try func(belief, bool) bool) bool {
	if f, list, ok := s.unbound(&b, c, r); ok {
		for i := range s.look(&b, list).n {
			if s.inventIn(b, c.ofOne(), f.at(i, r), try) {
				return true
			}
		}
		return false
	}
	switch c.Op {
	case render.Always, render.Never, render.ForSome:
		return false
	case render.NotOf, render.AllOf, render.AnyOf:
		return slices.ContainsFunc(c.of, func(inner *condition) bool { return s.inventIn(b, inner, r, try) })
	}
	if places := s.compared(c); len(places) > 1 {
		return s.inventAlike(b, places, r, try)
	}
	p := s.asked(c)
	if v, ok := s.find(&b, p, r); ok && !c.field {
		return s.inventFact(b, c, v, try)
	}
	return s.inventEach(b, c, p, r, try)
}

// inventFact tries what one fact could be.
func (s *search) inventFact(b belief, c *condition, v int32, try func(belief, bool) bool) bool {
	if c.Op == render.ListHolds {
		value := s.value(c.Values[0])
		if item := s.item(v, 0); s.listed && item >= 0 && len(s.kinds[s.facts[item].kind].enum) == 0 {
			return false
		}
		for i := range b.cells.at(v).n + 1 {
			if item := s.item(v, i); item >= 0 && b.cells.at(item).val == 0 && try(s.bind(b, item, value, true)) {
				return true
			}
		}
		return false
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

// compared are the facts that a condition compares.
func (s *search) compared(c *condition) []place {
	switch c.Op {
	case render.FactsAlike:
		return []place{c.place, c.other}
	case render.Worked:
		var out []place
		for _, ref := range c.Refs() {
			out = append(out, s.places[keyOf(ref)])
		}
		return out
	}
	return nil
}

// inventAlike tries whether one of the facts that a condition compares has the
// value of another.
func (s *search) inventAlike(b belief, places []place, r *round, try func(belief, bool) bool) bool {
	for _, p := range places {
		v, ok := s.find(&b, p, r)
		if !ok || b.cells.at(v).val != 0 {
			continue
		}
		for _, other := range places {
			facts, _ := s.elements(&b, other, r)
			if o, ok := s.find(&b, other, r); ok {
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
