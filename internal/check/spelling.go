package check

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/lazy"
)

// A spelling test reports a word that is written in several ways.
//
//	open  words written with a hyphen that must not stand apart, such as
//	      forward-looking; they are looked for whether or not the text has the
//	      hyphen elsewhere
//	mixed report words with a hyphen that also stand without, in one word
//	before_nouns
//	      words apart that take a hyphen before a noun, such as cost effective
//
// A message may say {found} and {wanted}.
type spelling struct {
	open, beforeNouns []string
	mixed             bool
}

func newSpelling(p *params) tester {
	p.say("found", "wanted")
	return &spelling{open: p.texts("open"), beforeNouns: p.texts("before_nouns"), mixed: p.flag("mixed")}
}

var hyphened = lazy.Regexp(`[a-z]+(?:-[a-z]+)+`)

func (t *spelling) run(r *run) {
	for _, word := range t.open {
		for _, at := range r.wholeWords(strings.ReplaceAll(word, "-", " ")) {
			r.at(spot{stretch: at}, vars{"found": r.quote(at), "wanted": word})
		}
	}
	for _, words := range t.beforeNouns {
		for _, at := range r.wholeWords(words) {
			if r.beforeNoun(at.to) {
				r.at(spot{stretch: at}, vars{"found": r.quote(at), "wanted": strings.ReplaceAll(words, " ", "-")})
			}
		}
	}
	if t.mixed {
		t.twoWays(r)
	}
}

// notNouns are words behind which an adjective does not belong to a noun.
var notNouns = set("and or but to in of for as at by with from than that which is are was were will on the a an")

// beforeNoun reports whether the words that end at a byte are followed by one
// that they may belong to, perhaps after another adjective.
func (s *state) beforeNoun(end int) bool {
	rest := s.text.fold[end:]
	rest = strings.TrimPrefix(rest, ",")
	if !strings.HasPrefix(rest, " ") {
		return false
	}
	word := strings.Trim(rest[1:1+wordLen(rest[1:])], ".,;:)")
	return isLetters(strings.ReplaceAll(word, "-", "")) && !notNouns[word]
}

// twoWays reports the rarer way to write a word that has a hyphen in one place
// and none in another.
func (t *spelling) twoWays(r *run) {
	places := map[string]map[string][]stretch{} // by letters, then by spelling
	add := func(at stretch) {
		word := r.text.fold[at.from:at.to]
		key := strings.ReplaceAll(word, "-", "")
		if places[key] == nil {
			places[key] = map[string][]stretch{}
		}
		if len(places[key][word]) < maxMatches { // more are never said
			places[key][word] = append(places[key][word], at)
		}
	}
	keys := map[string]bool{}
	for from, fold := 0, r.text.fold; ; {
		m := hyphened().FindStringIndex(fold[from:])
		if m == nil {
			break
		}
		at := stretch{from + m[0], from + m[1]}
		add(at)
		keys[strings.ReplaceAll(fold[at.from:at.to], "-", "")] = true
		from = at.to
	}
	if len(keys) == 0 {
		return
	}
	for i, w := range r.text.words {
		word := r.text.fold[w.at:r.wordEnd(i)]
		trimmed := strings.TrimLeft(word, `("'`)
		from := w.at + len(word) - len(trimmed)
		if trimmed = strings.TrimRight(trimmed, `)"',.;:`); keys[trimmed] {
			add(stretch{from, from + len(trimmed)})
		}
	}
	for _, key := range sortedKeys(places) {
		t.report(r, places[key])
	}
}

func (t *spelling) report(r *run, ways map[string][]stretch) {
	if len(ways) < 2 {
		return
	}
	words := sortedKeys(ways)
	slices.SortStableFunc(words, func(a, b string) int {
		if n := len(ways[b]) - len(ways[a]); n != 0 {
			return n
		}
		return ways[a][0].from - ways[b][0].from
	})
	for _, word := range words[1:] {
		for _, at := range ways[word] {
			r.at(spot{stretch: at}, vars{"found": word, "wanted": words[0]})
		}
	}
}
