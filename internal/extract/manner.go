package extract

import (
	"math"
	"slices"
)

// Manners tell facts apart by how their values are written. A person is two or
// three words in capitals; a firm has an ampersand, a comma or an ending such as
// Inc.; an item of business begins with "to"; a street begins with a number. None
// of it stands here: it is learned from the schema's examples and from the facts
// of the pack's examples, each value of a path counting once.
//
// # The model
//
// A value is a chain of word classes (trait.go) that begins and ends at an edge,
// a Markov chain of the first order, as in the part-of-speech taggers (Church
// 1988). Each class gives out a word, if its words are counted, and the chain has
// a length. A path has few values, so what was counted is drawn towards what is
// known of wider circles, from the widest: all open paths of the form; those
// of the hole's class; the path's kin; the path itself, with those that are
// declared by the same piece of schema.
//
//   - Classes and lengths are drawn by Dirichlet priors.
//   - The classes behind a class are drawn towards the wider circle's, rescaled
//     by how much oftener the path has them anywhere (unigram rescaling: Kneser,
//     Peters and Klakow 1997): a path that has never had a number is surprised by
//     one behind a comma, though it never had a comma.
//   - Words are spread by absolute discounting (Ney, Essen and Kneser 1994).
//
// The kin of a path are paths in other groups whose models make its values likely:
// each weighs by its posterior, if one of them had written the path's values. So
// names of persons learn from names of persons elsewhere. Facts beside it are no
// kin, since it is they that it must be told from.
//
// # The cost
//
// What a text costs as a value of a path is the logarithm of how much likelier
// the form's open values on the whole are to be so: negative if it looks like this
// path's. It adds up token by token, with a cost for the end. Each is bounded, so
// that one odd word is no more than odd. What a word costs is counted from what a
// new word costs on the average ([manners.expectNew]).
//
// # Limits
//
// What two facts have in common does not tell them apart: a telephone and a
// telecopier number, a city and a state that no example names. Which of such facts
// is meant the words around it must say.
type manners struct {
	of      map[string]*manner           // by path, elements of a list as *
	lexicon map[string]entry             // by folded text or outline
	size    int                          // words, with newWord
	spelled map[string]map[string]string // by path: the values that are known, by their folded texts

	shortened map[string]bool // words that values abbreviate
}

// A manner is how the values of one path are written. Its costs are in hundredths
// of a word.
type manner struct {
	of    *manners
	steps [wordClasses][wordClasses]int32 // a class behind a class
	words []int32                         // by number
	tail  [lengthClasses]int32
	least int32 // of the costs of lengths
}

// Weights and bounds. They were set by rank on the examples of the built-in pack,
// each read without its own file; the ranks change little around them.
const (
	perNat       = 6   // hundredths of a word
	wordWeight   = 0.6 // of a word beside its class
	lengthWeight = 0.5 // of the length, which the chain tells in part
	leastStep    = -20
	mostStep     = 20
	leastEnd     = -18
	mostEnd      = 24
	mannerWeight = 0.3 // of a place's manner beside its surroundings, in logarithms of odds
	mostManner   = 3
	otherShape   = 6 // what speaks against a code of another shape than the examples of its fact
)

// newManners learns the manners of the open paths among classes.
func newManners(f *Form, classes map[string]class) *manners {
	ms := &manners{of: map[string]*manner{}, lexicon: map[string]entry{}, size: 1, spelled: map[string]map[string]string{}, shortened: map[string]bool{}}
	all := f.usages(classes)
	ms.findEndings(all)
	for _, u := range all {
		for _, tokens := range u.values {
			ms.admit(tokens)
			ms.findShortened(tokens)
		}
	}
	c := ms.circles(all)
	for _, u := range all {
		ms.spelled[u.path] = map[string]string{}
		for _, text := range u.texts {
			ms.spelled[u.path][foldText(text)] = text
		}
		ms.of[u.path] = ms.manner(c.chance(u), c.ground)
	}
	ms.expectNew(all)
	return ms
}

