package extract

import (
	"slices"
	"strings"
)

// A step is one node on the cheapest path, and where the exhibit stands there.
type step struct {
	node int32
	at   int32 // how many tokens of the exhibit were taken before it
}

// trail remembers every node that was reached at a token, and from which.
type trail struct {
	node []int32
	prev []int32
	at   []int32
}

func (t *trail) grow(n int) {
	t.node = make([]int32, 0, n)
	t.prev = make([]int32, 0, n)
	t.at = make([]int32, 0, n)
}

// Bounds of the search. An exhibit for which every state of the form fits in
// maxTrail is aligned exactly; for a longer one only the states that are
// cheapest at each token go on.
const (
	maxTrail  = 12 << 20
	widest    = 700 // no state that is so much dearer than the cheapest goes on
	narrowest = 300
)

// slots is how many tokens ahead a transition can lead, and one.
const slots = longestFormat + 1

// aligner finds the cheapest path of an exhibit through an automaton.
type aligner struct {
	*automaton
	tokens []token
	spans  [][][]span // by hole and token: the closed facts that begin there, or values that an open fact is known to have
	cost   [slots][]int32
	from   [slots][]int32 // entry of the trail that leads to the node
	begun  [slots][]int32 // at a body: the token at which the cheapest way there began the fact
	least  [slots]int32
	dead   []bool
	trail  trail
	beam   int32
}

// A span is a text that fits a closed hole.
type span struct {
	length int32
	value  string
	lost   bool
}

// markNear finds for each token that the form has not the words of the form
// that it could be a slip for.
func (a *automaton) markNear(tokens []token) {
	seen := map[string][]int32{}
	for i := range tokens {
		t := &tokens[i]
		if t.id != unknownWord || t.kind == aMark || t.kind == aNumber {
			continue
		}
		near, ok := seen[t.fold]
		if !ok {
			near = a.nearTo(t.fold)
			seen[t.fold] = near
		}
		t.near = near
	}
}

func (a *automaton) nearTo(word string) []int32 {
	var out []int32
	for id, w := range a.words {
		if near(w, word) {
			out = append(out, int32(id))
		}
	}
	return out
}

// align returns the nodes of the cheapest path in order.
func (a *automaton) align(tokens []token, spans, known map[string][][]span) []step {
	al := &aligner{automaton: a, tokens: tokens, spans: make([][][]span, len(a.holes))}
	al.dead = a.gate(tokens)
	for i := range a.holes {
		if h := &a.holes[i]; h.class.open() {
			al.spans[i] = known[h.path]
		} else {
			al.spans[i] = spans[h.key]
		}
	}
	for beam := int32(widest); ; beam *= 4 {
		if steps := al.search(beam); steps != nil || beam > 16*widest {
			return steps
		}
	}
}

// search finds the cheapest path with states that are at most beam dearer than
// the cheapest at their token. Too narrow a beam loses the end of the form.
func (al *aligner) search(beam int32) []step {
	al.beam = beam
	al.trail.grow(min(1500*(len(al.tokens)+1), maxTrail))
	for k := range slots {
		al.cost[k] = make([]int32, len(al.nodes))
		al.from[k] = make([]int32, len(al.nodes))
		al.begun[k] = make([]int32, len(al.nodes))
		al.clear(k)
	}
	al.cost[0][0], al.from[0][0], al.least[0] = 0, -1, 0
	room := maxTrail / (len(al.tokens) + 1)
	for j := 0; j <= len(al.tokens); j++ {
		before := len(al.trail.node)
		al.frame(j)
		switch active := len(al.trail.node) - before; {
		case active > room:
			al.beam = max(narrowest, al.beam*int32(room)/int32(active))
		case active < room/2:
			al.beam = min(beam, al.beam+al.beam/4)
		}
		if j < len(al.tokens) {
			al.clear(j % slots)
		}
	}
	return al.path(len(al.tokens))
}

func (al *aligner) clear(k int) {
	costs := al.cost[k]
	for i := range costs {
		costs[i] = impossible
	}
	al.least[k] = impossible
}

