package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A usage is an open path with the values that the schema and the pack have of it.
type usage struct {
	path     string
	class    class
	declared string // the place in the schema that declares it
	texts    []string
	values   [][]token
	traits   [][]trait
	tally    *tally
	alone    *chance // before it knew its kin
}

// usages gathers the values of open paths, in the order of the paths.
func (f *Form) usages(classes map[string]class) []*usage {
	by := map[string]*usage{}
	for _, at := range keys(classes) {
		path := starred(at)
		if by[path] != nil || !classes[at].open() {
			continue
		}
		u := &usage{path: path, class: classes[at], declared: path}
		if p, ok := f.lookup(path); ok && p.Node != nil && p.Node.Pos.Line > 0 {
			u.declared = p.Node.Pos.String()
		}
		for _, e := range f.examples(path) {
			u.take(e)
		}
		by[path] = u
	}
	for _, root := range f.examplesKnown() {
		eachFact(root, "", func(path string, n *facts.Node) {
			if u := by[path]; u != nil && n.Kind != facts.Map && n.Kind != facts.List {
				u.take(n.Text)
			}
		})
	}
	var out []*usage
	for _, path := range keys(by) {
		out = append(out, by[path])
	}
	return out
}

// take adds a value that is not there yet.
func (u *usage) take(text string) {
	if slices.Contains(u.texts, text) {
		return
	}
	if tokens := tokensOf(text); len(tokens) > 0 {
		u.texts, u.values = append(u.texts, text), append(u.values, tokens)
	}
}

func (f *Form) examplesKnown() []*facts.Node {
	if f.Known == nil {
		return nil
	}
	return f.Known()
}

// eachFact calls do for each value of a tree that is given, outermost first, with
// its path. An empty list or map is not given, but for the root.
func eachFact(n *facts.Node, path string, do func(path string, n *facts.Node)) {
	if n.Kind == facts.Null || path != "" && isHollow(n) {
		return
	}
	do(path, n)
	for _, field := range n.Fields {
		eachFact(field.Value, path+"/"+field.Name, do)
	}
	for _, item := range n.Items {
		eachFact(item, path+"/*", do)
	}
}

func isHollow(n *facts.Node) bool {
	return n.Kind == facts.Map && len(n.Fields) == 0 || n.Kind == facts.List && len(n.Items) == 0
}

// examples are the texts that the schema has for a fact.
func (f *Form) examples(path string) []string {
	var out []string
	p, ok := f.lookup(path)
	if !ok {
		return nil
	}
	for _, e := range p.Examples {
		out = append(out, e.Text)
	}
	if list, isItem := strings.CutSuffix(path, "/*"); isItem {
		if p, ok := f.lookup(list); ok {
			for _, e := range p.Examples {
				if e.Kind == facts.List {
					for _, item := range e.Items {
						out = append(out, item.Text)
					}
				}
			}
		}
	}
	return out
}
