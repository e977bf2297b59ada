package diff

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// The weights of tokens, in the currency of package comment's "refine". A match
// of two content words outweighs one of any number of commas.
const (
	weighContent  = 100 // a word or number that says something
	weighFunction = 30  // of, the, and: words that match by chance in any two texts
	weighMark     = 10  // punctuation
)

// A lexicon numbers the spellings of both documents.
//
// It is a hash table of its own, because a map takes as long as the rest of the
// comparison. A key tells spellings of up to seven bytes apart by itself; at a
// longer one the spellings are compared. The keys are no secret, and a text could
// be made so that all of its words want one place: what finds none within a few
// steps goes into a map.
type lexicon struct {
	slots   []slot // a power of two of them, at most three quarters full
	used    int
	crowded map[string]int32 // what found no place

	spellings []string // by number
	weights   []int32
}

type slot struct {
	key uint64 // 0: free
	id  int32
}

const (
	leastSlots = 1 << 10
	mostSteps  = 32
)

// newLexicon returns a lexicon for texts of so many bytes. The longer a text, the
// fewer of its words are new: one in ten of a letter's, one in fifty of a book's.
func newLexicon(bytes int) *lexicon {
	size := leastSlots
	for size < bytes/128 {
		size *= 2
	}
	return &lexicon{
		slots:     make([]slot, size),
		spellings: make([]string, 0, size/2),
		weights:   make([]int32, 0, size/2),
	}
}

// intern returns the number of a spelling, which is not empty.
func (l *lexicon) intern(spelling string) int32 { return l.internKey(keyOf(spelling), spelling) }

// internKey is intern for a spelling whose key is known.
func (l *lexicon) internKey(key uint64, spelling string) int32 {
	mask := uint64(len(l.slots) - 1)
	at := key * fibonacci >> 32 & mask
	for range mostSteps {
		s := &l.slots[at]
		switch {
		case s.key == key:
			if key>>56 <= packedBytes || l.spellings[s.id] == spelling {
				return s.id
			}
		case s.key == 0:
			return l.add(s, key, spelling)
		}
		at = (at + 1) & mask
	}
	return l.add(nil, key, spelling)
}

// fibonacci spreads keys. D. Knuth, The Art of Computer Programming 3, 6.4.
const fibonacci = 0x9E3779B97F4A7C15

// add numbers a spelling that has no slot and puts it into the one given, or
// into the map.
func (l *lexicon) add(s *slot, key uint64, spelling string) int32 {
	if id, known := l.crowded[spelling]; known {
		return id
	}
	id := int32(len(l.spellings))
	l.spellings = append(l.spellings, strings.Clone(spelling)) // close to each other, for the cache
	l.weights = append(l.weights, weigh(spelling))
	if s == nil {
		l.crowd(id)
		return id
	}
	s.key, s.id = key, id
	if l.used++; 4*l.used > 3*len(l.slots) {
		l.grow()
	}
	return id
}

func (l *lexicon) crowd(id int32) {
	if l.crowded == nil {
		l.crowded = map[string]int32{}
	}
	l.crowded[l.spellings[id]] = id
}

// grow doubles the table.
func (l *lexicon) grow() {
	full := l.slots
	l.slots = make([]slot, 2*len(full))
	l.used = 0
	mask := uint64(len(l.slots) - 1)
	for _, s := range full {
		if s.key == 0 {
			continue
		}
		at, steps := s.key*fibonacci>>32&mask, 0
		for steps < mostSteps && l.slots[at].key != 0 {
			at, steps = (at+1)&mask, steps+1
		}
		if steps == mostSteps {
			l.crowd(s.id)
			continue
		}
		l.slots[at] = s
		l.used++
	}
}

// packedBytes is how long a spelling can be to fit into its key, with its
// length.
const packedBytes = 7

// keyOf returns the key of a spelling, not 0. Its highest byte is the length of a
// spelling that fits into the others, and more for a longer one, whose others are
// a hash.
func keyOf(spelling string) uint64 {
	if len(spelling) > packedBytes {
		return longKey(spelling)
	}
	key := uint64(len(spelling)) << 56
	for i := range len(spelling) {
		key |= uint64(spelling[i]) << (8 * i)
	}
	return key
}

// longKey is keyOf for a spelling of eight bytes or more: its pieces of eight
// bytes, the last one reaching back, multiplied and folded one after another.
func longKey(spelling string) uint64 {
	hash := uint64(len(spelling))
	for rest := spelling; len(rest) > 8; rest = rest[8:] {
		hash = fold(hash ^ eightBytes(rest))
	}
	hash = fold(hash ^ eightBytes(spelling[len(spelling)-8:]))
	return hash>>8 | (packedBytes+1)<<56
}

func fold(n uint64) uint64 {
	high, low := bits.Mul64(n, fibonacci)
	return high ^ low
}

func eightBytes(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func weigh(spelling string) int32 {
	r, _ := utf8.DecodeRuneInString(spelling)
	switch {
	case isFunctionWord(spelling), r == '(' && len(spelling) > 1: // (a)
		return weighFunction
	case wordRune(r), len(spelling) > 1 && strings.ContainsFunc(spelling, wordRune):
		return weighContent
	}
	return weighMark
}

// isWord reports whether the token with that id has a letter or a digit.
func (l *lexicon) isWord(id int32) bool { return l.weights[id] > weighMark }

// isFunctionWord reports whether a word, in small letters or with a capital, is
// one of those that say how a sentence hangs together and not what it is about.
// Any two texts share them, so that a match between them proves little. They are
// the closed word classes of English (articles, prepositions, conjunctions,
// pronouns, auxiliaries) and the legal adverbs of place made from them. "Not",
// "no", "shall" and the other words on which a meaning turns are left out.
func isFunctionWord(word string) bool {
	var small [longestFunctionWord]byte
	if len(word) > len(small) {
		return false
	}
	n := copy(small[:], word)
	if c := small[0]; 'A' <= c && c <= 'Z' {
		small[0] |= 0x20
	}
	switch string(small[:n]) {
	case "a", "an", "the", "this", "that", "these", "those", "such",
		"of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "into", "onto",
		"upon", "under", "over", "between", "through", "than", "about", "within",
		"and", "or", "but", "nor", "if", "so",
		"i", "we", "you", "he", "she", "it", "they", "me", "us", "him", "her", "them",
		"my", "our", "your", "his", "its", "their", "who", "whom", "whose", "which", "what",
		"is", "are", "was", "were", "be", "been", "being", "am",
		"has", "have", "had", "having", "do", "does", "did",
		"there", "here", "hereof", "herein", "hereto", "hereby", "hereunder",
		"thereof", "therein", "thereto", "thereby", "thereunder", "therewith", "herewith":
		return true
	}
	return false
}

const longestFunctionWord = len("thereunder")
