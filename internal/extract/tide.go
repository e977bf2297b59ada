package extract

import "math/bits"

// A rest is what it costs to come to a node at a token, or from there to the end.
type rest struct{ node, cost int32 }

// A tide goes over an exhibit token by token, one way or the other, and keeps the
// least cost of each node. It knows nothing of beliefs.
type tide struct {
	*search
	on  *sheet
	far int32 // the farthest node that the one at hand leads to at the same token, against the order
}

// A sheet is what a tide writes on. Blank ones are kept, for they are large.
type sheet struct {
	costs   [tideSlots][]int32 // by node
	todo    [tideSlots][]uint64
	touched [tideSlots][]int32
	over    [tideSlots][]bool // by node: a word of the exhibit was left over before it
}

// tideSlots is how many tokens are at hand: what is left over needs one more than
// a closed fact.
const tideSlots = slots + 1

func (s *search) newTide() *tide {
	select {
	case blank := <-s.sheets:
		return &tide{search: s, on: blank}
	default:
	}
	made := &sheet{}
	for k := range tideSlots {
		made.costs[k] = filled(len(s.nodes))
		made.todo[k] = make([]uint64, len(s.nodes)/64+1)
		made.over[k] = make([]bool, len(s.nodes))
	}
	return &tide{search: s, on: made}
}

// end gives the sheet back.
func (t *tide) end() {
	for k := range tideSlots {
		t.drop(k)
	}
	select {
	case t.sheets <- t.on:
	default:
	}
	t.on = nil
}

func filled(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = impossible
	}
	return out
}

// offer notes a cost if it is less than what is known.
func (t *tide) offer(node int32, j int, cost int32) bool {
	k := j % tideSlots
	old := t.on.costs[k][node]
	if cost >= old {
		return false
	}
	if old == impossible {
		t.on.touched[k] = append(t.on.touched[k], node)
	}
	t.on.costs[k][node] = cost
	t.on.todo[k][node/64] |= 1 << (node % 64)
	return true
}

// forward takes the nodes at token j in their order. A loop leads back to nodes
// that were looked at.
func (t *tide) forward(j int, expand func(node int32, cost int32)) {
	k := j % tideSlots
	todo := t.on.todo[k]
	for i := 0; i < len(todo); {
		if todo[i] == 0 {
			i++
			continue
		}
		node := int32(i*64 + bits.TrailingZeros64(todo[i]))
		todo[i] &= todo[i] - 1
		t.far = node
		expand(node, t.on.costs[k][node])
		i = min(i, int(t.far)/64)
	}
}

// backward takes them in the opposite order.
func (t *tide) backward(j int, expand func(node int32, cost int32)) {
	k := j % tideSlots
	todo := t.on.todo[k]
	for i := len(todo) - 1; i >= 0; {
		if todo[i] == 0 {
			i--
			continue
		}
		node := int32(i*64 + 63 - bits.LeadingZeros64(todo[i]))
		todo[i] &^= 1 << (node % 64)
		t.far = node
		expand(node, t.on.costs[k][node])
		i = max(i, int(t.far)/64)
	}
}

// kept returns the nodes at token j that cost no more than most.
func (t *tide) kept(j int, most int32) []rest {
	k := j % tideSlots
	out := make([]rest, 0, len(t.on.touched[k]))
	for _, node := range t.on.touched[k] {
		if cost := t.on.costs[k][node]; cost <= most {
			out = append(out, rest{node, cost})
		}
	}
	return out
}

// drop forgets token j.
func (t *tide) drop(j int) {
	k := j % tideSlots
	for _, node := range t.on.touched[k] {
		t.on.costs[k][node] = impossible
		t.on.todo[k][node/64] = 0
	}
	t.on.touched[k] = t.on.touched[k][:0]
}

// isStop reports whether words of the exhibit may be left over before a node.
func (n *node) isStop() bool { return n.kind == aWord || n.kind == aHole || n.kind == theEnd }
