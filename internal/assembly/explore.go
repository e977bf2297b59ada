package assembly

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
)

// An explorer runs one form over facts that it makes up.
type explorer struct {
	form      *Form
	outline   *render.Outline
	runner    *render.Runner
	part      *render.Runner      // of one clause
	constants map[string][]string // what templates compare a fact with, by path
	tried     map[string]bool     // facts that were run over
	corpus    []*sample           // runs of which each took a way that none before it did
	ways      map[render.Way]bool
	byPlace   map[doc.Place]*render.Branch
}

// A sample is one run.
type sample struct {
	root     *facts.Node
	spans    []doc.Span
	tests    []*doc.Condition
	passages []render.Passage
}

func newExplorer(a *Assembly, f *Form) (*explorer, error) {
	o, err := f.Outline()
	if err != nil {
		return nil, err
	}
	r, err := f.Program.NewRunner()
	if err != nil {
		return nil, err
	}
	r.Trace = true
	x := &explorer{
		form: f, outline: o, runner: r, constants: map[string][]string{}, tried: map[string]bool{},
		ways: map[render.Way]bool{}, byPlace: map[doc.Place]*render.Branch{},
	}
	for _, b := range o.Branches {
		x.byPlace[b.Place] = b
		for _, c := range b.Cases {
			x.noteConstants(c.Test)
		}
	}
	for _, root := range x.seeds(a) {
		x.keep(x.try(root))
	}
	if len(x.corpus) == 0 {
		return nil, diag.List{{
			Pos: diag.Pos(o.Partials[0].Place), Rule: "example",
			Message: "no facts were found with which " + f.Name + " drafts",
			Hint:    "write an example: facts that the schema takes, in examples/" + f.Kind + "/CASE.yaml",
		}}
	}
	return x, nil
}

// again returns an explorer of one clause that goes on from what this one found,
// at the same time as others.
func (x *explorer) again(clause string) (*explorer, error) {
	r, err := x.form.Program.NewRunner()
	if err != nil {
		return nil, err
	}
	part, err := x.form.Program.NewClauseRunner(clause)
	if err != nil {
		return nil, err
	}
	r.Trace, part.Trace = true, true
	y := *x
	y.runner, y.part, y.tried = r, part, map[string]bool{}
	return &y, nil
}

func (x *explorer) noteConstants(f render.Formula) {
	note := func(path, value string) {
		if !slices.Contains(x.constants[path], value) {
			x.constants[path] = append(x.constants[path], value)
		}
	}
	switch f := f.(type) {
	case render.Equal:
		note(f.Fact.Path, f.Value)
	case render.Holds:
		note(f.Fact.Path+"/*", f.Value)
	case render.Not:
		x.noteConstants(f.Of)
	case render.And:
		for _, g := range f {
			x.noteConstants(g)
		}
	case render.Or:
		for _, g := range f {
			x.noteConstants(g)
		}
	}
}

// seeds are the facts to begin with.
func (x *explorer) seeds(a *Assembly) []*facts.Node {
	form := facts.Field{Name: "form", Value: &facts.Node{Kind: facts.Text, Text: x.form.Name}}
	small := filled(x.form.Schema, x.form.starter(), "")
	large := x.make("", 0, true)
	large.Fields = append([]facts.Field{form}, large.Fields...)
	roots := []*facts.Node{small, large}
	for _, ex := range a.Pack.Examples() {
		root, err := a.readFacts(ex)
		if name, ok := FormName(root); err == nil && ok && name == x.form.Name {
			roots = append(roots, root)
		}
	}
	for i, root := range roots {
		if named := x.withNames(root); x.run(named) != nil {
			roots[i] = named
		}
	}
	return roots
}

// withNames returns facts with a name in brackets in the place of each text that
// identifies the matter, where the schema takes it.
func (x *explorer) withNames(root *facts.Node) *facts.Node {
	keep := map[string]bool{}
	for range 3 { // what is refused may stand behind what was refused before
		named := x.named(root, "", keep)
		_, list := x.form.Schema.Complete(named)
		if list.Err() == nil {
			return named
		}
		for _, d := range list {
			keep[d.Pointer] = true
		}
	}
	return root
}

func (x *explorer) named(n *facts.Node, pointer string, keep map[string]bool) *facts.Node {
	out := *n
	switch n.Kind {
	case facts.Map:
		out.Fields = slices.Clone(n.Fields)
		for i, f := range n.Fields {
			out.Fields[i].Value = x.named(f.Value, pointer+"/"+escape(f.Name), keep)
		}
	case facts.List:
		out.Items = slices.Clone(n.Items)
		for i, item := range n.Items {
			out.Items[i] = x.named(item, pointer+"/"+itoa(i), keep)
		}
	case facts.Text:
		p, ok := x.form.Schema.Lookup(pointer)
		if ok && p.Identifying && len(p.Enum) == 0 && !isOurs(pointer) && !keep[pointer] && !isoDate.MatchString(n.Text) {
			out.Text, out.Plain = placeholder(pointer), false
		}
	}
	return &out
}

