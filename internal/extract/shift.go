package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A text can be read in several ways that draft the same: the comma between two
// facts may be one's own, a name may be the fact beside it, a period the end of
// a sentence or of "Co.". The search keeps the cheapest path, and its rivals
// often did not live to meet it. So what else a reading could be is tried here,
// by drafting: where the draft stays the same, the better likeness to the
// schema's examples wins (looks.go), and the values at issue are ambiguous
// unless it is far better.

// A change gives facts other values by their pointers; "" takes one out.
type change map[string]string

// A leaf is a value in a tree, with where it stands now.
type leaf struct {
	pointer, path string
	*value
}

// Bounds on shifts.
const (
	maxShifts = 160 // that are drafted
	clearly   = 2   // how much better a reading looks that leaves no doubt
)

// shift tries what else the values could be.
func (f *refiner) shift(tokens []token, least int) {
	f.shifts = maxShifts
	f.mergeItems(tokens, least)
	f.spread(tokens, least)
	f.moveGroups(tokens, least)
	f.swapElements(tokens, least)
	for _, l := range f.leaves() {
		f.period(l, tokens, least)
		f.article(l, tokens, least)
	}
	f.moveBetween(tokens, least)
	f.moveBeside(tokens, least)
	f.moveIntoList(tokens, least)
	f.flipClaims(tokens, least)
	for _, l := range f.leaves() {
		if l.certain && !l.claim && f.looksOdd(l.path, l.text) {
			l.certain = false
		}
	}
}

// leaves are the values of the tree in the order of the exhibit.
func (f *refiner) leaves() []leaf {
	var out []leaf
	var visit func(t *tree, pointer string)
	visit = func(t *tree, pointer string) {
		if t.value != nil && len(t.kids) == 0 {
			out = append(out, leaf{pointer, starred(pointer), t.value})
		}
		for _, name := range slices.SortedFunc(maps.Keys(t.kids), byNumber) {
			visit(t.kids[name], pointer+"/"+name)
		}
	}
	visit(f.tree, "")
	slices.SortStableFunc(out, func(a, b leaf) int { return cmp.Compare(a.at, b.at) })
	return out
}

func byNumber(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

func (f *refiner) isOpen(l leaf) bool {
	class, ok := f.auto.classes[l.path]
	return ok && class.open() && !l.claim
}

// with is the tree with a change.
func (f *refiner) with(c change) *tree {
	t := f.tree.clone()
	pointers := slices.SortedFunc(maps.Keys(c), func(a, b string) int { return byNumber(b, a) })
	for _, p := range pointers {
		text := c[p]
		if text == "" {
			t.restore(p, nil)
			continue
		}
		made := &value{pointer: p, path: starred(p), at: -1}
		if old := f.tree.at(p); old != nil {
			*made = *old
		} else {
			made.at, made.weight = f.placeIn(c), 2
		}
		made.text = text
		t.set(p, made)
	}
	return t
}

// placeIn is where the first of the values of a change stands.
func (f *refiner) placeIn(c change) int {
	at := -1
	for _, p := range slices.Sorted(maps.Keys(c)) {
		if v := f.tree.at(p); v != nil && (at < 0 || v.at < at) {
			at = v.at
		}
	}
	return at
}

// draftsSame reports whether a tree drafts as the tree at hand does.
func (f *refiner) draftsSame(t *tree, tokens []token, least int) bool {
	if f.shifts <= 0 {
		return false
	}
	f.shifts--
	old := f.tree
	f.tree = t
	same := f.unlike(tokens) <= least
	f.tree = old
	return same
}

// propose tries a change. What drafts the same and looks better is taken; what
// looks nearly as good makes the values ambiguous. It reports whether the change
// was made.
func (f *refiner) propose(c change, tokens []token, least int) bool {
	gain := f.gain(c)
	if gain <= -clearly {
		return false
	}
	t := f.with(c)
	if !f.draftsSame(t, tokens, least) {
		return false
	}
	f.doubt(c)
	if gain > 0 {
		t.node(f.form, "") // numbers the elements of its lists
		f.tree = t
		f.doubt(c)
	}
	return gain > 0
}

// doubt makes the values of a change ambiguous.
func (f *refiner) doubt(c change) {
	for p := range c {
		if v := f.tree.at(p); v != nil {
			v.certain, v.ambiguous = false, true
		}
	}
}

// gain says how much better the facts look for a change.
func (f *refiner) gain(c change) int {
	gain := 0
	for p, text := range c {
		if v := f.tree.at(p); v != nil {
			gain -= f.likeness(starred(p), v.text)
		}
		if text != "" {
			gain += f.likeness(starred(p), text)
		}
	}
	return gain
}

// flipClaims tries the other values of what only conditions speak for, and
// whether it says anything at all. What says nothing is left out.
func (f *refiner) flipClaims(tokens []token, least int) {
	for _, l := range f.leaves() {
		choices := f.choices(l.pointer)
		if !l.claim || !l.certain || len(choices) == 0 {
			continue
		}
		if p, ok := f.form.lookup(l.path); ok && !p.Required {
			if t := f.with(change{l.pointer: ""}); f.draftsSame(t, tokens, least) {
				f.tree = t
				continue
			}
		}
		for _, other := range choices {
			if other != l.text && f.draftsSame(f.with(change{l.pointer: other}), tokens, least) {
				l.certain, l.ambiguous = false, true
				break
			}
		}
	}
}

// period tries whether a period at the end of a fact is its own. The examples of
// the fact say whether it is likely.
func (f *refiner) period(l leaf, tokens []token, least int) {
	words := strings.Fields(l.text)
	if !f.isOpen(l) || len(words) == 0 {
		return
	}
	usual := slices.ContainsFunc(f.form.examples(l.path), func(e string) bool { return strings.HasSuffix(e, ".") })
	without, ends := strings.CutSuffix(l.text, ".")
	last := strings.TrimSuffix(words[len(words)-1], ".")
	short := len(last) <= 4 && kindOf(last) >= aCapital && kindOf(last) != aNumber
	switch {
	case ends && !usual && !short:
		if f.draftsSame(f.with(change{l.pointer: without}), tokens, least) {
			l.text = without
		}
	case !ends && (usual || short):
		if !f.draftsSame(f.with(change{l.pointer: l.text + "."}), tokens, least) {
			return
		}
		if usual || abbreviates(last, tokens) {
			l.text += "."
		} else {
			l.certain, l.ambiguous = false, true
		}
	}
}

// abbreviates reports whether a short word in capitals stands before a period
// wherever it stands, and has no vowel behind its first letter or does not end a
// sentence there.
func abbreviates(word string, tokens []token) bool {
	found := !strings.ContainsAny(word[1:], "aeiouy")
	for i := range tokens {
		if tokens[i].text != word {
			continue
		}
		if !abbreviated(tokens, i) {
			return false
		}
		found = found || i+2 < len(tokens) && tokens[i+2].kind <= aSmallWord && tokens[i+2].begin < lineBreak
	}
	return found
}

// article tries whether the article before a fact is its own.
func (f *refiner) article(l leaf, tokens []token, least int) {
	if !f.isOpen(l) || l.at <= 0 || l.at >= len(tokens) || tokens[l.at-1].fold != "the" {
		return
	}
	if f.draftsSame(f.with(change{l.pointer: tokens[l.at-1].text + " " + l.text}), tokens, least) {
		l.certain, l.ambiguous = false, true
	}
}
