package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A capital is a run of capitalised words, such as Registration Statement or
// 1996 Plan, or a defined term of other words, such as ESPP Shares or Plans and
// Agreements, with what says whether it is used as a term.
type capital struct {
	text string
	stretch
	before string // the word before it, in small letters; "" at the start of a sentence
	prose  bool   // it stands in a paragraph of prose
}

// isUse reports whether the words may be a term in use: not the start of a
// sentence, where any word has a capital, and not a or an before them, which
// speak of something new.
func (c capital) isUse() bool {
	return c.prose && c.before != "" && c.before != "a" && c.before != "an"
}

// determined reports whether a word stands before them that points at something
// known.
func (c capital) determined() bool { return determiners[c.before] }

var determiners = set("the this such said each any all these those")

// parts are the keys of all shorter runs in the words.
func (c capital) parts() []string {
	words := strings.Fields(c.text)
	const longest = 6
	var keys []string
	for i := range words {
		for j := i + 1; j <= min(len(words), i+longest); j++ {
			if j-i < len(words) {
				keys = append(keys, termKey(strings.Join(words[i:j], " ")))
			}
		}
	}
	return keys
}

// capitals are the runs of capitalised words of the text, in its order.
func (s *state) capitals() []capital {
	if s.caps != nil {
		return s.caps
	}
	t, mixed := s.text, s.mixedTerms()
	w := 0 // index of a word
	for _, p := range t.paragraphs {
		first := w
		for w < len(t.words) && t.words[w].at < p.to {
			w++
		}
		words := make([]token, 0, w-first)
		for i := first; i < w; i++ {
			end := p.to
			if i+1 < w {
				end = t.words[i+1].at - 1
			}
			words = append(words, newToken(t.plain, t.words[i].at, end))
		}
		s.caps = appendCapitals(s.caps, t.plain, words, mixed)
	}
	return s.caps
}

// A token is a word without the marks around it.
type token struct {
	stretch
	opens, closes bool // marks stand before it, behind it
	ends          bool // it ends a sentence
	capital       bool
}

func newToken(s string, from, to int) token {
	t := token{stretch: stretch{from, to}}
	for t.from < t.to && strings.IndexByte(`("'[`, s[t.from]) >= 0 {
		t.from, t.opens = t.from+1, true
	}
	for t.to > t.from && strings.IndexByte(`)"'],;:.?!`, s[t.to-1]) >= 0 {
		switch s[t.to-1] {
		case '.':
			t.ends = t.ends || stops(s[t.from:t.to-1], "The")
		case '?', '!':
			t.ends = true
		}
		t.to, t.closes = t.to-1, true
	}
	word := s[t.from:t.to]
	first, size := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[size:])
	t.capital = unicode.IsUpper(first) && (unicode.IsLower(second) || second == '\'') ||
		len(word) == 4 && strings.Trim(word, "0123456789") == ""
	return t
}

func appendCapitals(list []capital, s string, words []token, mixed mixedTerms) []capital {
	prose := isProse(s, words)
	start := true // of a sentence
	for i := 0; i < len(words); i++ {
		j := i + mixed.at(s, words[i:])
		if j == i && !words[i].capital {
			start = words[i].ends || start && isLabel(s, words[i])
			continue
		}
		if j == i {
			j = endOfRun(s, words, i, mixed)
		}
		list = appendRun(list, s, words, i, j, start, prose)
		start = words[j-1].ends
		i = j - 1
	}
	return list
}

// endOfRun is the index behind the capitalised words that begin at i. A mark ends
// them, a possessive, and a term that begins there.
func endOfRun(s string, words []token, i int, mixed mixedTerms) int {
	j := i + 1
	for j < len(words) && words[j].capital && !words[j-1].closes && !words[j].opens && !owns(s, words[j-1]) && mixed.at(s, words[j:]) == 0 {
		j++
	}
	return j
}

// mixedTerms are the defined terms that are no mere runs of capitalised words:
// ESPP Shares, Class A Shares, 401(k) Plan, Plans and Agreements. Without them
// their last word would look like a term of its own.
type mixedTerms struct {
	stems   map[string]bool
	longest map[string]int // words of the longest term, by its first word
}

// A mixed term of more words is not looked for.
const maxTermWords = 12

func (s *state) mixedTerms() mixedTerms {
	m := mixedTerms{map[string]bool{}, map[string]int{}}
	for _, d := range s.definitions() {
		var words []token
		at := 0
		for word := range strings.SplitSeq(d.term, " ") {
			words = append(words, newToken(d.term, at, at+len(word)))
			at += len(word) + 1
		}
		if len(words) > maxTermWords || !slices.ContainsFunc(words, func(t token) bool { return !t.capital }) {
			continue
		}
		m.stems[termStem(d.term[words[0].from:words[len(words)-1].to])] = true
		first := termStem(d.term[words[0].from:words[0].to])
		m.longest[first] = max(m.longest[first], len(words))
	}
	return m
}

// at counts the words of the longest term that words begin with.
func (m mixedTerms) at(s string, words []token) int {
	if len(m.longest) == 0 {
		return 0
	}
	for n := min(m.longest[termStem(s[words[0].from:words[0].to])], len(words)); n > 0; n-- {
		if m.stems[termStem(s[words[0].from:words[n-1].to])] {
			return n
		}
	}
	return 0
}

// appendRun adds the words from i to j. A first word that only begins a sentence
// is left out.
func appendRun(list []capital, s string, words []token, i, j int, start, prose bool) []capital {
	before := ""
	if first := lower(s[words[i].from:words[i].to]); start && determiners[first] {
		before = first
		if i++; i == j {
			return list
		}
	} else if !start && i > 0 {
		before = lower(s[words[i-1].from:words[i-1].to])
	}
	at := stretch{words[i].from, words[j-1].to}
	at.to -= len(s[at.from:at.to]) - len(strings.TrimSuffix(strings.TrimSuffix(s[at.from:at.to], "'s"), "'"))
	return append(list, capital{s[at.from:at.to], at, before, prose})
}

// owns reports whether a word is a possessive, behind which what is owned is
// another term.
func owns(s string, w token) bool { return strings.HasSuffix(s[w.from:w.to], "'s") }

// isProse reports whether most words of a paragraph begin small, which those of
// headings, addresses and captions do not.
func isProse(s string, words []token) bool {
	small := 0
	for _, w := range words {
		if first, _ := utf8.DecodeRuneInString(s[w.from:w.to]); unicode.IsLower(first) {
			small++
		}
	}
	return small >= 3 && 2*small >= len(words)
}

// isLabel reports whether a word is a list item's label, behind which a sentence
// begins.
func isLabel(s string, w token) bool { return w.opens && w.closes && w.to-w.from <= 4 }
