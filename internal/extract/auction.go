package extract

import (
	"math"
	"slices"
	"strings"
)

// Thresholds, in logarithms of odds. Where many values stand to be chosen from,
// one is the likelier to look right by chance: to each threshold the logarithm
// of their number is added, or half of it.
const (
	leastOdds = 0.0  // a value below, and half of that, is not given
	leastItem = 2.5  // ... a second one for a list
	sureOdds  = 2.0  // a value above, and that, is certain
	sureLead  = 2.0  // ... if it leads the next so far
	openLead  = 3.0  // ... or the next so far, by what speaks for them beside no fact, if another fact has that, but not surely
	never     = -3.0 // odds below which a fact is not looked for
	twice     = 4.0  // what a value must have more to be that of two facts that look alike
)

// passes is how often the places are judged: what a place is thought to be is
// known to its neighbours the next time.
const passes = 3

// mostFound bounds how many values are found.
const mostFound = 100

// A finding is a value that stands in an exhibit, with its places.
type finding struct {
	sort    int
	value   string
	places  []candidate
	raw     [][]float64 // of each place: what speaks for each class
	classes []int       // those that it can be of
}

// An auction gives the values of an exhibit to facts.
type auction struct {
	*lore
	*survey
	told
	findings []*finding
	closed   []map[int]bool     // by sort: the classes that have their value
	presence [][]float64        // by sort and class: see bayes
	taken    []bool             // tokens
	best     map[string]float64 // the best score of a value, by path
	crowd    []float64          // by sort: the logarithm of the number of values
	sold     map[*finding]bool  // values that facts have, and whether one has it surely
	surely   []sale
	chosen   []*value
	count    map[string]int // of them, by path
}

func (r *Reader) newAuction(l *lore, tokens []token, by told) *auction {
	s := &auction{lore: l, survey: r.survey(unwrap(tokens)), taken: make([]bool, len(tokens)), best: map[string]float64{}, sold: map[*finding]bool{}, count: map[string]int{}}
	s.told = by
	s.judge(s.places(l.sorts))
	for _, b := range l.facts {
		s.closed, s.presence = append(s.closed, map[int]bool{}), append(s.presence, slices.Clone(b.presence))
	}
	s.crowd = make([]float64, len(l.sorts))
	for _, f := range s.findings {
		s.crowd[f.sort]++
	}
	for i, n := range s.crowd {
		s.crowd[i] = math.Log(max(n, 1))
	}
	s.findings = slices.DeleteFunc(s.findings, s.isHopeless)
	return s
}

// judge weighs all places, and notes what each is most likely to be.
func (s *auction) judge(places [][]candidate) {
	raw := make([][][]float64, len(places))
	for i, so := range s.sorts {
		places[i] = s.told.candidates(so, places[i], s.tokens)
		for _, c := range places[i] {
			odds := s.facts[i].judge(s.facts[i].prior, s.describe(c))
			so.heed(s.tokens, c, odds)
			s.mind(so, c, odds)
			s.told.believe(so, s.facts[i].seen, c, odds, s.tokens)
			raw[i] = append(raw[i], odds)
		}
	}
	for pass := range passes {
		s.findings = nil
		days, leads := calendar{}, map[string]float64{}
		begin, end := map[int]string{}, map[int]string{}
		surest := map[int]float64{} // by the token where a place begins, and by that where one ends, negated
		for i, so := range s.sorts {
			byValue := map[string]*finding{}
			for k, c := range places[i] {
				odds := raw[i][k]
				if pass > 0 {
					odds = s.facts[i].judge(odds, s.neighbours(c))
				}
				class, lead := favourite(odds)
				if class < len(so.paths) && lead > max(surest[c.from], surest[-c.to]) {
					begin[c.from], end[c.to] = so.paths[class], so.paths[class]
					surest[c.from], surest[-c.to] = lead, lead
				}
				if class < len(so.paths) && so.name == theDates && lead > max(1, leads[so.paths[class]]) && s.facts[i].presence[class] > 0 {
					if day, ok := dayOf(c.value); ok {
						days[so.paths[class]], leads[so.paths[class]] = day, lead
					}
				}
				f := byValue[plainText(c.value)]
				if f == nil {
					f = &finding{sort: i, value: c.value}
					byValue[plainText(c.value)] = f
					s.findings = append(s.findings, f)
				}
				f.places, f.raw = append(f.places, c), append(f.raw, odds)
			}
		}
		s.beginAt, s.endAt, s.days = begin, end, days
	}
}

