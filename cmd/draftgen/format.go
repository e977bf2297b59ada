package main

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

// comparison is the format in which people are shown a redline.
const comparison = "words"

// formatNames lists the formats, those that are for redlines alone if wanted.
func formatNames(redline bool) string {
	var names []string
	for _, f := range write.Formats() {
		if redline || !f.Redline {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// formatFor returns the format that a flag names, else that of the output's
// ending, else the usual one. redline says whether a redline is to be written.
func (p *program) formatFor(c *cli.Context, flag, out string, redline bool) (*write.Format, error) {
	f, err := chooseFormat(c, flag, out, redline)
	if err != nil {
		return nil, err
	}
	switch {
	case f.Redline && !redline:
		return nil, wrong(c, "the format "+f.Name+" shows what differs from another text, and there is none", "name it with --against, or choose from "+formatNames(false))
	case f.Binary && toStdout(out) && isTerminal(p.stdout):
		return nil, wrong(c, "the format "+f.Name+" is not for a terminal", "write it to a file: -o FILE"+endingOf(f))
	}
	return f, nil
}

func chooseFormat(c *cli.Context, flag, out string, redline bool) (*write.Format, error) {
	name := c.String(flag)
	ending := filepath.Ext(out)
	switch {
	case name != "":
		f, ok := write.Named(name)
		if !ok {
			return nil, wrong(c, "no format is called "+quote(name), "the formats are "+formatNames(redline))
		}
		if other, known := write.ForEnding(out); known && f != other && (f.Binary || other.Binary) {
			return nil, wrong(c, "files that end in "+ending+" are "+other.Name+", and --"+flag+" says "+f.Name, "leave --"+flag+" out, or give the file another ending")
		}
		return f, nil
	case ending != "" && !isFolder(out):
		if f, ok := write.ForEnding(out); ok {
			return f, nil
		}
		return nil, wrong(c, "no format has files that end in "+ending, "say which one is meant: --"+flag+" "+formatNames(redline))
	case redline:
		return formatNamed(comparison), nil
	}
	return write.Formats()[0], nil
}

// formatNamed returns a format that there is.
func formatNamed(name string) *write.Format {
	f, ok := write.Named(name)
	if !ok {
		panic("draftgen: there is no format " + name)
	}
	return f
}

// endingOf is the ending of a format's files.
func endingOf(f *write.Format) string {
	if len(f.Endings) == 0 {
		return ".txt"
	}
	return f.Endings[0]
}

func toStdout(out string) bool { return out == "" || out == "-" }

func isTerminal(w io.Writer) bool {
	_, ok := columnsOf(w)
	return ok
}
