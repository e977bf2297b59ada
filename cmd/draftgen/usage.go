package main

import (
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

// A usageError is a command line that cannot be run.
type usageError struct {
	command string // "" for the program itself
	message string
	hint    string // "" for none
}

func (e *usageError) Error() string { return e.message }

// help is the command that tells more.
func (e *usageError) help() string {
	return strings.TrimSpace("draftgen "+e.command) + " --help"
}

// onUsageError takes the library's own complaint, such as a number that is
// none, without its page of help.
func onUsageError(c *cli.Context, err error, _ bool) error {
	e := &usageError{message: err.Error()}
	if c.Command != nil && c.Command.Name != c.App.Name {
		e.command = c.Command.Name
	}
	return e
}

// wrong is a usage error of the command that runs.
func wrong(c *cli.Context, message, hint string) error {
	return &usageError{c.Command.Name, message, hint}
}

// wrongName turns the diagnostic for a name on the command line that is unknown
// into a usage error.
func wrongName(c *cli.Context, d *diag.Diagnostic) error { return wrong(c, d.Message, d.Hint) }

func unknownFlag(command string, known []cli.Flag, word string) error {
	name, value, glued := cutFlag(word)
	e := &usageError{command: command, message: "no flag is called " + flagName(name)}
	if command != "" {
		e.message = "draftgen " + command + " has no flag " + flagName(name)
	}
	var names []string
	for _, f := range known {
		names = append(names, f.Names()...)
	}
	near, ok := diag.Nearest(name, names)
	switch first := findFlag(known, name[:1]); {
	case !strings.HasPrefix(word, "--") && first != nil && takesValue(first):
		e.hint = "if " + quote(word[2:]) + " is a value, write -" + name[:1] + " " + word[2:]
	case ok && glued:
		e.hint = "did you mean " + flagName(near) + "=" + value + "?"
	case ok:
		e.hint = "did you mean " + flagName(near) + "?"
	case strings.ContainsAny(name, "/.\\"):
		e.hint = "if it is a file, write ./" + word + " or put -- before it"
	}
	return e
}

func flagName(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// arguments returns the words that are no flags; there must be from least to
// most of them, where most < 0 is any number. what names them for the message.
func arguments(c *cli.Context, least, most int, what string) ([]string, error) {
	args := c.Args().Slice()
	switch {
	case len(args) < least:
		return nil, wrong(c, c.Command.Name+" wants "+what, "")
	case most >= 0 && len(args) > most:
		return nil, wrong(c, c.Command.Name+" wants "+what+", and no more: "+quote(args[most])+" is left over", "")
	}
	for _, a := range args {
		if a == "" {
			return nil, wrong(c, c.Command.Name+" wants "+what+", found an empty word", "")
		}
	}
	return args, nil
}

func quote(s string) string { return strconv.Quote(s) }
