// Command draftgen drafts SEC exhibits from data and proves them against
// originals.
//
// The program is thin. main calls run, run puts the words of the command line
// in order (arrange) and hands them to the command; each command is one file,
// and opens, makes one call to the rooms under internal, and writes. What they
// share is how the program speaks: input.go, output.go, report.go, usage.go.
//
// Exit codes are 0 for fine, 1 for findings (facts that are invalid, texts that
// differ, an example that is not proved), 2 for usage or trouble.
package main

import (
	"io"
	"os"
	"weak"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

func main() {
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is the program: the words of the command line, the first of which is the
// program's name, and the streams. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr}
	app := p.app()
	words, err := arrange(app, args)
	if err != nil {
		return p.exit(err)
	}
	return p.exit(app.Run(words))
}

// A program is one run of draftgen.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	said map[weak.Pointer[diag.Diagnostic]]bool // see unsaid
}

// app describes the command line. It does no other work, so that the start of
// the program stays cheap.
func (p *program) app() *cli.App {
	app := &cli.App{
		Name:      "draftgen",
		Usage:     "draft SEC exhibits from data, and prove them against originals",
		UsageText: "draftgen COMMAND [FLAGS] [ARGUMENTS]",
		Description: `Flags may stand before or after arguments; "-" is stdin or stdout. Results go
to stdout, everything else to stderr. The exit code is 0 for fine, 1 for
findings (invalid, different, not proved), 2 for usage or trouble.

A pack is a folder of forms. --pack DIR lays one over the forms built in, and
so do the folders that DRAFTGEN_PACK lists. NO_COLOR turns colours off.

"draftgen COMMAND --help" tells more about a command, with an example.`,
		Commands: []*cli.Command{
			p.formsCommand(), p.newCommand(), p.validateCommand(), p.draftCommand(),
			p.diffCommand(), p.checkCommand(), p.testCommand(), p.explainCommand(), p.schemaCommand(),
			p.scaffoldCommand(), p.extractCommand(), p.adoptCommand(), p.lintCommand(), p.variantsCommand(),
		},
		Flags:  []cli.Flag{&cli.BoolFlag{Name: "version", Usage: "print the version", DisableDefaultText: true}},
		Action: p.bare,
		Reader: p.stdin, Writer: p.stdout, ErrWriter: p.stderr,
		OnUsageError:              onUsageError,
		ExitErrHandler:            func(*cli.Context, error) {}, // run decides, not the library
		HideVersion:               true,
		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true, // a comma is a comma in --set "name=Acme, Inc."
	}
	for _, c := range app.Commands {
		c.OnUsageError, c.HideHelpCommand = onUsageError, true
	}
	return app
}

// bare is the program without a command.
func (p *program) bare(c *cli.Context) error {
	if c.Bool("version") {
		return p.print(version() + "\n")
	}
	c.App.Writer = p.stderr
	if err := cli.ShowAppHelp(c); err != nil {
		return err
	}
	return &usageError{message: "a command is wanted"}
}
