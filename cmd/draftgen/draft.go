package main

import (
	"fmt"
	"slices"

	"github.com/draftgen/draftgen/internal/assembly"
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

With --against the draft is shown as a redline, from the other text to the draft;
see draftgen diff. With --as-filed and --against it is typed as its original was,
slips and all, and then compared with the other text, word for word and, if that
is typewriter text, line for line.

A draft that breaks a rule is not written; draftgen check tells about rules, and
about doubts, which are no hindrance. With --precedent, or with facts in --against,
nothing that identifies the other matter may be left. Nothing is checked with
--no-check, --as-filed or --draft.

Templates and facts are typed with straight quotes, and two hyphens for a dash. In
docx, html and pdf these become the signs of print, which every comparison takes
for the same words; not with --straight, and not in a redline.

With --draft a letter can be started before every fact is known: what is missing
shows as a blank, and each page is marked as a draft.

With --submission the exhibits are written as EDGAR takes them: each by itself,
and submission.txt, which has them in sequence, each behind its <DOCUMENT> header
(TYPE, SEQUENCE, FILENAME, DESCRIPTION). TYPE is made of the fact exhibit_numbers,
DESCRIPTION of exhibit_title. If one cannot be drafted nothing is written.

Example:

    draftgen draft matter.yaml
    draftgen draft matter.yaml --set shares.total=5,000,000 -o exhibit5.txt
    draftgen draft matter.yaml --draft -o draft.docx --reference-doc FIRM.docx
    draftgen draft matters/*.yaml -o drafts/
    draftgen draft letter.yaml release.yaml --submission filing/`,
		Flags: slices.Concat(
			deskFlags(),
			[]cli.Flag{
				outputFlag("write to `FILE`, or into a folder"),
				&cli.StringFlag{Name: "to", Usage: "write `FORMAT`: " + formatNames(true), DefaultText: "what the name of the output says, or " + write.Formats()[0].Name},
				&cli.StringFlag{Name: "encoding", Usage: "write text in `ENCODING`: ascii, as EDGAR takes it, or utf-8", Value: string(write.ASCII)},
				&cli.BoolFlag{Name: "straight", Usage: "leave quotes, apostrophes and dashes in docx, html and pdf as they were typed", DisableDefaultText: true},
				&cli.BoolFlag{Name: "page-tags", Usage: "put EDGAR's <PAGE> between the pages of text", DisableDefaultText: true},
				&cli.BoolFlag{Name: "draft", Usage: "show missing facts as blanks, and mark each page as a draft", DisableDefaultText: true},
				&cli.StringFlag{Name: "submission", Usage: "write the exhibits and their EDGAR submission into the folder `DIR`"},
			},
			writerFlags(),
			[]cli.Flag{
				&cli.BoolFlag{Name: "as-filed", Usage: "put the slips of the original back in, from CASE.errata.yaml beside CASE.yaml", DisableDefaultText: true},
				&cli.StringFlag{Name: "against", Usage: "show what differs from `REF`: facts, which are drafted first, or an exhibit"},
				precedentFlag(),
				&cli.BoolFlag{Name: "no-check", Usage: "write the draft even if it breaks a rule", DisableDefaultText: true},
				&cli.BoolFlag{Name: "exit-code", Usage: "with --against, exit with 1 if the wording differs", DisableDefaultText: true},
			},
			redlineFlags(),
			[]cli.Flag{typeFlag(""), jobsFlag()},
		),
		Action: p.draft,
	}
}

// A drafter makes and prints drafts as the command line asks for them.
type drafter struct {
	*desk
	*writing
	asFiled bool
	against *assembly.Side // nil: nothing
	ref     string         // what it is called

	precedent *assembly.Precedent // nil: none

	inputs []string // files that are read beside the facts; some may be ""
}

func (p *program) draft(c *cli.Context) error {
	files, err := arguments(c, 1, -1, "at least one file of facts, or -")
	if err != nil {
		return err
	}
	if _, err := jobs(c); err != nil { // one file needs none, and a wrong number is wrong
		return err
	}
	out, submission := c.String("output"), c.String("submission")
	if submission == "" && len(files) > 1 && !isFolder(out) {
		return wrong(c, fmt.Sprintf("%d files of facts make several drafts, and they want a folder", len(files)), "give one that exists: -o DIR/")
	}
	d, err := p.newDrafter(c, files, out)
	switch {
	case err != nil:
		return err
	case submission != "":
		return d.submit(c, files, submission)
	case len(files) > 1 || isFolder(out):
		return d.draftInto(c, files)
	}
	if err := missingFolder(out); err != nil {
		return err
	}
	return d.draftOne(c, files[0])
}

func (p *program) newDrafter(c *cli.Context, files []string, out string) (*drafter, error) {
	ref, asFiled := c.String("against"), c.Bool("as-filed")
	format, err := p.formatFor(c, "to", out, ref != "" && !asFiled)
	if err != nil {
		return nil, err
	}
	if err := checkDraftFlags(c, format); err != nil {
		return nil, err
	}
	w, err := p.newWriting(c, format, out)
	if err != nil {
		return nil, err
	}
	if w.options.Encoding, err = encodingFor(c); err != nil {
		return nil, err
	}
	w.options.PageTags, w.options.Draft = c.Bool("page-tags"), c.Bool("draft")
	d := &drafter{writing: w, asFiled: asFiled, ref: ref}
	d.inputs = []string{ref, c.String("reference-doc"), c.String("precedent")}
	if d.desk, err = p.newDesk(c, slices.Concat(files, d.inputs)); err != nil {
		return nil, err
	}
	d.inputs = append(d.inputs, c.StringSlice("values")...)
	if ref != "" {
		types := append(c.StringSlice("type"), "")
		side, list, err := p.side(d.desk.plain(), ref, types[0])
		p.report(list)
		if err != nil {
			return nil, err
		}
		d.against = &side
	}
	d.desk.begin = w.options.Draft
	d.desk.checks = !c.Bool("no-check") && !asFiled && !d.desk.begin
	return d, d.readPrecedent(c)
}

// readPrecedent notes what identifies the matter that the draft is made from.
func (d *drafter) readPrecedent(c *cli.Context) (err error) {
	switch file := c.String("precedent"); {
	case file != "":
		d.precedent, err = d.program.precedent(d.desk.plain(), file)
	case d.desk.checks && d.against != nil && d.against.Draft != nil:
		d.precedent = d.against.Draft.Precedent()
	}
	return err
}

// checkDraftFlags refuses flags that say nothing together, or the contrary of
// each other.
func checkDraftFlags(c *cli.Context, format *write.Format) error {
	text := write.Formats()[0]
	for _, name := range []string{"exit-code", "context", "layout", "moves", "type"} {
		if c.IsSet(name) && !c.IsSet("against") {
			return wrong(c, flagName(name)+" wants --against", "")
		}
	}
	apart := func(name string, others ...string) error {
		for _, other := range others {
			if c.IsSet(name) && c.IsSet(other) {
				return wrong(c, flagName(name)+" and "+flagName(other)+" do not go together", "")
			}
		}
		return nil
	}
	switch {
	case len(c.StringSlice("type")) > 1:
		return wrong(c, "--type is for REF, and stands twice", "")
	case c.Bool("as-filed") && format != text:
		return wrong(c, "--as-filed is for text, and the format is "+format.Name, "")
	case c.Bool("page-tags") && format != text:
		return wrong(c, "--page-tags is for text, and the format is "+format.Name, "")
	}
	if err := apart("as-filed", "draft", "page-tags", "layout", "moves", "context"); err != nil {
		return err
	}
	if err := apart("precedent", "no-check", "as-filed", "draft"); err != nil {
		return err
	}
	if !c.IsSet("submission") {
		return nil
	}
	if err := format.CheckFiled(); err != nil {
		return wrong(c, "--submission: "+err.Error(), "")
	}
	if c.IsSet("encoding") && c.String("encoding") != string(write.ASCII) {
		return wrong(c, "--submission wants ASCII, as EDGAR does", "leave out --encoding")
	}
	return apart("submission", "draft", "output", "against", "as-filed")
}
