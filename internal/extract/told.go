package extract

import (
	"slices"
	"strings"
)

// What the alignment read of an exhibit in another wording is right here and
// there: where the exhibit has the form's words around a fact. Those places are
// candidates, too, and what fits around them speaks for the facts that they were
// read as.

// told is what an alignment captured, by where it begins.
type told map[int][]vote

// tell gathers the votes of an alignment that have a place.
func (ev *evidence) tell() told {
	out := told{}
	for _, v := range ev.votes {
		if !v.claim && v.from < v.to {
			out[v.from] = append(out[v.from], v)
		}
	}
	return out
}

// toldOdds is what each side of a fact says for it that has the form's words, or
// half of them.
const toldOdds = 2.5

// believe lets what was told of a place speak for the facts that it was read as;
// or against all, if samples do not show that fact.
func (t told) believe(so *sort, seen []bool, c candidate, odds []float64, tokens []token) {
	for _, v := range t[c.from] {
		class := slices.Index(so.paths, v.path)
		switch {
		case v.to != c.to && (v.to+1 != c.to || tokens[v.to].text != ","): // which the function may print
		case class >= 0 && seen[class]:
			odds[class] += toldOdds * float64(v.weight)
		case !v.listed:
			odds[len(odds)-1] += toldOdds * float64(v.weight)
		}
	}
}

// others reports whether a place was read as another fact, and not as this one.
func (t told) others(c candidate, path string) bool {
	other := false
	for _, v := range t[c.from] {
		if v.path == path {
			return false
		}
		other = other || v.to == c.to && v.weight >= leastTold
	}
	return other
}

// leastTold is the weight of what was told that makes a place a candidate.
const leastTold = 3

// candidates adds those of a sort of names or codes that were told and that are
// none of themselves.
func (t told) candidates(so *sort, all []candidate, tokens []token) []candidate {
	if so.name != theNames && so.name != theCodes {
		return all
	}
	for from := range tokens {
		for _, v := range t[from] {
			c := candidate{from: from, to: v.to, value: textOf(tokens[from:v.to])}
			if so.name == theCodes {
				c.as = theCodes
			}
			known := func(o candidate) bool { return o.from == c.from && o.to == c.to }
			if v.weight >= leastTold && c.to-c.from <= longestName && slices.Contains(so.paths, v.path) && !slices.ContainsFunc(all, known) {
				all = append(all, c)
			}
		}
	}
	return all
}

// keep reports whether a value that was read by the alignment is kept: nothing
// else was found for its fact, and no other fact has its words.
func (s *auction) keep(v *value) bool {
	if v.claim {
		p, ok := s.form.lookup(v.path)
		return v.certain && (v.at >= 0 || !ok || !p.Required)
	}
	if s.best[v.path] != 0 && !strings.Contains(v.path, "*") {
		return false
	}
	if s.lore.knows(v.path) && v.weight < leastKept {
		return false
	}
	return v.at < 0 || !s.taken[v.at]
}

// leastKept is the weight of a value of the alignment that stays although it does
// not look like the fact by its surroundings.
const leastKept = 4