// placeholder names a fact in brackets by the last words of its pointer: [plan
// title] for /plans/0/title, [plan title 2] for the next.
func placeholder(pointer string) string {
	tokens := strings.Split(pointer, "/")[1:]
	var words []string
	number := ""
	for i, token := range tokens {
		if strings.Trim(token, "0123456789*") == "" {
			if token != "0" && token != "*" && len(token) < 4 {
				number = " " + itoa(int(token[0]-'0')+1)
			}
			continue
		}
		if i+1 < len(tokens) && strings.Trim(tokens[i+1], "0123456789*") == "" {
			token = singular(token)
		}
		words = append(words, strings.ReplaceAll(token, "_", " "))
	}
	return "[" + strings.Join(words[max(0, len(words)-2):], " ") + number + "]"
}

func singular(word string) string {
	if stem, ok := strings.CutSuffix(word, "sses"); ok {
		return stem + "ss"
	}
	return strings.TrimSuffix(word, "s")
}

// try runs the form over facts. It returns nil if they are not valid, were run
// over before, or draft to nothing.
func (x *explorer) try(root *facts.Node) *sample {
	if !x.isNew(root) {
		return nil
	}
	return x.run(root)
}

// tryClause runs the form over facts as try does, and returns nil too if a clause
// has no text in it that is not among those seen. Most facts end so, and of these
// the clause alone is run.
func (x *explorer) tryClause(root *facts.Node, clause string, seen map[string]bool) *sample {
	if !x.isNew(root) {
		return nil
	}
	values, list := x.form.Schema.Complete(root)
	if list.Err() != nil {
		return nil
	}
	s := runOver(x.part, root, values)
	if s == nil || !slices.ContainsFunc(x.ownTexts(s, clause), func(text string) bool { return !seen[text] }) {
		return nil
	}
	return runOver(x.runner, root, values)
}

// isNew reports whether facts were not run over before, and notes that now they
// are.
func (x *explorer) isNew(root *facts.Node) bool {
	key := string(facts.Format(root))
	known := x.tried[key]
	x.tried[key] = true
	return !known
}

func (x *explorer) run(root *facts.Node) *sample {
	values, list := x.form.Schema.Complete(root)
	if list.Err() != nil {
		return nil
	}
	return runOver(x.runner, root, values)
}

// runOver returns nil if a fact is missing or a template refuses the facts.
func runOver(r *render.Runner, root *facts.Node, values map[string]any) *sample {
	spans, missing, err := r.Run(values)
	if err != nil || len(missing) > 0 {
		return nil
	}
	return &sample{root, spans, r.Conditions(), r.Passages()}
}

// keep adds a run to the corpus if it took a new way.
func (x *explorer) keep(s *sample) bool {
	if s == nil {
		return false
	}
	found := len(x.corpus) == 0
	for _, c := range s.tests {
		if way := (render.Way{Branch: x.byPlace[c.Place], Held: c.Held}); !x.ways[way] {
			x.ways[way], found = true, true
		}
	}
	if found {
		x.corpus = append(x.corpus, s)
	}
	return found
}

// reach changes one fact at a time for as long as that leads on.
func (x *explorer) reach() {
	for i := 0; i < len(x.corpus); i++ {
		s := x.corpus[i]
		for _, c := range s.tests {
			other := render.Way{Branch: x.byPlace[c.Place], Held: !c.Held}
			for _, pointer := range c.Facts {
				if x.ways[other] || len(x.tried) > mostTried {
					break
				}
				if !isFirst(pointer) || isOurs(pointer) {
					continue
				}
				for _, choice := range x.choices(s.root, pointer) {
					x.keep(x.try(x.set(s.root, pointer, choice)))
				}
			}
		}
	}
}

// starred is a pointer as a path.
func starred(pointer string) string {
	tokens := strings.Split(pointer, "/")
	for i, token := range tokens {
		if token != "" && strings.Trim(token, "0123456789") == "" {
			tokens[i] = "*"
		}
	}
	return strings.Join(tokens, "/")
}

// set returns facts with one changed, or taken out for nil. What has to be around
// it is made.
func (x *explorer) set(root *facts.Node, pointer string, to *facts.Node) *facts.Node {
	return x.setIn(root, "", strings.Split(pointer, "/")[1:], to)
}

func (x *explorer) setIn(n *facts.Node, path string, tokens []string, to *facts.Node) *facts.Node {
	if len(tokens) == 0 {
		return to
	}
	token := strings.NewReplacer("~1", "/", "~0", "~").Replace(tokens[0])
	if n == nil {
		if to == nil {
			return nil
		}
		n = x.make(path, 0, false)
	}
	out := *n
	switch n.Kind {
	case facts.Map:
		out.Fields = slices.Clone(n.Fields)
		i := slices.IndexFunc(out.Fields, func(f facts.Field) bool { return f.Name == token })
		var now *facts.Node
		if i >= 0 {
			now = out.Fields[i].Value
		}
		now = x.setIn(now, path+"/"+tokens[0], tokens[1:], to)
		switch {
		case now == nil && i >= 0:
			out.Fields = slices.Delete(out.Fields, i, i+1)
		case now != nil && i >= 0:
			out.Fields[i].Value = now
		case now != nil:
			out.Fields = append(out.Fields, facts.Field{Name: token, Value: now})
		}
	case facts.List: // of which the first item changes
		if len(n.Items) == 0 || tokens[0] != "0" {
			return n
		}
		out.Items = slices.Clone(n.Items)
		if out.Items[0] = x.setIn(n.Items[0], path+"/*", tokens[1:], to); out.Items[0] == nil {
			return n
		}
	}
	return &out
}
