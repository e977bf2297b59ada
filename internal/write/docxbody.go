package write

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// A docxWriter writes the parts of one document.
type docxWriter struct {
	d       *doc.Document
	o       *Options
	sheet   *layout.Sheet
	base    *docxBase
	date    string // as OOXML has it; "" for none
	styles  *docxStyles
	numbers *docxNumbers

	out       []byte
	furniture []docxFurniture
	docxChanges
}

func newDocxWriter(d *doc.Document, o *Options, base *docxBase, date string) *docxWriter {
	w := &docxWriter{d: d, o: o, sheet: o.sheet(), base: base, date: date}
	w.styles = newDocxStyles(w.sheet, base)
	w.docxChanges.redline = revised(d)
	numbered := d
	if w.redline {
		numbered = &doc.Document{} // see docxchange.go
	}
	w.numbers = newDocxNumbers(numbered, w.sheet)
	return w
}

func (w *docxWriter) add(parts ...string) {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}

// body returns the part of the document.
func (w *docxWriter) body() []byte {
	w.add(xmlHead, "<w:document", xmlnsW, xmlnsR, "><w:body>\n")
	paragraphs := w.prepare()
	w.findMoves(paragraphs)
	for i := range paragraphs {
		w.paragraph(&paragraphs[i])
	}
	if len(paragraphs) == 0 {
		w.add("<w:p/>\n")
	}
	w.add(w.section(), "</w:body></w:document>\n")
	return w.out
}

// A docxParagraph is a paragraph that is ready to be written.
type docxParagraph struct {
	source *doc.Paragraph // nil: it stands for another block
	style  string         // of the layout
	pieces []docxPiece
	mark   *doc.Revision
	first  bool          // nothing stands above it
	page   bool          // begins a page
	keep   bool          // stays with the next
	border string        // the rule that it stands for
	close  bool          // that rule is close to the text above
	left   layout.Points // of that rule
	right  layout.Points // of it
}

// A docxPiece is text of one fate and one character style.
type docxPiece struct {
	text     string // "\f" is a page break
	style    string // title of a character style
	revision *doc.Revision
}

// prepare makes paragraphs of all blocks. A rule is underlined text, or if there
// is no text of its own above it, the border of an empty paragraph; a page break
// is a property of the paragraph after it. If they changed, or the end of the
// paragraph above did, they are paragraphs of their own that can be tracked.
func (w *docxWriter) prepare() []docxParagraph {
	var out []docxParagraph
	page := false
	tabs := w.tabs()
	for i, block := range w.d.Blocks {
		var p docxParagraph
		switch b := block.(type) {
		case *doc.Paragraph:
			if len(b.Label)+len(b.Spans) == 0 && b.Mark == nil {
				continue
			}
			p = docxParagraph{source: b, style: b.Style, mark: b.Mark}
			p.pieces = w.pieces(b, tabs[b], ruled(w.d.Blocks, i))
		case *doc.Rule:
			if i > 0 && ruled(w.d.Blocks, i-1) {
				continue
			}
			p = w.rulePiece(i, b)
		case *doc.PageBreak:
			if b.Revision == nil && w.breaksBefore(i) {
				page = true
				continue
			}
			p = docxParagraph{mark: b.Revision, pieces: []docxPiece{{text: "\f", revision: b.Revision}}}
		default:
			panic("write: unknown block")
		}
		p.keep = stays(w.d.Blocks, i, w.sheet)
		p.first, p.page, page = len(out) == 0, page, false
		out = append(out, p)
	}
	return out
}

// breaksBefore reports whether page break i can be a property of the paragraph
// after it.
func (w *docxWriter) breaksBefore(i int) bool {
	if i > 0 {
		if p, ok := w.d.Blocks[i-1].(*doc.Paragraph); ok && p.Mark != nil {
			return false
		}
	}
	if i+1 == len(w.d.Blocks) {
		return false
	}
	p, ok := w.d.Blocks[i+1].(*doc.Paragraph)
	return ok && p.Mark == nil && len(p.Spans) > 0
}

// lineWidth is the width of a full line.
func (w *docxWriter) lineWidth() layout.Points {
	ts := &w.sheet.Typeset
	return max(paperOf(ts).Width-ts.Margins.Left-ts.Margins.Right, 72)
}

// paperOf is the paper of a sheet, which the zero sheet leaves out.
func paperOf(ts *layout.Typeset) layout.Paper {
	if ts.Paper.Width <= 0 || ts.Paper.Height <= 0 {
		return layout.Letter
	}
	return ts.Paper
}

// pieces cuts the text of a paragraph where its fate or its character style
// changes.
func (w *docxWriter) pieces(p *doc.Paragraph, tab tabFate, ruled bool) []docxPiece {
	var out []docxPiece
	if _, counted := w.numbers.of[p]; !counted {
		for _, s := range p.Label {
			out = append(out, docxPiece{strings.ReplaceAll(s.Text, "\n", " "), docxLabel, s.Revision})
		}
		if tab.there {
			out = append(out, docxPiece{w.gapAfterLabel(p), "", tab.revision})
		}
	}
	from := len(doc.SpanText(p.Spans)) // where the ruled line begins
	if ruled {
		text := strings.TrimRight(doc.SpanText(p.Spans), blanks)
		from = len(text) - len(lastLine(p))
	}
	at := 0
	for _, s := range p.Spans {
		plain := min(max(from-at, 0), len(s.Text))
		out = w.cutBlanks(out, docxPiece{s.Text[:plain], "", s.Revision})
		out = w.cutBlanks(out, docxPiece{s.Text[plain:], docxRuled, s.Revision})
		at += len(s.Text)
	}
	if !w.o.Layout {
		out = settleBlanks(out)
	}
	return joined(out)
}

