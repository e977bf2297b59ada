package facts

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/draftgen/draftgen/internal/diag"
)

const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalar reads a scalar.
func (r *reader) scalar(n *Node, y *yaml.Node) {
	n.Text = y.Value
	n.Plain = y.Style&quoted == 0
	if n.Kind = Text; n.Plain && y.Style&yaml.TaggedStyle == 0 && y.Tag != "!" {
		n.Kind = plainKind(y.Value)
	}
	n.Width = r.width(y)
	if n.Kind == Text {
		n.Text = r.text(y.Value, n.Pos)
	}
}

// plainKind is the rule of the package comment: what an unquoted scalar is.
func plainKind(s string) Kind {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool
	}
	if isNumber(s) {
		return Number
	}
	return Text
}

// isNumber reports whether s matches ^[-+]?(0|[1-9]\d*)(\.\d+)?$.
func isNumber(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	whole, fraction, point := strings.Cut(s, ".")
	return isDigits(whole) && (whole == "0" || whole[0] != '0') && (!point || isDigits(fraction))
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// text checks the characters of a text or a name that escapes may have
// brought in. A line end of Windows becomes one newline.
func (r *reader) text(s string, pos diag.Pos) string {
	for i, char := range s {
		switch {
		case char >= ' ' && char < 0x7f || char == '\n' || char == '\t':
		case char == '\r' && strings.HasPrefix(s[i+1:], "\n"):
		case char == '\r' || unprintable(char):
			r.add(pos, 0, fmt.Sprintf("want characters that print, have the control character U+%04X", char), "delete its escape")
			return s
		}
	}
	return strings.ReplaceAll(s, "\r\n", "\n")
}

// width is how many characters of a scalar stand on the line where it begins.
func (r *reader) width(y *yaml.Node) int {
	if y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return 1
	}
	rest := r.rest(y.Line, y.Column)
	if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && y.Anchor == "" {
		return quotedWidth(rest)
	}
	if !strings.HasPrefix(rest, y.Value) { // goes on in the next line, or has an anchor
		return utf8.RuneCountInString(strings.TrimRight(rest[:min(len(rest), longest)], " \t"))
	}
	return utf8.RuneCountInString(y.Value)
}

// longest bounds the bytes that are looked at for an underline: a hostile file
// may be one line.
const longest = 256

// quotedWidth is the number of characters up to the closing quote, or up to the
// end of the line.
func quotedWidth(rest string) int {
	if rest == "" {
		return 0
	}
	quote, width := rune(rest[0]), 0
	escaped := false
	for i, char := range rest {
		width++
		switch {
		case escaped:
			escaped = false
		case i == 0:
		case char == '\\' && quote == '"':
			escaped = true
		case char == quote && quote == '\'' && strings.HasPrefix(rest[i+1:], "'"):
			escaped = true
		case char == quote:
			return width
		}
	}
	return width
}

// checkComma notes an entry in braces that has no colon: almost always the end
// of a value that unquoted commas have cut off. A run of such entries is one
// slip.
func (r *reader) checkComma(y *yaml.Node, i int) {
	if !r.isAlone(y, i) || i > 0 && r.isAlone(y, i-2) {
		return
	}
	key := y.Content[i]
	pos := diag.Pos{Line: key.Line, Col: key.Column}
	if i == 0 {
		r.add(pos, r.width(key), fmt.Sprintf("want `name: value` inside braces, have %q alone", key.Value),
			"give it a value, or quote the braces if they are part of a text")
		return
	}
	parts := []string{y.Content[i-1].Value}
	number := isNumber(parts[0])
	numerals := isDigits(parts[0])
	for ; i < len(y.Content) && r.isAlone(y, i); i += 2 {
		part := y.Content[i].Value
		number = number && isDigits(part) && len(part) == 3
		numerals = numerals && isDigits(part)
		parts = append(parts, part)
	}
	hint := fmt.Sprintf("quote the whole value: %s", quote(strings.Join(parts, ", ")))
	switch {
	case numerals && !number:
		hint = "commas part groups of three digits; write the number without commas"
	case number:
		hint = fmt.Sprintf("write %s, %q, or use block style, one entry a line", strings.Join(parts, ""), strings.Join(parts, ","))
	}
	r.add(pos, r.width(key), fmt.Sprintf("a comma parts two entries inside braces, so %q stands alone after %q", key.Value, parts[0]), hint)
}

// isAlone reports whether the entry of a map in braces whose name is at i has
// neither value nor colon. What has quotes or an anchor was meant as it stands.
func (r *reader) isAlone(y *yaml.Node, i int) bool {
	key, value := y.Content[i], y.Content[i+1]
	if key.Kind != yaml.ScalarNode || value.Kind != yaml.ScalarNode || value.Value != "" || value.Style&quoted != 0 {
		return false
	}
	rest, found := strings.CutPrefix(r.rest(key.Line, key.Column), key.Value)
	return found && !strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":")
}
