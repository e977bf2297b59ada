package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// params are the fields of one map of a rule file. A reader asks for those it
// knows, in any order, and done complains about the others; so a field is known
// because something reads it.
type params struct {
	r     *reader
	node  *facts.Node
	asked []string
	lacks []lack   // fields that have to be there and are not
	vars  []string // what messages may say in braces
}

// lack is a field that has to be there and is not.
type lack struct{ name, what string }

func (r *reader) params(n *facts.Node) *params { return &params{r: r, node: n} }

// get returns the value of a field, nil if it is not there or empty.
func (p *params) get(name string) *facts.Node {
	p.asked = append(p.asked, name)
	n := p.node.Field(name)
	if n != nil && n.Kind == facts.Null {
		p.r.trouble(n, "want a value for "+name+", have nothing", "write one, or take the line out")
		return nil
	}
	return n
}

// has reports whether a field is there, without a word on its value.
func (p *params) has(name string) bool { return p.node.Field(name) != nil }

// done notes the fields that nothing asked for, and those that are missing. One
// that is misspelt is both, and noted once.
func (p *params) done(what string) {
	for i := range p.node.Fields {
		f := &p.node.Fields[i]
		if slices.Contains(p.asked, f.Name) {
			continue
		}
		p.r.troubleAt(f.Pos, f.Width, f.Value.Source, fmt.Sprintf("%s has no field %q", what, f.Name), p.r.mean(f.Name, p.asked))
		if near, ok := diag.Nearest(f.Name, p.asked); ok {
			p.lacks = slices.DeleteFunc(p.lacks, func(l lack) bool { return l.name == near })
		}
	}
	p.flush()
}

// flush notes the fields that are missing.
func (p *params) flush() {
	for _, l := range p.lacks {
		p.r.trouble(p.node, "want a field "+l.name+": "+l.what, "")
	}
	p.lacks = nil
}

// missing remembers that a field is wanted which is not there.
func (p *params) missing(name, what string) { p.lacks = append(p.lacks, lack{name, what}) }

// text reads a string; "" if there is none.
func (p *params) text(name string) string { return p.r.text(p.get(name)) }

// must is text that has to be there.
func (p *params) must(name, what string) string {
	n := p.get(name)
	s := p.r.text(n)
	switch {
	case s != "":
	case !p.has(name):
		p.missing(name, what)
	case n != nil && n.Kind == facts.Text:
		p.r.trouble(n, "want "+what+", have an empty text", "")
	}
	return s
}

// number reads a whole number.
func (p *params) number(name string, otherwise int) int {
	n := p.get(name)
	if n == nil {
		return otherwise
	}
	i, err := strconv.Atoi(n.Text)
	if n.Kind != facts.Number || err != nil || i < -1e6 || i > 1e6 {
		p.r.trouble(n, "want a whole number, have "+shown(n), "")
		return otherwise
	}
	return i
}

// flag reads true or false.
func (p *params) flag(name string) bool {
	n := p.get(name)
	if n == nil {
		return false
	}
	if n.Kind != facts.Bool {
		p.r.trouble(n, "want true or false, have "+shown(n), "")
	}
	return n.Value() == true
}

// choice reads one of some words; the first is taken if there is none.
func (p *params) choice(name string, of ...string) string {
	n := p.get(name)
	if n == nil {
		return of[0]
	}
	s := p.r.text(n)
	if !slices.Contains(of, s) {
		p.r.trouble(n, fmt.Sprintf("want one of %s, have %q", strings.Join(of, ", "), s), p.r.mean(s, of))
		return of[0]
	}
	return s
}

// texts reads a list of strings, or one string as a list of one.
func (p *params) texts(name string) []string {
	var list []string
	for _, n := range p.nodes(name) {
		list = append(list, p.r.text(n))
	}
	return list
}

// nodes reads a list, or a single value as a list of one.
func (p *params) nodes(name string) []*facts.Node {
	n := p.get(name)
	switch {
	case n == nil:
		return nil
	case n.Kind == facts.List:
		return n.Items
	}
	return []*facts.Node{n}
}

