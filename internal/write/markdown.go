package write

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// markdownFormat is Markdown as CommonMark 0.31 defines it. A paragraph is one
// line, so that a comparison line by line shows the paragraphs that changed;
// lines that must stay end in a backslash. A label is a list item only where
// Markdown would count as the document does; elsewhere it stands in the text.
//
// What was struck and inserted stands in <del> and <ins>.
var markdownFormat = Format{
	Name:    "md",
	Endings: []string{".md", ".markdown"},
	Does:    "Markdown",
	encode:  encodeMarkdown,
}

func encodeMarkdown(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	var s speller
	d = s.document(d)
	if o.redlined(d) {
		d = o.shown(d)
	}
	m := markdown{sheet: o.sheet(), out: make([]byte, 0, 8<<10)}
	if o.Draft {
		m.block("> **" + draftMark(o) + "**")
	}
	for i, block := range d.Blocks {
		switch b := block.(type) {
		case *doc.Paragraph:
			m.paragraph(b, underlined(d.Blocks, i) && d.Blocks[i+1].(*doc.Rule).Revision == nil)
		case *doc.Rule:
			if m.stressed {
				m.stressed = false
				continue
			}
			m.block(fated(b.Revision, "---", "rule"))
			m.item = ""
		case *doc.PageBreak:
			m.block(fated(b.Revision, "<!-- page break -->", "page break"))
			m.item = ""
		default:
			panic("write: unknown block")
		}
	}
	return m.out, s.list, nil
}

// fated is a block that is no text: as it stands, or its name where it changed.
func fated(r *doc.Revision, block, name string) string {
	if r == nil {
		return block
	}
	tag := element(r)
	return "<" + tag + ">" + name + "</" + tag + ">"
}

// element is the HTML element of a changed piece.
func element(r *doc.Revision) string {
	switch r.Change {
	case doc.Deleted:
		return "del"
	case doc.Inserted:
		return "ins"
	}
	panic("write: a revision that changes nothing")
}

// A markdown writes blocks as Markdown.
type markdown struct {
	sheet *layout.Sheet
	out   []byte
	item  string // sign of the list item above; "" for other blocks

	stressed bool // the paragraph above is in italics, for the rule under it
}

func (m *markdown) block(s string) {
	if len(m.out) > 0 {
		m.out = append(m.out, '\n')
	}
	m.out = append(m.out, s...)
	m.out = append(m.out, '\n')
}

// paragraph writes a paragraph. What a typist underlined is set in italics.
func (m *markdown) paragraph(p *doc.Paragraph, underlined bool) {
	st := m.sheet.Style(p.Style)
	heading := isHeading(&st) && len(p.Label) == 0
	text := inline(p.Spans)
	if p.Mark != nil && !whole(p) {
		tag := element(p.Mark)
		text += "<" + tag + ">¶</" + tag + ">"
	}
	if underlined {
		head := strings.LastIndexByte(text, '\n') + 1
		if m.stressed = emphatic(text[head:]); m.stressed {
			text = text[:head] + "*" + text[head:] + "*"
		}
	}
	sign := m.sign(p)
	m.item = sign
	switch {
	case p.Style == tableStyle && !revised(&doc.Document{Blocks: []doc.Block{p}}):
		m.block(fence(p.Text()))
		return
	case heading:
		m.block("## " + closing(strings.ReplaceAll(text, "\n", " ")))
		return
	case sign != "":
		m.block(sign + " " + hardLines(text, strings.Repeat(" ", len(sign)+1)))
		return
	}
	label := inline(p.Label)
	text = label + between(label, text) + text
	switch {
	case text == "":
		m.item = ""
		return
	case st.Typeset.Bold && (m.stressed || emphatic(text)):
		text = "**" + text + "**"
	case st.Typeset.Italic && !m.stressed && emphatic(text):
		text = "*" + text + "*"
	}
	m.block(hardLines(text, ""))
}

func between(label, text string) string {
	if label == "" || text == "" {
		return ""
	}
	return " "
}

// emphatic reports whether text can be put between signs of emphasis, with the
// ends of the block, a blank or other signs around them.
func emphatic(text string) bool {
	return text != "" && !strings.ContainsAny(text, "*<")
}

