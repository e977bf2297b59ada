package render

import (
	"bytes"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/doc"
)

// An Outline is what a form's templates can do, read off their trees: every
// partial, every call of one, every condition, and the literal text. Nothing is
// run, so it has those too that no facts reach.
type Outline struct {
	Partials []Partial // the main template first, then as they are called
	Branches []*Branch // in the order of the partials and their text
	Calls    []Call
	Texts    []Text

	// Cut is set where the partials call each other in so many ways that not all
	// of them were followed: then a Branch may lack cases.
	Cut bool
}

// A BranchKind says which action a branch is.
type BranchKind uint8

// The actions that can take two ways.
const (
	If BranchKind = iota
	With
	Range
)

func (k BranchKind) String() string {
	switch k {
	case If:
		return "if"
	case With:
		return "with"
	case Range:
		return "range"
	}
	panic("render: unknown branch")
}

// A Branch is one if, with or range. It is known by its place, which is that of
// the [doc.Condition] that a run records for it.
type Branch struct {
	Kind    BranchKind
	Partial string // the template that has it; "" for the main one
	Place   doc.Place
	Test    string // as the template has it
	Else    bool   // something stands in an else
	Around  Way    // what must be true for the template to come here
	Cases   []Case // one for each way in which the template is called
}

// A Way is one outcome of a branch. The zero Way is that of no branch.
type Way struct {
	Branch *Branch
	Held   bool
}

// A Case is what a branch tests where its template is called in one way.
type Case struct {
	Test  Formula
	Given []Formula // what is true there, outermost first
}

// A Call is one call of a partial.
type Call struct {
	Name    string
	Partial string // the template that calls; "" for the main one
	Around  Way
}

// A Text is one line, or a part of it, of a template's literal text.
type Text struct {
	Text  string
	Place doc.Place
}

// Survey reads the templates that [Compile] compiles. The error is the same
// [diag.List], as far as it is found by reading.
func Survey(main File, partial func(name string) (File, bool)) (*Outline, error) {
	p := &parser{partial: partial, trees: map[string]*tree{}}
	p.parse(mainName, main)
	p.resolveCalls()
	p.refuseCycles()
	if len(p.trouble) > 0 {
		p.trouble.Sort()
		return nil, p.trouble
	}
	o := &Outline{}
	s := &surveyor{parser: p, outline: o, branches: map[*parse.PipeNode]*Branch{}}
	for _, name := range p.order {
		s.tree, s.name = p.trees[name], shownName(name)
		o.Partials = append(o.Partials, s.tree.partial(s.name))
		s.list(s.tree.Root, Way{})
	}
	newReasoner(s).run(mainName, symbol{fact: &Fact{}}, nil)
	return o, nil
}

func shownName(name string) string {
	if name == mainName {
		return ""
	}
	return name
}

// A surveyor lists what stands in the trees.
type surveyor struct {
	parser   *parser
	outline  *Outline
	branches map[*parse.PipeNode]*Branch
	tree     *tree
	name     string
}

func (s *surveyor) list(list *parse.ListNode, around Way) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			s.text(n)
		case *parse.IfNode:
			s.branch(&n.BranchNode, If, around)
		case *parse.WithNode:
			s.branch(&n.BranchNode, With, around)
		case *parse.RangeNode:
			s.branch(&n.BranchNode, Range, around)
		case *parse.TemplateNode:
			s.outline.Calls = append(s.outline.Calls, Call{n.Name, s.name, around})
		}
	}
}

func (s *surveyor) branch(n *parse.BranchNode, kind BranchKind, around Way) {
	b := &Branch{
		Kind: kind, Partial: s.name, Place: s.tree.place(int(n.Pipe.Pos)), Test: n.Pipe.String(),
		Else: n.ElseList != nil, Around: around,
	}
	s.branches[n.Pipe] = b
	s.outline.Branches = append(s.outline.Branches, b)
	s.list(n.List, Way{b, true})
	s.list(n.ElseList, Way{b, false})
}

func (s *surveyor) text(n *parse.TextNode) {
	offset := int(n.Pos)
	for line := range bytes.Lines(n.Text) {
		s.outline.Texts = append(s.outline.Texts, Text{string(line), s.tree.place(offset)})
		offset += len(line)
	}
}

// Reached returns the ways and the partials that runs took, given the conditions
// that they recorded. A partial is reached if a call of it is. (What stands
// behind a break or a continue counts as reached with what is around it.)
func (o *Outline) Reached(tested []*doc.Condition) (ways map[Way]bool, partials map[string]bool) {
	byPlace := make(map[doc.Place]*Branch, len(o.Branches))
	for _, b := range o.Branches {
		byPlace[b.Place] = b
	}
	ways, partials = map[Way]bool{}, map[string]bool{"": true}
	for _, c := range tested {
		if b := byPlace[c.Place]; b != nil {
			ways[Way{b, c.Held}] = true
		}
	}
	for more := true; more; { // callers may stand behind what they call
		more = false
		for _, c := range o.Calls {
			if !partials[c.Name] && partials[c.Partial] && (c.Around == Way{} || ways[c.Around]) {
				partials[c.Name], more = true, true
			}
		}
	}
	return ways, partials
}
