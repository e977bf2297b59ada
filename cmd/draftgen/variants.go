package main

import (
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

func (p *program) variantsCommand() *cli.Command {
	return &cli.Command{
		Name:      "variants",
		Usage:     "print every text that the clauses of a form can take",
		UsageText: "draftgen variants [FLAGS] FORM",
		Description: `Prints each distinct text of each clause once, with the conditions of the clause
that make it, for review. The facts are those of the form's examples, with names
in brackets, and others made up from the schema; what the conditions of a clause
read takes all its values, in all combinations, or where those are too many, so
that any two values meet. All of them are valid, so the form can print every text
that is shown. A clause that calls others shows them as they happen to be.

Example:

    draftgen variants KIND/FORM
    draftgen variants KIND/FORM --clause consent --format json`,
		Flags: []cli.Flag{
			packFlag(),
			&cli.StringFlag{Name: "clause", Usage: "print the texts of the clause `NAME` alone; main is the main template"},
			&cli.StringFlag{Name: "format", Usage: "print as `FORMAT`: text or json", Value: "text"},
		},
		Action: p.variants,
	}
}

func (p *program) variants(c *cli.Context) error {
	format := c.String("format")
	if format != "text" && format != "json" {
		return wrong(c, "there is no format "+quote(format), "the formats are text and json")
	}
	a, f, err := p.oneForm(c)
	if err != nil {
		return err
	}
	name, err := clauseName(c, f)
	if err != nil {
		return err
	}
	clauses, err := a.Variants(f, name)
	if err != nil {
		return err
	}
	if format == "json" {
		return p.printJSON(clauses)
	}
	for i, clause := range clauses {
		if i > 0 {
			if err := p.print("\n"); err != nil {
				return err
			}
		}
		if err := p.print(clauseText(clause)); err != nil {
			return err
		}
	}
	return nil
}

// clauseName returns the name of the clause that is asked for; nil is all.
func clauseName(c *cli.Context, f *assembly.Form) (func(string) bool, error) {
	wanted := c.String("clause")
	if wanted == "" {
		return func(string) bool { return true }, nil
	}
	var names []string
	for i, p := range f.Program.Partials() {
		if i == 0 {
			names = append(names, "main")
		} else {
			names = append(names, p.Name)
		}
	}
	for _, name := range names {
		if name == wanted {
			return func(name string) bool { return orMain(name) == wanted }, nil
		}
	}
	hint := "the clauses are " + strings.Join(names, ", ")
	if near, ok := diag.Nearest(wanted, names); ok {
		hint = "did you mean " + near + "? " + capitalized(hint)
	}
	return nil, wrong(c, "no clause of "+f.Name+" is called "+quote(wanted), hint)
}

func capitalized(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func orMain(name string) string {
	if name == "" {
		return "main"
	}
	return name
}

// variantColumns is the width of the texts.
const variantColumns = 76

// clauseText shows a clause for people.
func clauseText(c *assembly.Clause) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s  %s", orMain(c.Name), at(c.Place), count(len(c.Variants), "text", "texts"))
	switch {
	case !c.Reached:
		b.WriteString(", no facts were found that call it")
	case !c.All:
		b.WriteString(", any two values together")
	}
	b.WriteString("\n")
	if c.Comment != "" {
		fmt.Fprintf(&b, "%s\n", c.Comment)
	}
	for i, v := range c.Variants {
		fmt.Fprintf(&b, "\n  %d", i+1)
		said := map[string]bool{}
		for _, t := range v.Conditions {
			line := t.Test + ": yes"
			if !t.Held {
				line = t.Test + ": no"
			}
			if !said[line] {
				said[line] = true
				fmt.Fprintf(&b, "  %s\n   ", line)
			}
		}
		b.WriteString("\n")
		for line := range strings.Lines(v.Text) {
			writeFilled(&b, strings.TrimRight(line, "\n"), "    ")
		}
	}
	return trimLines(b.String())
}

// writeFilled writes a line of text in as many lines as it takes.
func writeFilled(b *strings.Builder, text, indent string) {
	column := 0
	for _, word := range strings.Fields(text) {
		if column > 0 && column+1+len([]rune(word)) > variantColumns-len(indent) {
			b.WriteString("\n")
			column = 0
		}
		if column == 0 {
			b.WriteString(indent + word)
			column = len([]rune(word))
			continue
		}
		b.WriteString(" " + word)
		column += 1 + len([]rune(word))
	}
	b.WriteString("\n")
}
