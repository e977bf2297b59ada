package extract

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/schema"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A tree is facts that are being put together.
type tree struct {
	value *value
	kids  map[string]*tree
}

func (t *tree) set(pointer string, v *value) {
	for _, token := range strings.Split(pointer, "/")[1:] {
		if t.kids == nil {
			t.kids = map[string]*tree{}
		}
		next := t.kids[token]
		if next == nil {
			next = &tree{}
			t.kids[token] = next
		}
		t = next
	}
	t.value = v
}

// node makes facts of a tree, in the order of the schema. Elements of a list
// that have nothing leave no gap.
func (t *tree) node(s *schema.Schema, path string) *facts.Node {
	if t.kids == nil {
		return scalar(s, path, t.value)
	}
	names := slices.Collect(maps.Keys(t.kids))
	if p, ok := s.Lookup(path); ok && slices.Contains(p.Types, "array") {
		slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
		n := &facts.Node{Kind: facts.List}
		for _, name := range names {
			if item := t.kids[name].node(s, path+"/*"); item != nil {
				n.Items = append(n.Items, item)
			}
		}
		return whole(n, len(n.Items))
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(order(s, path+"/"+a), order(s, path+"/"+b)), cmp.Compare(a, b))
	})
	n := &facts.Node{Kind: facts.Map}
	for _, name := range names {
		if v := t.kids[name].node(s, path+"/"+name); v != nil {
			n.Fields = append(n.Fields, facts.Field{Name: name, Value: v})
		}
	}
	return whole(n, len(n.Fields))
}

func whole(n *facts.Node, size int) *facts.Node {
	if size == 0 {
		return nil
	}
	return n
}

func order(s *schema.Schema, path string) int {
	if p, ok := s.Lookup(path); ok {
		return p.Order
	}
	return 1 << 20
}

// scalar writes a value as the schema wants it. What cannot be so is nil.
func scalar(s *schema.Schema, path string, v *value) *facts.Node {
	p, ok := s.Lookup(path)
	if !ok || v == nil || v.text == "" {
		return nil
	}
	n := &facts.Node{Kind: facts.Text, Text: v.text}
	switch {
	case slices.Contains(p.Types, "string"):
		n.Plain = true
	case slices.Contains(p.Types, "boolean") && (v.text == "true" || v.text == "false"):
		n.Kind, n.Plain = facts.Bool, true
	case slices.Contains(p.Types, "integer"), slices.Contains(p.Types, "number"):
		n.Kind, n.Plain = facts.Number, true
		if _, err := strconv.ParseFloat(v.text, 64); err != nil {
			return nil
		}
	default:
		return nil
	}
	return n
}
