package render

import (
	"slices"
	"strings"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/doc"
)

// A term is a value that is not known yet: what a template has in hand, as far
// as the template alone settles it. Terms are never changed.
type term struct {
	kind   termKind
	value  Value            // known
	fact   Ref              // aFact
	fields map[string]*term // aDict
	items  []*term          // aList; and the arguments of aCall
	fn     *Func            // aCall
	name   string           // aCall: "and" and "or" are no functions

	test, yes, no *term // aChoice: yes where test holds, else no

	before, item *term // aGather: a list that a range adds an item to in each round
	loop         int
	over         Ref
}

type termKind uint8

const (
	known    termKind = iota
	aFact             // a fact, a list of facts or a group of them
	aDict             // made by dict
	aList             // made by list
	aCall             // a function of terms
	aChoice           // one of two terms
	aGather           // a list made in a range
	aCounter          // the number of a round
)

func factOf(r Ref) *term       { return &term{kind: aFact, fact: r} }
func knownOf(v any) *term      { return &term{value: of(v)} }
func listOf(ts ...*term) *term { return &term{kind: aList, items: ts} }

func choiceOf(test, yes, no *term) *term {
	if yes == no {
		return yes
	}
	return &term{kind: aChoice, test: test, yes: yes, no: no}
}

func callOf(fn *Func, name string, args []*term) *term {
	return &term{kind: aCall, fn: fn, name: name, items: args}
}

// at returns a field of what r refers to.
func (r Ref) at(name string) Ref { return Ref{child(r.Path, name), r.Loops} }

// element returns an element, counted by a loop, of the list that r refers to.
func (r Ref) element(loop int) Ref {
	return Ref{r.Path + "/*", append(slices.Clip(r.Loops), loop)}
}

// unbound is the loop of an element that no loop counts.
const unbound = -1

// symbolic runs the templates over terms and keeps everything that they can
// print. It ends: a template cannot call itself, a range is run once, and what
// is kept is bounded.
type symbolic struct {
	parser *parser
	tree   *tree
	vars   []variableTerm
	loops  int
	size   int // how many nodes of templates were run
}

type variableTerm struct {
	name string
	term *term
}

// maxPattern bounds the nodes that are run: partials within partials double.
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
	return &Choice{Arms: []Arm{{t.claims(true), yes}, {t.claims(false), no}}}
}

// rang runs a range: once for each of the items that the template made, once in
// all for those of a list of facts.
func (s *symbolic) rang(n *parse.RangeNode, dot *term, out Sequence) Sequence {
	over := s.value(n.Pipe, dot)
	return append(out, s.over(over, n, dot))
}

