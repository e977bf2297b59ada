package layout_test

import (
	"os"
	"testing"

	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/markup"
)

// BenchmarkTypewrite breaks each of three exhibits into lines.
func BenchmarkTypewrite(b *testing.B) {
	for _, name := range []string{"hemacare-1995", "hemacare-1996", "hemacare-2004"} {
		b.Run(name, func(b *testing.B) {
			sheet, err := os.ReadFile("../errata/testdata/" + name + ".layout.yaml")
			if err != nil {
				b.Fatal(err)
			}
			text, err := os.ReadFile("../errata/testdata/" + name + ".markup")
			if err != nil {
				b.Fatal(err)
			}
			s, err := layout.Read(name, sheet)
			if err != nil {
				b.Fatal(err)
			}
			d, err := markup.Parse(markup.Lines(name, string(text)), s.Keep)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				s.Typewrite(d, nil)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile("../errata/testdata/hemacare-2004.layout.yaml")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := layout.Read("layout.yaml", text); err != nil {
			b.Fatal(err)
		}
	}
}
