package extract

import "slices"

// An exhibit that is nearly what the form prints is corrected to what a path says:
// words of the form are put in for slips, words left over are taken out, lines and
// blocks begin where the form begins them. What comes out can be read word for
// word, and so as well as any exhibit that the form made. Where the slips stood is
// kept: what is told only by words beside them is uncertain.

// A correction is an exhibit that was corrected.
type correction struct {
	tokens []token
	from   []int  // by token: which one of the exhibit it is, or stands before
	put    []bool // by token: it is not in the exhibit
	slip   []bool // by token: it is not in the exhibit, or words were taken out before it

	against map[string][]string // by pointer: what the exhibit has where another value was put in
	counts  map[int]bool        // tokens that number an item
	made    map[string]bool     // values that were made up for facts that the exhibit has lost
}

// correct corrects an exhibit to what a path says.
func (s *search) correct(p path) *correction {
	w := &walker{automaton: s.automaton, tokens: s.tokens, steps: p.steps}
	c := &correcting{search: s, path: p}
	c.made.counts = map[int]bool{}
	c.lexer.id = s.lookup
	for i := range p.steps {
		c.step(i, w.opOf(i))
	}
	s.manners.mark(c.made.tokens)
	return &c.made
}

// correcting is the work on a correction.
type correcting struct {
	*search
	made  correction
	path  path
	lexer lexer
	out   bool  // words were just taken out
	since int   // the first of the tokens that were
	begun int32 // the token with which the last fact began
}

func (c *correcting) step(i int, what op) {
	st := c.path.steps[i]
	n := &c.nodes[st.node]
	switch {
	case what == opInsert:
		if !c.out {
			c.since = int(st.at)
		}
		c.out = c.out || c.tokens[st.at].kind != aMark
	case n.kind == aWord && what == opMatch:
		t := c.tokens[st.at]
		t.begin = corrected(n.begin, t.begin)
		c.keep(t, int(st.at))
	case n.kind == aWord:
		c.write(n, int(st.at))
	case what == opFact:
		for at := st.at; at < c.path.steps[i+1].at; at++ {
			t := c.tokens[at]
			switch {
			case n.kind == aHole && at == st.at:
				t.begin = corrected(n.begin, t.begin)
			case t.begin == blockBreak:
				t.begin = lineBreak
			}
			c.keep(t, int(at))
		}
		if n.kind == aHole {
			c.begun = st.at
			c.made.counts[len(c.made.from)-1] = c.holes[n.index].class == ofCount
		}
	case n.kind == aBody:
		c.stop(&c.holes[n.index], st.at)
	case what == opNoFact:
		c.print(n, st)
	case n.kind == aFork && n.skip > 0 && i+1 < len(c.path.steps):
		end := n.outs[len(n.outs)-1]
		if c.path.steps[i+1].node != end {
			return
		}
		for at := n.outs[0]; at != end && c.nodes[at].kind == aWord; at = c.nodes[at].next {
			c.write(&c.nodes[at], int(st.at))
		}
	}
}

// keep keeps a token of the exhibit.
func (c *correcting) keep(t token, at int) {
	c.made.tokens = append(c.made.tokens, t)
	c.made.add(at, false, c.out)
	c.out = false
}

// stop puts in the period with which the form ends a fact, if it is lost.
func (c *correcting) stop(h *hole, at int32) {
	words := slices.Clip(c.tokens[c.begun:at])
	if _, _, ok := h.value(words); ok {
		return
	}
	if _, _, ok := h.value(append(words, token{text: ".", kind: aMark})); ok {
		c.texts(".", noBreak, int(at))
	}
}

// write puts in a word of the form.
func (c *correcting) write(n *node, at int) {
	c.texts(n.text, n.begin, at)
}

