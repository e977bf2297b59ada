package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/lazy"
)

// tests reads the tests of a rule: those in its list or, of a rule written in one
// piece, the one that its own fields describe.
func (r *reader) tests(p *params, rule *Rule) {
	if !p.has("severity") {
		p.missing("severity", "error, warning or info")
	}
	if !p.has("tests") {
		if r.isIdle(p, rule) {
			return
		}
		if t := r.test(p, rule); t != nil {
			rule.tests = []*test{t}
		}
		return
	}
	for _, n := range p.nodes("tests") {
		if !r.isMap(n) {
			continue
		}
		q := r.params(n)
		if r.isIdle(q, rule) {
			continue
		}
		t := &test{scope: q.scopes("scope"), except: q.scopes("except"), from: q.date("from", ""), to: q.date("to", ""), severity: q.severity()}
		t.message, t.hint = q.text("message"), q.text("hint")
		if r.testOf(q, rule, t) {
			rule.tests = append(rule.tests, t)
		}
	}
	p.done("a rule with tests")
}

// isIdle reports whether a test of a sound file finds no errors, where nothing else
// is looked for.
func (r *reader) isIdle(p *params, rule *Rule) bool {
	if !r.part || !r.file.Sound {
		return false
	}
	worst := rule.Severity
	if s := p.severity(); s != nil {
		worst = *s
	}
	return worst != diag.Error
}

// test reads the one test of a rule that is written in one piece.
func (r *reader) test(p *params, rule *Rule) *test {
	t := &test{}
	if !r.testOf(p, rule, t) {
		return nil
	}
	return t
}

// testOf reads the type of a test and what the type asks for.
func (r *reader) testOf(p *params, rule *Rule, t *test) bool {
	t.rule, t.place = rule, p.node.Pos
	t.when, t.unless = p.conditions("when"), p.conditions("unless")
	t.kind = p.must("type", "one of the types of tests")
	make, ok := types[t.kind]
	if !ok {
		if t.kind != "" {
			r.trouble(p.node.Field("type"), fmt.Sprintf("there is no type %q", t.kind), r.mean(t.kind, sortedKeys(types)))
		}
		p.flush()
		return false
	}
	before := len(r.list)
	t.tester = make(p)
	r.checkMessage(p, rule, t, len(r.list) == before)
	p.done("the type " + t.kind)
	return len(r.list) == before
}

var variable = lazy.Regexp(`\{[^{}\s]*\}`)

// checkMessage notes that a message is missing and, if the test is sound, names in
// braces that it does not fill in.
func (r *reader) checkMessage(p *params, rule *Rule, t *test, sound bool) {
	message, hint := cmp.Or(t.message, rule.Message), cmp.Or(t.hint, rule.Hint)
	if message == "" {
		p.missing("message", "what is said when the rule is broken")
	}
	if !sound || r.file.Sound {
		return
	}
	for _, s := range []string{message, hint} {
		for _, ref := range variable().FindAllString(s, -1) {
			if name := ref[1 : len(ref)-1]; !slices.Contains(p.vars, name) {
				n := p.node
				if f := p.node.Field("message"); f != nil {
					n = f
				}
				r.trouble(n, fmt.Sprintf("the type %s does not say %s", t.kind, ref), r.mean(name, p.vars))
			}
		}
	}
}

func (p *params) severity() *diag.Severity {
	n := p.get("severity")
	if n == nil {
		return nil
	}
	var s diag.Severity
	switch word := p.r.text(n); word {
	case "error":
		s = diag.Error
	case "warning":
		s = diag.Warning
	case "info":
		s = diag.Info
	default:
		p.r.trouble(n, fmt.Sprintf("want error, warning or info, have %q", word), p.r.mean(word, []string{"error", "warning", "info"}))
	}
	return &s
}

// scopes reads the names of scopes.
func (p *params) scopes(name string) []string {
	list := p.texts(name)
	for i, s := range list {
		if _, ok := p.r.rules.scopes[s]; !ok && s != "" {
			p.r.trouble(p.nodes(name)[i], fmt.Sprintf("there is no scope %q", s), p.r.mean(s, sortedKeys(p.r.rules.scopes)))
		}
	}
	return list
}

// date reads an ISO date.
func (p *params) date(name, otherwise string) string {
	n := p.get(name)
	if n == nil {
		return otherwise
	}
	s := p.r.text(n)
	if _, ok := parseISO(s); !ok {
		p.r.trouble(n, fmt.Sprintf("want a date as 2004-05-25, have %q", s), "write year, month and day of a date that the calendar has")
	}
	return s
}

// conditions reads a list of conditions, or one.
func (p *params) conditions(name string) []condition {
	var list []condition
	for _, n := range p.nodes(name) {
		if !p.r.isMap(n) {
			continue
		}
		q := p.r.params(n)
		c := condition{is: q.texts("is"), not: q.texts("not"), matches: q.expression("matches", false), text: q.expression("text", false), value: q.value("value")}
		if f := q.get("fact"); f != nil {
			c.fact = p.r.pointer(f)
		}
		if q.has("present") {
			present := q.flag("present")
			c.present = &present
		}
		q.done("a condition")
		if c.fact == "" && c.value == nil && c.text == nil {
			p.r.trouble(n, "want a condition on a fact, a value or the text", "write fact:, value: or text:")
		}
		list = append(list, c)
	}
	return list
}
