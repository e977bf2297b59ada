package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// article returns so many words in the way of English prose: the n-th most
// common word about 1/n as often as the first (G. K. Zipf's law), sentences of
// about 20 words. The same seed gives the same words.
func article(words int, seed uint64) []string {
	random := rand.New(rand.NewPCG(seed, 1))
	zipf := rand.NewZipf(random, 1.07, 2, 20_000)
	text := make([]string, words)
	for i := range text {
		text[i] = spelling(zipf.Uint64())
		if random.IntN(20) == 0 {
			text[i] += "."
		}
	}
	return text
}

var (
	common    = strings.Fields("the of and to in a by or for any such shall as be that with on this is not")
	syllables = strings.Fields("re con sti tu in ter ven com pa ny de mon stra li ab il ity per for man ce")
)

// spelling makes the n-th most common word.
func spelling(n uint64) string {
	if n < uint64(len(common)) {
		return common[n]
	}
	word := ""
	for ; n > 0; n /= uint64(len(syllables)) {
		word += syllables[n%uint64(len(syllables))]
	}
	return word
}

// texts writes a text, and the same with one word in so many another.
func (b *bench) texts(name string, text []string, every int) ([]string, error) {
	edited := append([]string(nil), text...)
	random := rand.New(rand.NewPCG(4, 1))
	other := article(len(text)/every, 5)
	for _, word := range other {
		edited[random.IntN(len(edited))] = word
	}
	return b.pair(name, text, edited)
}

// pair writes two texts in lines and paragraphs.
func (b *bench) pair(name string, old, new []string) ([]string, error) {
	files := []string{filepath.Join(b.dir, name+"-old.txt"), filepath.Join(b.dir, name+"-new.txt")}
	for i, text := range [][]string{old, new} {
		if err := os.WriteFile(files[i], []byte(page(text)), 0o666); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// page sets words in lines of twelve and paragraphs of ten lines.
func page(words []string) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		switch {
		case i%120 == 119:
			b.WriteString("\n\n")
		case i%12 == 11:
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
	}
	return b.String() + "\n"
}
