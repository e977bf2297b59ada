package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

// A checkReport is told of each file in order, and of the rules at the end.
type checkReport interface {
	add(verdict) error
	end(rules []*assembly.Rule) error
}

func (p *program) checkReport(c *cli.Context) (checkReport, error) {
	switch name := c.String("format"); name {
	case "text":
		return &textFindings{program: p}, nil
	case "json":
		return &jsonFindings{program: p}, nil
	case "sarif":
		return &sarifFindings{program: p}, nil
	default:
		return nil, wrong(c, "no report is called "+quote(name), "the reports are text, json and sarif")
	}
}

// textFindings is for people.
type textFindings struct {
	*program
	all     diag.List
	trouble bool // a file could not be read
}

func (t *textFindings) add(v verdict) error {
	if v.err != nil {
		t.exit(v.err)
		t.trouble = true
		return nil
	}
	t.all = append(t.all, v.list...)
	t.report(nameRules(v.list))
	return nil
}

// nameRules returns a list for people, in which the rules of checks stand behind
// what they say: who wants to know more, or to silence one, needs its name.
func nameRules(list diag.List) diag.List {
	named := make(diag.List, len(list))
	for i, d := range list {
		c := *d
		if ruleName.MatchString(d.Rule) {
			c.Message += " [" + d.Rule + "]"
		}
		named[i] = &c
	}
	return named
}

// ruleName is the name of a rule of checks; other diagnostics have keywords.
var ruleName = regexp.MustCompile(`^[A-Z0-9][A-Za-z0-9_]*-`)

func (t *textFindings) end([]*assembly.Rule) error {
	if len(t.all) > 0 || !t.trouble {
		t.note("%s", findingsLine(t.all))
	}
	return nil
}

// jsonFindings is an array of diagnostics.
type jsonFindings struct {
	*program
	all diag.List
}

func (j *jsonFindings) add(v verdict) error {
	j.all = append(j.all, v.asData()...)
	return nil
}

func (j *jsonFindings) end([]*assembly.Rule) error { return j.all.WriteJSON(j.stdout) }

// tellRules prints the rules, or all about one of them.
func (p *program) tellRules(c *cli.Context) error {
	d, err := p.newDesk(c, nil)
	if err != nil {
		return err
	}
	var f *assembly.Form
	if d.form != "" {
		if f, err = d.assembly.Form(d.form); err != nil {
			return err
		}
	}
	rules, err := d.assembly.Rules(f)
	if err != nil {
		return err
	}
	listed := rules.List()
	if f != nil {
		listed = rules.For(f.Kind)
	}
	id := c.String("explain")
	switch rule := rules.Rule(strings.ToUpper(id)); {
	case c.Bool("list") && id != "":
		return wrong(c, "--list and --explain do not go together", "")
	case c.Args().Present():
		return wrong(c, "nothing is checked with --list or --explain, and there is "+quote(c.Args().First()), "")
	case c.Bool("list") && c.String("format") == "json":
		return p.printJSON(ruleTable(listed))
	case c.Bool("list"):
		return p.print(ruleLines(ruleTable(listed)))
	case rule != nil:
		return p.print(ruleText(rule))
	}
	hint := "draftgen check --list lists them"
	if near, ok := diag.Nearest(id, rules.IDs()); ok {
		hint = "did you mean " + near + "?"
	}
	return wrong(c, "no rule is called "+id, hint)
}

// A ruleRow is what --list says of a rule.
type ruleRow struct {
	ID       string        `json:"id"`
	Severity diag.Severity `json:"severity"`
	Scope    []string      `json:"scope"` // none: any exhibit
	From     string        `json:"from,omitempty"`
	To       string        `json:"to,omitempty"`
	Title    string        `json:"title"`
	Source   string        `json:"source,omitempty"`
	Off      string        `json:"off,omitempty"` // why it is switched off
}

func ruleTable(rules []*assembly.Rule) []ruleRow {
	rows := []ruleRow{}
	for _, r := range rules {
		rows = append(rows, ruleRow{r.ID, r.Severity, append([]string{}, r.Scope...), r.From, r.To, r.Title, r.Source, r.Off})
	}
	return rows
}

// ruleLines is a line for each rule: id, severity, scope, first day, title.
func ruleLines(rows []ruleRow) string {
	id, scope := 0, 0
	scopes := make([]string, len(rows))
	for i, r := range rows {
		if scopes[i] = strings.Join(r.Scope, ", "); len(r.Scope) == 0 {
			scopes[i] = "any"
		}
		id, scope = max(id, len(r.ID)), max(scope, len(scopes[i]))
	}
	var b strings.Builder
	for i, r := range rows {
		title := r.Title
		if r.Off != "" {
			title += " (off: " + r.Off + ")"
		}
		fmt.Fprintf(&b, "%-*s  %-7s  %-*s  %-10s  %s\n", id, r.ID, r.Severity, scope, scopes[i], r.From, title)
	}
	return b.String()
}

// ruleText is all about a rule.
func ruleText(r *assembly.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n", r.ID, r.Title)
	scope := strings.Join(r.Scope, ", ")
	if len(r.Except) > 0 {
		scope = strings.TrimPrefix(scope+", except "+strings.Join(r.Except, ", "), ", ")
	}
	for _, line := range [][2]string{
		{"severity", r.Severity.String()}, {"scope", scope}, {"from", r.From}, {"to", r.To}, {"source", r.Source},
		{"says", sayings(r)}, {"hint", r.Hint}, {"example", r.Example}, {"types", strings.Join(r.Types(), ", ")},
		{"written in", r.Place.String()}, {"off", r.Off},
	} {
		if line[1] != "" {
			fmt.Fprintf(&b, "%-10s  %s\n", line[0], strings.ReplaceAll(line[1], "\n", "\n            "))
		}
	}
	return b.String()
}

// sayings is what a rule may say, a line each, with what is not the rule's own.
func sayings(r *assembly.Rule) string {
	var lines []string
	for _, s := range r.Says() {
		var apart []string
		if s.Severity != r.Severity {
			apart = append(apart, s.Severity.String())
		}
		if s.From != "" {
			apart = append(apart, "from "+s.From)
		}
		if s.To != "" {
			apart = append(apart, "to "+s.To)
		}
		line := s.Message
		if apart != nil {
			line += " (" + strings.Join(apart, ", ") + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
