package extract

import "slices"

// What slips leave in doubt in an exhibit that was corrected.

// doubt makes the values uncertain that are told by words beside slips alone.
func (c *correction) doubt(f *refiner, ev *evidence) {
	votes := map[string][]vote{}
	for _, v := range ev.votes {
		votes[v.pointer] = append(votes[v.pointer], v)
	}
	extents := extentsOf(ev.votes)
	f.tree.walk("", func(pointer string, v *value) {
		edge := 1
		if f.auto.holeOf(starred(pointer)) == nil {
			edge = 0 // a date or an amount has its bounds in itself
		}
		sure := slices.ContainsFunc(votes[pointer], func(o vote) bool { return c.clean(o, edge) })
		if len(votes[pointer]) == 0 {
			sure = !c.marred(pointer, extents)
		}
		v.certain = v.certain && sure
	})
	c.doubtNumbers(f, extents)
}

// marred reports whether the item of a list that a fact is in has slips: then
// nothing tells the fact that no words tell.
func (c *correction) marred(pointer string, extents map[string][]extent) bool {
	for list, item := cutPointer(pointer); list != ""; list, item = cutPointer(list) {
		if !isIndex(item) {
			continue
		}
		if i := wholeOf(item); i < len(extents[list]) {
			e := extents[list][i]
			return slices.Contains(c.slip[e.from:e.to], true)
		}
	}
	return false
}

// clean reports whether no slip is in what a vote rests on, nor at its edges, if it
// may have lost or taken a word there.
func (c *correction) clean(v vote, edge int) bool {
	if v.claim {
		real, put := 0, 0
		for i := v.from; i < v.to; i++ {
			switch {
			case c.tokens[i].kind == aMark:
			case c.put[i]:
				put++
			default:
				real++
			}
		}
		return real > put
	}
	for i := max(0, v.from-edge); i < min(v.to+edge, len(c.slip)); i++ {
		switch {
		case i < v.from && !c.put[i], i == v.from && edge == 0 && !c.put[i]:
		case c.slip[i]:
			return false
		}
	}
	return true
}

// strained makes the values uncertain that are written as such facts hardly ever
// are: a word too many may have been taken for a part of them. It returns what they
// cost, which is the most that reading them otherwise can save.
func (f *refiner) strained(tokens []token, ev *evidence) int32 {
	saves := int32(0)
	for _, vote := range ev.votes {
		h, v := f.auto.holeOf(vote.path), f.tree.at(vote.pointer)
		switch {
		case v == nil || vote.claim || h == nil:
		case h.class == ofText && f.auto.says(tokens[vote.from:vote.to]):
			v.certain = false
			saves += vote.cost
			if group, _ := cutPointer(vote.pointer); group != "" {
				f.tree.find(group).each(func(v *value) { v.certain = false })
			}
		case h.strains(tokens, vote) || f.hasMore(vote.path, tokens[vote.from:vote.to]):
			v.certain = false
			saves += vote.cost
		}
	}
	return saves
}

// hasMore reports whether a text is a value that is known of a fact but for a word
// before it or behind it.
func (f *refiner) hasMore(path string, tokens []token) bool {
	known := f.auto.manners.spelled[path]
	n := len(tokens)
	return n > 1 && known[foldText(textOf(tokens))] == "" && (known[foldText(textOf(tokens[1:]))] != "" || known[foldText(textOf(tokens[:n-1]))] != "")
}

// strains reports whether a fact is too long, has more than a sentence or ends
// where no fact ends.
func (h *hole) strains(tokens []token, v vote) bool {
	if h.class == ofText {
		return false
	}
	if h.most > 0 && int32(v.to-v.from) > h.most || after(h.class, tokens, v.to) > 0 {
		return true
	}
	if first := &tokens[v.from]; v.to > v.from+1 && first.kind == aLower && h.plainCost(first, true) >= aLowerName {
		return true
	}
	for i := v.from + 2; i < v.to; i++ {
		if endsSentence(tokens, i) {
			return true
		}
	}
	return false
}

// aLowerName is what a word in small letters costs at least in a fact that has none.
const aLowerName = 40

// An extent is where an element of a list is told.
type extent struct{ from, to int }

// doubtNumbers makes the elements of a list uncertain that stand behind a slip
// between two of them: there may have been another, and their numbers are wrong.
func (c *correction) doubtNumbers(f *refiner, extents map[string][]extent) {
	for _, list := range keys(extents) {
		before := extent{to: -1}
		for i, one := range extents[list] {
			if before.to < 0 {
				before.to = one.from
			}
			if before.to > 0 && one.to > 0 && before.to <= one.from && c.shaken(before.to, one.from) {
				f.unsure(list, i)
				break
			}
			before = one
		}
	}
}

// extentsOf finds where the elements of lists are told, by list.
func extentsOf(votes []vote) map[string][]extent {
	out := map[string][]extent{}
	for _, v := range votes {
		for list, token := cutPointer(v.pointer); list != ""; list, token = cutPointer(list) {
			if !isIndex(token) {
				continue
			}
			i := wholeOf(token)
			for len(out[list]) <= i {
				out[list] = append(out[list], extent{})
			}
			if e := &out[list][i]; e.to == 0 {
				*e = extent{from: v.from, to: v.to}
			} else {
				e.from, e.to = min(e.from, v.from), max(e.to, v.to)
			}
		}
	}
	return out
}

// shaken reports whether more than a word was taken out between two tokens, or a
// mark put in, and no number of the item stands there.
func (c *correction) shaken(from, to int) bool {
	found := false
	for i := from; i <= to && i < len(c.from); i++ {
		if c.counts[i] {
			return false
		}
		found = found || c.put[i] && c.tokens[i].kind == aMark || c.takenBefore(i) > 1
	}
	return found
}

// takenBefore is how many tokens were taken out before one.
func (c *correction) takenBefore(i int) int {
	if i == 0 {
		return c.from[i]
	}
	n := c.from[i] - c.from[i-1]
	if !c.put[i-1] {
		n--
	}
	return n
}

// unsure makes the elements of a list uncertain from one on.
func (f *refiner) unsure(list string, from int) {
	if t := f.tree.find(list); t != nil {
		for name, kid := range t.kids {
			if isIndex(name) && wholeOf(name) >= from {
				kid.each(func(v *value) { v.certain = false })
			}
		}
	}
}

// doubtLists makes the lists uncertain without which the draft is nearly as near to
// the exhibit: a slip may have made them.
func (f *refiner) doubtLists() {
	f.tree.lists("", func(pointer string, list *tree) {
		tree := f.tree
		f.tree = tree.clone()
		f.tree.restore(pointer, nil)
		if f.score(f.best+mereSlip) <= f.best+mereSlip {
			list.each(func(v *value) { v.certain = false })
		}
		f.tree = tree
	})
}

// mereSlip is how many words of a draft and an exhibit a slip makes different.
const mereSlip = 3

// lists calls do for the lists of groups that are in no other list.
func (t *tree) lists(pointer string, do func(pointer string, list *tree)) {
	if first := t.kids["0"]; first != nil {
		if len(first.kids) > 0 {
			do(pointer, t)
		}
		return
	}
	for _, name := range keys(t.kids) {
		t.kids[name].lists(pointer+"/"+name, do)
	}
}
