package extract

import (
	"slices"
	"strings"
)

// Some functions print two texts alike: a period that ends a fact becomes that of
// the sentence, an article is not set twice. What was read back is one of them,
// and the other is tried here.

// A leaf is a value in a tree, with where it stands now.
type leaf struct {
	pointer, path string
	*value
}

// leaves are the values of the tree in the order of the exhibit.
func (f *refiner) leaves() []*leaf {
	var out []*leaf
	f.tree.walk("", func(pointer string, v *value) {
		out = append(out, &leaf{pointer, starred(pointer), v})
	})
	slices.SortStableFunc(out, func(a, b *leaf) int { return a.at - b.at })
	return out
}

// absorbed tries whether a fact ends in a period, or begins with an article, that
// the form does not print.
func (f *refiner) absorbed(tokens []token, least int) {
	if f.form.Draft == nil {
		return
	}
	for _, l := range f.leaves() {
		if f.auto.holeOf(l.path) == nil || l.claim || l.text == "" {
			continue
		}
		f.untrim(l, tokens, least)
		f.period(l, tokens, least)
		f.article(l, tokens, least)
	}
}

// untrim looks at a fact of which a function may have taken something away, but
// which else stands in the exhibit as it was read. It is no guess if what else it
// could be is written as no such fact is.
func (f *refiner) untrim(l *leaf, tokens []token, least int) {
	m := f.auto.manners.of[l.path]
	if !l.lost || m == nil || !standsAt(tokens, l.at, l.text) {
		return
	}
	own := m.whole(tokensOf(l.text))
	for _, other := range f.alike(l) {
		if (strings.HasSuffix(other, ".") || m.whole(tokensOf(other))-own < doubtful) && f.reads(l, other, tokens, least) {
			return
		}
	}
	l.lost, l.certain = false, !l.ambiguous
}

// standsAt reports whether a text stands at token i to the letter.
func standsAt(tokens []token, i int, text string) bool {
	n := len(foldedWords(text))
	return i >= 0 && i+n <= len(tokens) && inSmall(text) && textOf(tokens[i:i+n]) == text
}

// alike are other texts of a fact that the form prints somewhere as it prints its
// own.
func (f *refiner) alike(l *leaf) []string {
	var out []string
	for i := range f.auto.holes {
		if h := &f.auto.holes[i]; h.path == l.path && h.Chain() != "" {
			for _, other := range h.Alike(l.text) {
				if !slices.Contains(out, other) {
					out = append(out, other)
				}
			}
		}
	}
	return out
}

// reads reports whether the draft stays as it is if a fact has another text.
func (f *refiner) reads(l *leaf, other string, tokens []token, least int) bool {
	made := *l.value
	made.text = other
	return f.drafted(map[string]*value{l.pointer: &made}, map[string]*value{l.pointer: l.value}, tokens, least)
}

// period tries whether a period at the end of a fact is its own. The examples of
// the fact say whether it is likely.
func (f *refiner) period(l *leaf, tokens []token, least int) {
	words := strings.Fields(l.text)
	without, ends := strings.CutSuffix(l.text, ".")
	other := l.text + "."
	if ends {
		other = without
	}
	if len(words) == 0 {
		return
	}
	usual := slices.ContainsFunc(f.form.examples(l.path), func(e string) bool { return strings.HasSuffix(e, ".") && !isShort(lastWord(e)) })
	last := lastWord(l.text)
	short := isShort(last)
	if !short && !slices.Contains(f.alike(l), other) || !stops(tokens, l.at, len(foldedWords(without))) || !f.reads(l, other, tokens, least) {
		return
	}
	if own := usual || short && (f.auto.manners.shortened[last] || abbreviates(last, tokens)); own != ends {
		l.text = other
	}
	if short && !usual {
		l.certain, l.ambiguous = false, true
	}
}

// lastWord is the last word of a text without its period.
func lastWord(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	return strings.TrimSuffix(words[len(words)-1], ".")
}

// isShort reports whether a word may be an abbreviation if a period follows it.
func isShort(word string) bool {
	return word != "" && len(word) <= 4 && kindOf(word) >= aCapital && kindOf(word) != aNumber
}

// findShortened finds the words that the values of examples abbreviate: Inc., Jr.
func (ms *manners) findShortened(tokens []token) {
	for i := 1; i < len(tokens); i++ {
		if word := tokens[i-1].text; tokens[i].text == "." && !tokens[i].gap && kindOf(word) == aCapital && isShort(word) {
			ms.shortened[word] = true
		}
	}
}

// stops reports whether a mark stands behind n tokens from token i on, which may be
// the form's instead of a period; also if nobody knows where the fact stands.
func stops(tokens []token, i, n int) bool {
	return i < 0 || i+n >= len(tokens) || tokens[i+n].kind == aMark
}

// article tries whether the article before a fact is its own, if the form asks
// for articles.
func (f *refiner) article(l *leaf, tokens []token, least int) {
	if !f.auto.articled[l.path] || l.at <= 0 || l.at >= len(tokens) || tokens[l.at-1].fold != "the" {
		return
	}
	other := tokens[l.at-1].text + " " + l.text
	if !f.reads(l, other, tokens, least) {
		return
	}
	l.certain, l.ambiguous = false, true
	if slices.ContainsFunc(f.form.examples(l.path), func(e string) bool { return strings.HasPrefix(e, "the ") }) && f.likens(l, other) {
		l.text = other
	}
}

// likens reports whether a fact is written as its manner has it with another text
// rather than with its own.
func (f *refiner) likens(l *leaf, other string) bool {
	m := f.auto.manners.of[l.path]
	return m != nil && m.whole(tokensOf(other)) < m.whole(tokensOf(l.text))
}

// abbreviates reports whether a short word in capitals stands before a period
// wherever it stands, and has no vowel behind its first letter or does not end a
// sentence there.
func abbreviates(word string, tokens []token) bool {
	found := !strings.ContainsAny(word[1:], "aeiouy")
	for i := range tokens {
		if tokens[i].text != word {
			continue
		}
		if !abbreviated(tokens, i) {
			return false
		}
		found = found || i+2 < len(tokens) && tokens[i+2].kind <= aSmallWord && tokens[i+2].begin < lineBreak
	}
	return found
}
