package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/urfave/cli/v2"
)

func (p *program) adoptCommand() *cli.Command {
	return &cli.Command{
		Name:      "adopt",
		Usage:     "make an exhibit a regression example of a form",
		UsageText: "draftgen adopt [FLAGS] --pack DIR --name CASE FORM EXHIBIT",
		Description: `Extracts the facts of an exhibit, and writes into the folder DIR (the last one,
if --pack is given several times) what draftgen test proves the form with:

    examples/KIND/CASE.yaml          the facts
    examples/KIND/CASE.txt           the exhibit
    examples/KIND/CASE.errata.yaml   the lines that the draft has otherwise

They are proved before they are written. Files that are there are not written
over. The exhibit must be typewriter text, and in the form's words on the whole.

Example:

    draftgen adopt KIND/FORM s8-1998.txt --pack firm --name harbor-1998`,
		Flags: []cli.Flag{
			packFlag(), typeFlag(""),
			&cli.StringFlag{Name: "name", Usage: "call the example `CASE`"},
		},
		Action: p.adopt,
	}
}

// caseName is what an example may be called: a part of a file name.
var caseName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)

func (p *program) adopt(c *cli.Context) error {
	args, err := arguments(c, 2, 2, "a form, or auto, and an exhibit")
	if err != nil {
		return err
	}
	packs, name := c.StringSlice("pack"), c.String("name")
	switch {
	case len(packs) == 0:
		return wrong(c, "--pack DIR is wanted: the folder that gets the example", "")
	case !caseName.MatchString(name) || strings.HasSuffix(name, ".errata"):
		return wrong(c, "--name CASE is wanted: small letters, digits and hyphens", "")
	}
	layers, err := layersUnder(packs)
	if err != nil {
		return err
	}
	target := packs[len(packs)-1]
	read, x, err := p.extraction(c, assembly.New(form.NewPack(layers...)), args[0], args[1])
	if err != nil {
		return err
	}
	files, err := exampleOf(x, read, name)
	if err != nil {
		return err
	}
	if err := free(target, files); err != nil {
		return err
	}
	written, err := enter(target, layers, files)
	if err != nil {
		return err
	}
	p.tell(x, shownName(args[1]))
	for _, name := range written {
		p.note("wrote %s", name)
	}
	p.note("to prove it: draftgen test %s --pack %s", x.Form.Kind+"/"+name, target)
	return nil
}

// exampleOf makes the files of an example.
func exampleOf(x *assembly.Extraction, read *exhibit.Exhibit, name string) ([]form.File, error) {
	slips, err := errataOf(x, read)
	if err != nil {
		return nil, err
	}
	stem := "examples/" + x.Form.Kind + "/" + name
	files := []form.File{
		{Path: stem + ".yaml", Text: string(factsFile(x))},
		{Path: stem + ".txt", Text: strings.Join(read.Lines, "\n") + "\n"},
	}
	if string(slips) != "[]\n" {
		files = append(files, form.File{Path: stem + ".errata.yaml", Text: string(slips)})
	}
	return files, nil
}

// free returns an error if one of the files of an example is there.
func free(target string, files []form.File) error {
	stem := strings.TrimSuffix(files[0].Path, ".yaml")
	for _, end := range []string{".yaml", ".txt", ".errata.yaml"} {
		name := filepath.Join(target, filepath.FromSlash(stem+end))
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return &hinted{fmt.Errorf("%s exists, and adopt does not write over it", name), "choose another --name"}
		}
	}
	return nil
}

// enter proves an example in a folder beside its place, and moves it there. It
// leaves nothing behind if that fails.
func enter(target string, layers []form.Layer, files []form.File) (written []string, err error) {
	made := firstMissing(target)
	if err := os.MkdirAll(target, 0o777); err != nil {
		return nil, unwritable(target, err)
	}
	stage, err := os.MkdirTemp(target, ".draftgen-adopt-")
	if err != nil {
		return nil, unwritable(target, err)
	}
	defer func() {
		os.RemoveAll(stage)
		if err != nil && made != "" {
			os.RemoveAll(made)
		}
	}()
	for _, f := range files {
		if err := put(stage, f); err != nil {
			return nil, err
		}
	}
	a := assembly.New(form.NewPack(append(slices.Clone(layers), layer(stage))...))
	proof := a.Prove(a.Pack.Example(strings.TrimSuffix(files[0].Path, ".yaml")))
	if !proof.OK() {
		if err := proof.Trouble.Err(); err != nil {
			return nil, err
		}
		return nil, errors.New("the facts and errata that were read do not make the exhibit again")
	}
	return moveAll(stage, target, files)
}