func (s *symbolic) over(over *term, n *parse.RangeNode, dot *term) Part {
	switch over.kind {
	case aFact:
		s.loops++
		id := s.loops
		item := factOf(over.fact.element(id))
		return s.orElse(over, s.round(id, over.fact, item, n), n, dot)
	case aList:
		var out Sequence
		for i, item := range over.items {
			out = append(out, s.once(knownOf(i), item, n))
		}
		if len(out) == 0 {
			return s.list(n.ElseList, dot)
		}
		return out
	case aGather:
		before := s.over(over.before, n, dot)
		return Sequence{before, s.round(over.loop, over.over, over.item, n)}
	case aChoice:
		return s.either(over.test, func() Part { return s.over(over.yes, n, dot) }, func() Part { return s.over(over.no, n, dot) })
	case aCall:
		return s.overCall(over, n, dot)
	}
	return s.list(n.ElseList, dot)
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

func (s *symbolic) overCall(over *term, n *parse.RangeNode, dot *term) Part {
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
		out = append(out, s.over(l, n, dot))
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

// round runs the body of a range over facts. A variable that a round changes
// holds after it what it held before, what the round gave it, or a list of what
// all rounds added.
func (s *symbolic) round(id int, over Ref, item *term, n *parse.RangeNode) *Loop {
	before := slices.Clone(s.vars)
	var first Part
	if len(n.Pipe.Decl) == 2 { // the first round may print what others do not
		first = s.once(knownOf(0), item, n)
		copy(s.vars, before)
	}
	body := s.once(&term{kind: aCounter}, item, n)
	for i := range before {
		old, now := before[i].term, s.vars[i].term
		if old == now {
			continue
		}
		if added, ok := now.addition(old); ok {
			s.vars[i].term = &term{kind: aGather, before: old, item: added, loop: id, over: over}
			continue
		}
		if now.kind != aChoice { // a round may not have come
			s.vars[i].term = choiceOf(factOf(over), now, old)
		}
	}
	return &Loop{ID: id, Over: over, First: first, Body: body}
}

// addition returns what a round added to a list: now is old and one more item,
// on some condition perhaps.
func (t *term) addition(old *term) (*term, bool) {
	switch {
	case t.kind == aCall && t.name == "concat" && len(t.items) == 2 && t.items[0] == old && t.items[1].kind == aList && len(t.items[1].items) == 1:
		return t.items[1].items[0], true
	case t.kind == aChoice && t.no == old:
		return t.yes.addition(old)
	case t.kind == aChoice && t.yes == old:
		return t.no.addition(old)
	}
	return nil, false
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
	t := knownOf(nil)
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
		if from.IsInt {
			t = knownOf(int(from.Int64))
		} else {
			t = knownOf(from.Float64)
		}
	}
	for _, name := range names {
		t = t.field(name)
	}
	return t
}

// field returns a field of a term.
func (t *term) field(name string) *term {
	switch t.kind {
	case aFact:
		return factOf(t.fact.at(name))
	case aDict:
		if f, ok := t.fields[name]; ok {
			return f
		}
	case aChoice:
		return choiceOf(t.test, t.yes.field(name), t.no.field(name))
	}
	return knownOf(nil)
}

// call gives what a function returns, as far as that is settled.
func (s *symbolic) call(name string, args []*term) *term {
	if name == "and" || name == "or" {
		return fold2(name, args)
	}
	fn := table()[name]
	if fn == nil {
		return knownOf(nil)
	}
	switch fn.shape {
	case asList:
		return listOf(args...)
	case asDict:
		return dictOf(args)
	case element:
		return elementOf(fn, args)
	case fieldsOf:
		return callOf(fn, name, []*term{pluckOf(args[1], args[0])})
	}
	if fn.choose != nil && len(args) >= fn.min {
		if t := fn.choose(args); t != nil {
			return t
		}
	}
	if values, ok := knownAll(args); ok {
		if v, err := fn.run(values); err == nil {
			return &term{value: v}
		}
	}
	return callOf(fn, name, args)
}

// fold2 is and or or: what is settled of it is dropped.
func fold2(name string, args []*term) *term {
	var open []*term
	for i, a := range args {
		truth, settled := a.truth()
		switch {
		case settled && truth == (name == "or"):
			if len(open) == 0 {
				return a
			}
			return callOf(nil, name, append(open, a))
		case settled && i < len(args)-1:
		default:
			open = append(open, a)
		}
	}
	if len(open) == 1 {
		return open[0]
	}
	return callOf(nil, name, open)
}

func knownAll(args []*term) ([]Value, bool) {
	values := make([]Value, len(args))
	for i, a := range args {
		switch a.kind {
		case known:
			values[i] = a.value
		case aList:
			items, ok := knownAll(a.items)
			if !ok {
				return nil, false
			}
			values[i] = of(list(items))
		default:
			return nil, false
		}
	}
	return values, true
}

func dictOf(args []*term) *term {
	t := &term{kind: aDict, fields: map[string]*term{}}
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].text(); ok {
			t.fields[name] = args[i+1]
		}
	}
	return t
}

