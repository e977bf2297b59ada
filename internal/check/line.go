package check

import (
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// A line is a line of the source without its end.
type line struct {
	n    int // its number
	text string
}

// bodyLines are the lines of the source that belong to the exhibit: all of them
// or, of an EDGAR submission, those between the <TEXT> and </TEXT> around its
// first word. A document that is no text has none.
func bodyLines(s *Subject) []line {
	if s.Source == nil || s.Format == "docx" {
		return nil
	}
	parts := strings.Split(s.Source.Text, "\n")
	if parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	first, last := enclosing(parts, firstLine(s.Document, s.Source))
	lines := make([]line, 0, last-first)
	for i, text := range parts[first:last] {
		lines = append(lines, line{first + i + 1, strings.TrimSuffix(text, "\r")})
	}
	return lines
}

// firstLine is the number of the line on which a document begins, 1 if unknown.
func firstLine(d *doc.Document, src *diag.Source) int {
	if d == nil {
		return 1
	}
	for _, block := range d.Blocks {
		p, ok := block.(*doc.Paragraph)
		if !ok {
			continue
		}
		for _, spans := range [][]doc.Span{p.Label, p.Spans} {
			if len(spans) > 0 && spans[0].Origin != nil && spans[0].Origin.Place.File == src.Name {
				return max(spans[0].Origin.Place.Line, 1)
			}
		}
	}
	return 1
}

// enclosing returns the indices of the lines between <TEXT> above line n and
// </TEXT> below it.
func enclosing(lines []string, n int) (first, last int) {
	last = len(lines)
	for i := min(n, len(lines)) - 1; i >= 0; i-- {
		if isTag(lines[i], "<TEXT>") {
			first = i + 1
			break
		}
	}
	if first == 0 {
		return first, last
	}
	for i := n - 1; i < len(lines); i++ {
		if isTag(lines[i], "</TEXT>") {
			return first, i
		}
	}
	return first, last
}

func isTag(line, tag string) bool { return strings.EqualFold(strings.TrimSpace(line), tag) }