// print puts in what a fact prints that the path left out, if its value is known.
func (c *correcting) print(n *node, st step) {
	h := &c.holes[n.index]
	if h.path == "" || h.class == ofCount || h.class == ofNothing {
		return
	}
	v, ok := c.find(&c.path.belief, h.place, st.round)
	if !ok {
		return
	}
	text := ""
	if k := c.look(&c.path.belief, v); k.val != 0 {
		text = c.values[k.val]
	} else if d := h.property.Default; d != nil {
		text = d.Text
	} else {
		text = c.standIn(h)
	}
	if printed, ok := h.Print(text); ok && text != "" {
		if c.out {
			c.contradict(h, c.pointerOf(v), c.tokens[c.since:st.at])
		}
		c.texts(printed+h.suffix, n.begin, int(st.at))
	}
}

// standIn makes up a value of a fact of which nothing is left, so that what is
// around it can be read.
func (c *correcting) standIn(h *hole) string {
	text := ""
	if e := h.property.Examples; len(e) > 0 {
		text = e[0].Text
	} else if e := h.property.Enum; len(e) > 0 {
		text = e[0]
	}
	if c.made.made == nil {
		c.made.made = map[string]bool{}
	}
	c.made.made[text] = true
	return text
}

// withdraw takes out the values that only stand in for others. What follows from
// them is uncertain.
func (c *correction) withdraw(f *refiner, ev *evidence) {
	if c.made == nil {
		return
	}
	told := map[string]bool{}
	for _, v := range ev.votes {
		real := slices.Contains(c.put[v.from:v.to], false)
		told[v.pointer] = told[v.pointer] || real
		if at := f.tree.at(v.pointer); !real && at != nil && !at.claim && c.made[at.text] {
			f.tree.restore(v.pointer, nil)
			if list, item := cutPointer(v.pointer); isIndex(item) {
				f.unsure(list, wholeOf(item))
			}
		}
	}
	f.tree.walk("", func(pointer string, v *value) {
		if p, ok := f.form.lookup(starred(pointer)); ok && len(p.Enum) == 0 && c.made[v.text] && !told[pointer] {
			v.certain = false
		}
	})
}

// contradict notes words that stand where a fact was put in, if they can be such a
// fact.
func (c *correcting) contradict(h *hole, pointer string, words []token) {
	most := h.longest
	if h.class.open() {
		most = int(max(h.most, h.usual))
	}
	if len(words) > most {
		return
	}
	if text, _, ok := h.value(words); ok && text != "" {
		if c.made.against == nil {
			c.made.against = map[string][]string{}
		}
		c.made.against[pointer] = append(c.made.against[pointer], text)
	}
}

// texts puts a text in before a token of the exhibit.
func (c *correcting) texts(text string, begin breakKind, at int) {
	first := len(c.made.tokens)
	chunks(text, func(from, to int, _ bool) {
		c.made.tokens = c.lexer.chunk(c.made.tokens, text[from:to])
	})
	for i := first; i < len(c.made.tokens); i++ {
		t := &c.made.tokens[i]
		if i == first {
			t.begin = corrected(begin, noBreak)
		}
		t.gap = t.kind != aMark
		if at < len(c.tokens) {
			t.place = c.tokens[at].place
		}
		c.made.add(at, true, true)
	}
	c.out = false
}

// add notes where a token comes from.
func (c *correction) add(from int, put, slip bool) {
	c.from, c.put, c.slip = append(c.from, from), append(c.put, put), append(c.slip, slip)
}

// holeOf is an open hole of a fact; nil: it has none.
func (a *automaton) holeOf(path string) *hole {
	for i := range a.holes {
		if h := &a.holes[i]; h.path == path && h.class.open() {
			return h
		}
	}
	return nil
}

// corrected is what should begin at a token where the form has a break.
func corrected(form, exhibit breakKind) breakKind {
	switch form {
	case noBreak:
		return min(exhibit, softBreak)
	case sameLine:
		return noBreak
	case lineBreak, newLine:
		return max(exhibit, lineBreak)
	case blockBreak:
		return blockBreak
	}
	return exhibit
}

