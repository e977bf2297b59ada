package layout

import (
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// A Page is the lines of one page, from the top.
type Page struct{ Lines []Line }

// A Line is one line of a page. The zero Line is blank.
type Line struct{ Runs []Run }

// A Run is a piece of a line that is made from one span.
type Run struct {
	Text string
	Span *doc.Span // nil: blanks that stand for no text, as those of an indent
}

// String returns the text of the line, without blanks at its end.
func (l Line) String() string {
	if len(l.Runs) == 1 {
		return strings.TrimRight(l.Runs[0].Text, " \t")
	}
	var b strings.Builder
	for _, r := range l.Runs {
		b.WriteString(r.Text)
	}
	return strings.TrimRight(b.String(), " \t")
}

// An Adjustment is one departure from the rules, as a typist made it. It stands
// before a word of a paragraph; one that names no word changes nothing.
type Adjustment struct {
	Kind  AdjustmentKind
	Block int     // index among the blocks of the document
	At    int     // where the word begins: bytes from the start of the paragraph's Spans, taken together
	N     Columns // for Space, the blanks of the gap; for Indent, those before the line
}

// AdjustmentKind is a kind of departure.
type AdjustmentKind uint8

// The kinds of departures.
const (
	Space  AdjustmentKind = iota // N blanks stand before the word, to which justification may add
	Break                        // the word begins a line
	Indent                       // the line that the word begins is set as ever, but with N blanks before it
)
