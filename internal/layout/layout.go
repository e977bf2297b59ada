// Package layout describes a form's page and breaks a document into the lines
// of it.
//
// A [Sheet] is read from a form's layout.yaml ([Read]). It holds the page for
// two worlds: the typewriter, which [Sheet.Typewrite] sets here, in columns and
// lines; and the typeset page, which the writers of the other formats set from
// the same styles, in points. What a form leaves out has a default, and what is
// said for the typewriter alone is carried over to the typeset page.
//
// # Lines
//
// Lines are filled greedily: a word goes on the line if it fits within the
// measure, else it begins the next line. That is what a typist does who cannot
// see the words to come, and for equal columns no method needs fewer lines. (It
// does not make the most even lines; that takes the optimum-fit method of Knuth
// and Plass, "Breaking Paragraphs into Lines", 1981, which no typed exhibit
// used.) A word is never cut: one that is longer than the measure stands alone
// on a line that is too long. Widths are display columns, those of a terminal
// that is not East Asian, whatever the locale.
//
// Between two words stands one blank; after a sentence stand
// [Typewriter].Sentence of them. Where the text itself has a wider gap or a
// tab, that gap is kept. A no-break space parts no words; a newline always ends
// a line. Where a sentence ends is told by [sentenceEnds].
//
// # Justification
//
// A justified line is filled up to the measure: its missing blanks are given
// one each to the gaps from the outside in (the first gap, the last, the
// second, the last but one, and so on), and again from the outside when every
// gap has got one. The rule is read off an exhibit filed in 2004. The last line of
// a paragraph is left alone, and so is a line that a newline ends, one with a
// tab in it, and one of a single word.
//
// # Blank lines
//
// Above a block stand the blank lines that its style asks for, or those that
// the block before it asks for below itself, whichever are more; they are not
// added up. None stand above the first block of a page, above a rule, and
// between two blocks of one tight style.
package layout

import (
	"maps"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// Columns is a width on the typewriter's page: one is the width of a letter.
type Columns int

// Points is a length on the typeset page: 72 are an inch.
type Points float64

// A Sheet is the page of a form. The zero Sheet is that of a form that says
// nothing, as [Default] returns it. A Sheet may be used by several goroutines,
// as long as none changes it.
type Sheet struct {
	Typewriter Typewriter
	Typeset    Typeset
	Styles     map[string]Style // by name; what is not here is looked up among the default styles
}

// Typewriter is the typewriter's page.
type Typewriter struct {
	Measure  Columns // length of a full line; 0 is 72
	Sentence Columns // blanks after a sentence; 0 is 2
	Page     int     // lines on a page; 0 is one endless page
}

// Typeset is the typeset page.
type Typeset struct {
	Paper       Paper
	Margins     Margins
	Font        string // a family: "serif", "sans", "mono" or the name of one
	Size        Points
	Leading     float64 // distance of lines, as a multiple of the size
	PageNumbers PageNumbers
}

// Paper is the size of a sheet.
type Paper struct{ Width, Height Points }

// The papers that a layout may name. Others are given as width and height.
var (
	Letter = Paper{612, 792}
	Legal  = Paper{612, 1008}
	A4     = Paper{595.28, 841.89}
)

// Margins are the distances of the text from the edges of the paper.
type Margins struct{ Top, Right, Bottom, Left Points }

// PageNumbers says where the number of a page stands. The first page of a
// letter has none.
type PageNumbers uint8

// The places of page numbers.
const (
	BottomCenter PageNumbers = iota
	BottomRight
	NoPageNumbers
)

// A Style says how a block is set in both worlds.
type Style struct {
	KeepLines    bool  // each line of the source is a line of the page
	Align        Align // of the lines between the indents
	Tight        bool  // no space between blocks of this style
	KeepWithNext bool  // on the page of the block after it
	KeepTogether bool  // on one page
	Letterspaced bool  // N E W S   R E L E A S E
	Typewriter   TypewriterStyle
	Typeset      TypesetStyle
}

// Align says where the lines of a block stand.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Center
	Right
	Justify
)

