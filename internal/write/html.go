package write

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// htmlFormat is HTML as EDGAR takes it: section 5.2.2 of the EDGAR Filer
// Manual, volume II, and Regulation S-T, Rules 105 and 106.
//
//   - elements of HTML 3.2 alone, without scripts, forms, frames, style sheets,
//     outside references and tables in tables; looks come from style attributes;
//   - bytes are ASCII, other characters numeric references.
//
// Widths are parts of the line, so that a page as wide as a telephone shows the
// same letter; lengths that stay what they are on paper stand in points. A
// label and its text are the two cells of a table's row. Pages have no numbers:
// there are none on a screen.
//
// A redline is another page, for review and not to be filed: see review.go.
var htmlFormat = Format{
	Name:    "html",
	Endings: []string{".htm", ".html"},
	Does:    "HTML as EDGAR takes it; of a redline, a page for review",
	Filed:   true,
	typeset: true,
	encode:  encodeHTML,
}

func encodeHTML(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	var s speller
	d = s.document(d)
	if o.redlined(d) {
		return review(d, o), s.list, nil
	}
	h := newHTMLWriter(o)
	h.add(`<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=us-ascii">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>`)
	h.escape(o.title(d))
	h.add("</title>\n</head>\n<body style=\"margin:0;background:#ffffff;color:#000000\">\n")
	if o.Draft {
		h.add(`<div style="` + stampStyle + `">`)
		h.escape(draftMark(o))
		h.add("</div>\n")
	}
	h.add("<div style=\"" + h.pageStyle() + "\">\n")
	for i := range d.Blocks {
		h.block(d.Blocks, i)
	}
	h.add("</div>\n</body>\n</html>\n")
	return h.out, s.list, nil
}

// stampStyle shows the mark of a draft in the corner of the screen, and of each
// page of paper.
const stampStyle = "position:fixed;top:6pt;right:6pt;padding:1pt 6pt;border:1px solid #b00000;background:#ffffff;color:#b00000;font:bold 10pt Arial,Helvetica,sans-serif"

// title is what the document is called: as the options say, else its first
// line.
func (o *Options) title(d *doc.Document) string {
	if o.Title != "" {
		return visible(o.Title)
	}
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			line, _, _ := strings.Cut(strings.TrimSpace(p.Text()), "\n")
			return shortenTo(strings.Join(strings.Fields(line), " "), 80)
		}
	}
	return "Document"
}

// block writes block i of blocks.
func (h *htmlWriter) block(blocks []doc.Block, i int) {
	switch b := blocks[i].(type) {
	case *doc.Paragraph:
		h.paragraph(b, h.underlines(blocks, i))
	case *doc.Rule:
		if i > 0 && h.underlines(blocks, i-1) {
			return // drawn with the paragraph above
		}
		h.rule(b)
	case *doc.PageBreak:
		h.add(`<hr style="border:0;border-top:1px solid #999999;margin:24pt 0;page-break-after:always">` + "\n")
		h.upper = ""
	default:
		panic("write: unknown block")
	}
}

// underlined reports whether block i is a paragraph with a rule under it that
// is as long as its text.
func underlined(blocks []doc.Block, i int) bool {
	if i+1 == len(blocks) {
		return false
	}
	p, is := blocks[i].(*doc.Paragraph)
	r, under := blocks[i+1].(*doc.Rule)
	return is && under && r.Columns == 0 && r.Style == p.Style
}

// underlines reports whether the rule under block i is drawn as the underline of
// its last line. In a redline that is so where neither the rule changed nor what
// it underlines is a part of the text: underlines do not cross marks.
func (h *htmlWriter) underlines(blocks []doc.Block, i int) bool {
	if !underlined(blocks, i) {
		return false
	}
	if h.review == nil {
		return true
	}
	p := blocks[i].(*doc.Paragraph)
	return blocks[i+1].(*doc.Rule).Revision == nil && !strings.Contains(doc.SpanText(p.Spans), "\n")
}

// paragraph writes a paragraph, its last line underlined or not.
func (h *htmlWriter) paragraph(p *doc.Paragraph, underline bool) {
	l := h.look(p.Style)
	h.begin(l, p.Style)
	from := -1
	switch {
	case l.style.Typeset.Underline, underline && h.review != nil:
		from = 0
	case underline:
		from = strings.LastIndexByte(strings.TrimRight(doc.SpanText(p.Spans), blanks), '\n') + 1
	}
	switch {
	case p.Style == tableStyle:
		h.pre(l, p)
	case len(p.Label) > 0 && len(p.Spans) > 0 && (l.style.Typewriter.Hanging || l.style.Typeset.Label > 0):
		h.add(`<table style="margin:` + h.above + l.table + `"><tr><td style="` + l.label + `">`)
		h.spans(p.Label, -1)
		h.add(`</td><td` + direction(p) + ` style="` + l.cell + `">`)
		h.spans(p.Spans, from)
		h.endMark(p)
		h.add("</td></tr></table>\n")
	default:
		h.add("<" + l.tag + direction(p) + ` style="margin:` + h.above + l.text + `">`)
		if len(p.Label) > 0 {
			h.spans(p.Label, -1)
			h.add("&#160;&#160;&#160;&#160; ")
		}
		h.spans(p.Spans, from)
		h.endMark(p)
		h.add("</" + l.tag + ">\n")
	}
}

