package extract

import (
	"strings"
	"unicode/utf8"
)

// A trait is what a manner sees of a token: the class of the word and, if its
// class does not say all, which word it is.
type trait struct {
	class wordClass
	word  int32 // in the vocabulary of the manners; noWord, newWord
}

const (
	newWord int32 = 0  // no value has it
	noWord  int32 = -1 // its class says all
)

// A wordClass is a kind of token, split finer than [tokenKind].
type wordClass uint8

const (
	theEdge      wordClass = iota // before the first and behind the last
	aComma                        // ,
	aColon                        // ; or :
	aDot                          // . behind a short word in capitals, as in Inc.
	aStop                         // . behind another
	anOpening                     // a bracket
	aClosing                      // ...
	aQuote                        // a quotation mark
	aDash                         // -
	aPossessive                   // 's
	otherMarks                    // ...
	anAnd                         // and
	anAmpersand                   // &
	anArticle                     // the, a, an
	anOf                          // of
	aTo                           // to
	aSmall                        // another word that stays small in titles
	aPlain                        // a word in small letters
	anInitial                     // one capital
	isDotted                      // capitals with periods, as in U.S
	fewCapitals                   // two or three of them
	manyCapitals                  // more
	aShort                        // a capital and one or two small letters
	aProper                       // ... and more
	aJoined                       // ... with a hyphen
	aCamel                        // ... with a capital inside
	anEnding                      // a word with which values of several words end
	fewDigits                     // one or two
	aYear                         // 1900 to 2099
	manyDigits                    // other numbers
	anOrdinal                     // 21st
	aMixture                      // letters and digits
	aFigure                       // digits with marks in them or before them
	aMailbox                      // an address with @
	aSite                         // an address of the net
	wordClasses                   // how many there are
)

// classify tells the class of a token behind another; nil: it is the first.
func classify(before, t *token) wordClass {
	switch t.kind {
	case aMark:
		return classOfMark(before, t)
	case aSmallWord:
		switch t.fold {
		case "and":
			return anAnd
		case "&":
			return anAmpersand
		case "the", "a", "an":
			return anArticle
		case "of":
			return anOf
		case "to":
			return aTo
		}
		return aSmall
	case aNumber:
		return classOfNumber(t.text)
	}
	switch {
	case strings.IndexByte(t.text, '@') >= 0:
		return aMailbox
	case t.kind == aLower && isCoded(t.text):
		return aSite
	case t.kind == aLower:
		return aPlain
	}
	return classOfCapital(t.text)
}

func classOfMark(before, t *token) wordClass {
	switch t.text {
	case ",":
		return aComma
	case ";", ":":
		return aColon
	case ".":
		if before != nil && before.kind >= aCapital && before.kind != aNumber && (len(before.text) <= 4 || isCoded(before.text)) {
			return aDot
		}
		return aStop
	case "(", "[", "{", "<":
		return anOpening
	case ")", "]", "}", ">":
		return aClosing
	case "\"", "“", "”", "'", "‘", "’":
		return aQuote
	case "'s", "’s", "'S", "’S":
		return aPossessive
	}
	if t.fold == "-" {
		return aDash
	}
	return otherMarks
}

func classOfCapital(s string) wordClass {
	small, inner, letters := false, false, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			small = true
			letters++
		case c >= 'A' && c <= 'Z':
			inner = inner || small
			letters++
		case c == '.':
			return isDotted
		case c == '-' && i > 0:
			return aJoined
		}
	}
	switch {
	case inner:
		return aCamel
	case len(s) == 1:
		return anInitial
	case !small && letters <= 3:
		return fewCapitals
	case !small && letters > 0:
		return manyCapitals
	case letters <= 3:
		return aShort
	}
	return aProper
}

func classOfNumber(s string) wordClass {
	digits, letters, marks := 0, 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '@':
			return aMailbox
		case c == '.' || c == '-' || c == '/' || c == ',' || c == ':' || c == '$' || c == '%' || c == '#':
			marks++
		default:
			letters++
		}
	}
	switch {
	case letters > 0 && marks > 0 && isCoded(s):
		return aSite
	case letters == 2 && marks == 0 && s[0] <= '9' && s[len(s)-1] > '9':
		return anOrdinal
	case letters > 0:
		return aMixture
	case marks > 0:
		return aFigure
	case digits <= 2:
		return fewDigits
	case digits == 4 && (s[:2] == "19" || s[:2] == "20"):
		return aYear
	}
	return manyDigits
}

// lexical reports whether it counts which word of a class a token is.
func (c wordClass) lexical() bool { return c >= aSmall && c < aMailbox }

// numeric reports whether words of a class are known by their outlines.
func (c wordClass) numeric() bool { return c >= fewDigits && c <= aFigure }

// outline appends a number with 0 for each digit and a for each letter, so that
// all telephone numbers, or all postal codes, are one word.
func outline(to []byte, s string) []byte {
	for i := range min(len(s), longestOutline) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			to = append(to, '0')
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf:
			to = append(to, 'a')
		default:
			to = append(to, c)
		}
	}
	return to
}

const longestOutline = 24

// tokensOf cuts a value into tokens, as they would stand in an exhibit.
func tokensOf(text string) []token {
	var out []token
	for _, w := range strings.Fields(text) {
		first := len(out)
		pieces(w, func(p string) {
			out = append(out, token{text: p, fold: fold(p), id: unknownWord, kind: kindOf(p), shape: shapeOf(p), gap: len(out) == first, small: strings.ToUpper(p) != p})
		})
	}
	return out
}
