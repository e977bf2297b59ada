package exhibit

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/draftgen/draftgen/internal/doc"
)

// looksLikeHTML reports whether a text is HTML: it says so at its start, or has
// the tags that no text document of EDGAR's has. The name tips a close balance.
func looksLikeHTML(text, name string) bool {
	head := strings.ToLower(text[:min(len(text), 64<<10)])
	for _, sure := range []string{"<!doctype html", "<html", "<body", "</p>", "</div>", "</td>", "</font>", "<br>", "<br/>", "<br />"} {
		if strings.Contains(head, sure) {
			return true
		}
	}
	name = strings.ToLower(name)
	named := strings.HasSuffix(name, ".htm") || strings.HasSuffix(name, ".html")
	return named && strings.Contains(head, "<p")
}

// readHTML reads HTML as filed.
//
// It works on the stream of tags, not on a tree: tags are often not closed, so
// that a tree is a guess too; nesting costs nothing; and only the stream tells
// where text stood. A block element ends the paragraph before it, whatever is
// open.
func (r *reader) readHTML(p part) *Exhibit {
	h := &htmlReader{r: r, z: html.NewTokenizer(strings.NewReader(p.text)), line: p.line, col: p.before + 1}
	for h.next() {
		if r.used > maxPieces {
			r.tooMany()
			return nil
		}
	}
	h.endPre()
	h.flush()
	h.report()
	sets := tidy(joinPages(h.b.finish()))
	return &Exhibit{Document: &doc.Document{Blocks: dress(sets)}, Centered: centered(sets), Format: HTML, Source: r.src}
}

// An htmlReader is one run over HTML.
type htmlReader struct {
	r         *reader
	z         *html.Tokenizer
	line, col int // where the token begins
	b         builder
	f         flow
	open      []element
	lists     []list
	label     []doc.Span // of the list item that was begun
	skip      skip
	pre       *preText
	hidden    int // elements left out because a browser would not show them
	pictures  int
}

// An element is open and says how the text in it stands.
type element struct {
	name           string
	style          string
	centred, after bool // after: a page ends with it
}

// A list is an open <ol> or <ul>.
type list struct {
	format string // of its numbers, as in DOCX; "bullet"
	next   int
}

// A skip is an element whose content is left out.
type skip struct {
	name  string // "" for none
	depth int    // how many of the name are open
	inner int    // how many tables and lists are open in it
}

// next reads a token. It reports false at the end.
func (h *htmlReader) next() bool {
	kind := h.z.Next()
	if kind == html.ErrorToken {
		return false // the end: a tokenizer over a string has no other error
	}
	raw := h.z.Raw()
	line, col := advance(h.line, h.col, raw)
	switch kind {
	case html.TextToken:
		if h.skip.name == "" {
			h.text(string(raw))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := h.z.TagName()
		t := tag{name: string(name), closed: kind == html.SelfClosingTagToken}
		if more {
			t.readAttrs(h.z)
		}
		h.start(t)
	case html.EndTagToken:
		name, _ := h.z.TagName()
		h.end(string(name))
	}
	h.line, h.col = line, col
	return true
}

// advance returns the place after s.
func advance(line, col int, s []byte) (int, int) {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '\n' {
			for _, c := range s[:i+1] {
				if c == '\n' {
					line++
				}
			}
			return line, 1 + utf8.RuneCount(s[i+1:])
		}
	}
	return line, col + utf8.RuneCount(s)
}

// text adds character data, a source line at a time.
func (h *htmlReader) text(raw string) {
	line, col := h.line, h.col
	for {
		s, rest, more := strings.Cut(raw, "\n")
		if h.pre != nil {
			h.pre.add(html.UnescapeString(s), line, col)
			if more {
				h.pre.newline(line+1, 1)
			}
		} else {
			h.words(s, line, col)
			if more {
				h.f.blank()
			}
		}
		if !more {
			return
		}
		raw, line, col = rest, line+1, 1
	}
}

// words adds the text of one source line.
func (h *htmlReader) words(raw string, line, col int) {
	s := html.UnescapeString(raw)
	if strings.TrimFunc(s, isBlank) == "" {
		h.blank(s)
		return
	}
	o := h.r.origin(line, col+sourceLead(raw))
	if word, ok := unspace(strings.TrimFunc(strings.ReplaceAll(s, "\u00a0", " "), isBlank)); ok {
		h.f.text(word, o)
		return
	}
	h.blank(s[:len(s)-len(strings.TrimLeftFunc(s, isBlank))])
	if at, end := wideGap(s); at > 0 && !h.f.gap.seen {
		h.f.text(s[:at], o)
		h.f.wide()
		rest := s[end:]
		if before, ok := strings.CutSuffix(raw, rest); ok { // no entity in it: its place is known
			o = h.r.origin(line, col+columns(before))
		}
		h.f.text(rest, o)
		h.blank(s[len(strings.TrimRightFunc(s, isBlank)):])
		return
	}
	h.f.text(s, o)
	h.blank(s[len(strings.TrimRightFunc(s, isBlank)):])
}

