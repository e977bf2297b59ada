package diff

import (
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

// A lexicon numbers the spellings of both documents. Most words have at most
// seven bytes; packed into a number they are told apart without a look at the
// text. In front of the maps stands the last spelling of each hash: common words
// make up most of a text, and are found there in a tenth of the time.
type lexicon struct {
	short   map[uint64]int32
	long    map[string]int32
	weights []int32 // by id
	scratch []byte
	recent  [recentSize]struct {
		packed uint64
		id     int32
	}
}

const recentSize = 1 << 12

func newLexicon() *lexicon {
	return &lexicon{short: make(map[uint64]int32, 1<<10), long: make(map[string]int32, 1<<8)}
}

// intern returns the number of a spelling that stays valid and is not empty.
func (l *lexicon) intern(spelling string) int32 {
	if len(spelling) <= packedBytes {
		return l.internShort(pack(spelling), spelling)
	}
	id, known := l.long[spelling]
	if !known {
		id = l.number(spelling)
		l.long[spelling] = id
	}
	return id
}

// packedBytes is how long a spelling can be to fit into a number, with its
// length.
const packedBytes = 7

// pack makes a number, not 0, of a spelling that fits.
func pack(spelling string) uint64 {
	packed := uint64(len(spelling)) << 56
	for i := range len(spelling) {
		packed |= uint64(spelling[i]) << (8 * i)
	}
	return packed
}

// internShort is intern for a spelling that has been packed.
func (l *lexicon) internShort(packed uint64, spelling string) int32 {
	recent := &l.recent[packed*0x9E3779B97F4A7C15>>(64-12)] // Fibonacci hashing, D. Knuth, TAOCP 6.4
	if recent.packed == packed {
		return recent.id
	}
	id, known := l.short[packed]
	if !known {
		id = l.number(spelling)
		l.short[packed] = id
	}
	recent.packed, recent.id = packed, id
	return id
}

func (l *lexicon) number(spelling string) int32 {
	l.weights = append(l.weights, weigh(spelling))
	return int32(len(l.weights) - 1)
}

func weigh(spelling string) int32 {
	r, _ := utf8.DecodeRuneInString(spelling)
	switch {
	case functionWords[spelling], r == '(' && len(spelling) > 1: // (a)
		return weighFunction
	case wordRune(r), len(spelling) > 1 && strings.ContainsFunc(spelling, wordRune):
		return weighContent
	}
	return weighMark
}

// isWord reports whether the token with that id has a letter or a digit.
func (l *lexicon) isWord(id int32) bool { return l.weights[id] > weighMark }

// letters returns the bytes of a content word, 0 for other tokens.
func (l *lexicon) letters(t token) int {
	if l.weights[t.id] < weighContent {
		return 0
	}
	return int(t.end - t.start)
}

// functionWords are the words of English that say how a sentence hangs together
// and not what it is about. Any two texts share them, so that a match between
// them proves little. The list is the closed word classes (articles,
// prepositions, conjunctions, pronouns, auxiliaries) and the legal adverbs of
// place made from them. "Not", "no", "shall" and the other words on which a
// meaning turns are left out of it.
var functionWords = wordSet(`
	a an the this that these those such
	of to in on at by for from with as into onto upon under over between through
	than about within
	and or but nor if so
	i we you he she it they me us him her them
	my our your his its their who whom whose which what
	is are was were be been being am has have had having do does did
	there here hereof herein hereto hereby hereunder thereof therein thereto
	thereby thereunder therewith herewith
`)

// wordSet holds each word in small letters and with a capital.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
		set[strings.ToUpper(w[:1])+w[1:]] = true
	}
	return set
}
