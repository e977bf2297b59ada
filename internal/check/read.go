package check

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// A File is one rule file.
type File struct {
	Name string // as messages show it
	Text string
}

// Read reads rule files and lays each over those before it: a rule with a new id
// is added, one with a type replaces the rule of its id, one with neither type
// nor tests changes what it names of that rule, and one that says
//
//	off: why it does not apply to us
//
// switches it off. Words, scopes, values and tables of the same name are
// replaced. The list holds every trouble in the order of the files; if it has an
// error ([diag.List.Err]), the Rules are nil.
func Read(files ...File) (*Rules, diag.List) {
	r := &reader{
		rules: &Rules{
			words: map[string]string{}, scopes: map[string]*scope{},
			values: map[string]*value{}, tables: map[string]*table{},
		},
		reads: map[string]bool{},
		index: map[string]int{},
	}
	roots := r.parse(files)
	for _, section := range []struct {
		name string
		read func(name string, n *facts.Node)
	}{{"words", r.word}, {"scopes", r.scope}, {"values", r.value}, {"tables", r.table}} {
		for _, root := range roots {
			r.section(root.Field(section.name), section.read)
		}
	}
	for _, root := range roots {
		r.topLevel(root)
		r.readRules(root.Field("rules"))
	}
	r.rules.reads = sortedKeys(r.reads)
	r.list.Sort()
	if r.list.Err() != nil {
		return nil, r.list
	}
	return r.rules, r.list
}

// A reader turns rule files into rules.
type reader struct {
	rules *Rules
	reads map[string]bool
	index map[string]int // of the rule of an id
	list  diag.List
}

func (r *reader) trouble(n *facts.Node, message, hint string) {
	r.troubleAt(n.Pos, n.Width, n.Source, message, hint)
}

func (r *reader) troubleAt(pos diag.Pos, width int, src *diag.Source, message, hint string) {
	r.list = append(r.list, &diag.Diagnostic{Pos: pos, Width: width, Source: src, Rule: "rule", Message: message, Hint: hint})
}

// parse reads the files as YAML, side by side.
func (r *reader) parse(files []File) []*facts.Node {
	parsed := make([][]*facts.Node, len(files))
	errs := make([]error, len(files))
	var wait sync.WaitGroup
	for i, f := range files {
		wait.Go(func() { parsed[i], errs[i] = facts.Read(f.Name, []byte(f.Text)) })
	}
	wait.Wait()

	var roots []*facts.Node
	for i := range files {
		if list, ok := errs[i].(diag.List); ok {
			r.list = append(r.list, list...)
		}
		for _, root := range parsed[i] {
			if root.Kind != facts.Map {
				r.trouble(root, "want a map with rules, have "+root.Kind.String(), "begin with `rules:`")
				continue
			}
			roots = append(roots, root)
		}
	}
	return roots
}

func (r *reader) topLevel(root *facts.Node) {
	p := r.params(root)
	for _, name := range []string{"words", "scopes", "values", "tables", "rules"} {
		p.get(name)
	}
	p.done("a rule file")
}

// section reads a map of named things.
func (r *reader) section(n *facts.Node, read func(string, *facts.Node)) {
	if n == nil {
		return
	}
	if n.Kind != facts.Map {
		r.trouble(n, "want a map, have "+n.Kind.String(), "")
		return
	}
	for _, f := range n.Fields {
		read(f.Name, f.Value)
	}
}

var wordName = lazy(`^[a-z][a-z_]*$`)

// word reads a piece of an expression that others call by its name in braces. It
// may call those before it.
func (r *reader) word(name string, n *facts.Node) {
	if !wordName().MatchString(name) {
		r.trouble(n, fmt.Sprintf("want a name of small letters, have %q", name), "")
		return
	}
	source := r.text(n)
	if n.Kind == facts.List {
		source = ""
	}
	source = r.writeOut(n, source)
	if _, err := syntax.Parse(source, syntax.Perl); err != nil {
		r.trouble(n, "want a regular expression: "+strings.TrimPrefix(err.Error(), "error parsing regexp: "), "")
		return
	}
	r.rules.words[name] = source
}

func (r *reader) scope(name string, n *facts.Node) {
	if !r.isMap(n) {
		return
	}
	p := r.params(n)
	s := &scope{
		kinds:    p.texts("kinds"),
		exhibits: p.texts("exhibits"),
		text:     p.expressions("text", false),
		formats:  p.texts("formats"),
		place:    n.Pos,
	}
	p.done("a scope")
	r.rules.scopes[name] = s
}

