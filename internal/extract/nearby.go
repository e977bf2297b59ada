package extract

import (
	"maps"
	"math"
	"slices"

	"github.com/draftgen/draftgen/internal/diag"
)

// An exhibit in a wording that the form does not have can be aligned with it
// here and there at the most, but it is of the same kind as the examples in the
// pack. Their drafts know of each word the fact that it was made from, and so
// teach what the places of a fact look like: which words stand before and behind
// it, how it is written, where in the exhibit, beside which other facts. Every
// place of the exhibit that may be a fact (candidate.go) is described so
// (surroundings.go) and weighed by a naive Bayes classifier for each fact that
// looks alike (learn.go); the titles that the schema has for the facts speak,
// too (cue.go), and how their values are written (manner.go), how far a date is
// from others (calendar.go), whether a number is a sum (sum.go), and what the
// alignment read there, if the form's words stand around it (told.go). Of facts
// that identify no matter known values are looked for (term.go). Places are
// given to facts the surest first; what is found of a group says what else there
// is of it (company.go), and of the conditions under which the form prints it
// (imply.go); for what is left of it the schema's own words are looked for
// (named.go). What the schema refuses gives way to the next. What is near the
// second in the running, or not very likely in itself, is uncertain.

// reconsider puts what is found by surroundings in the place of what the
// alignment made of the same facts. It returns how much the exhibit is one of
// the form's kind; 0 if there is nothing to tell it by.
func (r *Reader) reconsider(values map[string]*value, ev *evidence, tokens []token) (kinship float64) {
	if r.words().kinds == 0 || len(tokens) == 0 {
		return 0
	}
	likeness := r.words().likeness(tokens)
	if likeness < leastKinship {
		return likeness // whatever its facts are
	}
	return likeness * math.Sqrt(r.seek(values, ev.tell(), tokens))
}

// seek adds the values that are found by their surroundings. It returns how many
// of the facts that an exhibit of the kind must have are among them: 0 to 1. What
// the schema refuses is looked for again without it.
func (r *Reader) seek(values map[string]*value, by told, tokens []token) (completeness float64) {
	if len(tokens) == 0 {
		return 0
	}
	var refused []*value
	for left := mostSeeks; ; left-- {
		s := r.newAuction(r.lore(), tokens, by)
		s.forbid(refused)
		found := maps.Clone(values)
		s.sell(found)
		more := r.refused(found)
		if refused = append(refused, more...); len(more) == 0 || left == 1 {
			clear(values)
			for p, v := range found {
				v.certain = v.certain && v.apart
				values[p] = v
			}
			return s.completeness()
		}
	}
}

// mostSeeks is how often an exhibit is gone over.
const mostSeeks = 4

// refused are the values that were found and that the schema does not take as they
// are.
func (r *Reader) refused(values map[string]*value) []*value {
	t := plant(values, r.form)
	root := t.node(r.form, "")
	if root == nil {
		return nil
	}
	var out []*value
	_, list := r.form.Schema.Complete(root)
	for _, d := range list {
		if v := t.at(d.Pointer); d.Severity == diag.Error && v != nil && v.apart && !t.yield(r.form, d.Pointer) {
			out = append(out, v)
		}
	}
	return out
}

// forbid takes values from the facts that they cannot be of: they are weighed as if
// there were no such fact.
func (s *auction) forbid(refused []*value) {
	for _, v := range refused {
		for _, f := range s.findings {
			at := slices.Index(s.sorts[f.sort].paths, v.path)
			if i := slices.Index(f.classes, at); i >= 0 && plainText(f.value) == plainText(v.text) {
				f.classes = append(f.classes[:i], f.classes[i+1:]...)
				for _, raw := range f.raw {
					raw[at] = math.Inf(-1)
				}
			}
		}
	}
}

// sell gives the facts of an exhibit their values, beside those that the alignment
// knows.
func (s *auction) sell(values map[string]*value) {
	for _, summed := range []bool{false, true} { // the elements of lists must be known before their parts
		if summed {
			s.balance()
		}
		for range mostFound {
			if !s.choose(summed) {
				break
			}
		}
	}
	s.audit()
	s.doubt()
	for p, v := range values {
		if !s.keep(v) {
			delete(values, p)
		}
	}
	s.number(values)
	for _, v := range s.chosen {
		if !s.wants(v) {
			values[v.pointer] = v
		}
	}
	s.imply(values)
	s.name(values)
	s.complete(values)
	s.truths(values)
}
