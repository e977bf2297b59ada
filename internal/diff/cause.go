package diff

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// explain says of each change of wording what caused it, as far as the facts
// behind the two texts tell. Drafted text carries its origin: the facts it was
// made from, its place in a template, the conditions that let it print.
//
// Where both sides were drafted, text is explained, in this order: by a
// condition of its own that came out otherwise on the other side, because a fact
// it reads has another value there; by a fact in it that has another value; by
// standing at a place of a template from which the other side printed nothing,
// which is the form's own wording. Text that both sides print is carried along
// and explains nothing.
//
// Where only one side was drafted, the other may say anything: all that can be
// named is the fact that the drafted text states, the condition that let it
// print, or the form's wording.
func explain(redline, old, new *doc.Document, opts Options) {
	if opts.OldFacts == nil && opts.NewFacts == nil {
		return
	}
	e := &explainer{facts: [2]Facts{opts.OldFacts, opts.NewFacts}}
	for side, d := range []*doc.Document{old, new} {
		if e.facts[side] != nil {
			e.printed[side] = printedBy(d)
		}
	}
	changes := map[int]*changed{}
	var order []*changed
	eachSpan(redline, func(s *doc.Span) {
		r := s.Revision
		if r == nil || r.Level != doc.Wording || r.Move != 0 {
			return
		}
		c := changes[r.ID]
		if c == nil {
			c = &changed{seen: map[*doc.Origin]bool{}}
			changes[r.ID] = c
			order = append(order, c)
		}
		c.add(s)
	})
	for _, c := range order {
		causes := e.causes(c)
		for _, r := range c.revisions {
			r.Causes = causes
		}
	}
	for _, b := range redline.Blocks { // ends of paragraphs that changed with them
		if p, ok := b.(*doc.Paragraph); ok && p.Mark != nil && changes[p.Mark.ID] != nil && p.Mark.Causes == nil {
			p.Mark.Causes = changes[p.Mark.ID].revisions[0].Causes
		}
	}
}

// changed is the text of one change.
type changed struct {
	revisions []*doc.Revision
	origins   [2][]*doc.Origin // of the words struck and of those inserted
	marks     [2][]*doc.Origin // of punctuation, which counts if there are no words
	seen      map[*doc.Origin]bool
}

func (c *changed) add(s *doc.Span) {
	if !slices.Contains(c.revisions, s.Revision) {
		c.revisions = append(c.revisions, s.Revision)
	}
	side := 0
	if s.Revision.Change == doc.Inserted {
		side = 1
	}
	list := &c.origins[side]
	if doc.Words(s.Text) == 0 {
		list = &c.marks[side]
	}
	if s.Origin != nil && strings.TrimSpace(s.Text) != "" && !c.seen[s.Origin] {
		c.seen[s.Origin] = true
		*list = append(*list, s.Origin)
	}
}

// printed is what a drafted document's origins say of its form.
type printed struct {
	files      map[string]bool
	places     map[doc.Place]bool
	conditions map[tested]bool
}

// tested is a condition that came out one way.
type tested struct {
	place doc.Place
	facts string
	held  bool
}

func testedBy(c *doc.Condition, held bool) tested {
	return tested{c.Place, strings.Join(c.Facts, "\n"), held}
}

func printedBy(d *doc.Document) *printed {
	p := &printed{map[string]bool{}, map[doc.Place]bool{}, map[tested]bool{}}
	seen := map[*doc.Condition]bool{}
	eachSpan(d, func(s *doc.Span) {
		if s.Origin == nil {
			return
		}
		p.files[s.Origin.Place.File] = true
		p.places[s.Origin.Place] = true
		for c := s.Origin.Why; c != nil && !seen[c]; c = c.Outer {
			seen[c] = true
			p.files[c.Place.File] = true
			p.conditions[testedBy(c, c.Held)] = true
		}
	})
	return p
}

// An explainer finds causes. Of each pair the first is the old side's, the
// second the new side's; nil where the side was not drafted.
type explainer struct {
	facts   [2]Facts
	printed [2]*printed
}

