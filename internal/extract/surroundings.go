package extract

import (
	"slices"
	"strings"
)

// reach is how many words on each side of a place are its surroundings.
const reach = 7

// A survey is an exhibit with what its places are described by.
type survey struct {
	*automaton
	tokens  []token
	known   map[string][][]string // values that the form knows, by their first words
	blocks  []int                 // the number of the block of each token
	at      map[string][]int      // where each folded word stands
	times   map[string]int        // how often the words of a place occur
	values  map[string]int        // how many values are printed in a way
	beginAt map[int]string        // paths of facts that are thought to begin at tokens
	endAt   map[int]string        // ... and to end before them
	days    calendar              // what dates are thought to be
}

func (r *Reader) survey(tokens []token) *survey {
	s := &survey{automaton: r.auto, known: r.known(), tokens: tokens, blocks: make([]int, len(tokens)), at: map[string][]int{}, times: map[string]int{}}
	s.values, s.beginAt, s.endAt = map[string]int{}, map[int]string{}, map[int]string{}
	s.days = calendar{}
	n := 0
	for i := range tokens {
		if tokens[i].begin == blockBreak && i > 0 {
			n++
		}
		s.blocks[i] = n
		s.at[tokens[i].fold] = append(s.at[tokens[i].fold], i)
	}
	return s
}

// places returns the candidates of each sort.
func (s *survey) places(sorts []*sort) [][]candidate {
	spans := s.closedSpans()
	out := make([][]candidate, len(sorts))
	busy := make([]bool, len(s.tokens)) // tokens of dates and amounts are not those of names
	for i, so := range sorts {
		if so.name == theNames || so.name == theCodes || so.name == theTerms {
			continue
		}
		out[i] = s.pairUp(so.candidates(spans))
		s.count(out[i])
		for _, c := range out[i] {
			for k := c.from; k < c.to; k++ {
				busy[k] = busy[k] || so.name == theDates || s.isGrouped(c)
			}
		}
	}
	s.markIdle(spans, busy)
	for i, so := range sorts {
		switch so.name {
		case theNames:
			out[i] = append(s.names(busy), s.phrases(so)...)
		case theCodes:
			out[i] = s.codes(busy)
		case theTerms:
			out[i] = s.terms(so)
		}
	}
	return out
}

// closedSpans finds the texts of what functions print, and of numbers.
func (s *survey) closedSpans() map[string][][]span {
	out := map[string][][]span{}
	text := join(s.tokens)
	for i := range s.holes {
		h := &s.holes[i]
		if out[h.key] != nil || h.class != ofNumber && h.class != ofFormat {
			continue
		}
		at := make([][]span, len(s.tokens))
		for j := range s.tokens {
			at[j] = h.spansAt(text, j)
		}
		out[h.key] = at
	}
	return out
}

// markIdle marks the words that functions print and that tell no fact, as the
// day of the week of a date does not.
func (s *survey) markIdle(spans map[string][][]span, busy []bool) {
	for i := range s.holes {
		if s.holes[i].class != ofFormat {
			continue
		}
		for j, found := range spans[s.holes[i].key] {
			for _, sp := range found {
				if sp.value == "" && sp.length == 1 && s.tokens[j].kind == aCapital {
					busy[j] = true
				}
			}
		}
	}
}

// count notes how many values are printed in each way.
func (s *survey) count(all []candidate) {
	seen := map[string]bool{}
	for _, c := range all {
		if key := s.printed(c); !seen[key+c.value] {
			seen[key+c.value] = true
			s.values[key]++
		}
	}
}

// printed says how a value is printed that is no name.
func (s *survey) printed(c candidate) string {
	if s.isGrouped(c) {
		return c.as + ","
	}
	return c.as
}

// isGrouped reports whether a place is a number in groups of digits.
func (s *survey) isGrouped(c candidate) bool {
	return slices.ContainsFunc(s.tokens[c.from:c.to], func(t token) bool {
		return t.kind == aNumber && strings.Contains(t.text, ",")
	})
}

// occurrences counts the places that have the words of a place.
func (s *survey) occurrences(c candidate) int {
	t := s.tokens[c.from:c.to]
	key := foldText(c.value)
	n, ok := s.times[key]
	if ok {
		return n
	}
	for _, i := range s.at[t[0].fold] {
		k := 0
		for k < len(t) && i+k < len(s.tokens) && s.tokens[i+k].fold == t[k].fold {
			k++
		}
		if k == len(t) {
			n++
		}
	}
	s.times[key] = n
	return n
}

// describe lists the features of a place: the words before and behind it, what
// it is made of, and where it stands. The first letter of a feature says what
// is looked at, see trust.
func (s *survey) describe(c candidate) []string {
	out := make([]string, 0, 48)
	out = s.beside(out, "l", c.from-1, -1)
	out = s.beside(out, "r", c.to, 1)
	switch c.as {
	case "":
		out = s.inside(out, c)
	case theTerms:
		out = append(out, "v"+foldText(c.value))
	case theCodes:
		out = append(out, "v"+pattern(c.value), "vz"+itoa(min(len(c.value), 9)))
	default:
		out = append(out, "a"+s.printed(c), "k"+few(s.values[s.printed(c)]))
		if strings.Trim(c.value, "0123456789") == "" {
			out = append(out, "m"+itoa(min(len(c.value), 8)))
		}
	}
	out = s.standing(out, c)
	return s.segments(out, c)
}

