package extract

import "strings"

// A span is a text that fits a closed hole.
type span struct {
	length int32
	value  string
	lost   bool
}

// markNear finds for each token that the form has not the words of the form
// that it could be a slip for.
func (a *automaton) markNear(tokens []token) {
	seen := map[string][]int32{}
	for i := range tokens {
		t := &tokens[i]
		if t.id != unknownWord || t.kind == aMark || t.kind == aNumber {
			continue
		}
		near, ok := seen[t.fold]
		if !ok {
			near = a.nearTo(t.fold)
			seen[t.fold] = near
		}
		t.near = near
	}
}

func (a *automaton) nearTo(word string) []int32 {
	var out []int32
	for id, w := range a.words {
		if near(w, word) {
			out = append(out, int32(id))
		}
	}
	return out
}

// findSpans finds, for each kind of closed hole, the texts that fit it, once
// for all holes that take the same.
func (a *automaton) findSpans(tokens []token) map[string][][]span {
	found := make(map[string][][]span, len(a.closed))
	text := join(tokens)
	for _, i := range a.closed {
		h := &a.holes[i]
		at := make([][]span, len(tokens)+1)
		for j := range tokens {
			at[j] = h.spansAt(text, j)
		}
		found[h.key] = at
	}
	return found
}

// findClosed lists the holes that texts are looked for, one for each key, and
// numbers the keys.
func (a *automaton) findClosed() {
	seen := map[string]int{}
	for i := range a.holes {
		h := &a.holes[i]
		if h.class.open() || h.class == ofNothing {
			continue
		}
		id, ok := seen[h.key]
		if !ok {
			id = len(a.closed)
			seen[h.key] = id
			a.closed = append(a.closed, int32(i))
		}
		h.texts = id
	}
}

// A joined text is tokens with their text in one piece, so that the text of any
// of them in a row is a part of it.
type joined struct {
	tokens  []token
	text    string
	from    []int // where each token begins in the text
	to      []int // ... and ends
	letters []int // how many letters and digits of ASCII the text has up to there
}

func join(tokens []token) *joined {
	x := &joined{tokens: tokens}
	places := make([]int, 3*len(tokens))
	x.from, x.to, x.letters = places[:len(tokens)], places[len(tokens):2*len(tokens)], places[2*len(tokens):]
	var b strings.Builder
	letters := 0
	for i := range tokens {
		t := &tokens[i]
		if t.gap && i > 0 {
			b.WriteByte(' ')
		}
		x.from[i] = b.Len()
		b.WriteString(t.text)
		letters += lettersIn(t.text)
		x.to[i], x.letters[i] = b.Len(), letters
	}
	x.text = b.String()
	return x
}

func lettersIn(s string) int {
	n := 0
	for i := range len(s) {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && s[i] == c {
			n++
		}
	}
	return n
}

// of is textOf the tokens from the one up to before the other.
func (x *joined) of(from, to int) string { return x.text[x.from[from]:x.to[to-1]] }

// lettersOf counts the letters and digits of the same tokens.
func (x *joined) lettersOf(from, to int) int {
	if from == 0 {
		return x.letters[to-1]
	}
	return x.letters[to-1] - x.letters[from-1]
}

func foldedWords(text string) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		pieces(w, func(p string) { out = append(out, fold(p)) })
	}
	return out
}

// spansAt finds the texts that begin at a token.
func (h *hole) spansAt(x *joined, j int) []span {
	if !h.mayBegin(&x.tokens[j]) {
		return nil
	}
	var out []span
	for n := 1; n <= h.longest && j+n <= len(x.tokens); n++ {
		if n > 1 && x.tokens[j+n-1].begin == blockBreak || h.class == ofValues && x.lettersOf(j, j+n) > h.letters {
			break
		}
		if value, lost, ok := h.fits(x.of(j, j+n)); ok {
			out = append(out, span{int32(n), value, lost})
		}
	}
	return out
}

// mayBegin is a quick look, since few tokens begin a date or an amount.
func (h *hole) mayBegin(t *token) bool {
	return h.takes(t) && (h.class != ofFormat || h.Begins(t.text))
}

// takes reports whether a text in the hole may begin with a token by its kind.
func (h *hole) takes(t *token) bool {
	switch h.class {
	case ofNumber:
		return t.kind == aNumber
	case ofCount:
		return t.kind != aMark && len(t.text) <= 4
	case ofValues:
		return h.firsts[t.fold] || h.suffix != "" && t.kind != aMark
	}
	return t.kind != aMark && (!h.opens || (t.kind == aNumber) == h.numeral)
}

// exactWords are the tokens of a text as [token.exact] gives them.
func exactWords(text string) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		pieces(w, func(p string) {
			t := token{text: p, fold: fold(p)}
			out = append(out, t.exact())
		})
	}
	return out
}

func matchesExactly(tokens []token, want []string) bool {
	for i := range want {
		if tokens[i].exact() != want[i] {
			return false
		}
	}
	return true
}
