package extract

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
)

// A step is one node on a path, and where the exhibit stands there.
type step struct {
	node  int32
	at    int32  // how many tokens of the exhibit were taken before it
	round *round // of the loops that run there
}

// A path is one way to read the exhibit.
type path struct {
	steps  []step
	belief belief
	cost   int32
}

// A guess is a path so far: the node that it has come to, and what it believes.
type guess struct {
	node   int32
	prev   int32 // the guess that it came from; -1: none
	next   int32 // another at the same node and token; -1: none
	cost   int32
	at     int32
	begun  int32 // at a body: the token at which the fact began
	belief belief
	round  *round
	dead   bool // a better one has taken its place
	left   bool // it has left out words of the form here: before words of the exhibit are left out
}

// A search finds the cheapest paths of an exhibit through an automaton, token by
// token. At each node and token it keeps a few that believe different things.
type search struct {
	*ledger
	tokens   []token
	spans    map[string][][]span
	exact    bool // the exhibit is what the form prints, word for word
	width    int  // how many guesses are kept at one node and token
	beam     int32
	shut     []bool // nodes that the exhibit surely has not
	guesses  []guess
	heads    [slots][]int32 // by node: the first guess there
	todo     [slots][]uint64
	touched  [slots][]int32 // nodes that have guesses
	least    [slots]int32
	back     int32  // the least node that a guess leads to at the same token
	here     sieve  // what stands at the token at hand
	closedAt []bool // tokens at which a closed fact may begin
	prints   map[printKey][]string
}

type printKey struct{ hole, value int32 }

// Bounds of the search.
const (
	slots      = longestFormat + 1 // how many tokens ahead a closed fact can lead, and one
	maxGuesses = 1 << 20
	leastRoom  = 100 // guesses at a token, however long the exhibit is
	leastBeam  = 40
	maxPaths   = 8 // that are kept at the end
)

// run finds the cheapest paths, the cheapest first.
func (s *search) run() []path {
	s.prints = map[printKey][]string{}
	for k := range slots {
		s.heads[k] = make([]int32, len(s.nodes))
		s.todo[k] = make([]uint64, len(s.nodes)/64+1)
		for i := range s.heads[k] {
			s.heads[k][i] = -1
		}
		s.least[k] = impossible
	}
	s.closedAt = make([]bool, len(s.tokens)+1)
	for _, at := range s.spans {
		for j := range at {
			s.closedAt[j] = s.closedAt[j] || len(at[j]) > 0
		}
	}
	s.push(0, guess{node: 0, prev: -1})
	beam := s.beam
	for j := 0; j <= len(s.tokens); j++ {
		before := len(s.guesses)
		s.frame(j)
		room := max(leastRoom, 4*(maxGuesses-len(s.guesses))/(len(s.tokens)-j+1))
		switch active := len(s.guesses) - before; {
		case active > room:
			s.beam = max(leastBeam, s.beam*int32(room)/int32(active))
		case active < room/2:
			s.beam = min(beam, s.beam+s.beam/4+1)
		}
		if j < len(s.tokens) {
			s.clear(j % slots)
		}
	}
	return s.paths()
}

func (s *search) clear(k int) {
	for _, node := range s.touched[k] {
		s.heads[k][node] = -1
	}
	s.touched[k] = s.touched[k][:0]
	s.least[k] = impossible
}

// stand are the kinds of things that stand at token j.
func (s *search) stand(j int) sieve {
	if j == len(s.tokens) {
		return theLast
	}
	f := sieveOf(s.tokens[j].id) | anyFact
	if s.closedAt[j] {
		f |= closedFact
	}
	return f
}

// frame takes every guess at token j one step on, in the order of the nodes; a
// loop leads back to nodes that were looked at.
func (s *search) frame(j int) {
	k := j % slots
	todo := s.todo[k]
	s.here = s.stand(j)
	for i := 0; i < len(todo); {
		if todo[i] == 0 {
			i++
			continue
		}
		node := int32(i*64 + bits.TrailingZeros64(todo[i]))
		todo[i] &= todo[i] - 1
		for g := s.heads[k][node]; g >= 0; g = s.guesses[g].next {
			if !s.guesses[g].dead && s.guesses[g].cost <= s.least[k]+s.beam {
				s.guesses[g].dead = true // it is looked at once
				s.back = node
				s.expand(g, j)
				i = min(i, int(s.back)/64)
			}
		}
	}
}

