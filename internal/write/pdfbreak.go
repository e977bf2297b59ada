package write

import (
	"math"

	"github.com/draftgen/draftgen/internal/doc"
)

// Lines are broken by the total-fit method of Knuth and Plass ("Breaking
// Paragraphs into Lines", Software: Practice and Experience 11, 1981): of all
// ways to break a paragraph, that is taken whose lines have the fewest demerits
// together, so that a tight line is never followed by a loose one for want of
// looking ahead. Words are the boxes, the blanks between them the glue, which
// can stretch by half and shrink by a third of itself, as TeX has it. There is
// no hyphenation: law firms do not hyphenate.
//
// Unlike TeX's, a justified line that would have to stretch too far is not
// stretched further than looseness allows; it then ends short of the margin,
// which the eye forgives more easily than holes.

// A pdfWord is a word of a paragraph, with the glue after it.
type pdfWord struct {
	pieces []pdfPiece
	width  float64
	space  float64       // width of the blank after it
	breaks int           // line ends after it that must be kept
	says   string        // its text
	odd    bool          // its letters do not look like that
	silent bool          // the part before it says it too
	dashed bool          // it ends in a hyphen
	fate   *doc.Revision // of the blank after it
	span   *doc.Span     // that it begins in
}

const (
	stretchPart = 1.0 / 2 // of a blank
	shrinkPart  = 1.0 / 3
	looseness   = 3.2 // most that glue is stretched, in multiples of its stretch
	linePenalty = 10.0
	fitPenalty  = 3000.0 // for neighbouring lines of which one is tight, the other loose

	// For a line that ends in a hyphen: programs that read a PDF take it for a
	// word that goes on in the next line.
	dashPenalty = 1e6
)

// A pdfMeasure is how lines are to be filled.
type pdfMeasure struct {
	first, further float64 // widths of the first line and of the others
	justify        bool
}

// A pdfBreak is a way to set words up to one of them.
type pdfBreak struct {
	demerits float64
	from     int // the word that the last line begins with
	line     int // the number of the last line
	class    int // how tight it is
}

// breakLines returns the indexes of the words that begin lines, the first of
// them 0. Words with line ends after them always end lines.
func breakLines(words []pdfWord, m pdfMeasure) []int {
	var starts []int
	for begin := 0; begin < len(words); {
		end := begin
		for end < len(words)-1 && words[end].breaks == 0 {
			end++
		}
		part := m
		if begin > 0 {
			part.first = m.further
		}
		for _, s := range totalFit(words[begin:end+1], part) {
			starts = append(starts, begin+s)
		}
		begin = end + 1
	}
	return starts
}

// totalFit breaks words that are one run of text.
func totalFit(words []pdfWord, m pdfMeasure) []int {
	best := make([]pdfBreak, len(words)+1)
	for end := 1; end <= len(words); end++ {
		best[end].demerits = math.Inf(1)
		width, space := 0.0, 0.0
		for from := end - 1; from >= 0; from-- {
			width += words[from].width
			if from < end-1 {
				space += words[from].space
			}
			alone := from == end-1
			if !alone && width+space*(1-shrinkPart) > max(m.first, m.further) {
				break
			}
			before := best[from]
			if end < len(words) && words[end-1].dashed {
				before.demerits += dashPenalty
			}
			best[end] = better(best[end], before, from, width, space, end == len(words), alone, m)
		}
	}
	var starts []int
	for end := len(words); end > 0; end = best[end].from {
		starts = append(starts, best[end].from)
	}
	for i, k := 0, len(starts)-1; i < k; i, k = i+1, k-1 {
		starts[i], starts[k] = starts[k], starts[i]
	}
	return starts
}

// better returns the better of a way found and one that ends with a line of a
// width and so much space in it, after the way before.
func better(found, before pdfBreak, from int, width, space float64, last, alone bool, m pdfMeasure) pdfBreak {
	way := pdfBreak{from: from, line: before.line + 1}
	measure := m.further
	if from == 0 {
		way.line, measure = 1, m.first
	}
	ratio, badness := fit(measure-width-space, space, last, m)
	if math.IsInf(badness, 1) {
		if !alone {
			return found
		}
		badness = 1e6 // a word that is wider than the line stands alone
	}
	way.class = tightness(ratio)
	way.demerits = before.demerits + (linePenalty+badness)*(linePenalty+badness)
	if m.justify && from > 0 && (way.class-before.class > 1 || before.class-way.class > 1) {
		way.demerits += fitPenalty
	}
	if way.demerits < found.demerits {
		return way
	}
	return found
}

// fit returns by how much the glue of a line is stretched or shrunk, in
// multiples of what it can, and how bad that looks. Text that is not justified
// is as bad as its lines are short, for their ragged edge.
func fit(missing, space float64, last bool, m pdfMeasure) (ratio, badness float64) {
	switch {
	case missing < 0 && -missing > space*shrinkPart+0.01:
		return 0, math.Inf(1)
	case missing < 0 && !m.justify:
		return 0, math.Inf(1)
	case missing < 0:
		ratio = missing / (space * shrinkPart)
		return ratio, 100 * math.Pow(-ratio, 3)
	case last:
		return 0, 0
	case !m.justify:
		part := missing / m.further
		return 0, 1000 * part * part
	}
	ratio = missing / max(space*stretchPart, 0.1)
	return ratio, min(100*math.Pow(ratio, 3), 1e5)
}

// tightness is Knuth's class of fitness.
func tightness(ratio float64) int {
	switch {
	case ratio < -0.5:
		return 0
	case ratio <= 0.5:
		return 1
	case ratio <= 1:
		return 2
	}
	return 3
}

// stretched is how much is added to each unit of space in a justified line.
func stretched(missing, space float64) float64 {
	if space == 0 {
		return 0
	}
	return min(missing/space, looseness*stretchPart)
}