// frame takes every state at token j one step on.
func (al *aligner) frame(j int) {
	k := j % slots
	costs, from := al.cost[k], al.from[k]
	for i := int32(0); i < int32(len(al.nodes)); i++ {
		c := costs[i]
		if c >= impossible || c > al.least[k]+al.beam && j < len(al.tokens) {
			continue
		}
		n := &al.nodes[i]
		if n.kind == aFork {
			i = al.fork(n, i, j, c, from[i])
			continue
		}
		entry := int32(len(al.trail.node))
		al.trail.node = append(al.trail.node, i)
		al.trail.prev = append(al.trail.prev, from[i])
		al.trail.at = append(al.trail.at, int32(j))
		switch n.kind {
		case aWord:
			al.word(n, i, j, c, entry)
		case aHole:
			al.hole(n, i, j, c, entry)
		case aBody:
			al.body(n, i, j, c, entry)
		case theEnd:
			al.insert(i, j, c, entry)
		default:
			i = al.fork(n, i, j, c, entry)
		}
	}
}

// fork leads to all the nodes that may come next, and returns the node before
// the first that must be looked at again: in another round of a loop nodes are
// reached that were passed.
func (al *aligner) fork(n *node, i int32, j int, c, entry int32) int32 {
	back := i
	for k, to := range n.outs {
		if al.dead[to] {
			continue
		}
		add := int32(0)
		switch {
		case to <= i:
			add = nextRound
		case n.skip > 0 && k == len(n.outs)-1:
			add = n.skip
		}
		if al.relax(j, to, c+add, entry) && to <= i {
			back = min(back, to-1)
		}
	}
	return back
}

// relax offers a way to a node at token j. It is taken if it is cheaper.
func (al *aligner) relax(j int, to, cost, entry int32) bool {
	k := j % slots
	if cost >= al.cost[k][to] {
		return false
	}
	al.cost[k][to], al.from[k][to] = cost, entry
	al.least[k] = min(al.least[k], cost)
	return true
}

// insert leaves a token of the exhibit unexplained.
func (al *aligner) insert(i int32, j int, c, entry int32) {
	if j == len(al.tokens) {
		return
	}
	cost := al.tokens[j].insertion()
	if p := al.trail.prev[entry]; cost > aPunctuation && (p < 0 || al.trail.node[p] != i) {
		cost += newGap
	}
	al.relax(j+1, i, c+cost, entry)
}

func (al *aligner) word(n *node, i int32, j int, c, entry int32) {
	al.relax(j, n.next, c+n.skip, entry)
	if j == len(al.tokens) {
		return
	}
	t := &al.tokens[j]
	al.insert(i, j, c, entry)
	cost := int32(0)
	switch {
	case t.id == n.word:
	case n.mark != (t.kind == aMark):
		return
	case n.mark:
		cost = otherMark
	case len(t.near) > 0 && slices.Contains(t.near, n.word):
		cost = nearWord
	default:
		cost = otherWord
	}
	al.relax(j+1, n.next, c+cost+breakCost(n.begin, t.begin), entry)
}

// breakCost compares what begins in the form with what begins in the exhibit.
func breakCost(form, exhibit breakKind) int32 {
	if form == anyBreak {
		return 0
	}
	if form > softBreak && exhibit == noBreak || form == noBreak && exhibit == blockBreak {
		return wrongBreak
	}
	return 0
}

func (al *aligner) hole(n *node, i int32, j int, c, entry int32) {
	h := &al.holes[n.index]
	al.relax(j, n.next, c+skipHole, entry)
	if j == len(al.tokens) {
		return
	}
	t := &al.tokens[j]
	al.insert(i, j, c, entry)
	begin := breakCost(n.begin, t.begin) * wrongHole / wrongBreak
	if h.class.open() {
		if al.relax(j+1, n.word, c+h.opening()+begin+h.tokenCost(t, true), entry) {
			al.begun[(j+1)%slots][n.word] = int32(j)
		}
		if known := al.spans[n.index]; known != nil {
			for _, s := range known[j] {
				al.relax(j+int(s.length), n.next, c+knownHole+begin, entry)
			}
		}
		return
	}
	if h.class == ofNothing {
		al.relax(j+1, n.next, c+closedHole+begin+t.insertion()/2, entry)
		return
	}
	for _, s := range al.spans[n.index][j] {
		al.relax(j+int(s.length), n.next, c+closedHole+begin, entry)
	}
}

