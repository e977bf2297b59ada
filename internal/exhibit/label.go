package exhibit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLabel is the most bytes that a label has.
const maxLabel = 28

// labelLen returns the bytes of the label at the start of s, 0 if there is
// none. wide reports whether a wide gap stands after the first n bytes; a sign
// that may as well begin a sentence ("A.", "-", "Contact:") counts only before
// one.
func labelLen(s string, wide func(n int) bool) int {
	if n, sure := enumerator(s); n > 0 && (sure || wide(n)) && ends(s, n) {
		return n
	}
	if n, sure := caption(s); n > 0 && (sure || wide(n)) && ends(s, n) {
		return n
	}
	return 0
}

// ends reports whether a word ends after n bytes of s.
func ends(s string, n int) bool {
	r, _ := utf8.DecodeRuneInString(s[n:])
	return n == len(s) || isBlank(r)
}

// wideIn reports for labelLen whether typewriter text has two blanks or more
// after n bytes.
func wideIn(s string) func(int) bool {
	return func(n int) bool { return strings.HasPrefix(s[n:], "  ") }
}

// isLabel reports whether s, the whole text of a table cell, is a label.
func isLabel(s string) bool {
	return labelLen(s, func(n int) bool { return n == len(s) }) == len(s) && s != ""
}

// enumerator reads a list sign: (a), (iv), 12., 3), 4.1, a., B), II. or a
// bullet. sure is false for the signs that also begin sentences.
func enumerator(s string) (n int, sure bool) {
	if s == "" {
		return 0, false
	}
	switch r, size := utf8.DecodeRuneInString(s); {
	case strings.ContainsRune("•·▪■●○◦‣*", r):
		return size, true
	case strings.ContainsRune("-–—o", r):
		if strings.HasPrefix(s, "--") {
			size = 2
		}
		return size, false
	case r == '(':
		k := ordinal(s[1:])
		if k > 0 && strings.HasPrefix(s[1+k:], ")") {
			return k + 2, true
		}
		return 0, false
	}
	k := ordinal(s)
	if k == 0 {
		return 0, false
	}
	digits := isDigit(s[0])
	for digits && strings.HasPrefix(s[k:], ".") && digitsLen(s[k+1:]) > 0 { // 4.1
		k += 1 + digitsLen(s[k+1:])
		n = k
	}
	if k < len(s) && (s[k] == '.' || s[k] == ')') {
		return k + 1, s[k] == ')' || digits && k <= 2
	}
	return n, false
}

// ordinal returns the bytes of the number, letter or roman number at the start
// of s, 0 if there is none or it is too long to count items with.
func ordinal(s string) int {
	if n := digitsLen(s); n > 0 {
		if n > 3 {
			return 0
		}
		return n
	}
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	switch {
	case n == 1, n == 2 && s[0] == s[1], n <= 6 && n > 0 && strings.Trim(strings.ToLower(s[:n]), "ivxl") == "":
		return n
	}
	return 0
}

func digitsLen(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// caption reads a word or a few before a colon that head an entry: "RE:",
// "Contact:", "Release date:". sure is true for those that head nothing else.
func caption(s string) (n int, sure bool) {
	colon := strings.IndexByte(s[:min(len(s), maxLabel)], ':')
	if colon < 1 {
		return 0, false
	}
	head := s[:colon]
	first, _ := utf8.DecodeRuneInString(head)
	if !unicode.IsUpper(first) || strings.Count(head, " ") > 2 || strings.Contains(head, "  ") || strings.ContainsAny(head, ".,;()\"\n") {
		return 0, false
	}
	return colon + 1, strings.EqualFold(head, "re")
}
