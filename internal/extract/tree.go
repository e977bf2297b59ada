package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A tree is facts that are being put together.
type tree struct {
	value *value
	kids  map[string]*tree
	here  bool // an element of a list, that is there although it may have nothing
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

// clone copies a tree, but for its values.
func (t *tree) clone() *tree {
	c := &tree{value: t.value, here: t.here}
	if t.kids != nil {
		c.kids = make(map[string]*tree, len(t.kids))
		for name, kid := range t.kids {
			c.kids[name] = kid.clone()
		}
	}
	return c
}

// drop takes out what stands at a pointer into the facts that node made, or the
// least around it that can be taken out.
func (t *tree) drop(pointer string) bool {
	if pointer == "" {
		return false
	}
	at := t
	type step struct {
		tree *tree
		name string
	}
	var way []step
	for _, token := range strings.Split(pointer, "/")[1:] {
		next := at.kids[token]
		if next == nil {
			break
		}
		way = append(way, step{at, token})
		at = next
	}
	if len(way) == 0 {
		return false
	}
	last := way[len(way)-1]
	delete(last.tree.kids, last.name)
	return true
}

// yield takes out what is only believed beside a fact that is refused for it. It
// reports whether that helps.
func (t *tree) yield(f *Form, pointer string) bool {
	if v := t.at(pointer); v == nil || v.claim {
		return false
	}
	parent, _ := cutPointer(pointer)
	group := t.find(parent)
	for _, name := range keys(group.kids) {
		kid := group.kids[name]
		if v := kid.value; v == nil || !v.claim || v.at >= 0 {
			continue
		}
		delete(group.kids, name)
		if root := t.node(f, ""); root != nil {
			if _, list := f.Schema.Complete(root); !refuses(list, pointer) {
				return true
			}
		}
		group.kids[name] = kid
	}
	return false
}

func refuses(list diag.List, pointer string) bool {
	for _, d := range list {
		if d.Severity == diag.Error && d.Pointer == pointer {
			return true
		}
	}
	return false
}

// closeUp numbers the elements of a list anew, without gaps.
func (t *tree) closeUp(s *Form, path string) {
	if p, ok := s.lookup(path); !ok || !slices.Contains(p.Types, "array") {
		return
	}
	kids := map[string]*tree{}
	for _, name := range t.numbers() {
		if kid := t.kids[name]; kid.says(s, path+"/*") {
			kids[itoa(len(kids))] = kid
		}
	}
	t.kids = kids
}

// says reports whether node makes anything of a tree.
func (t *tree) says(s *Form, path string) bool {
	if len(t.kids) == 0 {
		return t.here || scalar(s, path, t.value) != nil
	}
	p, ok := s.lookup(path)
	list := ok && slices.Contains(p.Types, "array")
	for name, kid := range t.kids {
		if list {
			name = "*"
		}
		if kid.says(s, path+"/"+name) {
			return true
		}
	}
	return false
}

// node makes facts of a tree, in the order of the schema. Elements of a list
// that have nothing leave no gap.
func (t *tree) node(s *Form, path string) *facts.Node {
	if len(t.kids) == 0 {
		if n := scalar(s, path, t.value); n != nil || !t.here {
			return n
		}
		if p, ok := s.lookup(path); ok && slices.Contains(p.Types, "array") {
			return &facts.Node{Kind: facts.List}
		}
		return &facts.Node{Kind: facts.Map}
	}
	t.closeUp(s, path)
	if p, ok := s.lookup(path); ok && slices.Contains(p.Types, "array") {
		n := &facts.Node{Kind: facts.List}
		for _, name := range t.numbers() {
			if item := t.kids[name].node(s, path+"/*"); item != nil {
				n.Items = append(n.Items, item)
			}
		}
		return whole(n, len(n.Items))
	}
	names := keys(t.kids)
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Compare(order(s, path+"/"+a), order(s, path+"/"+b))
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

func order(s *Form, path string) int {
	if p, ok := s.lookup(path); ok {
		return p.Order
	}
	return 1 << 20
}

// scalar writes a value as the schema wants it. What cannot be so is nil.
func scalar(s *Form, path string, v *value) *facts.Node {
	p, ok := s.lookup(path)
	if !ok || v == nil || v.text == "" && (p.Default == nil || p.Default.Text == "") {
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

// find returns what stands at a pointer.
func (t *tree) find(pointer string) *tree {
	for _, token := range strings.Split(pointer, "/")[1:] {
		if t == nil {
			return nil
		}
		t = t.kids[token]
	}
	return t
}

func (t *tree) at(pointer string) *value {
	if found := t.find(pointer); found != nil {
		return found.value
	}
	return nil
}

// restore puts a value back, or takes out what set put in.
func (t *tree) restore(pointer string, v *value) {
	if v != nil {
		t.set(pointer, v)
		return
	}
	for pointer != "" {
		parent, name := cutPointer(pointer)
		in := t.find(parent)
		if in == nil {
			return
		}
		delete(in.kids, name)
		if len(in.kids) > 0 {
			return
		}
		in.kids = nil
		pointer = parent
	}
}

// expand gives the pointers that a path has in the tree: one for each element
// of the lists in it.
func (t *tree) expand(path string) []string {
	out := []string{""}
	for _, token := range strings.Split(path, "/")[1:] {
		var next []string
		for _, p := range out {
			if token != "*" {
				next = append(next, p+"/"+token)
				continue
			}
			if list := t.find(p); list != nil {
				for _, name := range keys(list.kids) {
					next = append(next, p+"/"+name)
				}
			}
		}
		out = next
	}
	return out
}

// walk calls do for the values in a tree, in the order of their pointers.
func (t *tree) walk(pointer string, do func(pointer string, v *value)) {
	if t.value != nil && len(t.kids) == 0 {
		do(pointer, t.value)
	}
	for _, name := range t.numbers() {
		t.kids[name].walk(pointer+"/"+name, do)
	}
}

// numbers are the names of the branches, the numbers among them as they count.
func (t *tree) numbers() []string {
	names := keys(t.kids)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	return names
}

// stable sorts a slice, and keeps the order of what is alike. It sorts pointers,
// so that one sort is compiled for the slices of all types.
func stable[T any](list []T, compare func(a, b *T) int) {
	pointers := make([]*T, len(list))
	for i, item := range list {
		pointers[i] = &item
	}
	slices.SortStableFunc(pointers, compare)
	for i, p := range pointers {
		list[i] = *p
	}
}

// keys are the keys of a map, in order.
func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