func (al *aligner) body(n *node, i int32, j int, c, entry int32) {
	h := &al.holes[n.index]
	end := after(h.class, al.tokens, j)
	if h.suffix != "" {
		if _, ok := cutFold(al.tokens[j-1].text, h.suffix); !ok {
			end += aContentWord
		}
	}
	al.relax(j, n.next, c+end, entry)
	if j < len(al.tokens) {
		cost := h.within(al.tokens, j)
		begun := al.begun[j%slots][i]
		if h.most > 0 && int32(j)-begun >= h.most {
			cost += tooLong
		}
		if al.relax(j+1, i, c+cost, entry) {
			al.begun[(j+1)%slots][i] = begun
		}
	}
}

// path follows the trail back from the end.
func (al *aligner) path(j int) []step {
	k := j % slots
	end := int32(len(al.nodes) - 1)
	if al.cost[k][end] >= impossible {
		return nil
	}
	var out []step
	out = append(out, step{end, int32(j)})
	for e := al.from[k][end]; e >= 0; e = al.trail.prev[e] {
		out = append(out, step{al.trail.node[e], al.trail.at[e]})
	}
	for i, k := 0, len(out)-1; i < k; i, k = i+1, k-1 {
		out[i], out[k] = out[k], out[i]
	}
	return out
}

// findSpans finds, for each kind of closed hole, the texts that fit it, once
// for all holes that take the same.
func (a *automaton) findSpans(tokens []token) map[string][][]span {
	found := map[string][][]span{}
	for i := range a.holes {
		h := &a.holes[i]
		if h.class.open() || h.class == ofNothing {
			continue
		}
		if found[h.key] != nil {
			continue
		}
		at := make([][]span, len(tokens)+1)
		for j := range tokens {
			at[j] = h.spansAt(tokens, j)
		}
		found[h.key] = at
	}
	return found
}

// findKnown finds where the values that facts are known to have stand in the
// exhibit.
func (a *automaton) findKnown(tokens []token, values map[string][]string) map[string][][]span {
	first := map[string][]int{} // where each word stands
	for j := range tokens {
		first[tokens[j].fold] = append(first[tokens[j].fold], j)
	}
	found := map[string][][]span{}
	for path, texts := range values {
		at := make([][]span, len(tokens)+1)
		for _, text := range texts {
			want := foldedWords(text)
			if len(want) == 0 || len(want) >= slots {
				continue
			}
			for _, j := range first[want[0]] {
				if j+len(want) <= len(tokens) && matches(tokens[j:j+len(want)], want) {
					at[j] = append(at[j], span{length: int32(len(want)), value: text})
				}
			}
		}
		found[path] = at
	}
	return found
}

func foldedWords(text string) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		pieces(w, func(p string) { out = append(out, fold(p)) })
	}
	return out
}

func (h *hole) spansAt(tokens []token, j int) []span {
	if !h.mayBegin(&tokens[j]) {
		return nil
	}
	var out []span
	for n := 1; n <= h.longest && j+n <= len(tokens); n++ {
		if n > 1 && tokens[j+n-1].begin == blockBreak {
			break
		}
		if value, lost, ok := h.fits(tokens[j : j+n]); ok {
			out = append(out, span{int32(n), value, lost})
		}
	}
	return out
}

// mayBegin is a quick look, since few tokens begin a date or an amount.
func (h *hole) mayBegin(t *token) bool {
	switch h.class {
	case ofNumber:
		return t.kind == aNumber
	case ofCount:
		return t.kind != aMark && len(t.text) <= 4
	case ofValues:
		return h.firsts[t.fold] || h.suffix != "" && t.kind != aMark
	}
	return t.kind != aMark && (!h.opens || (t.kind == aNumber) == h.numeral)
}
