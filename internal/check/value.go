package check

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A value is something that rules speak of by name: a record date, the state of
// incorporation. Of a draft it is taken from the facts: what they do not give is
// not known, and a date that looks like it in the text is another. Of any other
// exhibit it is taken from the words.
type value struct {
	name  string
	facts []string // pointers; the first that is there is taken, with * all of them
	text  []*expression
	pick  string // first, last, or all
}

// value reads the definition of a value. In each expression under text, the
// first group is the value; without a group, the match.
func (r *reader) value(name string, n *facts.Node) {
	if !r.isMap(n) {
		return
	}
	p := r.params(n)
	v := &value{
		name:  name,
		facts: p.pointers("facts"),
		pick:  p.choice("pick", "first", "last", "all"),
	}
	v.text = p.expressions("text", p.flag("case"))
	p.done("a value")
	r.rules.values[name] = v
}

// A found is a value as it stands in a subject.
type found struct {
	text string
	spot spot
}

// A spot is a place to point at: in the text, or in the facts.
type spot struct {
	stretch        // of the text; from < 0: not in the text
	fact    string // JSON pointer; "": none
}

// nowhere is the subject as a whole.
var nowhere = spot{stretch: stretch{-1, -1}}

func inText(from, to int) spot    { return spot{stretch: stretch{from, to}} }
func inFacts(pointer string) spot { return spot{stretch{-1, -1}, pointer} }

// all returns what stands for a value, in order.
func (s *state) all(v *value) []found {
	if list, known := s.values[v]; known {
		return list
	}
	list := s.fromFacts(v.facts)
	if list == nil && (!s.subject.Drafted || v.facts == nil) {
		list = s.fromText(v)
	}
	if v.pick != "all" && len(list) > 1 {
		if v.pick == "last" {
			list = list[len(list)-1:]
		} else {
			list = list[:1]
		}
	}
	s.values[v] = list
	return list
}

// one returns the value, and false if there is none.
func (s *state) one(v *value) (found, bool) {
	list := s.all(v)
	if len(list) == 0 {
		return found{}, false
	}
	return list[0], true
}

// date returns the value as a date.
func (s *state) date(v *value) (day, found, bool) {
	f, ok := s.one(v)
	if !ok {
		return 0, f, false
	}
	d, ok := parseDate(f.text)
	return d, f, ok
}

// fromFacts returns the values of the first of some pointers that has any.
func (s *state) fromFacts(pointers []string) []found {
	for _, p := range pointers {
		if list := s.facts(p); len(list) > 0 {
			return list
		}
	}
	return nil
}

func (s *state) fromText(v *value) []found {
	var list []found
	for _, e := range v.text {
		for _, m := range e.all(s.text, s.whole()) {
			from, to := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				from, to = m[2], m[3]
			}
			list = append(list, found{s.text.plain[from:to], inText(from, to)})
		}
		if list != nil {
			return list
		}
	}
	return nil
}

// facts returns the scalars at a pointer in which * stands for any element of a
// list, in order.
func (s *state) facts(pointer string) []found {
	if s.subject.Facts == nil {
		return nil
	}
	return appendFacts(nil, s.subject.Facts, "", pointer)
}

// appendFacts adds the scalars at rest below n, which stands at path.
func appendFacts(list []found, n *facts.Node, path, rest string) []found {
	if rest == "" {
		if scalar(n) {
			list = append(list, found{n.Text, inFacts(path)})
		}
		return list
	}
	token, rest := cutToken(rest)
	if token == "*" && n.Kind == facts.List {
		for i, item := range n.Items {
			list = appendFacts(list, item, fmt.Sprintf("%s/%d", path, i), rest)
		}
		return list
	}
	if child := n.Lookup("/" + token); child != nil {
		list = appendFacts(list, child, path+"/"+token, rest)
	}
	return list
}

func scalar(n *facts.Node) bool {
	return n != nil && (n.Kind == facts.Text || n.Kind == facts.Number || n.Kind == facts.Bool)
}

// cutToken cuts "/plans/*/title" into "plans" and "/*/title".
func cutToken(pointer string) (token, rest string) {
	token, rest, more := strings.Cut(pointer[1:], "/")
	if more {
		rest = "/" + rest
	}
	return token, rest
}

// holds reports whether a condition is met.
func (s *state) holds(c condition) bool {
	if c.text != nil && !c.text.in(s.text, s.whole()) {
		return false
	}
	if c.fact == "" && c.value == nil {
		return true
	}
	var list []found
	if c.fact != "" {
		list = s.facts(c.fact)
	} else {
		list = s.all(c.value)
	}
	if c.present != nil {
		have := len(list) > 0 || c.fact != "" && s.subject.Facts.Lookup(c.fact) != nil
		return have == *c.present
	}
	for _, f := range list {
		if c.admits(f.text) {
			return true
		}
	}
	return false
}

func (c *condition) admits(text string) bool {
	if c.is != nil && !containsFold(c.is, text) || c.not != nil && containsFold(c.not, text) {
		return false
	}
	return c.matches == nil || c.matches.inString(text)
}

func containsFold(list []string, s string) bool {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return true
		}
	}
	return false
}

// parseNumber reads a whole number with or without commas.
func parseNumber(s string) (int64, bool) {
	n, err := strconv.ParseInt(strings.ReplaceAll(s, ",", ""), 10, 64)
	return n, err == nil
}
