package extract

import (
	"math"
	"slices"
	"strings"
)

// A cue is a word by which the schema calls a fact, and its share of what sets
// the fact's title apart from the others of its sort.
type cue struct {
	word  string
	share float64
}

const (
	cueReach = 4 // how many tokens before or behind a fact its title may stand
	cueOdds  = 2 // what a whole title says for it
)

// readCues weighs the words of the titles of facts, and of the titles of what
// they are in, by how few of the sort's facts have them.
func (s *sort) readCues(f *Form) {
	titles, in := make([][]string, len(s.paths)), map[string]int{}
	for i, path := range s.paths {
		for ; path != ""; path, _ = cutPointer(path) {
			p, ok := f.lookup(path)
			if !ok {
				continue
			}
			for _, w := range foldedWords(p.Title) {
				if w = stem(w); kindOf(w) == aLower && !slices.Contains(titles[i], w) {
					titles[i] = append(titles[i], w)
					in[w]++
				}
			}
		}
	}
	for _, words := range titles {
		var cues []cue
		sum := 0.0
		for _, w := range words {
			weight := math.Log(float64(len(s.paths)+1) / float64(in[w]))
			cues = append(cues, cue{w, weight})
			sum += weight
		}
		for i := range cues {
			cues[i].share /= sum
		}
		s.cues = append(s.cues, cues)
	}
}

// heed lets the cues near a place speak for the facts that they are of.
func (s *sort) heed(tokens []token, c candidate, raw []float64) {
	near := map[string]bool{}
	for i := max(0, c.from-cueReach); i < min(len(tokens), c.to+cueReach); i++ {
		if i < c.from || i >= c.to {
			near[stem(tokens[i].fold)] = true
		}
	}
	for class, cues := range s.cues {
		for _, q := range cues {
			if near[q.word] {
				raw[class] += cueOdds * q.share
			}
		}
	}
}

// stem makes one of words that differ in their ending.
func stem(word string) string {
	for _, end := range []string{"ies", "es", "s", "ing", "ed", "y", "e"} {
		if len(word) > len(end)+3 && strings.HasSuffix(word, end) {
			return strings.TrimSuffix(word, end)
		}
	}
	return word
}
