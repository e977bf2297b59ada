package render

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/diag"
)

// A rewriter puts our calls into one tree. The package comment has the table.
type rewriter struct {
	prog    *Program
	tree    *tree
	scope   int
	trouble diag.List
}

func (w *rewriter) template() {
	w.scope = -1
	w.list(w.tree.Root)
}

// site adds a site and returns its id.
func (w *rewriter) site(pos parse.Pos, s site) int {
	s.tree, s.place, s.scope = w.tree, w.tree.place(int(pos)), w.scope
	w.prog.sites = append(w.prog.sites, s)
	return len(w.prog.sites) - 1
}

func (w *rewriter) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	out := make([]parse.Node, 0, len(list.Nodes)+4)
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			w.text(n)
		case *parse.ActionNode:
			w.action(n)
		case *parse.IfNode:
			w.branch(&n.BranchNode, "_cond")
		case *parse.WithNode:
			w.branch(&n.BranchNode, "_cond")
		case *parse.RangeNode:
			w.branch(&n.BranchNode, "_range")
			n.List.Nodes = slices.Insert(n.List.Nodes, 0, parse.Node(invoke(n.Pos, "_tick")))
		case *parse.TemplateNode:
			id := w.site(n.Pos, site{})
			enter := invoke(n.Pos, "_enter", number(id))
			if n.Pipe != nil {
				w.pipe(n.Pipe)
				appendCommand(n.Pipe, "_keep", number(id))
			}
			out = append(out, enter, n, invoke(n.Pos, "_leave"))
			continue
		case *parse.CommentNode:
			out = append(out, invoke(n.Pos, "_mark"))
			continue
		case *parse.BreakNode, *parse.ContinueNode:
		default:
			panic("render: unknown node " + n.String())
		}
		out = append(out, n)
	}
	list.Nodes = out
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
	text, short := n.Pipe.String(), hasShortCut(n.Pipe)
	w.pipe(n.Pipe)
	id := w.site(n.Pipe.Pos, site{text: text, short: short})
	if len(n.Pipe.Decl) > 0 {
		appendCommand(n.Pipe, "_keep", number(id))
		return
	}
	appendCommand(n.Pipe, "_out", number(id))
}

// branch rewrites if, with and range. What is in it has it for its scope.
func (w *rewriter) branch(n *parse.BranchNode, call string) {
	text := n.Pipe.String()
	w.pipe(n.Pipe)
	id := w.site(n.Pipe.Pos, site{text: text, short: true, spare: n.ElseList != nil})
	appendCommand(n.Pipe, call, number(id))
	outer := w.scope
	w.scope = id
	w.list(n.List)
	w.list(n.ElseList)
	w.scope = outer
}

func (w *rewriter) pipe(p *parse.PipeNode) {
	for i, cmd := range p.Cmds {
		w.command(cmd, i == 0)
	}
}

func (w *rewriter) command(cmd *parse.CommandNode, first bool) {
	for i, arg := range cmd.Args[1:] {
		cmd.Args[i+1] = w.operand(arg)
	}
	switch head := cmd.Args[0].(type) {
	case *parse.IdentifierNode:
		w.function(cmd, head)
	case *parse.FieldNode, *parse.VariableNode, *parse.ChainNode, *parse.DotNode:
		if len(cmd.Args) > 1 || !first {
			w.refuse(head.Position(), head.String()+" is a fact, not a function")
			return
		}
		cmd.Args = w.access(head)
	case *parse.PipeNode:
		w.pipe(head)
	}
}

// function turns f x into _call id x. and and or stay text/template's own.
func (w *rewriter) function(cmd *parse.CommandNode, head *parse.IdentifierNode) {
	if head.Ident == "and" || head.Ident == "or" {
		return
	}
	fn, ok := table()[head.Ident]
	if !ok {
		w.unknown(head)
		return
	}
	id := w.site(head.Pos, site{text: cmd.String(), fn: fn})
	cmd.Args = append([]parse.Node{identifier(head.Pos, "_call"), number(id)}, cmd.Args[1:]...)
}

// operand rewrites an argument.
func (w *rewriter) operand(n parse.Node) parse.Node {
	switch n := n.(type) {
	case *parse.FieldNode, *parse.ChainNode:
		return parens(n.Position(), w.access(n))
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			return parens(n.Pos, w.access(n))
		}
	case *parse.PipeNode:
		w.pipe(n)
	case *parse.IdentifierNode: // a function without arguments
		cmd := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{n}}
		w.function(cmd, n)
		return parens(n.Pos, cmd.Args)
	}
	return n
}

// access turns the reading of fields into the words of a _field command.
func (w *rewriter) access(n parse.Node) []parse.Node {
	from, names := receiver(n)
	if pipe, ok := from.(*parse.PipeNode); ok {
		w.pipe(pipe)
	}
	if len(names) == 0 {
		return []parse.Node{from}
	}
	pos := start(n)
	id := w.site(pos, site{text: n.String(), names: names})
	return []parse.Node{identifier(pos, "_field"), from, number(id)}
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

// hasShortCut reports whether a pipe has and or or in it.
func hasShortCut(p *parse.PipeNode) bool {
	for _, cmd := range p.Cmds {
		for _, arg := range cmd.Args {
			switch arg := arg.(type) {
			case *parse.IdentifierNode:
				if arg.Ident == "and" || arg.Ident == "or" {
					return true
				}
			case *parse.PipeNode:
				if hasShortCut(arg) {
					return true
				}
			}
		}
	}
	return false
}

// The rest makes nodes.

func identifier(pos parse.Pos, name string) *parse.IdentifierNode {
	return parse.NewIdentifier(name).SetPos(pos)
}

func number(n int) *parse.NumberNode {
	return &parse.NumberNode{NodeType: parse.NodeNumber, IsInt: true, Int64: int64(n), Text: strconv.Itoa(n)}
}

func command(pos parse.Pos, args []parse.Node) *parse.CommandNode {
	return &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos, Args: args}
}

func parens(pos parse.Pos, args []parse.Node) *parse.PipeNode {
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{command(pos, args)}}
}

func appendCommand(p *parse.PipeNode, name string, args ...parse.Node) {
	p.Cmds = append(p.Cmds, command(p.Pos, append([]parse.Node{identifier(p.Pos, name)}, args...)))
}

// invoke makes an action of its own.
func invoke(pos parse.Pos, name string, args ...parse.Node) *parse.ActionNode {
	return &parse.ActionNode{
		NodeType: parse.NodeAction, Pos: pos,
		Pipe: parens(pos, append([]parse.Node{identifier(pos, name)}, args...)),
	}
}

func commentText(s string) string {
	return strings.Join(strings.Fields(strings.Trim(s, "/* \n\t-")), " ")
}

func trimmed(b []byte) []byte { return bytes.TrimSpace(b) }
