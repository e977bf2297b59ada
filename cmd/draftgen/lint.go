package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/lint"
	"github.com/urfave/cli/v2"
)

func (p *program) lintCommand() *cli.Command {
	return &cli.Command{
		Name:      "lint",
		Usage:     "find forms that cannot work",
		UsageText: "draftgen lint [FLAGS] [PACK]",
		Description: `Looks at every form of a pack and says all that is wrong at once, each with its
place: templates that do not compile, fields that the schema does not have,
conditions that no facts make true, styles that the page does not have, broken
schemas, rules and errata, examples that do not draft or have no exhibit, terms
that a draft uses and does not define; and what nothing uses: facts, styles,
partials, files. PACK is a folder; it is laid over the others, and what is wrong
in it alone is told of. Without PACK, it is all of them.

Errors make the exit code 1. A warning is of something that is not as it should
be, an info may be meant so.

Example:

    draftgen lint ours
    draftgen lint ours --format json`,
		Flags: []cli.Flag{
			packFlag(),
			&cli.StringFlag{Name: "format", Usage: "report as `FORMAT`: text or json", Value: "text"},
		},
		Action: p.lint,
	}
}

func (p *program) lint(c *cli.Context) error {
	args, err := arguments(c, 0, 1, "a folder of forms, or nothing")
	if err != nil {
		return err
	}
	format := c.String("format")
	if format != "text" && format != "json" {
		return wrong(c, "no report is called "+quote(format), "the reports are text and json")
	}
	layers, err := packLayers(c)
	if err != nil {
		return err
	}
	root := ""
	if len(args) == 1 {
		if err := isPack(args[0]); err != nil {
			return err
		}
		layers, root = withLayer(layers, shortest(args[0]))
	}
	list := lint.Pack(form.NewPack(layers...))
	if root != "" {
		list = slices.DeleteFunc(list, func(d *diag.Diagnostic) bool {
			return d.Severity != diag.Error && !liesIn(root, d.File)
		})
	}
	return p.lintReport(list, format == "json")
}

// liesIn reports whether a name as it is shown is that of a file in a folder.
// Files that are built in may be shown by the same name; they are not on the disk.
func liesIn(root, name string) bool {
	rel, err := filepath.Rel(root, filepath.FromSlash(name))
	if err != nil || !filepath.IsLocal(rel) {
		return false
	}
	_, err = os.Stat(name)
	return err == nil
}

func (p *program) lintReport(list diag.List, asJSON bool) error {
	if asJSON {
		if err := p.printJSON(append(diag.List{}, list...)); err != nil {
			return err
		}
	} else {
		p.report(list)
		p.note("%s", findingsLine(list))
	}
	if list.Err() != nil {
		return errFindings
	}
	return nil
}

// findingsLine counts what was found.
func findingsLine(list diag.List) string {
	counts := map[diag.Severity]int{}
	for _, d := range list {
		counts[d.Severity]++
	}
	if len(list) == 0 {
		return "nothing is wrong"
	}
	var parts []string
	for _, s := range []struct {
		severity  diag.Severity
		one, many string
	}{{diag.Error, "error", "errors"}, {diag.Warning, "warning", "warnings"}, {diag.Info, "info", "infos"}} {
		if n := counts[s.severity]; n > 0 {
			parts = append(parts, count(n, s.one, s.many))
		}
	}
	return strings.Join(parts, ", ")
}
