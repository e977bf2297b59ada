package extract

// Costs, in hundredths of a word. What they rest on is in the package comment.
const (
	aContentWord  = 30 // a word that is left over, in the exhibit or in the form
	aSmallOne     = 14 // ... that says little: and, of, the
	aPunctuation  = 6  // ... a mark
	skipRun       = 150
	skipInRun     = 5  // a run of words of the form is left out: skipRun and this for each
	otherWord     = 66 // one word stands in the place of another
	nearWord      = 18 // ... that is much like it
	otherMark     = 8
	wrongBreak    = 6   // a line or block begins where the form begins none, or the reverse
	wrongBlock    = 120 // ... in an exhibit that is word for word what the form prints
	wrongLine     = 38  // ... that has lines which are no blocks: a line for a block, or the reverse
	wrongHole     = 25  // ... at a fact
	noBlock       = 60  // a fact that begins a block in the form does not in the exhibit
	skipHole      = 40  // a fact is left out
	skipDefault   = 20  // ... that has a default
	closedHole    = 8   // a fact of a closed class, whole
	knownHole     = 4   // a fact of an open class, with a value that it is known to have
	leastCost     = 2   // a word of a fact
	endGain       = -8  // a fact has the usual end
	usualManner   = 8   // what the tokens of a fact cost less than others by its manner, on the whole
	openHole      = 8   // a fact of an open class begins
	openText      = 25  // ... a text
	notDefault    = 12  // ... other than its default
	nextRound     = 6
	parting       = 16 // a fact that is an item of a list has what parts the items
	notCapitals   = 14 // small letters where the form prints capitals
	tornName      = 14 // the form's comma stands for one that belongs to a name
	newGap        = 16 // words are left over where the one before was none
	contradiction = 60 // what the path has said of the facts before is denied
	tooLong       = 30 // each word of a fact that is longer than such facts are
	crossSoft     = 1
	crossKept     = 30 // ... where the form keeps lines
	otherCase     = 20 // a word of the form has other capitals
	saysMore      = 3  // a choice says that there is a fact
	unlisted      = 24 // ... with a value that no schema lists
	ofAnother     = 12 // a fact has a value that the schema shows as that of one beside it
	leftOut       = 12 // a fact of a row that stands side by side is left out
	crossLine     = 40
	crossBlock    = 130
	crossStop     = 45 // a sentence ends inside a fact that is no text
)

// impossible is more than any path costs.
const impossible = int32(1) << 30

// insertion is the cost of a token that the form does not explain.
func (t *token) insertion() int32 {
	switch t.kind {
	case aMark:
		return aPunctuation
	case aSmallWord:
		return aSmallOne
	}
	return aContentWord
}

// opening is the cost of beginning a fact of an open class.
func (h *hole) opening() int32 {
	cost := int32(openHole)
	if h.class == ofText {
		cost = openText
	}
	if h.property.Default != nil {
		cost += notDefault
	}
	return cost
}

// tokenCost is the cost of a token inside a fact of a class. It is below that
// of a token left over if such facts have such tokens.
func (h *hole) tokenCost(t *token, first bool) int32 {
	cost := h.plainCost(t, first)
	if h.listed && (t.fold == "," || t.fold == ";" || t.fold == "and" || t.fold == "or") {
		cost += parting
	}
	if h.capitals && t.small {
		cost += notCapitals
	}
	return cost
}

// firstCost is the cost of a fact's first token.
func (h *hole) firstCost(t *token) int32 {
	return h.mannered(h.tokenCost(t, true), theEdge, t)
}

// mannered adds to the cost of a token what the manner of the fact says of it. A
// word of a fact is never as cheap as one that the form prints; of a text that is
// a block of its own it costs no more than one left over.
func (h *hole) mannered(cost int32, before wordClass, t *token) int32 {
	if h.manner == nil {
		return cost
	}
	cost = max(leastCost, cost+usualManner+h.manner.step(before, t.trait))
	if h.class == ofText && h.block {
		cost = min(cost, t.insertion())
	}
	return cost
}

func (h *hole) plainCost(t *token, first bool) int32 {
	switch h.class {
	case ofText:
		return [...]int32{aMark: 5, aLower: 25, aSmallWord: 12, aCapital: 25, inCapitals: 25, aNumber: 25}[t.kind]
	case ofPhrase:
		return [...]int32{aMark: 20, aLower: 20, aSmallWord: 10, aCapital: 22, inCapitals: 22, aNumber: 24}[t.kind]
	case ofTitle:
		return h.titleCost(t, first)
	case ofCode:
		switch {
		case t.kind != aMark && !h.shapes[t.shape]:
			return 28
		case t.kind == aLower && isCoded(t.text):
			return 14
		case t.text == "(" || t.text == ")":
			return 2
		}
		return [...]int32{aMark: 15, aLower: 45, aSmallWord: 40, aCapital: 26, inCapitals: 16, aNumber: 14}[t.kind]
	case ofMarks:
		if t.kind == aMark {
			return 3
		}
		return 2 * aContentWord
	}
	panic("extract: unknown class")
}

