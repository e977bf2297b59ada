package schema

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/draftgen/draftgen/internal/facts"
)

// A check knows some valid values for valid, at a tenth of what the library
// takes for them: nearly all facts are valid, and a run may complete ten
// thousand matters. It may doubt a valid value, never trust one that is not;
// what it doubts the library decides, and the library alone says what is wrong.
//
// A check covers the parts of a shape that always hold, and of those the plain
// keywords. A part with any other keyword is left to the library whole.
type check struct {
	types    types
	enums    []map[string]bool
	lengths  []span
	sizes    []span // of lists
	ranges   []span
	patterns []*regexp.Regexp
	formats  []func(any) bool
	required []string
	closed   []map[string]bool // names that each closed part lists
	rules    []*ruleAt
	hard     []*jsonschema.Schema
}

// A span bounds a number, both ends included.
type span struct{ low, high int64 }

func (s span) holds(n int64) bool { return s.low <= n && n <= s.high }

// checked has the keywords that a check covers, by themselves or because they
// say nothing or are followed where shapes are made.
var checked = []string{
	"$ref", "$defs", "allOf", "properties", "items",
	"type", "enum", "minLength", "maxLength", "pattern", "format", "minimum", "maximum",
	"minItems", "maxItems", "required", "additionalProperties", "x-order", "x-sum",
}

// newCheck returns the check of a shape.
func newCheck(s *shape) check {
	k := check{types: anyType}
	for _, p := range s.parts {
		if p.perhaps {
			continue // the part whose choice or condition it is, is hard
		}
		if !p.part.plain() {
			k.hard = append(k.hard, p.part.lib)
			continue
		}
		k.add(p.part)
	}
	return k
}

// plain reports whether a check covers all that a part says of its value.
func (p *part) plain() bool {
	for _, f := range p.node.Fields {
		whole := func(n *facts.Node) bool { _, err := strconv.ParseInt(n.Text, 10, 64); return err == nil }
		switch {
		case roles[f.Name] == annotation || roles[f.Name] == unknown:
		case !slices.Contains(checked, f.Name):
			return false
		case f.Name == "additionalProperties" && f.Value.Kind != facts.Bool:
			return false
		case f.Name == "enum" && len(texts(f.Value)) != len(f.Value.Items):
			return false
		case f.Value.Kind == facts.Number && !whole(f.Value):
			return false
		}
	}
	return p.node.Kind == facts.Map
}

// add adds what a plain part asks for.
func (k *check) add(p *part) {
	k.types &= p.ownTypes()
	bound := func(list *[]span, low, high string) {
		s := span{-1 << 63, 1<<63 - 1}
		l, h := p.node.Field(low), p.node.Field(high)
		if l != nil {
			s.low, _ = strconv.ParseInt(l.Text, 10, 64)
		}
		if h != nil {
			s.high, _ = strconv.ParseInt(h.Text, 10, 64)
		}
		if l != nil || h != nil {
			*list = append(*list, s)
		}
	}
	bound(&k.lengths, "minLength", "maxLength")
	bound(&k.sizes, "minItems", "maxItems")
	bound(&k.ranges, "minimum", "maximum")
	if n := p.node.Field("enum"); n != nil {
		k.enums = append(k.enums, setOf(texts(n)))
	}
	if n := p.node.Field("pattern"); n != nil {
		k.patterns = append(k.patterns, regexp.MustCompile(n.Text))
	}
	if n := p.node.Field("format"); n != nil {
		k.formats = append(k.formats, jsonschema.Formats[n.Text])
	}
	k.required = append(k.required, texts(p.node.Field("required"))...)
	k.rules = append(k.rules, p.rules...)
	if isFalse(p.node.Field("additionalProperties")) {
		names := map[string]bool{}
		for inner := range p.each("properties") {
			names[inner.name] = true
		}
		k.closed = append(k.closed, names)
	}
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// trustsAll reports whether a value and all inside it are surely valid.
func (s *shape) trustsAll(v any) bool {
	if s == nil || !s.check.trusts(v) {
		return false
	}
	switch v := v.(type) {
	case []any:
		for i := range v {
			if !s.item(i).trustsAll(v[i]) {
				return false
			}
		}
	case map[string]any:
		for name := range v {
			if !s.child(name).trustsAll(v[name]) {
				return false
			}
		}
	}
	return true
}

// trusts reports whether a value is surely valid, what is inside it aside.
func (k *check) trusts(v any) bool {
	sure := false
	switch v := v.(type) {
	case nil:
		sure = k.types.has(nullType)
	case bool:
		sure = k.types.has(booleanType)
	case string:
		sure = k.types.has(stringType) && k.trustsText(v)
	case json.Number:
		sure = k.trustsNumber(string(v))
	case []any:
		sure = k.types.has(arrayType) && all(k.sizes, func(s span) bool { return s.holds(int64(len(v))) })
	case map[string]any:
		sure = k.types.has(objectType) && k.trustsMap(v)
	}
	if len(k.enums) > 0 {
		_, isText := v.(string)
		sure = sure && isText
	}
	return sure && all(k.hard, func(s *jsonschema.Schema) bool { return s.Validate(v) == nil })
}

func (k *check) trustsText(text string) bool {
	return all(k.enums, func(values map[string]bool) bool { return values[text] }) &&
		all(k.lengths, func(s span) bool { return s.holds(int64(utf8.RuneCountInString(text))) }) &&
		all(k.patterns, func(re *regexp.Regexp) bool { return re.MatchString(text) }) &&
		all(k.formats, func(valid func(any) bool) bool { return valid(text) })
}

// trustsNumber knows whole numbers that are not too long, and no others.
func (k *check) trustsNumber(text string) bool {
	if strings.Contains(text, ".") {
		return k.types.has(numberType) && len(k.ranges) == 0
	}
	if len(k.ranges) > 0 {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || !all(k.ranges, func(s span) bool { return s.holds(n) }) {
			return false
		}
	}
	return k.types.has(integerType)
}

func (k *check) trustsMap(m map[string]any) bool {
	for _, name := range k.required {
		if _, given := m[name]; !given {
			return false
		}
	}
	for _, names := range k.closed {
		for name := range m {
			if !names[name] {
				return false
			}
		}
	}
	return all(k.rules, func(r *ruleAt) bool { return len(r.find(m)) == 0 })
}

func all[T any](list []T, holds func(T) bool) bool {
	for _, item := range list {
		if !holds(item) {
			return false
		}
	}
	return true
}