// longest is how many words the longest value that is known of a path has.
func (ms *manners) longest(path string) int32 {
	most := 0
	for _, text := range ms.spelled[path] {
		most = max(most, len(foldedWords(text)))
	}
	return int32(most)
}

// expectNew takes from the costs of words what a new word costs on the average: a
// path gives a part of its chances away to words that it has not, at each circle,
// and yet most values of an exhibit are new.
func (ms *manners) expectNew(all []*usage) {
	sum := int32(0)
	for _, u := range all {
		sum += ms.of[u.path].words[newWord]
	}
	usual := sum / int32(max(1, len(all)))
	for _, u := range all {
		words := ms.of[u.path].words
		for i, c := range words {
			words[i] = c - usual
		}
	}
}

// manner sets out in tables what c says beside the ground.
func (ms *manners) manner(c, ground *chance) *manner {
	m := &manner{of: ms, words: make([]int32, len(c.words))}
	for a := range m.steps {
		for b := range m.steps[a] {
			m.steps[a][b] = costOf(c.next[a][b]/ground.next[a][b], 1)
		}
	}
	for i := range m.words {
		m.words[i] = costOf(c.words[i]/ground.words[i], wordWeight)
	}
	for i := range m.tail {
		m.tail[i] = costOf(c.lengths[i]/ground.lengths[i], lengthWeight)
	}
	m.least = slices.Min(m.tail[:])
	return m
}

// costOf is what odds or a share cost.
func costOf(odds, weight float64) int32 {
	return int32(math.Round(-perNat * weight * math.Log(odds)))
}

// mind lets the way in which a place's words are written speak for the facts
// whose values are written so, and against those whose codes have another shape: an
// address without @ is no mailbox.
func (s *survey) mind(so *sort, c candidate, odds []float64) {
	if so.name != theNames && so.name != theCodes {
		return
	}
	for class, path := range so.paths {
		if m := s.manners.of[path]; m != nil {
			odds[class] -= min(mostManner, max(-mostManner, mannerWeight*float64(m.whole(s.tokens[c.from:c.to]))/perNat))
		}
		if so.name != theCodes {
			continue
		}
		if p, ok := s.form.lookup(path); ok && !hasShape(p.Examples, shapeOf(c.value)) {
			odds[class] -= otherShape
		}
	}
}

// first is the cost of a value's first token.
func (m *manner) first(t *token) int32 { return m.step(theEdge, m.of.trait(nil, t)) }

// next is the cost of going on with tokens[i].
func (m *manner) next(tokens []token, i int) int32 {
	return m.step(m.of.classAt(tokens, i-1), m.of.trait(&tokens[i-1], &tokens[i]))
}

// last is the cost of ending with tokens[to-1].
func (m *manner) last(tokens []token, from, to int) int32 {
	return m.end(m.of.classAt(tokens, to-1), to-from)
}

// whole is the cost of a value; that of none is 0.
func (m *manner) whole(tokens []token) int32 {
	if len(tokens) == 0 {
		return 0
	}
	cost := m.first(&tokens[0])
	for i := 1; i < len(tokens); i++ {
		cost += m.next(tokens, i)
	}
	return cost + m.last(tokens, 0, len(tokens))
}

// step is the cost of a token behind one of a class; behind theEdge it is the
// first. Whoever asks often reads the traits of an exhibit once
// ([manners.traits]), and then asks step and end: they look into tables alone.
func (m *manner) step(before wordClass, t trait) int32 {
	c := m.steps[before][t.class]
	if t.word >= 0 {
		c += m.words[t.word]
	}
	return min(mostStep, max(leastStep, c))
}

// end is the cost of ending a value of n tokens with one of a class.
func (m *manner) end(last wordClass, n int) int32 {
	return min(mostEnd, max(leastEnd, m.steps[last][theEdge]+m.tail[lengthClass(n)]))
}

// endLeast is the cost of ending a value of any length, at the least.
func (m *manner) endLeast(last wordClass) int32 {
	return min(mostEnd, max(leastEnd, m.steps[last][theEdge]+m.least))
}
