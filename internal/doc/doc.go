// Package doc is the document in which everything meets: readers and templates
// make one, the comparison marks one, writers print one.
//
// A [Document] is a list of blocks. A [Block] holds spans of text, and every
// [Span] knows where it came from ([Origin]) and, in a redline, what became of
// it ([Revision]). There is no second kind of tree for redlines: dropping the
// insertions ([Document.Reject]) gives the old document, dropping the deletions
// ([Document.Accept]) the new one.
//
// The package knows no files, no formats and no pages. To make a document from
// a template see package render and package markup; from a file, package
// exhibit; to break it into lines and pages, package layout; to print it,
// package write.
package doc

// A Document is a list of blocks in reading order. The zero Document is empty
// and ready to use.
type Document struct {
	Blocks []Block
}

// A Block is a *[Paragraph], a *[Rule] or a *[PageBreak].
type Block interface {
	isBlock()
}

// A Paragraph is a run of text that is set as one: a paragraph of prose, a list
// item, a heading, or the lines of an address.
//
// In the text of its spans a run of blanks stands where words are parted; one
// newline is a line break that layout must keep. No span holds markup.
type Paragraph struct {
	Style string    // name of the style in the form's layout; "" is body text
	Label []Span    // what stands in front, in a column of its own: "(a)", "RE:"
	Spans []Span    // the text
	Mark  *Revision // what became of the paragraph's end; nil: nothing

	OldStyle *string // in a redline, the style in the old document; nil: the same
}

// A Rule is a line drawn under the line above it.
type Rule struct {
	Style    string
	Columns  int       // its length as read; 0: as long as the text above it
	Revision *Revision // nil: unchanged
	Origin   *Origin
}

// A PageBreak begins a new page.
type PageBreak struct {
	Revision *Revision // nil: unchanged
	Origin   *Origin
}

func (*Paragraph) isBlock() {}
func (*Rule) isBlock()      {}
func (*PageBreak) isBlock() {}

// A Span is text of one origin and one fate.
type Span struct {
	Text     string
	Data     bool      // made from facts: never markup, whatever it holds
	Origin   *Origin   // nil: unknown
	Revision *Revision // nil: unchanged
}

// A Place is a position in a template or an exhibit. Lines and columns count
// from 1, columns in characters. The zero Place is unknown.
type Place struct {
	File string
	Line int
	Col  int
}

// An Origin says where a span came from. In a drafted document Place is in a
// template; in one that was read, in the file read.
type Origin struct {
	Place Place
	Facts []string   // JSON pointers of the facts that the text was made from, in the order used
	Why   *Condition // the innermost condition that let it print; nil: none
}

// A Condition is one test that a template made while it ran.
type Condition struct {
	Place Place
	Test  string   // as the template has it: `eq .addressee.kind "board"`
	Facts []string // JSON pointers of the facts that it read
	Held  bool     // whether the test was true; text of an else branch has false
	Outer *Condition
}

// A Change is what became of a piece of text between two documents.
type Change uint8

// The changes.
const (
	Same Change = iota
	Deleted
	Inserted
)

// A Level says how deep a change goes.
type Level uint8

// The levels, the deepest first.
const (
	Wording     Level = iota // other words
	Typographic              // the same words in other quotes or dashes
	Layout                   // the same words with other blanks, lines, paragraphs, rules or pages
)

// A Revision is one change of a redline. Spans that changed together share one;
// what was struck and what stands in its place are two with the same ID.
type Revision struct {
	ID     int // counts from 1 in reading order
	Change Change
	Level  Level
	Move   int     // not 0: one end of a move; both ends have the same number
	Causes []Cause // why, most telling first; see [Cause.String]
}
