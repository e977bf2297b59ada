package lint

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A decider tells whether any facts that a schema takes make formulas true.
//
// It tries the values of each fact in turn, and goes back as soon as a formula
// is false with the values so far, as Davis, Putnam, Logemann and Loveland do
// ("A machine program for theorem-proving", 1962). A fact has the values of its
// enum, or yes and no, or else those that the formulas compare it with and one
// that they do not; and none, unless the schema always has it. What cannot be
// told by reading counts as free, and what takes too long as possible. So it
// never says that facts are impossible which are not; it may miss some.
type decider struct{ schema *schema.Schema }

// mostTries bounds the work on one question.
const mostTries = 20_000

// possible reports whether facts can make all formulas true.
func (d decider) possible(all []render.Formula) bool {
	s := search{decider: d, all: all, values: map[string]value{}}
	for _, f := range slices.Backward(all) {
		s.collect(f)
	}
	return s.find(0)
}

// A search is one question.
type search struct {
	decider
	all    []render.Formula
	atoms  []*atom
	values map[string]value // by atom; none while it is not chosen
	tries  int
}

// An atom is what has a value of its own: a fact, whether a list has a value, or
// what is open.
type atom struct {
	key    string
	domain []value
	listed bool // the schema lists the values
}

// A value is what an atom may be: a text, or one of those below.
type value struct {
	text string
	kind valueKind
}

// mayBeFalse reports whether a text may count as absent: it is empty, or zero.
func (v value) mayBeFalse() bool { return v.kind == aText && strings.Trim(v.text, "+-0.,") == "" }

type valueKind uint8

const (
	aText valueKind = iota
	no              // absent, empty, no or 0
	yes             // there, and none of the texts
)

func (s *search) collect(f render.Formula) {
	switch f := f.(type) {
	case render.Given:
		s.fact(f.Fact)
	case render.Equal:
		a := s.fact(f.Fact)
		if v := (value{text: f.Value}); !a.listed && !slices.Contains(a.domain, v) {
			a.domain = append(a.domain, v)
		}
	case render.Holds:
		key := f.String()
		if s.atom(key) == nil {
			domain := []value{{kind: yes}, {kind: no}}
			if !s.mayHold(f) {
				domain = domain[1:]
			}
			s.atoms = append(s.atoms, &atom{key: key, domain: domain})
		}
	case render.Open:
		if s.atom(f.String()) == nil {
			s.atoms = append(s.atoms, &atom{key: f.String(), domain: []value{{kind: yes}, {kind: no}}})
		}
	case render.Not:
		s.collect(f.Of)
	case render.And:
		for _, g := range f {
			s.collect(g)
		}
	case render.Or:
		for _, g := range f {
			s.collect(g)
		}
	case render.Fixed:
	default:
		panic("lint: unknown formula")
	}
}

func (s *search) atom(key string) *atom {
	for _, a := range s.atoms {
		if a.key == key {
			return a
		}
	}
	return nil
}

// fact returns the atom of a fact.
func (s *search) fact(f render.Fact) *atom {
	key := f.String()
	if a := s.atom(key); a != nil {
		return a
	}
	a := &atom{key: key, domain: []value{{kind: yes}, {kind: no}}}
	if p, ok := s.schema.Lookup(f.Path); ok {
		if enum, listed := enumOf(p); listed {
			a.domain, a.listed = nil, true
			for _, text := range enum {
				a.domain = append(a.domain, value{text: text})
			}
			if !s.always(f.Path) || slices.Contains(enum, "") {
				a.domain = append(a.domain, value{kind: no})
			}
		}
	}
	s.atoms = append(s.atoms, a)
	return a
}

// enumOf returns the texts that a property may be, if the schema lists them all.
func enumOf(p *schema.Property) (texts []string, listed bool) {
	return p.Enum, len(p.Enum) > 0 && slices.Equal(p.Types, []string{"string"})
}

// mayHold reports whether a list can have a value.
func (s *search) mayHold(f render.Holds) bool {
	p, ok := s.schema.Lookup(f.Fact.Path + "/*")
	if !ok {
		return true
	}
	enum, listed := enumOf(p)
	return !listed || slices.Contains(enum, f.Value)
}

// always reports whether valid facts, complete with defaults, have a fact at a
// path.
func (d decider) always(path string) bool {
	at := ""
	for _, token := range strings.Split(path, "/")[1:] {
		at += "/" + token
		if token == "*" {
			continue // the item that a range is at
		}
		p, ok := d.schema.Lookup(at)
		if !ok || !p.Required && p.Default == nil {
			return false
		}
	}
	return true
}

// find chooses values for the atoms from i on.
func (s *search) find(i int) bool {
	if s.tries++; s.tries > mostTries {
		return true
	}
	open := false
	for _, f := range s.all {
		switch is, known := s.eval(f); {
		case known && !is:
			return false
		case !known:
			open = true
		}
	}
	if !open || i == len(s.atoms) {
		return true
	}
	a := s.atoms[i]
	for _, v := range a.domain {
		s.values[a.key] = v
		if s.find(i + 1) {
			return true
		}
	}
	delete(s.values, a.key)
	return false
}

// eval gives the truth of a formula, if the values so far decide it.
func (s *search) eval(f render.Formula) (is, known bool) {
	switch f := f.(type) {
	case render.Given:
		v, known := s.values[f.Fact.String()]
		return v.kind != no, known && !v.mayBeFalse()
	case render.Equal:
		v, known := s.values[f.Fact.String()]
		return v == value{text: f.Value}, known
	case render.Holds, render.Open:
		v, known := s.values[f.String()]
		return v.kind == yes, known
	case render.Not:
		is, known := s.eval(f.Of)
		return !is, known
	case render.And:
		return s.evalAll(f, false)
	case render.Or:
		return s.evalAll(f, true)
	case render.Fixed:
		return bool(f), true
	}
	panic("lint: unknown formula")
}

// evalAll gives the truth of formulas of which one that is as decides makes all
// of them so.
func (s *search) evalAll(all []render.Formula, decides bool) (is, known bool) {
	known = true
	for _, f := range all {
		switch v, ok := s.eval(f); {
		case ok && v == decides:
			return decides, true
		case !ok:
			known = false
		}
	}
	return !decides, known
}
