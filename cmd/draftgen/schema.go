package main

import "github.com/urfave/cli/v2"

func (p *program) schemaCommand() *cli.Command {
	return &cli.Command{
		Name:      "schema",
		Usage:     "print the JSON Schema of a form's facts, for editors",
		UsageText: "draftgen schema [FLAGS] FORM",
		Description: `Prints one file that needs no other: JSON Schema 2020-12, with everything that
the form's schema refers to inside it.

Example:

    draftgen schema KIND/FORM -o FORM.schema.json`,
		Flags:  []cli.Flag{packFlag(), outputFlag("write the schema to `FILE`")},
		Action: p.schema,
	}
}

func (p *program) schema(c *cli.Context) error {
	_, f, err := p.oneForm(c)
	if err != nil {
		return err
	}
	bundle, err := f.Schema.Bundle()
	if err != nil {
		return err
	}
	return p.write(c.String("output"), bundle)
}
