package extract

import "testing"

func TestGlued(t *testing.T) {
	for text, want := range map[string]int{
		"2024other": 4, "30several": 2,
		"2024": 0, "other": 0, "16th": 0, "401k": 0, "10b5": 0, "5Whereas": 0, "14a-8": 0, "555-0119such": 0,
	} {
		if got := glued(text); got != want {
			t.Errorf("glued(%q) = %d, want %d", text, got, want)
		}
	}
}
