package main

import (
	"bytes"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/urfave/cli/v2"
)

func (p *program) diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "compare two texts word by word",
		UsageText: "draftgen diff [FLAGS] OLD NEW",
		Description: `Compares wording and is blind to layout: lines, pages and blanks do not count.
OLD and NEW are exhibits (text as filed, a whole EDGAR submission, HTML, DOCX, or
PDF where pdftotext is on the machine) or facts, which are drafted first; then
each change says which fact or clause it comes from. The exit code is 0 for the
same wording, 1 for another, 2 for trouble.

Example:

    draftgen diff last-year.txt this-year.txt
    draftgen diff exhibit.txt matter.yaml --format json`,
		Flags: []cli.Flag{
			packFlag(),
			&cli.StringFlag{Name: "format", Usage: "print the comparison as `FORMAT`: " + formatNames(true), DefaultText: "what the name of the output says, or " + comparison},
			outputFlag("write to `FILE`"),
		},
		Action: p.diff,
	}
}

func (p *program) diff(c *cli.Context) error {
	names, err := arguments(c, 2, 2, "two texts, OLD and NEW")
	if err != nil {
		return err
	}
	if err := stdinOnce(c, names...); err != nil {
		return err
	}
	out := c.String("output")
	format, err := p.formatFor(c, "format", out, true)
	if err != nil {
		return err
	}
	a, err := p.assembly(c)
	if err != nil {
		return err
	}
	if err := missingFolder(out); err != nil {
		return err
	}
	var sides [2]assembly.Side
	for i, name := range names {
		side, list, err := p.side(&desk{assembly: a}, name)
		if err != nil {
			return p.blocked(err)
		}
		p.report(list)
		sides[i] = side
	}
	redline := assembly.Redline(sides[0], sides[1], assembly.RedlineOptions{})
	var text bytes.Buffer
	list, err := format.Write(&text, redline, p.redlineOptions(out, names[0], names[1], sides[1].Draft))
	p.report(list)
	if err != nil || list.Err() != nil {
		return p.blocked(err)
	}
	if err := p.write(out, text.Bytes()); err != nil {
		return err
	}
	if !redline.Summary().SameWording() {
		return errFindings
	}
	return nil
}

// blocked says why a comparison could not be made. That is trouble whatever the
// reason: the exit code 1 is for texts that differ.
func (p *program) blocked(err error) error {
	p.exit(err)
	return errTrouble
}