// joined makes one piece of neighbours that look the same: where they come from
// is nothing to a word processor.
func joined(pieces []docxPiece) []docxPiece {
	var out []docxPiece
	for _, p := range pieces {
		if n := len(out) - 1; n >= 0 && out[n].style == p.style && out[n].revision == p.revision {
			out[n].text += p.text
			continue
		}
		out = append(out, p)
	}
	return out
}

// gapAfterLabel is what parts a label from its text.
func (w *docxWriter) gapAfterLabel(p *doc.Paragraph) string {
	if st := w.sheet.Style(p.Style); st.Typeset.Label <= 0 && !w.redline {
		return " "
	}
	return "\t"
}

// cutBlanks appends a piece, in a draft with the facts that are missing apart.
func (w *docxWriter) cutBlanks(out []docxPiece, p docxPiece) []docxPiece {
	for w.o.Draft && p.text != "" {
		start := strings.Index(p.text, "["+string(blankSign))
		if start < 0 {
			break
		}
		n := strings.IndexByte(p.text[start:], ']')
		if n < 0 {
			break
		}
		before, blank := p, p
		before.text, blank.text, p.text = p.text[:start], p.text[start:start+n+1], p.text[start+n+1:]
		blank.style = docxBlank
		if start > 0 {
			out = append(out, before)
		}
		out = append(out, blank)
	}
	if p.text != "" {
		out = append(out, p)
	}
	return out
}

// paragraph writes a paragraph, its properties in the order of the schema
// (CT_PPr).
func (w *docxWriter) paragraph(p *docxParagraph) {
	id, given := w.styles.of(p.style)
	st := w.sheet.Style(p.style)
	w.add("<w:p><w:pPr>")
	w.add(`<w:pStyle w:val="`, xmlText(id), `"/>`)
	if p.keep {
		w.add("<w:keepNext/>")
	}
	if p.page {
		w.add("<w:pageBreakBefore/>")
	}
	if p.source != nil {
		w.add(w.numbers.numPr(p.source, w.base))
	}
	w.add(p.border)
	if p.source != nil && direction(p.source) != "" {
		w.add("<w:bidi/>")
	}
	switch {
	case p.border != "":
		if p.close {
			w.add(`<w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/>`)
		} else {
			w.add(`<w:spacing w:before="`, twips(max(st.Typeset.Above, signingRoom)), `" w:after="0"/>`)
		}
		w.add(`<w:ind w:left="`, twips(p.left), `" w:right="`, twips(p.right), `" w:firstLine="0"/>`)
	case given:
	default:
		if p.first && st.Typeset.Above > 0 {
			w.add(`<w:spacing w:before="0"/>`)
		}
		if st.Typeset.Label > 0 && p.source != nil && len(p.source.Label) == 0 {
			w.add(cmp.Or(docxIndent(&st, false), `<w:ind w:left="0" w:right="0" w:firstLine="0"/>`))
		}
	}
	w.paragraphChanges(p)
	w.add("</w:pPr>")
	w.content(p)
	w.add("</w:p>")
	w.endMoves(p)
	w.add("\n")
}

// run writes text as a run. Deleted text is in elements of its own.
func (w *docxWriter) run(p docxPiece, deleted bool) {
	w.add("<w:r>")
	rtl := strings.ContainsFunc(p.text, isRightToLeft)
	if p.style != "" || rtl {
		w.add("<w:rPr>")
		if p.style != "" {
			w.add(`<w:rStyle w:val="`, xmlText(w.styles.character[p.style]), `"/>`)
		}
		if rtl {
			w.add("<w:rtl/>")
		}
		w.add("</w:rPr>")
	}
	open, end := "<w:t", "</w:t>"
	if deleted {
		open, end = "<w:delText", "</w:delText>"
	}
	for text := p.text; text != ""; {
		n := strings.IndexAny(text, "\n\t\f\u00ad")
		if n < 0 {
			n = len(text)
		}
		if n > 0 {
			w.add(open, ` xml:space="preserve">`, xmlText(text[:n]), end)
		}
		if text = text[n:]; text == "" {
			break
		}
		r := []rune(text[:min(len(text), 2)])[0]
		switch r {
		case '\n':
			w.add("<w:br/>")
		case '\t':
			w.add("<w:tab/>")
		case '\f':
			w.add(`<w:br w:type="page"/>`)
		default:
			w.add("<w:softHyphen/>")
		}
		text = text[len(string(r)):]
	}
	w.add("</w:r>")
}

func isRightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// settleBlanks takes the new blanks where blanks stand for blanks: how wide a
// gap is, or whether it ends a line, is no change of the text.
func settleBlanks(pieces []docxPiece) []docxPiece {
	blank := func(p docxPiece, change doc.Change) bool {
		return p.revision != nil && p.revision.Level == doc.Layout && p.revision.Change == change && strings.Trim(p.text, blanks) == ""
	}
	out := slices.Clone(pieces[:0:0])
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if i+1 < len(pieces) && blank(p, doc.Deleted) && blank(pieces[i+1], doc.Inserted) {
			i++
			p = pieces[i]
			p.revision = nil
		}
		out = append(out, p)
	}
	return out
}
