package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// An exhibit in a wording that the form does not have cannot be aligned with
// it, but its facts stand among words that the form has around them too: a
// record date behind "record", a title behind "under the". So each place of the
// exhibit that looks like a fact is held against the surroundings of each hole.

// A setting is the words around a hole, with their distance in words.
type setting struct {
	before, after []int32
	depth         int // how many conditions stand around it
}

// reach is how many words around a fact count.
const reach = 7

// settings returns the surroundings of the holes of each path.
func (a *automaton) settings() map[string][]setting {
	out := map[string][]setting{}
	depth, before := 0, a.predecessors()
	for i := range a.nodes {
		switch a.nodes[i].kind {
		case anArm:
			depth++
		case theArmEnd:
			depth--
		}
		if a.nodes[i].kind != aHole {
			continue
		}
		h := &a.holes[a.nodes[i].index]
		if h.path == "" || h.class == ofText || !h.property.Identifying && h.class.open() {
			continue
		}
		out[h.path] = append(out[h.path], setting{a.around(i, -1, before), a.around(i, 1, before), depth})
	}
	return out
}

// around walks from a hole along the way on which as little as can be is
// printed, and gathers words.
func (a *automaton) around(i, by int, before []int32) []int32 {
	var out []int32
	at := int32(i)
	for range 40 * reach {
		at = a.beside(at, by, before)
		if at < 0 || len(out) == reach {
			break
		}
		n := &a.nodes[at]
		if n.kind == aWord && !n.mark {
			out = append(out, n.word)
		}
	}
	return out
}

// beside returns the node after or before another one: of several the last, as
// the arm that prints nothing is.
func (a *automaton) beside(i int32, by int, before []int32) int32 {
	if by < 0 {
		return before[i]
	}
	n := &a.nodes[i]
	switch {
	case n.kind == theEnd:
		return -1
	case n.kind == aWord || n.kind == aHole || n.kind == aBody:
		return n.next
	case n.skip > skipRun: // before a run of words, which are to be read
		return n.outs[0]
	}
	last := n.outs[len(n.outs)-1]
	if last <= i {
		last = n.outs[0]
	}
	return last
}

// predecessors returns for each node the last of those that lead to it.
func (a *automaton) predecessors() []int32 {
	out := make([]int32, len(a.nodes))
	for i := range out {
		out[i] = -1
	}
	for i := range a.nodes {
		n := &a.nodes[i]
		for _, to := range append([]int32{n.next}, n.outs...) {
			if to > int32(i) && !(n.skip > skipRun && len(n.outs) > 1 && to == n.outs[len(n.outs)-1]) {
				out[to] = max(out[to], int32(i))
			}
		}
	}
	return out
}

// A candidate is a place of the exhibit that a fact may have been printed at.
type candidate struct {
	from, to int
	value    string
	score    float64
}

// nearby finds the facts of an exhibit in another wording.
func (r *Reader) nearby(tokens []token, spans map[string][][]span) []*value {
	s := &searcher{Reader: r, tokens: tokens, spans: spans, settings: r.auto.settings()}
	s.weigh()
	type found struct {
		path string
		list []candidate
	}
	var all []found
	for _, path := range sortedKeys(s.settings) {
		if list := s.candidates(path); len(list) > 0 {
			all = append(all, found{path, list})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.list[0].score, a.list[0].score) })
	taken := map[int]string{}
	var out []*value
	for _, f := range all {
		out = append(out, s.choose(f.path, f.list, taken)...)
	}
	return out
}

func sortedKeys(m map[string][]setting) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// searcher holds what the search for facts of one exhibit needs.
type searcher struct {
	*Reader
	tokens   []token
	spans    map[string][][]span
	settings map[string][]setting
	weights  []float64 // of the words of the form
}

// weigh gives the words that stand around few facts more weight.
func (s *searcher) weigh() {
	in := make([]int, len(s.auto.words))
	for _, settings := range s.settings {
		seen := map[int32]bool{}
		for _, set := range settings {
			for _, w := range slices.Concat(set.before, set.after) {
				if !seen[w] {
					seen[w] = true
					in[w]++
				}
			}
		}
	}
	s.weights = make([]float64, len(in))
	for w, n := range in {
		s.weights[w] = math.Log(1 + float64(len(s.settings))/float64(n+1))
	}
}

// candidates returns the places that may hold the fact of a path, the likeliest
// first.
func (s *searcher) candidates(path string) []candidate {
	h := s.holeOf(path)
	var out []candidate
	for j := range s.tokens {
		for _, c := range s.at(h, j) {
			for _, set := range s.settings[path] {
				like := s.likeness(set, c)
				if h.class.open() {
					like -= deeper * float64(set.depth)
				}
				c.score = max(c.score, like)
			}
			if c.score >= leastLikeness || !h.class.open() && c.score >= leastLikeness/4 {
				out = append(out, c)
			}
		}
	}
	agree(out)
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.to-b.from, a.to-a.from))
	})
	return out
}

