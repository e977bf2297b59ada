// Package facts reads the data of a matter and remembers where each value stood.
//
// Facts are YAML or JSON. [Read] turns a file into trees of [Node], a tree a
// document, and keeps what was written: every scalar as its text, every value
// and name with its line and column. [Overlay] lays one tree over another,
// [Node.Set] changes one value, [Format] writes a tree as YAML again.
//
// # What a scalar is
//
// YAML readers differ on what an unquoted 010, 1_000, 1e3, yes or 2004-05-25 is,
// and in a legal document a wrong guess is a wrong number. Here the rule is
// short. An unquoted scalar is
//
//   - nothing: empty, ~, null (Null, NULL);
//   - a truth value: true or false (True, TRUE, False, FALSE);
//   - a number: an optional sign, digits without a leading zero, and perhaps a
//     point and more digits;
//   - text, exactly as written, in every other case: dates, CUSIP numbers, ZIP
//     codes, yes and no.
//
// A quoted scalar is text. Numbers are never made binary: 9007199254740993
// shares stay that many. JSON follows the same rule, so its 1e3 is text. What is
// JSON but for a comma behind the last entry is taken, being YAML; comments are
// refused, being neither.
//
// # What is refused
//
// Whatever two people could read in two ways is trouble with a place and a
// hint: a name given twice, merge keys, tags, names that are not scalars,
// characters that do not print, and entries in braces that an unquoted comma
// has torn apart. Plain aliases are followed. A file may have 64 MiB, one
// document of it 4 MiB, 200 levels and, all aliases written out, 200,000 values.
//
// The package does not know what facts mean; see package schema.
package facts

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
)

// A Kind is what a value is.
type Kind uint8

// The kinds.
const (
	Null Kind = iota
	Bool
	Number
	Text
	List
	Map
)

// String gives the kind as messages name it.
func (k Kind) String() string {
	switch k {
	case Null:
		return "nothing"
	case Bool:
		return "true or false"
	case Number:
		return "a number"
	case Text:
		return "text"
	case List:
		return "a list"
	case Map:
		return "a map"
	}
	panic("facts: unknown kind " + strconv.Itoa(int(k)))
}

// A Node is one value. Nodes may be shared between trees, and within one where
// a file has aliases: whoever changes one must copy the path to it, as
// [Node.Set] does.
type Node struct {
	Kind   Kind
	Plain  bool         // a scalar that the file has without quotes
	Text   string       // scalars: as written, after unquoting
	Items  []*Node      // List
	Fields []Field      // Map, in file order
	Pos    diag.Pos     // where the value begins
	Width  int          // characters of it on that line; 0: nothing to see there
	Source *diag.Source // what Pos points into; nil for a value of no file

	// Comments, for Format: without the comment sign, lines parted by newlines.
	Head string // the lines above
	Tail string // behind the value, or behind the name if the value is a block
	Foot string // the lines below
}

// A Field is a named value of a Map. Its Pos is in the Source of its Value.
type Field struct {
	Name  string
	Pos   diag.Pos // where the name begins
	Width int      // characters of the name as written
	Value *Node
}

// Field returns the value of the field called name, or nil if n has none or is
// no Map.
func (n *Node) Field(name string) *Node {
	if f := n.field(name); f != nil {
		return f.Value
	}
	return nil
}

func (n *Node) field(name string) *Field {
	if n == nil {
		return nil
	}
	for i := range n.Fields {
		if n.Fields[i].Name == name {
			return &n.Fields[i]
		}
	}
	return nil
}

// Lookup returns the value at a JSON pointer (RFC 6901), or nil if there is
// none. The pointer "" is n itself.
func (n *Node) Lookup(pointer string) *Node {
	for token := range tokens(pointer) {
		if n, _ = n.child(token); n == nil {
			return nil
		}
	}
	return n
}

