package exhibit

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What eight bytes at a time say is what the bytes say one by one.
func TestSmooth(t *testing.T) {
	bytes := rapid.SampledFrom([]byte("aZ.~!  \t\n\f\x00\x1f\x7f\x80\xa0\xff\xc3"))
	rapid.Check(t, func(t *rapid.T) {
		b := []byte(strings.Repeat("word ", rapid.IntRange(0, 3).Draw(t, "words")))
		b = append(b, rapid.SliceOfN(bytes, 0, 3).Draw(t, "odd")...)
		b = append(b, strings.Repeat("x", rapid.IntRange(0, 12).Draw(t, "tail"))...)
		s := string(b)
		want := !strings.Contains(s, "  ")
		for _, c := range b {
			want = want && c >= ' ' && c < 0x7f
		}
		if got := smooth(s); got != want {
			t.Fatalf("smooth(%q) = %v", s, got)
		}
	})
}

// Two blanks are seen wherever they stand among eight bytes.
func TestSmoothBlanks(t *testing.T) {
	for at := range 23 {
		b := []byte(strings.Repeat("x", 24))
		b[at] = ' '
		if !smooth(string(b)) {
			t.Errorf("%q is not smooth", b)
		}
		b[at+1] = ' '
		if smooth(string(b)) {
			t.Errorf("%q is smooth", b)
		}
	}
}

// Every byte is looked at, wherever it stands among eight.
func TestPlain(t *testing.T) {
	for c := range 0x80 {
		for at := range 20 {
			b := []byte(strings.Repeat("x", 20))
			b[at] = byte(c)
			want := c >= ' ' && c != 0x7f || strings.ContainsRune("\n\t\f", rune(c))
			if got := plain(b); got != want {
				t.Fatalf("plain(%q) = %v", b, got)
			}
		}
	}
	for _, bad := range []string{"12345678\xff", "1234567\xff9012345678", "\xc3abcdefgh"} {
		if plain([]byte(bad)) {
			t.Errorf("plain(%q), and it is not UTF-8", bad)
		}
	}
	if !plain([]byte("12345678é—ü")) {
		t.Error("UTF-8 is not plain")
	}
}
