package render

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// A symbol is what a pipe comes to, as far as reading tells. At most one of its
// fields is set; of the zero symbol nothing is known.
type symbol struct {
	fact   *Fact
	text   *string           // a constant
	fields map[string]symbol // made by dict
	items  []symbol          // made by list, which is not empty
	truth  Formula           // of a value of which only that is known
	size   int               // of what it is made from
}

// maxSymbol bounds the size of a symbol: one that is made from itself twice, over
// and over, would grow for ever. Of a larger one nothing is known.
const maxSymbol = 1000

// bounded gives a symbol made from others its size.
func (v symbol) bounded(from []symbol) symbol {
	v.size = 1
	for _, f := range from {
		v.size += 1 + f.size
	}
	if v.size > maxSymbol {
		return symbol{}
	}
	return v
}

// A reasoner runs the templates over symbols to find what each branch tests. It
// takes every way once for each way of calling; whatever it cannot tell is open,
// so that what it says of a formula holds for all facts.
type reasoner struct {
	*surveyor
	vars     []named
	assigned map[string]bool // variables of the template that change: never known
	given    []Formula
	seen     map[string]bool
	rounds   int
	opens    int
}

type named struct {
	name  string
	value symbol
}

func newReasoner(s *surveyor) *reasoner { return &reasoner{surveyor: s, seen: map[string]bool{}} }

// run takes one template with a dot, under what is given.
func (r *reasoner) run(name string, dot symbol, given []Formula) {
	key := name + "\x00" + r.key(dot) + "\x00" + And(given).String()
	if r.seen[key] {
		return
	}
	if len(r.seen) >= maxInterpreted {
		r.outline.Cut = true
		return
	}
	r.seen[key] = true
	outer := *r
	r.tree, r.name, r.given = r.parser.trees[name], name, given
	r.vars, r.assigned = []named{{"$", dot}}, assignedIn(r.tree)
	r.list(r.tree.Root, dot)
	r.tree, r.name, r.given, r.vars, r.assigned = outer.tree, outer.name, outer.given, outer.vars, outer.assigned
}

func assignedIn(t *tree) map[string]bool {
	names := map[string]bool{}
	note := func(p *parse.PipeNode) {
		if p != nil && p.IsAssign {
			for _, d := range p.Decl {
				names[d.Ident[0]] = true
			}
		}
	}
	each(t.Root, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ActionNode:
			note(n.Pipe)
		case *parse.IfNode:
			note(n.Pipe)
		case *parse.WithNode:
			note(n.Pipe)
		case *parse.RangeNode:
			note(n.Pipe)
		}
	})
	return names
}

func (r *reasoner) list(list *parse.ListNode, dot symbol) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			r.bind(n.Pipe, r.pipe(n.Pipe, dot))
		case *parse.IfNode:
			r.branch(&n.BranchNode, dot, false)
		case *parse.WithNode:
			r.branch(&n.BranchNode, dot, true)
		case *parse.RangeNode:
			r.loop(n, dot)
		case *parse.TemplateNode:
			arg := symbol{truth: Fixed(false)}
			if n.Pipe != nil {
				arg = r.pipe(n.Pipe, dot)
			}
			r.run(n.Name, arg, r.given)
		}
	}
}

func (r *reasoner) branch(n *parse.BranchNode, dot symbol, with bool) {
	mark := len(r.vars)
	v := r.pipe(n.Pipe, dot)
	r.bind(n.Pipe, v)
	test := r.tested(n.Pipe, v)
	inner := dot
	if with {
		inner = v
	}
	r.under(test, n.List, inner)
	r.under(Not{test}, n.ElseList, dot)
	r.vars = r.vars[:mark]
}

func (r *reasoner) loop(n *parse.RangeNode, dot symbol) {
	mark := len(r.vars)
	v := r.pipe(n.Pipe, dot)
	test := r.tested(n.Pipe, v)
	r.rounds++
	item := r.item(v, strconv.Itoa(r.rounds))
	for i, d := range n.Pipe.Decl {
		value := item
		if len(n.Pipe.Decl) == 2 && i == 0 {
			value = symbol{} // the counter
		}
		r.vars = append(r.vars, named{d.Ident[0], value})
	}
	r.under(test, n.List, item)
	r.vars = r.vars[:mark]
	r.under(Not{test}, n.ElseList, dot)
}

// tested notes what a branch tests.
func (r *reasoner) tested(p *parse.PipeNode, v symbol) Formula {
	test := r.truth(v)
	b := r.branches[p]
	b.Cases = append(b.Cases, Case{test, r.given})
	return test
}

func (r *reasoner) under(f Formula, list *parse.ListNode, dot symbol) {
	given, mark := r.given, len(r.vars)
	r.given = append(slices.Clip(given), f)
	r.list(list, dot)
	r.given, r.vars = given, r.vars[:mark]
}

func (r *reasoner) bind(p *parse.PipeNode, v symbol) {
	for _, d := range p.Decl {
		if !p.IsAssign {
			r.vars = append(r.vars, named{d.Ident[0], v})
		}
	}
}

// truth says when a symbol is true.
func (r *reasoner) truth(v symbol) Formula {
	switch {
	case v.fact != nil:
		return Given{*v.fact}
	case v.text != nil:
		return Fixed(*v.text != "")
	case len(v.fields) > 0 || len(v.items) > 0:
		return Fixed(true)
	case v.truth != nil:
		return v.truth
	}
	r.opens++
	return Open(r.opens)
}

