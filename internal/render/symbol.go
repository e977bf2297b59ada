package render

import (
	"slices"
	"text/template/parse"
)

// symbolic runs the templates over terms and keeps everything that they can
// print. It ends: a template cannot call itself, a range is run once, and what
// is kept is bounded.
type symbolic struct {
	parser  *parser
	tree    *tree
	vars    []variableTerm
	loops   int
	riddles int
	wanted  []*term // what must be true of the facts, by the actions run since it was last set down
	size    int     // how many nodes of templates were run and terms printed
}

type variableTerm struct {
	name string
	term *term
}

// maxPattern bounds the nodes that are run and the terms that are printed:
// partials within partials double.
const maxPattern = 100_000

// template runs a template with a dot.
func (s *symbolic) template(name string, dot *term) Part {
	tree, vars := s.tree, s.vars
	s.tree, s.vars = s.parser.trees[name], []variableTerm{{"$", dot}}
	body := s.list(s.tree.Root, dot)
	s.tree, s.vars = tree, vars
	return body
}

func (s *symbolic) list(list *parse.ListNode, dot *term) Sequence {
	if list == nil {
		return nil
	}
	var out Sequence
	mark := len(s.vars)
	for _, n := range list.Nodes {
		if s.size++; s.size > maxPattern {
			break
		}
		outer := s.wanted
		s.wanted = nil
		switch n := n.(type) {
		case *parse.TextNode:
			out = append(out, Words{Text: string(n.Text), Place: s.tree.place(int(n.Pos))})
		case *parse.ActionNode:
			out = s.action(n, dot, out)
		case *parse.IfNode:
			out = s.branch(&n.BranchNode, dot, out)
		case *parse.WithNode:
			out = s.branch(&n.BranchNode, dot, out)
		case *parse.RangeNode:
			out = s.rang(n, dot, out)
		case *parse.TemplateNode:
			arg := knownOf(nil)
			if n.Pipe != nil {
				arg = s.pipe(n.Pipe, dot)
			}
			out = append(out, s.template(n.Name, arg))
		}
		for _, t := range s.wanted {
			if c := t.condition(); c.Op > Never {
				out = append(out, &Choice{If: c, Arms: []Arm{{Truth: true, Body: Sequence{}}}})
			}
		}
		s.wanted = outer
	}
	s.vars = s.vars[:mark]
	return out
}

func (s *symbolic) action(n *parse.ActionNode, dot *term, out Sequence) Sequence {
	t := s.pipe(n.Pipe, dot)
	if len(n.Pipe.Decl) > 0 {
		s.bind(n.Pipe, t)
		return out
	}
	return append(out, s.print(t, s.tree.place(int(n.Pos))))
}

// bind declares or assigns the variables of a pipe.
func (s *symbolic) bind(p *parse.PipeNode, t *term) {
	for _, d := range p.Decl {
		if !p.IsAssign {
			s.vars = append(s.vars, variableTerm{d.Ident[0], t})
			continue
		}
		for i := len(s.vars) - 1; i >= 0; i-- {
			if s.vars[i].name == d.Ident[0] {
				s.vars[i].term = t
				break
			}
		}
	}
}

// branch runs if and with: one side if the template settles the test, both if
// the facts do.
func (s *symbolic) branch(n *parse.BranchNode, dot *term, out Sequence) Sequence {
	mark := len(s.vars)
	test := s.pipe(n.Pipe, dot)
	s.bind(n.Pipe, test)
	inner := dot
	if n.NodeType == parse.NodeWith {
		inner = test
	}
	if truth, settled := test.truth(); settled {
		if truth {
			out = append(out, s.list(n.List, inner))
		} else {
			out = append(out, s.list(n.ElseList, dot))
		}
		s.vars = s.vars[:mark]
		return out
	}
	before := slices.Clone(s.vars)
	yes := s.list(n.List, inner)
	after := slices.Clone(s.vars)
	copy(s.vars, before)
	no := s.list(n.ElseList, dot)
	for i := range s.vars[:mark] {
		s.vars[i].term = choiceOf(test, after[i].term, s.vars[i].term)
	}
	s.vars = s.vars[:mark]
	if len(yes) == 0 && len(no) == 0 {
		return out
	}
	c := test.choice(yes, no)
	c.Test, c.Place = n.Pipe.String(), s.tree.place(int(n.Pos))
	return append(out, c)
}

// choice makes a choice of two parts by a test.
func (t *term) choice(yes, no Part) *Choice {
	return &Choice{If: t.condition(), Arms: []Arm{{true, t.claims(true), yes}, {false, t.claims(false), no}}}
}

// rang runs a range: once for each of the items that the template made, once in
// all for those of a list of facts.
func (s *symbolic) rang(n *parse.RangeNode, dot *term, out Sequence) Sequence {
	over := s.value(n.Pipe, dot)
	return append(out, s.over(over, n, dot, knownOf(0)))
}

