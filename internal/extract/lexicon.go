package extract

import "slices"

// An entry is what the manners of a form know of a word.
type entry struct {
	word  int32     // its number; newWord: it only ends values
	usual wordClass // what it is when it is not all in capitals; theEdge: not known
	ends  bool      // many values end with it
}

// endingSeen is how many values end with a word that is an ending.
const endingSeen = 3

// findEndings finds the words with which several values of more words end: the Inc.
// of companies, the Street of streets.
func (ms *manners) findEndings(all []*usage) {
	seen, count := map[string]bool{}, map[string]int{}
	for _, u := range all {
		for i, tokens := range u.values {
			n := len(tokens)
			for n > 0 && tokens[n-1].kind == aMark {
				n--
			}
			if n < 2 || seen[u.texts[i]] {
				continue
			}
			seen[u.texts[i]] = true
			if classify(nil, &tokens[n-1]).isWord() {
				count[tokens[n-1].fold]++
			}
		}
	}
	for word, n := range count {
		if n >= endingSeen {
			ms.lexicon[word] = entry{ends: true}
		}
	}
}

// isWord reports whether a class is of words that can be an ending.
func (c wordClass) isWord() bool { return c >= aPlain && c < anEnding }

// admit gives the words of a value numbers.
func (ms *manners) admit(tokens []token) {
	for i := range tokens {
		c := ms.classAt(tokens, i)
		if !c.lexical() {
			continue
		}
		key := tokens[i].fold
		if c.numeric() {
			key = string(outline(nil, key))
		}
		e := ms.lexicon[key]
		if e.word == newWord {
			e.word = int32(ms.size)
			ms.size++
		}
		if c > aPlain && c != fewCapitals && c != manyCapitals && e.usual == theEdge {
			e.usual = c
		}
		ms.lexicon[key] = e
	}
}

// trait is what there is to a token behind another; nil: it is the first.
func (ms *manners) trait(before, t *token) trait {
	c := classify(before, t)
	switch {
	case !c.lexical():
		return trait{c, noWord}
	case c.numeric():
		var b [longestOutline]byte
		return trait{c, ms.lexicon[string(outline(b[:0], t.fold))].word}
	}
	e := ms.lexicon[t.fold]
	return trait{e.refine(c, t), e.word}
}

// refine tells endings, and the usual class of a word that is all in capitals.
func (e entry) refine(c wordClass, t *token) wordClass {
	switch {
	case e.ends && c.isWord():
		return anEnding
	case c != fewCapitals && c != manyCapitals:
		return c
	case e.usual != theEdge:
		return e.usual
	case len(t.text) > longestSymbol:
		return aProper
	}
	return c
}

// longestSymbol is the length of a symbol; longer words in capitals are set so.
const longestSymbol = 5

// classAt is the class of tokens[i].
func (ms *manners) classAt(tokens []token, i int) wordClass {
	var before *token
	if i > 0 {
		before = &tokens[i-1]
	}
	return ms.trait(before, &tokens[i]).class
}

// mark notes the traits of an exhibit's tokens.
func (ms *manners) mark(tokens []token) {
	var before *token
	for i := range tokens {
		tokens[i].trait = ms.trait(before, &tokens[i])
		before = &tokens[i]
	}
}

// traits are those of all tokens.
func (ms *manners) traits(tokens []token) []trait {
	marked := slices.Clone(tokens)
	ms.mark(marked)
	out := make([]trait, len(marked))
	for i := range marked {
		out[i] = marked[i].trait
	}
	return out
}