// endMark writes the sign of a paragraph end that was struck or inserted.
func (h *htmlWriter) endMark(p *doc.Paragraph) {
	if h.review != nil && p.Mark != nil && !whole(p) {
		h.review.open(p.Mark)
		h.add("&#182;")
		h.review.close(p.Mark)
	}
}

// pre writes a paragraph whose columns stand under one another.
func (h *htmlWriter) pre(l *look, p *doc.Paragraph) {
	h.add(`<pre style="margin:` + h.above + l.text + `">`)
	h.verbatim = true
	if len(p.Label) > 0 {
		h.spans(p.Label, -1)
		h.add(" ")
	}
	h.spans(p.Spans, -1)
	h.endMark(p)
	h.verbatim = false
	h.add("</pre>\n")
}

// rule writes a rule of a length of its own.
func (h *htmlWriter) rule(r *doc.Rule) {
	l := h.look(r.Style)
	h.upper = r.Style
	class, color := "", ";color:inherit"
	if h.review != nil && r.Revision != nil {
		class, color = ` class="`+fate(r.Revision)+`"`, ""
	}
	if h.review != nil && r.Columns == 0 {
		r = &doc.Rule{Columns: 30} // the text above has grown by what was struck
	}
	h.add("<hr" + class + ` style="` + h.ruleStyle(l, r) + color + "\">\n")
}

// An htmlWriter writes blocks as HTML.
type htmlWriter struct {
	looker
	out    []byte
	review *reviewer // nil: the document is no redline

	// Of the line of text at hand.
	verbatim bool
	blanks   int  // that are due
	begun    bool // it has text
}

func newHTMLWriter(o *Options) *htmlWriter {
	return &htmlWriter{looker: newLooker(o.sheet()), out: make([]byte, 0, 12<<10)}
}

func (h *htmlWriter) add(s string) { h.out = append(h.out, s...) }

// spans writes text, underlined from a byte of it on; -1: not at all.
func (h *htmlWriter) spans(spans []doc.Span, underline int) {
	h.blanks, h.begun = 0, false
	if h.review == nil {
		at, open := 0, false
		for i := range spans {
			text := spans[i].Text
			if underline >= 0 && !open && underline < at+len(text) {
				h.text(text[:underline-at])
				h.flush()
				h.add("<u>")
				text, open = text[underline-at:], true
			}
			h.text(text)
			at += len(spans[i].Text)
		}
		if open {
			h.add("</u>")
		}
		return
	}
	if underline == 0 {
		h.add("<u>")
	}
	for _, p := range piecesOf(tidy(spans)) {
		if p.revision != nil {
			h.flush()
			h.review.open(p.revision)
		}
		for i := range p.spans {
			h.text(p.spans[i].Text)
		}
		if p.revision != nil {
			h.flush()
			h.review.close(p.revision)
		}
	}
	if underline == 0 {
		h.add("</u>")
	}
}

// text writes a piece of text: one blank for a run of one or two, no-break
// spaces for a gap that is wider.
func (h *htmlWriter) text(s string) {
	if h.verbatim {
		h.escape(s)
		return
	}
	for s != "" {
		n := strings.IndexAny(s, blanks)
		if n < 0 {
			n = len(s)
		}
		if n > 0 {
			h.flush()
			h.escape(s[:n])
			h.begun = true
			s = s[n:]
			continue
		}
		switch s[0] {
		case ' ':
			h.blanks++
		case '\t':
			h.blanks += 4
		case '\n':
			h.blanks, h.begun = 0, false
			h.add("<br>\n")
		}
		s = s[1:]
	}
}

// flush writes the blanks that are due.
func (h *htmlWriter) flush() {
	switch n := h.blanks; {
	case n == 0:
	case n > 2:
		h.add(strings.Repeat("&#160;", n-1))
		h.add(" ")
	case h.begun:
		h.add(" ")
	}
	h.blanks = 0
}

// escape writes text as ASCII without markup; bytes that are not UTF-8, which
// only names on the command line can have, as replacement characters.
func (h *htmlWriter) escape(s string) {
	s = strings.ToValidUTF8(s, "\ufffd")
	start := 0
	for i, r := range s {
		if r < utf8.RuneSelf && r != '&' && r != '<' && r != '>' && r != '"' {
			continue
		}
		h.add(s[start:i])
		start = i + utf8.RuneLen(r)
		switch r {
		case '&':
			h.add("&amp;")
		case '<':
			h.add("&lt;")
		case '>':
			h.add("&gt;")
		case '"':
			h.add("&quot;")
		default:
			h.out = append(h.out, "&#"...)
			h.out = strconv.AppendInt(h.out, int64(r), 10)
			h.out = append(h.out, ';')
		}
	}
	h.add(s[start:])
}
