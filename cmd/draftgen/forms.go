package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

func (p *program) formsCommand() *cli.Command {
	return &cli.Command{
		Name:      "forms",
		Usage:     "list what can be drafted, or what one form needs",
		UsageText: "draftgen forms [FLAGS] [FORM]",
		Description: `Without FORM, prints every form with a line about it. With FORM, prints the
facts without which it cannot be drafted, the other facts that its templates
read, and the templates themselves.

Example:

    draftgen forms
    draftgen forms KIND/FORM`,
		Flags:  []cli.Flag{packFlag(), jsonFlag("print the same as JSON")},
		Action: p.forms,
	}
}

func jsonFlag(does string) cli.Flag {
	return &cli.BoolFlag{Name: "json", Usage: does, DisableDefaultText: true}
}

func (p *program) forms(c *cli.Context) error {
	args, err := arguments(c, 0, 1, "the name of a form, or nothing")
	if err != nil {
		return err
	}
	a, err := p.assembly(c)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return p.listForms(c, a)
	}
	f, err := namedForm(c, a, args[0])
	if err != nil {
		return err
	}
	d := describe(f)
	if c.Bool("json") {
		return p.printJSON(d)
	}
	return p.print(d.String())
}

// oneForm returns the form that is a command's only argument, with the house
// that made it.
func (p *program) oneForm(c *cli.Context) (*assembly.Assembly, *assembly.Form, error) {
	args, err := arguments(c, 1, 1, "the name of a form")
	if err != nil {
		return nil, nil, err
	}
	a, err := p.assembly(c)
	if err != nil {
		return nil, nil, err
	}
	f, err := namedForm(c, a, args[0])
	return a, f, err
}

// namedForm returns the form that the command line names.
func namedForm(c *cli.Context, a *assembly.Assembly, name string) (*assembly.Form, error) {
	if _, unknown := a.Pack.Form(name); unknown != nil {
		return nil, wrongName(c, unknown)
	}
	return a.Form(name)
}

// A formLine is a form in the list of all.
type formLine struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
}

// listForms prints every form. One that does not work is told of on stderr.
func (p *program) listForms(c *cli.Context, a *assembly.Assembly) error {
	lines := []formLine{}
	var trouble diag.List
	for _, found := range a.Pack.Forms() {
		line := formLine{Name: found.Name}
		f, err := a.Form(found.Name)
		if list, ok := err.(diag.List); ok {
			trouble = append(trouble, list...)
		} else if err != nil {
			return err
		} else {
			line.Title = titleOf(f)
		}
		lines = append(lines, line)
	}
	p.report(trouble)
	if err := p.printFormLines(lines, c.Bool("json")); err != nil {
		return err
	}
	if trouble.Err() != nil {
		return errFindings
	}
	return nil
}

func (p *program) printFormLines(lines []formLine, asJSON bool) error {
	if asJSON {
		return p.printJSON(lines)
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, l := range lines {
		fmt.Fprintf(w, "%s\t%s\n", l.Name, l.Title)
	}
	w.Flush()
	return p.print(trimLines(b.String()))
}

// titleOf is the comment at the head of the form's main template, in one line.
func titleOf(f *assembly.Form) string { return oneLine(f.Program.Partials()[0].Comment) }

// A description is what people want to know of a form before they draft with it.
type description struct {
	formLine
	Needs     []assembly.Fact `json:"needs"`
	Reads     []assembly.Fact `json:"reads"` // what it can do without
	Templates []templateLine  `json:"templates"`
}

type templateLine struct {
	Name    string   `json:"name"` // "" for the main one
	Place   diag.Pos `json:"place"`
	Comment string   `json:"comment,omitempty"`
}

func describe(f *assembly.Form) *description {
	d := &description{formLine: formLine{f.Name, titleOf(f)}, Needs: []assembly.Fact{}, Reads: []assembly.Fact{}}
	for _, fact := range f.Facts() {
		if fact.Required {
			d.Needs = append(d.Needs, fact)
		} else {
			d.Reads = append(d.Reads, fact)
		}
	}
	for _, part := range f.Program.Partials() {
		d.Templates = append(d.Templates, templateLine{part.Name, diag.Pos(part.Place), oneLine(part.Comment)})
	}
	return d
}

func (d *description) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", d.Name)
	if d.Title != "" {
		fmt.Fprintf(&b, "%s\n", d.Title)
	}
	writeFacts(&b, "Needs", d.Needs)
	writeFacts(&b, "Reads, if it is there", d.Reads)
	fmt.Fprintf(&b, "\nTemplates\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, t := range d.Templates {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", cmp.Or(t.Name, "main"), at(t.Place), t.Comment)
	}
	w.Flush()
	fmt.Fprintf(&b, "\nTo begin: draftgen new %s -o facts.yaml\n", d.Name)
	return trimLines(b.String())
}

func writeFacts(out io.Writer, title string, all []assembly.Fact) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n", title)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, f := range all {
		fmt.Fprintf(w, "  %s\t%s%s\n", f.Path, oneLine(cmp.Or(f.Description, f.Title, f.Want)), sample(f))
	}
	w.Flush()
}

// sample shows what a fact may look like, in brackets.
func sample(f assembly.Fact) string {
	switch {
	case f.Default != "":
		return " (" + f.Default + " if it is not given)"
	case len(f.Values) > 0:
		return " (" + strings.Join(f.Values, ", ") + ")"
	case f.Example != "":
		return " (such as " + oneLine(f.Example) + ")"
	}
	return ""
}

func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// oneLine makes every run of white space one blank.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// trimLines drops the blanks at line ends that columns leave.
func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
