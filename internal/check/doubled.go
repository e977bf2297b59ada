package check

import (
	"slices"
	"strings"
)

// A doubled test reports a word that stands twice in a row.
//
//	allow  words that may
//
// A message may say {word}.
type doubled struct{ allow []string }

func newDoubled(p *params) tester {
	p.say("word")
	return &doubled{p.texts("allow")}
}

func (t *doubled) run(r *run) {
	words := r.text.words
	for i := 1; i < len(words); i++ {
		one := r.text.fold[words[i-1].at:r.wordEnd(i-1)]
		two := strings.TrimRight(r.text.fold[words[i].at:r.wordEnd(i)], `,.;:)"'`)
		if one != two || !isLetters(one) || len(one) < 2 || r.text.plain[words[i].at-1] != ' ' || slices.Contains(t.allow, one) {
			continue
		}
		if r.text.plain[words[i].at] != r.text.fold[words[i].at] {
			continue // Walla Walla
		}
		r.at(inText(words[i].at, words[i].at+len(two)), vars{"word": one})
	}
}

func isLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}
