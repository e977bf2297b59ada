package assembly

import (
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/markup"
	"github.com/draftgen/draftgen/internal/render"
)

// A Clause is one template of a form with every text that it was seen to take.
type Clause struct {
	Name     string    `json:"name"` // "" for the main template
	Place    diag.Pos  `json:"place"`
	Comment  string    `json:"comment,omitempty"`
	Variants []Variant `json:"variants"`
	Reached  bool      `json:"reached"` // valid facts were found for which the form calls it
	All      bool      `json:"all"`     // every combination of the facts that its conditions read was tried
}

// A Variant is one text of a clause: its paragraphs, as a reader sees them, and
// the conditions of the clause that made it.
type Variant struct {
	Text       string `json:"text"`
	Conditions []Test `json:"conditions"`

	own string // its own text, apart from that of the clauses that it calls
}

// Limits of the search for variants.
const (
	mostTried    = 5_000 // runs to reach clauses
	mostCombined = 256   // runs that combine the facts of one clause, from one beginning
	mostVaried   = 4_000 // runs for one clause
	mostFactors  = 24    // facts that decide on one clause
	mostChoices  = 32    // values of one fact
	mostBases    = 4     // beginnings for one clause
)

// Variants returns every distinct text that the form's clauses can take, as far
// as it is found: those of the clauses that are wanted. The clauses
// that a clause calls are shown inside it as they happen to be; their own texts
// are theirs.
//
// The search begins with the form's examples and with facts made up from the
// schema, names in brackets. From there it changes one fact at a time, as long as
// that makes a condition of a template come out as it never did: so every clause
// is reached. Then it takes the facts that the conditions of a clause read, and
// tries their values (those of an enum, yes and no, there and not there, lists of
// one and of two) in all combinations, or so that any two values meet if there
// are too many (pairwise testing; Cohen and others, "The AETG system", 1997). Of a
// list, the first item changes. All facts are valid, so every text is one that
// the form can print.
func (a *Assembly) Variants(f *Form, wanted func(clause string) bool) ([]*Clause, error) {
	x, err := newExplorer(a, f)
	if err != nil {
		return nil, err
	}
	x.reach()
	var all []*Clause
	var workers sync.WaitGroup
	defer workers.Wait() // after trouble, too
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, p := range x.outline.Partials {
		if !wanted(p.Name) {
			continue
		}
		own, err := x.again(p.Name)
		if err != nil {
			return nil, err
		}
		c := &Clause{Name: p.Name, Place: diag.Pos(p.Place), Comment: p.Comment, All: true, Variants: []Variant{}}
		all = append(all, c)
		free <- struct{}{}
		workers.Go(func() {
			own.vary(c)
			<-free
		})
	}
	return all, nil
}

// vary combines the facts that decide on the texts of a clause.
func (x *explorer) vary(c *Clause) {
	seen := map[string]bool{}
	var bases []*sample
	var factors []factor
	more, cut := false, false
	take := func(s *sample) {
		if s == nil {
			return
		}
		texts := x.variants(s, c.Name)
		c.Reached = c.Reached || len(texts) > 0
		if !c.add(texts, seen) {
			return
		}
		if len(bases) < mostBases {
			bases = append(bases, s)
		}
		for _, pointer := range x.read(s, c.Name) {
			if slices.ContainsFunc(factors, func(f factor) bool { return f.pointer == pointer }) {
				continue
			}
			choices := x.choices(s.root, pointer)
			if len(factors) == mostFactors || len(choices) > mostChoices {
				cut = true
			}
			if len(factors) < mostFactors {
				factors, more = append(factors, factor{pointer, choices[:min(len(choices), mostChoices)]}), true
			}
		}
	}
	for _, s := range x.corpus {
		take(s)
	}
	for more { // what a combination reaches may read further facts
		more = false
		now := slices.Clone(factors)
		sort.SliceStable(now, func(i, j int) bool { // what is around a fact before it
			return strings.Count(now[i].pointer, "/") < strings.Count(now[j].pointer, "/")
		})
		rows, all := combine(now)
		c.All = all && !cut
		for _, base := range slices.Clone(bases) {
			for _, row := range rows {
				if len(x.tried) > mostVaried {
					c.All = false
					return
				}
				take(x.tryClause(assign(x, base.root, now, row), c.Name, seen))
			}
		}
	}
}

// add adds variants whose own text is new, and reports whether there were any.
func (c *Clause) add(all []Variant, seen map[string]bool) bool {
	before := len(c.Variants)
	for _, v := range all {
		if !seen[v.own] {
			seen[v.own] = true
			if strings.TrimSpace(v.Text) != "" {
				c.Variants = append(c.Variants, v)
			}
		}
	}
	return len(c.Variants) > before
}

// variants returns the texts of a clause in one run.
func (x *explorer) variants(s *sample, name string) []Variant {
	var all []Variant
	for i, p := range s.passages {
		if p.Partial == name {
			all = append(all, Variant{x.shown(s.spans[p.From:p.To]), s.ownTests(i), x.ownText(s, i)})
		}
	}
	return all
}

