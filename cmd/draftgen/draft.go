package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

func (p *program) draftCommand() *cli.Command {
	return &cli.Command{
		Name:      "draft",
		Usage:     "draft exhibits from facts",
		UsageText: "draftgen draft [FLAGS] FACTS...",
		Description: `Reads facts and prints the exhibit that they make, or writes it to the file that
-o names. Several files, or several documents in one, need -o with a folder that
exists: each draft gets the name of its facts file there, and the second document
of a file a -2 behind it. Facts that cannot be drafted do not keep the others
from it.

With --against the draft is shown as a redline, from the other text to the draft.

Example:

    draftgen draft matter.yaml
    draftgen draft matter.yaml --set shares.total=5,000,000 -o exhibit5.txt
    draftgen draft matters/*.yaml -o drafts/`,
		Flags: append(deskFlags(),
			outputFlag("write to `FILE`, or into a folder"),
			&cli.StringFlag{Name: "to", Usage: "write `FORMAT`: " + formatNames(true), DefaultText: "what the name of the output says, or " + write.Formats()[0].Name},
			&cli.StringFlag{Name: "encoding", Usage: "write text in `ENCODING`: ascii, as EDGAR takes it, or utf-8", Value: string(write.ASCII)},
			&cli.BoolFlag{Name: "as-filed", Usage: "put the slips of the original back in, from CASE.errata.yaml beside CASE.yaml", DisableDefaultText: true},
			&cli.StringFlag{Name: "against", Usage: "show what differs from `REF`: facts, which are drafted first, or an exhibit"},
			&cli.BoolFlag{Name: "exit-code", Usage: "with --against, exit with 1 if the wording differs", DisableDefaultText: true},
			jobsFlag(),
		),
		Action: p.draft,
	}
}

// A drafter makes and prints drafts as the command line asks for them.
type drafter struct {
	*desk
	program  *program
	out      string
	format   *write.Format
	encoding write.Encoding
	asFiled  bool
	against  *assembly.Side // nil: nothing
	ref      string         // what it is called
}

func (p *program) draft(c *cli.Context) error {
	files, err := arguments(c, 1, -1, "at least one file of facts, or -")
	if err != nil {
		return err
	}
	out := c.String("output")
	if len(files) > 1 && !isFolder(out) {
		return wrong(c, fmt.Sprintf("%d files of facts make several drafts, and they want a folder", len(files)), "give one that exists: -o DIR/")
	}
	d, err := p.newDrafter(c, files, out)
	if err != nil {
		return err
	}
	if len(files) > 1 || isFolder(out) {
		return d.draftInto(c, files)
	}
	if err := missingFolder(out); err != nil {
		return err
	}
	return d.draftOne(c, files[0])
}

func (p *program) newDrafter(c *cli.Context, files []string, out string) (*drafter, error) {
	ref := c.String("against")
	format, err := p.formatFor(c, "to", out, ref != "")
	if err != nil {
		return nil, err
	}
	encoding := write.Encoding(strings.ToLower(c.String("encoding")))
	if encoding != write.ASCII && encoding != write.UTF8 {
		return nil, wrong(c, "--encoding wants ascii or utf-8, found "+quote(c.String("encoding")), "")
	}
	d := &drafter{program: p, out: out, format: format, encoding: encoding, asFiled: c.Bool("as-filed"), ref: ref}
	switch {
	case d.asFiled && ref != "":
		return nil, wrong(c, "--as-filed and --against do not go together", "to compare with an original: draftgen diff ORIGINAL FACTS")
	case d.asFiled && format != write.Formats()[0]:
		return nil, wrong(c, "--as-filed is for text, and the format is "+format.Name, "")
	case c.Bool("exit-code") && ref == "":
		return nil, wrong(c, "--exit-code wants --against", "")
	}
	inputs := files
	if ref != "" {
		inputs = append([]string{ref}, files...)
	}
	if d.desk, err = p.newDesk(c, inputs); err != nil || ref == "" {
		return d, err
	}
	side, list, err := p.side(d.desk.plain(), ref)
	p.report(list)
	d.against = &side
	return d, err
}

// draftOne drafts the facts of one file, which has one document.
func (d *drafter) draftOne(c *cli.Context, file string) error {
	if !toStdout(d.out) {
		if err := checkTarget(c, file, d.out); err != nil {
			return err
		}
	}
	roots, err := d.program.readFacts(file)
	if err != nil {
		return err
	}
	if len(roots) > 1 {
		return wrong(c, fmt.Sprintf("%s holds %d documents of facts, and there is one output", file, len(roots)), "give a folder: -o DIR/")
	}
	made := d.make(matter{file: file, root: roots[0]})
	d.program.report(made.list)
	if made.err != nil {
		return made.err
	}
	if made.list.Err() != nil {
		return errFindings
	}
	if err := d.program.write(d.out, made.text); err != nil {
		return err
	}
	if made.differs && c.Bool("exit-code") {
		return errFindings
	}
	return nil
}

// A product is what came of one matter.
type product struct {
	file    string    // as it is shown to people
	text    []byte    // nil if the list has errors
	list    diag.List // what is wrong with the facts, or odd
	err     error     // trouble with the machine
	differs bool      // from what it was compared with
}

// make drafts a matter and prints it in the format.
func (d *drafter) make(m matter) product {
	made := product{file: shownName(m.file)}
	draft, list := d.draft(m)
	made.list = list
	if draft == nil {
		return made
	}
	document := draft.Document
	options := &write.Options{Sheet: draft.Form.Sheet}
	if d.against != nil {
		document = assembly.Redline(*d.against, draft.Side(), assembly.RedlineOptions{})
		options = d.program.redlineOptions(d.out, d.ref, m.file, draft)
	}
	options.Encoding = d.encoding
	if d.asFiled {
		name, data, err := d.program.errata(m)
		if err != nil {
			made.err = err
			return made
		}
		slips, err := assembly.ReadErrata(name, data)
		if err == nil {
			options.Pages, err = draft.AsFiled(slips)
		}
		if err != nil {
			made.list = append(made.list, asList(err)...)
			return made
		}
	}
	var text bytes.Buffer
	trouble, err := d.format.Write(&text, document, options)
	made.text, made.list, made.err = text.Bytes(), append(made.list, trouble...), err
	made.differs = d.against != nil && !document.Summary().SameWording()
	return made
}

// errata reads the errata of a matter's original, which lie beside its facts.
func (p *program) errata(m matter) (name string, data []byte, err error) {
	if m.file == "-" || m.index > 0 {
		return "", nil, &hinted{
			fmt.Errorf("--as-filed wants facts in a file of their own, found %s", m.stem()),
			"the slips of CASE.yaml are in CASE.errata.yaml beside it",
		}
	}
	return p.read(strings.TrimSuffix(m.file, filepath.Ext(m.file)) + ".errata.yaml")
}
