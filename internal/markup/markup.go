// Package markup is the line language that templates print: [Parse] makes a
// document of what a template printed, [Format] writes a document in it.
//
// Only the text of a template can be markup. What was made from facts (spans
// with Data set) is inert: whatever characters it holds, they are text.
//
//	::: letterhead
//	LAW OFFICES
//	One Main Street
//	:::
//
//	RE: || Registration Statement on Form S-8
//	---
//
//	A paragraph may be broken anywhere.
//	This is its second sentence.
//
// The language, line by line:
//
//   - A blank line ends a block. It makes no difference how many there are, so
//     a condition that printed nothing leaves no hole.
//   - A line on which a template has only actions, and on which they printed
//     nothing, is no blank line: it is as if it were not there.
//   - "::: style" sets the style of the blocks up to the next ":::". A name is
//     made of letters, digits, hyphens and underscores. Fences do not nest.
//   - Three or more dashes alone are a rule as long as the text above it;
//     dashes and a number ("--- 35") are a rule of so many columns.
//   - Three or more equals signs alone begin a new page.
//   - Two bars between blanks, on the first line of a block, part its label
//     from its text.
//   - A backslash at the end of a line forces a line break there. Before
//     punctuation, a blank or a tab it makes that an ordinary character. Elsewhere
//     it is one itself.
//
// All of these may be indented, and need no blank line around them. Blanks and
// line ends of a template part words, and are one blank, however many; those at
// the ends of a block are nothing. In a style that keeps its lines, a line end
// stays one. A line end in a fact is always kept, and so are its blanks.
//
// The package knows no styles but by name, and sets no pages: see package
// layout.
package markup

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// longestRule is the most columns that a rule may ask for.
const longestRule = 500

// Lines cuts a text into spans of template text as [Parse] takes them, a line
// each, with their places in the file.
func Lines(file, text string) []doc.Span {
	var spans []doc.Span
	n := 0
	for line := range strings.Lines(text) {
		n++
		spans = append(spans, doc.Span{Text: line, Origin: &doc.Origin{Place: doc.Place{File: file, Line: n, Col: 1}}})
	}
	return spans
}

// Parse makes a document of what a template printed. The spans are in the order
// of printing; one that holds template text may hold several lines or a part of
// one, and its place is where it begins. Spans of the document keep origin and
// revision. A span without text says that an action printed nothing. keep says
// whether a style keeps its lines; nil: none does.
//
// The error is a [diag.List]: fences that do not match, with their places in
// the template. Time and memory are in proportion to the text.
func Parse(spans []doc.Span, keep func(style string) bool) (*doc.Document, error) {
	p := newParser(spans, keep)
	for p.next() {
		p.line()
	}
	p.endBlock()
	if p.fence != nil {
		p.trouble(p.fence, "fence "+p.style+" is not closed", "put ::: on a line of its own after its last block")
	}
	if len(p.list) > 0 {
		p.list.Sort()
		return nil, p.list
	}
	return &doc.Document{Blocks: p.blocks}, nil
}

// A place is a position in the spans.
type place struct{ span, off int }

// A parser holds a document half made. Text is appended to one builder, from
// which the spans of the document are cut, so that a letter takes a handful of
// allocations.
type parser struct {
	spans []doc.Span
	keep  func(string) bool
	list  diag.List

	from, end place // the line at hand, without its line end
	after     place // where the next line begins
	kind      lineKind

	text   strings.Builder
	done   int // how much of text is in finished spans
	out    []doc.Span
	source int // the span of which the text after done is made; -1: none

	style string // of the blocks at hand
	keeps bool   // it keeps its lines
	fence *place // where the fence that is open began

	blocks     []doc.Block
	paragraphs []doc.Paragraph // room for more
	block      int             // where the block at hand begins in out
	label      int             // where its text begins, after a label; -1: no label yet
	first      bool            // no line of the block has ended

	gap       byte // what is due before more text: a blank, a newline or nothing
	gapSource int  // the span that it is of
	bare      bool // no gap can be due: nothing stands before it on the line
}

func newParser(spans []doc.Span, keep func(string) bool) *parser {
	if keep == nil {
		keep = func(string) bool { return false }
	}
	size := 0
	for i := range spans {
		size += len(spans[i].Text)
	}
	p := &parser{
		spans: spans, keep: keep, source: -1, label: -1, first: true, bare: true,
		out:    make([]doc.Span, 0, len(spans)+8),
		blocks: make([]doc.Block, 0, min(8+len(spans)/4, 256)),
	}
	p.text.Grow(size)
	p.keeps = keep("")
	return p
}

// line takes in the line at hand.
func (p *parser) line() {
	switch p.kind {
	case vanishing:
	case blank:
		p.endBlock()
	case fence, rule, pageBreak:
		p.marker()
	case prose:
		p.addLine()
	default:
		panic("markup: unknown kind of line")
	}
}

// marker takes in a line that is one piece of markup.
func (p *parser) marker() {
	p.endBlock()
	text, at := p.content()
	switch p.kind {
	case fence:
		p.setStyle(strings.TrimSpace(strings.TrimLeft(text, ":")), at)
	case rule:
		digits := strings.TrimLeft(text, "- \t")
		columns := 0
		if digits != "" {
			n, err := strconv.Atoi(digits)
			if columns = n; err != nil || n < 1 || n > longestRule {
				p.trouble(&at, fmt.Sprintf("want a rule of 1 to %d columns, have %s", longestRule, digits), "")
				columns = 0
			}
		}
		s := &p.spans[at.span]
		p.blocks = append(p.blocks, &doc.Rule{Style: p.style, Columns: columns, Origin: s.Origin, Revision: s.Revision})
	case pageBreak:
		s := &p.spans[at.span]
		p.blocks = append(p.blocks, &doc.PageBreak{Origin: s.Origin, Revision: s.Revision})
	}
}

// setStyle opens or closes a fence.
func (p *parser) setStyle(style string, at place) {
	switch {
	case style == "" && p.fence == nil:
		p.trouble(&at, "::: closes a fence, but none is open", "open one with ::: and the name of a style")
	case style != "" && !isName(style):
		p.trouble(&at, "want the name of a style after :::, have "+strconv.Quote(style), "letters, digits, hyphens and underscores make a name")
	case style != "" && p.fence != nil:
		p.trouble(&at, "fence "+style+" opens inside fence "+p.style, "close the one before it with ::: on a line of its own")
	}
	p.fence = nil
	if style != "" {
		p.fence = new(at)
	}
	p.style, p.keeps = style, p.keep(style)
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return s != ""
}

// trouble reports a problem at a place.
func (p *parser) trouble(at *place, message, hint string) {
	d := &diag.Diagnostic{Rule: "markup", Message: message, Hint: hint}
	s := &p.spans[at.span]
	if s.Origin != nil {
		d.Pos = diag.Pos(s.Origin.Place)
		before := s.Text[:at.off]
		if n := strings.Count(before, "\n"); n > 0 && d.Line > 0 {
			d.Line += n
			d.Col = 1
			before = before[strings.LastIndexByte(before, '\n')+1:]
		}
		if d.Col > 0 {
			d.Col += len([]rune(before))
		}
	}
	p.list = append(p.list, d)
}
