package exhibit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// join writes t, which is line squeezed, and what parts it from the next line of
// its paragraph: sep, or nothing after a hyphen at which a word was divided.
//
// Whether that hyphen belongs to the word ("non-/assessable") or was the
// typist's ("regis-/tration") the text itself must tell: the hyphen is taken
// out only if the word stands elsewhere without it and nowhere with it.
func (s *setter) join(to *strings.Builder, t, line, next string, sep byte) {
	const soft = "\u00ad" // the sign of a program that divided a word
	switch {
	case strings.HasSuffix(line, soft) && t != "":
		to.WriteString(t)
	case sep != ' ' || !divided(t, next):
		to.WriteString(t)
		to.WriteByte(sep)
	default:
		left := t[strings.LastIndexByte(t, ' ')+1 : len(t)-1]
		right := next[:firstWord(next)]
		if s.knows(left+right) && !s.knows(left+"-"+right) {
			t = t[:len(t)-1]
		}
		to.WriteString(t)
	}
}

// divided reports whether the hyphen at the end of t divides a word that goes
// on in next. It does not in "long- / and short-term".
func divided(t, next string) bool {
	if len(t) < 2 || t[len(t)-1] != '-' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(t[:len(t)-1])
	after, _ := utf8.DecodeRuneInString(next)
	if !isWordRune(before) || !isWordRune(after) {
		return false
	}
	switch next[:firstWord(next)] {
	case "and", "or", "to", "nor":
		return false
	}
	return true
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// knows reports whether the text has the word inside a line.
func (s *setter) knows(word string) bool {
	if s.vocab == nil {
		s.vocab = map[string]bool{}
		for _, l := range s.all {
			if l.kind != text {
				continue
			}
			words := strings.Fields(l.text)
			for i, w := range words {
				if edge := i == 0 || i == len(words)-1; !edge || !strings.HasSuffix(w, "-") {
					s.vocab[bare(w)] = true
				}
			}
		}
	}
	return s.vocab[bare(word)]
}

// bare is a word in small letters without the punctuation around it.
func bare(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) }))
}

// unspace closes up letter-spaced capitals: "N E W S   R E L E A S E". The
// least gap parts letters, a wider one words. It reports false for any other
// line.
func unspace(t string) (string, bool) {
	const fewest = 4 // letters; three are initials
	if len(t) < 2*fewest-1 || t[1] != ' ' || t[len(t)-2] != ' ' {
		return "", false
	}
	least, letters, blanks := len(t), 0, 0
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c == ' ':
			blanks++
			continue
		case i > 0 && blanks == 0, c != '&' && (c < 'A' || c > 'Z'):
			return "", false
		}
		if i > 0 {
			least = min(least, blanks)
		}
		letters++
		blanks = 0
	}
	if letters < fewest {
		return "", false
	}
	var b strings.Builder
	for i := 0; i < len(t); {
		b.WriteByte(t[i])
		gap := len(t[i+1:]) - len(strings.TrimLeft(t[i+1:], " "))
		if gap > least {
			b.WriteByte(' ')
		}
		i += 1 + gap
	}
	return b.String(), true
}
