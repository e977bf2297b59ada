package layout

import "testing"

// What widthOf measures by itself is as wide as the library says, alone and
// beside any other such character.
func TestNarrow(t *testing.T) {
	n := 0
	for r := range rune(0x10000) {
		if !isNarrow(r) {
			continue
		}
		n++
		for _, text := range []string{string(r), "a" + string(r), string(r) + string(r), "—" + string(r) + "é"} {
			if got, want := widthOf(text), Columns(condition.StringWidth(text)); got != want {
				t.Errorf("%+q is %d columns wide, want %d", text, got, want)
			}
		}
	}
	if n < 700 {
		t.Errorf("%d characters are narrow, want the Latin scripts at least", n)
	}
	for _, text := range []string{"株", "e\u0301", "a\u00adb", "👩‍👩‍👧", "…\xff"} {
		if got, want := widthOf(text), Columns(condition.StringWidth(text)); got != want {
			t.Errorf("%+q is %d columns wide, want %d", text, got, want)
		}
	}
}
