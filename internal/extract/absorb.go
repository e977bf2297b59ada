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
func (f *refiner) leaves() []leaf {
	var out []leaf
	f.tree.walk("", func(pointer string, v *value) {
		out = append(out, leaf{pointer, starred(pointer), v})
	})
	slices.SortStableFunc(out, func(a, b leaf) int { return a.at - b.at })
	return out
}

// absorbed tries whether a fact ends in a period, or begins with an article, that
// the form does not print.
func (f *refiner) absorbed(tokens []token, least int) {
	if f.form.Draft == nil {
		return
	}
	for _, l := range f.leaves() {
		class, ok := f.auto.classes[l.path]
		if !ok || !class.open() || l.claim || l.text == "" {
			continue
		}
		f.period(l, tokens, least)
		if l.at > 0 && l.at < len(tokens) && tokens[l.at-1].fold == "the" {
			if other := tokens[l.at-1].text + " " + l.text; f.absorbs(l, other) && f.reads(l, other, tokens, least) {
				l.certain, l.ambiguous = false, true
			}
		}
	}
}

// absorbs reports whether the form prints a fact somewhere as it would print
// another text.
func (f *refiner) absorbs(l leaf, other string) bool {
	for i := range f.auto.holes {
		h := &f.auto.holes[i]
		if h.path != l.path || h.Chain() == "" {
			continue
		}
		a, ok := h.Print(l.text)
		b, also := h.Print(other)
		if ok && also && a == b {
			return true
		}
	}
	return false
}

// reads reports whether the draft stays as it is if a fact has another text.
func (f *refiner) reads(l leaf, other string, tokens []token, least int) bool {
	made := *l.value
	made.text = other
	return f.drafted(map[string]*value{l.pointer: &made}, map[string]*value{l.pointer: l.value}, tokens, least)
}

// period tries whether a period at the end of a fact is its own. The examples of
// the fact say whether it is likely.
func (f *refiner) period(l leaf, tokens []token, least int) {
	words := strings.Fields(l.text)
	without, ends := strings.CutSuffix(l.text, ".")
	other := l.text + "."
	if ends {
		other = without
	}
	if len(words) == 0 || !f.absorbs(l, other) {
		return
	}
	usual := slices.ContainsFunc(f.form.examples(l.path), func(e string) bool { return strings.HasSuffix(e, ".") })
	last := strings.TrimSuffix(words[len(words)-1], ".")
	short := len(last) <= 4 && kindOf(last) >= aCapital && kindOf(last) != aNumber
	switch {
	case ends && !usual && !short, !ends && (usual || short && abbreviates(last, tokens)):
		if f.reads(l, other, tokens, least) {
			l.text = other
		}
	case !ends && short:
		if f.reads(l, other, tokens, least) {
			l.certain, l.ambiguous = false, true
		}
	}
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