// consistently looks for a path that contradicts itself nowhere, and reads the
// exhibit as that path says. nil: there is none, or the exhibit is in other words
// than the form's.
func (r *Reader) consistently(s *search, width int, beam int32) (*refiner, *evidence) {
	s.strict = true
	defer func() { s.strict = false }()
	for _, e := range []effort{{width, beam}, {manyWidth, max(beam, manyBeam)}} {
		paths := s.run(e.width, e.beam)
		for _, p := range paths[:min(len(paths), maxCorrections)] {
			_, ev := s.harvest(p)
			if ev.foreign() {
				return nil, nil
			}
			if f := r.corrected(s, p, ev); f != nil {
				return f, ev
			}
		}
	}
	return nil, nil
}

// maxCorrections bounds the paths to which an exhibit is corrected.
const maxCorrections = 3

// manyWidth is how many paths are kept at a node, and manyBeam how wide the beam is, if
// fewer all come to contradict themselves.
const (
	manyWidth = 4
	manyBeam  = 220
)

// isNear reports whether an exhibit is nearly what the form prints.
func (s *search) isNear() bool { return s.bounds.least <= nearly*int32(len(s.tokens)) }

// nearly is what a token of an exhibit costs at most, on the average, that is
// nearly what the form prints: with a slip in twenty words it is 2 to 6, in
// another wording 13.
const nearly = 8

// corrected reads an exhibit as if it were what the path of a rough search says.
// nil: it is not what the form prints for any facts.
func (r *Reader) corrected(s *search, p path, rough *evidence) *refiner {
	if r.form.Draft == nil {
		return nil
	}
	c := s.correct(p)
	f, ev := r.exactly(c.tokens, r.auto.findSpans(c.tokens), efforts[:2], brokenLines, nil)
	if f == nil {
		return nil
	}
	f.strained(c.tokens, ev)
	c.doubt(f, ev)
	c.withdraw(f, ev)
	for pointer, texts := range c.against {
		if v := f.tree.at(pointer); v != nil {
			v.others, v.certain = append(v.others, texts...), false
		}
	}
	f.tree.each(func(v *value) {
		if v.at >= 0 && v.at < len(c.from) {
			v.at = c.from[v.at]
		}
	})
	made := r.newRefiner(f.tree, s.collation())
	made.proven, made.cost = true, p.cost
	made.contestRivals(s, p)
	made.doubtLists()
	rough.open = ev.open
	return made
}

// contestRivals drafts what the rivals of a rough path have otherwise. What comes
// nearer to the exhibit is taken; of what is as near nobody knows which it is.
func (f *refiner) contestRivals(s *search, p path) {
	f.best = f.score(len(f.tokens))
	for _, rv := range s.rivals(p) {
		old, made := f.otherwise(s, rv)
		if len(old) == 0 || rv.cost > doubtful && f.settled(old) {
			continue
		}
		if f.drafts <= maxDrafts-maxRoughContests {
			break
		}
		tree := f.tree
		f.tree = made
		switch score := f.score(f.best); {
		case score < f.best:
			f.best = score
		case score == f.best && rv.cost <= doubtful:
			f.tree = tree
		default:
			f.tree = tree
			continue
		}
		for pointer := range old {
			if v := f.tree.at(pointer); v != nil {
				v.ambiguous, v.certain = true, false
			}
		}
	}
}

// brokenLines is in how many words a draft may begin lines otherwise than an exhibit
// whose lines were corrected, or have other capitals.
const brokenLines = 4

// maxRoughContests bounds the drafts of rivals of a rough path.
const maxRoughContests = 16

// otherwise are the values of the tree that a rival has otherwise, and the tree
// as the rival has it.
func (f *refiner) otherwise(s *search, rv *rival) (map[string]*value, *tree) {
	old, values := map[string]*value{}, map[string]*value{}
	for fact, number := range rv.facts {
		pointer := s.pointerOf(fact)
		if v := f.tree.at(pointer); v != nil && v.text != s.values[number] {
			old[pointer], values[pointer] = v, v
		}
	}
	s.change(values, rv)
	made := f.tree.clone()
	for pointer, v := range old {
		if values[pointer] == nil {
			made.restore(pointer, nil)
		} else {
			values[pointer].lost = values[pointer].lost || v.lost
		}
	}
	for pointer, v := range values {
		made.restore(pointer, v)
	}
	return old, made
}