// item is an element of a list. round tells which.
func (r *reasoner) item(v symbol, round string) symbol {
	switch {
	case v.fact != nil:
		return symbol{fact: &Fact{v.fact.Path + "/*", v.fact.Round + "," + round}}
	case len(v.items) == 1:
		return v.items[0]
	}
	return symbol{}
}

func (r *reasoner) pipe(p *parse.PipeNode, dot symbol) symbol {
	var v symbol
	for i, cmd := range p.Cmds {
		var args []symbol
		for _, arg := range cmd.Args[1:] {
			args = append(args, r.operand(arg, dot))
		}
		if i > 0 {
			args = append(args, v)
		}
		if head, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			v = r.call(head.Ident, args)
		} else {
			v = r.operand(cmd.Args[0], dot)
		}
	}
	return v
}

func (r *reasoner) operand(n parse.Node, dot symbol) symbol {
	from, names := receiver(n)
	v := symbol{}
	switch from := from.(type) {
	case *parse.DotNode:
		v = dot
	case *parse.VariableNode:
		v = r.lookup(from.Ident[0])
	case *parse.PipeNode:
		v = r.pipe(from, dot)
	case *parse.IdentifierNode:
		v = r.call(from.Ident, nil)
	case *parse.StringNode:
		v = symbol{text: &from.Text}
	case *parse.NumberNode:
		v = numeric(from.Text)
	case *parse.BoolNode:
		v = symbol{truth: Fixed(from.True)}
	}
	for _, name := range names {
		v = v.field(name)
	}
	return v
}

// numeric is a number of the template, as the one text of its value.
func numeric(text string) symbol {
	n, ok := exact(text)
	if !ok || n.Sign() == 0 { // zero is false, a text is not
		return symbol{}
	}
	written, ok := numeral(n)
	if !ok {
		return symbol{}
	}
	text = string(written)
	return symbol{text: &text}
}

func (v symbol) field(name string) symbol {
	if v.fact != nil {
		return symbol{fact: &Fact{child(v.fact.Path, name), v.fact.Round}}
	}
	if v.fields == nil {
		return symbol{}
	}
	if f, ok := v.fields[name]; ok {
		return f
	}
	return symbol{truth: Fixed(false)}
}

func (r *reasoner) lookup(name string) symbol {
	if r.assigned[name] {
		return symbol{}
	}
	for _, v := range slices.Backward(r.vars) {
		if v.name == name {
			return v.value
		}
	}
	return symbol{}
}

// call knows the functions that conditions are made of.
func (r *reasoner) call(name string, args []symbol) symbol {
	if f := table()[name]; f != nil && (len(args) < f.min || f.max >= 0 && len(args) > f.max) {
		return symbol{}
	}
	return r.known(name, args).bounded(args)
}

func (r *reasoner) known(name string, args []symbol) symbol {
	switch name {
	case "and":
		return symbol{truth: And(r.truths(args))}
	case "or", "default", "coalesce":
		return symbol{truth: Or(r.truths(args))}
	case "not":
		return symbol{truth: Not{r.truth(args[0])}}
	case "ternary":
		test := r.truth(args[2])
		return symbol{truth: Or{And{test, r.truth(args[0])}, And{Not{test}, r.truth(args[1])}}}
	case "eq":
		return symbol{truth: r.equal(args[0], args[1:])}
	case "ne":
		return symbol{truth: Not{r.equal(args[0], args[1:])}}
	case "has":
		return symbol{truth: r.has(args[0], args[1])}
	case "first", "last":
		return r.item(args[0], name)
	case "len":
		return symbol{truth: r.truth(args[0])}
	case "list":
		return symbol{items: args}
	case "dict":
		return madeOf(args)
	}
	return symbol{}
}

func madeOf(args []symbol) symbol {
	v := symbol{fields: map[string]symbol{}}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i].text == nil {
			return symbol{}
		}
		v.fields[*args[i].text] = args[i+1]
	}
	return v
}

func (r *reasoner) truths(args []symbol) []Formula {
	all := make([]Formula, len(args))
	for i, a := range args {
		all[i] = r.truth(a)
	}
	return all
}

// equal says when a is one of the others.
func (r *reasoner) equal(a symbol, others []symbol) Formula {
	var any Or
	for _, b := range others {
		x, y := a, b
		if x.fact == nil {
			x, y = y, x
		}
		switch {
		case x.fact != nil && y.text != nil:
			any = append(any, Equal{*x.fact, *y.text})
		case x.text != nil && y.text != nil && *x.text == *y.text:
			any = append(any, Fixed(true))
		default:
			any = append(any, r.truth(symbol{}))
		}
	}
	return any
}

// has says when a list has a value.
func (r *reasoner) has(needle, list symbol) Formula {
	switch {
	case needle.text != nil && list.fact != nil:
		return Holds{*list.fact, *needle.text}
	case len(list.items) > 0:
		return r.equal(needle, list.items)
	}
	return r.truth(symbol{})
}

// key tells symbols apart. Of what nothing is known, nothing differs.
func (r *reasoner) key(v symbol) string {
	switch {
	case v.fact != nil:
		return "." + v.fact.String()
	case v.text != nil:
		return strconv.Quote(*v.text)
	case v.fields != nil:
		var b strings.Builder
		for _, name := range slices.Sorted(maps.Keys(v.fields)) {
			b.WriteString(name + "{" + r.key(v.fields[name]) + "}")
		}
		return b.String()
	case v.items != nil:
		var b strings.Builder
		for _, item := range v.items {
			b.WriteString("[" + r.key(item) + "]")
		}
		return b.String()
	case v.truth != nil:
		return v.truth.String()
	}
	return "?"
}
