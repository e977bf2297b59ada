package extract

import (
	"slices"
)

// bounds say what it costs at least to read the rest of an exhibit from a token
// and a node on, whatever is believed of the facts.
type bounds struct {
	at    [][]rest // by token; what is not there is not worth going to
	least int32    // of the whole exhibit
}

// A way leads into a node: from where, and by which of the edges there.
type way struct {
	from int32
	skip bool // the last edge of a fork, which leaves words out
}

// reverse finds the ways into each node.
func (a *automaton) reverse() {
	a.ways = make([][]way, len(a.nodes))
	into := func(to int32, w way) {
		if !slices.Contains(a.ways[to], w) {
			a.ways[to] = append(a.ways[to], w)
		}
	}
	for i := range a.nodes {
		n, from := &a.nodes[i], way{from: int32(i)}
		switch n.kind {
		case aWord, aBody:
			into(n.next, from)
		case aHole:
			into(n.next, from)
			if a.holes[n.index].class.open() {
				into(n.word, from)
			}
		default:
			for k, to := range n.outs {
				into(to, way{from.from, n.kind == aFork && n.skip > 0 && k == len(n.outs)-1})
			}
		}
	}
}

// An ebb goes from the end of the exhibit back to its beginning, where a flood
// came.
type ebb struct {
	*tide
	reached [][]rest
	come    *tide   // what it costs to come to a node
	most    int32   // that the whole may cost
	left    []int32 // by node: the cost of the rest where words were left over before it
}

// bound finds the bounds of a search. What makes the whole cost more than the
// margin over the least is left out; what is more than the beam over the best at
// a token is not even looked at.
func (s *search) bound(beam, margin int32) *bounds {
	out := &bounds{at: make([][]rest, len(s.tokens)+1), least: impossible}
	reached := s.reach(beam)
	end := int32(len(s.nodes) - 1)
	for _, r := range reached[len(s.tokens)] {
		if r.node == end {
			out.least = r.cost
		}
	}
	if out.least == impossible {
		return out
	}
	e := &ebb{tide: s.newTide(), come: s.newTide(), reached: reached, most: out.least + margin, left: filled(len(s.nodes))}
	defer e.end()
	defer e.come.end()
	for k := range tideSlots {
		e.foresee(len(s.tokens) - k)
	}
	e.push(end, len(s.tokens), 0)
	for j := len(s.tokens); j >= 0; j-- {
		if !s.exact && j < len(s.tokens) {
			e.leaveOver(j)
		}
		e.backward(j, func(node, cost int32) { e.expand(node, j, cost) })
		out.at[j] = e.kept(j, impossible-1)
		e.forget(j)
	}
	return out
}

// foresee notes what it costs to come to the nodes at token j.
func (e *ebb) foresee(j int) {
	if j < 0 {
		return
	}
	for _, r := range e.reached[j] {
		e.come.offer(r.node, j, r.cost)
	}
}

// forget makes room for another token: what stands at token j is needed once
// more.
func (e *ebb) forget(j int) {
	for _, node := range e.on.touched[(j+1)%tideSlots] {
		if e.on.costs[j%tideSlots][node] == impossible {
			e.left[node] = impossible
		}
	}
	e.drop(j + 1)
	if j+1 <= len(e.tokens) {
		e.come.drop(j + 1)
		e.foresee(j + 1 - tideSlots)
	}
}

// push offers a cost for the rest from a node and a token on.
func (e *ebb) push(node int32, j int, cost int32) {
	if e.come.on.costs[j%tideSlots][node]+cost <= e.most && e.offer(node, j, cost) {
		e.far = max(e.far, node)
	}
}

// leaveOver lets token j be left over before a node.
func (e *ebb) leaveOver(j int) {
	cost, entry := e.tokens[j].insertion(), int32(0)
	if cost > aPunctuation {
		entry = newGap
	}
	behind := (j + 1) % tideSlots
	for _, node := range e.on.touched[behind] {
		if e.nodes[node].isStop() {
			rest := min(e.left[node], e.on.costs[behind][node])
			e.left[node] = rest + cost
			e.push(node, j, rest+cost+entry)
		}
	}
}

// expand takes a node one step back.
func (e *ebb) expand(node int32, j int, cost int32) {
	if n := &e.nodes[node]; n.kind == aBody && j > 1 && e.goesOn(&e.holes[n.index], j-1) {
		e.push(node, j-1, cost+e.holes[n.index].within(e.tokens, j-1))
	}
	for _, from := range e.ways[node] {
		n := &e.nodes[from.from]
		switch n.kind {
		case aWord:
			e.word(n, from.from, j, cost)
		case aHole:
			e.hole(n, node, from.from, j, cost)
		case aBody:
			if j == 0 {
				continue
			}
			if c, ok := e.ends(n, j); ok {
				e.push(from.from, j, cost+c)
			}
		case aFork:
			switch {
			case from.skip && e.exact:
			case from.skip:
				e.push(from.from, j, cost+n.skip)
			default:
				e.push(from.from, j, cost)
			}
		case anArm:
			e.push(from.from, j, cost+n.skip)
		default:
			e.push(from.from, j, cost)
		}
	}
}

func (e *ebb) word(n *node, from int32, j int, cost int32) {
	if !e.exact {
		e.push(from, j, cost+n.skip)
	}
	if j == 0 || e.come.on.costs[(j-1)%tideSlots][from] == impossible {
		return
	}
	if c, ok := e.matches(n, j-1); ok {
		e.push(from, j-1, cost+c)
	}
}

func (e *ebb) hole(n *node, to, from int32, j int, cost int32) {
	h := &e.holes[n.index]
	if to == n.next && !e.exact {
		e.push(from, j, cost+h.leaving())
	}
	switch {
	case j == 0:
	case h.class.open():
		if to == n.word && e.come.on.costs[(j-1)%tideSlots][from] != impossible {
			e.push(from, j-1, cost+e.begins(n, h, j-1))
		}
		if to == n.next && h.property.Default != nil {
			e.byDefault(n, h, from, j, cost)
		}
	case h.class == ofNothing:
		e.push(from, j-1, cost+e.takesNothing(n, h, j-1))
	default:
		e.closed(n, h, from, j, cost)
	}
}

// byDefault goes back over what a fact prints by default.
func (e *ebb) byDefault(n *node, h *hole, from int32, j int, cost int32) {
	length := len(e.printed(n.index, h, e.value(h.property.Default.Text)))
	if length > 0 && length <= j && e.isDefault(n.index, h, j-length) == length {
		e.push(from, j-length, cost+knownHole+e.beginning(n, h, j-length))
	}
}

// closed goes back over the texts of a closed fact.
func (e *ebb) closed(n *node, h *hole, from int32, j int, cost int32) {
	for at := max(0, j-h.longest); at < j; at++ {
		if e.come.on.costs[at%tideSlots][from] == impossible {
			continue
		}
		for _, sp := range e.spansBy[h.texts][at] {
			if int(sp.length) == j-at {
				e.push(from, at, cost+closedHole+e.beginning(n, h, at))
			}
		}
	}
}
