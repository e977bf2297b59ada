package render

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// print gives what an action prints.
func (s *symbolic) print(t *term, place doc.Place) Part {
	if s.size++; s.size > maxPattern || t.kind == aRiddle && t.riddle == 0 {
		return &Hole{Place: place} // any text, worked out in a way with no way back
	}
	switch t.kind {
	case known:
		text, _ := t.text()
		if len(t.value) > 1 {
			text = (&call{args: []Value{t.value}}).text(0)
		}
		return Words{Text: text, Data: true, Place: place}
	case aFact:
		return &Hole{Fact: t.fact, Place: place}
	case aCounter:
		return &Hole{Counter: true, Place: place}
	case aChoice:
		c := t.test.choice(s.print(t.yes, place), s.print(t.no, place))
		slices.Reverse(c.Arms) // what stands in for a fact is likelier than a fact that says the same
		return c
	case aCall:
		return s.printCall(t, place)
	}
	return Sequence{}
}

func (s *symbolic) printCall(t *term, place doc.Place) Part {
	p := printer{s, place}
	switch {
	case t.fn == nil:
		return p.last(t.items)
	case t.fn.around != nil:
		return t.fn.around(p, t.items)
	case counts(t):
		return &Hole{Counter: true, Place: place}
	case t.fn.back != nil && len(t.items) > 0:
		last := len(t.items) - 1
		if lead, ok := knownAll(t.items[:last]); ok {
			return through(link{t.fn, lead}, s.print(t.items[last], place))
		}
	}
	return &Hole{chain: []link{{fn: t.fn}}, term: t, Place: place}
}

// counts reports whether a term is worked out from the number of a round.
func counts(t *term) bool {
	return t.kind == aCounter || t.kind == aCall && slices.ContainsFunc(t.items, counts)
}

// through applies a function to everything that a part prints.
func through(l link, p Part) Part {
	switch p := p.(type) {
	case Words:
		if v, err := l.run(of(p.Text)); err == nil {
			p.Text = (&call{args: []Value{v}}).text(0)
		}
		return p
	case *Hole:
		h := *p
		h.chain = append(slices.Clip(h.chain), l)
		return &h
	case Sequence:
		out := make(Sequence, len(p))
		for i := range p {
			out[i] = through(l, p[i])
		}
		return out
	case *Choice:
		c := *p
		c.Arms = slices.Clone(p.Arms)
		for i := range c.Arms {
			c.Arms[i].Body = through(l, c.Arms[i].Body)
		}
		return &c
	case *Loop:
		loop := *p
		loop.Body = through(l, loop.Body)
		if loop.First != nil {
			loop.First = through(l, loop.First)
		}
		return &loop
	}
	panic("render: unknown part")
}

// A printer prints terms for a function that sets text around them.
type printer struct {
	s     *symbolic
	place doc.Place
}

func (p printer) print(t *term) Part { return p.s.print(t, p.place) }

// last prints what and and or return: any of their arguments.
func (p printer) last(items []*term) Part {
	c := &Choice{Place: p.place}
	for _, t := range items {
		c.Arms = append(c.Arms, Arm{Body: p.print(t)})
	}
	return c
}

// words is text that a function prints of its own.
func (p printer) words(text string) Part { return Words{Text: text, Data: true, Place: p.place} }

// any prints one of some texts, each perhaps "".
func (p printer) any(texts ...string) Part {
	c := &Choice{Place: p.place}
	for _, text := range texts {
		body := Part(Sequence{})
		if text != "" {
			body = p.words(text)
		}
		c.Arms = append(c.Arms, Arm{Body: body})
	}
	return c
}

// perhaps prints a term if it is there, and before it a text if one of those
// before it is. Of terms that look alike it is likely to be there if others
// follow.
func (p printer) perhaps(between string, before []*term, t *term, likely bool) Part {
	body := Sequence{}
	if len(before) > 0 {
		c := anyOfThem(conditions(before)...)
		body = append(body, &Choice{If: c, Place: p.place, Arms: []Arm{{Truth: true, Body: p.words(between)}, {Body: Sequence{}}}})
	}
	c := t.choice(append(body, p.print(t)), Sequence{})
	slices.Reverse(c.Arms)
	c.Likely = likely
	return c
}