// elementOf is first, last or index.
func elementOf(fn *Func, args []*term) *term {
	if len(args) == 0 {
		return knownOf(nil)
	}
	t := args[0]
	switch t.kind {
	case aFact:
		at := "*"
		if fn.Name == "first" {
			at = "0"
		} else if len(args) == 2 {
			if n, ok := args[1].text(); ok {
				at = n
			}
		}
		if at == "*" {
			return factOf(t.fact.element(unbound))
		}
		return factOf(t.fact.at(at))
	case aList:
		if len(t.items) == 0 {
			return knownOf(nil)
		}
		if fn.Name == "last" {
			return t.items[len(t.items)-1]
		}
		return t.items[0]
	case aGather:
		return t.item
	case aChoice:
		return choiceOf(t.test, elementOf(fn, append([]*term{t.yes}, args[1:]...)), elementOf(fn, append([]*term{t.no}, args[1:]...)))
	}
	return knownOf(nil)
}

// pluckOf is a list of one field of the elements of a list. Of a list of facts
// nothing says which element it is.
func pluckOf(over, name *term) *term {
	field, ok := name.text()
	if !ok {
		return knownOf(nil)
	}
	switch over.kind {
	case aFact:
		return factOf(over.fact.element(unbound).at(field))
	case aList:
		items := make([]*term, len(over.items))
		for i, item := range over.items {
			items[i] = item.field(field)
		}
		return listOf(items...)
	}
	return knownOf(nil)
}

// text returns the text of a known term.
func (t *term) text() (string, bool) {
	if t.kind != known {
		return "", false
	}
	return t.value.head().text()
}

// truth says what a condition makes of t, if that is settled.
func (t *term) truth() (truth, settled bool) {
	switch t.kind {
	case known:
		return len(t.value) > 0, true
	case aDict:
		return len(t.fields) > 0, true
	case aList:
		return len(t.items) > 0, true
	case aChoice:
		yes, a := t.yes.truth()
		no, b := t.no.truth()
		return yes, a && b && yes == no
	case aCounter: // the first round has a number that is known
		return true, true
	case aCall:
		return t.callTruth()
	}
	return false, false
}

func (t *term) callTruth() (truth, settled bool) {
	switch t.name {
	case "and", "or":
		for _, item := range t.items {
			if truth, settled := item.truth(); settled && truth == (t.name == "or") {
				return truth, true
			}
		}
	case "not":
		truth, settled := t.items[0].truth()
		return !truth, settled
	case "eq":
		return t.equal()
	case "ne":
		truth, settled := (&term{kind: aCall, name: "eq", items: t.items}).equal()
		return !truth, settled
	}
	return false, false
}

// equal settles eq where all that the first could be is known.
func (t *term) equal() (truth, settled bool) {
	values, ok := knownAll(t.items[1:])
	if !ok {
		return false, false
	}
	return t.items[0].among(values)
}

func (t *term) among(values []Value) (truth, settled bool) {
	switch t.kind {
	case known:
		return slices.ContainsFunc(values, func(v Value) bool { return same(t.value, v) }), true
	case aChoice:
		yes, a := t.yes.among(values)
		no, b := t.no.among(values)
		return yes, a && b && yes == no
	}
	return false, false
}

// claims returns what holds of the facts if t is true, or if it is false.
func (t *term) claims(truth bool) []Claim {
	switch t.kind {
	case aFact:
		return []Claim{{Fact: t.fact, Is: truth}}
	case aChoice:
		return t.choiceClaims(truth)
	case aCall:
		switch t.name {
		case "not":
			return t.items[0].claims(!truth)
		case "and", "or":
			return t.allClaims(truth)
		case "eq":
			return t.items[0].isClaims(truth, t.items[1:])
		case "ne":
			return t.items[0].isClaims(!truth, t.items[1:])
		case "has":
			return t.hasClaims(truth)
		case "len":
			return t.items[0].claims(truth)
		case "gt": // longer than something: not empty
			if list := t.items[0]; truth && list.kind == aCall && list.name == "len" {
				return list.claims(true)
			}
		}
	}
	return nil
}

