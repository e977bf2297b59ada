package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/urfave/cli/v2"
)

// An aim is how much of the forms the examples should reach.
type aim struct {
	wanted bool
	least  float64 // percent
}

func coverageAim(c *cli.Context) (aim, error) {
	a := aim{c.Bool("coverage") || c.IsSet("coverage-min"), c.Float64("coverage-min")}
	if !(a.least >= 0 && a.least <= 100) {
		return a, wrong(c, fmt.Sprintf("--coverage-min wants a number from 0 to 100, found %v", a.least), "")
	}
	return a, nil
}

// report tells of the coverage of every form, or of those alone that some
// examples are for. It returns whether each form has enough.
func (m aim) report(to testReport, a *assembly.Assembly, examples []form.Example, some bool) (bool, error) {
	if !m.wanted {
		return true, nil
	}
	var forms []string
	for _, f := range a.Pack.Forms() {
		forms = append(forms, f.Name)
	}
	all := a.Coverage(examples, forms)
	if some {
		all = slices.DeleteFunc(all, func(c *assembly.Coverage) bool { return len(c.Examples) == 0 })
	}
	covered := true
	for _, c := range all {
		enough := c.Percent >= m.least
		covered = covered && enough
		if err := to.cover(c, enough); err != nil {
			return false, err
		}
	}
	return covered, nil
}

// coverageLine is a form's coverage in one line.
func coverageLine(c *assembly.Coverage) string {
	return fmt.Sprintf("%s  %.1f%% covered: %d of %s", c.Form, c.Percent, c.Reached,
		count(c.Total, "clause and branch", "clauses and branches"))
}

// coverageGaps are the gaps, a line each.
func coverageGaps(c *assembly.Coverage) string {
	var b strings.Builder
	for _, g := range c.Missed {
		fmt.Fprintf(&b, "      %v\n", g)
	}
	return b.String()
}
