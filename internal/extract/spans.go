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
	found := map[string][][]span{}
	for i := range a.holes {
		h := &a.holes[i]
		if h.class.open() || h.class == ofNothing {
			continue
		}
		if found[h.key] != nil {
			continue
		}
		at := make([][]span, len(tokens)+1)
		for j := range tokens {
			at[j] = h.spansAt(tokens, j)
		}
		found[h.key] = at
	}
	return found
}

func foldedWords(text string) []string {
	var out []string
	for _, w := range strings.Fields(text) {
		pieces(w, func(p string) { out = append(out, fold(p)) })
	}
	return out
}

func (h *hole) spansAt(tokens []token, j int) []span {
	if !h.mayBegin(&tokens[j]) {
		return nil
	}
	var out []span
	for n := 1; n <= h.longest && j+n <= len(tokens); n++ {
		if n > 1 && tokens[j+n-1].begin == blockBreak {
			break
		}
		if value, lost, ok := h.fits(tokens[j : j+n]); ok {
			out = append(out, span{int32(n), value, lost})
		}
	}
	return out
}

// mayBegin is a quick look, since few tokens begin a date or an amount.
func (h *hole) mayBegin(t *token) bool {
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