// A style is one way in which a function sets the items of a list apart.
type style struct {
	between string   // before all items but the first and the last
	last    []string // before the last
	without string   // does not stand in an item, if there are two or more
	alone   bool     // there is one item
}

// marks are all texts that stand between items in some styles.
func marks(styles []style) []string {
	var out []string
	for _, st := range styles {
		for _, m := range append([]string{st.between}, st.last...) {
			if !st.alone && !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// items prints the elements of a list in one of some styles.
func (p printer) items(t *term, styles []style) Part {
	t = t.asList()
	switch t.kind {
	case aFact:
		return p.loop(t.fact, styles)
	case aList:
		var out Sequence
		for i, item := range t.items {
			if i > 0 {
				out = append(out, p.any(marks(styles)...))
			}
			out = append(out, p.print(item))
		}
		return out
	case aGather:
		t = t.afresh(p.s)
		item := &Loop{ID: t.loop, Over: t.over, Body: p.print(t.item), Between: p.any(marks(styles)...)}
		if t.when != nil {
			item.Body, item.Between = t.when.choice(Sequence{p.any(append(marks(styles), "")...), item.Body}, Sequence{}), nil
		}
		return Sequence{p.items(t.before, styles), p.any(append(marks(styles), "")...), item}
	case aChoice:
		return t.test.choice(p.items(t.yes, styles), p.items(t.no, styles))
	case aCall:
		return p.itemsOf(t, styles)
	}
	return Sequence{}
}

// loop prints the elements of a list of facts.
func (p printer) loop(over Ref, styles []style) Part {
	c := &Choice{Place: p.place}
	for _, st := range styles {
		p.s.loops++
		id := p.s.loops
		l := &Loop{ID: id, Over: over, Body: p.print(factOf(over.element(id)))}
		if st.alone {
			l.Most = 1
		} else {
			l.Body = without(st.without, l.Body)
			l.Between, l.Last = p.words(st.between), p.any(st.last...)
		}
		c.Arms = append(c.Arms, Arm{Body: l})
	}
	if len(c.Arms) == 1 {
		return c.Arms[0].Body
	}
	return c
}

// without notes that a text does not stand in the facts of a part.
func without(text string, p Part) Part {
	h, ok := p.(*Hole)
	if !ok || text == "" {
		return p
	}
	bare := *h
	bare.Without = text
	return &bare
}

func (p printer) itemsOf(t *term, styles []style) Part {
	var out Sequence
	switch {
	case t.name == "compact" && t.items[0].kind == aList:
		for i, item := range t.items[0].items {
			out = append(out, p.perhaps(styles[0].between, t.items[0].items[:i], item, i < len(t.items[0].items)-1))
		}
	case t.fn != nil && t.fn.shape == sameList:
		return p.items(t.items[len(t.items)-1], styles)
	default:
		for i, item := range t.items {
			if i > 0 {
				out = append(out, p.any(append(marks(styles), "")...))
			}
			inner := styles
			if i < len(t.items)-1 {
				inner = open(styles)
			}
			out = append(out, p.items(item, inner))
		}
	}
	return out
}

// open gives the styles of a list that is the beginning of another.
func open(styles []style) []style {
	var out []style
	for _, st := range styles {
		if !st.alone {
			st.last = []string{st.between}
			out = append(out, st)
		}
	}
	return out
}

// proseStyles are the ways in which prose sets a list.
func proseStyles(word string) []style {
	word, serial := strings.CutPrefix(word, ",")
	word = strings.TrimSpace(word)
	and := []string{" " + word + " "}
	if serial {
		and = append(and, ", "+word+" ")
	}
	return []style{
		{between: ", ", last: and, without: ", "},
		{between: "; ", last: []string{"; " + word + " ", " " + word + " "}},
		{alone: true},
	}
}