// push offers a guess at token j. Of those at its node that believe the same the
// cheapest stays, of the others the cheapest few.
func (s *search) push(j int, g guess) {
	k := j % slots
	if g.cost > s.least[k]+s.beam {
		return
	}
	count, worst := 0, int32(-1)
	for i := s.heads[k][g.node]; i >= 0; i = s.guesses[i].next {
		o := &s.guesses[i]
		if o.belief.sum == g.belief.sum && o.begun == g.begun && (o.left == g.left || g.left) && o.round.same(g.round) {
			if o.cost <= g.cost {
				return
			}
			o.dead = true
			continue
		}
		if o.dead || !o.round.same(g.round) {
			continue
		}
		count++
		if worst < 0 || o.cost > s.guesses[worst].cost {
			worst = i
		}
	}
	if count >= s.width {
		if s.guesses[worst].cost <= g.cost {
			return
		}
		s.guesses[worst].dead = true
	}
	if s.heads[k][g.node] < 0 {
		s.touched[k] = append(s.touched[k], g.node)
	}
	g.at, g.next = int32(j), s.heads[k][g.node]
	s.heads[k][g.node] = int32(len(s.guesses))
	s.guesses = append(s.guesses, g)
	s.todo[k][g.node/64] |= 1 << (g.node % 64)
	s.least[k] = min(s.least[k], g.cost)
}

func (r *round) same(o *round) bool {
	for ; r != nil && o != nil; r, o = r.outer, o.outer {
		if r == o {
			return true
		}
		if r.loop != o.loop || r.index != o.index {
			return false
		}
	}
	return r == o
}

// expand takes a guess one step on.
func (s *search) expand(at int32, j int) {
	g := s.guesses[at]
	g.prev, g.dead = at, false
	n := &s.nodes[g.node]
	switch n.kind {
	case aWord:
		s.word(n, g, j)
	case aHole:
		s.hole(n, g, j)
	case aBody:
		s.body(n, g, j)
	case theEnd:
		if !s.exact {
			s.insert(g, j)
		}
	case anArm:
		s.arm(n, g, j)
	case anEnter:
		s.enter(n, g, j)
	case aRound:
		s.begin(n, g, j)
	case aLeave:
		s.leave(n, g, j)
	default:
		s.fork(n, g, j)
	}
}

// to offers the guess at another node.
func (s *search) to(node int32, j int, g guess, cost int32) {
	g.node = node
	g.cost += cost
	if int32(j) != g.at {
		g.left = false
	} else {
		s.back = min(s.back, node)
	}
	s.push(j, g)
}

// skip offers the guess at another node without what the form has here.
func (s *search) skip(node int32, j int, g guess, cost int32) {
	g.left = true
	s.to(node, j, g, cost)
}

func (s *search) fork(n *node, g guess, j int) {
	for k, to := range n.outs {
		if s.exact && s.firsts[to]&s.here == 0 || s.shut != nil && s.shut[to] {
			continue
		}
		if n.skip == 0 || k < len(n.outs)-1 {
			s.to(to, j, g, 0)
		} else if !s.exact {
			s.skip(to, j, g, n.skip)
		}
	}
}

// arm goes into an arm of a choice, if what that says of the facts can be.
func (s *search) arm(n *node, g guess, j int) {
	a := &s.arms[n.index]
	cost := n.skip
	if a.condition != nil {
		b, ok := s.suppose(g.belief, a.condition, a.truth, g.round, false)
		switch {
		case ok:
			g.belief = b
		case s.exact:
			return
		default:
			cost += contradiction
		}
	}
	s.to(n.outs[0], j, g, cost)
}

// insert leaves a token of the exhibit unexplained.
func (s *search) insert(g guess, j int) {
	if j == len(s.tokens) || g.left {
		return
	}
	cost := s.tokens[j].insertion()
	if p := s.guesses[g.prev].prev; cost > aPunctuation && (p < 0 || s.guesses[p].node != g.node) {
		cost += newGap
	}
	s.to(g.node, j+1, g, cost)
}