// choiceClaims looks at the sides of a choice that can be so.
func (t *term) choiceClaims(truth bool) []Claim {
	yes, a := t.yes.truth()
	no, b := t.no.truth()
	switch {
	case a && yes != truth:
		return slices.Concat(t.test.claims(false), t.no.claims(truth))
	case b && no != truth:
		return slices.Concat(t.test.claims(true), t.yes.claims(truth))
	}
	return nil
}

// allClaims joins the claims of all where all must hold (and that is true, or
// that is false), or of the only one.
func (t *term) allClaims(truth bool) []Claim {
	if truth != (t.name == "and") {
		if len(t.items) == 1 {
			return t.items[0].claims(truth)
		}
		return nil
	}
	var all []Claim
	for _, item := range t.items {
		all = append(all, item.claims(truth)...)
	}
	return all
}

// isClaims says that t is, or is not, one of others.
func (t *term) isClaims(truth bool, others []*term) []Claim {
	var values []string
	for _, o := range others {
		text, ok := o.claimText()
		if !ok {
			return nil
		}
		values = append(values, text)
	}
	switch t.kind {
	case aFact:
		return []Claim{{Fact: t.fact, Is: truth, Values: values}}
	case aChoice:
		known, ok := knownAll(others)
		if !ok {
			return nil
		}
		if yes, settled := t.yes.among(known); settled && yes != truth {
			return slices.Concat(t.test.claims(false), t.no.isClaims(truth, others))
		}
		if no, settled := t.no.among(known); settled && no != truth {
			return slices.Concat(t.test.claims(true), t.yes.isClaims(truth, others))
		}
	}
	return nil
}

// claimText is a known value as a claim gives it: a truth value is true or
// false.
func (t *term) claimText() (string, bool) {
	if t.kind != known {
		return "", false
	}
	if b, ok := t.value.head().v.(bool); ok {
		return map[bool]string{true: "true", false: "false"}[b], true
	}
	return t.text()
}

func (t *term) hasClaims(truth bool) []Claim {
	value, in := t.items[0], t.items[1]
	if in.kind == aList {
		return value.isClaims(truth, in.items)
	}
	text, ok := value.claimText()
	if in.kind == aFact && ok {
		return []Claim{{Fact: in.fact, Is: truth, Values: []string{text}, Holds: true}}
	}
	return nil
}

// print gives what an action prints.
func (s *symbolic) print(t *term, place doc.Place) Part {
	switch t.kind {
	case known:
		text, _ := t.text()
		if len(t.value) > 1 {
			text = (&call{args: []Value{t.value}}).text(0)
		}
		return Words{Text: text, Data: true, Place: place}
	case aFact:
		return &Hole{Fact: t.fact, Place: place}
	case aCounter:
		return &Hole{Counter: true, Place: place}
	case aChoice:
		c := t.test.choice(s.print(t.yes, place), s.print(t.no, place))
		slices.Reverse(c.Arms) // what stands in for a fact is likelier than a fact that says the same
		return c
	case aCall:
		return s.printCall(t, place)
	}
	return Sequence{}
}

func (s *symbolic) printCall(t *term, place doc.Place) Part {
	p := printer{s, place}
	switch {
	case t.fn == nil:
		return p.last(t.items)
	case t.fn.around != nil:
		return t.fn.around(p, t.items)
	case counts(t):
		return &Hole{Counter: true, Place: place}
	case t.fn.back != nil && len(t.items) > 0:
		return through(t.fn, s.print(t.items[len(t.items)-1], place))
	}
	return &Hole{chain: []*Func{t.fn}, Place: place}
}

// counts reports whether a term is worked out from the number of a round.
func counts(t *term) bool {
	return t.kind == aCounter || t.kind == aCall && slices.ContainsFunc(t.items, counts)
}

