package write

import (
	"cmp"
	"fmt"
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// textFormat is typewriter text. In ASCII it is what EDGAR takes: see Regulation S-T,
// Rules 301 and 305, and the EDGAR Filer Manual, volume II, section 5.2.1.
//
//   - printable ASCII; other characters are typed by the table in ascii.go;
//   - no line over 80 columns, none over 132 in a table, which is tagged;
//   - no tab, no form feed, no byte order mark;
//   - nothing that would be read as one of EDGAR's tags.
//
// A redline has the marks of wdiff: see marks.go.
var textFormat = Format{
	Name:    "txt",
	Endings: []string{".txt"},
	Does:    "typewriter text, as EDGAR takes it",
	Filed:   true,
	encode:  encodeText,
}

// What EDGAR takes, in columns: Rule 305(a) of Regulation S-T.
const (
	widestLine  = 80
	widestTable = 132

	// As package layout has them.
	usualLine = 72
	tabStop   = 8
)

// tableStyle is the style whose paragraphs are tables to EDGAR.
const tableStyle = "table"

func encodeText(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	t := texter{ascii: o.Encoding != UTF8, tags: o.PageTags}
	if o.Encoding != UTF8 && o.Encoding != ASCII && o.Encoding != "" {
		return nil, nil, fmt.Errorf("want encoding %s or %s, have %q", ASCII, UTF8, o.Encoding)
	}
	pages := o.Pages
	if o.redlined(d) {
		d, pages = marked(o.shown(d), t.ascii), nil
	}
	speller := speller{ascii: t.ascii, draft: o.Draft}
	if pages == nil {
		d = speller.document(d)
		pages = textSheet(o, t.ascii).Typewrite(d, nil)
	} else {
		pages = speller.pages(pages)
	}
	t.list = speller.list
	t.findTables(d)
	for i, p := range pages {
		if i > 0 && t.tags {
			t.line("<PAGE>")
		} else if i > 0 {
			t.line("")
		}
		if o.Draft && (i == 0 || t.tags) {
			t.line(draftMark(o))
			t.line("")
		}
		t.page(p)
	}
	return t.out, t.list, nil
}

// textSheet returns the sheet for text: lines no longer than EDGAR takes, those
// of tables as long, pages only where they are marked, with room for the mark of
// a draft.
func textSheet(o *Options, ascii bool) *layout.Sheet {
	s := *o.sheet()
	s.Typewriter.Measure = cmp.Or(s.Typewriter.Measure, usualLine)
	if ascii {
		s.Typewriter.Measure = min(s.Typewriter.Measure, widestLine)
	}
	const mark = 2
	switch {
	case !o.PageTags:
		s.Typewriter.Page = 0
	case o.Draft && s.Typewriter.Page > mark:
		s.Typewriter.Page -= mark
	}
	table := s.Style(tableStyle)
	if table.Align == layout.Left {
		table.Typewriter.Right = s.Typewriter.Measure - widestTable
		s.Styles = maps.Clone(s.Styles)
		if s.Styles == nil {
			s.Styles = map[string]layout.Style{}
		}
		s.Styles[tableStyle] = table
	}
	return &s
}

// draftMark is the line that marks a page as a draft.
func draftMark(o *Options) string {
	if o.Date == "" {
		return "DRAFT"
	}
	return "DRAFT OF " + o.Date
}

// A texter types pages.
type texter struct {
	ascii  bool
	tags   bool
	tables map[*doc.Span]bool // the spans of tables; nil: there are none
	inside bool               // a table is open
	out    []byte
	list   diag.List
}

func (t *texter) line(s string) {
	t.out = append(t.out, s...)
	t.out = append(t.out, '\n')
}

// findTables remembers the spans of d that are in tables.
func (t *texter) findTables(d *doc.Document) {
	if !t.ascii {
		return
	}
	for _, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || p.Style != tableStyle {
			continue
		}
		if t.tables == nil {
			t.tables = map[*doc.Span]bool{}
		}
		for i := range p.Label {
			t.tables[&p.Label[i]] = true
		}
		for i := range p.Spans {
			t.tables[&p.Spans[i]] = true
		}
	}
}

func (t *texter) page(p layout.Page) {
	for _, l := range p.Lines {
		table := t.inTable(l)
		if table != t.inside {
			t.turnTable()
		}
		start := len(t.out)
		for i := range l.Runs {
			t.run(l.Runs[i].Text, start)
		}
		t.trim(start)
		if t.ascii {
			t.check(l, string(t.out[start:]), table)
		}
		t.out = append(t.out, '\n')
	}
	if t.inside {
		t.turnTable()
	}
}

