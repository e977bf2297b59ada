package render

import (
	"text/template"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/doc"
)

// A Program is a form's templates, ready to run. It does not change and may be
// shared; each goroutine runs it through a [Runner] of its own.
type Program struct {
	tmpl  *template.Template
	steps []step
	texts map[*byte][]piece // literal text by the address of its first byte
	slots int               // how many variables there are
	roots map[string]int    // slot of $ by template
	reads []Read
	parts []Partial
	again func() *parser // parses the templates anew, as they were written
}

// A step is one of our calls in a template: something to print, to set, to test
// or to hand over.
type step struct {
	site  *site
	expr  expr
	slots []int // of the variables that it sets
	spare bool  // of a range: it has an else, and so expects that nothing may be there
}

// A site is a place in a template, for origins and messages.
type site struct {
	tree  *tree
	place doc.Place
	text  string // the source
	scope int    // step of the innermost condition around it in the same template, or noScope
}

// A piece is one line of a literal text.
type piece struct {
	text  string
	place doc.Place
	scope int
}

// A Partial is one template of a form.
type Partial struct {
	Name    string
	Place   doc.Place
	Comment string // the comment that it begins with
}

// Compile parses the main template and every partial that it calls, directly
// or not, and prepares them to run. partial finds the file of a partial. The
// error is a [diag.List] with everything that is wrong.
func Compile(main File, partial func(name string) (File, bool)) (*Program, error) {
	p := &parser{partial: partial, trees: map[string]*tree{}}
	p.parse(mainName, main)
	p.resolveCalls()
	p.refuseCycles()
	if len(p.trouble) > 0 {
		p.trouble.Sort()
		return nil, p.trouble
	}
	again := func() *parser {
		p := &parser{partial: partial, trees: map[string]*tree{}}
		p.parse(mainName, main)
		p.resolveCalls()
		return p
	}
	prog := &Program{again: again, texts: map[*byte][]piece{}, roots: map[string]int{}}
	if p.checkCalls(); len(p.trouble) == 0 {
		prog.reads = p.readings() // of the trees as they were written
	}
	for i, name := range p.order {
		prog.roots[name] = i
	}
	prog.slots = len(p.order)
	for i, name := range p.order {
		prog.parts = append(prog.parts, p.trees[name].partial(name))
		w := rewriter{prog: prog, tree: p.trees[name]}
		w.template(i)
		p.trouble = append(p.trouble, w.trouble...)
	}
	if len(p.trouble) > 0 {
		p.trouble.Sort()
		return nil, p.trouble
	}
	return prog, prog.link(p)
}

// mainName is the name of the main template. No file can bear it.
const mainName = "main.tmpl"

// link makes the text/template of the rewritten trees.
func (prog *Program) link(p *parser) error {
	prog.tmpl = template.New(mainName).Funcs((*Runner)(nil).funcMap())
	for _, name := range p.order {
		if _, err := prog.tmpl.AddParseTree(name, p.trees[name].Tree); err != nil {
			return err
		}
	}
	return nil
}

// Partials returns the templates of the form, the main one first, then in the
// order in which they are called.
func (prog *Program) Partials() []Partial { return prog.parts }

// resolveCalls parses what is called until nothing new is called.
func (p *parser) resolveCalls() {
	for i := 0; i < len(p.order); i++ {
		t := p.trees[p.order[i]]
		each(t.Root, func(n parse.Node) {
			call, ok := n.(*parse.TemplateNode)
			if !ok {
				return
			}
			if _, ok := p.resolve(call.Name); !ok {
				p.trouble = append(p.trouble, t.trouble(call.Pos, len(call.Name)+2,
					"no partial is called "+call.Name,
					"a partial called "+call.Name+" is a file _"+call.Name+".tmpl beside main.tmpl, in the folder above it, or in templates"))
			}
		})
	}
}

// refuseCycles finds templates that call themselves.
func (p *parser) refuseCycles() {
	const open, done = 1, 2
	state := map[string]int{}
	var visit func(name string)
	visit = func(name string) {
		state[name] = open
		t := p.trees[name]
		each(t.Root, func(n parse.Node) {
			call, ok := n.(*parse.TemplateNode)
			if !ok || p.trees[call.Name] == nil || state[call.Name] == done {
				return
			}
			if state[call.Name] == open {
				p.trouble = append(p.trouble, t.trouble(call.Pos, 1,
					"the partial "+call.Name+" calls itself and would never end",
					"use {{range}} to repeat something"))
				return
			}
			visit(call.Name)
		})
		state[name] = done
	}
	visit(mainName)
}

// each calls f for every node of a list and of the lists in it.
func each(list *parse.ListNode, f func(parse.Node)) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		f(n)
		switch n := n.(type) {
		case *parse.ListNode: // of a rewritten tree
			each(n, f)
		case *parse.IfNode:
			each(n.List, f)
			each(n.ElseList, f)
		case *parse.WithNode:
			each(n.List, f)
			each(n.ElseList, f)
		case *parse.RangeNode:
			each(n.List, f)
			each(n.ElseList, f)
		}
	}
}

// partial describes a template by its first comment.
func (t *tree) partial(name string) Partial {
	part := Partial{Name: name, Place: t.place(0)}
	if t.Root == nil || len(t.Root.Nodes) == 0 {
		return part
	}
	part.Place = t.place(int(t.Root.Nodes[0].Position()))
	for _, n := range t.Root.Nodes {
		switch n := n.(type) {
		case *parse.CommentNode:
			part.Comment = commentText(n.Text)
			return part
		case *parse.TextNode:
			if len(trimmed(n.Text)) > 0 {
				return part
			}
		default:
			return part
		}
	}
	return part
}
