package facts

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A cursor remembers where the last place was found, so that the next one on
// the same line need not be counted from its beginning.
type cursor struct{ line, col, offset int }

// offset is the byte in the text at which a place lies.
func (r *reader) offset(line, col int) int {
	if line < 1 || line > len(r.lines) {
		return len(r.src.Text)
	}
	c := r.cursor
	if c.line != line || c.col > col {
		c = cursor{line, 1, int(r.lines[line-1])}
	}
	for c.col < col && c.offset < len(r.src.Text) && r.src.Text[c.offset] != '\n' {
		_, size := utf8.DecodeRuneInString(r.src.Text[c.offset:])
		c.offset += size
		c.col++
	}
	r.cursor = c
	return c.offset
}

// rest is what stands on the line from a place on.
func (r *reader) rest(line, col int) string {
	start, end := r.offset(line, col), len(r.src.Text)
	if line < len(r.lines) {
		end = int(r.lines[line]) - 1
	}
	return strings.TrimSuffix(r.src.Text[start:max(start, end)], "\r")
}

// indexLines notes where the lines of the text begin.
func (r *reader) indexLines() {
	text := r.src.Text
	r.lines = make([]int32, 1, strings.Count(text, "\n")+1)
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return
		}
		at += i + 1
		r.lines = append(r.lines, int32(at))
	}
}

// addComments gives a field's value the comments that stand at its name. A
// shared value keeps its own.
func (r *reader) addComments(f *Field, key *yaml.Node, shared bool) {
	if key.HeadComment == "" && key.LineComment == "" && key.FootComment == "" {
		return
	}
	n := f.Value
	if shared {
		n = new(Node)
		*n = *f.Value
		f.Value = n
	}
	n.Head = joinComments(comment(key.HeadComment), n.Head)
	n.Tail = joinComments(comment(key.LineComment), n.Tail)
	n.Foot = joinComments(n.Foot, comment(key.FootComment))
}

// comment strips the comment signs of a YAML comment.
func comment(s string) string {
	if s == "" {
		return ""
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		line = strings.TrimPrefix(strings.TrimSpace(line), "#")
		lines[i] = strings.TrimPrefix(line, " ")
	}
	return strings.Join(lines, "\n")
}

func joinComments(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}
