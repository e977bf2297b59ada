package diag

import (
	"strings"
	"unicode"
)

// longestWord bounds the work of [Nearest]; a longer word has no neighbour.
const longestWord = 64

// Nearest returns the candidate that the writer of word most likely meant, and
// false if none is near. Case, blanks, hyphens and underscores do not count. Otherwise
// a third of the word's characters may be wrong, but at least one.
//
// Of candidates equally near, the first one that begins like the word is
// taken, then the first one.
func Nearest(word string, candidates []string) (string, bool) {
	want := fold(word)
	if len(want) == 0 || len(want) > longestWord {
		return "", false
	}
	best, found := "", false
	// Twice the distance leaves room between two distances for the tie break.
	limit := 2 * max(1, len(want)/3)
	if len(want) < 3 {
		limit = 0 // any two-letter word is one step from another
	}
	limit++
	for _, c := range candidates {
		have := fold(c)
		if len(have) == 0 || len(have) > longestWord {
			continue
		}
		d := 2 * distance(want, have)
		if want[0] != have[0] {
			d++
		}
		if d <= limit {
			best, found, limit = c, true, d-1
		}
	}
	return best, found
}

// fold reduces a name to what counts in it.
func fold(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s))
}

// distance is the number of characters to insert, delete, replace or swap with
// their neighbour to make b from a: the Damerau-Levenshtein distance in its
// restricted form (optimal string alignment), which edits no character twice.
func distance(a, b []rune) int {
	// Three rows of the table: two letters back, one back, this one.
	var past, last, row [longestWord + 1]int
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], past[j-2]+1)
			}
		}
		past, last = last, row
	}
	return last[len(b)]
}
