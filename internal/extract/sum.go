package extract

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A sum is a fact that is the sum of one fact of all elements of a list, as
// samples show.
type sum struct{ part, total int } // classes

// Bounds of sums.
const (
	leastSums = 2   // samples in which the list has several elements
	mostSums  = 0.8 // the share of them in which the sum must hold
	mostParts = 9   // numbers of an exhibit that are tried as parts
	sumOdds   = 5   // what a sum that comes out says for its parts and for itself
	leastPart = -4  // odds, below which a number is no part
	everyPart = 3   // what it says for parts that there are as many as elements; twice that against more
	leastSum  = -11 // odds of parts and total, below which it is chance that the sum comes out
)

// findSums finds the sums among the facts of a sort.
func (s *sort) findSums(samples []Sample) []sum {
	if s.name != theNumbers {
		return nil
	}
	var out []sum
	for part, p := range s.paths {
		for total, q := range s.paths {
			if strings.Contains(q, "*") || !strings.Contains(p, "*") {
				continue
			}
			met, held := 0, 0
			for _, sample := range samples {
				if sample.Akin {
					m, h := holds(sample.Facts, p, q)
					met, held = met+m, held+h
				}
			}
			if held >= leastSums && float64(held) >= mostSums*float64(met) {
				out = append(out, sum{part, total})
			}
		}
	}
	return out
}

// holds counts whether facts have a total and several parts, and whether the
// total is their sum.
func holds(root *facts.Node, part, total string) (met, held int) {
	of := root.Lookup(total)
	if of == nil {
		return 0, 0
	}
	n, sum := 0, 0
	for i := 0; ; i++ {
		at := strings.Replace(part, "*", itoa(i), 1)
		list, _, _ := strings.Cut(part, "/*")
		if root.Lookup(list+"/"+itoa(i)) == nil {
			break
		}
		if node := root.Lookup(at); node != nil {
			n++
			sum += wholeOf(node.Text)
		}
	}
	switch {
	case n < 2:
		return 0, 0
	case sum == wholeOf(of.Text):
		return 1, 1
	}
	return 1, 0
}

// wholeOf reads a whole number; 0 if it is none.
func wholeOf(text string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
	if err != nil {
		return 0
	}
	return n
}

// balance looks for numbers of which one is the sum of the others, as a total of
// parts is, and lets that speak for them.
func (s *auction) balance() {
	for i := range s.sorts {
		var best []*finding // the last is the total
		var of sum
		most := math.Inf(-1)
		for _, rule := range s.sums[i] {
			if found, odds := s.sumOf(i, rule); odds > most {
				best, most, of = found, odds, rule
			}
		}
		for k, f := range best {
			class := of.part
			if k == len(best)-1 {
				class = of.total
			}
			for _, raw := range f.raw {
				raw[class] += sumOdds
			}
		}
	}
}

// audit gives up parts that do not make a total that is surer than they are, and
// makes values uncertain that are not the sum, or the parts of one, that such facts
// are.
func (s *auction) audit() {
	for i, so := range s.sorts {
		for _, rule := range s.sums[i] {
			part, total := so.paths[rule.part], so.paths[rule.total]
			if s.count[part] < 2 {
				continue
			}
			sum := 0
			for _, v := range s.chosen {
				switch v.path {
				case part:
					sum -= wholeOf(v.text)
				case total:
					sum += wholeOf(v.text)
				}
			}
			for _, v := range s.chosen {
				v.certain = v.certain && (sum == 0 || v.path != part && v.path != total)
			}
			if sum != 0 && s.best[total] > s.best[part] {
				s.chosen = slices.DeleteFunc(s.chosen, func(v *value) bool { return v.path == part })
			}
		}
	}
}

// sumOf returns the likeliest parts with their total.
func (s *auction) sumOf(sort int, rule sum) (best []*finding, odds float64) {
	totals := map[int]*finding{}
	var parts []*finding
	for _, f := range s.findings {
		if f.sort == sort && wholeOf(f.value) > 0 {
			totals[wholeOf(f.value)] = f
			if f.odds(rule.part) > leastPart {
				parts = append(parts, f)
			}
		}
	}
	slices.SortStableFunc(parts, func(a, b *finding) int { return cmp.Compare(b.odds(rule.part), a.odds(rule.part)) })
	parts = parts[:min(len(parts), mostParts)]
	odds = math.Inf(-1)
	elements := s.possible(sort, s.sorts[sort].paths[rule.part])
	for set := range 1 << len(parts) {
		var in []*finding
		n, sum := 0, 0.0
		for k, f := range parts {
			if set>>k&1 == 1 {
				in = append(in, f)
				n += wholeOf(f.value)
				sum += s.lead(f, rule.part)
			}
		}
		total := totals[n]
		if len(in) < 2 || total == nil || total.odds(rule.total) < leastPart {
			continue
		}
		switch {
		case len(in) == elements:
			sum += everyPart
		case len(in) > elements:
			sum -= 2 * everyPart
		}
		if sum += s.lead(total, rule.total); sum > max(odds, leastSum) {
			best, odds = append(in, total), sum
		}
	}
	return best, odds
}

// lead is what speaks for a class at the place where the most does, beside all
// others.
func (s *auction) lead(f *finding, class int) float64 {
	most := math.Inf(-1)
	for i := range f.places {
		most = max(most, s.against(f, i, class))
	}
	return min(0, most)
}

// possible counts the elements that a list may have, by the values that are
// likely to be another fact of its elements.
func (s *auction) possible(sort int, path string) int {
	list, _, _ := strings.Cut(path, "*")
	most := s.elements(path)
	for i, so := range s.sorts {
		for class, p := range so.paths {
			if i != sort && strings.HasPrefix(p, list+"*") {
				most = max(most, s.count[p]+s.likely(i, class))
			}
		}
	}
	return most
}

// likely counts the values that are likely to be a fact yet, of those that
// overlap one.
func (s *auction) likely(sort, class int) int {
	var apart []*finding
	all := slices.Clone(s.findings)
	slices.SortStableFunc(all, func(a, b *finding) int { return cmp.Compare(len(b.value), len(a.value)) })
	for _, f := range all {
		if f.sort != sort || !slices.Contains(f.classes, class) || s.lead(f, class) < 0 || s.offer(f, class).score <= leastOdds {
			continue
		}
		if !slices.ContainsFunc(apart, func(o *finding) bool { return f.isPart(o) }) {
			apart = append(apart, f)
		}
	}
	return len(apart)
}

// isPart reports whether a value overlaps another or is a part of it.
func (f *finding) isPart(of *finding) bool {
	return slices.ContainsFunc(of.places, f.overlaps) || strings.Contains(plainText(of.value), plainText(f.value))
}

// odds is what speaks for a class at the likeliest place, beside no fact at all.
func (f *finding) odds(class int) float64 {
	most := math.Inf(-1)
	for _, raw := range f.raw {
		most = max(most, raw[class]-raw[len(raw)-1])
	}
	return most
}