func (s *search) word(n *node, g guess, j int) {
	if !s.exact {
		s.skip(n.next, j, g, n.skip)
	}
	if j == len(s.tokens) {
		return
	}
	t := &s.tokens[j]
	cost := s.breakCost(n.begin, t.begin)
	if s.exact {
		if t.id == n.word {
			if n.mark && beforeSuffix(s.tokens, j) {
				cost += tornName
			}
			s.to(n.next, j+1, g, cost)
		}
		return
	}
	s.insert(g, j)
	switch {
	case t.id == n.word:
		if n.mark && beforeSuffix(s.tokens, j) {
			cost += tornName
		}
	case n.mark != (t.kind == aMark):
		return
	case n.mark:
		cost += otherMark
	case len(t.near) > 0 && slices.Contains(t.near, n.word):
		cost += nearWord
	default:
		return // one is left out, and the other too
	}
	s.to(n.next, j+1, g, cost)
}

// breakCost compares what begins in the form with what begins in the exhibit. An
// exhibit that the form made, word for word, hardly ever has other breaks.
func (s *search) breakCost(form, exhibit breakKind) int32 {
	if form == anyBreak {
		return 0
	}
	if form > softBreak && exhibit == noBreak || form == noBreak && exhibit == blockBreak {
		if s.exact {
			return wrongBlock
		}
		return wrongBreak
	}
	if s.exact && form == lineBreak && exhibit == blockBreak {
		return wrongBlock
	}
	return 0
}

func (s *search) hole(n *node, g guess, j int) {
	h := &s.holes[n.index]
	if !s.exact {
		skip := int32(skipHole)
		if h.property.Default != nil {
			skip = skipDefault
		}
		s.skip(n.next, j, g, skip)
	}
	if j == len(s.tokens) {
		return
	}
	t := &s.tokens[j]
	if !s.exact {
		s.insert(g, j)
	}
	begin := s.breakCost(n.begin, t.begin)
	switch {
	case s.exact:
	case n.begin == blockBreak && t.begin <= softBreak:
		begin = noBlock
	default:
		begin = begin * wrongHole / wrongBreak
	}
	v, found := int32(-1), false
	if h.class != ofNothing && h.class != ofCount {
		v, found = s.find(h.place, g.round)
	}
	if found {
		c := s.look(&g.belief, v)
		if c.state == absent && s.exact {
			return
		}
		if c.val != 0 {
			s.known(n, h, g, j, v, c, begin)
			if s.exact {
				return
			}
			begin += contradiction
		}
	}
	switch {
	case h.class.open():
		s.open(n, h, g, j, v, begin)
	case h.class == ofNothing:
		s.to(n.next, j+1, g, closedHole+begin+t.insertion()/2)
	default:
		s.closed(n, h, g, j, v, begin)
	}
}

// known goes over the words that a fact prints whose value is known.
func (s *search) known(n *node, h *hole, g guess, j int, v int32, c cell, cost int32) {
	want := s.printed(n.index, h, c.val)
	if len(want) == 0 || len(want) >= slots || j+len(want) > len(s.tokens) || !matchesExactly(s.tokens[j:j+len(want)], want) {
		return
	}
	if c.guess && h.class.open() {
		if text, lost, ok := h.value(s.tokens[j : j+len(want)]); ok && !lost && text != "" {
			if b, ok := s.bind(g.belief, v, s.value(text), false); ok {
				g.belief = b
			}
		}
	}
	s.to(n.next, j+len(want), g, cost+knownHole)
}

// printed are the folded tokens that a value prints in a hole.
func (s *search) printed(hole int32, h *hole, value int32) []string {
	key := printKey{hole, value}
	words, ok := s.prints[key]
	if !ok {
		if text, printed := h.Print(s.values[value]); printed {
			words = exactWords(text + h.suffix)
		}
		s.prints[key] = words
	}
	return words
}

// open begins a fact of an open class.
func (s *search) open(n *node, h *hole, g guess, j int, v, begin int32) {
	t := &s.tokens[j]
	if d := h.property.Default; d != nil && v >= 0 {
		value := s.value(d.Text)
		want := s.printed(n.index, h, value)
		if len(want) > 0 && len(want) < slots && j+len(want) <= len(s.tokens) && matchesExactly(s.tokens[j:j+len(want)], want) {
			if b, ok := s.bind(g.belief, v, value, false); ok {
				d := g
				d.belief = b
				s.to(n.next, j+len(want), d, knownHole+begin)
			}
		}
	}
	g.begun = int32(j)
	s.to(n.word, j+1, g, h.opening()+begin+h.tokenCost(t, true))
}