// favourite returns the likeliest class of a place, and its odds.
func favourite(raw []float64) (class int, odds float64) {
	for c := range raw {
		if raw[c] > raw[class] {
			class = c
		}
	}
	next := math.Inf(-1)
	for c, v := range raw {
		if c != class {
			next = max(next, v)
		}
	}
	return class, raw[class] - next
}

// isHopeless reports whether a value can be no fact's, whatever the others are.
// It notes whose it can be.
func (s *auction) isHopeless(f *finding) bool {
	for class := range s.sorts[f.sort].paths {
		if s.facts[f.sort].seen[class] && !s.isOthers(f, class) && slices.ContainsFunc(f.raw, func(raw []float64) bool {
			return raw[class]+mostPresence+s.hope(f.sort) > raw[len(raw)-1]+leastOdds
		}) {
			f.classes = append(f.classes, class)
		}
	}
	return len(f.classes) == 0
}

// hope is what may speak for a value of a sort yet.
func (s *auction) hope(sort int) float64 {
	if len(s.sums[sort]) > 0 {
		return sumOdds
	}
	return 0
}

// present is what speaks for a fact's being there at all.
func (s *auction) present(sort, class int) float64 {
	if class < len(s.sorts[sort].paths) {
		path := s.sorts[sort].paths[class]
		if n := s.elements(path); n > 0 && s.best[path] == 0 {
			return s.facts[sort].among[class][min(n, 2)-1]
		}
	}
	if class < len(s.sorts[sort].paths) && s.best[s.sorts[sort].paths[class]] == 0 {
		if odds, ok := s.given(s.sorts[sort].paths[class]); ok {
			return odds
		}
	}
	return s.presence[sort][class]
}

// elements counts the elements of the list that a fact is in, by the values of
// its other facts.
func (s *auction) elements(path string) int {
	list, rest, _ := strings.Cut(path, "*")
	if rest == "" {
		return 0
	}
	most := 0
	if s.essential(list) < 0 {
		most = len(s.told.elements(list))
	}
	for p, n := range s.count {
		if p != path && strings.HasPrefix(p, list+"*") {
			most = max(most, n)
		}
	}
	return most
}

// isPart reports whether a value is cut from the one that a fact has already.
func (s *auction) isPart(f *finding, class int) bool {
	for _, v := range s.chosen {
		if v.path == s.sorts[f.sort].paths[class] {
			whole, part := plainText(v.text), plainText(f.value)
			return len(part) < len(whole) && strings.Contains(whole, part)
		}
	}
	return false
}

// against is what speaks for a class at a place more than for any other class
// that is not closed, or whose value the place is cut from.
func (s *auction) against(f *finding, place, class int) float64 {
	raw, most := f.raw[place], math.Inf(-1)
	for c, v := range raw {
		if c != class && (!s.closed[f.sort][c] || s.isPart(f, c)) {
			most = max(most, v+s.present(f.sort, c))
		}
	}
	return raw[class] + s.present(f.sort, class) - most
}

// choose gives the fact that is surest its value. It reports whether there was
// one. summed: among those, too, that may be sums or parts of one.
func (s *auction) choose(summed bool) bool {
	var best *offer
	for _, f := range s.findings {
		if !summed && len(s.sums[f.sort]) > 0 {
			continue
		}
		for _, class := range f.classes {
			if s.closed[f.sort][class] || s.isFull(f.sort, class) {
				continue
			}
			if o := s.offer(f, class); o.score > s.least(o) && (best == nil || o.score > best.score) {
				best = o
			}
		}
	}
	if best == nil {
		return false
	}
	s.take(s.better(best))
	return true
}
