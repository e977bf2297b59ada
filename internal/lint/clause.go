package lint

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/render"
)

// A fate is what became of a branch in the forms that have it.
type fate struct {
	branch           *render.Branch
	reached, on, off bool
	strange          []comparison
}

// A comparison is of a fact with a value that it never has.
type comparison struct {
	path, value string
	enum        []string
}

// clauses finds conditions that come out the same whatever the facts are.
func (l *linter) clauses() {
	fates := map[doc.Place]*fate{}
	var order []*fate
	for _, f := range l.forms {
		if f.outline.Cut {
			continue
		}
		d := decider{f.Schema}
		for _, b := range f.outline.Branches {
			x := fates[b.Place]
			first := x == nil
			if first {
				x = &fate{branch: b}
				fates[b.Place] = x
				order = append(order, x)
			}
			x.take(d, b, first)
		}
	}
	for _, x := range order {
		l.add(x.said()...)
	}
}

// take adds how a branch comes out in one form.
func (x *fate) take(d decider, b *render.Branch, first bool) {
	for i, c := range b.Cases {
		x.reached = x.reached || d.possible(c.Given)
		x.on = x.on || d.possible(append(slices.Clip(c.Given), c.Test))
		x.off = x.off || d.possible(append(slices.Clip(c.Given), render.Not{Of: c.Test}))
		strange := d.strange(c.Test)
		if first && i == 0 {
			x.strange = strange
			continue
		}
		// Another way of calling may give the test another fact.
		left := x.strange[:0]
		for _, s := range x.strange {
			for i := range strange {
				if strange[i].value == s.value {
					left = append(left, s)
					break
				}
			}
		}
		x.strange = left
	}
}

// strange returns the comparisons of a formula with values that the schema does
// not list.
func (d decider) strange(f render.Formula) []comparison {
	var all []comparison
	compare := func(path, value string) {
		if p, ok := d.schema.Lookup(path); ok {
			if enum, listed := enumOf(p); listed && !slices.Contains(enum, value) {
				all = append(all, comparison{strings.TrimSuffix(path, "/*"), value, enum})
			}
		}
	}
	switch f := f.(type) {
	case render.Equal:
		compare(f.Fact.Path, f.Value)
	case render.Holds:
		compare(f.Fact.Path+"/*", f.Value)
	case render.Not:
		return d.strange(f.Of)
	case render.And:
		for _, g := range f {
			all = append(all, d.strange(g)...)
		}
	case render.Or:
		for _, g := range f {
			all = append(all, d.strange(g)...)
		}
	}
	return all
}

func (x *fate) said() []*diag.Diagnostic {
	at := func(severity diag.Severity, message, hint string) *diag.Diagnostic {
		return &diag.Diagnostic{
			Pos: diag.Pos(x.branch.Place), Width: len(x.branch.Test), Severity: severity, Rule: "clause", Message: message, Hint: hint,
		}
	}
	test := x.branch.Kind.String() + " " + x.branch.Test
	severity := diag.Warning
	if !x.on {
		severity = diag.Error
	}
	var list []*diag.Diagnostic
	for _, s := range x.strange {
		hint := s.path + " is one of " + strings.Join(s.enum, ", ")
		if near, ok := diag.Nearest(s.value, s.enum); ok {
			hint = "did you mean " + near + "?"
		}
		list = append(list, at(severity, s.path+" is never "+s.value, hint))
	}
	switch {
	case len(list) > 0:
	case !x.reached: // what stands around it was told of
	case !x.on:
		list = append(list, at(diag.Error, "no facts switch this on: "+test+" is never yes", "look at the conditions around it, or delete it"))
	case !x.off && x.branch.Else:
		hint := "look at the conditions around it, or delete the else"
		list = append(list, at(diag.Error, "no facts reach the else: "+test+" is always yes", hint))
	case !x.off && x.branch.Kind != render.Range:
		list = append(list, at(diag.Warning, test+" is always yes", "delete the condition, and keep what stands in it"))
	}
	return list
}
