package extract

import (
	"slices"
	"strings"
)

// A fact may be another of its group that is not there, if the bounds let that stand
// wherever it does; and the items of a list in a sentence may be one, if there is an
// "and" in one of them. Both are drafted.

// maxStandIns bounds the drafts that are made for it.
const maxStandIns = 12

// standIns tries what else may be what was printed.
func (a *attempt) standIns(s *search, tokens []token) {
	if a.form.Draft == nil {
		return
	}
	left := maxStandIns
	for _, l := range a.leaves() {
		if l.claim || !l.certain || a.auto.holeOf(l.path) == nil {
			continue
		}
		group, _ := cutPointer(l.pointer)
		for _, name := range a.beside(s, l) {
			p := group + "/" + name
			if a.tree.find(p) != nil || !a.maybe(l, starred(p)) || left == 0 {
				continue
			}
			left--
			moved := *l.value
			moved.pointer, moved.path = p, starred(p)
			if a.drafted(map[string]*value{p: &moved}, map[string]*value{l.pointer: l.value, p: nil}, tokens, a.unlike) {
				l.certain, l.ambiguous = false, true
				break
			}
		}
	}
	for _, items := range a.lists() {
		if left == 0 {
			break
		}
		left--
		a.unite(items, tokens)
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

// beside are the other facts of its group that the bounds let stand wherever a fact does.
func (a *attempt) beside(s *search, l *leaf) []string {
	group, _ := cutPointer(l.path)
	var out []string
	first := true
	for _, v := range a.seen.votes {
		if v.pointer != l.pointer || v.claim {
			continue
		}
		var here []string
		for _, r := range s.bounds.at[v.from] {
			n := &s.nodes[r.node]
			if n.kind != aHole || s.holes[n.index].path == l.path || !s.holes[n.index].class.open() {
				continue
			}
			parent, name := cutPointer(s.holes[n.index].path)
			if parent == group && name != "*" && s.ending(n, v.to) && (first || slices.Contains(out, name)) && !slices.Contains(here, name) {
				here = append(here, name)
			}
		}
		out, first = here, false
	}
	slices.Sort(out)
	return out
}

// ending reports whether the bounds let a fact end before token j.
func (s *search) ending(n *node, j int) bool {
	return slices.ContainsFunc(s.bounds.at[j], func(r rest) bool { return r.node == n.next })
}

// lists are the items of the lists that may be one item each.
func (a *attempt) lists() [][]*leaf {
	by := map[string][]*leaf{}
	for _, l := range a.leaves() {
		if list, item := cutPointer(l.pointer); isIndex(item) && !l.claim {
			by[list] = append(by[list], l)
		}
	}
	var out [][]*leaf
	for _, list := range keys(by) {
		if items := by[list]; len(items) > 1 && slices.ContainsFunc(items, func(l *leaf) bool { return l.certain && strings.Contains(l.text, " and ") }) {
			out = append(out, items)
		}
	}
	return out
}

// unite tries whether the items of a list are one.
func (a *attempt) unite(items []*leaf, tokens []token) {
	one := *items[0].value
	made, old := map[string]*value{items[0].pointer: &one}, map[string]*value{}
	for i, l := range items {
		old[l.pointer] = l.value
		if i > 0 {
			one.text += ", " + l.text
		}
	}
	if !a.drafted(made, old, tokens, a.unlike) {
		return
	}
	for _, l := range items {
		l.certain, l.ambiguous = false, true
	}
}
