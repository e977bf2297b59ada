package write

import (
	"fmt"
	"strings"
	"unicode"
)

// visible returns s with its control characters, and those that turn the
// writing round or show nothing, spelled out, so that a terminal obeys none of
// them. Line ends and tabs are control characters too. It is UTF-8, whatever s is.
func visible(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if !strings.ContainsFunc(s, isHidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isHidden(r) {
			fmt.Fprintf(&b, "<%U>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isHidden reports whether r shows nothing, or not itself.
func isHidden(r rune) bool {
	if r >= ' ' && r < 0x7f {
		return false // nearly all are
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u00ad' && r != '\u200d' || r == '\u2028' || r == '\u2029'
}
