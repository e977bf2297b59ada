package schema

import (
	"slices"

	"github.com/draftgen/draftgen/internal/facts"
)

// adds has the keywords whose lists grow when a schema is extended: what the
// one asks for and what the other asks for.
var adds = map[string]bool{"allOf": true, "required": true, "x-order": true, "x-sum": true}

// single has the keywords that can stand once only and that no one should
// lose by extending a schema.
var single = map[string]bool{"if": true, "then": true, "else": true, "not": true, "anyOf": true, "oneOf": true}

// maxExtensions bounds how often one schema extends another.
const maxExtensions = 16

// extended returns the schema of a file with what it extends under it: the root
// of a file that has a $ref beside other keywords is laid over the schema
// referred to.
//
// JSON Schema by itself cannot do this. Beside a $ref a schema can only ask for
// more, and a closed object refuses every name that it does not list itself.
func (s *sources) extended(root *facts.Node, depth int) *facts.Node {
	ref := root.Field("$ref")
	if ref == nil {
		return root
	}
	if depth > maxExtensions {
		s.trouble(ref, "$ref", "want a schema that ends, this one extends itself", "")
		return root
	}
	base := s.follow(ref)
	if base == nil {
		return root
	}
	return s.lay(s.extended(base, depth+1), without(root, "$ref"), depth)
}

// lay returns the schema base with over laid on it, keyword by keyword: schemas
// inside are laid on each other, what base refers to included; lists that add
// grow; anything else in over replaces what base has.
func (s *sources) lay(base, over *facts.Node, depth int) *facts.Node {
	if base.Kind != facts.Map || over.Kind != facts.Map {
		return over
	}
	if ref := base.Field("$ref"); ref != nil && over.Field("$ref") == nil && depth <= maxExtensions {
		if target := s.follow(ref); target != nil {
			base = s.lay(target, without(base, "$ref"), depth+1)
		}
	}
	return merge(base, over, func(b, o facts.Field) *facts.Node {
		switch {
		case single[o.Name]:
			s.troubleAt(&o, "want this inside allOf: the schema that is extended has "+o.Name+" too",
				"write `\"allOf\": [{\""+o.Name+"\": …}]`, which adds to it")
			return b.Value
		case adds[o.Name] && b.Value.Kind == facts.List && o.Value.Kind == facts.List:
			joined := *b.Value
			joined.Items = slices.Concat(b.Value.Items, o.Value.Items)
			return &joined
		case roles[o.Name] == one:
			return s.lay(b.Value, o.Value, depth)
		case roles[o.Name] == table && b.Value.Kind == facts.Map && o.Value.Kind == facts.Map:
			return merge(b.Value, o.Value, func(b, o facts.Field) *facts.Node { return s.lay(b.Value, o.Value, depth) })
		}
		return o.Value
	})
}

// merge returns base with the fields of over; join says what becomes of a
// field that both have.
func merge(base, over *facts.Node, join func(b, o facts.Field) *facts.Node) *facts.Node {
	result := *base
	result.Fields = slices.Clone(base.Fields)
	for _, f := range over.Fields {
		i := slices.IndexFunc(result.Fields, func(b facts.Field) bool { return b.Name == f.Name })
		if i < 0 {
			result.Fields = append(result.Fields, f)
			continue
		}
		f.Value = join(result.Fields[i], f)
		result.Fields[i] = f
	}
	return &result
}

// without returns n less one field.
func without(n *facts.Node, name string) *facts.Node {
	result := *n
	result.Fields = slices.DeleteFunc(slices.Clone(n.Fields), func(f facts.Field) bool { return f.Name == name })
	return &result
}
