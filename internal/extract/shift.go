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

// isElement reports whether a pointer is that of an element of a list.
func isElement(pointer string) bool {
	return pointer != "" && isIndex(pointer[strings.LastIndexByte(pointer, '/')+1:])
}

// mergeItems tries whether two items of a list are one, the likeliest first.
func (f *refiner) mergeItems(tokens []token, least int) {
	for made := true; made; {
		made = false
		all := f.leaves()
		var changes []change
		for i := 0; i+1 < len(all); i++ {
			a, b := all[i], all[i+1]
			list, first := cutPointer(a.pointer)
			after, second := cutPointer(b.pointer)
			if list != after || !isIndex(first) || !isIndex(second) || !f.isOpen(a) || !f.isOpen(b) {
				continue
			}
			for _, by := range []string{", ", " and "} {
				changes = append(changes, change{a.pointer: a.text + by + b.text, b.pointer: ""})
			}
		}
		slices.SortStableFunc(changes, func(a, b change) int { return f.gain(b) - f.gain(a) })
		for _, c := range changes {
			if made = f.propose(c, tokens, least); made {
				break
			}
		}
	}
}

// moveBetween tries whether what stands behind the last comma of a fact belongs
// to the next, and the reverse.
func (f *refiner) moveBetween(tokens []token, least int) {
	all := f.leaves()
	for i := 0; i+1 < len(all); i++ {
		a, b := all[i], all[i+1]
		if !f.isOpen(a) || !f.isOpen(b) {
			continue
		}
		if at := strings.LastIndex(a.text, ", "); at > 0 {
			if f.propose(change{a.pointer: a.text[:at], b.pointer: a.text[at+2:] + ", " + b.text}, tokens, least) {
				all = f.leaves()
				continue
			}
		}
		if at := strings.Index(b.text, ", "); at > 0 {
			if f.propose(change{a.pointer: a.text + ", " + b.text[:at], b.pointer: b.text[at+2:]}, tokens, least) {
				all = f.leaves()
			}
		}
	}
}

// moveBeside tries whether a fact, or a part of it, is one beside it that is not
// there.
func (f *refiner) moveBeside(tokens []token, least int) {
	for _, l := range f.leaves() {
		if !f.isOpen(l) || f.tree.at(l.pointer) != l.value || isElement(l.pointer) {
			continue
		}
		parent, name := cutPointer(l.pointer)
		for _, other := range f.beside(starred(parent), name) {
			to := parent + "/" + other
			if f.tree.find(to) != nil {
				continue
			}
			made := f.propose(change{l.pointer: "", to: l.text}, tokens, least)
			for at := range l.text {
				if !made && strings.HasPrefix(l.text[at:], ", ") {
					head, tail := l.text[:at], l.text[at+2:]
					made = f.propose(change{l.pointer: head, to: tail}, tokens, least) ||
						f.propose(change{l.pointer: tail, to: head}, tokens, least)
				}
			}
			if made {
				break
			}
		}
	}
}

// beside are the names beside a fact that take open text.
func (f *refiner) beside(path, name string) []string {
	p, ok := f.form.lookup(path)
	if !ok {
		return nil
	}
	var out []string
	for _, other := range p.Names {
		if c, ok := f.auto.classes[path+"/"+other]; ok && other != name && c.open() {
			out = append(out, other)
		}
	}
	return out
}

// swapElements tries whether neighbours in a list may change places, or its
// first go to the end.
func (f *refiner) swapElements(tokens []token, least int) {
	f.walk(f.tree, "", func(in *tree, _ string) {
		n := len(in.kids)
		if n < 2 || in.kids["0"] == nil || len(in.kids["0"].kids) == 0 || in.kids[itoa(n-1)] == nil {
			return
		}
		for i := range n - 1 {
			f.reorder(in, i, i+1, tokens, least)
		}
		if n > 2 {
			f.reorder(in, 0, n-1, tokens, least)
			f.reorder(in, n-1, 0, tokens, least)
		}
	})
}

// reorder tries whether an element of a list may stand elsewhere.
func (f *refiner) reorder(in *tree, from, to int, tokens []token, least int) {
	old := in.kids
	var order []*tree
	for i := range len(old) {
		if old[itoa(i)] == nil {
			return
		}
		order = append(order, old[itoa(i)])
	}
	moved := order[from]
	order = slices.Insert(slices.Delete(order, from, from+1), to, moved)
	in.kids = map[string]*tree{}
	for i, kid := range order {
		in.kids[itoa(i)] = kid
	}
	same := f.draftsSame(f.tree, tokens, least)
	in.kids = old
	if same {
		for i := min(from, to); i <= max(from, to); i++ {
			old[itoa(i)].each(func(v *value) { v.certain, v.ambiguous = false, true })
		}
	}
}