// over runs a range over a term. from is the number of its first item.
func (s *symbolic) over(over *term, n *parse.RangeNode, dot, from *term) Part {
	over = over.asList()
	switch over.kind {
	case aFact:
		s.loops++
		id := s.loops
		item := factOf(over.fact.element(id))
		return s.orElse(over, s.round(id, over.fact, item, n, from), n, dot)
	case aList:
		var out Sequence
		for i, item := range over.items {
			out = append(out, s.once(s.plus(from, knownOf(i)), item, n))
		}
		if len(out) == 0 {
			return s.list(n.ElseList, dot)
		}
		return out
	case aGather:
		before := s.over(over.before, n, dot, from)
		over = over.afresh(s)
		from = s.plus(from, lengthOf(over.before))
		if over.when != nil { // which item a round makes nothing tells
			from = s.riddle()
		}
		l := s.round(over.loop, over.over, over.item, n, from)
		if over.when != nil {
			l.Body = over.when.choice(l.Body, Sequence{})
		}
		return Sequence{before, l}
	case aChoice:
		return s.either(over.test, func() Part { return s.over(over.yes, n, dot, from) }, func() Part { return s.over(over.no, n, dot, from) })
	case aCall:
		return s.overCall(over, n, dot, from)
	}
	return s.list(n.ElseList, dot)
}

func (s *symbolic) plus(a, b *term) *term { return s.call("add", []*term{a, b}) }

// lengthOf is how many items a list has.
func lengthOf(list *term) *term {
	if list.kind == aList {
		return knownOf(len(list.items))
	}
	return callOf(table()["len"], "len", []*term{list})
}

// orElse joins a loop and what is printed if its list is empty.
func (s *symbolic) orElse(over *term, loop *Loop, n *parse.RangeNode, dot *term) Part {
	if n.ElseList == nil || len(n.ElseList.Nodes) == 0 {
		return loop
	}
	before := slices.Clone(s.vars)
	body := s.list(n.ElseList, dot)
	for i := range before {
		s.vars[i].term = choiceOf(over, before[i].term, s.vars[i].term)
	}
	return over.choice(loop, body)
}

// either runs two ways on, and keeps what variables could hold after them.
func (s *symbolic) either(test *term, yes, no func() Part) Part {
	before := slices.Clone(s.vars)
	a := yes()
	after := slices.Clone(s.vars)
	copy(s.vars, before)
	b := no()
	for i := range before {
		s.vars[i].term = choiceOf(test, after[i].term, s.vars[i].term)
	}
	return test.choice(a, b)
}

func (s *symbolic) overCall(over *term, n *parse.RangeNode, dot, from *term) Part {
	var lists []*term
	switch {
	case over.fn == nil:
	case over.fn.shape == sameList:
		lists = over.items[len(over.items)-1:]
	case over.fn.shape == anyOf, over.fn.shape == fieldsOf:
		lists = over.items
	}
	var out Sequence
	for _, l := range lists {
		out = append(out, s.over(l, n, dot, from))
		from = s.plus(from, lengthOf(l))
	}
	return out
}

// once runs the body of a range for one item.
func (s *symbolic) once(index, item *term, n *parse.RangeNode) Sequence {
	mark := len(s.vars)
	for i, v := range n.Pipe.Decl {
		t := item
		if len(n.Pipe.Decl) == 2 && i == 0 {
			t = index
		}
		s.vars = append(s.vars, variableTerm{v.Ident[0], t})
	}
	body := s.list(n.List, item)
	s.vars = s.vars[:mark]
	return body
}

// pipe evaluates a pipe.
func (s *symbolic) pipe(p *parse.PipeNode, dot *term) *term { return s.value(p, dot) }

func (s *symbolic) value(p *parse.PipeNode, dot *term) *term {
	var t *term
	for i, cmd := range p.Cmds {
		var args []*term
		for _, arg := range cmd.Args[1:] {
			args = append(args, s.operand(arg, dot))
		}
		if i > 0 {
			args = append(args, t)
		}
		if head, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			t = s.call(head.Ident, args)
		} else {
			t = s.operand(cmd.Args[0], dot)
		}
	}
	return t
}

func (s *symbolic) operand(n parse.Node, dot *term) *term {
	from, names := receiver(n)
	var t *term
	switch from := from.(type) {
	case *parse.DotNode:
		t = dot
	case *parse.VariableNode:
		for _, v := range slices.Backward(s.vars) {
			if v.name == from.Ident[0] {
				t = v.term
				break
			}
		}
	case *parse.PipeNode:
		t = s.value(from, dot)
	case *parse.IdentifierNode:
		t = s.call(from.Ident, nil)
	case *parse.StringNode:
		t = knownOf(from.Text)
	case *parse.BoolNode:
		t = knownOf(from.True)
	case *parse.NumberNode:
		if v, ok := numberOf(from); ok {
			t = knownOf(v)
		}
	}
	if t == nil { // what the compiler refuses
		t = knownOf(nil)
	}
	for _, name := range names {
		t = t.field(name)
	}
	return t
}
