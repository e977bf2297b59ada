package extract

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/render"
)

// Admits reports whether an exhibit can be read, word for word, as the draft of
// facts that are values, complete with the schema's defaults
// ([schema.Schema.Complete]). The error says what is at fault, how far the
// exhibit is read and what stands there: the grammar, if the facts in hand do not
// lead through it; the beliefs, if one cannot come by the facts on that way; or
// what is made up for facts that are not told, if the draft is another.
func Admits(r *Reader, values map[string]any, d *doc.Document) error {
	tokens := read(d, r.auto.lookup)
	r.auto.manners.mark(tokens)
	s := r.auto.newSearch(tokens, r.auto.findSpans(tokens), true)
	for _, s.loose = range []bool{false, true} {
		if s.bounds = s.bound(impossible/2, impossible/2); s.bounds.least < impossible {
			break
		}
	}
	if s.bounds.least == impossible {
		return errors.New("the grammar: the form prints no such words")
	}
	s.seed = s.knowing(values)
	ways := s.run(64, impossible/2)
	if len(ways) == 0 {
		return fmt.Errorf("the grammar: %w", s.stuck())
	}
	s.guide, s.seed = &guide{belief: s.seed, told: s.told(ways[0])}, belief{}
	s.allow = s.guided
	s.guide.belief.shut = true
	paths := s.run(64, impossible/2)
	if len(paths) == 0 {
		return fmt.Errorf("the beliefs: %w", s.strays(ways[0]))
	}
	return r.proves(s, paths)
}

// proves reports whether one of some paths has facts of which the draft is the
// exhibit.
func (r *Reader) proves(s *search, paths []path) error {
	if r.form.Draft == nil {
		return nil
	}
	why := ""
	for _, p := range paths {
		values, ev := s.harvest(p)
		f := r.refinerOf(values, ev, s.collation())
		if f.unlike(s.tokens) < worstScore {
			return nil
		}
		why = f.difference(s.tokens)
	}
	return fmt.Errorf("the facts: none of %d paths is drafted like the exhibit: %s", len(paths), why)
}

// difference says where the draft of the tree leaves the exhibit.
func (f *refiner) difference(exhibit []token) string {
	root, values, _ := f.valid(f.tree)
	d, blame := f.form.Draft(root, values, nil)
	if d == nil {
		return fmt.Sprintf("there is no draft: %q", blame)
	}
	words := read(d, nobody)
	i := 0
	for i < len(words) && i < len(exhibit) && words[i].exact() == exhibit[i].exact() {
		i++
	}
	return fmt.Sprintf("after %q it has %q, not %q", textOf(words[max(0, i-8):i]), textOf(words[i:min(i+8, len(words))]), textOf(exhibit[i:min(i+8, len(exhibit))]))
}

// A guide keeps a search to paths that are true.
type guide struct {
	belief  belief           // the truth
	told    map[int32]bool   // facts that the exhibit prints: others may have other values
	refused map[int32]string // why guesses went no further
}

// told are the facts that are printed on a way.
func (s *search) told(way path) map[int32]bool {
	told := map[int32]bool{}
	for _, st := range way.steps {
		if n := &s.nodes[st.node]; n.kind == aHole {
			if v, ok := s.find(&way.belief, s.holes[n.index].place, st.round); ok {
				told[v] = true
			}
		}
	}
	return told
}

// guided reports whether what a guess believes is true, and what it has decided.
func (s *search) guided(g *guess) bool {
	if g.prev < 0 {
		return true
	}
	from := &s.guesses[g.prev]
	why := ""
	if n := &s.nodes[from.node]; n.kind == anArm {
		if a := &s.arms[n.index]; a.condition != nil && s.ask(&s.guide.belief, a.condition, from.round) == answerOf(!a.truth) {
			why = "it is otherwise"
		}
	}
	if g.belief.sum != from.belief.sum {
		for v := range int32(len(s.facts)) {
			if text, ok := s.agrees(g.belief.cells.at(v), v); !ok {
				why = text
			}
		}
	}
	if why != "" {
		if s.guide.refused == nil {
			s.guide.refused = map[int32]string{}
		}
		s.guide.refused[g.prev] = why
	}
	return why == ""
}

func (s *search) agrees(c cell, v int32) (why string, ok bool) {
	t := s.look(&s.guide.belief, v)
	kind := &s.kinds[s.facts[v].kind]
	switch {
	case c.state == absent && t.state == given && s.values[t.val] != "":
		return s.pointerOf(v) + " is there", false
	case c.state == given && t.state == absent:
		return s.pointerOf(v) + " is not there", false
	case c.val != 0 && !c.guess && c.val != t.val && s.guide.told[v]:
		return fmt.Sprintf("%s is %q, not %q", s.pointerOf(v), s.values[t.val], s.values[c.val]), false
	case c.n > t.n, c.closed && kind.list && c.n != t.n:
		return fmt.Sprintf("%s has %d elements, not %d", s.pointerOf(v), t.n, c.n), false
	}
	if i := slices.Index(kind.enum, s.values[t.val]); i >= 0 && t.val != 0 && c.out>>i&1 != 0 {
		return s.pointerOf(v) + " is " + kind.enum[i], false
	}
	return "", true
}

