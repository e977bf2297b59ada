package assembly

import (
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// simplest returns the paths of the facts that the simplest matter of the form
// needs: those that the templates print outside any condition, and those that
// they ask for once these are there and nothing else is. What stands under a
// condition, or is read through a variable, is found so: by drafting.
func (f *Form) simplest() map[string]bool { return f.simple() }

// starter returns facts to begin a matter with; see [Form.Starter].
func (f *Form) starter() *facts.Node { return f.starterOf(f.simplest()) }

func (f *Form) starterOf(needed map[string]bool) *facts.Node {
	return f.Schema.Starter(f.Name, func(path string) bool { return needed[path] })
}

// findSimplest drafts starter facts with an example in each blank, adds what is
// missing to the blanks, and goes on until nothing is.
func (f *Form) findSimplest() map[string]bool {
	needed := map[string]bool{}
	for _, n := range f.needs {
		needed[n.path] = true
	}
	for more := true; more; {
		more = false
		_, list := f.Draft(filled(f.Schema, f.starterOf(needed), ""))
		for _, path := range f.wanting(list) {
			more = more || !needed[path]
			needed[path] = true
		}
	}
	walk(f.starterOf(needed), "", "", func(n *facts.Node, _, path string) {
		if n.Kind == facts.Null && f.reads[path] { // the schema asks for it beside another
			needed[path] = true
		}
	})
	return needed
}

// wanting returns the paths of the facts that a draft was refused for.
func (f *Form) wanting(list diag.List) []string {
	var paths []string
	for _, d := range list {
		if d.Rule != "missing" && d.Rule != "required" {
			continue
		}
		path := starred(d.Pointer)
		if _, known := f.Schema.Lookup(path); known && !f.hasDefault(path) && strings.Count(path, "/") < 8 {
			paths = append(paths, path)
		}
	}
	return paths
}