// ownTexts returns the texts of a clause in one run, apart from those of the
// clauses that it calls.
func (x *explorer) ownTexts(s *sample, name string) []string {
	var all []string
	for i, p := range s.passages {
		if p.Partial == name {
			all = append(all, x.ownText(s, i))
		}
	}
	return all
}

// shown is what a reader sees of a piece of the exhibit.
func (x *explorer) shown(spans []doc.Span) string {
	d, err := markup.Parse(spans, x.form.Sheet.Keep)
	if err != nil { // a fence that begins or ends elsewhere
		return strings.TrimSpace(doc.SpanText(spans))
	}
	return d.Text()
}

// ownText is the text of a passage with the names of the clauses that it calls in
// the place of theirs, and those of facts in the place of what they say: two
// dates make no two texts.
func (x *explorer) ownText(s *sample, i int) string {
	var b strings.Builder
	for _, span := range s.ownSpans(i) {
		b.WriteString(x.ownWords(s, span))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// ownSpans are the spans of a passage, with one that names it for each of those
// inside it.
func (s *sample) ownSpans(i int) []doc.Span {
	var own []doc.Span
	at := s.passages[i].From
	for _, inner := range s.inside(i) {
		own = append(own, s.spans[at:inner.From]...)
		own = append(own, doc.Span{Text: "\x00" + inner.Partial + "\x00"})
		at = inner.To
	}
	return append(own, s.spans[at:s.passages[i].To]...)
}

// ownWords is the text of a span, or the path of the one fact that it says, if
// that may be anything.
func (x *explorer) ownWords(s *sample, span doc.Span) string {
	if !span.Data || span.Origin == nil || len(span.Origin.Facts) != 1 {
		return span.Text
	}
	pointer := span.Origin.Facts[0]
	p, ok := x.form.Schema.Lookup(pointer)
	now := s.root.Lookup(pointer)
	if !ok || now == nil || now.Text == "" || len(p.Enum) > 0 {
		return span.Text
	}
	said := strings.Contains(strings.ToLower(span.Text), strings.ToLower(now.Text))
	if isoDate.MatchString(now.Text) || said || strings.Trim(span.Text, "0123456789.,") == "" {
		return "\x00" + starred(pointer) + "\x00"
	}
	return span.Text
}

// ownTests are the conditions that a passage itself tested, each once for each
// outcome.
func (s *sample) ownTests(i int) []Test {
	tests := []Test{}
	for _, c := range s.own(i) {
		same := func(t Test) bool { return t.Template == diag.Pos(c.Place) && t.Held == c.Held }
		if !slices.ContainsFunc(tests, same) {
			tests = append(tests, testOf(c))
		}
	}
	return tests
}

func (s *sample) own(i int) []*doc.Condition {
	var own []*doc.Condition
	at := s.passages[i].TestFrom
	for _, inner := range s.inside(i) {
		own = append(own, s.tests[at:inner.TestFrom]...)
		at = inner.TestTo
	}
	return append(own, s.tests[at:s.passages[i].TestTo]...)
}

// inside returns the passages that a passage calls.
func (s *sample) inside(i int) []render.Passage {
	var all []render.Passage
	for _, p := range s.passages[i+1:] {
		if p.Inside == i {
			all = append(all, p)
		}
	}
	return all
}

// read returns the facts that decide on the texts of a clause: those that its
// conditions read, those of few values that it prints, and the lists on whose
// length a word depends, as in plan or plans. Of lists they are those of the first
// item.
func (x *explorer) read(s *sample, name string) []string {
	var all []string
	note := func(pointers []string, takes func(pointer string) bool) {
		for _, f := range pointers {
			if !slices.Contains(all, f) && isFirst(f) && !isOurs(f) && takes(f) {
				all = append(all, f)
			}
		}
	}
	for i, p := range s.passages {
		if p.Partial != name {
			continue
		}
		for _, c := range s.own(i) {
			note(c.Facts, func(string) bool { return true })
		}
		for _, span := range s.ownSpans(i) {
			if span.Origin != nil {
				note(span.Origin.Facts, x.isChoice)
				note(span.Origin.Facts, x.isList)
			}
		}
	}
	return all
}

// isChoice reports whether a fact has few values.
func (x *explorer) isChoice(pointer string) bool {
	p, ok := x.form.Schema.Lookup(pointer)
	return ok && (len(p.Enum) > 0 || slices.Equal(p.Types, []string{"boolean"}))
}

// isList reports whether a fact is a list.
func (x *explorer) isList(pointer string) bool {
	p, ok := x.form.Schema.Lookup(pointer)
	return ok && slices.Equal(p.Types, []string{"array"})
}

// isFirst reports whether a pointer leads through the first items of lists alone.
func isFirst(pointer string) bool {
	for _, token := range strings.Split(pointer, "/") {
		if token != "0" && token != "" && strings.Trim(token, "0123456789") == "" {
			return false
		}
	}
	return pointer != ""
}
