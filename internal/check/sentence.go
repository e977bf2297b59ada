package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentencesOf returns the sentences of a text. A sentence ends at a full stop,
// a question mark or an exclamation mark, and at the end of its paragraph.
func (t *text) sentencesOf() []stretch {
	if t.sentences == nil {
		for _, p := range t.paragraphs {
			t.sentences = appendSentences(t.sentences, t.plain, p)
		}
	}
	return t.sentences
}

func appendSentences(list []stretch, s string, p stretch) []stretch {
	start := p.from
	for i := p.from; i < p.to; i++ {
		if s[i] != '.' && s[i] != '?' && s[i] != '!' {
			continue
		}
		end := i + 1
		for end < p.to && strings.IndexByte(`"')`, s[end]) >= 0 {
			end++
		}
		if end+1 >= p.to || s[end] != ' ' || s[i] == '.' && !stops(s[start:i], s[end+1:p.to]) {
			continue
		}
		list = append(list, stretch{start, end})
		start, i = end+1, end
	}
	if start < p.to {
		list = append(list, stretch{start, p.to})
	}
	return list
}

// stops reports whether the full stop between before and after ends a sentence.
func stops(before, after string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, `"'(`))
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return false
	}
	word := before[strings.LastIndexAny(before, " (\"")+1:]
	switch {
	case names[word]: // ends a name, and perhaps the sentence with it
		next, _, _ := strings.Cut(after, " ")
		return openers[next]
	case abbreviations[word], len(word) == 1 && word[0] >= 'A':
		return false
	}
	return true
}

var (
	names         = set("Inc Corp Co Ltd L.L.C L.L.P L.P N.A P.C U.S U.S.A Jr Sr a.m p.m")
	abbreviations = set("No Nos Mr Mrs Ms Dr St Sec Secs Art Ave Blvd Ste vs cf e.g i.e v Rev Hon Messrs" +
		" Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
	openers = set("The This These Those We It In On At As If Such Such, All Any No Each By To For With I Our Its Upon Under" +
		" Additionally, However, Accordingly, Although Only")
)

// set makes a set of the words of a list.
func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(list) {
		m[word] = true
	}
	return m
}