// closed takes a fact of a closed class.
func (s *search) closed(n *node, h *hole, g guess, j int, v, begin int32) {
	for _, sp := range s.spans[h.key][j] {
		next := g
		if v >= 0 && sp.value != "" {
			b, ok := s.bind(g.belief, v, s.value(sp.value), sp.lost)
			switch {
			case ok:
				next.belief = b
			case s.exact:
				continue
			}
		}
		s.to(n.next, j+int(sp.length), next, closedHole+begin)
	}
}

// body goes on with an open fact, and ends it.
func (s *search) body(n *node, g guess, j int) {
	h := &s.holes[n.index]
	s.end(n, h, g, j)
	if j == len(s.tokens) {
		return
	}
	cost := h.within(s.tokens, j)
	if h.most > 0 && int32(j)-g.begun >= h.most {
		cost += tooLong
	}
	if s.exact && s.tokens[j].begin == blockBreak {
		return
	}
	s.to(g.node, j+1, g, cost)
}

// end ends an open fact before token j.
func (s *search) end(n *node, h *hole, g guess, j int) {
	if s.exact && !s.follows(n, j) {
		return
	}
	cost := after(h.class, s.tokens, j)
	if h.suffix != "" {
		if _, ok := cutFold(s.tokens[j-1].text, h.suffix); !ok {
			if s.exact {
				return
			}
			cost += aContentWord
		}
	}
	text, lost, ok := h.value(s.tokens[g.begun:j])
	if !ok || h.Without != "" && strings.Contains(text, h.Without) {
		if s.exact {
			return
		}
		cost += aContentWord
	}
	if v, found := s.find(h.place, g.round); found && ok && text != "" {
		b, ok := s.bind(g.belief, v, s.value(text), lost)
		switch {
		case ok:
			g.belief = b
		case s.exact:
			return
		}
	}
	g.begun = 0
	s.to(n.next, j, g, cost)
}

// follows reports whether token j can stand behind a fact.
func (s *search) follows(n *node, j int) bool {
	f := &s.followers[n.next]
	if j == len(s.tokens) {
		return f.end
	}
	if f.open {
		return true
	}
	id := s.tokens[j].id
	_, ok := slices.BinarySearch(f.words, id)
	return ok
}

// enter begins a loop, or goes past it.
func (s *search) enter(n *node, g guess, j int) {
	over, loop := int32(-1), &s.loops[n.index]
	if loop.over != nil {
		if v, ok := s.find(*loop.over, g.round); ok {
			over = v
		}
	}
	r := &round{loop: loop.id, index: -1, start: int32(j), over: over, outer: g.round}
	g.round = r
	for _, to := range n.outs {
		s.to(to, j, g, 0)
	}
}

// begin begins another round of the innermost loop.
func (s *search) begin(n *node, g guess, j int) {
	if !s.endRound(&g, j) {
		return
	}
	last := g.round
	if most := s.loops[n.index].most; most > 0 && last.index+1 >= most {
		return
	}
	cost := int32(0)
	if last.index >= 0 {
		cost = nextRound
	}
	next := &round{loop: last.loop, index: last.index + 1, start: int32(j), over: last.over, outer: last.outer}
	if last.over >= 0 {
		c := s.look(&g.belief, last.over)
		if c.state == absent && s.exact || c.closed && next.index >= c.n && s.exact || next.index >= maxElements {
			return
		}
		next.known = c.n
	}
	g.round = next
	for _, to := range n.outs {
		s.to(to, j, g, cost)
	}
}

// endRound ends a round. One in which nothing of the exhibit was found is one
// only of a list that is known to be so long.
func (s *search) endRound(g *guess, j int) bool {
	r := g.round
	if r.index < 0 {
		return true
	}
	if r.start == int32(j) {
		return r.index < r.known
	}
	if r.over >= 0 {
		if item := s.item(r.over, r.index); item >= 0 {
			b, ok := s.give(g.belief, item)
			if !ok {
				return !s.exact
			}
			g.belief = b
		}
	}
	return true
}

