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
			old.text, old.lost = text, c.guess
			old.byOthers = c.out != 0
		case slices.Equal(kind.property.Types, []string{"object"}):
			ev.present = append(ev.present, pointer)
		}
	}
	respell(values, s.tokens)
	s.arrange(values)
	return values, ev
}

// arrange puts the items of a list that only conditions speak of, so that nothing
// tells their order, in the order of the schema.
func (s *search) arrange(values map[string]*value) {
	lists := map[string][]*value{}
	for _, v := range sorted(values) {
		if parent, name := cutPointer(v.pointer); isIndex(name) {
			lists[parent] = append(lists[parent], v)
		}
	}
	for _, items := range lists {
		enum := s.kinds[s.kind(items[0].path)].enum
		if len(enum) == 0 || slices.ContainsFunc(items, func(v *value) bool { return !v.claim || !v.lost || !slices.Contains(enum, v.text) }) {
			continue
		}
		var texts []string
		for _, v := range items {
			texts = append(texts, v.text)
		}
		slices.SortStableFunc(texts, func(a, b string) int { return slices.Index(enum, a) - slices.Index(enum, b) })
		for i, v := range items {
			v.text = texts[i]
		}
	}
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
