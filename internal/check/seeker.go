package check

import (
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// A seeker finds the words of a document in the source, one after the other. In
// an exhibit that was read, spans say where they begin; in a drafted one they
// point into a template, and the words of the page are found in reading order.
type seeker struct {
	name  string
	lines []string
	line  int // index of the line under the cursor
	at    int // byte in that line
}

// window is how many lines a word is looked for. A page's foot and head may
// stand between two words of a paragraph; a word that is further away than that
// was written in another way, and taking its next namesake would throw off all
// the places behind it.
const window = 12

func newSeeker(src *diag.Source) *seeker {
	if src == nil {
		return &seeker{}
	}
	return &seeker{name: src.Name, lines: strings.Split(src.Text, "\n")}
}

// enter moves to where a span begins, if its origin is in this source.
func (s *seeker) enter(o *doc.Origin) {
	if o == nil || o.Place.File != s.name || o.Place.Line < 1 || o.Place.Line > len(s.lines) {
		return
	}
	s.line = o.Place.Line - 1
	s.at = byteOf(s.lines[s.line], o.Place.Col-1)
}

// find returns the place of the next word, or of the piece that goes on with the
// last one, and moves behind it. A word that is not found has the place of the
// cursor.
func (s *seeker) find(word string, inside bool) mark {
	if s.line >= len(s.lines) {
		return mark{}
	}
	if inside {
		if strings.HasPrefix(s.lines[s.line][s.at:], word) {
			s.at += len(word)
		}
		return mark{}
	}
	at := s.at
	for i := s.line; i < min(s.line+window, len(s.lines)); i++ {
		if j := indexWord(s.lines[i], word, at); j >= 0 {
			s.line, s.at = i, j+len(word)
			return mark{line: i + 1, col: column(s.lines[i], j)}
		}
		at = 0
	}
	return mark{line: s.line + 1, col: column(s.lines[s.line], s.at)}
}

// indexWord is the index of word in line, from a byte on, where a word may
// begin; -1 if there is none.
func indexWord(line, word string, from int) int {
	for at := from; at <= len(line); {
		i := strings.Index(line[at:], word)
		if i < 0 {
			return -1
		}
		i += at
		if before, _ := utf8.DecodeLastRuneInString(line[:i]); i == from || i == 0 || isBlank(before) || before == '>' {
			return i
		}
		at = i + len(word)
	}
	return -1
}

// column counts the characters of line before byte i, from 1.
func column(line string, i int) int { return utf8.RuneCountInString(line[:i]) + 1 }

// byteOf is the index of character n of s, counted from 0.
func byteOf(s string, n int) int {
	for i := range s {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(s)
}
