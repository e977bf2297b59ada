// Package write prints a document, in one file for each format.
//
// [Formats] is the table of them. A [Format] takes a [doc.Document] and gives
// bytes; adding one takes a file with its Format and a line in the table.
//
// A redline is a document, so every format prints one too: each shows what was
// struck and what was inserted in its own way. The formats that are for
// redlines alone say so.
//
// What a format cannot say is trouble in the user's text, not in the machine: a
// [diag.List] with the place of each, the fact or the template it came from.
// Where the meaning is kept (a curly quote typed straight) it is a warning;
// where it is not, an error, and then nothing is written at all.
//
// The same document and options give the same bytes. Nothing here breaks lines
// or chooses type sizes (package layout), and nothing opens files.
package write

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// Options are what a writer may be told. A format ignores what does not concern
// it. The zero Options are ready to use, and so is a nil pointer to them.
type Options struct {
	// Sheet is the page of the form; nil is [layout.Default].
	Sheet *layout.Sheet

	// Pages are the typewriter's pages, if they are already set; nil: they are
	// set from Sheet. Their runs point into the document. Only text uses them,
	// and not for a redline.
	Pages []layout.Page

	// Encoding of text; "" is [ASCII].
	Encoding Encoding

	// Straight leaves quotes, apostrophes and dashes as they were typed. Without
	// it, the formats that are set in type have those of print: “Company’s”, and
	// a dash for two hyphens. A redline shows both its texts as they are.
	Straight bool

	// PageTags has text written with EDGAR's <PAGE> between pages. Without it
	// text runs on, however many lines a page has, and only a page break that
	// the document asks for leaves a mark, a blank line.
	PageTags bool

	// Title, Author and Date go into a document's properties, and Author and
	// Date onto the revisions of a redline. A Date is as RFC 3339 has it, with
	// or without the time of day; "" is none: the package knows no clock.
	Title, Author, Date string

	// Draft marks each page as a draft.
	Draft bool

	// Old and New name the two sides of a redline. A document is printed as a
	// redline if it has a revision, or if these are set.
	Old, New string

	// Facts are the facts in which the two sides of a redline differ, where both
	// were drafted: causes of the kind [doc.FactChanged]. The formats words, json
	// and html show them first, each with the changes that it caused.
	Facts []doc.Cause

	// Reference is a firm's own DOCX, whose styles, margins, header and footer
	// a DOCX takes over; nil: those of Sheet.
	Reference []byte

	// NoComments leaves out the comments in which a DOCX says what caused each
	// change, and PlainMoves has it show what moved as deleted and inserted.
	NoComments, PlainMoves bool

	// Layout has a redline show what changed in typography and layout too, where
	// a format does not show it always but subdued. It is counted in any case.
	Layout bool

	// The comparison in a terminal: whether it may use colour, and its columns,
	// 0 for 80.
	Color bool
	Width int

	// Context is how much unchanged text stands around a change, in words or, in
	// a unified comparison, in lines: 0 is what is usual, below 0 all.
	Context int
}

// An Encoding says of which characters text is made.
type Encoding string

// The encodings.
const (
	ASCII Encoding = "ascii" // printable ASCII, as EDGAR takes it
	UTF8  Encoding = "utf-8" // whatever the document has
)

// A Format is a way to print a document.
type Format struct {
	Name    string   // as --to has it
	Endings []string // of file names, the usual one first
	Does    string   // in a few words, for help
	Redline bool     // for redlines alone
	Binary  bool     // not for a terminal
	Filed   bool     // EDGAR takes it as an exhibit
	typeset bool     // its quotes curl

	// encode prints a document. If the list holds an error there are no bytes.
	// The error is for trouble that is not in the text, as with a reference
	// document that cannot be read.
	encode func(d *doc.Document, o *Options) ([]byte, diag.List, error)
}

// formats is the table, in the order in which help shows it.
var formats = []*Format{
	&textFormat, &htmlFormat, &markdownFormat,
	&jsonFormat, &wordsFormat, &unifiedFormat,
	&docxFormat, &pdfFormat,
}

