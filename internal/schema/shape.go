package schema

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// types is a set of the types of JSON.
type types uint8

const (
	nullType types = 1 << iota
	booleanType
	integerType
	numberType // any number, whole or not
	stringType
	arrayType
	objectType

	anyType types = 1<<iota - 1
)

var typeNames = []string{"null", "boolean", "integer", "number", "string", "array", "object"}

func (t types) has(other types) bool { return t&other == other }

// names gives the types as JSON Schema calls them.
func (t types) names() []string {
	var names []string
	for i, name := range typeNames {
		if t.has(1 << i) {
			names = append(names, name)
		}
	}
	return names
}

// A shape is all that a schema says of the values at one place of the facts:
// what the parts have in common that are asked of the same value. The library
// decides whether a value is valid. The shape says what kind of value is
// wanted, which names it may have, and what holds if nothing is given.
type shape struct {
	parts    []placed
	types    types
	order    []string // names of properties, in file order
	names    map[string]*shape
	patterns []pattern
	rest     *shape // what values of other names are; nil if there may be none
	prefix   []*shape
	items    *shape
	defaults []defaultValue
	check    check
	ruled    bool // a rule reads the value
}

// A placed part is asked of the value always, or only perhaps: it is under a
// condition or one choice of several.
type placed struct {
	part    *part
	perhaps bool
}

type pattern struct {
	re    *regexp.Regexp
	shape *shape
}

// A defaultValue is what a property counts as where it is not given, with the
// defaults inside it.
type defaultValue struct {
	name  string
	value any
}

// open is the shape of which nothing is known.
var open = &shape{types: anyType, check: check{types: anyType}}

// child returns the shape of the value called name, nil if there can be none.
func (s *shape) child(name string) *shape {
	if s == nil {
		return nil
	}
	if inner := s.names[name]; inner != nil {
		return inner
	}
	for _, p := range s.patterns {
		if p.re.MatchString(name) {
			return p.shape
		}
	}
	return s.rest
}

// item returns the shape of item i of a list.
func (s *shape) item(i int) *shape {
	switch {
	case s == nil:
		return nil
	case i < len(s.prefix):
		return s.prefix[i]
	}
	return s.items
}

// shape returns the shape that parts make together.
func (c *compiler) shape(parts []placed) *shape {
	key := shapeKey(parts)
	if s := c.shapes[key]; s != nil {
		return s
	}
	s := &shape{types: anyType}
	c.shapes[key] = s // before going on: schemas may hold themselves
	seen := map[placed]bool{}
	for _, p := range parts {
		s.collect(p, seen)
	}
	s.types = commonTypes(s.parts)
	c.shapeObject(s)
	c.shapeList(s)
	return s
}

