package exhibit

import (
	"strings"
	"unicode"

	"github.com/draftgen/draftgen/internal/doc"
)

// dress names the styles that the layout makes clear, and returns the blocks.
// The names are those usual in layouts: "letterhead", "address", "heading",
// "center", "table", "signature". Whatever is not clear stays body text.
func dress(sets []set) []doc.Block {
	blocks := make([]doc.Block, len(sets))
	prose, closed := false, false // prose was seen; the complimentary close was
	for i, b := range sets {
		blocks[i] = b.Block
		p, ok := b.Block.(*doc.Paragraph)
		if !ok {
			continue
		}
		if isProse(p, b) {
			prose, closed = true, false
			continue
		}
		closed = closed || prose && isClose(plainText(p.Spans, 40))
		if p.Style == "" {
			p.Style = style(p, b, prose, closed)
		}
	}
	return blocks
}

// centered says of each block whether it is centered.
func centered(sets []set) []bool {
	out := make([]bool, len(sets))
	for i := range sets {
		out[i] = sets[i].centred
	}
	return out
}

func style(p *doc.Paragraph, b set, prose, closed bool) string {
	if len(p.Label) > 0 {
		return ""
	}
	switch {
	case b.table:
		return "table"
	case closed:
		return "signature"
	case b.centred && b.kept && b.lines > 2 && !prose:
		return "letterhead"
	case b.lines <= 3 && (b.centred || b.lines == 1) && isCapitals(p.Spans, b.centred):
		return "heading"
	case b.centred:
		return "center"
	case b.kept && b.lines > 2 && b.indent < 8 && !prose:
		return "address"
	}
	return ""
}

// isProse reports whether a paragraph is running text.
func isProse(p *doc.Paragraph, b set) bool {
	return !b.kept && !b.centred && !b.table && (b.lines > 1 || textLen(p.Spans) > 100)
}

// isClose reports whether t is the complimentary close of a letter.
func isClose(t string) bool {
	switch strings.ToLower(strings.TrimRight(t, " ,.")) {
	case "very truly yours", "yours very truly", "yours truly", "truly yours", "sincerely", "yours sincerely",
		"sincerely yours", "respectfully", "respectfully submitted", "best regards", "cordially":
		return true
	}
	return false
}

// isCapitals reports whether spans are words in capitals, as a heading is. A
// year may stand in one, but at the margin "EXHIBIT 5.1" is none.
func isCapitals(spans []doc.Span, digits bool) bool {
	letters := 0
	for _, s := range spans {
		for _, r := range s.Text {
			switch {
			case unicode.IsLower(r), r == '[', !digits && unicode.IsDigit(r):
				return false
			case unicode.IsLetter(r):
				letters++
			}
		}
	}
	return letters >= 4
}

// plainText is the text of spans if it has at most most bytes, else "".
func plainText(spans []doc.Span, most int) string {
	if textLen(spans) > most {
		return ""
	}
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
