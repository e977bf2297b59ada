package extract

import (
	"fmt"
	"slices"

	"github.com/draftgen/draftgen/internal/doc"
)

// PlainSpans looks for the texts of closed holes in an exhibit without any of
// the short cuts, and says where that finds others than the reader does.
func (r *Reader) PlainSpans(exhibit *doc.Document) (otherwise []string) {
	tokens := read(exhibit, r.auto.lookup)
	found := r.auto.findSpans(tokens)
	seen := map[string]bool{}
	for i := range r.auto.holes {
		h := &r.auto.holes[i]
		if h.class.open() || h.class == ofNothing || seen[h.key] {
			continue
		}
		seen[h.key] = true
		for j := range tokens {
			want := h.plainSpansAt(tokens, j)
			if got := found[h.key][j]; !slices.Equal(got, want) {
				otherwise = append(otherwise, fmt.Sprintf("%q at token %d, %s: found %v, plainly %v", h.key, j, tokens[j].text, got, want))
			}
		}
	}
	return otherwise
}

func (h *hole) plainSpansAt(tokens []token, j int) []span {
	if !h.takes(&tokens[j]) {
		return nil
	}
	var out []span
	for n := 1; n <= h.longest && j+n <= len(tokens); n++ {
		if n > 1 && tokens[j+n-1].begin == blockBreak {
			break
		}
		if value, lost, ok := h.fits(textOf(tokens[j : j+n])); ok {
			out = append(out, span{int32(n), value, lost})
		}
	}
	return out
}
