// Package exhibit reads what people have, a reference file in any of its usual
// forms, back into a [doc.Document] whose spans say where in the file they
// stood.
//
// [Read] looks at the bytes, not at the name, to tell the forms apart:
//
//   - typewriter text, as it was filed until about 2001 and as text writers
//     still make it: wrapped, justified, tabbed, broken into pages;
//   - an EDGAR submission, of which one document is chosen by its type;
//   - HTML as filed;
//   - DOCX, its tracked changes read as accepted or as rejected.
//
// A PDF is refused: the command line turns it into text with pdftotext and
// hands that to [ReadPDFText].
//
// The readers share one idea. Words are facts and must all come out, once and
// in order. Everything else (paragraphs, labels, headings, pages) is inferred
// from the layout and may err, so no inference may ever drop, double or alter a
// word. The exceptions are named where they are made: page furniture (running
// page numbers and heads), a word that was divided at a line end, and a word
// that was letter-spaced.
//
// Nothing here compares documents (package diff), finds facts in them (package
// extract), or opens files.
//
// # Limits
//
// Time and memory grow linearly with the input, within these limits: 64 MiB of
// input, or of any one part of a DOCX once unpacked; 1 MiB in one line of
// typewriter text; 200 bytes unpacked for each byte of a packed part over 1
// MiB; 4,096 parts in a DOCX; elements 500 deep in its XML; about a million
// lines or pieces of text. What is over them is an error that says so.
package exhibit

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// The limits on what is read.
const (
	maxBytes  = 64 << 20 // of input, and of one unpacked part
	maxLine   = 1 << 20  // bytes in a line of typewriter text
	maxRatio  = 200      // unpacked bytes per packed byte, past ratioFrom
	maxParts  = 4096     // parts of a DOCX
	maxDepth  = 500      // nested elements of a DOCX
	maxPieces = 1 << 20  // lines of typewriter text, or spans read

	ratioFrom = 1 << 20
)

// A Format is the form in which an exhibit was read.
type Format string

// The formats.
const (
	Text Format = "text"
	HTML Format = "html"
	DOCX Format = "docx"
	PDF  Format = "pdf"
)

// Changes says how the tracked changes of a DOCX are read.
type Changes uint8

// The ways to read tracked changes.
const (
	Accept Changes = iota // insertions kept, deletions dropped
	Reject                // deletions kept, insertions dropped
)

// Options are what a reader may be told. The zero Options are ready to use.
type Options struct {
	// Type chooses a document of an EDGAR submission by its <TYPE> ("EX-5.1")
	// or its <FILENAME>, in any case. When it is empty the only document is
	// taken, or the only one that is an EX-5 or an EX-99. Other files ignore it.
	Type string

	// Changes says how tracked changes are read.
	Changes Changes
}

// An Exhibit is a file that was read.
type Exhibit struct {
	// Document is the exhibit. Each span has an Origin with a Place in Source,
	// and Data is false throughout. Typewriter text has one span for each
	// source line.
	Document *doc.Document

	// Centered says of each block of the document whether it is centered.
	Centered []bool

	Format Format
	Type   string // EDGAR's <TYPE>; "" if the file had none

	// Lines are the lines of typewriter text, for comparing line for line: tabs
	// are expanded to every eighth column, blanks at line ends are dropped, and
	// PEM's escape of a leading dash is undone. Other formats have none.
	Lines []string

	// Source is the text that places point into: the file as decoded, with
	// plain line ends; for a DOCX, one line for each paragraph.
	Source *diag.Source
}

// Read reads an exhibit from the bytes of a file. The name is used in places
// and messages, and as a hint where the content leaves the format open.
//
// The list holds the errors, and also what was left out, guessed or converted
// on the way, as warnings and infos. If it holds an error ([diag.List.Err]) the
// Exhibit is nil.
func Read(name string, data []byte, opt Options) (*Exhibit, diag.List) {
	r := &reader{name: name, opt: opt}
	if !r.acceptable(data) {
		return r.done(nil)
	}
	if isZip(data) {
		return r.done(r.readDOCX(data))
	}
	text, ok := r.decode(data)
	if !ok {
		return r.done(nil)
	}
	r.src = &diag.Source{Name: name, Text: text}
	if docs := submission(text); len(docs) > 0 {
		return r.done(r.readSubmission(docs))
	}
	if looksLikeHTML(text, name) {
		return r.done(r.readHTML(part{text: text, line: 1}))
	}
	return r.done(r.readText(part{text: text, line: 1}, dialect{}))
}

