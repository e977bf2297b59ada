package render

import (
	"slices"
	"strings"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/doc"
)

// A Use is what a template does with a fact.
type Use uint8

// The uses.
const (
	Printed Use = iota // its text is set, as it is or changed by functions
	Ranged             // a range runs over it
	Tested             // a condition or a comparison looks at it
)

// A Read is one place where a template reads a fact. It is found by reading the
// tree, not by running it: all branches count.
type Read struct {
	Path     string // JSON pointer with * for the elements of a list: /plans/*/title
	Place    doc.Place
	Use      Use
	Required bool     // printed or ranged over, and no condition, default or else stands by
	Guards   []string // the tests around it, outermost first, as the template has them
	Partial  string   // the template that reads it; "" for the main one
}

// Reads returns every place where the form reads a fact, in the order of the
// templates. It is what the form needs and what it can use.
func (prog *Program) Reads() []Read { return prog.reads }

// interpreter runs the templates over abstract values. Every branch is taken
// once; a partial is run again only for another dot. So it ends, in time
// proportional to the templates.
type interpreter struct {
	parser *parser
	reads  []Read
	tree   *tree
	name   string
	guards []string
	vars   []binding
	seen   map[string]bool
}

type binding struct {
	name  string
	value abstract
}

func (p *parser) readings() []Read {
	in := &interpreter{parser: p, seen: map[string]bool{}}
	in.run(mainName, abstract{paths: []path{{}}})
	return in.reads
}

// run interprets one template with a dot.
func (in *interpreter) run(name string, dot abstract) {
	key := name + "\x00" + dot.key() + "\x00" + strings.Join(in.guards, "\x00")
	if in.seen[key] || len(in.seen) > maxInterpreted {
		return
	}
	in.seen[key] = true
	outer := *in
	in.tree, in.vars = in.parser.trees[name], []binding{{"$", dot}}
	if in.name = name; name == mainName {
		in.name = ""
	}
	in.list(in.tree.Root, dot)
	in.tree, in.name, in.vars = outer.tree, outer.name, outer.vars
}

// maxInterpreted bounds the calls that are followed: templates that call each
// other in many ways would take for ever otherwise.
const maxInterpreted = 10_000

func (in *interpreter) list(list *parse.ListNode, dot abstract) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			v := in.pipe(n.Pipe, dot)
			if len(n.Pipe.Decl) == 0 {
				in.read(v, Printed)
			}
		case *parse.IfNode:
			in.branch(&n.BranchNode, dot)
		case *parse.WithNode:
			in.branch(&n.BranchNode, dot)
		case *parse.RangeNode:
			in.rang(n, dot)
		case *parse.TemplateNode:
			var arg abstract
			if n.Pipe != nil {
				arg = in.pipe(n.Pipe, dot)
			}
			in.run(n.Name, arg)
		}
	}
}

func (in *interpreter) branch(n *parse.BranchNode, dot abstract) {
	mark := len(in.vars)
	tested := in.pipe(n.Pipe, dot)
	in.read(tested, Tested)
	inner := dot
	if n.NodeType == parse.NodeWith {
		inner = tested
	}
	in.guarded(n.Pipe.String(), n.List, inner)
	in.guarded("not "+n.Pipe.String(), n.ElseList, dot)
	in.vars = in.vars[:mark]
}

func (in *interpreter) guarded(test string, list *parse.ListNode, dot abstract) {
	in.guards = append(in.guards, test)
	mark := len(in.vars)
	in.list(list, dot)
	in.vars = in.vars[:mark]
	in.guards = in.guards[:len(in.guards)-1]
}

func (in *interpreter) rang(n *parse.RangeNode, dot abstract) {
	mark := len(in.vars)
	over := in.value(n.Pipe, dot)
	if n.ElseList != nil {
		over = over.asOptional()
	}
	in.read(over, Ranged)
	element := over.element()
	in.read(element.asOptional(), Ranged) // that there is one makes a round
	for i, v := range n.Pipe.Decl {
		value := element
		if len(n.Pipe.Decl) == 2 && i == 0 {
			value = abstract{} // the counter
		}
		in.vars = append(in.vars, binding{v.Ident[0], value})
	}
	in.list(n.List, element)
	in.vars = in.vars[:mark]
	in.guarded("no "+n.Pipe.String(), n.ElseList, dot)
}

