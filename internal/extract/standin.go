package extract

import "strings"

// A fact may be another of its group that is not there, if it is written much as that; if
// it is the first of an item, it may be an item before that. And the items of a list in a
// sentence may be one, if there is an "and" in one of them. All that is drafted.

// maxStandIns bounds the drafts that are made for it.
const maxStandIns = 12

// standIns tries what else may be what was printed.
func (a *attempt) standIns(tokens []token) {
	left := maxStandIns
	try := func(made, old map[string]*value) {
		if left--; left < 0 || !a.drafted(made, old, tokens, a.unlike) {
			return
		}
		for _, v := range old {
			if v != nil {
				v.certain, v.ambiguous = false, true
			}
		}
	}
	lists, begun := map[string][]*leaf{}, map[string]bool{}
	for _, l := range a.leaves() {
		if l.claim || a.auto.holeOf(l.path) == nil {
			continue
		}
		group, name := cutPointer(l.pointer)
		if isIndex(name) {
			lists[group] = append(lists[group], l)
			continue
		}
		list, item := "", ""
		if group != "" && !begun[group] {
			list, item = cutPointer(group)
		}
		for _, k := range a.auto.fieldsOf(group) {
			if !l.certain || k.path == l.path || !a.maybe(l, k.path) {
				continue
			}
			p := group + "/" + nameOf(k.path)
			moved := *l.value
			moved.pointer, moved.path = p, k.path
			if a.tree.find(p) == nil {
				try(map[string]*value{p: &moved}, map[string]*value{l.pointer: l.value, p: nil})
			}
			if left > 0 && l.certain && isIndex(item) && item != "" {
				left--
				a.part(l, list, wholeOf(item), nameOf(k.path), tokens)
			}
		}
		begun[group] = true
	}
	for _, list := range keys(lists) {
		one, old, joined := *lists[list][0].value, map[string]*value{}, false
		for i, l := range lists[list] {
			old[l.pointer] = l.value
			joined = joined || l.certain && strings.Contains(l.text, " and ")
			if i > 0 {
				one.text += ", " + l.text
			}
		}
		if joined && len(old) > 1 {
			try(map[string]*value{lists[list][0].pointer: &one}, old)
		}
	}
}

// part tries whether the first fact of an item is another fact, in an item of its own.
func (a *attempt) part(l *leaf, list string, i int, name string, tokens []token) {
	whole := a.tree
	defer func() { a.tree = whole }()
	a.tree = whole.clone()
	items := a.tree.find(list).kids
	for j := range items {
		if wholeOf(j) >= len(items) {
			return // they are not numbered one by one
		}
	}
	for j := len(items); j > i; j-- {
		items[itoa(j)] = items[itoa(j-1)]
	}
	_, old := cutPointer(l.pointer)
	delete(items[itoa(i+1)].kids, old)
	moved := *l.value
	items[itoa(i)] = &tree{kids: map[string]*tree{name: {value: &moved}}}
	if a.refiner.unlike(tokens) <= a.unlike {
		l.certain, l.ambiguous = false, true
	}
}

// maybe reports whether a text is written much as another fact is.
func (a *attempt) maybe(l *leaf, path string) bool {
	own, other := a.auto.manners.of[l.path], a.auto.manners.of[path]
	if own == nil || other == nil {
		return false
	}
	tokens := tokensOf(l.text)
	return other.whole(tokens)-own.whole(tokens) < doubtful
}
