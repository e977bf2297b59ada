package extract

import "slices"

// A follower says what can stand at a node.
type follower struct {
	words []int32 // the words of the form, in order
	open  bool    // a fact, which may be anything
	end   bool    // nothing: the form may end
}

// A sieve is a set of words, of which some may be in it by mistake (Bloom 1970),
// and of kinds of facts.
type sieve uint64

const (
	anyFact    sieve = 1 << 63 // an open fact
	closedFact sieve = 1 << 62 // a closed one
	theLast    sieve = 1 << 61 // the end
	sieveBits        = 61
)

func sieveOf(word int32) sieve {
	if word < 0 {
		return 0
	}
	return 1 << (uint32(word) * 2654435761 >> 7 % sieveBits)
}

// sift finds for every node what can stand there. Loops lead back, so it is done
// until nothing is new.
func (a *automaton) sift() {
	a.firsts = make([]sieve, len(a.nodes))
	for changed := true; changed; {
		changed = false
		for i := len(a.nodes) - 1; i >= 0; i-- {
			if f := a.firstOf(&a.nodes[i]); f != a.firsts[i] {
				a.firsts[i], changed = f, true
			}
		}
	}
}

func (a *automaton) firstOf(n *node) sieve {
	switch n.kind {
	case aWord:
		return sieveOf(n.word)
	case aHole:
		if a.holes[n.index].class.open() || a.holes[n.index].class == ofNothing {
			return anyFact
		}
		return closedFact
	case aBody:
		return anyFact | a.firsts[n.next]
	case theEnd:
		return theLast
	}
	var f sieve
	for _, to := range n.ways() {
		f |= a.firsts[to]
	}
	return f
}

// ways are the nodes that may come next if no words are left out.
func (n *node) ways() []int32 {
	if n.kind == aFork && n.skip > 0 {
		return n.outs[:len(n.outs)-1]
	}
	return n.outs
}

// follow finds what can stand behind each open fact.
func (a *automaton) follow() {
	a.followers = make([]follower, len(a.nodes))
	for i := range a.nodes {
		if n := &a.nodes[i]; n.kind == aBody && a.followers[n.next].words == nil {
			a.followers[n.next] = a.followerOf(n.next)
		}
	}
}

func (a *automaton) followerOf(node int32) follower {
	var f follower
	seen := map[int32]bool{}
	todo := []int32{node}
	for len(todo) > 0 && !f.open {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[i] {
			continue
		}
		seen[i] = true
		switch n := &a.nodes[i]; n.kind {
		case aWord:
			f.words = append(f.words, n.word)
		case aHole, aBody:
			f.open = true
		case theEnd:
			f.end = true
		default:
			todo = append(todo, n.ways()...)
		}
	}
	slices.Sort(f.words)
	f.words = slices.Compact(f.words)
	return f
}
