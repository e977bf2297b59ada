package render

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestBegins: no quick look at a first word refuses a text that is read, whatever
// capitals it is in.
func TestBegins(t *testing.T) {
	words := strings.Fields("January Jan. jan MAY 7 31 25, 2004 2004, 21st third FIFTH day of noon Midnight 12:00 9:30 a.m. p.m. 9 1,000 3.50 -1 zero one twenty-one " +
		"Hundred thousand and - twentieth -four hundredth Monday sunday iv C aa 2,MAY,2004 Jan.,2")
	cases := []func(string) string{strings.ToUpper, strings.ToLower, capitalize, func(s string) string { return s }}
	upper := table()["upper"]
	rapid.Check(t, func(t *rapid.T) {
		said := rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, "words")
		text := rapid.SampledFrom(cases).Draw(t, "case")(strings.Join(said, " "))
		first := strings.TrimRight(strings.Fields(text)[0], ".,;:!?")
		for _, f := range Functions() {
			if f.back == nil {
				continue
			}
			for _, chain := range [][]link{{{fn: f}}, {{fn: f}, {fn: upper}}} {
				h := &Hole{chain: chain}
				if _, _, ok := h.Read(text); ok && !h.Begins(first) {
					t.Fatalf("%s reads %q, and refuses it at its beginning", h.Chain(), text)
				}
			}
		}
	})
}
