package diff

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A lexicon numbers spellings as a map would, whatever they are and however
// many.
func TestLexicon(t *testing.T) {
	spelling := rapid.OneOf(
		rapid.StringMatching(`[a-c]{1,3}`),
		rapid.StringMatching(`[ab]{6,10}`),
		rapid.StringMatching(`[ab]{15,18}`),
		rapid.Map(rapid.IntRange(0, 4000), strconv.Itoa),
		rapid.StringN(1, 20, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		l := newLexicon(0)
		want := map[string]int32{}
		for _, s := range rapid.SliceOfN(spelling, 0, 3000).Draw(t, "spellings") {
			id, known := want[s]
			if !known {
				id = int32(len(want))
				want[s] = id
			}
			if got := l.intern(s); got != id {
				t.Fatalf("%q has number %d, want %d", s, got, id)
			}
		}
	})
}

// Spellings that all have one key keep numbers of their own, also while the table
// grows, and finding them does not take a walk past all others.
func TestCrowdedLexicon(t *testing.T) {
	l := newLexicon(0)
	key := longKey("aaaaaaaa")
	word := func(i int) string { return "spelling " + strconv.Itoa(i) }
	const n = 20_000
	for i := range n {
		if got := l.internKey(key, word(i)); got != int32(2*i) {
			t.Fatalf("%s has number %d, want %d", word(i), got, 2*i)
		}
		l.intern(strings.Repeat("x", 8) + strconv.Itoa(i)) // to make it grow
	}
	for i := range n {
		if got := l.internKey(key, word(i)); got != int32(2*i) {
			t.Fatalf("%s has number %d, want %d", word(i), got, 2*i)
		}
	}
	if len(l.crowded) < n-mostSteps {
		t.Errorf("%d spellings crowded out, want nearly all of %d", len(l.crowded), n)
	}
}

func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-z]{1,12}`).Draw(t, "word")
		end, key := plainWord(s+" ", 0)
		if end != len(s) || key != keyOf(s) {
			t.Fatalf("plainWord(%q) = %d, %x; its key is %x", s, end, key, keyOf(s))
		}
	})
}
