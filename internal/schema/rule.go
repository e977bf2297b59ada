package schema

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// A ruleAt is one entry of x-order or x-sum.
type ruleAt struct {
	keyword string // with its place: x-order/0
	message string // what is wanted
	remedy  string // how to mend it; "" if that is plain
	source  string
	breaches
}

// breaches finds where an object breaks a rule. A rule is silent about what is
// missing or not of the type it needs: other keywords speak of that.
type breaches interface {
	find(object any) []breach
}

// A breach is the place of the fact that is wrong, in tokens from the object
// that has the rule, and what was found.
type breach struct {
	at   []string
	have string
}

// said says in a diagnostic what a breach found, and how to mend it. What a rule
// says in its own words needs no more.
func (r *ruleAt) said(have string) (message, hint string) {
	message, hint = "want "+r.message+", have "+have, "source: "+r.source
	if s, ok := r.breaches.(*sum); ok && s.found != "" {
		message = have
	}
	if r.remedy != "" {
		hint = r.remedy + "; " + hint
	}
	return message, hint
}

// ruleSet is how the library asks a part's rules.
type ruleSet []*ruleAt

// Validate implements [jsonschema.ExtSchema].
func (rules ruleSet) Validate(ctx jsonschema.ValidationContext, v any) error {
	var causes []error
	for _, r := range rules {
		for _, b := range r.find(v) {
			err := ctx.Error(r.keyword, "%s", b.have)
			for _, token := range b.at {
				err.InstanceLocation += "/" + url.PathEscape(escapeToken(token))
			}
			causes = append(causes, err)
		}
	}
	switch len(causes) {
	case 0:
		return nil
	case 1:
		return causes[0]
	}
	parent := ctx.Error("", "")
	return parent.Group(parent, causes...)
}

// compileRules reads the rules of all parts, and holds their pointers against
// what the schema knows.
func (c *compiler) compileRules() {
	shapes := map[*part][]*shape{}
	for _, key := range slices.Sorted(maps.Keys(c.shapes)) {
		for _, p := range c.shapes[key].parts {
			shapes[p.part] = append(shapes[p.part], c.shapes[key])
		}
	}
	for _, p := range c.parts {
		for i := range p.node.Fields {
			if f := &p.node.Fields[i]; roles[f.Name] == rule {
				c.readRules(p, f, shapes[p])
			}
		}
		if len(p.rules) > 0 {
			p.lib.Extensions = map[string]jsonschema.ExtSchema{"draftgen": ruleSet(p.rules)}
		}
	}
}

// readRules reads the list under x-order or x-sum.
func (c *compiler) readRules(p *part, f *facts.Field, shapes []*shape) {
	if f.Value.Kind != facts.List {
		c.trouble(f.Value, f.Name, "want a list of rules, have "+found(f.Value), "")
		return
	}
	for i, n := range f.Value.Items {
		if n.Kind != facts.Map {
			c.trouble(n, f.Name, "want a rule, have "+found(n), "")
			continue
		}
		e := &entry{c: c, keyword: f.Name, node: n, shapes: shapes}
		r := &ruleAt{keyword: f.Name + "/" + strconv.Itoa(i), message: e.text("message"), source: e.text("source"), remedy: e.mayText("remedy")}
		switch f.Name {
		case "x-order":
			r.breaches = readOrder(e)
		case "x-sum":
			r.breaches = readSum(e)
		default:
			panic("schema: unknown rule " + f.Name)
		}
		e.refuseOthers()
		p.rules = append(p.rules, r)
	}
}

// An entry reads one rule, and notes what is wrong with it.
type entry struct {
	c       *compiler
	keyword string
	node    *facts.Node
	shapes  []*shape
	known   []string
}

func (e *entry) trouble(n *facts.Node, message, hint string) {
	e.c.trouble(n, e.keyword, message, hint)
}

func (e *entry) field(name string) *facts.Node {
	e.known = append(e.known, name)
	return e.node.Field(name)
}

// text reads a field that must have text.
func (e *entry) text(name string) string {
	n := e.field(name)
	if n == nil || n.Kind != facts.Text || n.Text == "" {
		e.trouble(cmpOr(n, e.node), "want text under "+quote(name), "")
		return ""
	}
	return n.Text
}

// mayText is text for a field that need not be there.
func (e *entry) mayText(name string) string {
	if e.field(name) == nil {
		return ""
	}
	return e.text(name)
}

// pointer reads a field that must have a pointer to a fact that the schema
// knows, relative to the object that has the rule. A * stands for every item.
func (e *entry) pointer(name string) []string {
	text, n := e.text(name), e.node.Field(name)
	if text == "" {
		return nil
	}
	if text[0] != '/' {
		e.trouble(n, "want a JSON pointer, have "+quote(text), "begin it with /")
		return nil
	}
	tokens := pointerTokens(text)
	for _, s := range e.shapes {
		target := s.find(tokens)
		if target == nil {
			e.trouble(n, "want a fact of this schema, have "+quote(text), "")
			break
		}
		if target != open { // which is everybody's
			target.ruled = true
		}
	}
	return tokens
}

// refuseOthers notes the fields that no one asked for.
func (e *entry) refuseOthers() {
	for i := range e.node.Fields {
		f := &e.node.Fields[i]
		if slices.Contains(e.known, f.Name) {
			continue
		}
		hint := "a rule of " + e.keyword + " has " + strings.Join(e.known, ", ")
		if near, ok := diag.Nearest(f.Name, e.known); ok {
			hint = "did you mean " + quote(near) + "?"
		}
		e.c.list = append(e.c.list, &diag.Diagnostic{Pos: f.Pos, Width: f.Width, Source: f.Value.Source, Rule: e.keyword,
			Message: "want a part of a rule, have " + quote(f.Name), Hint: hint})
	}
}

func cmpOr(a, b *facts.Node) *facts.Node {
	if a != nil {
		return a
	}
	return b
}

// A slot is a place that a pointer reaches in a value. value is nil if nothing
// is there, around is the map or list it is in.
type slot struct {
	at     []string
	value  any
	around any
}

// slots returns the places that a pointer reaches: one, or one for every item
// where it has a *. There is none where the list is missing.
func slots(v any, tokens []string) []slot {
	reached := []slot{{value: v}}
	for _, token := range tokens {
		var next []slot
		for _, s := range reached {
			step := func(token string, inner any) {
				next = append(next, slot{append(slices.Clip(s.at), token), inner, s.value})
			}
			switch v := s.value.(type) {
			case map[string]any:
				if token != "*" {
					step(token, v[token])
				}
			case []any:
				for i, item := range v {
					if n := strconv.Itoa(i); token == "*" || token == n {
						step(n, item)
					}
				}
			default:
				if token != "*" {
					step(token, nil)
				}
			}
		}
		reached = next
	}
	return reached
}
