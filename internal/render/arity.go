package render

import (
	"fmt"
	"text/template/parse"
)

// checkCalls refuses calls with too few or too many arguments, so that what
// reads or runs the trees may count on them. Unknown functions are refused
// elsewhere.
func (p *parser) checkCalls() {
	for _, name := range p.order {
		t := p.trees[name]
		each(t.Root, func(n parse.Node) { p.checkPipe(t, pipeIn(n)) })
	}
}

// pipeIn returns the pipe of a node of a list, nil if it has none.
func pipeIn(n parse.Node) *parse.PipeNode {
	switch n := n.(type) {
	case *parse.ActionNode:
		return n.Pipe
	case *parse.IfNode:
		return n.Pipe
	case *parse.WithNode:
		return n.Pipe
	case *parse.RangeNode:
		return n.Pipe
	case *parse.TemplateNode:
		return n.Pipe
	}
	return nil
}

func (p *parser) checkPipe(t *tree, pipe *parse.PipeNode) {
	if pipe == nil {
		return
	}
	for i, cmd := range pipe.Cmds {
		args := cmd.Args
		if head, ok := args[0].(*parse.IdentifierNode); ok {
			found := len(args) - 1
			if i > 0 {
				found++ // what is piped in
			}
			p.checkCount(t, head, found)
			args = args[1:]
		}
		for _, arg := range args {
			p.checkOperand(t, arg)
		}
	}
}

func (p *parser) checkOperand(t *tree, n parse.Node) {
	switch n := n.(type) {
	case *parse.ChainNode:
		p.checkOperand(t, n.Node)
	case *parse.PipeNode:
		p.checkPipe(t, n)
	case *parse.IdentifierNode: // a function without arguments
		p.checkCount(t, n, 0)
	}
}

// andOr stands for and and or, which are no functions of the table.
var andOr = &Func{Args: "VALUE...", min: 1, max: -1}

func (p *parser) checkCount(t *tree, head *parse.IdentifierNode, found int) {
	fn := table()[head.Ident]
	if head.Ident == "and" || head.Ident == "or" {
		fn = andOr
	}
	if fn == nil || fn.takes(found) {
		return
	}
	p.trouble = append(p.trouble, t.trouble(head.Pos, len(head.Ident),
		fmt.Sprintf("%s wants %s (%s %s), found %d", head.Ident, fn.arity(), head.Ident, fn.Args, found),
		"docs/functions.md says what each function takes"))
}

// takes reports whether f can be called with n arguments.
func (f *Func) takes(n int) bool { return n >= f.min && (f.max < 0 || n <= f.max) }