func (r *reader) isMap(n *facts.Node) bool {
	if n.Kind == facts.Map {
		return true
	}
	r.trouble(n, "want a map, have "+n.Kind.String(), "")
	return false
}

func (r *reader) readRules(n *facts.Node) {
	if n == nil || n.Kind == facts.Null {
		return
	}
	if n.Kind != facts.List {
		r.trouble(n, "want a list of rules, have "+n.Kind.String(), "begin each rule with `- id:`")
		return
	}
	here := map[string]bool{}
	for _, item := range n.Items {
		if !r.isMap(item) {
			continue
		}
		p := r.params(item)
		id := p.must("id", "its name")
		switch {
		case id == "":
			p.flush()
		case here[id]:
			r.trouble(item.Field("id"), "the rule "+id+" stands twice in this file", "give one of them another id")
		default:
			here[id] = true
			r.readRule(p, id)
		}
	}
}

func (r *reader) readRule(p *params, id string) {
	old, known := r.index[id]
	switch {
	case p.has("off"):
		reason := p.must("off", "why")
		p.done("a rule that is off")
		if !known {
			r.trouble(p.node.Field("id"), "there is no rule "+id+" to switch off", r.mean(id, r.rules.IDs()))
		} else if reason != "" {
			off := *r.rules.rules[old]
			off.Off = reason
			r.rules.rules[old] = &off
		}
	case !p.has("type") && !p.has("tests"):
		if !known {
			r.trouble(p.node, "want a type or tests for the new rule "+id, r.mean(id, r.rules.IDs()))
			return
		}
		r.amend(p, old)
	default:
		rule := &Rule{ID: id, order: len(r.rules.rules)}
		r.head(p, rule)
		r.tests(p, rule)
		if known {
			rule.order = old
			r.rules.rules[old] = rule
			return
		}
		r.index[id] = len(r.rules.rules)
		r.rules.rules = append(r.rules.rules, rule)
	}
}

// amend changes what p names of a rule that is known.
func (r *reader) amend(p *params, old int) {
	was := r.rules.rules[old]
	rule := *was
	r.head(p, &rule)
	p.done("a change to a rule")
	rule.tests = make([]*test, len(was.tests))
	for i, t := range was.tests {
		c := *t
		c.rule = &rule
		if p.has("severity") {
			c.severity = nil
		}
		rule.tests[i] = &c
	}
	r.rules.rules[old] = &rule
}

// head reads what a rule says about itself. What is not there stays as it is.
func (r *reader) head(p *params, rule *Rule) {
	rule.Place = p.node.Pos
	keep := func(to *string, name string) {
		if s := p.text(name); s != "" {
			*to = s
		}
	}
	keep(&rule.Title, "title")
	keep(&rule.Source, "source")
	keep(&rule.Message, "message")
	keep(&rule.Hint, "hint")
	keep(&rule.Example, "example")
	rule.From = p.date("from", rule.From)
	rule.To = p.date("to", rule.To)
	if s := p.severity(); s != nil {
		rule.Severity = *s
	}
	if list := p.scopes("scope"); list != nil {
		rule.Scope = list
	}
	if list := p.scopes("except"); list != nil {
		rule.Except = list
	}
	if rule.Title == "" {
		p.missing("title", "the rule in a few words")
	}
}

func (r *reader) tests(p *params, rule *Rule) {
	if !p.has("severity") {
		p.missing("severity", "error, warning or info")
	}
	if !p.has("tests") {
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
		t := &test{scope: q.scopes("scope"), except: q.scopes("except"), from: q.date("from", ""), to: q.date("to", ""), severity: q.severity()}
		t.message, t.hint = q.text("message"), q.text("hint")
		if r.testOf(q, rule, t) {
			rule.tests = append(rule.tests, t)
		}
	}
	p.done("a rule with tests")
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
	r.checkMessage(p, rule, t)
	p.done("the type " + t.kind)
	return len(r.list) == before
}

var variable = lazy(`\{[^{}\s]*\}`)

// checkMessage notes names in braces that the type does not fill in.
func (r *reader) checkMessage(p *params, rule *Rule, t *test) {
	message := t.message
	if message == "" {
		message = rule.Message
	}
	if message == "" {
		p.missing("message", "what is said when the rule is broken")
	}
	for _, s := range []string{message, t.hint} {
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
		p.r.trouble(n, fmt.Sprintf("want a date as 2004-05-25, have %q", s), "")
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