// knowing is the belief that facts are values, and nothing else is.
func (l *ledger) knowing(values map[string]any) belief {
	kids := make([][]int32, len(l.kinds))
	for i := range l.kinds {
		if p := l.kinds[i].parent; p >= 0 {
			kids[p] = append(kids[p], int32(i))
		}
	}
	var b belief
	var tell func(kind int32, index [deepest]int16, v any)
	inside := func(kind int32, index [deepest]int16, m map[string]any) {
		for _, kid := range kids[kind] {
			path := l.kinds[kid].path
			tell(kid, index, m[path[strings.LastIndexByte(path, '/')+1:]])
		}
	}
	tell = func(kind int32, index [deepest]int16, v any) {
		c := cell{state: given}
		switch v := v.(type) {
		case nil:
			c.state = absent
		case map[string]any:
			defer inside(kind, index, v)
		case []any:
			c.n, c.closed = int32(len(v)), true
			if item := l.kinds[kind].item; item > 0 {
				for i := range v {
					at := index
					at[l.kinds[item].stars-1] = int16(i)
					tell(item, at, v[i])
				}
			}
		case bool, string, json.Number:
			c.val = l.value(fmt.Sprint(v))
		}
		if f := l.fact(kind, index); f >= 0 {
			b = l.put(b, f, c)
		}
	}
	inside(0, [deepest]int16{}, values)
	return b
}

// stuck says how far a search came that found nothing, and what it met there.
func (s *search) stuck() error {
	leads := make([]bool, len(s.guesses))
	far := int32(0)
	for i := range s.guesses {
		if p := s.guesses[i].prev; p >= 0 {
			leads[p] = true
		}
		far = max(far, s.guesses[i].at)
	}
	var ends []int32
	for i := range s.guesses {
		if s.guesses[i].at == far && !leads[i] {
			ends = append(ends, int32(i))
		}
	}
	return s.report(ends)
}

// strays says where a search that found nothing left a way that there is.
func (s *search) strays(way path) error {
	on := map[step][]int32{}
	for i := range s.guesses {
		at := step{node: s.guesses[i].node, at: s.guesses[i].at}
		on[at] = append(on[at], int32(i))
	}
	var last []int32
	for _, st := range way.steps {
		here := on[step{node: st.node, at: st.at}]
		if here == nil {
			break
		}
		last = here
	}
	return s.report(last)
}

// report says where some guesses ended, and at what.
func (s *search) report(ends []int32) error {
	var why []string
	at := s.guesses[ends[0]].at
	for _, i := range ends {
		text := s.wants(&s.guesses[i])
		if s.guide != nil && s.guide.refused[i] != "" {
			text += ": " + s.guide.refused[i]
		}
		if !slices.Contains(why, text) {
			why = append(why, text)
		}
	}
	return fmt.Errorf("%d of %d words are read, to %q; there stands %q, and the form has\n\t%s", at, len(s.tokens),
		textOf(s.tokens[max(0, at-8):at]), textOf(s.tokens[at:min(int(at)+8, len(s.tokens))]), strings.Join(why, "\n\t"))
}

// wants says what the form has where a path ends too early.
func (s *search) wants(g *guess) string {
	n := &s.nodes[g.node]
	switch n.kind {
	case aWord:
		return fmt.Sprintf("the word %q", n.text)
	case aHole, aBody:
		h := &s.holes[n.index]
		text := fmt.Sprintf("%s %s (class %d)", h.path, h.Chain(), h.class)
		if v, ok := s.find(&g.belief, h.place, g.round); ok {
			c := s.look(&g.belief, v)
			printed, _ := h.Print(s.values[c.val])
			text += fmt.Sprintf(", which is %q and prints %q%s", s.values[c.val], printed, h.suffix)
		}
		return text
	case anArm:
		a := &s.arms[n.index]
		text := fmt.Sprintf("a choice that does not go this way: {{ %s }} at %v, arm %d", a.choice.Test, a.choice.Place, a.of)
		if a.condition != nil {
			text += fmt.Sprintf(" (%v, want %v, have %d)", sayCondition(a.condition), a.truth, s.ask(&g.belief, a.condition, g.round))
		}
		return text
	case anEnter, aRound, aLeave:
		l := &s.loops[n.index]
		text := "another round, or the end, of a loop"
		if l.over != nil {
			text += " over " + s.kinds[l.over.path].path
		}
		return text
	case theEnd:
		var open []string
		b := g.belief
		for t := b.open; t != nil; t = t.next {
			if s.fails(&b, t) {
				open = append(open, sayCondition(t.condition))
			}
		}
		return "its end; conditions that do not hold: " + strings.Join(open, "; ")
	}
	return fmt.Sprintf("node %d, a fork", g.node)
}

// sayCondition gives a condition in words, for messages.
func sayCondition(c *condition) string {
	var inner []string
	for _, o := range c.of {
		inner = append(inner, sayCondition(o))
	}
	switch c.Op {
	case render.Always:
		return "always"
	case render.Never:
		return "never"
	case render.NotOf:
		return "not " + inner[0]
	case render.AllOf:
		return "(" + strings.Join(inner, " and ") + ")"
	case render.AnyOf:
		return "(" + strings.Join(inner, " or ") + ")"
	case render.FactGiven:
		return c.Fact.Path + " given"
	case render.FactOneOf:
		return fmt.Sprintf("%v is %q", c.Fact, c.Values)
	case render.ListHolds:
		return fmt.Sprintf("%v has %q", c.Fact, c.Values)
	case render.ListLonger:
		return fmt.Sprintf("%v longer than %d", c.Fact, c.N)
	case render.FactsAlike:
		return fmt.Sprintf("%v is %v", c.Fact, c.Other)
	case render.ForSome:
		return fmt.Sprintf("some of %v: %v", c.Fact, c.of[0])
	case render.Worked:
		return render.SayWork(c.Condition)
	}
	panic("extract: unknown condition")
}
