package schema

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// Starter returns facts to begin a matter with, for [facts.Format]: a line for
// each fact that the schema knows, in its order, with what it takes behind it.
// The facts that are needed stand blank; the others stand as comments with an
// example or their default, ready to be uncommented. Once the blanks are filled
// the facts fit the schema.
//
// needed says of a path, as [Schema.Lookup] takes it, whether the form needs the
// fact. What has a default is not asked for.
func (s *Schema) Starter(form string, needed func(path string) bool) *facts.Node {
	b := &starter{form: form, needed: needed}
	return &facts.Node{Kind: facts.Map, Fields: b.fields(s.shape, "")}
}

type starter struct {
	form   string
	needed func(path string) bool
	within []*shape // the way here, as schemas may hold themselves
}

// fields returns the live fields of a map, the others as comments between them.
func (b *starter) fields(s *shape, path string) []facts.Field {
	b.within = append(b.within, s)
	defer func() { b.within = b.within[:len(b.within)-1] }()
	var live []facts.Field
	var comments []string
	add := func(name string, n *facts.Node) {
		n.Head = strings.Join(comments, "\n")
		live, comments = append(live, facts.Field{Name: name, Value: n}), nil
	}
	if path == "" {
		add("form", &facts.Node{Kind: facts.Text, Text: b.form, Plain: true})
	}
	for _, name := range s.order {
		inner, at := s.names[name], path+"/"+escapeToken(name)
		switch {
		case path == "" && (name == "form" || strings.HasPrefix(name, "$")):
		case b.wants(inner, at) || s.requires(name) && inner.first("default") == nil:
			n := b.blank(inner, at)
			n.Tail = inner.comment(n)
			add(name, n)
		default:
			comments = append(comments, inner.optional(name))
		}
	}
	if len(live) > 0 {
		live[len(live)-1].Value.Foot = strings.Join(comments, "\n")
	}
	return live
}

// wants reports whether a path must be filled in: it is needed and has no
// default, or something inside it is.
func (b *starter) wants(s *shape, path string) bool {
	if s == nil || slices.Contains(b.within, s) {
		return false
	}
	if b.needed(path) && s.first("default") == nil {
		return true
	}
	b.within = append(b.within, s)
	defer func() { b.within = b.within[:len(b.within)-1] }()
	for _, name := range s.order {
		if b.wants(s.names[name], path+"/"+escapeToken(name)) {
			return true
		}
	}
	return s.types == arrayType && b.wants(s.items, path+"/*")
}

// blank returns a value to be filled in.
func (b *starter) blank(s *shape, path string) *facts.Node {
	switch {
	case s.types == objectType:
		if fields := b.fields(s, path); len(fields) > 0 {
			return &facts.Node{Kind: facts.Map, Fields: fields}
		}
	case s.types == arrayType && s.items != nil && s.items != open && !slices.Contains(b.within, s.items):
		return &facts.Node{Kind: facts.List, Items: []*facts.Node{b.blank(s.items, path+"/*")}}
	}
	return &facts.Node{Kind: facts.Null, Plain: true}
}

// comment says what a blank takes. One that has blanks inside needs no example.
func (s *shape) comment(blank *facts.Node) string {
	said := textOf(s.first("description"))
	if blank.Kind == facts.Map || blank.Kind == facts.List && blank.Items[0].Kind == facts.Map {
		return said
	}
	if n := s.first("enum"); n != nil {
		return strings.TrimSpace(said + " One of: " + strings.Join(texts(n), ", "))
	}
	if n := s.first("examples"); n != nil && len(n.Items) > 0 {
		return strings.TrimSpace(said + " For example: " + flow(n.Items[0]))
	}
	return said
}

// optional writes a field that need not be given as the line that gives it.
func (s *shape) optional(name string) string {
	line := flowText(name) + ":"
	said := textOf(s.first("description"))
	if n := s.first("default"); n != nil && n.Kind != facts.Map {
		line += " " + flow(n)
		said = strings.TrimSpace("Default. " + said)
	} else if n := s.first("examples"); n != nil && len(n.Items) > 0 {
		line += " " + flow(n.Items[0])
	}
	if said != "" {
		line += "  # " + said
	}
	return line
}
