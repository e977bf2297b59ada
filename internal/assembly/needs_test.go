package assembly

import "testing"

// The first letter is a character, not a byte.
func TestLowerFirst(t *testing.T) {
	for s, want := range map[string]string{"": "", "Plan": "plan", "SEC file": "SEC file", "Établissement": "établissement", "É": "é"} {
		if got := lowerFirst(s); got != want {
			t.Errorf("%q gives %q, want %q", s, got, want)
		}
	}
}
