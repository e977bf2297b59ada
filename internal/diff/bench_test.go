package diff

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// longText returns a document of about that many words: paragraphs of sentences
// whose words are drawn as words are in English, the n-th most common about 1/n
// as often as the first (G. K. Zipf's law).
func longText(words int, seed uint64) *doc.Document {
	random := rand.New(rand.NewPCG(seed, 1))
	zipf := rand.NewZipf(random, 1.07, 2, 20000)
	d := &doc.Document{}
	for n := 0; n < words; {
		var b strings.Builder
		for range 2 + random.IntN(5) {
			for k := range 8 + random.IntN(25) {
				if k > 0 {
					b.WriteString(" ")
				}
				b.WriteString(spelling(zipf.Uint64()))
				n++
			}
			b.WriteString(".  ")
		}
		d.Blocks = append(d.Blocks, &doc.Paragraph{Spans: []doc.Span{{Text: strings.TrimSpace(b.String())}}})
	}
	return d
}

// spelling makes the n-th most common word; the first are function words.
func spelling(n uint64) string {
	common := strings.Fields("the of and to in a by or for any such shall as be that with on this is not")
	if n < uint64(len(common)) {
		return common[n]
	}
	syllables := strings.Fields("re con sti tu in ter ven com pa ny de mon stra li ab il ity per for man ce")
	var b strings.Builder
	for n > 0 {
		b.WriteString(syllables[n%uint64(len(syllables))])
		n /= uint64(len(syllables))
	}
	return b.String()
}

func BenchmarkTwoLetters(b *testing.B) {
	old, new := readDoc(b, exhibits[0]), readDoc(b, exhibits[1])
	b.ReportAllocs()
	for b.Loop() {
		Compare(old, new, Options{})
	}
}

func BenchmarkLongEdited(b *testing.B) {
	old := longText(200_000, 1)
	new := reworded(old, 0.02, rand.New(rand.NewPCG(5, 6)))
	b.ReportAllocs()
	for b.Loop() {
		Compare(old, new, Options{})
	}
}

func BenchmarkUnlike(b *testing.B) {
	old, new := longText(50_000, 1), longText(50_000, 2)
	b.ReportAllocs()
	for b.Loop() {
		Compare(old, new, Options{})
	}
}

func BenchmarkOneParagraph(b *testing.B) { // no paragraph to hold on to
	old, new := oneParagraph(longText(50_000, 1)), oneParagraph(longText(50_000, 2))
	b.ReportAllocs()
	for b.Loop() {
		Compare(old, new, Options{})
	}
}

func oneParagraph(d *doc.Document) *doc.Document {
	return &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: d.Text()}}}}}
}

func BenchmarkShuffled(b *testing.B) { // every paragraph moved
	old := longText(50_000, 1)
	new := &doc.Document{}
	for _, i := range rand.New(rand.NewPCG(7, 8)).Perm(len(old.Blocks)) {
		new.Blocks = append(new.Blocks, old.Blocks[i])
	}
	b.ReportAllocs()
	for b.Loop() {
		Compare(old, new, Options{})
	}
}