// blank adds blanks, which set off a label if they were meant to be wide.
func (h *htmlReader) blank(s string) {
	switch {
	case s == "":
	case isWide(s):
		h.f.wide()
	default:
		h.f.blank()
	}
}

// isWide reports whether a browser shows blanks wider than one.
func isWide(s string) bool {
	n := 0
	for _, r := range s {
		if r == 0x2003 || r == 0x3000 {
			return true
		}
		if r > 0x80 {
			n++
		}
	}
	return n >= 2 || n == 1 && len(s) > len("\u00a0")
}

// wideGap finds the first wide blank near the start of s, after a word.
func wideGap(s string) (at, end int) {
	lead := len(s) - len(strings.TrimLeftFunc(s, isBlank))
	for i := lead; i < min(len(s), lead+maxLabel); {
		if r, size := utf8.DecodeRuneInString(s[i:]); !isBlank(r) {
			i += size
			continue
		}
		rest := strings.TrimLeftFunc(s[i:], isBlank)
		if end := len(s) - len(rest); rest != "" && isWide(s[i:end]) {
			return i, end
		}
		i = len(s) - len(rest)
	}
	return 0, 0
}

// flush ends the paragraph.
func (h *htmlReader) flush() {
	p := h.f.paragraph()
	if p == nil {
		return
	}
	e := h.top()
	if h.label != nil && p.Label == nil {
		p.Label = h.label
	}
	h.label = nil
	p.Style = e.style
	kept := 0
	for _, s := range p.Spans {
		kept += strings.Count(s.Text, "\n")
	}
	h.b.emit(set{Block: p, centred: e.centred, kept: kept > 0, lines: kept + 1})
}

func (h *htmlReader) top() element {
	if n := len(h.open); n > 0 {
		return h.open[n-1]
	}
	return element{}
}

func (h *htmlReader) page() {
	h.flush()
	h.b.emit(set{Block: &doc.PageBreak{Origin: h.r.origin(h.line, h.col)}})
}

// report says what was left out.
func (h *htmlReader) report() {
	if h.hidden > 0 {
		h.r.note(doc.Place{}, fmt.Sprintf("%s left out", count(h.hidden, "hidden element")))
	}
	if h.pictures > 0 {
		h.r.note(doc.Place{}, fmt.Sprintf("%s left out", count(h.pictures, "picture")))
	}
}

// A preText gathers preformatted text, which is typewriter text.
type preText struct {
	raws []raw
	cur  strings.Builder
}

func (p *preText) add(s string, line, col int) {
	if len(p.raws) == 0 {
		p.raws = append(p.raws, raw{no: line, before: col - 1})
	}
	p.cur.WriteString(s)
}

func (p *preText) newline(line, col int) {
	p.add("", line, col)
	p.end()
	p.raws = append(p.raws, raw{no: line, before: col - 1})
}

func (p *preText) end() {
	if n := len(p.raws); n > 0 {
		p.raws[n-1].text = p.cur.String()
	}
	p.cur.Reset()
}

// endPre sets the preformatted text, if any is open.
func (h *htmlReader) endPre() {
	if h.pre == nil {
		return
	}
	h.pre.end()
	s := &setter{r: h.r}
	s.set(scan(h.pre.raws, dialect{}, nil), dialect{})
	h.pre = nil
	for _, b := range s.out {
		h.b.emit(b)
	}
}

// joinPages makes whole the paragraphs that ran over a page break, and drops
// the numbers of pages.
func joinPages(sets []set) []set {
	var out []set
	for i, s := range sets {
		p, ok := s.Block.(*doc.Paragraph)
		if ok && p.Label == nil && (i > 0 && isPageSet(sets[i-1]) || i+1 < len(sets) && isPageSet(sets[i+1])) &&
			isPageNumber(plainText(p.Spans, 24)) {
			continue
		}
		if isPageSet(s) && len(out) > 0 && isPageSet(out[len(out)-1]) {
			continue
		}
		if n := len(out); ok && n > 1 && isPageSet(out[n-1]) && goesOn(out[n-2], s) {
			before := out[n-2].Block.(*doc.Paragraph)
			f := flow{spans: before.Spans}
			f.append(p.Spans, ' ')
			before.Spans = f.spans
			out = out[:n-1]
			continue
		}
		out = append(out, s)
	}
	return out
}

// goesOn reports whether paragraph a stopped in mid-sentence and b goes on.
func goesOn(a, b set) bool {
	p, ok := a.Block.(*doc.Paragraph)
	q, ok2 := b.Block.(*doc.Paragraph)
	if !ok || !ok2 || a.centred || b.centred || a.table || b.table || q.Label != nil || len(q.Spans) == 0 {
		return false
	}
	first := q.Spans[0].Text[0]
	return first >= 'a' && first <= 'z' && !endsSentence(p.Spans[len(p.Spans)-1].Text)
}
