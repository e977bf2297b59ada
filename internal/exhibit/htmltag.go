package exhibit

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/draftgen/draftgen/internal/doc"
)

// A tag is a start tag with those of its attributes that matter.
type tag struct {
	name                     string
	align, css               string // in small letters, css without blanks
	typ, start, value, width string
	hidden, closed           bool // closed: <div/>, which HTML reads as open
}

func (t *tag) readAttrs(z *html.Tokenizer) {
	for more := true; more; {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "align":
			t.align = strings.ToLower(string(v))
		case "style":
			t.css = strings.ToLower(strings.Join(strings.Fields(string(v)), ""))
		case "type":
			t.typ = string(v)
		case "start":
			t.start = string(v)
		case "value":
			t.value = string(v)
		case "width":
			t.width = string(v)
		case "hidden":
			t.hidden = true
		}
	}
}

// A role is what an element does to paragraphs.
type role uint8

const (
	inline  role = iota
	block        // begins and ends a paragraph
	void         // has no content
	dropped      // its content is not text of the page
)

// roles lists the elements that are not inline.
var roles = map[string]role{
	"address": block, "article": block, "aside": block, "blockquote": block, "body": block, "caption": block,
	"center": block, "dd": block, "dir": block, "div": block, "dl": block, "dt": block, "fieldset": block,
	"figcaption": block, "figure": block, "footer": block, "form": block, "h1": block, "h2": block, "h3": block,
	"h4": block, "h5": block, "h6": block, "header": block, "html": block, "li": block, "main": block,
	"menu": block, "nav": block, "ol": block, "p": block, "pre": block, "section": block, "table": block,
	"tbody": block, "td": block, "tfoot": block, "th": block, "thead": block, "tr": block, "ul": block,
	"br": void, "hr": void, "img": void, "input": void, "link": void, "meta": void, "page": void, "wbr": void,
	"iframe": dropped, "ix:header": dropped, "ix:hidden": dropped, "noembed": dropped, "noframes": dropped,
	"noscript": dropped, "script": dropped, "select": dropped, "style": dropped, "svg": dropped,
	"template": dropped, "textarea": dropped, "title": dropped,
}

// start handles a start tag.
func (h *htmlReader) start(t tag) {
	r := roles[t.name]
	if h.skip.name != "" {
		if !h.skip.endsBefore(t.name) {
			h.skip.open(t.name)
			return
		}
		h.skip = skip{}
	}
	switch {
	case r == dropped:
		h.skipTo(t)
	case r != void && (t.hidden || strings.Contains(t.css, "display:none")):
		if h.pre != nil {
			h.breakPre(t.name)
		} else if r == block {
			h.flush()
		}
		h.skipTo(t)
		h.hidden++
	case h.pre != nil:
		h.startInPre(t)
	case r == void:
		h.void(t)
	case r == block:
		h.flush()
		h.startBlock(t)
	}
}

// skipTo leaves out what t holds. XHTML closes an empty element in its own tag.
func (h *htmlReader) skipTo(t tag) {
	if !t.closed {
		h.skip = skip{name: t.name, depth: 1}
	}
}

// endsBefore reports whether a start tag ends what is skipped: an element whose
// end tag may be missing (HTML, 13.1.2.4).
func (s *skip) endsBefore(name string) bool {
	if s.inner > 0 {
		return false
	}
	switch s.name {
	case "p":
		return roles[name] == block
	case "td", "th":
		return name == "td" || name == "th" || name == "tr" || name == "tbody"
	case "tr":
		return name == "tr" || name == "tbody"
	case "li", "dt", "dd":
		return name == "li" || name == "dt" || name == "dd"
	}
	return false
}

// endsWith reports whether an end tag, of an element around it, ends what is
// skipped.
func (s *skip) endsWith(name string) bool {
	if s.inner > 0 || s.name == name {
		return false
	}
	switch s.name {
	case "p":
		return roles[name] == block
	case "td", "th", "tr":
		return name == "tr" || name == "tbody" || name == "table"
	case "li", "dt", "dd":
		return isListName(name)
	}
	return false
}

// open counts a start tag inside what is skipped.
func (s *skip) open(name string) {
	if name == s.name {
		s.depth++
	}
	if name == "table" || isListName(name) {
		s.inner++
	}
}

// close counts an end tag inside what is skipped, and reports whether it ends.
func (s *skip) close(name string) bool {
	if name == s.name {
		s.depth--
	}
	if (name == "table" || isListName(name)) && s.inner > 0 {
		s.inner--
	}
	return s.depth == 0
}

func isListName(name string) bool { return name == "ol" || name == "ul" || name == "dl" }

// startInPre handles a tag inside preformatted text.
func (h *htmlReader) startInPre(t tag) {
	switch t.name {
	case "br":
		h.pre.newline(h.line, h.col)
	case "page":
		h.pre.newline(h.line, h.col)
		h.pre.add("<PAGE>", h.line, h.col)
		h.pre.newline(h.line, h.col)
	case "td", "th":
		h.pre.add("  ", h.line, h.col)
	default:
		h.breakPre(t.name)
	}
}

// breakPre ends the line at a block element in preformatted text, where none
// belongs. EDGAR's own tags for tables, which do stand there, are alone on
// their lines.
func (h *htmlReader) breakPre(name string) {
	if r := roles[name]; (r == block || name == "hr") && strings.TrimSpace(h.pre.cur.String()) != "" {
		h.pre.newline(h.line, h.col)
	}
}

