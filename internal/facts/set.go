package facts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
)

// Set gives the fact at path a value, as the flag --set does. path is dotted
// (plans.0.shares) or, for names that have a dot in them, a JSON pointer
// (/plans/0/shares). Maps and lists on the way that are not there, or hold
// nothing, are made; the index one past a list's end, or "-", adds to it.
//
// value is read as YAML if it begins with a quote, a bracket or a brace, and
// otherwise is one plain scalar whatever it holds, so that
// --set "title=Plan: 2004" is text. An empty value is nothing.
//
// n is changed; what it shares with other trees is not. The values set stand in
// a file named for the flag, "--set path=value", and the error is a [diag.List]
// whose place that is.
func (n *Node) Set(path, value string) error {
	s := setter{flag: "--set " + path + "=" + value}
	steps, err := s.steps(path)
	if err != nil {
		return err
	}
	leaf, err := s.parse(value)
	if err != nil {
		return err
	}
	result, err := s.set(n, steps, 0, leaf)
	if err != nil {
		return err
	}
	*n = *result
	return nil
}

// A setter carries out one flag.
type setter struct{ flag string }

func (s setter) fail(pointer, message, hint string) error {
	return diag.List{{Pos: diag.Pos{File: s.flag}, Pointer: pointer, Message: message, Hint: hint}}
}

// steps takes a path apart.
func (s setter) steps(path string) ([]string, error) {
	const example = "write --set plans.0.shares=5000"
	var steps []string
	if strings.HasPrefix(path, "/") {
		steps = slices.Collect(tokens(path))
	} else {
		steps = strings.Split(path, ".")
	}
	switch {
	case path == "":
		return nil, s.fail("", "want path=value, have no path", example)
	case slices.Contains(steps, ""):
		return nil, s.fail("", fmt.Sprintf("want a path, have %q with an empty step in it", path), example)
	case len(steps) > maxDepth:
		return nil, s.fail("", fmt.Sprintf("want a path of at most %d steps, have %d", maxDepth, len(steps)), "")
	}
	return steps, nil
}

// parse reads the value of the flag.
func (s setter) parse(value string) (*Node, error) {
	if trimmed := strings.TrimSpace(value); trimmed == "" || strings.IndexByte(`"'[{`, trimmed[0]) < 0 {
		return s.scalar(trimmed)
	}
	// YAML wants a map at the root.
	r := reader{src: &diag.Source{Name: s.flag}, flag: true}
	roots, err := r.read([]byte("v: " + value))
	if err != nil {
		return nil, s.relist(err.(diag.List))
	}
	if len(roots) != 1 || len(roots[0].Fields) != 1 {
		return nil, s.fail("", "want one value, have several", "quote it if it is text")
	}
	return s.moved(roots[0].Fields[0].Value), nil
}

// scalar is a value that is not quoted.
func (s setter) scalar(text string) (*Node, error) {
	r := reader{src: &diag.Source{Name: s.flag}}
	if !r.checkCharacters(text) {
		return nil, s.relist(r.list)
	}
	return &Node{Kind: plainKind(text), Plain: true, Text: text, Pos: diag.Pos{File: s.flag}}, nil
}

// relist turns trouble with the text of a value into trouble with the flag: the
// line and column of a text that is in no file say nothing.
func (s setter) relist(list diag.List) error {
	for _, d := range list {
		d.Pos, d.Source, d.Width = diag.Pos{File: s.flag}, nil, 0
	}
	return list
}

// moved gives a tree read from the flag the flag as its place.
func (s setter) moved(n *Node) *Node {
	n.Pos, n.Width, n.Source = diag.Pos{File: s.flag}, 0, nil
	for _, item := range n.Items {
		s.moved(item)
	}
	for i := range n.Fields {
		n.Fields[i].Pos, n.Fields[i].Width = n.Pos, 0
		s.moved(n.Fields[i].Value)
	}
	return n
}

// set returns n with leaf at steps[at:], copying what it changes. n may be nil.
func (s setter) set(n *Node, steps []string, at int, leaf *Node) (*Node, error) {
	if at == len(steps) {
		return leaf, nil
	}
	if n == nil || n.Kind == Null {
		n = s.container(n, steps[at])
	}
	switch n.Kind {
	case Map:
		return s.setField(n, steps, at, leaf)
	case List:
		return s.setItem(n, steps, at, leaf)
	}
	return nil, s.fail(pointerTo(steps[:at]), fmt.Sprintf("want a map to set %q in, have %s%s", steps[at], n.Kind, from(n)), "set a value that is there, or replace this one as a whole")
}

// container makes the list or the map that a step needs where nothing is; it
// keeps the comments of the empty value there was.
func (s setter) container(n *Node, step string) *Node {
	made := Node{Kind: Map, Pos: diag.Pos{File: s.flag}}
	if step == "0" || step == "-" {
		made.Kind = List
	}
	if n != nil {
		made.Head, made.Tail, made.Foot = n.Head, n.Tail, n.Foot
	}
	return &made
}

func (s setter) setField(n *Node, steps []string, at int, leaf *Node) (*Node, error) {
	result := *n
	result.Fields = slices.Clone(n.Fields)
	f := result.field(steps[at])
	if f == nil {
		result.Fields = append(result.Fields, Field{Name: steps[at]})
		f = &result.Fields[len(result.Fields)-1]
	}
	value, err := s.set(f.Value, steps, at+1, leaf)
	if err != nil {
		return nil, err
	}
	if value.Pos.File == s.flag { // a field's place is in the file of its value
		f.Pos, f.Width = value.Pos, 0
	}
	f.Value = value
	return &result, nil
}

func (s setter) setItem(n *Node, steps []string, at int, leaf *Node) (*Node, error) {
	i, ok := index(steps[at])
	if steps[at] == "-" {
		i, ok = len(n.Items), true
	}
	if !ok || i > len(n.Items) {
		want := "want 0, because the list is empty"
		if len(n.Items) > 0 {
			want = fmt.Sprintf("want a place from 0 to %d in this list%s", len(n.Items), from(n))
		}
		return nil, s.fail(pointerTo(steps[:at]), fmt.Sprintf("%s, have %q", want, steps[at]), fmt.Sprintf("%d adds to the list", len(n.Items)))
	}
	result := *n
	result.Items = slices.Clone(n.Items)
	if i == len(n.Items) {
		result.Items = append(result.Items, nil)
	}
	value, err := s.set(result.Items[i], steps, at+1, leaf)
	if err != nil {
		return nil, err
	}
	result.Items[i] = value
	return &result, nil
}

// from says where n stands, for a message.
func from(n *Node) string {
	if n.Pos.Line == 0 {
		return ""
	}
	return " (" + n.Pos.File + ":" + strconv.Itoa(n.Pos.Line) + ")"
}

var escape = strings.NewReplacer("~", "~0", "/", "~1")

// pointerTo is the JSON pointer of steps.
func pointerTo(steps []string) string {
	var b strings.Builder
	for _, step := range steps {
		b.WriteString("/" + escape.Replace(step))
	}
	return b.String()
}