// agree lets places that have the same text speak for each other.
func agree(all []candidate) {
	sum := map[string]float64{}
	for _, c := range all {
		sum[c.value] += c.score
	}
	for i := range all {
		all[i].score += 0.3 * (sum[all[i].value] - all[i].score)
	}
}

// leastLikeness is what a place must have in common with the form's.
const leastLikeness = 1.2

// deeper is what each condition around a hole takes from its likeness: what few
// exhibits have is not likely to be what one has.
const deeper = 0.7

func (s *searcher) holeOf(path string) *hole {
	for i := range s.auto.holes {
		if h := &s.auto.holes[i]; h.path == path && (!h.class.open() || h.class != ofText) {
			return h
		}
	}
	return &s.auto.holes[0]
}

// at returns what could be the fact of a hole at token j.
func (s *searcher) at(h *hole, j int) []candidate {
	var out []candidate
	switch {
	case !h.class.open() && h.class != ofNothing && h.class != ofCount && h.class != ofValues:
		for _, sp := range s.spans[h.key][j] {
			if sp.value != "" && h.admits(sp.value) {
				out = append(out, candidate{from: j, to: j + int(sp.length), value: sp.value})
			}
		}
		if len(out) > 1 {
			out = out[len(out)-1:]
		}
	case h.class == ofTitle:
		for _, to := range s.titles(j) {
			if int32(to-j) <= h.most {
				out = append(out, candidate{from: j, to: to, value: textOf(s.tokens[j:to]), score: 0})
			}
		}
	}
	return out
}

// titles returns where a title that begins at token j may end: where capitals
// end, and at commas between them.
func (s *searcher) titles(j int) []int {
	t := s.tokens
	if t[j].kind < aCapital || j > 0 && t[j].gap && t[j].begin < lineBreak && (t[j-1].kind >= aCapital || t[j-1].text == "&") {
		return nil
	}
	var ends []int
	i := j + 1
	for ; i < len(t) && t[i].begin < lineBreak; i++ {
		next := i+1 < len(t) && t[i+1].kind >= aCapital && t[i+1].begin < lineBreak
		switch {
		case t[i].kind >= aCapital:
		case t[i].kind == aSmallWord && next:
		case t[i].text == "," && next && abbreviated(t, i+1):
		case t[i].text == "," && next && t[i].kind == aMark:
			ends = append(ends, i)
		case t[i].text == "." && abbreviated(t, i-1):
		default:
			return append(ends, i)
		}
	}
	return append(ends, i)
}

// abbreviated reports whether token i is a short word before a period: Inc., Co.
func abbreviated(t []token, i int) bool {
	return i+1 < len(t) && t[i+1].text == "." && len(t[i].text) <= 4 && t[i].kind >= aCapital && t[i].kind != aNumber
}

// likeness compares the surroundings of a place with those of a hole.
func (s *searcher) likeness(set setting, c candidate) float64 {
	return s.side(set.before, c.from-1, -1) + s.side(set.after, c.to, 1)
}

func (s *searcher) side(words []int32, i, by int) float64 {
	score, distance := 0.0, 0
	for ; i >= 0 && i < len(s.tokens) && distance < reach; i += by {
		t := &s.tokens[i]
		if t.kind == aMark {
			continue
		}
		if at := slices.Index(words, t.id); t.id != unknownWord && at >= 0 {
			score += s.weights[t.id] / (1 + 0.5*math.Abs(float64(at-distance)) + 0.15*float64(distance))
		}
		distance++
	}
	return score
}

// overlaps reports whether another fact has taken a part of a place.
func (s *searcher) overlaps(c candidate, taken map[int]string) bool {
	for i := c.from; i < c.to; i++ {
		if _, ok := taken[i]; ok {
			return true
		}
	}
	return false
}

// choose takes the likeliest place for a path that no other fact has taken; of
// a list as many as are nearly as likely.
func (s *searcher) choose(path string, list []candidate, taken map[int]string) []*value {
	var out []*value
	many := strings.Count(path, "*") == 1
	for _, c := range list {
		if c.score < list[0].score*0.75 || len(out) > 0 && !many {
			break
		}
		if s.overlaps(c, taken) {
			continue
		}
		known := false
		for _, v := range out {
			known = known || foldText(v.text) == foldText(c.value)
		}
		if known {
			continue
		}
		for i := c.from; i < c.to; i++ {
			taken[i] = path
		}
		out = append(out, &value{path: path, text: c.value, at: c.from, weight: int(c.score)})
	}
	slices.SortFunc(out, func(a, b *value) int { return cmp.Compare(a.at, b.at) })
	for i, v := range out {
		v.pointer = strings.Replace(path, "*", itoa(i), 1)
	}
	return out
}