func (h *htmlReader) void(t tag) {
	switch t.name {
	case "br":
		h.f.lineBreak()
	case "page":
		h.page()
	case "img":
		h.pictures++
	case "hr":
		h.flush()
		if isShort(t) {
			h.b.emit(set{Block: &doc.Rule{Origin: h.r.origin(h.line, h.col)}})
			return
		}
		h.page()
	}
}

// isShort reports whether an <hr> is a line to sign on, or under a heading, and
// not one across the page.
func isShort(t tag) bool {
	width := t.width
	if _, after, ok := strings.Cut(t.css, "width:"); ok && width == "" {
		width, _, _ = strings.Cut(after, ";")
	}
	if strings.Contains(t.css, "page-break") {
		return false
	}
	if n, ok := strings.CutSuffix(width, "%"); ok {
		percent, err := strconv.ParseFloat(n, 64)
		return err == nil && percent < 60
	}
	points, err := strconv.ParseFloat(strings.TrimRight(width, "ptx"), 64)
	return err == nil && points > 0 && points < 360
}

// startBlock opens a block element.
func (h *htmlReader) startBlock(t tag) {
	if top := h.top().name; top == t.name && (t.name == "p" || t.name == "li" || t.name == "dt" || t.name == "dd") {
		h.close(1)
	}
	if strings.Contains(t.css, "page-break-before:always") || strings.Contains(t.css, "break-before:page") {
		h.page()
	}
	h.push(t)
	switch t.name {
	case "table":
		h.b.openTable()
	case "tr":
		h.b.openRow()
	case "td", "th":
		h.b.openCell()
	case "ol", "ul":
		h.lists = append(h.lists[:min(len(h.lists), deepest)], newList(t))
	case "li":
		h.item(t)
	case "pre":
		h.pre = &preText{}
	}
}

// push opens an element; those nested deeper than deepest are not followed.
func (h *htmlReader) push(t tag) {
	e := element{name: t.name, centred: h.top().centred, style: h.top().style}
	switch {
	case t.name == "table":
		e.centred = false // a table does not pass the place of its own edges on
	case t.name == "center", t.align == "center", strings.Contains(t.css, "text-align:center"):
		e.centred = true
	case t.align != "", strings.Contains(t.css, "text-align:"):
		e.centred = false
	}
	if len(t.name) == 2 && t.name[0] == 'h' && isDigit(t.name[1]) {
		e.style = "heading"
	}
	e.after = strings.Contains(t.css, "page-break-after:always") || strings.Contains(t.css, "break-after:page")
	if len(h.open) < deepest {
		h.open = append(h.open, e)
	}
}

// close pops the innermost n elements.
func (h *htmlReader) close(n int) {
	for _, e := range h.open[len(h.open)-n:] {
		if e.after {
			h.page()
			break
		}
	}
	h.open = h.open[:len(h.open)-n]
}

// end handles an end tag.
func (h *htmlReader) end(name string) {
	if h.skip.name != "" {
		around := h.skip.endsWith(name)
		if around || h.skip.close(name) {
			h.skip = skip{}
		}
		if !around {
			return
		}
	}
	if h.pre != nil {
		if name != "pre" {
			h.breakPre(name)
			return
		}
		h.endPre()
	}
	if roles[name] != block {
		return
	}
	h.flush()
	for n := 1; n <= len(h.open); n++ {
		e := h.open[len(h.open)-n]
		if e.name == name {
			h.close(n)
			break
		}
		if (e.name == "table" || e.name == "td" || e.name == "th") && name != "table" && name != "tr" && name != "td" && name != "th" {
			break // an end tag inside a cell closes nothing outside
		}
	}
	switch name {
	case "table":
		h.b.closeTable()
	case "tr":
		h.b.closeRow(false)
	case "td", "th":
		h.b.closeCell(false)
	case "ol", "ul":
		h.lists = h.lists[:max(0, len(h.lists)-1)]
		h.label = nil
	case "li":
		h.label = nil
	}
}

func newList(t tag) list {
	l := list{format: "bullet", next: 1}
	if t.name == "ul" {
		return l
	}
	l.format = "decimal"
	switch {
	case t.typ == "a", strings.Contains(t.css, "lower-alpha"), strings.Contains(t.css, "lower-latin"):
		l.format = "lowerLetter"
	case t.typ == "A", strings.Contains(t.css, "upper-alpha"), strings.Contains(t.css, "upper-latin"):
		l.format = "upperLetter"
	case t.typ == "i", strings.Contains(t.css, "lower-roman"):
		l.format = "lowerRoman"
	case t.typ == "I", strings.Contains(t.css, "upper-roman"):
		l.format = "upperRoman"
	}
	if n, err := strconv.Atoi(t.start); err == nil {
		l.next = n
	}
	return l
}

// item begins a list item with the label that a browser would show.
func (h *htmlReader) item(t tag) {
	n := len(h.lists)
	if n == 0 || strings.Contains(t.css, "list-style:none") || strings.Contains(t.css, "list-style-type:none") {
		return
	}
	l := &h.lists[n-1]
	if v, err := strconv.Atoi(t.value); err == nil {
		l.next = v
	}
	sign := "•"
	if l.format != "bullet" {
		sign = number(l.next, l.format) + "."
		l.next++
	}
	h.label = []doc.Span{{Text: sign, Origin: h.r.origin(h.line, h.col)}}
}
