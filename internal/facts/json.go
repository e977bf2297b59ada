package facts

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
)

// isJSON reports whether text is one JSON value in brackets. YAML would read
// nearly all of it, but not surrogate escapes, nor two-byte names over its
// limit on keys; what is not quite JSON is left to YAML, which says why.
func isJSON(text string) bool {
	return opensJSON(text) && len(text) <= maxDocument && json.Valid([]byte(text))
}

// readJSON reads a text that isJSON.
func (r *reader) readJSON() []*Node {
	j := jsonReader{reader: r, line: 1}
	j.blanks()
	root, _ := j.value(0)
	if !r.full && r.checkRoot(root) {
		return []*Node{root}
	}
	return nil
}

// A jsonReader walks over JSON known to be valid, so that no step can fail.
type jsonReader struct {
	*reader
	at   int // the next byte
	line int // its line
	seen int // bytes before the character counted last
	col  int // characters of the line before seen
}

// pos is the place of the next byte.
func (j *jsonReader) pos() diag.Pos {
	start := int(j.lines[j.line-1])
	if j.seen < start {
		j.seen, j.col = start, 0
	}
	j.col += utf8.RuneCountInString(j.src.Text[j.seen:j.at])
	j.seen = j.at
	return diag.Pos{File: j.src.Name, Line: j.line, Col: j.col + 1}
}

// blanks goes over white space.
func (j *jsonReader) blanks() {
	for j.at < len(j.src.Text) {
		switch j.src.Text[j.at] {
		case '\n':
			j.line++
		case ' ', '\t', '\r':
		default:
			return
		}
		j.at++
	}
}

// sign goes over one byte and the white space behind it.
func (j *jsonReader) sign() {
	j.at++
	j.blanks()
}

// value reads a value and the white space behind it. After the first value too
// many it goes on without keeping anything.
func (j *jsonReader) value(depth int) (n *Node, ok bool) {
	pos := j.pos()
	n = j.node(pos.Line, pos.Col)
	if !j.admit(n, depth) {
		return n, false
	}
	switch j.src.Text[j.at] {
	case '{':
		ok = j.object(n, depth)
	case '[':
		ok = j.array(n, depth)
	case '"':
		n.Kind = Text
		n.Text, n.Width = j.quoted(n.Pos)
		ok = true
	default:
		start := j.at
		for j.at < len(j.src.Text) && strings.IndexByte(" \t\r\n,]}", j.src.Text[j.at]) < 0 {
			j.at++
		}
		n.Text, n.Plain, n.Width = j.src.Text[start:j.at], true, j.at-start
		n.Kind = plainKind(n.Text)
		ok = true
	}
	j.blanks()
	return n, ok
}

func (j *jsonReader) array(n *Node, depth int) bool {
	n.Kind, n.Width = List, 1
	for j.sign(); j.src.Text[j.at] != ']'; {
		item, ok := j.value(depth + 1)
		if !ok {
			return false
		}
		n.Items = append(n.Items, item)
		if j.src.Text[j.at] == ',' {
			j.sign()
		}
	}
	j.at++
	return true
}

func (j *jsonReader) object(n *Node, depth int) bool {
	n.Kind, n.Width = Map, 1
	var seen names
	for j.sign(); j.src.Text[j.at] != '}'; {
		f := Field{Pos: j.pos()}
		f.Name, f.Width = j.quoted(f.Pos)
		j.blanks()
		j.sign() // the colon
		if len(n.Fields) == fewNames {
			seen = indexed(n.Fields)
		}
		j.checkTwice(f, seen, n.Fields)
		value, ok := j.value(depth + 1)
		if !ok {
			return false
		}
		f.Value = value
		seen.add(f.Name, len(n.Fields))
		n.Fields = append(n.Fields, f)
		if j.src.Text[j.at] == ',' {
			j.sign()
		}
	}
	j.at++
	return true
}

// indexed makes the index of a map that has grown long.
func indexed(fields []Field) names {
	s := make(names, 2*len(fields))
	for i, f := range fields {
		s.add(f.Name, i)
	}
	return s
}

// quoted reads a string, and returns the number of characters it has in the
// file, quotes and all.
func (j *jsonReader) quoted(pos diag.Pos) (s string, width int) {
	start, plain := j.at, true
	for j.at++; j.src.Text[j.at] != '"'; j.at++ {
		if j.src.Text[j.at] == '\\' {
			plain = false
			j.at++
		}
	}
	j.at++
	raw := j.src.Text[start:j.at]
	s, width = raw[1:len(raw)-1], utf8.RuneCountInString(raw)
	if plain {
		return s, width
	}
	if err := json.Unmarshal([]byte(raw), &s); err != nil {
		panic("facts: valid JSON with a broken string: " + err.Error())
	}
	if i := loneSurrogate(raw); i >= 0 {
		j.add(pos, width, fmt.Sprintf("want a character, have half of one: %s", raw[i:i+6]), "write the character itself, or both halves of its escape")
	}
	return j.text(s, pos), width
}

// loneSurrogate is the index in a JSON string of an escape for half a character
// whose other half is missing, or -1.
func loneSurrogate(raw string) int {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if raw[i+1] != 'u' {
			i++
			continue
		}
		half := surrogate(raw[i:])
		if half == 0 {
			i += 5
			continue
		}
		if half == 'l' || surrogate(raw[i+6:]) != 'l' {
			return i
		}
		i += 11
	}
	return -1
}

// surrogate tells whether s begins with the escape of the high or the low half
// of a pair: 'h', 'l', or 0 for neither.
func surrogate(s string) byte {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' || s[2]|0x20 != 'd' {
		return 0
	}
	switch c := s[3] | 0x20; {
	case c == '8' || c == '9' || c == 'a' || c == 'b':
		return 'h'
	case c >= 'c' && c <= 'f':
		return 'l'
	}
	return 0
}
