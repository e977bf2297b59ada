package write

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// signingLine is the length of a line to sign on, and signingRoom the room above
// it.
const (
	signingLine = layout.Points(216)
	signingRoom = layout.Points(30)
	perColumn   = layout.Points(7.2) // as package layout has it
)

// ruled reports whether block i is a paragraph whose last line has a rule under
// it that is as long as the line and has not changed.
func ruled(blocks []doc.Block, i int) bool {
	if i+1 == len(blocks) {
		return false
	}
	r, ok := blocks[i+1].(*doc.Rule)
	p := textAbove(blocks, i+1)
	return ok && r.Revision == nil && p != nil && p.Mark == nil && underlines(r, p)
}

// textAbove returns the paragraph above block i, a rule, if the rule belongs to
// that; else nil, and the rule is a line to sign on.
func textAbove(blocks []doc.Block, i int) *doc.Paragraph {
	r, ok := blocks[i].(*doc.Rule)
	if !ok || i == 0 {
		return nil
	}
	p, ok := blocks[i-1].(*doc.Paragraph)
	if !ok || len(p.Spans) == 0 || r.Style != "" && r.Style != p.Style {
		return nil
	}
	return p
}

// underlines reports whether a rule is as long as the last line of the paragraph
// above it: it says no length, or it was typed so, give or take a slip.
func underlines(r *doc.Rule, p *doc.Paragraph) bool {
	const slip = 2
	n := utf8.RuneCountInString(lastLine(p))
	return r.Columns == 0 || n-slip <= r.Columns && r.Columns <= n+slip
}

// lastLine is the text of a paragraph's last line, if the paragraph keeps its
// lines.
func lastLine(p *doc.Paragraph) string {
	text := strings.TrimRight(doc.SpanText(p.Spans), blanks)
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// stays reports whether block i is to be on one page with the next: as its style
// says, with a rule under it, above the name under a rule, in a signature of
// several blocks, above the mark that ends a release, and where a colon leads to
// what follows.
func stays(blocks []doc.Block, i int, sheet *layout.Sheet) bool {
	if i+1 == len(blocks) {
		return false
	}
	style := ""
	switch b := blocks[i].(type) {
	case *doc.Paragraph:
		style = b.Style
	case *doc.Rule:
		_, ok := blocks[i+1].(*doc.Paragraph)
		return ok
	default:
		return false
	}
	st := sheet.Style(style)
	switch next := blocks[i+1].(type) {
	case *doc.Rule:
		return true
	case *doc.Paragraph:
		ends := i+2 == len(blocks) && !strings.ContainsAny(next.Text(), blanks)
		leads := strings.HasSuffix(strings.TrimRight(blocks[i].(*doc.Paragraph).Text(), blanks), ":")
		return ends || leads || st.KeepWithNext || st.Tight && st.KeepTogether && sheet.Style(next.Style).KeepTogether
	}
	return false
}

// rulePiece makes a paragraph of rule i, which is a line to sign on, or as long
// as the text above it and close to that.
func (w *docxWriter) rulePiece(i int, r *doc.Rule) docxParagraph {
	st := w.sheet.Style(r.Style)
	ts := &st.Typeset
	room := w.lineWidth() - ts.Indent - ts.Right
	length := signingLine
	if r.Columns > 0 {
		length = layout.Points(r.Columns) * perColumn
	}
	above := textAbove(w.d.Blocks, i)
	left := ts.Indent
	if above != nil {
		if underlines(r, above) {
			k := newPDFSetter(w.d, w.o).look(above.Style)
			length = layout.Points(fontOf(k.family, k.face).width(lastLine(above)) * k.size)
		}
		if len(above.Label) > 0 && st.Typewriter.Hanging {
			left += ts.First + ts.Label
		}
	}
	eighths := strconv.Itoa(max(2, int(cmp.Or(ts.Rule, 0.5)*8)))
	return docxParagraph{
		style: r.Style, mark: r.Revision, left: left, right: ts.Right + max(room-(left-ts.Indent)-length, 0), close: above != nil,
		border: `<w:pBdr><w:bottom w:val="single" w:sz="` + eighths + `" w:space="1" w:color="auto"/></w:pBdr>`,
	}
}
