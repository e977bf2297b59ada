package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

func (p *program) extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "turn an exhibit back into facts",
		UsageText: "draftgen extract [FLAGS] FORM EXHIBIT",
		Description: `Reads an exhibit (text as filed, a whole EDGAR submission, HTML, DOCX, or PDF
where pdftotext is on the machine), however it is wrapped, into a facts file for
FORM. "auto" in the place of FORM tries the likely forms and takes the one that explains
the most.

Each value has a comment with its line in the exhibit. Values that are UNCERTAIN
or CONTRADICTED say so; what the form needs and the exhibit does not tell stands
below as a comment. The facts are then drafted again: what differs from the
exhibit is printed on stderr, and how many of its words are explained. Of an
exhibit in quite other words than the form's only such facts are given as stand
where exhibits of its kind have them.

--errata writes what the draft has otherwise as errata, line by line, so that
draftgen test can hold the form to the exhibit. Say in each why it is there.
Files that hold something are not written over.

The exit code is 1, and nothing is written, for a text that is no exhibit of the
form's kind.

Example:

    draftgen extract KIND/FORM last-year.txt -o matter.yaml
    draftgen extract auto s8.txt --type EX-5.1`,
		Flags: []cli.Flag{
			packFlag(), outputFlag("write the facts to `FILE`"), typeFlag(""),
			&cli.StringFlag{Name: "errata", Usage: "write what the draft has otherwise to `FILE`"},
		},
		Action: p.extract,
	}
}

func (p *program) extract(c *cli.Context) error {
	args, err := arguments(c, 2, 2, "a form, or auto, and an exhibit")
	if err != nil {
		return err
	}
	out, errata := c.String("output"), c.String("errata")
	if errata != "" && errata == out || errata == "-" && out == "" {
		return wrong(c, "the facts and the errata want a file each", "")
	}
	if err := notOver(out, errata); err != nil {
		return err
	}
	a, err := p.assembly(c)
	if err != nil {
		return err
	}
	read, x, err := p.extraction(c, a, args[0], args[1])
	if err != nil {
		return err
	}
	var slips []byte
	if errata != "" {
		if slips, err = errataOf(x, read); err != nil {
			return err
		}
	}
	p.tell(x, shownName(args[1]))
	return p.writeBoth(target{out, factsFile(x)}, target{errata, slips})
}

// writeBoth writes facts, and their errata if there is a name for them: both
// files or none.
func (p *program) writeBoth(facts, errata target) error {
	toFile := func(name string) bool { return name != "" && name != "-" && !p.isStdout(name) }
	if toFile(facts.name) && toFile(errata.name) {
		return writeFiles([]target{errata, facts})
	}
	if errata.name != "" {
		if err := p.write(errata.name, errata.data); err != nil {
			return err
		}
	}
	return p.write(facts.name, facts.data)
}

// notOver returns an error if one of the files is there and holds something:
// somebody may have worked on it.
func notOver(names ...string) error {
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			return &hinted{fmt.Errorf("%s exists, and extract does not write over it", name), "choose another name, or remove it first"}
		}
	}
	return nil
}

// extraction reads an exhibit and turns it back into facts of a form.
func (p *program) extraction(c *cli.Context, a *assembly.Assembly, form, name string) (*exhibit.Exhibit, *assembly.Extraction, error) {
	kind := ""
	if types := c.StringSlice("type"); len(types) > 0 {
		kind = types[0]
	}
	var f *assembly.Form
	if form != "auto" {
		var err error
		if f, err = namedForm(c, a, form); err != nil {
			return nil, nil, err
		}
	}
	shown, data, err := p.read(name)
	if err != nil {
		return nil, nil, err
	}
	read, list := p.readExhibit(shown, data, exhibit.Options{Type: kind})
	if read == nil {
		return nil, nil, list
	}
	p.report(list)
	var x *assembly.Extraction
	if f == nil {
		x, err = a.ExtractAuto(shown, read)
	} else {
		x, err = f.Extract(shown, read)
	}
	return read, x, err
}

// factsFile is the facts as a file, with the line that tells an editor which
// schema to help with.
func factsFile(x *assembly.Extraction) []byte {
	head := "# yaml-language-server: $schema=" + schemaFile(x.Form.Name) + "\n"
	return append([]byte(head), facts.Format(x.Facts)...)
}

// tell prints what the exhibit and the draft of the facts do not share, and how
// much of the exhibit is explained.
func (p *program) tell(x *assembly.Extraction, name string) {
	same := x.Residual != nil && x.Residual.Summary().SameWording()
	if x.Residual != nil && !same && !x.Foreign {
		p.noteAll(residual(x, name))
	}
	certain := 0
	for _, r := range x.Readings {
		if r.Certain {
			certain++
		}
	}
	p.note("%s: %s: %s, %d of them certain", name, x.Form.Name, counted(len(x.Readings), "value"), certain)
	s := x.Score
	p.note("of %s the facts explain %d and the form %d; %d unexplained, and the draft has %d more",
		counted(s.Words, "word"), s.ByFacts, s.ByForm, s.Unexplained, s.Surplus)
	switch {
	case x.Foreign:
		p.note("it is in other words than the form's: the facts were found by what stands around them")
	case !same:
		for _, t := range x.Undecided {
			p.note("open: %s, at %s:%d", t.Text, t.Place.File, t.Place.Line)
		}
	}
	if len(x.Missing) > 0 {
		p.note("the form needs what the exhibit does not tell: %s", strings.Join(x.Missing, ", "))
	}
}

func counted(n int, thing string) string { return fmt.Sprintf("%d %s", n, plural(n, thing, thing+"s")) }

// residual is the redline from an exhibit to the draft of its facts.
func residual(x *assembly.Extraction, name string) []string {
	var text bytes.Buffer
	o := write.Options{Encoding: write.UTF8, Old: name, New: "the draft of its facts"}
	if list, err := formatNamed(comparison).Write(&text, x.Residual, &o); err != nil || list.Err() != nil {
		panic("draftgen: the format " + comparison + " fails") // it writes anything
	}
	return strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
}

// errataOf writes what a draft has otherwise than the exhibit.
func errataOf(x *assembly.Extraction, read *exhibit.Exhibit) ([]byte, error) {
	switch {
	case read.Lines == nil:
		return nil, &hinted{
			fmt.Errorf("errata are of lines, and an exhibit in %s has none", strings.ToUpper(string(read.Format))),
			"take the exhibit as it was filed in text",
		}
	case x.Foreign:
		return nil, &hinted{
			fmt.Errorf("the exhibit is in other words than those of %s: all of it would be errata", x.Form.Name),
			"to begin a form that has its words: draftgen scaffold",
		}
	case x.Draft == nil:
		return nil, &hinted{
			fmt.Errorf("the facts of the exhibit cannot be drafted: it does not tell %s", strings.Join(x.Missing, ", ")),
			"extract without --errata, and fill them in",
		}
	}
	file, ok := x.Draft.Errata(read.Lines)
	if !ok {
		return nil, fmt.Errorf("the draft and the exhibit have no line in common to hold errata")
	}
	if file == nil {
		file = []byte("[]\n")
	}
	return file, nil
}