// few writes a number of which only a few values matter.
func few(n int) string { return itoa(min(n, 5)) }

// beside lists the words on one side: the nearest token, the nearest two words,
// the nearest three, and all within reach.
func (s *survey) beside(out []string, side string, i, by int) []string {
	if i < 0 || i >= len(s.tokens) || by < 0 && s.tokens[i+1].begin >= lineBreak || by > 0 && s.tokens[i].begin >= lineBreak {
		out = append(out, side+"1^")
	} else {
		out = append(out, side+"1"+s.abstract(i))
	}
	pair, seen := "", 0
	for ; i >= 0 && i < len(s.tokens) && seen < reach; i += by {
		t := &s.tokens[i]
		if t.kind == aMark {
			continue
		}
		seen++
		if seen <= 2 {
			pair += " " + t.fold
		}
		if seen == 2 {
			out = append(out, side+"2"+pair)
		}
		if t.kind == aNumber {
			continue
		}
		if seen <= 3 {
			out = append(out, side+"3"+t.fold)
		}
		if t.kind != aSmallWord {
			out = append(out, side+"w"+stem(t.fold))
		}
	}
	return out
}

// abstract is a token as a neighbour: itself, or that it is a number.
func (s *survey) abstract(i int) string {
	if s.tokens[i].kind == aNumber {
		return "#"
	}
	return s.tokens[i].fold
}

// inside lists what a name is made of: its last word, how many words it has, how
// many of them are the form's own, capitals, numbers, commas.
func (s *survey) inside(out []string, c candidate) []string {
	t := s.tokens[c.from:c.to]
	words, capitals, numbers, ours := 0, 0, 0, 0
	first, last := -1, 0
	for i := range t {
		if t[i].kind == aMark {
			if t[i].text == "," {
				out = append(out, "v,")
			}
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		words++
		switch {
		case t[i].kind == aNumber:
			numbers++
		case !t[i].small:
			capitals++
		}
		if t[i].id != unknownWord {
			ours++
		}
		if t[i].text == "&" {
			out = append(out, "v&")
		}
	}
	out = append(out, "vo"+itoa(4*ours/max(words, 1)), "vn"+itoa(min(words, 6)), "vl"+t[last].fold)
	if first >= 0 {
		out = append(out, "vf"+s.abstract(c.from+first))
	}
	if capitals == words-numbers {
		out = append(out, "vc")
	} else if numbers > 0 {
		out = append(out, "v#")
	}
	if slices.Contains(s.knownAt(c.from), len(t)) {
		out = append(out, "vk")
	}
	return out
}

// standing lists where in the exhibit a place stands, and how often its words
// occur.
func (s *survey) standing(out []string, c candidate) []string {
	last := s.blocks[len(s.blocks)-1]
	out = append(out, "pb"+few(s.blocks[c.from]), "pe"+few(last-s.blocks[c.from]), "pt"+few(s.occurrences(c)))
	begins := c.from == 0 || s.tokens[c.from].begin >= lineBreak
	ends := c.to == len(s.tokens) || s.tokens[c.to].begin >= lineBreak
	if begins && ends {
		out = append(out, "pl")
	}
	return out
}

// segments lists of what sort the parts between commas before and behind a
// place are: addresses are told by them.
func (s *survey) segments(out []string, c candidate) []string {
	i := c.from - 1
	for n := 1; n <= 2; n++ {
		if i < 1 || s.tokens[i].text != "," || s.tokens[i+1].begin >= lineBreak {
			break
		}
		end := i
		for i--; i > 0 && s.tokens[i].text != "," && s.tokens[i].kind != aLower && s.tokens[i+1].begin < lineBreak && end-i < 6; i-- {
		}
		out = append(out, "sl"+itoa(n)+s.segment(i+1, end))
		if s.tokens[i].text != "," {
			break
		}
	}
	if c.to+1 < len(s.tokens) && s.tokens[c.to].text == "," && s.tokens[c.to+1].begin < lineBreak {
		out = append(out, "sr"+s.segment(c.to+1, c.to+2))
	}
	return out
}

func (s *survey) segment(from, to int) string {
	if from >= to {
		return ""
	}
	switch k := s.tokens[from].kind; {
	case k == aNumber:
		return "#"
	case k >= aCapital:
		return "A"
	}
	return "a"
}

// nextTo is how many tokens beside a place are looked at for other facts.
const nextTo = 4

// neighbours lists the facts that are thought to stand within a few words of a
// place.
func (s *survey) neighbours(c candidate) []string {
	var out []string
	for i := c.from; i > 0 && i > c.from-nextTo; i-- {
		if p := s.endAt[i]; p != "" {
			out = append(out, "nl"+p)
			break
		}
	}
	for i := c.to; i < len(s.tokens) && i < c.to+nextTo; i++ {
		if p := s.beginAt[i]; p != "" {
			out = append(out, "nr"+p)
			break
		}
	}
	return s.days.apart(out, c.value)
}