// Formats returns all formats, in the order for help.
func Formats() []*Format { return slices.Clone(formats) }

// Named returns the format of a name, in any case.
func Named(name string) (*Format, bool) {
	for _, f := range formats {
		if strings.EqualFold(f.Name, name) {
			return f, true
		}
	}
	return nil, false
}

// ForEnding returns the format whose files end as a file's name does. The first
// in the table wins, so that a redline's formats need not be told apart.
func ForEnding(file string) (*Format, bool) {
	name := strings.ToLower(file)
	for _, f := range formats {
		for _, ending := range f.Endings {
			if strings.HasSuffix(name, ending) {
				return f, true
			}
		}
	}
	return nil, false
}

// Write prints d to w, in one call of w's Write. The list tells what could not
// be said as it stands in the document; if it holds an error
// ([diag.List.Err]), nothing was written. The error is w's, or says that the
// options cannot be followed.
func (f *Format) Write(w io.Writer, d *doc.Document, o *Options) (diag.List, error) {
	if o == nil {
		o = &Options{}
	}
	if err := CheckDate(o.Date); err != nil {
		return nil, err
	}
	if f.typeset && !o.Straight && !o.redlined(d) {
		d = curled(d)
	}
	data, list, err := f.encode(d, o)
	list.Sort()
	if err != nil {
		return list, fmt.Errorf("%s: %w", f.Name, err)
	}
	if list.Err() != nil {
		return list, nil
	}
	_, err = w.Write(data)
	return list, err
}

// CheckDate returns an error if s is no date as [Options] want it.
func CheckDate(s string) error {
	_, day := time.Parse(time.DateOnly, s)
	_, moment := time.Parse(time.RFC3339, s)
	if s == "" || day == nil || moment == nil {
		return nil
	}
	return fmt.Errorf("want a date such as 2006-01-02 or 2006-01-02T15:04:05Z, have %q", s)
}

// sheet returns the sheet to use.
func (o *Options) sheet() *layout.Sheet {
	if o.Sheet == nil {
		return layout.Default()
	}
	return o.Sheet
}

// redlined reports whether d is printed as a redline.
func (o *Options) redlined(d *doc.Document) bool {
	return o.Old != "" || o.New != "" || revised(d)
}

// revised reports whether anything in d has a revision.
func revised(d *doc.Document) bool {
	changed := func(s doc.Span) bool { return s.Revision != nil }
	return slices.ContainsFunc(d.Blocks, func(block doc.Block) bool {
		switch b := block.(type) {
		case *doc.Paragraph:
			return b.Mark != nil || b.OldStyle != nil || slices.ContainsFunc(b.Spans, changed) || slices.ContainsFunc(b.Label, changed)
		case *doc.Rule:
			return b.Revision != nil
		case *doc.PageBreak:
			return b.Revision != nil
		}
		panic("write: unknown block")
	})
}

// shown returns the redline d as it is to be shown.
func (o *Options) shown(d *doc.Document) *doc.Document {
	if o.Layout {
		return d
	}
	return d.Settle(doc.Typographic, doc.Layout)
}

// trouble is a diagnostic about the text of a span. Its place is where the
// template has the span, its pointer the fact that the span was made from: one
// of the new document's facts if the span is in a redline. Of several facts the
// last is the text's own; those before it were only looked at.
func trouble(s *doc.Span, severity diag.Severity, rule, message, hint string) *diag.Diagnostic {
	d := &diag.Diagnostic{Severity: severity, Rule: rule, Message: message, Hint: hint}
	if s != nil && s.Origin != nil {
		d.Pos = diag.Pos(s.Origin.Place)
		struck := s.Revision != nil && s.Revision.Change == doc.Deleted
		if n := len(s.Origin.Facts); n > 0 && !struck {
			d.Pointer = s.Origin.Facts[n-1]
		}
	}
	return d
}
