package check

import (
	"cmp"
	"slices"

	"github.com/draftgen/draftgen/internal/diag"
)

// A Rule is one thing that is checked. What it says is data; how it is found
// out is in its tests.
type Rule struct {
	ID       string
	Title    string
	Severity diag.Severity
	Scope    []string // names of scopes in which it applies; none: all
	Except   []string // names of scopes in which it does not
	From, To string   // ISO dates between which it applies, both included; "": open
	Source   string   // where the rule comes from: an address or a citation
	Message  string   // for tests without their own; {name} stands for what a test found
	Hint     string
	Example  string // a text that breaks it
	Off      string // why it is switched off; "": it is not
	Place    diag.Pos

	kind   string // of the exhibits that it is for; "": any
	remark bool   // it is from a file of remarks
	tests  []*test
}

// findsErrors reports whether a test of the rule may find an error.
func (r *Rule) findsErrors() bool {
	return slices.ContainsFunc(r.tests, func(t *test) bool { return t.worst() == diag.Error })
}

// Types returns the names of the types of a rule's tests, each once.
func (r *Rule) Types() []string {
	var names []string
	for _, t := range r.tests {
		if !slices.Contains(names, t.kind) {
			names = append(names, t.kind)
		}
	}
	return names
}

// A Saying is what a rule says when one of its tests finds something.
type Saying struct {
	Severity diag.Severity
	Message  string // with names in braces for what is found
	From, To string // ISO dates between which it is said, within those of the rule; "": open
}

// Says returns what a rule may say, in the order of its tests, each once.
func (r *Rule) Says() []Saying {
	var all []Saying
	for _, t := range r.tests {
		one := Saying{t.worst(), cmp.Or(t.message, r.Message), t.from, t.to}
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

// A test is one way in which a rule may be found broken. What it does not say
// itself is its rule's.
type test struct {
	kind     string // name of its type
	rule     *Rule
	severity *diag.Severity
	scope    []string
	except   []string
	from, to string
	message  string
	hint     string
	when     []condition // all must hold
	unless   []condition // none may hold
	place    diag.Pos

	tester tester
}

// worst is the severity of what the test finds, unless it softens it.
func (t *test) worst() diag.Severity {
	if t.severity != nil {
		return *t.severity
	}
	return t.rule.Severity
}

// A tester is the work of a test. It is made once and may be run by several
// goroutines at a time.
type tester interface {
	run(r *run)
}

// Rules are the rules of some files, one laid over the other. They do not change
// once they are read.
type Rules struct {
	rules  []*Rule
	words  map[string]string
	scopes map[string]*scope
	values map[string]*value
	tables map[string]*table
	reads  []string
}

// List returns the rules in the order of their files, those that are switched
// off too.
func (r *Rules) List() []*Rule { return slices.Clone(r.rules) }

// For returns those of [Rules.List] that may find something in an exhibit of a
// kind, in whatever format it is.
func (r *Rules) For(kind string) []*Rule {
	var list []*Rule
	for _, rule := range r.rules {
		isFor := rule.kind == "" || rule.kind == kind
		test := func(t *test) bool { return r.mayBe(t.scope, t.except, kind) }
		if isFor && r.mayBe(rule.Scope, rule.Except, kind) && slices.ContainsFunc(rule.tests, test) {
			list = append(list, rule)
		}
	}
	return list
}

// mayBe reports whether an exhibit of a kind can be in one of some scopes, where
// none are all, and in none of others.
func (r *Rules) mayBe(in, except []string, kind string) bool {
	isOf := func(name string) bool { return slices.Contains(r.scopes[name].kinds, kind) }
	isIn := func(name string) bool { return r.scopes[name].kinds == nil || isOf(name) }
	surely := func(name string) bool { return isOf(name) && r.scopes[name].formats == nil }
	return (len(in) == 0 || slices.ContainsFunc(in, isIn)) && !slices.ContainsFunc(except, surely)
}

// Rule returns the rule of an id, or nil.
func (r *Rules) Rule(id string) *Rule {
	for _, rule := range r.rules {
		if rule.ID == id {
			return rule
		}
	}
	return nil
}

// IDs returns the ids of all rules, in the order of [Rules.List].
func (r *Rules) IDs() []string {
	ids := make([]string, len(r.rules))
	for i, rule := range r.rules {
		ids[i] = rule.ID
	}
	return ids
}

// Reads returns the facts that rules read, sorted: JSON pointers with * for the
// elements of a list, as /plans/*/title.
func (r *Rules) Reads() []string { return slices.Clone(r.reads) }

// A scope says what kind of exhibit a rule is for. Where facts name a kind, that
// decides; an exhibit without facts is known by its number and its words.
type scope struct {
	kinds    []string      // of forms
	exhibits []string      // numbers: "5", or "5.*"
	text     []*expression // all must be found
	formats  []string      // text, html, docx; none: any
	place    diag.Pos
}

// A condition asks something of a subject before a test is run.
type condition struct {
	fact    string      // pointer, may hold *
	value   *value      // a named value
	text    *expression // stands in the text
	present *bool       // the fact or value is there, or not
	is      []string    // it is one of these
	not     []string    // it is there and none of these
	matches *expression // it matches
}
