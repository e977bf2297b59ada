package render

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// The functions of this file are quick looks at the first word of a text, each
// for one or more inverses: most words of an exhibit begin no date and no amount,
// and to read a text that begins with one is a hundred times the work. They may
// take a word that begins nothing, never refuse one that begins what is read.

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// firstField is the word up to the first of some marks, those at its beginning
// aside, in small letters.
func firstField(word, marks string) string {
	word = strings.TrimLeft(word, marks)
	if at := strings.IndexAny(word, marks); at >= 0 {
		word = word[:at]
	}
	return strings.ToLower(word)
}

// months has the names of the months, and their first three letters.
var months = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		out[name], out[name[:3]] = true, true
	}
	return out
})

// beginsDate: a date begins with a month or with a day. A comma is as good as a
// blank.
func beginsDate(word string) bool {
	f := strings.TrimSuffix(firstField(word, ","), ".")
	return f == "" || months()[f] || len(f) <= 2 && isDigit(f[0])
}

func beginsNumber(word string) bool { return word == "" || isDigit(word[0]) }

func beginsClock(word string) bool {
	return beginsNumber(word) || strings.EqualFold(word, "noon") || strings.EqualFold(word, "midnight")
}

func beginsAmount(word string) bool { return strings.Trim(word, "0123456789+-.,") == "" }

// numberWords has the words with which a number in words can begin.
var numberWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range slices.Concat(belowTwenty, tens) {
		out[w] = true
	}
	return out
})

func beginsWords(word string) bool {
	f := firstField(word, "-")
	return f == "" || numberWords()[f]
}

// beginsOrdinal: of the words of an ordinal the last alone is one.
func beginsOrdinal(word string) bool {
	f := firstField(word, "-")
	return f == "" || numberWords()[f] || strings.HasSuffix(f, "th") || slices.Contains(slices.Collect(maps.Values(irregular)), f)
}
