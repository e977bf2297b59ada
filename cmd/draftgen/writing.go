package main

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

// writerFlags are the flags that newWriting reads: how documents are written.
func writerFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "title", Usage: "give the document the title `TEXT` in its properties", DefaultText: "its first line"},
		&cli.StringFlag{Name: "author", Usage: "name `NAME` as the author of a document and of its tracked changes"},
		&cli.StringFlag{Name: "date", Usage: "date a document, its tracked changes and the mark of a draft `DATE`, such as 2006-01-02", DefaultText: "none: the clock is not read"},
		&cli.StringFlag{Name: "reference-doc", Usage: "take styles, margins, header and footer of a DOCX from `FIRM.docx`"},
	}
}

// redlineFlags are the flags that newWriting reads of a comparison.
func redlineFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "context", Usage: "show `N` words around a change (unified: lines), or all", DefaultText: "10; unified 3"},
		&cli.BoolFlag{Name: "layout", Usage: "show and count other quotes, dashes, blanks, paragraphs, rules and pages too", DisableDefaultText: true},
		&cli.StringFlag{Name: "moves", Usage: "show what moved as `MOVES`: on, or off for plain deletion and insertion", Value: "on"},
	}
}

// typeFlag chooses among the documents of a submission; more says how often it
// may be given.
func typeFlag(more string) cli.Flag {
	return &cli.StringSliceFlag{
		Name:        "type",
		Usage:       "of an EDGAR submission, read the document of the type `TYPE`, such as EX-5.1, or of that file name" + more,
		DefaultText: "the only one, or the only EX-5 or EX-99",
	}
}

// A writing is how the command line wants documents compared and written.
type writing struct {
	program *program
	format  *write.Format
	out     string        // where to; "" and "-" are stdout
	options write.Options // what does not depend on the document
	compare assembly.RedlineOptions

	reference string // --reference-doc; "" for none
}

func (p *program) newWriting(c *cli.Context, format *write.Format, out string) (*writing, error) {
	w := &writing{program: p, format: format, out: out}
	w.options = write.Options{Title: c.String("title"), Author: c.String("author"), Date: c.String("date"), Straight: c.Bool("straight"), Layout: c.Bool("layout")}
	for _, flag := range []string{"title", "author"} {
		if s := c.String(flag); !utf8.ValidString(s) {
			return nil, wrong(c, "--"+flag+" wants text in UTF-8, found "+quote(s), "")
		}
	}
	if err := write.CheckDate(w.options.Date); err != nil {
		return nil, wrong(c, "--date: "+err.Error(), "")
	}
	var ok bool
	if w.options.Context, ok = contextOf(c.String("context")); !ok {
		return nil, wrong(c, "--context wants a number from 1, or all, found "+quote(c.String("context")), "")
	}
	switch moves := c.String("moves"); moves {
	case "off":
		w.compare.NoMoves = true
	case "on", "":
	default:
		return nil, wrong(c, "--moves wants on or off, found "+quote(moves), "")
	}
	return w, w.readReference(c)
}

// contextOf returns what the options call so much context.
func contextOf(s string) (n int, ok bool) {
	switch s {
	case "":
		return 0, true
	case "all":
		return -1, true
	}
	n, err := strconv.Atoi(s)
	return min(n, mostContext), err == nil && n > 0
}

// mostContext is more than any text has. It can be doubled and added to.
const mostContext = 1 << 20

func (w *writing) readReference(c *cli.Context) error {
	name := c.String("reference-doc")
	if name == "" {
		return nil
	}
	if w.format != formatNamed("docx") {
		return wrong(c, "--reference-doc is for DOCX, and the format is "+w.format.Name, "write DOCX: -o FILE.docx")
	}
	_, data, err := w.program.read(name)
	w.options.Reference, w.reference = data, name
	return err
}

// redline returns the options for a redline between two sides.
func (w *writing) redline(oldName, newName string, old, new assembly.Side) *write.Options {
	o := w.plain(oldName, newName)
	o.Facts = assembly.FactChanges(old, new)
	if toStdout(w.out) {
		page := w.program.page(w.program.stdout)
		o.Color, o.Width = page.Color, page.Columns
	}
	if new.Draft != nil {
		o.Sheet = new.Draft.Form.Sheet
	}
	return o
}

// plain returns the options for a redline of which only the names are known.
func (w *writing) plain(oldName, newName string) *write.Options {
	o := w.options
	o.Old, o.New = shownName(oldName), shownName(newName)
	if o.Encoding == "" {
		o.Encoding = write.UTF8
	}
	return &o
}

// write writes a document in the format. draft is the one that it was made from,
// nil for none: its facts are where trouble with the text is to be mended.
func (w *writing) write(d *doc.Document, o *write.Options, draft *assembly.Draft) ([]byte, diag.List, error) {
	var text bytes.Buffer
	list, err := w.format.Write(&text, d, o)
	var bad diag.List
	if errors.As(err, &bad) {
		w.placeReference(bad)
	}
	if draft != nil {
		list = draft.Locate(list)
	}
	return text.Bytes(), list, err
}

// placeReference gives what is wrong with the reference document its name, which
// writers do not know.
func (w *writing) placeReference(list diag.List) {
	for _, d := range list {
		if d.Rule == "reference" && d.File == "" {
			d.File = shownName(w.reference)
		}
	}
}

// differs reports whether a redline is of two texts that are not the same, as
// far as the command line asks.
func (w *writing) differs(s doc.Summary) bool {
	return !s.SameWording() || w.options.Layout && s.Typographic+s.Layout > 0
}

// encodingFor reads --encoding.
func encodingFor(c *cli.Context) (write.Encoding, error) {
	encoding := write.Encoding(strings.ToLower(c.String("encoding")))
	if encoding != write.ASCII && encoding != write.UTF8 {
		return "", wrong(c, "--encoding wants ascii or utf-8, found "+quote(c.String("encoding")), "")
	}
	return encoding, nil
}
