package extract

import (
	"cmp"
	"math"
	"slices"
)

// An offer is a value for a fact.
type offer struct {
	*finding
	class int
	score float64
	odds  []float64 // of its places
}

// offer weighs a value for a fact: its best place counts in full; the others,
// if such a fact stands in several, less and less.
func (s *auction) offer(f *finding, class int) *offer {
	o := &offer{finding: f, class: class}
	for i, c := range f.places {
		odds := s.against(f, i, class)
		if slices.Contains(s.taken[c.from:c.to], true) {
			odds = math.Inf(-1)
		}
		o.odds = append(o.odds, odds)
	}
	sorted := slices.Clone(o.odds)
	stable(sorted, func(a, b *float64) int { return cmp.Compare(*a, *b) })
	o.score = sorted[len(sorted)-1]
	weight := 0.5 * s.facts[f.sort].again[class]
	for i := len(sorted) - 2; i >= 0 && sorted[i] > 0; i-- {
		o.score += weight * sorted[i]
		weight /= 2
	}
	return o
}

// better returns the offer for the same fact among those that overlap one that
// looks most like a fact at all: whether it is that fact's or another's, what it
// is cut from does not say.
func (s *auction) better(o *offer) *offer {
	place := o.place()
	best, most := o, o.clear()
	for _, f := range s.findings {
		if f.sort != o.sort || f == o.finding || !slices.Contains(f.classes, o.class) || !f.overlaps(place) {
			continue
		}
		if other := s.offer(f, o.class); other.score > s.least(other) && other.clear() > most {
			best, most = other, other.clear()
		}
	}
	return best
}

// place is the likeliest place of an offer.
func (o *offer) place() candidate {
	return o.places[slices.Index(o.odds, slices.Max(o.odds))]
}

// clear is what speaks for an offer's likeliest place beside no fact.
func (o *offer) clear() float64 {
	raw := o.raw[slices.Index(o.odds, slices.Max(o.odds))]
	return raw[o.class] - raw[len(raw)-1]
}

func (s *auction) path(o *offer) string { return s.sorts[o.sort].paths[o.class] }

// least is what an offer must score: more for a second element of a list.
func (s *auction) least(o *offer) float64 {
	least := leastOdds + s.crowd[o.sort]/2
	if s.facts[o.sort].among[o.class][0] >= alwaysThere && s.elements(s.path(o)) > s.count[s.path(o)] {
		least = leastOdds // there must be one
	}
	if best, ok := s.best[s.path(o)]; ok && !s.hasRoom(s.path(o)) {
		least = max(least, leastItem, best/2)
		if len(s.sums[o.sort]) == 0 && s.facts[o.sort].among[o.class][0] < alwaysThere && s.elements(s.path(o)) > 0 {
			return math.Inf(1) // it would be an element that has nothing else
		}
	}
	if _, ok := s.sold[o.finding]; ok {
		least += twice
	}
	return least
}

// hasRoom reports whether a list has more elements, by the values of its other
// facts, than values of this one.
func (s *auction) hasRoom(path string) bool {
	return s.elements(path) > s.count[path]
}

// isFull reports whether the elements of a list are known by other facts, and all
// have this one, or the only one that there is hardly ever has it.
func (s *auction) isFull(sort, class int) bool {
	path := s.sorts[sort].paths[class]
	if len(s.sums[sort]) == 0 || s.elements(path) == 0 {
		return false
	}
	possible := s.possible(sort, path)
	return s.count[path] > 0 && s.count[path] >= possible || possible == 1 && s.facts[sort].among[class][0] < never
}

func (f *finding) overlaps(c candidate) bool {
	return slices.ContainsFunc(f.places, func(p candidate) bool { return p.from < c.to && c.from < p.to })
}
