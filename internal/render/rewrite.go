package render

import (
	"bytes"
	"slices"
	"strconv"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/diag"
)

// A rewriter puts our calls into one tree. The package comment has the table.
type rewriter struct {
	prog    *Program
	tree    *tree
	scope   int
	locals  []local
	trouble diag.List
}

func (w *rewriter) template(root int) {
	w.scope = noScope
	w.locals = []local{{"$", root}}
	w.list(w.tree.Root)
}

// noScope is the scope of what no condition stands around.
const noScope = -1

// site makes a place in the template.
func (w *rewriter) site(pos parse.Pos, text string) *site {
	return &site{tree: w.tree, place: w.tree.place(int(pos)), text: text, scope: w.scope}
}

// step adds a step and returns its id.
func (w *rewriter) step(s step) int {
	w.prog.steps = append(w.prog.steps, s)
	return len(w.prog.steps) - 1
}

func (w *rewriter) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	mark := len(w.locals)
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			w.text(n)
		case *parse.ActionNode:
			w.action(n)
		case *parse.IfNode:
			w.branch(&n.BranchNode, "_test")
		case *parse.WithNode:
			w.branch(&n.BranchNode, "_test")
		case *parse.RangeNode:
			w.branch(&n.BranchNode, "_range")
		case *parse.TemplateNode:
			list.Nodes[i] = w.partial(n)
		case *parse.CommentNode:
			list.Nodes[i] = invoke(n.Pos, "_mark")
		case *parse.BreakNode, *parse.ContinueNode:
		default:
			panic("render: unknown node " + n.String())
		}
	}
	w.locals = w.locals[:mark]
}

// text cuts a literal into its lines, so that each word has its own line of the
// template for origin.
func (w *rewriter) text(n *parse.TextNode) {
	var pieces []piece
	offset := int(n.Pos)
	for line := range bytes.Lines(n.Text) {
		pieces = append(pieces, piece{string(line), w.tree.place(offset), w.scope})
		offset += len(line)
	}
	w.prog.texts[&n.Text[0]] = pieces
}

func (w *rewriter) action(n *parse.ActionNode) {
	s := step{site: w.site(n.Pipe.Pos, n.Pipe.String()), expr: w.pipe(n.Pipe)}
	name := "_out"
	if len(n.Pipe.Decl) > 0 {
		name, s.slots = "_set", w.bind(n.Pipe)
	}
	n.Pipe = call1(n.Pos, name, w.step(s))
}

// bind returns the slots of the variables that a pipe declares or assigns.
func (w *rewriter) bind(p *parse.PipeNode) []int {
	var slots []int
	for _, d := range p.Decl {
		if p.IsAssign {
			slots = append(slots, w.lookup(d.Ident[0]))
		} else {
			slots = append(slots, w.declare(d.Ident[0]))
		}
	}
	return slots
}

// branch rewrites if, with and range. What is in it has it for its scope.
func (w *rewriter) branch(n *parse.BranchNode, name string) {
	mark := len(w.locals)
	s := step{site: w.site(n.Pipe.Pos, n.Pipe.String()), expr: w.pipe(n.Pipe), spare: n.ElseList != nil}
	s.slots = w.bind(n.Pipe)
	id := w.step(s)
	pos := n.Pipe.Pos
	n.Pipe = call1(pos, name, id)
	outer := w.scope
	w.scope = id
	w.list(n.List)
	w.list(n.ElseList)
	w.scope = outer
	w.locals = w.locals[:mark]
	if name == "_range" {
		w.round(n, id, pos)
	}
}

// round puts a call at the beginning of each round of a range, which counts it
// and binds the range's variables.
func (w *rewriter) round(n *parse.BranchNode, id int, pos parse.Pos) {
	index := &parse.VariableNode{NodeType: parse.NodeVariable, Pos: pos, Ident: []string{"$_i"}}
	element := &parse.VariableNode{NodeType: parse.NodeVariable, Pos: pos, Ident: []string{"$_e"}}
	n.Pipe.Decl = []*parse.VariableNode{index, element}
	n.List.Nodes = slices.Insert(n.List.Nodes, 0, parse.Node(invoke(pos, "_round", number(id), index, element)))
}

// partial rewrites the call of a partial. Two actions do not fit in the place
// of one node, so the call and what comes after it make a list.
func (w *rewriter) partial(n *parse.TemplateNode) parse.Node {
	s := step{site: w.site(n.Pos, n.String()), expr: expr(constant{of(nil)}), slots: []int{w.prog.roots[n.Name]}}
	if n.Pipe != nil {
		s.expr = w.pipe(n.Pipe)
	}
	n.Pipe = call1(n.Pos, "_enter", w.step(s))
	return &parse.ListNode{NodeType: parse.NodeList, Pos: n.Pos, Nodes: []parse.Node{n, invoke(n.Pos, "_leave")}}
}

// The rest makes nodes.

func number(n int) *parse.NumberNode {
	return &parse.NumberNode{NodeType: parse.NodeNumber, IsInt: true, Int64: int64(n), Text: strconv.Itoa(n)}
}

func pipeOf(pos parse.Pos, args ...parse.Node) *parse.PipeNode {
	cmd := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos, Args: args}
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{cmd}}
}

// call1 makes the pipe of one of our calls: NAME ID DOT.
func call1(pos parse.Pos, name string, id int) *parse.PipeNode {
	dot := &parse.DotNode{NodeType: parse.NodeDot, Pos: pos}
	return pipeOf(pos, parse.NewIdentifier(name).SetPos(pos), number(id), dot)
}

// invoke makes an action of its own.
func invoke(pos parse.Pos, name string, args ...parse.Node) *parse.ActionNode {
	args = append([]parse.Node{parse.NewIdentifier(name).SetPos(pos)}, args...)
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: pos, Pipe: pipeOf(pos, args...)}
}

func trimmed(b []byte) []byte { return bytes.TrimSpace(b) }