// through applies a function to everything that a part prints.
func through(fn *Func, p Part) Part {
	switch p := p.(type) {
	case Words:
		if v, err := fn.run([]Value{of(p.Text)}); err == nil {
			p.Text = (&call{args: []Value{v}}).text(0)
		}
		return p
	case *Hole:
		h := *p
		h.chain = append(slices.Clip(h.chain), fn)
		return &h
	case Sequence:
		out := make(Sequence, len(p))
		for i := range p {
			out[i] = through(fn, p[i])
		}
		return out
	case *Choice:
		c := *p
		c.Arms = slices.Clone(p.Arms)
		for i := range c.Arms {
			c.Arms[i].Body = through(fn, c.Arms[i].Body)
		}
		return &c
	case *Loop:
		l := *p
		l.Body = through(fn, l.Body)
		if l.First != nil {
			l.First = through(fn, l.First)
		}
		return &l
	}
	panic("render: unknown part")
}

// A printer prints terms for a function that sets text around them.
type printer struct {
	s     *symbolic
	place doc.Place
}

func (p printer) print(t *term) Part { return p.s.print(t, p.place) }

// last prints what and and or return: any of their arguments.
func (p printer) last(items []*term) Part {
	c := &Choice{Place: p.place}
	for _, t := range items {
		c.Arms = append(c.Arms, Arm{Body: p.print(t)})
	}
	return c
}

// words is text that a function prints of its own.
func (p printer) words(text string) Part { return Words{Text: text, Data: true, Place: p.place} }

// any prints one of some texts, each perhaps "".
func (p printer) any(texts ...string) Part {
	c := &Choice{Place: p.place}
	for _, text := range texts {
		body := Part(Sequence{})
		if text != "" {
			body = p.words(text)
		}
		c.Arms = append(c.Arms, Arm{Body: body})
	}
	return c
}

// perhaps prints a term, and before it a text where something stands before it,
// or nothing.
func (p printer) perhaps(before string, t *term) Part {
	body := Sequence{}
	if before != "" {
		body = append(body, p.any(before, ""))
	}
	c := t.choice(append(body, p.print(t)), Sequence{})
	slices.Reverse(c.Arms) // of facts that look alike the first are the likelier to be there
	return c
}

// items prints the elements of a list with between and the last separator
// between them.
func (p printer) items(t *term, between []string) Part {
	switch t.kind {
	case aFact:
		p.s.loops++
		id := p.s.loops
		return &Loop{ID: id, Over: t.fact, Body: p.print(factOf(t.fact.element(id))), Between: p.any(between...)}
	case aList:
		var out Sequence
		for i, item := range t.items {
			if i > 0 {
				out = append(out, p.any(between...))
			}
			out = append(out, p.print(item))
		}
		return out
	case aGather:
		item := &Loop{ID: t.loop, Over: t.over, Body: p.print(t.item), Between: p.any(between...)}
		return Sequence{p.items(t.before, between), p.any(append(between, "")...), item}
	case aChoice:
		return t.test.choice(p.items(t.yes, between), p.items(t.no, between))
	case aCall:
		return p.itemsOf(t, between)
	}
	return Sequence{}
}

func (p printer) itemsOf(t *term, between []string) Part {
	var out Sequence
	switch {
	case t.name == "compact" && t.items[0].kind == aList:
		for i, item := range t.items[0].items {
			before := ""
			if i > 0 {
				before = between[0]
			}
			out = append(out, p.perhaps(before, item))
		}
	case t.fn != nil && t.fn.shape == sameList:
		return p.items(t.items[len(t.items)-1], between)
	default:
		for i, item := range t.items {
			if i > 0 {
				out = append(out, p.any(append(slices.Clone(between), "")...))
			}
			out = append(out, p.items(item, between))
		}
	}
	return out
}

// proseMarks are what prose sets between the items of a list.
func proseMarks(word string) []string {
	word = strings.TrimSpace(strings.TrimPrefix(word, ","))
	return []string{", ", " " + word + " ", ", " + word + " ", "; ", "; " + word + " "}
}