// leave ends a loop.
func (s *search) leave(n *node, g guess, j int) {
	r := g.round
	if !s.endRound(&g, j) {
		return
	}
	cost := int32(0)
	if r.over >= 0 {
		rounds := r.index + 1
		b, ok := g.belief, true
		switch {
		case rounds == 0:
			b, ok = s.deny(b, r.over)
		case s.look(&b, r.over).n > rounds:
			ok = false
		case !s.loops[n.index].nullable:
			b, ok = s.close(b, r.over, rounds)
		}
		switch {
		case ok:
			g.belief = b
		case s.exact:
			return
		default:
			cost = contradiction
		}
	}
	g.round = r.outer
	s.to(n.outs[0], j, g, cost)
}

// paths are the paths that reach the end of the form and of the exhibit.
func (s *search) paths() []path {
	var ends []int32
	for g := s.heads[len(s.tokens)%slots][len(s.nodes)-1]; g >= 0; g = s.guesses[g].next {
		ends = append(ends, g)
	}
	slices.SortStableFunc(ends, func(a, b int32) int { return int(s.guesses[a].cost - s.guesses[b].cost) })
	var out []path
	for _, g := range ends {
		b, ok := s.settle(s.guesses[g].belief)
		if (ok || !s.exact) && len(out) < maxPaths {
			out = append(out, path{steps: s.steps(g), belief: b, cost: s.guesses[g].cost})
		}
	}
	return out
}

// settle looks at the conditions that are still open, now that nothing more is
// said, the oldest first. It is false if one of them cannot be as the path has it.
func (s *search) settle(b belief) (belief, bool) {
	var tests []*openTest
	for t := b.open; t != nil; t = t.next {
		tests = append(tests, t)
	}
	all := true
	for _, t := range slices.Backward(tests) {
		if !s.fails(&b, t) {
			continue
		}
		made, ok := s.invent(b, t)
		if ok {
			b = made
		}
		all = all && ok
	}
	return b, all
}

func (s *search) fails(b *belief, t *openTest) bool {
	shut := *b
	shut.shut = true
	return s.ask(&shut, t.condition, t.round) == answerOf(!t.truth)
}

// invent says something of a fact that the exhibit does not tell but about which
// the form has asked, so that the answer is what the path has it.
func (s *search) invent(b belief, t *openTest) (belief, bool) {
	var made belief
	found := false
	t.condition.each(func(c *condition) bool {
		v, ok := s.find(s.asked(c), t.round)
		if !ok || b.cells.at(v).val != 0 {
			return true
		}
		if c.Op == render.ListHolds {
			if made, found = s.add(b, v, c.Values[0]); found {
				found = !s.fails(&made, t)
			}
			return !found
		}
		for _, text := range s.candidates(c, v) {
			if made, found = s.bind(b, v, s.value(text), true); found {
				if found = !s.fails(&made, t); found {
					return false
				}
			}
		}
		if made, found = s.give(b, v); found {
			found = !s.fails(&made, t)
		}
		return !found
	})
	return made, found
}

// add gives a list one more element.
func (s *search) add(b belief, list int32, text string) (belief, bool) {
	item := s.item(list, b.cells.at(list).n)
	if item < 0 {
		return b, false
	}
	return s.bind(b, item, s.value(text), false)
}

// asked is the fact that a condition asks about.
func (s *search) asked(c *condition) place {
	if c.Op == render.Worked {
		if len(c.Refs()) != 1 {
			return place{index: []counter{{loop: -1}}}
		}
		return s.places[keyOf(c.Refs()[0])]
	}
	return c.place
}

// candidates are values that a fact could have.
func (s *search) candidates(c *condition, v int32) []string {
	kind := &s.kinds[s.facts[v].kind]
	if len(kind.enum) > 0 {
		return kind.enum
	}
	out := slices.Clone(c.Values)
	for _, e := range kind.property.Examples {
		out = append(out, e.Text)
	}
	if c.Op == render.Worked {
		out = append(out, c.Texts()...)
	}
	return out
}

// steps follows a guess back to the beginning.
func (s *search) steps(g int32) []step {
	var out []step
	for ; g >= 0; g = s.guesses[g].prev {
		out = append(out, step{s.guesses[g].node, s.guesses[g].at, s.guesses[g].round})
	}
	slices.Reverse(out)
	return out
}
