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
const toldOdds = 1.5

// believe lets what was told of a place speak for the facts that it was read as.
func (t told) believe(so *sort, c candidate, odds []float64) {
	for _, v := range t[c.from] {
		if class := slices.Index(so.paths, v.path); class >= 0 && v.to == c.to {
			odds[class] += toldOdds * float64(v.weight)
		}
	}
}

// asTold numbers the facts of the elements of a list as the alignment has its
// elements, each by where it stands. It reports whether that gives each a place of
// its own.
func (s *auction) asTold(list string, byPath map[string][]*value) bool {
	if !strings.HasSuffix(list, "/") {
		return false
	}
	begins := s.told.elements(list)
	if n := s.essential(list); n >= 0 && n != len(begins) {
		return false
	}
	for path, values := range byPath {
		taken := map[int]bool{}
		for _, v := range values {
			i := begins.at(v.at)
			if i < 0 || taken[i] && !v.again {
				return false
			}
			taken[i] = true
			v.pointer = strings.Replace(path, "*", itoa(i), 1)
		}
	}
	return true
}

// elements are the tokens at which the elements of a list begin that an alignment
// has.
type elements map[int]int

func (t told) elements(list string) elements {
	out := elements{}
	for _, votes := range t {
		for _, v := range votes {
			rest, ok := strings.CutPrefix(v.pointer, list)
			if !ok {
				continue
			}
			number, _, _ := strings.Cut(rest, "/")
			n := wholeOf(number)
			if at, ok := out[n]; !ok || v.from < at {
				out[n] = v.from
			}
		}
	}
	return out
}

// at is the element that a token stands in, or before; -1: none.
func (e elements) at(token int) int {
	best, most := -1, 0
	for n, from := range e {
		far := token - from
		if far < 0 {
			far = -far * longestAlone // behind all others
		}
		if best < 0 || far < most || far == most && n < best {
			best, most = n, far
		}
	}
	return best
}

// longestAlone is how much nearer an element that begins behind a token must be
// than one that begins before it.
const longestAlone = 100

// essential counts the values of the fact that nearly all elements of a list
// have; -1: it is not known.
func (s *auction) essential(list string) int {
	most := -1
	for i, so := range s.sorts {
		for class, path := range so.paths {
			if strings.HasPrefix(path, list) && s.facts[i].among[class][0] >= alwaysThere {
				most = max(most, s.count[path])
			}
		}
	}
	return most
}

// sameAsTold reports whether an element that has a number now is that which the
// alignment gave it.
func (s *auction) sameAsTold(element string) bool {
	for _, v := range s.chosen {
		for _, o := range s.told[max(v.at, 0)] {
			if o.path == v.path && o.pointer == v.pointer && strings.HasPrefix(v.pointer+"/", element+"/") {
				return true
			}
		}
	}
	return false
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
