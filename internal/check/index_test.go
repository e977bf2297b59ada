package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
)

// TestIndex holds that words are found alike with an index and without, and that
// they are those that a plain search at every byte finds.
func TestIndex(t *testing.T) {
	letters := rapid.SampledFrom([]rune("ab -.1é"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(letters, 0, 40, -1).Draw(t, "text")
		words := rapid.StringOfN(letters, 1, 6, -1).Draw(t, "words")
		var want stretches
		for at := 0; at+len(words) <= len(text); at++ {
			end := at + len(words)
			if text[at:end] == words && isWhole(text, at, end) && (len(want) == 0 || want[len(want)-1].to <= at) {
				want = append(want, stretch{at, end})
			}
		}
		same := cmp.AllowUnexported(stretch{})
		if d := cmp.Diff(want, wholeIn(text, words, maxMatches), same); d != "" {
			t.Fatalf("a look: %s", d)
		}
		if places, offset, ok := newIndex(text).rarest(words); ok {
			if d := cmp.Diff(want, wholeAt(text, words, places, offset), same); d != "" {
				t.Fatalf("the index: %s", d)
			}
		}
	})
}

// TestManyWords asks for more words than a look through the text for each could
// answer while a test runs.
func TestManyWords(t *testing.T) {
	text := strings.Repeat("The Company will issue its Shares. ", 200_000) + "At last."
	s := &state{text: newText(&doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: text}}}}}, nil)}
	for i := range 300_000 {
		if list := s.wholeWords(fmt.Sprintf("The Company %d", i)); list != nil {
			t.Fatal(list)
		}
		if s.hasWord(fmt.Sprintf("shares%d", i)) {
			t.Fatal(i)
		}
	}
	if len(s.wholeWords("at last")) != 1 || s.hasWord("shares") || !s.hasWord("issue") {
		t.Error("what stands in the text is not found")
	}
}
