package extract

import (
	"cmp"
	"slices"
	"strings"
)

// number gives the elements of lists their numbers: those of the alignment, if it
// knows as many elements, else in the order of the exhibit. Of the facts of an
// element that which has the most values leads: the others go with the nearest of
// its values. It drops of values those that were read by the alignment as facts of
// elements that have other numbers now.
func (s *auction) number(values map[string]*value) {
	slices.SortStableFunc(s.chosen, func(a, b *value) int { return cmp.Compare(a.at, b.at) })
	lists := map[string]map[string][]*value{}
	for _, v := range s.chosen {
		list, _, _ := strings.Cut(v.path, "*")
		if lists[list] == nil {
			lists[list] = map[string][]*value{}
		}
		lists[list][v.path] = append(lists[list][v.path], v)
	}
	for _, list := range keys(lists) {
		if s.asTold(list, lists[list]) {
			continue
		}
		inOrder(lists[list])
		for p := range values {
			if rest, ok := strings.CutPrefix(p, list); ok && strings.HasSuffix(list, "/") {
				if n, _, _ := strings.Cut(rest, "/"); !s.sameAsTold(list + n) {
					delete(values, p)
				}
			}
		}
	}
	s.chosen = slices.DeleteFunc(s.chosen, func(v *value) bool { return v.pointer == "" })
}

// inOrder numbers the elements of a list as their facts stand in the exhibit.
func inOrder(byPath map[string][]*value) {
	lead := ""
	for _, path := range keys(byPath) {
		if lead == "" || count(byPath[path]) > count(byPath[lead]) {
			lead = path
		}
	}
	for path, values := range byPath {
		taken := map[int]bool{}
		n := 0
		for _, v := range values {
			v.pointer = ""
			if path != lead && count(values) < count(byPath[lead]) || v.again {
				i := nearest(byPath[lead], v.at)
				if v.again && (path == lead || taken[i]) {
					continue
				}
				v.pointer, taken[i] = strings.Replace(path, "*", itoa(i), 1), true
				continue
			}
			v.pointer, taken[n] = strings.Replace(path, "*", itoa(n), 1), true
			n++
		}
	}
}

// count counts values, each once.
func count(values []*value) int {
	n := 0
	for _, v := range values {
		if !v.again {
			n++
		}
	}
	return n
}

// nearest returns which of the values stands nearest to a token.
func nearest(values []*value, at int) int {
	best, least, n := 0, -1, 0
	for _, v := range values {
		if v.again {
			continue
		}
		if far := max(v.at-at, at-v.at); least < 0 || far < least {
			best, least = n, far
		}
		n++
	}
	return best
}

// wants reports whether the element of a list that a value is in lacks a fact that
// it must have, so that it would be refused.
func (s *auction) wants(v *value) bool {
	list, _, ok := strings.Cut(v.path, "*")
	if !ok {
		return false
	}
	for _, so := range s.sorts {
		for _, path := range so.paths {
			p, known := s.form.lookup(path)
			if !known || !p.Required || !strings.HasPrefix(path, list+"*/") {
				continue
			}
			number, _, _ := strings.Cut(strings.TrimPrefix(v.pointer, list), "/")
			must := strings.Replace(path, "*", number, 1)
			if !slices.ContainsFunc(s.chosen, func(o *value) bool { return o.pointer == must }) {
				return true
			}
		}
	}
	return false
}

// asTold numbers the facts of the elements of a list as the alignment has its
// elements, each by where it stands; of several that would be one the surest stays.
// It reports whether it has as many.
func (s *auction) asTold(list string, byPath map[string][]*value) bool {
	if !strings.HasSuffix(list, "/") {
		return false
	}
	begins := s.told.elements(list)
	if n := s.essential(list); n >= 0 && n != len(begins) {
		return false
	}
	for path, values := range byPath {
		best := map[int]*value{}
		for _, v := range values {
			i := begins.at(v.at)
			if i < 0 {
				return false
			}
			old := best[i]
			if v.pointer = ""; old == nil || v.odds > old.odds {
				best[i], v.pointer = v, strings.Replace(path, "*", itoa(i), 1)
				if old != nil {
					old.pointer = ""
				}
			}
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
