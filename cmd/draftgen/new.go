package main

import (
	"fmt"
	"os"
	"path"

	"github.com/urfave/cli/v2"
)

func (p *program) newCommand() *cli.Command {
	return &cli.Command{
		Name:      "new",
		Usage:     "write starter facts for a form",
		UsageText: "draftgen new [FLAGS] FORM",
		Description: `Prints facts to begin a matter with: what the form needs stands blank, each
under a comment that says what it takes; everything else stands as a comment,
with an example or its default, ready to be uncommented. The first line tells an
editor with a YAML language server which schema to help with; draftgen schema
writes that file.

Example:

    draftgen new KIND/FORM -o matter.yaml
    draftgen schema KIND/FORM -o FORM.schema.json`,
		Flags:  []cli.Flag{packFlag(), outputFlag("write the facts to `FILE`")},
		Action: p.new,
	}
}

func outputFlag(does string) cli.Flag {
	return &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: does + ", or - for stdout"}
}

func (p *program) new(c *cli.Context) error {
	_, f, err := p.oneForm(c)
	if err != nil {
		return err
	}
	out := c.String("output")
	if info, err := os.Stat(out); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
		return &hinted{fmt.Errorf("%s exists, and new does not write over facts", out), "choose another name, or remove it first"}
	}
	head := "# yaml-language-server: $schema=" + schemaFile(f.Name) + "\n"
	return p.write(out, append([]byte(head), f.Starter()...))
}

// schemaFile is the name that the starter facts give to a form's schema.
func schemaFile(form string) string { return path.Base(form) + ".schema.json" }
