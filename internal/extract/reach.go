package extract

// A flood finds what it costs at least to come to a node at a token, whatever is
// believed of the facts.
type flood struct {
	*tide
	beam  int32
	least [tideSlots]int32
	here  []first // by token: what stands there; nil: words may be left out
}

// reach returns the nodes that can be come to, by token. What costs more than the
// beam over the best at a token is left out.
func (s *search) reach(beam int32) [][]rest {
	f := &flood{tide: s.newTide(), beam: beam}
	defer f.end()
	if s.exact {
		f.here = firstsOf(s.tokens)
	}
	for k := range tideSlots {
		f.least[k] = impossible
	}
	out := make([][]rest, len(s.tokens)+1)
	f.push(0, 0, 0, false)
	all := 0
	for j := range out {
		k := j % tideSlots
		f.forward(j, func(node, cost int32) {
			if cost <= f.least[k]+f.beam {
				f.expand(node, j, cost)
			}
		})
		out[j] = f.kept(j, f.least[k]+f.beam)
		all += len(out[j])
		f.narrow(all, len(out[j]), len(out)-j, beam)
		f.drop(j)
		f.least[k] = impossible
	}
	return out
}

// maxReached bounds the nodes that are kept at all tokens together.
const maxReached = 1 << 22

// narrow makes the beam so narrow that what is left of the exhibit finds room.
func (f *flood) narrow(all, here, left int, beam int32) {
	if f.exact {
		return
	}
	room := max(leastRoom, 4*(maxReached-all)/left)
	switch {
	case here > room:
		f.beam = max(leastBeam, f.beam*int32(room)/int32(here))
	case here < room/2:
		f.beam = min(beam, f.beam+f.beam/4+1)
	}
}

func (f *flood) push(node int32, j int, cost int32, over bool) {
	if f.here != nil && f.firsts[node]&f.here[j] == 0 {
		return
	}
	k := j % tideSlots
	if cost > f.least[k]+f.beam || cost >= f.most || f.shut != nil && f.shut[node] || !f.offer(node, j, cost) {
		return
	}
	f.on.over[k][node] = over
	f.least[k] = min(f.least[k], cost)
	f.far = min(f.far, node)
}

// expand takes a node one step on.
func (f *flood) expand(node int32, j int, cost int32) {
	n := &f.nodes[node]
	if !f.exact && j < len(f.tokens) && n.isStop() {
		more := f.tokens[j].insertion()
		if more > aPunctuation && !f.on.over[j%tideSlots][node] {
			more += newGap
		}
		f.push(node, j+1, cost+more, true)
	}
	switch n.kind {
	case aWord:
		if !f.exact {
			f.push(n.next, j, cost+n.skip, false)
		}
		if j < len(f.tokens) {
			if c, ok := f.matches(n, j); ok {
				f.push(n.next, j+1, cost+c, false)
			}
		}
	case aHole:
		f.hole(n, j, cost)
	case aBody:
		f.body(n, node, j, cost)
	case theEnd:
	case anArm:
		f.push(n.outs[0], j, cost+n.skip, false)
	default:
		for k, to := range n.outs {
			switch {
			case n.kind != aFork || n.skip == 0 || k < len(n.outs)-1:
				f.push(to, j, cost, false)
			case !f.exact:
				f.push(to, j, cost+n.skip, false)
			}
		}
	}
}

func (f *flood) hole(n *node, j int, cost int32) {
	h := &f.holes[n.index]
	if !f.exact {
		f.push(n.next, j, cost+h.leaving(), false)
	}
	switch {
	case j == len(f.tokens):
	case h.class.open():
		f.push(n.word, j+1, cost+f.begins(n, h, j), false)
		if length := f.isDefault(n.index, h, j); length > 0 {
			f.push(n.next, j+length, cost+knownHole+f.beginning(n, h, j), false)
		}
	case h.class == ofNothing:
		f.push(n.next, j+1, cost+f.takesNothing(n, h, j), false)
	default:
		for _, sp := range f.spansBy[h.texts][j] {
			f.push(n.next, j+int(sp.length), cost+closedHole+f.beginning(n, h, j), false)
		}
	}
}

func (f *flood) body(n *node, node int32, j int, cost int32) {
	if c, ok := f.ends(n, j); ok {
		f.push(n.next, j, cost+c, false)
	}
	if j < len(f.tokens) && f.goesOn(&f.holes[n.index], j) {
		f.push(node, j+1, cost+f.holes[n.index].within(f.tokens, j), false)
	}
}

// isDefault returns how many tokens from token j on are what a fact prints by
// default; 0: they are not.
func (s *search) isDefault(index int32, h *hole, j int) int {
	if h.property.Default == nil {
		return 0
	}
	want := s.printed(index, h, s.value(h.property.Default.Text))
	if len(want) == 0 || len(want) >= slots || j+len(want) > len(s.tokens) || !matchesExactly(s.tokens[j:j+len(want)], want) {
		return 0
	}
	return len(want)
}
