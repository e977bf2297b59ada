package extract

import (
	"slices"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/schema"
)

// Habits are how often the facts of the pack's examples are given, and which of
// their few values they take. Costs are logarithms of smoothed shares, in
// hundredths of a word, from 0 to mostHabit.
type habits map[string]*habit

type habit struct {
	given, absent int32
	values        map[string]int32 // nil: it takes any
}

const (
	mostHabit = 30
	unseen    = 0.5 // of an example, for each way that a fact can be
)

// given is the cost of a fact that is there where what it is in is there; 0 if it
// must be there or has a default.
func (h habits) given(path string) int32 {
	if of := h[path]; of != nil {
		return of.given
	}
	return 0
}

// absent is the cost of a fact that is not there where what it is in is there; 0 if
// it must be there or has a default.
func (h habits) absent(path string) int32 {
	if of := h[path]; of != nil {
		return of.absent
	}
	return 0
}

// value is the cost of a value of a fact that takes a few; 0 of another.
func (h habits) value(path, text string) int32 {
	of := h[path]
	if of == nil || of.values == nil {
		return 0
	}
	if cost, ok := of.values[text]; ok {
		return cost
	}
	return mostHabit
}

// newHabits counts the habits of paths, in which elements of lists are *.
func newHabits(f *Form, paths ...string) habits {
	given, values := map[string]int{}, map[string]map[string]int{}
	for _, root := range f.examplesKnown() {
		eachFact(root, "", func(path string, n *facts.Node) {
			given[path]++
			if values[path] == nil {
				values[path] = map[string]int{}
			}
			values[path][n.Text]++
		})
	}
	out := habits{}
	for _, path := range paths {
		p, ok := f.lookup(path)
		if !ok || path == "" {
			continue
		}
		h := &habit{}
		parent, name := cutPointer(path)
		around := given[parent]
		if name != "*" && !p.Required && p.Default == nil {
			h.given = habitOf(given[path], around, 2)
			h.absent = habitOf(around-given[path], around, 2)
		}
		h.values = valueHabits(p, values[path], given[path], around)
		out[path] = h
	}
	return out
}

// valueHabits are the costs of the values that a fact can take. Where what it is in
// is there and it is not, it is its default.
func valueHabits(p *schema.Property, seen map[string]int, given, around int) map[string]int32 {
	can := p.Enum
	if slices.Equal(p.Types, []string{"boolean"}) {
		can = []string{"true", "false"}
	}
	if len(can) == 0 {
		return nil
	}
	byDefault := 0
	if p.Default != nil {
		byDefault = max(0, around-given)
	}
	out := map[string]int32{}
	for _, v := range can {
		n := seen[v]
		if p.Default != nil && p.Default.Text == v {
			n += byDefault
		}
		out[v] = habitOf(n, given+byDefault, len(can))
	}
	return out
}

// habitOf is the cost of one of several ways that n of all go.
func habitOf(n, all, ways int) int32 {
	share := (float64(n) + unseen) / (float64(all) + unseen*float64(ways))
	return min(mostHabit, max(0, costOf(share, 1)))
}
