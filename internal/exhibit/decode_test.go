package exhibit

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// TestWindows1252 holds our reading of all bytes but those of ASCII to a table of
// the code page.
func TestWindows1252(t *testing.T) {
	for c := utf8.RuneSelf; c < 256; c++ {
		if got, want := windows1252(byte(c)), charmap.Windows1252.DecodeByte(byte(c)); got != want && want != utf8.RuneError {
			t.Errorf("byte %#x: have %q, want %q", c, got, want)
		}
	}
}
