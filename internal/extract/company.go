package extract

import (
	"math"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A company is how often samples have one fact of a group where they have
// another: by the path of the other, and the fact's.
type company map[string]map[string]*ratio

// A ratio is how many there were, and how many of them had something.
type ratio struct{ all, with int }

// odds is the logarithm of the odds of the share, bounded.
func (r ratio) odds(most float64) float64 {
	p := (float64(r.with) + 0.5) / (float64(r.all) + 1)
	return min(most, max(-most, math.Log(p/(1-p))))
}

// companyOf counts the company of the facts of sorts.
func companyOf(sorts []*sort, samples []Sample) company {
	var paths []string
	for _, so := range sorts {
		paths = append(paths, so.paths...)
	}
	out := company{}
	for _, sample := range samples {
		if !sample.Akin {
			continue
		}
		has := map[string]bool{}
		eachFact(sample.Facts, "", func(path string, _ *facts.Node) { has[path] = true })
		for _, of := range paths {
			if !has[of] {
				continue
			}
			for _, p := range paths {
				if p == of || together(p, of) == 0 {
					continue
				}
				if out[of] == nil {
					out[of] = map[string]*ratio{}
				}
				if out[of][p] == nil {
					out[of][p] = &ratio{}
				}
				out[of][p].all++
				if has[p] {
					out[of][p].with++
				}
			}
		}
	}
	return out
}

// together counts the names that two paths begin with alike, but for an element
// of a list.
func together(a, b string) int {
	n := 0
	for {
		head, rest, ok := strings.Cut(strings.TrimPrefix(a, "/"), "/")
		other, more, also := strings.Cut(strings.TrimPrefix(b, "/"), "/")
		if !ok || !also || head != other {
			return n
		}
		if head != "*" {
			n++
		}
		a, b = rest, more
	}
}

// given is what speaks for a fact's being there, by the facts of its group that
// were found: of those that are nearest in the schema the one that says the most.
func (s *auction) given(path string) (odds float64, ok bool) {
	nearest := 0
	for of := range s.best {
		near, r := together(path, of), s.company[of][path]
		if near == 0 || near < nearest || r == nil {
			continue
		}
		if o := r.odds(mostPresence); near > nearest || math.Abs(o) > math.Abs(odds) || o == -odds && o > 0 {
			nearest, odds, ok = near, o, true
		}
	}
	return odds, ok
}

// repeatsOf finds the facts of lists of which several elements of a sample have
// the same value.
func repeatsOf(samples []Sample) map[string]bool {
	out := map[string]bool{}
	for _, sample := range samples {
		if !sample.Akin {
			continue
		}
		seen := map[string]bool{}
		eachFact(sample.Facts, "", func(path string, n *facts.Node) {
			if strings.Contains(path, "*/") && n.Text != "" {
				out[path] = out[path] || seen[path+" "+n.Text]
				seen[path+" "+n.Text] = true
			}
		})
	}
	return out
}
