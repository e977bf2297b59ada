package facts

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Format writes root as YAML in block style, two blanks a level, with its
// comments. What [Read] reads from it has the same kinds, texts and names. A
// text that some YAML reader would take for something else is quoted, whether
// this package would take it so or not: yes, 2004-05-25, 037833100, 1e3.
func Format(root *Node) []byte {
	var f formatter
	if root == nil {
		return nil
	}
	f.comment(root.Head, 0)
	if root.Head != "" && root.Kind == Map {
		f.WriteByte('\n')
	}
	f.block(root, 0)
	f.comment(root.Foot, 0)
	return []byte(f.String())
}

type formatter struct {
	strings.Builder
	behind bool // the next line begins behind the dash of a list item
}

// block writes a value that begins a line of its own.
func (f *formatter) block(n *Node, depth int) {
	switch {
	case n.Kind == Map && len(n.Fields) > 0:
		for i := range n.Fields {
			if depth == 0 && i > 0 && (stands(&n.Fields[i-1]) || stands(&n.Fields[i])) {
				f.WriteByte('\n')
			}
			f.field(&n.Fields[i], depth)
		}
	case n.Kind == List && len(n.Items) > 0:
		for _, item := range n.Items {
			f.item(item, depth)
		}
	default:
		f.indent(depth)
		f.inline(n, depth)
	}
}

// stands reports whether a field of the root is a paragraph of its own.
func stands(field *Field) bool { return field.Value.Head != "" || isBlock(field.Value) }

func (f *formatter) indent(depth int) {
	if f.behind {
		f.behind = false
		return
	}
	for range depth {
		f.WriteString("  ")
	}
}

func (f *formatter) field(field *Field, depth int) {
	n := field.Value
	f.comment(n.Head, depth)
	f.indent(depth)
	f.name(field.Name)
	if isBlock(n) {
		f.tail(n.Tail)
		f.block(n, depth+1)
	} else {
		if n.Kind != Null || n.Text != "" {
			f.WriteByte(' ')
		}
		f.inline(n, depth+1)
	}
	f.comment(n.Foot, depth)
}

// longestName is the length up to which YAML takes a name on one line for one.
const longestName = 1024

// name writes the name of a field and its colon.
func (f *formatter) name(s string) {
	text := doubleQuote(s)
	if isSafe(s) && s != "<<" {
		text = s
	}
	if utf8.RuneCountInString(text) >= longestName {
		f.WriteString("? " + text + "\n:")
		return
	}
	f.WriteString(text + ":")
}

func isBlock(n *Node) bool {
	return n.Kind == Map && len(n.Fields) > 0 || n.Kind == List && len(n.Items) > 0
}

// item writes an item of a list. A map or a list in it begins behind the dash.
func (f *formatter) item(n *Node, depth int) {
	f.comment(n.Head, depth)
	f.indent(depth)
	f.WriteString("-")
	switch {
	case isBlock(n) && (n.Tail != "" || firstHead(n) != ""):
		f.tail(n.Tail)
		f.block(n, depth+1)
	case isBlock(n):
		f.WriteByte(' ')
		f.behind = true
		f.block(n, depth+1)
	default:
		if n.Kind != Null || n.Text != "" {
			f.WriteByte(' ')
		}
		f.inline(n, depth+1)
	}
	f.comment(n.Foot, depth)
}

// firstHead is the comment above the first value in n.
func firstHead(n *Node) string {
	if n.Kind == Map {
		return n.Fields[0].Value.Head
	}
	return n.Items[0].Head
}

// inline writes a value behind its name, and the end of the line. What goes on
// in further lines is indented by depth.
func (f *formatter) inline(n *Node, depth int) {
	switch n.Kind {
	case Null, Bool, Number:
		f.WriteString(n.Text)
	case List:
		f.WriteString("[]")
	case Map:
		f.WriteString("{}")
	case Text:
		if isLines(n.Text) {
			f.lines(n, max(depth, 1))
			return
		}
		if isSafe(n.Text) {
			f.WriteString(n.Text)
		} else {
			f.WriteString(doubleQuote(n.Text))
		}
	default:
		panic("facts: unknown kind " + strconv.Itoa(int(n.Kind)))
	}
	f.tail(n.Tail)
}

// lines writes a text of several lines as a literal block.
func (f *formatter) lines(n *Node, depth int) {
	body, sign := n.Text, "|"
	if strings.HasSuffix(body, "\n") {
		body = body[:len(body)-1]
	} else {
		sign = "|-"
	}
	f.WriteString(sign)
	f.tail(n.Tail)
	for line := range strings.SplitSeq(body, "\n") {
		if line != "" {
			f.indent(depth)
			f.WriteString(line)
		}
		f.WriteByte('\n')
	}
}

// tail writes the comment behind a value, and the end of the line.
func (f *formatter) tail(comment string) {
	if comment != "" {
		f.WriteString(" # " + strings.ReplaceAll(comment, "\n", " "))
	}
	f.WriteByte('\n')
}

// comment writes comment lines.
func (f *formatter) comment(text string, depth int) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		f.indent(depth)
		f.WriteString(strings.TrimRight("# "+line, " ") + "\n")
	}
}

// isLines reports whether a literal block holds s as it is: several lines, each
// free of what blocks do not keep.
func isLines(s string) bool {
	body := strings.TrimSuffix(s, "\n")
	if !strings.Contains(body, "\n") || strings.HasPrefix(s, "\n") || strings.HasSuffix(body, "\n") || strings.HasPrefix(s, " ") {
		return false
	}
	for line := range strings.SplitSeq(body, "\n") {
		if strings.TrimRight(line, " \t") != line || strings.ContainsFunc(line, needsEscape) {
			return false
		}
	}
	return true
}

// isSafe reports whether s, written without quotes, is text to every YAML
// reader. It is on the careful side: what is quoted for nothing is still right.
func isSafe(s string) bool {
	if s == "" || strings.Trim(s, " ") != s || strings.ContainsFunc(s, needsEscape) || plainKind(s) != Text {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLetter(first), first == '(', first == '$', first == '§', first == '“', first == '‘':
	case first >= '0' && first <= '9':
		if !hasWord(s) {
			return false
		}
	default:
		return false
	}
	if strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") {
		return false
	}
	return !otherWords[strings.ToLower(s)]
}

// otherWords are the texts that YAML 1.1 takes for truth values or for nothing.
var otherWords = map[string]bool{
	"y": true, "yes": true, "on": true, "true": true,
	"n": true, "no": true, "off": true, "false": true, "null": true,
}

// hasWord reports whether behind a blank in s stand two letters, which no
// number, date or time has.
func hasWord(s string) bool {
	for word := range strings.FieldsSeq(s) {
		letters := 0
		for _, r := range word {
			if unicode.IsLetter(r) {
				letters++
			} else if letters < 2 {
				letters = 0
			}
		}
		if letters >= 2 && !strings.ContainsAny(word[:1], "0123456789") {
			return true
		}
	}
	return false
}

// needsEscape reports whether r can stand in YAML only as an escape, or is one
// that editors do not show.
func needsEscape(r rune) bool {
	return r == '\n' || r == '\t' || r == utf8.RuneError || unprintable(r) || breaksLine(r) || !unicode.IsPrint(r) && r != 0xa0
}

// doubleQuote writes s in double quotes.
func doubleQuote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case needsEscape(r) && r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		case needsEscape(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
