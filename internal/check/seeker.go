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
	col   int // characters before that byte
}

// A word is looked for in so many lines and bytes. A page's foot and head may
// stand between two words of a paragraph; a word that is further away than that
// was written in another way, and taking its next namesake would throw off all
// the places behind it.
const (
	windowLines = 12
	windowBytes = 2 << 10
)

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
	if line := o.Place.Line - 1; line != s.line || o.Place.Col-1 < s.col {
		s.line, s.at, s.col = line, 0, 0
	}
	rest := s.lines[s.line][s.at:]
	s.moveTo(s.at + byteOf(rest, o.Place.Col-1-s.col))
}

// moveTo moves to a byte further on in the line.
func (s *seeker) moveTo(at int) {
	s.col += utf8.RuneCountInString(s.lines[s.line][s.at:at])
	s.at = at
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
			s.moveTo(s.at + len(word))
		}
		return mark{}
	}
	at, room := s.at, windowBytes+len(word)
	for i := s.line; i < min(s.line+windowLines, len(s.lines)) && room > 0; i++ {
		line := s.lines[i]
		end := min(len(line), at+room)
		if j := indexWord(line[:end], word, at); j >= 0 {
			if i != s.line {
				s.line, s.at, s.col = i, 0, 0
			}
			s.moveTo(j)
			found := mark{line: i + 1, col: s.col + 1}
			s.moveTo(j + len(word))
			return found
		}
		room -= end - at
		at = 0
	}
	return mark{line: s.line + 1, col: s.col + 1}
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
