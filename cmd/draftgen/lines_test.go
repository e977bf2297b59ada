package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestUnified(t *testing.T) {
	old := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"}
	new := []string{"a", "b", "X", "d", "e", "f", "g", "h", "i", "j"}
	want := `@@ line 1 of the exhibit @@
 a
 b
-c
+X
 d
 e
@@ line 8 of the exhibit @@
 h
 i
+j
`
	if d := cmp.Diff(want, unified(old, new)); d != "" {
		t.Error(d)
	}
	if got := unified(old, old); got != "" {
		t.Errorf("equal pages: %q", got)
	}
}

// The steps without the added lines are the old page, without the dropped ones
// the new page.
func TestAlign(t *testing.T) {
	page := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", ""}), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		old, new := page.Draw(t, "old"), page.Draw(t, "new")
		steps := align(old, new)
		if rapid.Bool().Draw(t, "whole") {
			steps = replaced(old, new, 0)
		}
		if got := side(steps, '+'); !slices.Equal(got, old) {
			t.Errorf("old page: %q, want %q", got, old)
		}
		if got := side(steps, '-'); !slices.Equal(got, new) {
			t.Errorf("new page: %q, want %q", got, new)
		}
	})
}

func side(steps []step, without byte) []string {
	var lines []string
	for _, s := range steps {
		if s.mark != without {
			lines = append(lines, s.text)
		}
	}
	return lines
}
