package extract

import "github.com/draftgen/draftgen/internal/doc"

// Bounds of an exhibit that is not worth aligning: of the pairs of words in a
// row of a draft with slips the form prints 0.22 to 0.6, and its likeness to
// the kind is 0.36 or more; of exhibits in foreign words it is 0.1 to 0.34, and
// 0.17 to 0.3.
const (
	leastFamiliar = 0.35
	leastAlike    = 0.33
)

// Familiarity is the share of an exhibit's pairs of words that the form prints, one
// behind the other: 0 to 1.
func (r *Reader) Familiarity(d *doc.Document) float64 {
	return r.auto.familiar(read(d, r.auto.lookup))
}

// Familiar reports whether the form prints so many of them that an exhibit may be
// in its wording.
func (r *Reader) Familiar(d *doc.Document) bool { return r.Familiarity(d) >= leastFamiliar }

// isUnfamiliar reports whether an exhibit has so little of the form's wording
// that to align it would find nothing.
func (r *Reader) isUnfamiliar(tokens []token) bool {
	return r.auto.familiar(tokens) < leastFamiliar && r.words().kinds > 0 && r.words().likeness(tokens) < leastAlike
}

// leastBoth bounds the product of how familiar an exhibit is and how like its
// kind: of a draft with slips it is 0.128 or more, of exhibits in foreign words
// 0.113 or less.
const leastBoth = 0.12

// isStrange reports whether an exhibit is so unlikely to have the form's wording
// that it is not worth aligning widely.
func (r *Reader) isStrange(tokens []token) bool {
	return r.words().kinds > 0 && r.auto.familiar(tokens)*r.words().likeness(tokens) < leastBoth
}

// says reports whether a text of the exhibit has so many of the form's words in a row
// that it is hardly anybody's own.
func (a *automaton) says(tokens []token) bool {
	return len(tokens) >= leastSaid && a.familiar(tokens) > mostOwn
}

// Bounds of texts that the form may have said.
const (
	leastSaid = 8
	mostOwn   = 0.5
)

// familiar is the share of an exhibit's pairs of words that the form prints, one
// behind the other.
func (a *automaton) familiar(tokens []token) float64 {
	pairs := a.pairs()
	last, all, known := int32(gap), 0, 0
	for i := range tokens {
		t := &tokens[i]
		if t.kind == aMark {
			continue
		}
		if last != gap {
			all++
			if pairs[[2]int32{last, t.id}] {
				known++
			}
		}
		last = t.id
	}
	return float64(known) / float64(max(all, 1))
}

// findPairs finds the pairs of words that the form prints.
func (a *automaton) findPairs() map[[2]int32]bool {
	pairs := map[[2]int32]bool{}
	before := int32(gap)
	for i := range a.nodes {
		switch n := &a.nodes[i]; {
		case n.kind == aFork, n.kind == aWord && n.mark:
		case n.kind == aWord:
			pairs[[2]int32{before, n.word}] = true
			before = n.word
		default:
			before = gap
		}
	}
	return pairs
}

// unaligned is the evidence of an exhibit that was not aligned.
func unaligned(tokens []token) *evidence {
	ev := &evidence{denied: map[string][]string{}, absent: map[string]int{}}
	for i := range tokens {
		if tokens[i].kind != aMark {
			ev.words++
		}
	}
	return ev
}
