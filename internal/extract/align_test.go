package extract

import (
	"testing"

	"pgregory.net/rapid"
)

// TestAlignIsALongestCommonSubsequence: pairs are equal and in order, and leave
// out as many tokens as distance counts.
func TestAlignIsALongestCommonSubsequence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfN(rapid.Int32Range(0, 4), 0, 30)
		a, b := ids.Draw(t, "a"), ids.Draw(t, "b")
		pairs, last, n := align(a, b), -1, 0
		for i, j := range pairs {
			if j < 0 {
				continue
			}
			if a[i] != b[j] || j <= last {
				t.Fatalf("pair %d, %d of %v and %v", i, j, a, b)
			}
			last = j
			n++
		}
		if want := (len(a) + len(b) - distance(a, b, 1000)) / 2; n != want {
			t.Fatalf("paired %d of %v and %v, want %d", n, a, b, want)
		}
	})
}
