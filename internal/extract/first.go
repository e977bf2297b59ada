package extract

// What a node leads to first, as in the first sets of parsers (Lewis and Stearns
// 1968): an exhibit that is read word for word comes to few of the arms that the form
// could go into, since most of them begin with other words.

// A first is a set of words, each in one of wordBits, with whether the exhibit may end
// there. A set may seem to have a word that it has not.
type first uint64

const (
	wordBits       = 62
	aFactIsFirst   = ^first(0)      // any word may stand there
	strangeIsFirst = first(1) << 62 // a word that the form does not have
	theEndIsFirst  = first(1) << 63
)

// firstOf is the set of one word.
func firstOf(word int32) first {
	if word == unknownWord {
		return strangeIsFirst
	}
	return 1 << (word % wordBits)
}

// findFirsts finds what each node leads to first, if nothing is left out.
func (a *automaton) findFirsts() {
	a.firsts = make([]first, len(a.nodes))
	for changed := true; changed; { // loops lead back
		changed = false
		for i := len(a.nodes) - 1; i >= 0; i-- {
			if f := a.firstAt(&a.nodes[i]); f != a.firsts[i] {
				a.firsts[i], changed = f, true
			}
		}
	}
}

func (a *automaton) firstAt(n *node) first {
	switch n.kind {
	case aWord:
		return firstOf(n.word)
	case aHole, aBody:
		return aFactIsFirst
	case theEnd:
		return theEndIsFirst
	}
	outs := n.outs
	if n.kind == aFork && n.skip > 0 {
		outs = outs[:len(outs)-1]
	}
	f := first(0)
	for _, to := range outs {
		f |= a.firsts[to]
	}
	return f
}

// firstsOf is what stands at each token, and behind the last.
func firstsOf(tokens []token) []first {
	out := make([]first, len(tokens)+1)
	for i := range tokens {
		out[i] = firstOf(tokens[i].id)
	}
	out[len(tokens)] = theEndIsFirst
	return out
}
