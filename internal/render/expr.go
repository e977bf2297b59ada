package render

import (
	"slices"
	"strings"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/diag"
)

// An expr is a pipe, or a part of one, compiled. Its value depends on the dot
// and the variables alone.
type expr interface {
	eval(r *Runner, dot Value) Value
}

type (
	constant struct{ v Value }
	theDot   struct{}
	variable struct{ slot int }

	// fields reads one field inside the other.
	fieldsOfExpr struct {
		of    expr
		names []string
		site  *site
	}

	// invocation calls a function.
	invocation struct {
		fn   *Func
		args []expr
		site *site
	}

	// shortCut is and (until false) or or (until true).
	shortCut struct {
		until bool
		args  []expr
	}
)

func (e constant) eval(*Runner, Value) Value         { return e.v }
func (theDot) eval(_ *Runner, dot Value) Value       { return dot }
func (e variable) eval(r *Runner, _ Value) Value     { return r.vars[e.slot] }
func (e fieldsOfExpr) eval(r *Runner, d Value) Value { return r.fields(e, e.of.eval(r, d)) }

func (e invocation) eval(r *Runner, dot Value) Value {
	args := make([]Value, len(e.args))
	for i, arg := range e.args {
		args[i] = arg.eval(r, dot)
	}
	v, err := e.fn.run(args)
	if err != nil {
		c := call{args: args}
		return r.failed(e.site, err.Error(), c.facts())
	}
	return v
}

// eval evaluates the arguments up to the one that decides. What the others hold
// decided too, so their facts belong to the result.
func (e shortCut) eval(r *Runner, dot Value) Value {
	var decided []string
	for i, arg := range e.args {
		v := arg.eval(r, dot)
		if i == len(e.args)-1 || (len(v) > 0) == e.until {
			return v.also(decided)
		}
		decided = union(decided, v.facts())
	}
	return hidden(cell{v: absent{}})
}

// pipe compiles a pipe: the value of each command is the last argument of the
// next.
func (w *rewriter) pipe(p *parse.PipeNode) expr {
	var e expr
	for _, cmd := range p.Cmds {
		e = w.command(cmd, e)
	}
	return e
}

func (w *rewriter) command(cmd *parse.CommandNode, final expr) expr {
	args := make([]expr, 0, len(cmd.Args))
	for _, arg := range cmd.Args[1:] {
		args = append(args, w.operand(arg))
	}
	if final != nil {
		args = append(args, final)
	}
	head, isName := cmd.Args[0].(*parse.IdentifierNode)
	if isName {
		return w.function(cmd, head, args)
	}
	if len(args) > 0 {
		w.refuse(start(cmd.Args[0]), cmd.Args[0].String()+" is a value, not a function")
	}
	return w.operand(cmd.Args[0])
}

func (w *rewriter) function(cmd *parse.CommandNode, head *parse.IdentifierNode, args []expr) expr {
	switch head.Ident {
	case "and":
		return shortCut{false, args}
	case "or":
		return shortCut{true, args}
	}
	fn, ok := table()[head.Ident]
	if !ok {
		w.unknown(head)
		return theDot{}
	}
	return invocation{fn, args, w.site(head.Pos, cmd.String())}
}

func (w *rewriter) operand(n parse.Node) expr {
	from, names := receiver(n)
	var e expr
	switch from := from.(type) {
	case *parse.DotNode:
		e = theDot{}
	case *parse.VariableNode:
		e = variable{w.lookup(from.Ident[0])}
	case *parse.PipeNode:
		e = w.pipe(from)
	case *parse.IdentifierNode: // a function without arguments
		e = w.function(&parse.CommandNode{NodeType: parse.NodeCommand, Pos: from.Pos, Args: []parse.Node{from}}, from, nil)
	case *parse.StringNode:
		e = constant{of(from.Text)}
	case *parse.BoolNode:
		e = constant{of(from.True)}
	case *parse.NilNode:
		e = constant{of(nil)}
	case *parse.NumberNode:
		e = w.number(from)
	default:
		w.refuse(n.Position(), "a template cannot use "+n.String()+" here")
		return theDot{}
	}
	if len(names) == 0 {
		return e
	}
	return fieldsOfExpr{e, names, w.site(start(n), n.String())}
}

// number takes whole numbers and decimal fractions, as facts have them.
func (w *rewriter) number(n *parse.NumberNode) expr {
	if v, ok := numberOf(n); ok {
		return constant{v}
	}
	w.refuse(n.Pos, "a number in a template is written 12 or 0.5, found "+n.Text)
	return theDot{}
}

// numberOf gives a number as it was written, exact at any size.
func numberOf(n *parse.NumberNode) (Value, bool) {
	if n.IsInt {
		return of(int(n.Int64)), true
	}
	r, ok := exact(n.Text)
	if !ok {
		return nil, false
	}
	text, ok := numeral(r)
	return of(text), ok
}

// receiver parts the reading of fields into what is read from and the names.
func receiver(n parse.Node) (from parse.Node, names []string) {
	switch n := n.(type) {
	case *parse.FieldNode:
		return &parse.DotNode{NodeType: parse.NodeDot, Pos: n.Pos}, n.Ident
	case *parse.VariableNode:
		return &parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:1]}, n.Ident[1:]
	case *parse.ChainNode:
		return n.Node, n.Field
	}
	return n, nil
}

// start returns where a node begins. Of several names in a row the parser gives
// the place of the second.
func start(n parse.Node) parse.Pos {
	switch n := n.(type) {
	case *parse.FieldNode:
		if len(n.Ident) > 1 {
			return n.Pos - parse.Pos(len(n.Ident[0])+1)
		}
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			return n.Pos - parse.Pos(len(n.Ident[0]))
		}
	}
	return n.Position()
}

func (w *rewriter) unknown(head *parse.IdentifierNode) {
	names := []string{"and", "or"}
	for _, f := range Functions() {
		names = append(names, f.Name)
	}
	hint := "docs/functions.md lists the functions"
	if near, ok := diag.Nearest(head.Ident, names); ok {
		hint = "did you mean " + near + "?"
	}
	w.trouble = append(w.trouble, w.tree.trouble(head.Pos, len(head.Ident), "no function is called "+head.Ident, hint))
}

func (w *rewriter) refuse(pos parse.Pos, message string) {
	w.trouble = append(w.trouble, w.tree.trouble(pos, 1, message, ""))
}

// local is a variable in the scope at hand.
type local struct {
	name string
	slot int
}

// lookup returns the slot of a variable. The parser has seen to it that there
// is one.
func (w *rewriter) lookup(name string) int {
	for _, l := range slices.Backward(w.locals) {
		if l.name == name {
			return l.slot
		}
	}
	panic("render: no variable " + name)
}

// declare gives a variable a slot. A template never runs inside itself, so one
// slot is enough for each.
func (w *rewriter) declare(name string) int {
	slot := w.prog.slots
	w.prog.slots++
	w.locals = append(w.locals, local{name, slot})
	return slot
}

func commentText(s string) string {
	return strings.Join(strings.Fields(strings.Trim(s, "/* \n\t-")), " ")
}