// Locate returns where the value at a JSON pointer stands: its first character
// and how many there are on that line. A list or a map is shown by its name.
// If there is no such value, Locate shows the nearest one around it.
func (n *Node) Locate(pointer string) (pos diag.Pos, width int, src *diag.Source) {
	if n == nil {
		return diag.Pos{}, 0, nil
	}
	pos, width, src = n.Pos, n.Width, n.Source
	for token := range tokens(pointer) {
		child, field := n.child(token)
		if child == nil {
			break
		}
		n = child
		pos, width, src = n.Pos, n.Width, n.Source
		if field != nil && (width == 0 || n.Kind == List || n.Kind == Map) {
			pos, width = field.Pos, field.Width
		}
	}
	return pos, width, src
}

// child returns the value one pointer token below n, and its field if n is a
// Map.
func (n *Node) child(token string) (*Node, *Field) {
	switch {
	case n == nil:
	case n.Kind == Map:
		if f := n.field(token); f != nil {
			return f.Value, f
		}
	case n.Kind == List:
		if i, ok := index(token); ok && i < len(n.Items) {
			return n.Items[i], nil
		}
	}
	return nil, nil
}

// index reads a pointer token as a place in a list.
func index(token string) (int, bool) {
	if len(token) > 1 && token[0] == '0' || strings.HasPrefix(token, "+") {
		return 0, false
	}
	i, err := strconv.Atoi(token)
	return i, err == nil && i >= 0
}

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

// tokens yields the unescaped tokens of a JSON pointer.
func tokens(pointer string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for pointer != "" {
			token, rest, more := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
			if !yield(unescape.Replace(token)) {
				return
			}
			if pointer = ""; more {
				pointer = "/" + rest
			}
		}
	}
}

// Value returns n as plain Go values: map[string]any, []any, string,
// [json.Number], bool and nil. Every call makes new ones.
func (n *Node) Value() any {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		return strings.EqualFold(n.Text, "true")
	case Number:
		return json.Number(strings.TrimPrefix(n.Text, "+"))
	case Text:
		return n.Text
	case List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = item.Value()
		}
		return list
	case Map:
		m := make(map[string]any, len(n.Fields))
		for i := range n.Fields {
			m[n.Fields[i].Name] = n.Fields[i].Value.Value()
		}
		return m
	}
	panic("facts: unknown kind " + strconv.Itoa(int(n.Kind)))
}

// Overlay lays over on base and returns the result: maps are merged field by
// field, base's order first; anything else in over replaces what base has. Every value keeps
// its place. Neither input is changed; the result shares what it can with them.
// Either may be nil.
func Overlay(base, over *Node) *Node {
	switch {
	case over == nil && base == nil:
		return nil
	case over == nil:
		over = base
	case base != nil && base.Kind == Map && over.Kind == Map:
		return overlayMaps(base, over)
	}
	result := *over // a root of its own, for Set
	return &result
}

func overlayMaps(base, over *Node) *Node {
	result := *over
	result.Fields = slices.Clone(base.Fields)
	place := newNames(len(base.Fields))
	for i, f := range base.Fields {
		place.add(f.Name, i)
	}
	for _, f := range over.Fields {
		if i, found := place.find(f.Name, base.Fields); found {
			f.Value = Overlay(base.Fields[i].Value, f.Value)
			result.Fields[i] = f
		} else {
			result.Fields = append(result.Fields, f)
		}
	}
	return &result
}

// names finds fields by name. A short list is searched as it is; a long one has
// an index, so that a file of many names does not cost their square.
type names map[string]int

const fewNames = 16

func newNames(n int) names {
	if n <= fewNames {
		return nil
	}
	return make(names, n)
}

func (s names) add(name string, i int) {
	if s != nil {
		s[name] = i
	}
}

func (s names) find(name string, fields []Field) (int, bool) {
	if s != nil {
		i, found := s[name]
		return i, found
	}
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	return i, i >= 0
}
