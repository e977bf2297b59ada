package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "find what a securities lawyer would find",
		UsageText: "draftgen check [FLAGS] FILE...",
		Description: `Reads exhibits of any hand (text as filed, a whole EDGAR submission, HTML, DOCX,
PDF where pdftotext is on the machine) and facts, which are drafted first, and
says what is wrong, doubtful or worth a look: share counts that do not agree,
terms without a definition, a record date outside the state's window. What is
found in words that a fact made is shown at that fact. The rules are those of the
day of the exhibit, or of --as-of.

In facts a rule is silenced with a reason: under checks.silence, or in a comment
behind a fact, as # silence DTE-01: signed on the eve of filing.

Findings are on stderr, or with --format json or sarif on stdout. The exit code
is 1 if there is an error, or what --fail-on says.

Example:

    draftgen check matter.yaml exhibit.txt
    draftgen check drafts/*.htm --as-of 2011-10-14 --fail-on warning
    draftgen check --explain SHR-01`,
		Flags: slices.Concat(deskFlags(), []cli.Flag{
			&cli.StringFlag{Name: "as-of", Usage: "apply the rules of the day `DATE`, such as 2011-10-14", DefaultText: "the day of the exhibit"},
			&cli.StringFlag{Name: "fail-on", Usage: "exit with 1 if something is as bad as `SEVERITY`: error, warning or info", Value: diag.Error.String()},
			&cli.StringFlag{Name: "format", Usage: "report as `FORMAT`: text, json or sarif", Value: "text"},
			precedentFlag(),
			typeFlag(""),
			&cli.BoolFlag{Name: "list", Usage: "list the rules instead, with --form those of one form", DisableDefaultText: true},
			&cli.StringFlag{Name: "explain", Usage: "tell about the rule `RULE` instead: its source, what to do, an example"},
			jobsFlag(),
		}),
		Action: p.check,
	}
}

func precedentFlag() cli.Flag {
	return &cli.StringFlag{Name: "precedent", Usage: "find what is left of the matter of the facts in `OLD` (a name, date, count or address)"}
}

// A checker checks files as the command line asks.
type checker struct {
	*desk
	program *program
	options assembly.CheckOptions
	form    *assembly.Form // --form; nil: not given
	kind    string         // --type
}

func (p *program) check(c *cli.Context) error {
	report, failOn, err := p.checkFlags(c)
	if err != nil {
		return err
	}
	if c.Bool("list") || c.IsSet("explain") {
		return p.tellRules(c)
	}
	files, err := arguments(c, 1, -1, "at least one exhibit or file of facts, or -")
	if err != nil {
		return err
	}
	n, err := jobs(c)
	if err != nil {
		return err
	}
	k, err := p.newChecker(c, files)
	if err != nil {
		return err
	}
	rules, err := k.desk.assembly.Rules(k.form)
	if err != nil {
		return err // said once, and not for each file
	}
	counts, worst := tally{}, diag.Info+1
	err = inOrder(c.Context, n, slices.Values(files), k.examine, func(v verdict) error {
		counts.add(v)
		v.list = p.unsaid(v.file, v.list)
		worst = min(worst, v.list.Worst())
		return report.add(v)
	})
	if err == nil {
		err = report.end(rules.List())
	}
	switch {
	case err != nil:
		return err
	case counts.trouble:
		return errTrouble
	case worst <= failOn:
		return errFindings
	}
	return nil
}

// checkFlags reads the flags that say what is wanted.
func (p *program) checkFlags(c *cli.Context) (checkReport, diag.Severity, error) {
	report, err := p.checkReport(c)
	if err != nil {
		return nil, 0, err
	}
	if err := write.CheckDate(c.String("as-of")); err != nil {
		return nil, 0, wrong(c, "--as-of: "+err.Error(), "")
	}
	if len(c.StringSlice("type")) > 1 {
		return nil, 0, wrong(c, "--type stands twice", "check the documents of a submission one after the other")
	}
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Info} {
		if c.String("fail-on") == s.String() {
			return report, s, nil
		}
	}
	return nil, 0, wrong(c, "--fail-on wants error, warning or info, found "+quote(c.String("fail-on")), "")
}

func (p *program) newChecker(c *cli.Context, files []string) (*checker, error) {
	precedent := c.String("precedent")
	d, err := p.newDesk(c, append(slices.Clone(files), precedent))
	if err != nil {
		return nil, err
	}
	k := &checker{desk: d, program: p, kind: strings.Join(c.StringSlice("type"), "")}
	k.options.AsOf = c.String("as-of")
	if d.form != "" {
		if k.form, err = d.assembly.Form(d.form); err != nil {
			return nil, err
		}
	}
	if precedent != "" {
		k.options.Precedent, err = p.precedent(d, precedent)
	}
	return k, err
}

// precedent reads the facts of the matter that was a model.
func (p *program) precedent(d *desk, file string) (*assembly.Precedent, error) {
	roots, err := p.readFacts(file)
	if err != nil {
		return nil, err
	}
	if len(roots) > 1 {
		return nil, diag.List{{
			Pos: roots[1].Pos, Source: roots[1].Source,
			Message: fmt.Sprintf("--precedent wants facts of one matter, found %d documents", len(roots)),
			Hint:    "put each into a file of its own",
		}}
	}
	return d.assembly.Precedent(roots[0], "")
}

// examine checks a file: an exhibit, or every document of facts.
func (k *checker) examine(file string) verdict {
	v := verdict{file: shownName(file)}
	_, data, err := k.program.read(file)
	if err != nil {
		v.err = err
		return v
	}
	if isFacts(file, data) {
		v.list, v.err = k.examineFacts(file, data)
	} else {
		v.list, v.err = k.examineExhibit(file, data)
	}
	if list, ok := v.err.(diag.List); ok {
		v.list, v.err = append(v.list, list...), nil
	}
	return v
}

func (k *checker) examineFacts(file string, data []byte) (diag.List, error) {
	roots, err := parseFacts(shownName(file), data)
	var all diag.List
	for i, root := range roots {
		m := matter{file, i, root}
		draft, list := k.draft(m)
		all = append(all, list...)
		if draft == nil {
			all = append(all, k.assembly.UnknownSilences(m.root, k.desk.form)...)
			all.Sort()
			continue
		}
		options := k.options
		options.Name = draftOf(m)
		list, err := draft.Check(options)
		if err != nil {
			return all, err
		}
		all = append(all, list...)
	}
	return all, err
}

// pageOf begins the name of the page of a draft, which is no file.
const pageOf = "draft of "

// draftOf is what the page of a matter's draft is called.
func draftOf(m matter) string {
	name := pageOf + shownName(m.file)
	if m.index > 0 {
		name += " (document" + strings.Replace(suffix(m.index), "-", " ", 1) + ")"
	}
	return name
}

func (k *checker) examineExhibit(file string, data []byte) (diag.List, error) {
	x, list := k.program.readExhibit(shownName(file), data, exhibit.Options{Type: k.kind})
	if x == nil {
		return list, nil
	}
	options := k.options
	switch f, ok := write.ForEnding(file); {
	case file == "-":
	case !ok || f.Filed:
		options.File = filepath.Base(file)
	case x.Format == exhibit.Text: // no such text is filed: EDGAR's rules of it say nothing
		x.Format = exhibit.Format(f.Name)
	}
	found, err := k.desk.assembly.CheckExhibit(x, data, k.form, options)
	return append(list, found...), err
}
