package write

import (
	"io"
	"testing"

	"github.com/draftgen/draftgen/internal/diff"
)

// BenchmarkLetter writes the longest example in each format that is text.
func BenchmarkLetter(b *testing.B) {
	s := longest(b)
	for _, f := range Formats() {
		if f.Binary || f.Redline {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if list, err := f.Write(io.Discard, s.draft.Document, s.options()); err != nil || list.Err() != nil {
					b.Fatal(list, err)
				}
			}
		})
	}
}

// BenchmarkRedline writes a redline of two examples.
func BenchmarkRedline(b *testing.B) {
	samples := samplesOf(b)
	d := diff.Compare(samples[0].draft.Document, samples[1].draft.Document, diff.Options{})
	for _, f := range Formats() {
		if f.Binary {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if list, err := f.Write(io.Discard, d, samples[1].options()); err != nil || list.Err() != nil {
					b.Fatal(list, err)
				}
			}
		})
	}
}

func longest(b *testing.B) sample {
	var found sample
	for _, s := range samplesOf(b) {
		if found.draft == nil || s.draft.Document.Words() > found.draft.Document.Words() {
			found = s
		}
	}
	return found
}
