package extract

import (
	"math/bits"
	"slices"
	"strings"
)

// A belief is what a path through the automaton has said of the facts. It is
// never changed: each thing more that is said makes another.
type belief struct {
	cells *store
	sum   uint64    // of the digests of the cells
	open  *openTest // conditions that the path has decided, and nobody can tell yet whether rightly
	price int32     // what it costs to believe what was said since the last step
	shut  bool      // nothing more will be said: what is unsaid is absent, or its default
}

type openTest struct {
	condition *condition
	truth     bool
	round     *round
	next      *openTest
	holding   int32 // how many of it and the next ones are said to hold
}

// with adds a condition to the open ones.
func (t *openTest) with(c *condition, truth bool, r *round) *openTest {
	n := t.holds()
	if truth {
		n++
	}
	return &openTest{c, truth, r, t, n}
}

// holds is how many of the open conditions are said to hold.
func (t *openTest) holds() int32 {
	if t == nil {
		return 0
	}
	return t.holding
}

// A round is one of a loop that runs.
type round struct {
	loop  int32
	index int32 // -1: none yet
	start int32 // the token at which it began
	known int32 // how many elements the list was known to have then
	over  int32 // the list; -1: none that is known
	arm   int32 // of one that was chosen: the arm in which it lasts, from 1
	outer *round
}

// count tells rounds of the same loops apart.
func (r *round) count() int32 {
	n := int32(0)
	for ; r != nil; r = r.outer {
		n = n*31 + r.index + 1
	}
	return n
}

// A ledger numbers the facts and the values that an exhibit is found to have.
type ledger struct {
	*automaton
	facts  []variable
	ofKind [][]int32 // by kind: its facts
	byKey  map[factKey]int32
	values []string // by number; the first is none
	number map[string]int32
}

// A variable is one fact of the exhibit.
type variable struct {
	kind   int32
	index  [deepest]int16
	parent int32 // -1: the facts as a whole
}

type factKey struct {
	kind  int32
	index [deepest]int16
}

// deepest bounds lists in lists.
const deepest = 4

func newLedger(a *automaton) *ledger {
	l := &ledger{automaton: a, ofKind: make([][]int32, len(a.kinds)), byKey: map[factKey]int32{}, values: []string{""}, number: map[string]int32{}}
	for i := range a.kinds {
		if d := a.kinds[i].property.Default; d != nil {
			l.value(d.Text)
		}
	}
	return l
}

// value gives a value a number.
func (l *ledger) value(text string) int32 {
	n, ok := l.number[text]
	if !ok {
		n = int32(len(l.values))
		l.number[text] = n
		l.values = append(l.values, text)
	}
	return n
}

// fact gives the number of a fact; -1 if there are too many.
func (l *ledger) fact(kind int32, index [deepest]int16) int32 {
	key := factKey{kind, index}
	if v, ok := l.byKey[key]; ok {
		return v
	}
	made := variable{kind: kind, index: index, parent: -1}
	if p := l.kinds[kind].parent; p > 0 {
		above := index
		for i := l.kinds[p].stars; i < deepest; i++ {
			above[i] = 0
		}
		made.parent = l.fact(p, above)
	}
	if len(l.facts) >= maxFacts {
		return -1
	}
	v := int32(len(l.facts))
	l.byKey[key] = v
	l.facts = append(l.facts, made)
	l.ofKind[kind] = append(l.ofKind[kind], v)
	return v
}

// find gives the fact that a place means in a round; false if nothing says which
// it is. The elements of a list that no loop which runs counts are one if the
// list is known to have one.
func (l *ledger) find(b *belief, p place, r *round) (int32, bool) {
	var index [deepest]int16
	if len(p.index) > deepest {
		return -1, false
	}
	for i, c := range p.index {
		if c.loop == 0 {
			index[i] = int16(c.fixed)
			continue
		}
		if in := r.of(c.loop); in != nil && in.index >= 0 {
			index[i] = int16(in.index)
			continue
		}
		if list := l.fact(l.listAt(p.path, i), index); list < 0 || b.cells.at(list).n != 1 {
			return -1, false
		}
	}
	v := l.fact(p.path, index)
	return v, v >= 0
}

// of finds the round of a loop.
func (r *round) of(loop int32) *round {
	for ; r != nil; r = r.outer {
		if r.loop == loop {
			return r
		}
	}
	return nil
}

// look gives what is believed of a fact, by what is believed of those around it
// too: nothing is inside what is absent, and a default holds in what is given.
func (l *ledger) look(b *belief, v int32) cell {
	c := b.cells.at(v)
	if c.state != unsaid {
		c.closed = c.closed || b.shut
		return l.only(c, v)
	}
	above := given
	if p := l.facts[v].parent; p >= 0 {
		above = l.look(b, p).state
	}
	switch {
	case above == absent:
		c.state = absent
	case above == given && l.kinds[l.facts[v].kind].sure():
		c.state = given
	}
	if b.shut {
		c = l.shut(c, v)
	}
	return l.only(c, v)
}

