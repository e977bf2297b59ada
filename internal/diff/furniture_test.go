package diff

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// Page lines are recognised as these expressions say, which take longer to
// compile than two letters to compare.
func TestPageLines(t *testing.T) {
	line := regexp.MustCompile(`(?i)^(<PAGE>\s*(-\s*)?\d*(\s*-)?|-+\s*(\d{1,4}|[ivxl]{1,7})\s*-+|page\s+\d{1,4}(\s+of\s+\d{1,4})?)$`)
	number := regexp.MustCompile(`^(\d{1,4}|[ivxl]{1,7})$`)
	check := func(t interface{ Errorf(string, ...any) }, text string) {
		if got, want := isPageLine(text), line.MatchString(text); got != want {
			t.Errorf("isPageLine(%q) = %v", text, got)
		}
		if got, want := isPageNumber(text, false), number.MatchString(text); got != want {
			t.Errorf("isPageNumber(%q) = %v", text, got)
		}
	}
	for _, text := range []string{
		"<PAGE>", "<page>  12", "<PAGE> - 2 -", "<PAGE>-2-", "<PAGE> 2-", "<PAGE> x", "- 2 -", "-2-", "--iv--", "- IV -",
		"-", "--", "2", "12345", "-12345-", "lxxxvii", "lxxxviii", "-lxxxviii-", "ix", "IX", "page 2", "Page 2 of 9", "Page 2of 9", "page2", "page", "Page two", "- 2", "2 -",
		"page 2 of", "page of 3", "- 2 3 -", "", "<PAGE> - -", "<PAGE>--",
	} {
		check(t, text)
	}
	pieces := rapid.SampledFrom([]string{"<PAGE>", "page", "Page", "of", "OF", " ", "  ", "\t", "-", "--", "2", "12", "12345", "iv", "IX", "lxxxviii", "x", "a"})
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, s := range rapid.SliceOfN(pieces, 0, 7).Draw(t, "pieces") {
			text += s
		}
		check(t, text)
	})
}