// moveGroups tries whether a group of facts is the one beside it that has facts
// of the same names.
func (f *refiner) moveGroups(tokens []token, least int) {
	f.walk(f.tree, "", func(in *tree, path string) {
		p, ok := f.form.lookup(path)
		if !ok {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(in.kids)) {
			group := in.kids[name]
			if isIndex(name) || len(group.kids) == 0 || group.kids["0"] != nil {
				continue
			}
			for _, other := range p.Names {
				if q, ok := f.form.lookup(path + "/" + other); ok && other != name && slices.Equal(q.Types, []string{"object"}) {
					f.moveGroup(in, name, other, q.Names, tokens, least)
				}
			}
		}
	})
}

// moveGroup tries the facts of a group in another that lacks them.
func (f *refiner) moveGroup(in *tree, name, other string, names []string, tokens []token, least int) {
	from, to := in.kids[name], in.kids[other]
	taken, made := from.clone(), &tree{kids: map[string]*tree{}}
	if to != nil {
		made = to.clone()
	}
	var moved []*tree
	for kid, t := range from.kids {
		if slices.Contains(names, kid) && made.kids[kid] == nil && made.kids != nil {
			delete(taken.kids, kid)
			made.kids[kid] = t.clone()
			moved = append(moved, t)
		}
	}
	if len(moved) < 2 {
		return
	}
	in.kids[other], in.kids[name] = made, taken
	if len(taken.kids) == 0 {
		delete(in.kids, name)
	}
	same := f.draftsSame(f.tree, tokens, least)
	in.kids[name], in.kids[other] = from, to
	if to == nil {
		delete(in.kids, other)
	}
	if same {
		for _, t := range moved {
			t.each(func(v *value) { v.certain, v.ambiguous = false, true })
		}
	}
}

// moveIntoList tries whether what stands behind an item of a list is another.
func (f *refiner) moveIntoList(tokens []token, least int) {
	all := f.leaves()
	for i := 0; i+1 < len(all); i++ {
		a, b := all[i], all[i+1]
		list, item := cutPointer(a.pointer)
		around, _ := cutPointer(b.pointer)
		if list == around || !isIndex(item) || !f.isOpen(a) || !f.isOpen(b) || f.auto.classes[a.path] != f.auto.classes[b.path] {
			continue
		}
		c := change{list + "/" + itoa(len(f.tree.find(list).kids)): b.text, b.pointer: ""}
		if isElement(around) {
			for _, l := range all {
				if strings.HasPrefix(l.pointer, around+"/") {
					c[l.pointer] = ""
				}
			}
		}
		if f.draftsSame(f.with(c), tokens, least) {
			f.doubt(c)
		}
	}
}

// spread tries whether the items of a list are facts beside it. What stands there
// instead may be another beside it, with the word before it.
func (f *refiner) spread(tokens []token, least int) {
	f.walk(f.tree, "", func(in *tree, path string) {
		for _, name := range slices.Sorted(maps.Keys(in.kids)) {
			items := in.kids[name].kids
			if len(items) == 0 || items["0"] == nil || items["0"].value == nil || len(items["0"].kids) > 0 {
				continue
			}
			beside := f.beside(path, name)
			for from := 0; from+len(items) <= len(beside); from++ {
				f.spreadOver(in, name, beside[from:from+len(items)], beside, tokens, least)
			}
		}
	})
}

func (f *refiner) spreadOver(in *tree, list string, names, beside []string, tokens []token, least int) {
	old := maps.Clone(in.kids)
	items := old[list].kids
	delete(in.kids, list)
	var displaced []*value
	for i, name := range names {
		if items[itoa(i)] == nil {
			in.kids = old
			return
		}
		if t := old[name]; t != nil && t.value != nil {
			displaced = append(displaced, t.value)
		}
		in.kids[name] = items[itoa(i)]
	}
	same := len(displaced) <= 1 && f.draftsSame(f.tree, tokens, least)
	for _, name := range beside {
		if same || len(displaced) != 1 || in.kids[name] != nil {
			continue
		}
		v := *displaced[0]
		if v.at > 0 && v.at < len(tokens) {
			v.text = tokens[v.at-1].text + " " + v.text
		}
		in.kids[name] = &tree{value: &v}
		same = f.draftsSame(f.tree, tokens, least)
		delete(in.kids, name)
	}
	in.kids = old
	if same {
		unsure := func(v *value) { v.certain, v.ambiguous = false, true }
		old[list].each(unsure)
		for _, v := range displaced {
			unsure(v)
		}
	}
}
