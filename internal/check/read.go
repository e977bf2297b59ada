package check

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/lazy"
)

// A File is one rule file.
type File struct {
	Name    string // as messages show it
	Text    string
	Kind    string // of the exhibits that its rules are for; "": any
	Remarks bool   // its rules never find an error; see ReadErrors
	Sound   bool   // its expressions are known to be right, and need no look until they are used
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
	r := newReader()
	r.read(files)
	r.list.Sort()
	if r.list.Err() != nil {
		return nil, r.list
	}
	return r.rules, r.list
}

// ReadErrors is Read for [Rules.Errors] of exhibits of one kind, and reads no
// more of the files than that takes: neither remarks nor what is for other kinds.
// Where the rest is spoken of after all, as by a rule that makes an error of a
// remark, it reads everything.
func ReadErrors(kind string, files ...File) (*Rules, diag.List) {
	r := newReader()
	r.part = true
	r.read(slices.DeleteFunc(slices.Clone(files), func(f File) bool { return f.Remarks || f.Kind != "" && f.Kind != kind }))
	if r.list != nil || r.promoted {
		return Read(files...)
	}
	return r.rules, nil
}

func newReader() *reader {
	return &reader{
		rules: &Rules{
			words: map[string]string{}, scopes: map[string]*scope{},
			values: map[string]*value{}, tables: map[string]*table{},
		},
		reads: map[string]bool{"/checks/silence/*/rule": true, "/checks/silence/*/reason": true},
		index: map[string]int{}, expressions: map[string]*expression{}, fixed: map[string]bool{},
	}
}

func (r *reader) read(files []File) {
	roots := r.parse(files)
	for _, section := range []struct {
		name string
		read func(name string, n *facts.Node)
	}{{"words", r.word}, {"scopes", r.scope}, {"values", r.value}, {"tables", r.table}} {
		for _, root := range roots {
			r.file = root.file
			r.section(section.name, root.Field(section.name), section.read)
		}
	}
	for _, root := range roots {
		r.file = root.file
		r.topLevel(root.Node)
		r.readRules(root.Field("rules"))
	}
	r.rules.reads = sortedKeys(r.reads)
}

// A root is a document of a rule file.
type root struct {
	*facts.Node
	file *File
}

// A reader turns rule files into rules.
type reader struct {
	rules *Rules
	file  *File // being read
	reads map[string]bool
	index map[string]int  // of the rule of an id
	fixed map[string]bool // section and name of what no file of remarks may replace

	part     bool // of the rules is read: those that are not may be changed
	promoted bool // one that is not may be made an error

	expressions map[string]*expression // those read so far: many are written twice
	list        diag.List
}

func (r *reader) trouble(n *facts.Node, message, hint string) {
	r.troubleAt(n.Pos, n.Width, n.Source, message, hint)
}

func (r *reader) troubleAt(pos diag.Pos, width int, src *diag.Source, message, hint string) {
	r.list = append(r.list, &diag.Diagnostic{Pos: pos, Width: width, Source: src, Rule: "rule", Message: message, Hint: hint})
}

// parse reads the files as YAML, side by side.
func (r *reader) parse(files []File) []root {
	parsed := make([][]*facts.Node, len(files))
	errs := make([]error, len(files))
	var wait sync.WaitGroup
	for i, f := range files {
		wait.Go(func() { parsed[i], errs[i] = facts.Read(f.Name, []byte(f.Text)) })
	}
	wait.Wait()

	var roots []root
	for i := range files {
		if list, ok := errs[i].(diag.List); ok {
			r.list = append(r.list, list...)
		}
		for _, n := range parsed[i] {
			if n.Kind != facts.Map {
				r.trouble(n, "want a map with rules, have "+n.Kind.String(), "begin with `rules:`")
				continue
			}
			roots = append(roots, root{n, &files[i]})
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
func (r *reader) section(section string, n *facts.Node, read func(string, *facts.Node)) {
	if n == nil {
		return
	}
	if n.Kind != facts.Map {
		r.trouble(n, "want a map, have "+n.Kind.String(), "")
		return
	}
	for _, f := range n.Fields {
		switch key := section + " " + f.Name; {
		case !r.file.Remarks:
			r.fixed[key] = true
		case r.fixed[key]:
			r.trouble(f.Value, "a file of remarks cannot replace "+f.Name+", which rules that find errors may use", beRules)
		}
		read(f.Name, f.Value)
	}
}

// beRules is what to do about an error among remarks.
const beRules = "write it in a file whose name does not begin with remarks"

var wordName = lazy.Regexp(`^[a-z][a-z_]*$`)

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
	if !r.file.Sound {
		if _, err := syntax.Parse(source, syntax.Perl); err != nil {
			r.trouble(n, "want a regular expression: "+strings.TrimPrefix(err.Error(), "error parsing regexp: "), "")
			return
		}
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
	case known && r.file.Remarks && !r.rules.rules[old].remark:
		r.trouble(p.node.Field("id"), "a file of remarks cannot change the rule "+id+", which may find errors", beRules)
	case r.part && r.isPromotion(p):
		r.promoted = true
	case !known && r.part && !p.has("type") && !p.has("tests"):
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
		rule := &Rule{ID: id, kind: r.file.Kind, remark: r.file.Remarks}
		r.head(p, rule)
		r.tests(p, rule)
		if rule.remark && rule.findsErrors() {
			r.trouble(p.node.Field("id"), "the rule "+id+" finds errors, and this is a file of remarks", beRules)
		}
		if known {
			r.rules.rules[old] = rule
			return
		}
		r.index[id] = len(r.rules.rules)
		r.rules.rules = append(r.rules.rules, rule)
	}
}

// isPromotion reports whether a change makes an error of what a rule finds.
func (r *reader) isPromotion(p *params) bool {
	s := p.severity()
	return s != nil && *s == diag.Error && !p.has("type") && !p.has("tests")
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
	if !r.file.Remarks {
		rule.remark = false
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
