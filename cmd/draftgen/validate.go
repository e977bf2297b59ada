package main

import (
	"fmt"
	"slices"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

func (p *program) validateCommand() *cli.Command {
	return &cli.Command{
		Name:      "validate",
		Usage:     "say everything that is wrong with facts",
		UsageText: "draftgen validate [FLAGS] FACTS...",
		Description: `Reads facts, of one matter or several in a file, and reports every problem at
once, with its place and how to mend it: on stderr, or with --json as data on
stdout. The exit code is 1 if there is an error; warnings alone are fine.

Example:

    draftgen validate matter.yaml
    draftgen validate --json matters/*.yaml`,
		Flags:  append(deskFlags(), jsonFlag("print the diagnostics as JSON on stdout"), jobsFlag()),
		Action: p.validate,
	}
}

// A verdict is what was found in a batch.
type verdict struct {
	file string // as it is shown to people
	list diag.List
	err  error // trouble with the machine
}

func (p *program) validate(c *cli.Context) error {
	files, err := arguments(c, 1, -1, "at least one file of facts, or -")
	if err != nil {
		return err
	}
	n, err := jobs(c)
	if err != nil {
		return err
	}
	d, err := p.newDesk(c, files)
	if err != nil {
		return err
	}
	asJSON := c.Bool("json")
	all, counts := diag.List{}, tally{}
	check := func(file string) verdict { return p.examine(d, file) }
	err = inOrder(c.Context, n, slices.Values(files), check, func(v verdict) error {
		counts.add(v)
		v.list = p.unsaid(v.file, v.list)
		switch {
		case asJSON:
			all = append(all, v.asData()...)
		case v.err != nil:
			p.exit(v.err)
		default:
			p.report(v.list)
		}
		return nil
	})
	if err == nil && asJSON {
		err = all.WriteJSON(p.stdout)
	}
	if err != nil {
		return err
	}
	p.note("%s", counts)
	return counts.err()
}

// examine validates every document of a file.
func (p *program) examine(d *desk, file string) verdict {
	v := verdict{file: shownName(file)}
	matters, err := p.matters(batch{file: file})
	if list, ok := err.(diag.List); ok {
		v.list = list
		return v
	}
	v.err = err
	for _, m := range matters {
		_, list := d.draft(m)
		v.list = append(v.list, list...)
	}
	return v
}

// asData returns the verdict as diagnostics that hold on to no text.
func (v verdict) asData() diag.List {
	if v.err != nil {
		return diag.List{{Pos: diag.Pos{File: v.file}, Rule: "file", Message: v.err.Error()}}
	}
	for i, d := range v.list {
		bare := *d // it may be shared with other files' lists
		bare.Source = nil
		v.list[i] = &bare
	}
	return v.list
}

// A tally counts files.
type tally struct {
	files, fine, warnings int
	trouble               bool
}

func (t *tally) add(v verdict) {
	t.files++
	t.trouble = t.trouble || v.err != nil
	if v.err == nil && v.list.Err() == nil {
		t.fine++
	}
	for _, d := range v.list {
		if d.Severity == diag.Warning {
			t.warnings++
		}
	}
}

func (t tally) String() string {
	text := count(t.fine, "file is fine", "files are fine")
	if t.fine < t.files {
		text = fmt.Sprintf("%d of %s fine", t.fine, count(t.files, "file is", "files are"))
	}
	if t.warnings > 0 {
		text += ", with " + count(t.warnings, "warning", "warnings")
	}
	return text
}

func (t tally) err() error {
	switch {
	case t.trouble:
		return errTrouble
	case t.fine < t.files:
		return errFindings
	}
	return nil
}

// count says how many there are of what one and many name.
func count(n int, one, many string) string {
	return fmt.Sprintf("%d %s", n, plural(n, one, many))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