// expression reads a regular expression; nil if there is none or it is broken.
func (p *params) expression(name string, cased bool) *expression {
	if n := p.get(name); n != nil {
		return p.r.expression(n, cased)
	}
	return nil
}

// expressions reads a list of them, or one.
func (p *params) expressions(name string, cased bool) []*expression {
	var list []*expression
	for _, n := range p.nodes(name) {
		if e := p.r.expression(n, cased); e != nil {
			list = append(list, e)
		}
	}
	return list
}

// named is an expression with a name for messages.
type named struct {
	name string
	*expression
}

// group reads a map of names to expressions, in the order of the file.
func (p *params) group(name string, cased bool) []named {
	n := p.get(name)
	if n == nil {
		return nil
	}
	if n.Kind != facts.Map {
		p.r.trouble(n, "want names and expressions, have "+n.Kind.String(), "write `name: 'expression'`, one a line")
		return nil
	}
	var list []named
	for _, f := range n.Fields {
		if e := p.r.expression(f.Value, cased); e != nil {
			list = append(list, named{f.Name, e})
		}
	}
	return list
}

// pointers reads a list of JSON pointers of facts, or one, and remembers that
// the rules read them.
func (p *params) pointers(name string) []string {
	var list []string
	for _, n := range p.nodes(name) {
		if s := p.r.pointer(n); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// value reads the name of a value.
func (p *params) value(name string) *value {
	n := p.get(name)
	if n == nil {
		return nil
	}
	return refer(p.r, n, "value", p.r.rules.values)
}

// mustValues reads a list of names of values, which has to be there.
func (p *params) mustValues(name, what string) []*value {
	if !p.has(name) {
		p.missing(name, what)
	}
	return p.values(name)
}

// values reads a list of names of values, or one.
func (p *params) values(name string) []*value {
	var list []*value
	for _, n := range p.nodes(name) {
		if v := refer(p.r, n, "value", p.r.rules.values); v != nil {
			list = append(list, v)
		}
	}
	return list
}

// mustValue is value that has to be there.
func (p *params) mustValue(name, what string) *value {
	v := p.value(name)
	if v == nil {
		if !p.has(name) {
			p.missing(name, what)
		}
		return &value{}
	}
	return v
}

// table reads the name of a table.
func (p *params) table(name string) *table {
	n := p.get(name)
	if n == nil {
		return nil
	}
	return refer(p.r, n, "table", p.r.rules.tables)
}

// say names what messages may say in braces.
func (p *params) say(vars ...string) { p.vars = append(p.vars, vars...) }

// refer looks up what a field names.
func refer[T any](r *reader, n *facts.Node, what string, in map[string]*T) *T {
	name := r.text(n)
	if name == "" {
		return nil
	}
	found := in[name]
	if found == nil {
		r.trouble(n, fmt.Sprintf("there is no %s %q", what, name), r.mean(name, sortedKeys(in)))
	}
	return found
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// text reads a scalar as text.
func (r *reader) text(n *facts.Node) string {
	switch {
	case n == nil:
		return ""
	case n.Kind == facts.List || n.Kind == facts.Map || n.Kind == facts.Null:
		r.trouble(n, "want text, have "+n.Kind.String(), "")
		return ""
	}
	return strings.TrimSpace(n.Text)
}

// pointer reads the JSON pointer of a fact.
func (r *reader) pointer(n *facts.Node) string {
	s := r.text(n)
	if s == "" {
		return ""
	}
	if s[0] != '/' {
		r.trouble(n, fmt.Sprintf("want a JSON pointer, have %q", s), "write /"+strings.ReplaceAll(s, ".", "/"))
		return ""
	}
	r.reads[s] = true
	return s
}

// mean gives a hint to what was meant.
func (r *reader) mean(have string, known []string) string {
	if near, ok := diag.Nearest(have, known); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(known) == 0 || len(known) > 40 {
		return ""
	}
	known = slices.Clone(known)
	slices.Sort(known)
	return "known are " + strings.Join(slices.Compact(known), ", ")
}

// shown quotes a value for a message.
func shown(n *facts.Node) string {
	if n.Kind == facts.List || n.Kind == facts.Map || n.Kind == facts.Null {
		return n.Kind.String()
	}
	return strconv.Quote(n.Text)
}
