package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A Property is what a schema says of the values at one path.
type Property struct {
	Types       []string // as JSON Schema calls them; all of them if nothing is said
	Title       string
	Description string
	Want        string        // in words, what it takes: x-want
	Enum        []string      // the values allowed, if they are listed
	Default     *facts.Node   // nil: none
	Examples    []*facts.Node // as written in the schema
	Identifying bool          // a name, title, date, amount or address of this matter: x-identifying
	Ruled       bool          // a rule of the schema reads it: x-order, x-sum
	Required    bool          // the schema itself asks for it wherever its parent is
	Order       int           // place among its siblings in the schema, from 0; -1 in a list
	Names       []string      // names of what is inside a map, in schema order
	Node        *facts.Node   // the schema as written, for its place; nil where the schema says nothing
}

// Lookup returns what the schema says of a path: a JSON pointer in which * or a
// number stands for an item of a list. It is false if the schema can hold
// nothing there.
func (s *Schema) Lookup(path string) (*Property, bool) {
	tokens := pointerTokens(path)
	found := s.shape.find(tokens)
	if found == nil {
		return nil, false
	}
	p := found.property()
	if len(tokens) == 0 {
		return p, true
	}
	if parent, last := s.shape.find(tokens[:len(tokens)-1]), tokens[len(tokens)-1]; parent != nil {
		p.Order = slices.Index(parent.order, last)
		p.Required = parent.requires(last)
	}
	return p, true
}

// find returns the shape of the values that tokens lead to, nil if there can
// be none.
func (s *shape) find(tokens []string) *shape {
	for _, token := range tokens {
		i, err := strconv.Atoi(token)
		isItem := token == "*" || err == nil && i >= 0
		switch {
		case s == nil:
			return nil
		case s == open:
			return open
		case isItem && s.types.has(arrayType):
			s = s.item(max(i, 0))
		case s.types.has(objectType):
			s = s.child(token)
		default:
			return nil
		}
	}
	return s
}

func (s *shape) property() *Property {
	p := &Property{
		Types:       s.types.names(),
		Title:       textOf(s.first("title")),
		Description: textOf(s.first("description")),
		Want:        textOf(s.first("x-want")),
		Default:     s.first("default"),
		Identifying: isTrue(s.first("x-identifying")),
		Ruled:       s.ruled,
		Order:       -1,
		Names:       slices.Clone(s.order),
	}
	if len(s.parts) > 0 {
		p.Node = s.parts[0].part.node
	}
	if n := s.first("examples"); n != nil {
		p.Examples = n.Items
	}
	if n := s.first("enum"); n != nil {
		for _, item := range n.Items {
			p.Enum = append(p.Enum, item.Text)
		}
	}
	return p
}

// requires reports whether a map of this shape must have a name.
func (s *shape) requires(name string) bool {
	return slices.ContainsFunc(s.parts, func(p placed) bool {
		return !p.perhaps && slices.Contains(texts(p.part.node.Field("required")), name)
	})
}

func textOf(n *facts.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}

func isTrue(n *facts.Node) bool { return n != nil && n.Kind == facts.Bool && n.Value() == true }

// whereIs returns the first place, the shallowest, at which a name is known, as
// classes[].par_value; "" if there is none.
func (s *shape) whereIs(name string) string {
	type step struct {
		shape *shape
		path  string
	}
	seen := map[*shape]bool{}
	for queue := []step{{s, ""}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at.shape == nil || seen[at.shape] {
			continue
		}
		seen[at.shape] = true
		if at.shape.names[name] != nil {
			return strings.TrimPrefix(at.path+"."+name, ".")
		}
		for _, inner := range at.shape.order {
			queue = append(queue, step{at.shape.names[inner], at.path + "." + inner})
		}
		queue = append(queue, step{at.shape.items, at.path + "[]"})
	}
	return ""
}

// flow writes a value in one line, as YAML and JSON both have it.
func flow(n *facts.Node) string {
	switch n.Kind {
	case facts.List:
		items := make([]string, len(n.Items))
		for i, item := range n.Items {
			items[i] = flow(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case facts.Map:
		fields := make([]string, len(n.Fields))
		for i, f := range n.Fields {
			fields[i] = flowText(f.Name) + ": " + flow(f.Value)
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case facts.Text:
		return flowText(n.Text)
	case facts.Null:
		return "null"
	}
	return n.Text
}

// flowText writes text without quotes where it is read as the same text so, or
// as a number, which is that text where text is wanted.
func flowText(text string) string {
	if roots, err := facts.Read("", []byte("x: ["+text+"]")); err == nil {
		if n := roots[0].Lookup("/x/0"); n != nil && (n.Kind == facts.Text || n.Kind == facts.Number) && n.Plain && n.Text == text && len(roots[0].Field("x").Items) == 1 {
			return text
		}
	}
	return asJSON(text)
}