// closing keeps a heading from ending in signs that would be taken off.
func closing(text string) string {
	if stem, ok := strings.CutSuffix(text, "#"); ok {
		return strings.TrimSuffix(stem, `\`) + `\#`
	}
	return text
}

// sign returns what begins a list item in Markdown, if the paragraph's label
// does so and Markdown will show what the label says: a bullet, or a number
// that is one more than that of the item above. A list may begin with any.
func (m *markdown) sign(p *doc.Paragraph) string {
	label := strings.TrimSpace(doc.SpanText(p.Label))
	if label == "" || len(p.Spans) == 0 || revisedSpans(p.Label) {
		return ""
	}
	if strings.Contains("•·▪■●○◦‣-*", label) && utf8.RuneCountInString(label) == 1 {
		return "-"
	}
	n, end, ok := number9(label)
	if !ok {
		return ""
	}
	if above, aboveEnd, list := number9(m.item); list && aboveEnd == end && above+1 != n {
		return ""
	}
	return strconv.Itoa(n) + end
}

// number9 reads the sign of a numbered item, of at most nine digits and without
// zeros before it.
func number9(s string) (n int, end string, ok bool) {
	if len(s) < 2 || len(s) > 10 || s[0] == '0' && len(s) > 2 {
		return 0, "", false
	}
	end = s[len(s)-1:]
	if end != "." && end != ")" || strings.Trim(s[:len(s)-1], "0123456789") != "" {
		return 0, "", false
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	return n, end, err == nil
}

func revisedSpans(spans []doc.Span) bool {
	for _, s := range spans {
		if s.Revision != nil {
			return true
		}
	}
	return false
}

// inline writes text, lines parted by newlines that are not yet hard.
func inline(spans []doc.Span) string {
	var b strings.Builder
	for _, p := range piecesOf(tidy(spans)) {
		text := escapeMarkdown(gapless(doc.SpanText(p.spans)))
		if p.revision == nil {
			b.WriteString(text)
			continue
		}
		tag := element(p.revision)
		b.WriteString("<" + tag + ">" + strings.ReplaceAll(text, "\n", "</"+tag+">\n<"+tag+">") + "</" + tag + ">")
	}
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = escapeStart(strings.Trim(gapless(l), " "))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// gapless makes one blank of each run of blanks and tabs.
func gapless(s string) string {
	if !strings.Contains(s, "  ") && !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	due := false
	for _, r := range s {
		if r == ' ' || r == '\t' {
			if !due {
				b.WriteByte(' ')
			}
			due = true
			continue
		}
		due = false
		b.WriteRune(r)
	}
	return b.String()
}

// escapeMarkdown puts a backslash before what would be markup anywhere in a
// line.
func escapeMarkdown(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if !strings.ContainsAny(s, "\\`*_[<&~") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	before := ' '
	for i, r := range s {
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch r {
		case '\\', '`', '*', '[', '<', '~':
			b.WriteByte('\\')
		case '_': // between letters it is one
			if !isWordRune(before) || !isWordRune(after) {
				b.WriteByte('\\')
			}
		case '&':
			if after == '#' || unicode.IsLetter(after) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// escapeStart puts a backslash before what would be markup at the start of a
// line: a heading, a quotation, an item, a rule.
func escapeStart(line string) string {
	if line == "" {
		return line
	}
	switch line[0] {
	case '#', '>', '=', '+', '-':
		return `\` + line
	case '|', ':': // tables, where they are known
		return `\` + line
	}
	n := 0
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n > 0 && n < len(line) && (line[n] == '.' || line[n] == ')') && (n+1 == len(line) || line[n+1] == ' ') {
		return line[:n] + `\` + line[n:]
	}
	return line
}

// hardLines makes the line ends of text hard, and indents the further lines.
// An empty line would end the paragraph: it holds a no-break space.
func hardLines(text, indent string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		if lines[i] == "" {
			lines[i] = "&nbsp;"
		}
	}
	return strings.Join(lines, "\\\n"+indent)
}

// fence writes lines whose columns stand under one another.
func fence(text string) string {
	ticks := "```"
	for strings.Contains(text, ticks) {
		ticks += "`"
	}
	return ticks + "\n" + text + "\n" + ticks
}