// inTable reports whether a line belongs to a table.
func (t *texter) inTable(l layout.Line) bool {
	if t.tables == nil {
		return false
	}
	for _, r := range l.Runs {
		if t.tables[r.Span] {
			return true
		}
	}
	return false
}

// turnTable opens or closes a table. The tag that opens one stands before the
// blank lines above it.
func (t *texter) turnTable() {
	if t.inside = !t.inside; t.inside {
		t.line("<TABLE>")
	} else {
		t.line("</TABLE>")
	}
}

// run types a run of a line that began at start, tabs as blanks.
func (t *texter) run(s string, start int) {
	from := len(t.out)
	t.out = append(t.out, s...)
	if strings.IndexByte(s, '\t') < 0 && (!t.ascii || strings.IndexByte(s, noBreak[0]) < 0) {
		return
	}
	t.out = t.out[:from]
	for _, r := range s {
		switch {
		case r == '\t':
			column := utf8.RuneCount(t.out[start:])
			for range tabStop - column%tabStop {
				t.out = append(t.out, ' ')
			}
		case t.ascii && r == noBreakSpace:
			t.out = append(t.out, ' ')
		default:
			t.out = utf8.AppendRune(t.out, r)
		}
	}
}

// trim drops the blanks at the end of the line.
func (t *texter) trim(start int) {
	for len(t.out) > start && t.out[len(t.out)-1] == ' ' {
		t.out = t.out[:len(t.out)-1]
	}
}

// check says what EDGAR would not take in a line as typed.
func (t *texter) check(l layout.Line, typed string, table bool) {
	most := widestLine
	if table {
		most = widestTable
	}
	if len(typed) > most {
		t.tooLong(l, typed, most)
	}
	for at := strings.IndexByte(typed, '<'); at >= 0; {
		t.tag(l, typed, at)
		next := strings.IndexByte(typed[at+1:], '<')
		if next < 0 {
			break
		}
		at += 1 + next
	}
}

// tooLong complains of a line, at its longest word.
func (t *texter) tooLong(l layout.Line, typed string, most int) {
	word := ""
	for w := range strings.FieldsSeq(typed) {
		if len(w) > len(word) {
			word = w
		}
	}
	message := fmt.Sprintf("want lines of at most %d columns, have one of %d", most, len(typed))
	hint := "give the style of this text a narrower indent"
	if len(word) > most/2 {
		message += fmt.Sprintf(" with the word %q of %d", shorten(word), len(word))
		hint = "part the word with a blank, or write HTML, whose lines may be longer"
	}
	t.list = append(t.list, trouble(spanAt(l, strings.Index(typed, word)), diag.Error, "line-length", message, hint))
}

// shorten cuts a long word for a message.
func shorten(s string) string { return shortenTo(s, 24) }

// shortenTo cuts s after so many characters.
func shortenTo(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "..."
		}
		n++
	}
	return s
}

// spanAt returns the span that has the character at a column of a line, or the
// next that is known.
func spanAt(l layout.Line, column int) *doc.Span {
	for _, r := range l.Runs {
		column -= utf8.RuneCountInString(r.Text)
		if column < 0 && r.Span != nil {
			return r.Span
		}
	}
	return nil
}

// reserved are the tags that EDGAR reads in a text document and around it.
var reserved = map[string]bool{
	"SUBMISSION": true, "DOCUMENT": true, "TYPE": true, "SEQUENCE": true, "FILENAME": true, "DESCRIPTION": true,
	"TEXT": true, "PDF": true, "XML": true, "XBRL": true, "HTML": true, "HEADER": true,
	"PAGE": true, "TABLE": true, "CAPTION": true, "S": true, "C": true, "FN": true, "R": true, "PRE": true,
	"SEC-DOCUMENT": true, "SEC-HEADER": true, "IMS-DOCUMENT": true, "IMS-HEADER": true, "MODULE": true,
}

// tag complains of a "<" at an offset that begins what EDGAR may read as a tag.
func (t *texter) tag(l layout.Line, typed string, at int) {
	name := strings.TrimPrefix(typed[at+1:], "/")
	n := 0
	for n < len(name) && (name[n] == '-' || isAlphanumeric(name[n])) {
		n++
	}
	if n == 0 || !isLetter(name[0]) {
		return
	}
	severity, message := diag.Warning, "may be read by EDGAR as a tag"
	if reserved[strings.ToUpper(name[:n])] {
		severity, message = diag.Error, "is a tag to EDGAR"
	}
	shown := strings.TrimSuffix(typed[at:len(typed)-len(name)+n], "-")
	t.list = append(t.list, trouble(spanAt(l, at), severity, "tag", fmt.Sprintf("%q %s", shown, message), "put a blank after the <, or use other brackets"))
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isAlphanumeric(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' }
