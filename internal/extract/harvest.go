package extract

import (
	"slices"
	"strings"
)

// harvest makes values of what a path believes. What it saw of them tells how
// sure they are.
func (s *search) harvest(p path) (map[string]*value, *evidence) {
	ev := s.evidence(s.tokens, p.steps)
	values := s.form.decide(ev, s.tokens)
	if s.exact {
		p.belief = s.fill(p.belief, values)
	}
	for v := range s.facts {
		c := p.belief.cells.at(int32(v))
		if c.out != 0 {
			c = s.look(&p.belief, int32(v))
		}
		if c.state != given {
			continue
		}
		pointer := s.pointerOf(int32(v))
		kind := &s.kinds[s.facts[v].kind]
		switch {
		case c.val != 0:
			text := s.ledger.values[c.val]
			old := values[pointer]
			if old == nil {
				old = &value{pointer: pointer, path: kind.path, weight: 2, certain: !c.guess, at: -1, claim: true}
				values[pointer] = old
			}
			// What was guessed is none where a vote says it to the letter.
			old.text, old.lost = text, c.guess && (old.lost || old.text != text)
			old.byOthers = c.out != 0
		case slices.Equal(kind.property.Types, []string{"object"}):
			ev.present = append(ev.present, pointer)
			if list := s.emptyIn(&p.belief, int32(v)); s.exact && list >= 0 {
				ev.present = append(ev.present, s.pointerOf(list))
			}
		}
	}
	respell(values, s.tokens)
	for _, v := range values {
		if text, ok := s.manners.spelled[v.path][foldText(v.text)]; ok && v.lost && !v.claim && v.at >= 0 && !s.tokens[v.at].small {
			v.text, v.lost = text, false
		}
	}
	s.arrange(values)
	return values, ev
}

// arrange puts the items of a list of which only conditions speak where the
// schema has them, since nothing tells their order: if those that are printed are
// in its order.
func (s *search) arrange(values map[string]*value) {
	lists := map[string][]*value{}
	for _, v := range sorted(values) {
		if parent, name := cutPointer(v.pointer); isIndex(name) {
			lists[parent] = append(lists[parent], v)
		}
	}
	for _, items := range lists {
		enum := s.kinds[s.kind(items[0].path)].enum
		rank := func(v *value) int { return slices.Index(enum, v.text) }
		var told []*value
		made := 0
		for _, v := range items {
			switch {
			case rank(v) < 0:
				made = -len(items)
			case v.claim && v.lost:
				made++
			default:
				told = append(told, v)
			}
		}
		byRank := func(a, b *value) int { return rank(a) - rank(b) }
		if made <= 0 || !slices.IsSortedFunc(told, byRank) {
			continue
		}
		slices.SortStableFunc(items, byRank)
		parent, _ := cutPointer(items[0].pointer)
		for i, v := range items {
			v.pointer = parent + "/" + itoa(i)
			values[v.pointer] = v
		}
	}
}

// emptyIn is a list in a group of facts that has nothing else: without it the
// group would not be there.
func (l *ledger) emptyIn(b *belief, group int32) int32 {
	list := int32(-1)
	for i := range l.kinds {
		k := &l.kinds[i]
		if k.parent != l.facts[group].kind {
			continue
		}
		kid := l.fact(int32(i), l.facts[group].index)
		if kid < 0 || k.property.Default != nil || b.cells.at(kid).state == given {
			return -1
		}
		if list < 0 && k.list {
			list = kid
		}
	}
	return list
}

// pointerOf is the JSON pointer of a fact.
func (l *ledger) pointerOf(v int32) string {
	f := &l.facts[v]
	tokens := strings.Split(l.kinds[f.kind].path, "/")
	star := 0
	for i, t := range tokens {
		if t == "*" {
			tokens[i] = itoa(int(f.index[star]))
			star++
		}
	}
	return strings.Join(tokens, "/")
}