// causes returns why a change was made, the most telling first; never none.
func (e *explainer) causes(c *changed) []doc.Cause {
	var facts, clauses causeList
	var form []doc.Cause
	both := e.facts[0] != nil && e.facts[1] != nil
	said := c.origins
	if len(said[0])+len(said[1]) == 0 {
		said = c.marks
	}
	for side, origins := range said {
		if e.facts[side] == nil {
			continue
		}
		for _, o := range origins {
			wording := false
			cause, found := e.clause(o.Why, side, both && len(said[1-side]) > 0)
			switch {
			case found && (both || len(o.Facts) == 0):
				clauses.add(cause)
			case both:
				changed := e.changed(o.Facts)
				facts.add(changed...)
				wording = len(changed) == 0 && !e.printed[1-side].places[o.Place]
			case len(o.Facts) > 0:
				facts.add(e.stated(o.Facts, side)...)
			default:
				wording = true
			}
			if wording { // one place is enough: the last, of the new form if there is one
				form = []doc.Cause{{Kind: doc.FormWording, Place: o.Place}}
			}
		}
	}
	causes := slices.Concat(facts.causes, clauses.causes, form)
	if len(causes) == 0 {
		return []doc.Cause{{Kind: doc.Unexplained}}
	}
	return causes
}

// A causeList holds each cause once.
type causeList struct {
	causes []doc.Cause
	at     map[causeKey]int
}

type causeKey struct {
	pointer string
	place   doc.Place
}

// add adds causes. A clause that one branch says went off and another on has
// gone over.
func (l *causeList) add(causes ...doc.Cause) {
	if l.at == nil {
		l.at = map[causeKey]int{}
	}
	for _, c := range causes {
		key := causeKey{c.Pointer, c.Place}
		i, known := l.at[key]
		if !known {
			l.at[key] = len(l.causes)
			l.causes = append(l.causes, c)
		} else if l.causes[i].Switch != c.Switch {
			l.causes[i].Switch = doc.SwitchedOver
		}
	}
}

// clause returns the innermost condition in the chain that made the difference.
func (e *explainer) clause(c *doc.Condition, side int, replaced bool) (doc.Cause, bool) {
	for ; c != nil; c = c.Outer {
		pointer, switched := e.switched(c, side)
		if !switched {
			continue
		}
		cause := doc.Cause{Kind: doc.ClauseSwitched, Pointer: pointer, Test: c.Test, Place: c.Place, Switch: doc.SwitchedOff}
		if side == 1 {
			cause.Switch = doc.SwitchedOn
		}
		if replaced && e.printed[1-side].conditions[testedBy(c, !c.Held)] {
			cause.Switch = doc.SwitchedOver
		}
		cause.Old, cause.New = e.value(0, pointer), e.value(1, pointer)
		return cause, true
	}
	return doc.Cause{}, false
}

// switched reports whether a condition of one side came out otherwise on the
// other, and because of which fact.
func (e *explainer) switched(c *doc.Condition, side int) (string, bool) {
	other := e.printed[1-side]
	if other == nil {
		if len(c.Facts) == 0 {
			return "", false
		}
		return c.Facts[0], true
	}
	if !other.files[c.Place.File] || other.conditions[testedBy(c, c.Held)] {
		return "", false // another form, which does not ask; or the same answer
	}
	if changed := e.changed(c.Facts); len(changed) > 0 {
		return changed[0].Pointer, true
	}
	return "", false
}

// changed returns the facts whose values differ, as causes.
func (e *explainer) changed(pointers []string) []doc.Cause {
	var causes []doc.Cause
	for _, p := range pointers {
		old, new := e.value(0, p), e.value(1, p)
		if (old == nil) == (new == nil) && (old == nil || *old == *new) {
			continue
		}
		causes = append(causes, doc.Cause{Kind: doc.FactChanged, Pointer: p, Old: old, New: new})
	}
	return causes
}

// stated returns the facts that text of the one drafted side states, as causes.
func (e *explainer) stated(pointers []string, side int) []doc.Cause {
	var causes []doc.Cause
	for _, p := range pointers {
		c := doc.Cause{Kind: doc.FactStated, Pointer: p}
		if side == 0 {
			c.Old = e.value(0, p)
		} else {
			c.New = e.value(1, p)
		}
		causes = append(causes, c)
	}
	return causes
}

// value returns a fact's value on one side; nil: there is none.
func (e *explainer) value(side int, pointer string) *string {
	if e.facts[side] == nil {
		return nil
	}
	if v, ok := e.facts[side](pointer); ok {
		return &v
	}
	return nil
}
