package render

import "text/template/parse"

// NewClauseRunner returns a runner that passes over every partial that does not
// lead to the one called name, as if it were empty. It prints what that partial
// itself has as a whole run does, and takes a fraction of the time; it does not
// see what is missing or wrong in the others. The main template is called "".
func (prog *Program) NewClauseRunner(name string) (*Runner, error) {
	if name == "" {
		name = mainName
	}
	r, err := prog.NewRunner()
	if err != nil {
		return nil, err
	}
	callers := map[string][]string{}
	for _, p := range prog.parts {
		each(prog.tmpl.Lookup(p.Name).Root, func(n parse.Node) {
			if call, ok := n.(*parse.TemplateNode); ok {
				callers[call.Name] = append(callers[call.Name], p.Name)
			}
		})
	}
	above := reached(callers, name)
	for _, p := range prog.parts {
		if above[p.Name] {
			continue
		}
		if _, err := r.tmpl.AddParseTree(p.Name, &parse.Tree{Name: p.Name, Root: passed}); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// passed stands for what a partial has that is passed over. It is not empty, for
// text/template keeps what it has rather than take nothing; and it is no text of
// the program, so a runner records nothing.
var passed = &parse.ListNode{NodeType: parse.NodeList, Nodes: []parse.Node{
	&parse.TextNode{NodeType: parse.NodeText, Text: []byte("passed")},
}}

// reached returns what is reached from a name, with the name.
func reached(from map[string][]string, name string) map[string]bool {
	seen := map[string]bool{name: true}
	for open := []string{name}; len(open) > 0; {
		next := open[0]
		open = open[1:]
		for _, to := range from[next] {
			if !seen[to] {
				seen[to], open = true, append(open, to)
			}
		}
	}
	return seen
}