func (h *hole) titleCost(t *token, first bool) int32 {
	if t.kind != aMark {
		cost := [...]int32{aLower: 40, aSmallWord: 10, aCapital: 14, inCapitals: 15, aNumber: 16}[t.kind]
		if first && t.kind == aSmallWord {
			cost = 34
			if t.fold == "the" {
				cost = 12
			}
		}
		if first && (t.kind == aNumber) != h.numbered {
			cost += 4
		}
		if t.kind == aNumber && !h.digits {
			cost += 10
		}
		return cost
	}
	switch {
	case t.text == "[" || t.text == "]":
		return 3
	case first:
		return 40
	case t.text == ",":
		return 15
	case t.text == "." || t.text[0] == '\'':
		return 3
	}
	return 22
}

func isCoded(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '@', '.', '/', ':':
			return true
		}
	}
	return false
}

// within is the cost of token i inside a fact that goes on.
func (h *hole) within(tokens []token, i int) int32 {
	cost := h.tokenCost(&tokens[i], false)
	cost = h.mannered(cost, tokens[i-1].trait.class, &tokens[i])
	if h.class <= ofTitle && beforeSuffix(tokens, i) {
		cost = 2
	}
	switch tokens[i].begin {
	case blockBreak:
		cost += crossBlock
	case lineBreak:
		cost += crossLine
	case softBreak:
		cost += crossSoft
		if h.kept {
			cost += crossKept
		}
	}
	if h.class != ofText && i >= 2 && endsSentence(tokens, i) {
		cost += crossStop
	}
	return cost
}

// abbreviated reports whether token i is a short word before a period: Inc., Co.
func abbreviated(t []token, i int) bool {
	return i+1 < len(t) && t[i+1].text == "." && !t[i+1].gap && len(t[i].text) <= 4 && t[i].kind >= aCapital && t[i].kind != aNumber
}

// beforeSuffix reports whether token i is a comma that belongs to a name, as in
// Acme, Inc.
func beforeSuffix(t []token, i int) bool {
	return t[i].text == "," && i+1 < len(t) && t[i+1].begin < lineBreak && abbreviated(t, i+1)
}

// endsSentence reports whether a sentence may end before token i. An
// abbreviation is short or has no vowel behind its first letter in capitals;
// after a longer word that is no name a period ends a sentence.
func endsSentence(tokens []token, i int) bool {
	stop, before := &tokens[i-1], &tokens[i-2]
	return stop.text == "." && tokens[i].gap && tokens[i].kind >= aCapital && (before.kind == aLower || len(before.text) > 4)
}

// after is the cost of ending a fact before token i.
func after(c class, tokens []token, i int) int32 {
	last := &tokens[i-1]
	switch {
	case c == ofText:
		return 0
	case last.text == ",", last.text == ";", last.text == ":", last.text == "(":
		return 25
	case last.kind == aSmallWord:
		return 25
	}
	if i < len(tokens) && !tokens[i].gap && tokens[i].kind != aMark {
		return 25
	}
	return 0
}

// endCost is the cost of ending a fact before token i, but for its length.
func (h *hole) endCost(tokens []token, i int) int32 {
	cost := after(h.class, tokens, i)
	if h.manner != nil {
		cost += max(endGain, h.manner.endLeast(tokens[i-1].trait.class))
	}
	return cost
}

// length is what the length of a fact costs above the least.
func (h *hole) length(tokens []token, from, to int) int32 {
	if h.manner == nil {
		return 0
	}
	last := tokens[to-1].trait.class
	return max(endGain, h.manner.end(last, to-from)) - max(endGain, h.manner.endLeast(last))
}

// near reports whether two folded words are much alike: one letter more or
// less or other, or a long common beginning.
func near(a, b string) bool {
	if len(a) < 3 || len(b) < 3 {
		return false
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n >= 5 || n >= 4 && (n == len(a) || n == len(b)) {
		return true
	}
	m := 0
	for m < len(a)-n && m < len(b)-n && a[len(a)-1-m] == b[len(b)-1-m] {
		m++
	}
	return max(len(a), len(b))-n-m <= 1
}
