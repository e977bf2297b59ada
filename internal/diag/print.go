package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// PrintOptions say how [List.Print] writes. The zero value prints without
// colour, for a page of 100 columns.
type PrintOptions struct {
	Color   bool // mark place, severity and caret by ANSI colours
	Columns int  // longest excerpt; 0 is 100
}

// Print writes l for people to read. Each diagnostic is one line, then the line
// of the source that it is about with a caret under the place, then the hint:
//
//	letter.yaml:12:13: /plans/0/shares: want a whole number, have "abc"
//	        shares: abc
//	                ^~~
//	  hint: write the digits alone
//
// Nothing from a user's file reaches w raw: control characters and characters
// that turn the writing round are shown by name. The width of a character does
// not depend on the locale. The error is w's.
func (l List) Print(w io.Writer, opts PrintOptions) error {
	p := printer{limit: opts.Columns}
	if p.limit <= 0 {
		p.limit = 100
	}
	if opts.Color {
		p.colors = map[Severity]string{Error: "\x1b[31;1m", Warning: "\x1b[33;1m", Info: "\x1b[36;1m"}
	}
	for _, d := range l {
		p.print(d)
	}
	_, err := io.WriteString(w, p.String())
	return err
}

// WriteJSON writes l as one JSON array, an object a diagnostic, whose names are
// those of the struct tags: file, line, column, severity, rule, pointer,
// message, hint. What is not known is left out. An empty list is [].
func (l List) WriteJSON(w io.Writer) error {
	if l == nil {
		l = List{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(l)
}

// A printer gathers the text of a list.
type printer struct {
	strings.Builder
	limit  int                 // columns of an excerpt
	colors map[Severity]string // nil: none
}

// margin stands left of an excerpt.
const margin = "    "

// tabStop is how wide a tab may be; terminals agree on it.
const tabStop = 8

func (p *printer) print(d *Diagnostic) {
	if place := d.Pos.String(); place != "" {
		p.WriteString(p.paint(Visible(place), "\x1b[1m") + ": ")
	}
	if d.Severity != Error {
		p.WriteString(p.paint(d.Severity.String(), p.colors[d.Severity]) + ": ")
	}
	if d.Pointer != "" {
		p.WriteString(Visible(d.Pointer) + ": ")
	}
	p.WriteString(Visible(d.Message) + "\n")
	p.excerpt(d)
	if d.Hint != "" {
		hint := strings.Split(d.Hint, "\n")
		for i, line := range hint {
			hint[i] = Visible(line)
		}
		p.WriteString("  hint: " + strings.Join(hint, "\n        ") + "\n")
	}
}

func (p *printer) paint(s, color string) string {
	if p.colors == nil {
		return s
	}
	return color + s + "\x1b[0m"
}

// excerpt prints the line of the source that d is about, and under it the caret.
func (p *printer) excerpt(d *Diagnostic) {
	if d.Source == nil || d.Line < 1 {
		return
	}
	line := d.Source.Line(d.Line)
	if strings.TrimSpace(line) == "" && d.Col <= 1 {
		return // an empty line shows nothing
	}
	start := byteOf(line, d.Col-1)
	end := start + byteOf(line[start:], max(d.Width, 1))
	first, last := p.window(line, start)
	end = min(end, last)
	before, marked, after := Visible(line[first:start]), Visible(line[start:end]), Visible(line[end:last])
	if widest(before+marked+after) > p.limit {
		before, marked, after = p.cut(oneColumn(before), oneColumn(marked), oneColumn(after))
	}
	p.WriteString(margin + strings.TrimRight(before+marked+after, " \t") + "\n")
	if d.Col < 1 {
		return
	}
	caret := "^" + strings.Repeat("~", max(columns.StringWidth(oneColumn(marked)), 1)-1)
	p.WriteString(margin + blanks(before) + p.paint(caret, p.colors[d.Severity]) + "\n")
}

// window is the part of a line that can have a say in its excerpt, so that a
// line of megabytes costs no more than another. It is wide enough that what it
// leaves out would be cut.
func (p *printer) window(line string, start int) (first, last int) {
	size := 16 * p.limit
	first, last = max(start-size, 0), min(start+size, len(line))
	for first > 0 && !utf8.RuneStart(line[first]) {
		first--
	}
	for last < len(line) && !utf8.RuneStart(line[last]) {
		last++
	}
	return first, last
}

// cut shortens the three parts of a line so that the marked part stays and the
// whole has p.limit columns. A third of them are kept for what stands after.
func (p *printer) cut(before, marked, after string) (string, string, string) {
	const dots = "…"
	left := max(p.limit*2/3-min(columns.StringWidth(marked), p.limit/2), 1)
	if w := columns.StringWidth(before); w > left {
		before = columns.TruncateLeft(before, w-left+1, dots)
	}
	room := p.limit - columns.StringWidth(before)
	if after != "" {
		marked = columns.Truncate(marked, room-1, dots)
	} else {
		marked = columns.Truncate(marked, room, dots)
	}
	return before, marked, columns.Truncate(after, room-columns.StringWidth(marked), dots)
}

// columns measures text. It is set here so that the environment's locale, which
// the library reads by itself, has no say.
var columns = &runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// widest is the width of s in columns if every tab is as wide as a tab can be.
func widest(s string) int {
	return columns.StringWidth(s) + tabStop*strings.Count(s, "\t")
}

// oneColumn makes every tab one blank.
func oneColumn(s string) string { return strings.ReplaceAll(s, "\t", " ") }

// blanks is white space as wide as s: a tab for a tab, so that what stands after
// it is in line with what stands after s, wherever the tab stops are.
func blanks(s string) string {
	parts := strings.Split(s, "\t")
	for i, part := range parts {
		parts[i] = strings.Repeat(" ", columns.StringWidth(part))
	}
	return strings.Join(parts, "\t")
}

// byteOf is the index of the n-th character of s, counted from 0, and len(s)
// when there are not so many.
func byteOf(s string, n int) int {
	for i := range s {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(s)
}

// Visible makes every character of s but tabs one that a terminal prints: a
// control character becomes its picture, any other that has no shape of its own,
// or turns the writing round, its number.
func Visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return strings.ToValidUTF8(s, "�")
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	if r == '\t' || r == ' ' || r == 0x200d || r == 0xa0 {
		return false // the joiner holds emoji together; the others are blanks
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}