func shapeKey(parts []placed) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strconv.Itoa(p.part.id))
		if p.perhaps {
			b.WriteByte('?')
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// collect adds a part and those that it asks of the same value, itself first. A
// part that was seen says nothing new: two that refer to one that refers to two
// again would go on and on.
func (s *shape) collect(p placed, seen map[placed]bool) {
	if seen[p] {
		return
	}
	seen[p] = true
	s.parts = append(s.parts, p)
	for _, k := range p.part.kids {
		switch k.keyword {
		case "$ref", "allOf":
			s.collect(placed{k.part, p.perhaps}, seen)
		case "anyOf", "oneOf", "then", "else", "dependentSchemas":
			s.collect(placed{k.part, true}, seen)
		}
	}
}

// commonTypes returns the types that all parts allow that are sure, and at
// least one that is not.
func commonTypes(parts []placed) types {
	sure, perhaps := anyType, types(0)
	for _, p := range parts {
		own := p.part.ownTypes()
		if p.perhaps {
			perhaps |= own
		} else {
			sure &= own
		}
	}
	if both := sure & perhaps; both != 0 {
		return both
	}
	return sure
}

// ownTypes returns the types that the part itself allows, by type, const or enum.
func (p *part) ownTypes() types {
	var t types
	if n := p.node.Field("type"); n != nil {
		for _, name := range append(texts(n), n.Text) {
			if i := slices.Index(typeNames, name); i >= 0 {
				t |= 1 << i
			}
		}
	} else if n := p.node.Field("const"); n != nil {
		t = typeOf(n)
	} else if n := p.node.Field("enum"); n != nil {
		for _, item := range n.Items {
			t |= typeOf(item)
		}
	} else {
		return anyType
	}
	if t.has(numberType) {
		t |= integerType
	}
	return t
}

// texts returns the texts in a list.
func texts(n *facts.Node) []string {
	var list []string
	if n != nil {
		for _, item := range n.Items {
			if item.Kind == facts.Text {
				list = append(list, item.Text)
			}
		}
	}
	return list
}

func typeOf(n *facts.Node) types {
	switch n.Kind {
	case facts.Null:
		return nullType
	case facts.Bool:
		return booleanType
	case facts.Number:
		return numberType | integerType
	case facts.Text:
		return stringType
	case facts.List:
		return arrayType
	case facts.Map:
		return objectType
	}
	panic("schema: unknown kind " + n.Kind.String())
}

// shapeObject finds what the parts say of named values.
func (c *compiler) shapeObject(s *shape) {
	named := map[string][]placed{}
	matching := map[string][]placed{}
	var patterns []string
	var rest []placed
	closed := false
	for _, p := range s.parts {
		for _, k := range p.part.kids {
			inner := placed{k.part, p.perhaps}
			switch k.keyword {
			case "properties":
				if named[k.name] == nil {
					s.order = append(s.order, k.name)
				}
				named[k.name] = append(named[k.name], inner)
			case "patternProperties":
				if matching[k.name] == nil {
					patterns = append(patterns, k.name)
				}
				matching[k.name] = append(matching[k.name], inner)
			case "additionalProperties", "unevaluatedProperties":
				if isFalse(k.part.node) {
					closed = closed || !p.perhaps
				} else {
					rest = append(rest, inner)
				}
			}
		}
		if isFalse(p.part.node.Field("additionalProperties")) {
			closed = closed || !p.perhaps
		}
	}
	s.names = make(map[string]*shape, len(named))
	for _, name := range s.order {
		s.names[name] = c.shape(named[name])
	}
	for _, text := range patterns {
		s.patterns = append(s.patterns, pattern{regexp.MustCompile(text), c.shape(matching[text])})
	}
	switch {
	case len(rest) > 0:
		s.rest = c.shape(rest)
	case !closed:
		s.rest = open
	}
}

func isFalse(n *facts.Node) bool { return n != nil && n.Kind == facts.Bool && n.Value() == false }

// shapeList finds what the parts say of items.
func (c *compiler) shapeList(s *shape) {
	var items []placed
	prefix := map[int][]placed{}
	for _, p := range s.parts {
		place := 0
		for _, k := range p.part.kids {
			switch inner := (placed{k.part, p.perhaps}); k.keyword {
			case "items", "unevaluatedItems":
				items = append(items, inner)
			case "prefixItems":
				prefix[place] = append(prefix[place], inner)
				place++
			}
		}
	}
	for i := range len(prefix) {
		s.prefix = append(s.prefix, c.shape(prefix[i]))
	}
	if s.items = open; len(items) > 0 {
		s.items = c.shape(items)
	}
}

// fillDefaults finds for every shape what its properties count as where they
// are not given.
func (c *compiler) fillDefaults() {
	const busy, done = 1, 2
	state := map[*shape]int{}
	var visit func(s *shape)
	// fill adds to a default what holds by default inside it.
	var fill func(s *shape, v any) any
	fill = func(s *shape, v any) any {
		switch v := v.(type) {
		case map[string]any:
			visit(s)
			for name := range v {
				v[name] = fill(s.child(name), v[name])
			}
			s.addDefaults(v)
		case []any:
			for i := range v {
				v[i] = fill(s.item(i), v[i])
			}
		}
		return v
	}
	visit = func(s *shape) {
		if s == nil || state[s] == done {
			return
		}
		if state[s] == busy {
			c.trouble(s.parts[0].part.node, "default", "want defaults that end, this schema is in its own default", "")
			return
		}
		state[s] = busy
		for _, name := range s.order {
			if n := s.names[name].first("default"); n != nil {
				s.defaults = append(s.defaults, defaultValue{name, fill(s.names[name], n.Value())})
			}
		}
		state[s] = done
	}
	for _, key := range slices.Sorted(maps.Keys(c.shapes)) {
		visit(c.shapes[key])
	}
}

// addDefaults gives a map the defaults of the names that it does not have.
func (s *shape) addDefaults(m map[string]any) {
	if s == nil {
		return
	}
	for _, d := range s.defaults {
		if _, given := m[d.name]; !given {
			m[d.name] = clone(d.value)
		}
	}
}

// clone copies maps and lists, so that no two results share one.
func clone(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for name, inner := range v {
			m[name] = clone(inner)
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i, inner := range v {
			l[i] = clone(inner)
		}
		return l
	}
	return v
}

// first returns what the first part that has an annotation says, outermost
// first; parts that hold only perhaps say nothing.
func (s *shape) first(keyword string) *facts.Node {
	for _, p := range s.parts {
		if n := p.part.node.Field(keyword); n != nil && !p.perhaps {
			return n
		}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