// IsPDF reports whether data begins as a PDF does.
func IsPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

func isZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// foreign lists the forms that are known but not read.
var foreign = []struct{ magic, message, hint string }{
	{"{\\rtf", "this is an RTF file", saveAsDOCX},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Word file (.doc) or a DOCX under a password", saveAsDOCX},
	{"\xffWPC", "this is a WordPerfect file", saveAsDOCX},
	{"\x1f\x8b", "this is a gzip archive", "unpack it first"},
	{"\x89PNG", "this is a picture", "give the text of the exhibit, not a picture of it"},
	{"\xff\xd8\xff", "this is a picture", "give the text of the exhibit, not a picture of it"},
	{"GIF8", "this is a picture", "give the text of the exhibit, not a picture of it"},
}

const saveAsDOCX = "open it in a word processor and save it as .docx"

// acceptable refuses what can be refused from a look at the first bytes.
func (r *reader) acceptable(data []byte) bool {
	switch {
	case len(data) == 0:
		r.fail(doc.Place{}, "want an exhibit, have an empty file", "")
		return false
	case len(data) > maxBytes:
		r.fail(doc.Place{}, fmt.Sprintf("want at most %d MiB, have more", maxBytes>>20),
			"give the exhibit alone, without pictures and other documents")
		return false
	case IsPDF(data):
		r.fail(doc.Place{}, "this is a PDF file", "run pdftotext over it and give the text")
		return false
	}
	for _, f := range foreign {
		if bytes.HasPrefix(data, []byte(f.magic)) {
			r.fail(doc.Place{}, f.message, f.hint)
			return false
		}
	}
	return true
}

// A reader is one run over one file.
type reader struct {
	name string
	opt  Options
	src  *diag.Source
	list diag.List
	slab []doc.Origin // spare origins, so that they are allocated by the dozen
	used int          // origins given out
}

// done ends a run: an exhibit without words is an error, and errors leave no
// exhibit.
func (r *reader) done(x *Exhibit) (*Exhibit, diag.List) {
	if x != nil && !hasText(x.Document) {
		r.fail(doc.Place{}, "want an exhibit, have a file without a word of text",
			"if it is a scan, run character recognition over it first")
	}
	for _, d := range r.list {
		if d.Line > 0 {
			d.Source = r.src
		}
	}
	r.list.Sort()
	if r.list.Err() != nil {
		return nil, r.list
	}
	return x, r.list
}

func hasText(d *doc.Document) bool {
	for _, b := range d.Blocks {
		if _, ok := b.(*doc.Paragraph); ok {
			return true
		}
	}
	return false
}

func (r *reader) fail(at doc.Place, message, hint string) { r.say(diag.Error, at, message, hint) }
func (r *reader) warn(at doc.Place, message, hint string) { r.say(diag.Warning, at, message, hint) }
func (r *reader) note(at doc.Place, message string)       { r.say(diag.Info, at, message, "") }

func (r *reader) say(s diag.Severity, at doc.Place, message, hint string) {
	d := &diag.Diagnostic{Pos: diag.Pos{File: r.name, Line: at.Line, Col: at.Col}, Severity: s, Message: message, Hint: hint}
	r.list = append(r.list, d)
}

// origin returns a new origin at a place in the file.
func (r *reader) origin(line, col int) *doc.Origin {
	if len(r.slab) == 0 {
		r.slab = make([]doc.Origin, 32)
	}
	o := &r.slab[0]
	r.slab = r.slab[1:]
	r.used++
	o.Place = doc.Place{File: r.name, Line: line, Col: col}
	return o
}

func (r *reader) at(line, col int) doc.Place { return doc.Place{File: r.name, Line: line, Col: col} }

func (r *reader) tooMany() {
	r.fail(doc.Place{}, fmt.Sprintf("want at most %d lines or pieces of text, have more", maxPieces), "")
}

// A part is a stretch of a source.
type part struct {
	text   string
	line   int // number of its first line
	before int // characters of that line that stand before the part
}

// count words a number of things: "1 comment", "3 comments".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if stem, ok := strings.CutSuffix(thing, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	head, tail, _ := strings.Cut(thing, " of ")
	if tail != "" {
		return fmt.Sprintf("%d %ss of %s", n, head, tail)
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
