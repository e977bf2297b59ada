package main

import (
	"fmt"
	"testing"

	"github.com/draftgen/draftgen/internal/assembly"
)

func TestOccurrences(t *testing.T) {
	var words []assembly.Word
	for _, text := range []string{"a", "a", "a", "b", "A,", "a", "b"} {
		words = append(words, assembly.Word{Text: text})
	}
	for phrase, want := range map[string]string{"a a": "[0 1 2 4 5]", "a b": "[2 3 5 6]", "b": "[3 6]", "c": "[]"} {
		var of []string
		for _, c := range phrase {
			if c != ' ' {
				of = append(of, string(c))
			}
		}
		if got := fmt.Sprint(occurrences(words, of)); got != want {
			t.Errorf("%s: want %s, have %s", phrase, want, got)
		}
	}
}