// TypewriterStyle is what a style says for the typewriter.
type TypewriterStyle struct {
	Above   int     // blank lines above
	Below   int     // blank lines below
	Indent  Columns // from the left edge to the lines
	Right   Columns // from the lines to the right end of the measure
	First   Columns // more indent of a paragraph's first line; below 0 it hangs out
	Label   Columns // from a label's first column to the text beside it; 0: one blank after the label
	Hanging bool    // further lines stand under the text, not under the label
	Rule    string  // the character of a rule; "" is "-"
}

// TypesetStyle is what a style says for the typeset page. [Read] sets the
// lengths that a form leaves out from those of the typewriter, at ten columns
// and six lines to the inch.
type TypesetStyle struct {
	Font      string  // "": that of the page
	Size      Points  // 0: that of the page
	Leading   float64 // 0: that of the page
	Bold      bool
	Italic    bool
	Underline bool
	Caps      bool // set in capitals, whatever the case of the text
	SmallCaps bool
	Align     Align
	Above     Points
	Below     Points
	Indent    Points
	Right     Points
	First     Points // more indent of the first line; below 0 it hangs out
	Label     Points // width of a label's column
	Tracking  Points // added between letters
	Rule      Points // thickness of a rule; 0 is half a point
}

const (
	perColumn = Points(7.2) // pica type: 10 columns to the inch
	perLine   = Points(12)  // 6 lines to the inch
)

// Default returns the sheet of a form that has no layout.yaml.
func Default() *Sheet {
	s := &Sheet{
		Typewriter: Typewriter{Measure: defaultMeasure, Sentence: defaultSentence},
		Typeset: Typeset{
			Paper:   Letter,
			Margins: Margins{Top: 72, Right: 72, Bottom: 72, Left: 72},
			Font:    "serif",
			Size:    12,
			Leading: 1.15,
		},
		Styles: map[string]Style{},
	}
	for _, name := range defaultNames {
		s.Styles[name] = defaultStyle(name).style()
	}
	return s
}

// Style returns the style of a name. "" is body, and so is a name that the
// sheet does not know; see [Sheet.Check].
func (s *Sheet) Style(name string) Style {
	if st, ok := s.Styles[name]; ok {
		return st
	}
	if st, ok := s.Styles[body]; ok && (name == "" || !slices.Contains(defaultNames, name)) {
		return st
	}
	return defaultStyle(name).style()
}

// Keep reports whether a style keeps the lines of its source, as package
// markup wants to know.
func (s *Sheet) Keep(style string) bool { return s.Style(style).KeepLines }

// Names returns the names of the styles, in order.
func (s *Sheet) Names() []string {
	names := slices.Concat(defaultNames, slices.Collect(maps.Keys(s.Styles)))
	slices.Sort(names)
	return slices.Compact(names)
}

// Check returns a [diag.List] of the blocks in d whose style the sheet does not
// have, at the place where the block comes from.
func (s *Sheet) Check(d *doc.Document) error {
	var list diag.List
	names := s.Names()
	for _, b := range d.Blocks {
		style, origin := styleOf(b)
		if _, known := slices.BinarySearch(names, style); known || style == "" {
			continue
		}
		trouble := &diag.Diagnostic{
			Rule:    "style",
			Message: "no style " + style + " in the form's layout",
			Hint:    "the layout has " + strings.Join(names, ", "),
		}
		if near, ok := diag.Nearest(style, names); ok {
			trouble.Hint = "did you mean " + near + "?"
		}
		if origin != nil {
			trouble.Pos = diag.Pos(origin.Place)
		}
		list = append(list, trouble)
	}
	list.Sort()
	return list.Err()
}

// styleOf returns a block's style and where the block begins.
func styleOf(b doc.Block) (string, *doc.Origin) {
	switch b := b.(type) {
	case *doc.Paragraph:
		for _, spans := range [][]doc.Span{b.Label, b.Spans} {
			if len(spans) > 0 {
				return b.Style, spans[0].Origin
			}
		}
		return b.Style, nil
	case *doc.Rule:
		return b.Style, b.Origin
	case *doc.PageBreak:
		return "", b.Origin
	}
	panic("layout: unknown block")
}
