package markup

import (
	"os"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// BenchmarkParse parses a letter of some 3 kB, cut as a renderer cuts it.
func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("../errata/testdata/hemacare-1996.markup")
	if err != nil {
		b.Fatal(err)
	}
	spans := pieces(string(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(spans, keepLines); err != nil {
			b.Fatal(err)
		}
	}
}

// pieces cuts each line into spans, every second of them a fact.
func pieces(text string) []doc.Span {
	var out []doc.Span
	for _, s := range Lines("main.tmpl", text) {
		for s.Text != "" {
			n := min(60, len(s.Text))
			out = append(out, doc.Span{Text: s.Text[:n], Data: len(out)%2 == 1 && n == 60, Origin: s.Origin})
			s.Text = s.Text[n:]
		}
	}
	return out
}
