package assembly

import (
	"cmp"
	"fmt"
	"sort"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/render"
)

// A Coverage says which of a form's clauses, and which ways of its conditions,
// the drafts of some examples reach.
type Coverage struct {
	Form     string   `json:"form"`
	Examples []string `json:"examples"` // that were drafted, by name
	Percent  float64  `json:"percent"`  // to a tenth, rounded down: 100 is all
	Reached  int      `json:"reached"`
	Total    int      `json:"total"`
	Missed   []Gap    `json:"missed"`
}

// A Gap is a clause, or one way of a condition, that no example reaches.
type Gap struct {
	Place diag.Pos `json:"place"`
	Test  string   `json:"test,omitempty"` // of the condition, as the template has it
	Never string   `json:"never"`
}

// Outline returns what the form's templates can do, as they are written.
func (f *Form) Outline() (*render.Outline, error) {
	main, err := f.Main()
	if err != nil {
		return nil, err
	}
	return render.Survey(file(main), func(name string) (render.File, bool) {
		partial, ok := f.Partial(name)
		return file(partial), ok
	})
}

// Coverage drafts examples and returns the coverage of each form that is named,
// in that order. An example that cannot be drafted covers nothing; [Assembly.Prove]
// says what is wrong with it. A form that does not work is left out.
func (a *Assembly) Coverage(examples []form.Example, forms []string) []*Coverage {
	names, tested := map[string][]string{}, map[string][]*doc.Condition{}
	for _, ex := range examples {
		if draft, _ := a.DraftExample(ex); draft != nil {
			name := draft.Form.Name
			names[name] = append(names[name], ex.Name)
			tested[name] = append(tested[name], draft.conditions...)
		}
	}
	var all []*Coverage
	for _, name := range forms {
		f, err := a.Form(name)
		if err != nil {
			continue
		}
		o, err := f.Outline()
		if err != nil {
			continue // a form that compiles can be read
		}
		c := coverage(o, tested[name])
		c.Form, c.Examples = name, append([]string{}, names[name]...)
		all = append(all, c)
	}
	return all
}

// DraftExample drafts an example of the pack. The list has errors, and then the
// draft is nil, or warnings alone.
func (a *Assembly) DraftExample(ex form.Example) (*Draft, diag.List) {
	p := &Proof{Example: ex}
	draft, _ := a.prepare(p)
	if p.Trouble.Err() != nil {
		return nil, p.Trouble
	}
	return draft, p.Trouble
}

// coverage counts each partial once, and each branch once for every way that it
// can take. A range takes the way without items only if it has an else: what
// else can be done with an empty list is a matter of the schema.
func coverage(o *render.Outline, tested []*doc.Condition) *Coverage {
	c := &Coverage{Missed: []Gap{}}
	ways, partials := o.Reached(tested)
	count := func(reached bool, place doc.Place, test, never string) {
		c.Total++
		if reached {
			c.Reached++
			return
		}
		c.Missed = append(c.Missed, Gap{diag.Pos(place), test, never})
	}
	files := map[string]int{}
	for i, p := range o.Partials {
		if _, known := files[p.Place.File]; !known {
			files[p.Place.File] = i
		}
		if p.Name != "" {
			count(partials[p.Name], p.Place, "", "the clause "+p.Name+" is never called")
		}
	}
	for _, b := range o.Branches {
		yes, no := "is never yes", "is never no"
		if b.Kind == render.Range {
			yes, no = "never has an item", "is never without items"
		}
		test := b.Kind.String() + " " + b.Test
		count(ways[render.Way{Branch: b, Held: true}], b.Place, test, yes)
		if b.Kind != render.Range || b.Else {
			count(ways[render.Way{Branch: b}], b.Place, test, no)
		}
	}
	sort.SliceStable(c.Missed, func(i, j int) bool {
		a, b := c.Missed[i].Place, c.Missed[j].Place
		return cmp.Or(cmp.Compare(files[a.File], files[b.File]), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col)) < 0
	})
	c.Percent = 100
	if c.Total > 0 {
		c.Percent = float64(1000*c.Reached/c.Total) / 10
	}
	return c
}

// String is the gap in one line.
func (g Gap) String() string {
	if g.Test == "" {
		return fmt.Sprintf("%v: %s", g.Place, g.Never)
	}
	return fmt.Sprintf("%v: %s %s", g.Place, g.Test, g.Never)
}
