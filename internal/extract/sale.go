package extract

import (
	"math"
	"slices"
	"strings"
)

// take gives a fact its value.
func (s *auction) take(o *offer) {
	path := s.path(o)
	v := &value{path: path, at: -1, weight: apartWeight, apart: true, odds: o.score}
	v.text, v.lost = s.spelling(o, path)
	v.certain = o.score >= sureOdds+s.crowd[o.sort] && o.score-s.rival(o) >= sureLead
	top := slices.Max(o.odds)
	for i, c := range o.places {
		if o.odds[i] < top && o.odds[i] <= 0 {
			continue
		}
		if o.odds[i] < top && (s.told.others(c, path) || s.sorts[o.sort].name != theTerms && s.isDefined(c)) {
			continue
		}
		for k := c.from; k < c.to; k++ {
			s.taken[k] = true
		}
		if v.at < 0 {
			v.at = c.from
		}
	}
	s.sold[o.finding] = s.sold[o.finding] || v.certain
	if v.certain {
		s.surely = append(s.surely, sale{v, o})
	}
	s.best[path] = max(s.best[path], o.score)
	s.presence[o.sort][o.class] = max(0, s.presence[o.sort][o.class])
	s.closed[o.sort][o.class] = !strings.Contains(path, "*")
	s.chosen = append(s.chosen, v)
	s.count[path]++
	if s.repeats[path] {
		s.repeat(o, v, top/2)
	}
}

// repeat gives a value that elements of a list share to the others, too, beside
// which it stands.
func (s *auction) repeat(o *offer, v *value, least float64) {
	for i, c := range o.places {
		if c.from != v.at && o.odds[i] >= least {
			more := *v
			more.at, more.again, more.odds = c.from, true, o.odds[i]
			s.chosen = append(s.chosen, &more)
		}
	}
}

// apartWeight is the weight of a value that no word of the form stands around.
const apartWeight = 4

// rival is the score of the next value for the same fact: one that overlaps its
// best place, or, for a fact that is no element of a list, one elsewhere that is
// no part of it.
func (s *auction) rival(o *offer) float64 {
	many := strings.Contains(s.path(o), "*")
	best := o.places[slices.Index(o.odds, slices.Max(o.odds))]
	most := 0.0
	for _, f := range s.findings {
		if f.sort != o.sort || f == o.finding {
			continue
		}
		if f.overlaps(best) || !many && !strings.Contains(plainText(o.value), plainText(f.value)) {
			other := s.offer(f, o.class)
			most = max(most, other.score)
			if s.isArticle(f, o.finding) || s.isArticle(o.finding, f) {
				most = max(most, min(o.score, other.score+sureLead)) // an article tells little
			}
			if !many && !math.IsInf(other.score, 0) {
				most = max(most, o.score-(o.clear()-other.clear()))
			}
		}
	}
	return most
}

// isArticle reports whether a value is another behind an article.
func (s *auction) isArticle(f, of *finding) bool {
	first := &s.tokens[f.places[0].from]
	return first.fold == "the" && plainText(f.value) == "the "+plainText(of.value)
}

// A sale is a value that a fact has by an offer.
type sale struct {
	*value
	*offer
}

// doubt makes values uncertain of facts for which there is another that was given
// to another fact, but not surely.
func (s *auction) doubt() {
	for _, sold := range s.surely {
		if strings.Contains(sold.path, "*") || s.sorts[sold.sort].name == theNames {
			continue
		}
		for _, f := range s.findings {
			surely, ok := s.sold[f]
			if f == sold.finding || f.sort != sold.sort || surely || !ok || strings.Contains(plainText(sold.text), plainText(f.value)) {
				continue
			}
			if o := s.offer(f, sold.class); sold.clear()-o.clear() < openLead {
				sold.certain = false
			}
		}
	}
}
