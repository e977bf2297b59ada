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
