package facts

import (
	"strings"
	"unicode/utf8"
)

// InJSON reports whether a value stands in a file that is written as JSON, or as
// the YAML that looks like it: one in brackets. Who says how to mend it writes
// names in quotes then.
func (n *Node) InJSON() bool {
	const far = 1 << 12 // blanks beyond are no one's
	return n != nil && n.Source != nil && opensJSON(n.Source.Text[:min(far, len(n.Source.Text))])
}

func opensJSON(text string) bool {
	start := strings.TrimLeft(text, " \t\r\n")
	return start != "" && (start[0] == '{' || start[0] == '[')
}

// hasComments notes the comments of a text that is JSON but for them, and reports
// whether there are any. YAML would take what begins with // or /* for a name.
// The first sign that JSON does not have ends the search.
func (r *reader) hasComments() bool {
	text, before := r.src.Text, len(r.list)
	if !opensJSON(text) && !opensComment(strings.TrimLeft(text, " \t\r\n")) {
		return false
	}
	for i := 0; i < len(text) && len(r.list) < maxTrouble; {
		size := jsonSign(text[i:])
		switch {
		case opensComment(text[i:]):
			size = commentSize(text[i:])
			shown, _, _ := strings.Cut(text[i:i+size], "\n")
			r.add(place(text, i), utf8.RuneCountInString(strings.TrimRight(shown, " \t\r")), "JSON has no comments", "delete it, or write YAML, whose comments begin with #")
		case size == 0:
			return len(r.list) > before
		}
		i += size
	}
	return len(r.list) > before
}

func opensComment(s string) bool { return strings.HasPrefix(s, "//") || strings.HasPrefix(s, "/*") }

// commentSize is the number of bytes of the comment with which s begins.
func commentSize(s string) int {
	if s[1] == '/' {
		line, _, _ := strings.Cut(s, "\n")
		return len(line)
	}
	inside, _, closed := strings.Cut(s[2:], "*/")
	if !closed {
		return len(s)
	}
	return len(inside) + len("/**/")
}

// jsonSign is the number of bytes of the word, number, sign or white space of JSON
// with which s begins; 0 for anything else.
func jsonSign(s string) int {
	if s[0] == '"' {
		for i := 1; i < len(s) && s[i] != '\n'; i++ {
			switch s[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return 0
	}
	if strings.IndexByte(" \t\r\n{}[],:+-.0123456789eE", s[0]) >= 0 {
		return 1
	}
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(s, word) {
			return len(word)
		}
	}
	return 0
}
