package assembly

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// choices are the values that a fact may take; nil stands for its absence.
func (x *explorer) choices(root *facts.Node, pointer string) []*facts.Node {
	path := starred(pointer)
	p, ok := x.form.Schema.Lookup(path)
	if !ok {
		return nil
	}
	var all []*facts.Node
	add := func(kind facts.Kind, texts ...string) {
		for _, text := range texts {
			all = append(all, &facts.Node{Kind: kind, Text: text})
		}
	}
	is := func(name string) bool { return slices.Contains(p.Types, name) }
	switch {
	case len(p.Enum) > 0:
		add(facts.Text, p.Enum...)
	case len(p.Types) == 1 && is("boolean"):
		add(facts.Bool, "true", "false")
	case len(p.Types) == 1 && is("array"):
		all = x.lists(root, pointer, path)
	case len(p.Types) == 1 && is("object"):
		all = append(all, x.make(path, 0, false), x.make(path, 0, true))
		if now := root.Lookup(pointer); now != nil {
			all = append(all, now)
		}
	default:
		if now := root.Lookup(pointer); now != nil {
			all = append(all, now)
		} else {
			all = append(all, x.withName(pointer, p.Identifying))
		}
		kind := facts.Text
		if !is("string") {
			kind = facts.Number
		}
		add(kind, x.constants[path]...)
	}
	if !p.Required && !strings.HasSuffix(path, "/*") {
		all = append(all, nil)
	}
	return all
}

func (x *explorer) withName(pointer string, identifying bool) *facts.Node {
	n := sampleOf(x.form.Schema, starred(pointer))
	if identifying && n.Kind == facts.Text && !isoDate.MatchString(n.Text) {
		n = &facts.Node{Kind: facts.Text, Text: placeholder(pointer)}
	}
	return n
}

// lists are a list of one item, one of two, and the list as it is.
func (x *explorer) lists(root *facts.Node, pointer, path string) []*facts.Node {
	now := root.Lookup(pointer)
	var items []*facts.Node
	if now != nil {
		items = now.Items
	}
	for len(items) < 2 {
		items = append(slices.Clip(items), x.make(path+"/*", 0, false))
	}
	all := []*facts.Node{{Kind: facts.List, Items: items[:1]}, {Kind: facts.List, Items: items[:2]}}
	if len(items) > 2 {
		all = append(all, now)
	}
	return all
}

// make makes a value of the schema for a path: with all that it may have, or with
// what it must have.
func (x *explorer) make(path string, depth int, whole bool) *facts.Node {
	p, ok := x.form.Schema.Lookup(path)
	items, isList := x.form.Schema.Lookup(path + "/*")
	switch {
	case !ok || depth > 8:
	case len(p.Names) > 0:
		n := &facts.Node{Kind: facts.Map}
		for _, name := range p.Names {
			at := path + "/" + escape(name)
			inner, ok := x.form.Schema.Lookup(at)
			if ok && !isOurs(at) && (inner.Required || whole && x.form.readsInside(at)) {
				n.Fields = append(n.Fields, facts.Field{Name: name, Value: x.make(at, depth+1, whole)})
			}
		}
		return n
	case slices.Contains(p.Types, "array") && isList && len(items.Names) > 0:
		return &facts.Node{Kind: facts.List, Items: []*facts.Node{x.make(path+"/*", depth+1, whole)}}
	}
	return sampleOf(x.form.Schema, path)
}

// readsInside reports whether the templates read a fact, or one inside it.
func (f *Form) readsInside(path string) bool {
	for read := range f.reads {
		if read == path || strings.HasPrefix(read, path+"/") {
			return true
		}
	}
	return false
}
