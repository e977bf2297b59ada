package render

import (
	"slices"
	"strings"
	"text/template/parse"

	"github.com/draftgen/draftgen/internal/doc"
)

// An abstract value is what a template could have in hand: any of some facts,
// an object made by dict, a list made by list. The zero abstract is a constant.
type abstract struct {
	paths   []path
	fields  map[string]abstract // made by dict
	items   []abstract          // made by list
	derived bool                // made by a function from what it holds: it has no fields
	size    int                 // how many values it holds
}

// maxHeld bounds what an abstract value holds: a variable that is put into itself
// again and again doubles each time.
const maxHeld = 10_000

// bounded returns v with its size, or a constant if that is too much.
func (v abstract) bounded() abstract {
	v.size = len(v.paths)
	for _, item := range v.items {
		v.size += 1 + item.size
	}
	for _, f := range v.fields {
		v.size += 1 + f.size
	}
	if v.size > maxHeld {
		return abstract{}
	}
	return v
}

type path struct {
	pointer  string
	optional bool // a fallback stands by
	place    doc.Place
}

// made is what dict makes.
func made(nodes []parse.Node, args []abstract) abstract {
	v := abstract{fields: map[string]abstract{}}
	for i := 0; i+1 < len(args) && i < len(nodes); i += 2 {
		for _, name := range constantName(nodes[i]) {
			v.fields[name] = args[i+1]
		}
	}
	return v.bounded()
}

// constantName returns the text of a string node, as a list of one name.
func constantName(n parse.Node) []string {
	if s, ok := n.(*parse.StringNode); ok {
		return []string{s.Text}
	}
	return nil
}

// at returns what the fields, one inside the other, could be. A field that dict
// made does not hide that of the facts which v could be instead; those need not be
// there.
func (v abstract) at(names []string, place doc.Place) abstract {
	if len(names) > 0 {
		if f, ok := v.fields[names[0]]; ok {
			other := abstract{paths: v.paths, derived: v.derived}
			return either(f.at(names[1:], place), other.at(names, place).asOptional())
		}
	}
	out := abstract{derived: v.derived, fields: v.fields, items: v.items}
	for _, p := range v.paths {
		for _, name := range names {
			p.pointer = child(p.pointer, name)
		}
		p.place = place
		out.paths = append(out.paths, p)
	}
	if len(names) > 0 {
		out.fields, out.items = nil, nil
	}
	return out.bounded()
}

// element returns what the elements of v could be.
func (v abstract) element() abstract {
	out := either(v.items...)
	for _, p := range v.paths {
		p.pointer += "/*"
		out.paths = append(out.paths, p)
	}
	return out.bounded()
}

func (v abstract) asOptional() abstract {
	out := v
	out.paths = slices.Clone(v.paths)
	for i := range out.paths {
		out.paths[i].optional = true
	}
	out.items = nil
	for _, item := range v.items {
		out.items = append(out.items, item.asOptional())
	}
	return out
}

// either returns what could be any of some values. A path that several have is
// there once.
func either(vs ...abstract) abstract {
	var out abstract
	seen := map[path]bool{}
	for _, v := range vs {
		for _, p := range v.paths {
			if !seen[p] {
				seen[p] = true
				out.paths = append(out.paths, p)
			}
		}
		out.items = append(out.items, v.items...)
		for name, f := range v.fields {
			if out.fields == nil {
				out.fields = map[string]abstract{}
			}
			out.fields[name] = either(out.fields[name], f)
		}
		out.derived = out.derived || v.derived
	}
	return out.bounded()
}

// key tells abstract values apart.
func (v abstract) key() string {
	var b strings.Builder
	for _, p := range v.paths {
		b.WriteString(p.pointer + " ")
	}
	names := make([]string, 0, len(v.fields))
	for name := range v.fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b.WriteString(name + "{" + v.fields[name].key() + "}")
	}
	for _, item := range v.items {
		b.WriteString("[" + item.key() + "]")
	}
	return b.String()
}