// only gives a fact that is there and has one value left that value.
func (l *ledger) only(c cell, v int32) cell {
	if c.out == 0 || c.val != 0 || c.state != given {
		return c
	}
	enum := l.kinds[l.facts[v].kind].enum
	if left := ^c.out & (1<<len(enum) - 1); bits.OnesCount64(left) == 1 {
		c.val = l.value(enum[bits.TrailingZeros64(left)])
	}
	return c
}

// shut is what a fact comes to of which nothing more is said.
func (l *ledger) shut(c cell, v int32) cell {
	c.closed = true
	if c.state == unsaid {
		c.state = absent
	}
	if d := l.kinds[l.facts[v].kind].property.Default; c.state == given && c.val == 0 && d != nil {
		c.val = l.number[d.Text]
	}
	return c
}

func (l *ledger) put(b belief, v int32, c cell) belief {
	old := b.cells.at(v)
	if old == c {
		return b
	}
	b.sum += c.digest(v) - old.digest(v)
	b.cells = b.cells.with(v, c)
	return b
}

// give says that a fact is there, and so what is around it.
func (l *ledger) give(b belief, v int32) (belief, bool) {
	c := b.cells.at(v)
	if c.state == given {
		return b, true
	}
	if l.look(&b, v).state == absent {
		return b, false
	}
	for _, kind := range l.kinds[l.facts[v].kind].needs {
		if need, ok := l.byKey[factKey{kind, l.facts[v].index}]; ok && b.cells.at(need).state == absent {
			return b, false
		}
	}
	c.state = given
	b = l.put(b, v, c)
	b.price += l.kinds[l.facts[v].kind].given
	parent := l.facts[v].parent
	if parent < 0 {
		return b, true
	}
	b, ok := l.give(b, parent)
	if !ok {
		return b, false
	}
	if l.kinds[l.facts[parent].kind].list {
		return l.grow(b, parent, l.element(v)+1)
	}
	return b, true
}

// element is the number of a fact in its list.
func (l *ledger) element(v int32) int32 {
	return int32(l.facts[v].index[l.kinds[l.facts[v].kind].stars-1])
}

// grow says that a list has n elements at least.
func (l *ledger) grow(b belief, v, n int32) (belief, bool) {
	c := b.cells.at(v)
	if c.n >= n {
		return b, true
	}
	if c.closed {
		return b, false
	}
	c.n = n
	return l.put(b, v, c), true
}

// close says that a list has n elements and no more.
func (l *ledger) close(b belief, v, n int32) (belief, bool) {
	c := b.cells.at(v)
	if c.n > n || c.closed && c.n != n {
		return b, false
	}
	if c.closed {
		return b, true
	}
	c.n, c.closed = n, true
	return l.recheck(l.put(b, v, c), l.facts[v].kind)
}

// deny says that a fact is not there.
func (l *ledger) deny(b belief, v int32) (belief, bool) {
	switch c := l.look(&b, v); {
	case c.state == absent:
		return b, true
	case c.state == given:
		return b, false
	}
	c := b.cells.at(v)
	c.state = absent
	b.price += l.kinds[l.facts[v].kind].absent
	return l.recheck(l.put(b, v, c), l.facts[v].kind)
}

// bind says what a fact is.
func (l *ledger) bind(b belief, v, value int32, guess bool) (belief, bool) {
	c := b.cells.at(v)
	if c.val == value {
		return b, true
	}
	if c.val != 0 && !c.guess && !guess {
		return b, false
	}
	if c.val != 0 {
		if !l.alike(c, value, guess) {
			return b, false
		}
		if guess {
			return b, true
		}
	}
	kind := &l.kinds[l.facts[v].kind]
	if i := slices.Index(kind.enum, l.values[value]); i >= 0 && c.out>>i&1 != 0 {
		return b, false
	}
	b, ok := l.give(b, v)
	if !ok {
		return b, false
	}
	c = b.cells.at(v)
	if c.val == 0 {
		b.price += kind.worthOf(l.values[value])
	}
	c.val, c.guess = value, guess
	return l.recheck(l.put(b, v, c), l.facts[v].kind)
}

// alike reports whether two values can be one, of which a part was guessed: they
// differ in capitals, or one was cut at its ends.
func (l *ledger) alike(c cell, value int32, guess bool) bool {
	a, b := foldText(l.values[c.val]), foldText(l.values[value])
	if guess {
		a, b = b, a
	}
	return strings.Contains(b, strings.TrimSpace(a))
}

// narrow says which values a fact that takes one of a few has not.
func (l *ledger) narrow(b belief, v int32, out uint64) (belief, bool) {
	c := b.cells.at(v)
	kind := &l.kinds[l.facts[v].kind]
	if c.val != 0 {
		i := slices.Index(kind.enum, l.values[c.val])
		return b, i < 0 || out>>i&1 == 0
	}
	if c.out|out == c.out {
		return b, true
	}
	c.out |= out
	left := ^c.out & (1<<len(kind.enum) - 1)
	state := l.look(&b, v).state
	switch {
	case left == 0 && state == given:
		return b, false
	case left == 0:
		return l.deny(l.put(b, v, c), v)
	case bits.OnesCount64(left) == 1 && state == given:
		return l.bind(l.put(b, v, c), v, l.value(kind.enum[bits.TrailingZeros64(left)]), false)
	}
	return l.recheck(l.put(b, v, c), l.facts[v].kind)
}
