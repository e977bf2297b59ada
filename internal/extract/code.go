package extract

import (
	"strings"
	"unicode"
)

// codes returns the places that may be of codes: single words in capitals, with
// digits, or with marks inside; and one behind a number in brackets, as a telephone
// has it. Tokens that are busy are of none.
func (s *survey) codes(busy []bool) []candidate {
	var out []candidate
	for i := range s.tokens {
		t := &s.tokens[i]
		if to := s.behindBrackets(i); to > i {
			out = append(out, candidate{i, to, textOf(s.tokens[i:to]), theCodes})
		}
		if !busy[i] && (t.kind == aNumber || t.kind == inCapitals || t.kind >= aLower && strings.ContainsAny(t.text, "@/.")) {
			out = append(out, candidate{i, i + 1, t.text, theCodes})
		}
	}
	return out
}

// behindBrackets is the end of a code that begins with a number in brackets at
// token i; i if there is none.
func (s *survey) behindBrackets(i int) int {
	if i+3 >= len(s.tokens) {
		return i
	}
	t := s.tokens[i : i+4]
	if t[0].text != "(" || t[1].kind != aNumber || t[2].text != ")" || t[3].begin >= lineBreak || !strings.ContainsAny(t[3].text, "0123456789") {
		return i
	}
	return i + 4
}

// pattern is what a code is made of: 9 for a digit, A and a for letters, once
// for a run of letters; other runes as they are.
func pattern(text string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			r = '9'
		case unicode.IsUpper(r):
			r = 'A'
		case unicode.IsLetter(r):
			r = 'a'
		}
		if r != last || r == '9' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
