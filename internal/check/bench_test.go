package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/draftgen/draftgen/internal/check"
)

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if r, list := check.Read(packFiles()...); r == nil {
			b.Fatal(list)
		}
	}
}

// BenchmarkCheck measures all rules on one exhibit, once they have met one.
func BenchmarkCheck(b *testing.B) {
	for _, path := range []string{"opinion/hemacare-1995.txt", "opinion/hemacare-1996.txt", "pressrelease/hemacare-2004.txt"} {
		b.Run(filepath.Base(path), func(b *testing.B) {
			data, err := os.ReadFile("../../examples/" + path)
			if err != nil {
				b.Fatal(err)
			}
			subject, all := read(b, path, data), rules(b)
			for b.Loop() {
				all.Check(subject)
			}
		})
	}
}

// BenchmarkFirstCheck measures the first check of a process: rules are read, and
// expressions compiled as they are needed.
func BenchmarkFirstCheck(b *testing.B) {
	data, err := os.ReadFile("../../examples/opinion/hemacare-1996.txt")
	if err != nil {
		b.Fatal(err)
	}
	subject := read(b, "letter.txt", data)
	for b.Loop() {
		r, list := check.Read(packFiles()...)
		if r == nil {
			b.Fatal(list)
		}
		r.Check(subject)
	}
}

// BenchmarkFirstErrors measures what draft pays for its first exhibit: the rules
// that find errors in letters are read, and applied to one.
func BenchmarkFirstErrors(b *testing.B) {
	data, err := os.ReadFile("../../examples/opinion/hemacare-1996.txt")
	if err != nil {
		b.Fatal(err)
	}
	subject := read(b, "letter.txt", data)
	subject.Kind = "opinion"
	files := slices.Clone(packFiles())
	for i := range files {
		files[i].Sound = true
	}
	b.ReportAllocs()
	for b.Loop() {
		r, list := check.ReadErrors("opinion", files...)
		if r == nil {
			b.Fatal(list)
		}
		r.Errors(subject)
	}
}
