package main

import (
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

func (p *program) diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "compare two texts word by word",
		UsageText: "draftgen diff [FLAGS] OLD NEW",
		Description: `Compares wording and is blind to layout: lines, pages and blanks do not count,
unless --layout is given. OLD and NEW are exhibits (text as filed, a whole EDGAR
submission, HTML, DOCX, or PDF where pdftotext is on the machine) or facts, which
are drafted first; then each change says which fact or clause it comes from. Two
facts files are compared as facts too: which of them differ, and what each did.
The last line counts. The exit code is 0 for the same wording, 1 for another, 2
for trouble.

On a terminal what was struck is red, what was inserted blue, what moved green;
elsewhere they stand in [-marks-] {+like these+}. A redline in DOCX has tracked
changes, to be accepted or rejected one by one.

Example:

    draftgen diff last-year.txt this-year.txt
    draftgen diff s8.txt matter.yaml --type EX-5.1
    draftgen diff exhibit.txt matter.yaml -o redline.docx --author "Jane Roe"
    draftgen diff last-year.yaml this-year.yaml --format json`,
		Flags: slices.Concat(
			[]cli.Flag{
				packFlag(),
				&cli.StringFlag{Name: "format", Usage: "print the comparison as `FORMAT`: " + formatNames(true), DefaultText: "what the name of the output says, or " + comparison},
				outputFlag("write to `FILE`"),
				typeFlag("; if given twice, the first is for OLD"),
			},
			redlineFlags(), writerFlags(),
		),
		Action: p.diff,
	}
}

func (p *program) diff(c *cli.Context) error {
	names, err := arguments(c, 2, 2, "two texts, OLD and NEW")
	if err != nil {
		return err
	}
	if err := stdinOnce(c, append(names, c.String("reference-doc"))...); err != nil {
		return err
	}
	out := c.String("output")
	format, err := p.formatFor(c, "format", out, true)
	if err != nil {
		return err
	}
	w, err := p.newWriting(c, format, out)
	if err != nil {
		return err
	}
	if err := p.checkOutput(c, "the comparison", out, append(slices.Clone(names), c.String("reference-doc"))); err != nil {
		return err
	}
	// One comparison, and then the program ends: what is collected on the way is
	// time lost, as long as it is not much.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	old, new, err := p.sides(c, names)
	if err != nil {
		return err
	}
	redline := assembly.Redline(old, new, w.compare)
	text, list, err := w.write(redline, w.redline(names[0], names[1], old, new), new.Draft)
	p.report(list)
	if err != nil || list.Err() != nil {
		return p.blocked(err)
	}
	if err := p.write(out, text); err != nil {
		return err
	}
	if w.differs(redline.Summary()) {
		return errFindings
	}
	return nil
}

// sides reads the two texts to compare.
func (p *program) sides(c *cli.Context, names []string) (old, new assembly.Side, err error) {
	types := c.StringSlice("type")
	if len(types) > 2 {
		return old, new, wrong(c, "--type is for OLD and for NEW, and stands "+strconv.Itoa(len(types))+" times", "")
	}
	a, err := p.assembly(c)
	if err != nil {
		return old, new, err
	}
	type source struct {
		name, kind string
		shown      string
		data       []byte
		side       assembly.Side
		list       diag.List
		err        error
		exhibit    bool
	}
	var sources [2]source
	size := 0
	for i, name := range names {
		s := &sources[i]
		s.name = name
		if len(types) > 0 {
			s.kind = types[min(i, len(types)-1)]
		}
		if s.shown, s.data, err = p.read(name); err != nil {
			return old, new, p.blocked(err)
		}
		size += len(s.data)
		s.exhibit = !isFacts(name, s.data)
	}
	turn := func(s *source) {
		s.side, s.list, s.err = p.sideOf(&desk{assembly: a}, s.name, s.shown, s.data, s.kind)
		s.data = nil
	}
	if size < besideEachOther {
		turn(&sources[0])
		turn(&sources[1])
	} else {
		var readers sync.WaitGroup
		readers.Go(func() { turn(&sources[0]) })
		readers.Go(func() { turn(&sources[1]) })
		readers.Wait()
	}
	// One --type is for whichever of the two is a submission.
	unused := func(d *diag.Diagnostic) bool { return d.Rule == typeUnused }
	used := slices.ContainsFunc(sources[:], func(s source) bool {
		return s.exhibit && !slices.ContainsFunc(s.list, unused)
	})
	for _, s := range sources {
		if s.err != nil {
			return old, new, p.blocked(s.err)
		}
		if len(types) == 1 && used {
			s.list = slices.DeleteFunc(s.list, unused)
		}
		p.report(s.list)
	}
	return sources[0].side, sources[1].side, nil
}

// besideEachOther is how many bytes two texts have at least that are read at the
// same time. To set another thread to work takes a millisecond.
const besideEachOther = 1 << 18

// blocked says why a comparison could not be made. That is trouble whatever the
// reason: the exit code 1 is for texts that differ.
func (p *program) blocked(err error) error {
	p.exit(err)
	return errTrouble
}