// read notes that v is used.
func (in *interpreter) read(v abstract, use Use) {
	for _, p := range v.paths {
		in.reads = append(in.reads, Read{
			Path: p.pointer, Place: p.place, Use: use, Partial: in.name,
			Required: use != Tested && !p.optional && len(in.guards) == 0,
			Guards:   slices.Clone(in.guards),
		})
	}
	for _, item := range v.items {
		in.read(item, use)
	}
}

// pipe evaluates a pipe and binds its variables.
func (in *interpreter) pipe(p *parse.PipeNode, dot abstract) abstract {
	v := in.value(p, dot)
	for _, d := range p.Decl {
		if p.IsAssign {
			in.assign(d.Ident[0], v)
			continue
		}
		in.vars = append(in.vars, binding{d.Ident[0], v})
	}
	return v
}

// assign adds to what a variable could hold: the branch may not be taken.
func (in *interpreter) assign(name string, v abstract) {
	for i := len(in.vars) - 1; i >= 0; i-- {
		if in.vars[i].name == name {
			in.vars[i].value = either(in.vars[i].value, v)
			return
		}
	}
}

func (in *interpreter) value(p *parse.PipeNode, dot abstract) abstract {
	var v abstract
	for i, cmd := range p.Cmds {
		args := make([]abstract, 0, len(cmd.Args))
		for _, arg := range cmd.Args {
			args = append(args, in.operand(arg, dot))
		}
		if i > 0 {
			args = append(args, v)
		}
		v = args[0]
		if head, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			v = in.call(head.Ident, cmd.Args[1:], args[1:])
		}
	}
	return v
}

func (in *interpreter) operand(n parse.Node, dot abstract) abstract {
	from, names := receiver(n)
	var v abstract
	switch from := from.(type) {
	case *parse.DotNode:
		v = dot
	case *parse.VariableNode:
		v = in.lookup(from.Ident[0])
	case *parse.PipeNode:
		v = in.value(from, dot)
	}
	if len(names) > 0 {
		v = v.at(names, in.tree.place(int(start(n))))
	} else if n.Type() == parse.NodeDot {
		v = v.at(nil, in.tree.place(int(n.Position())))
	}
	return v
}

func (in *interpreter) lookup(name string) abstract {
	for i := len(in.vars) - 1; i >= 0; i-- {
		if in.vars[i].name == name {
			return in.vars[i].value
		}
	}
	return abstract{}
}

// call gives what a function could return and notes what it looks at.
func (in *interpreter) call(name string, nodes []parse.Node, args []abstract) abstract {
	if name == "and" || name == "or" {
		return either(args...).asOptional()
	}
	fn, ok := table()[name]
	if !ok {
		return abstract{}
	}
	switch fn.shape {
	case anyOf:
		if fn.Name == "ternary" && len(args) == 3 {
			in.read(args[2], Tested)
			args = args[:2]
		}
		return either(args...).asOptional()
	case element:
		return either(args...).element()
	case sameList:
		v := args[len(args)-1]
		if fn.Name == "where" && len(nodes) > 0 {
			in.read(v.element().at(constantName(nodes[0]), in.tree.place(int(nodes[0].Position()))), Tested)
		}
		return v
	case fieldsOf:
		return abstract{items: []abstract{args[len(args)-1].element().at(constantName(nodes[0]), in.tree.place(int(nodes[0].Position()))).asOptional()}}
	case asList:
		return abstract{items: args}.bounded()
	case asDict:
		return made(nodes, args)
	}
	if fn.over > 0 && len(args) >= fn.over {
		args = append(args, abstract{paths: args[fn.over-1].paths}.element())
	}
	v := either(args...)
	v.derived = true
	if fn.spare {
		in.read(v, Tested)
		return abstract{}
	}
	return v
}
