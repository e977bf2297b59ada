package extract

import "strings"

// A fact may be another of its group that is not there, if it is written much as that;
// and the items of a list in a sentence may be one, if there is an "and" in one of them.
// Both are drafted.

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
	lists := map[string][]*leaf{}
	for _, l := range a.leaves() {
		if l.claim || a.auto.holeOf(l.path) == nil {
			continue
		}
		group, name := cutPointer(l.pointer)
		if isIndex(name) {
			lists[group] = append(lists[group], l)
			continue
		}
		for _, k := range a.auto.fieldsOf(group) {
			if p := group + "/" + nameOf(k.path); l.certain && a.tree.find(p) == nil && a.maybe(l, k.path) {
				moved := *l.value
				moved.pointer, moved.path = p, k.path
				try(map[string]*value{p: &moved}, map[string]*value{l.pointer: l.value, p: nil})
			}
		}
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
			try(map[string]*value{one.pointer: &one}, old)
		}
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
