package exhibit

import (
	"strconv"
	"strings"
)

// number writes n in one of the formats that DOCX names (ECMA-376, 17.18.59).
// A format that it does not know, and a number that the format cannot write,
// come out as decimal.
func number(n int, format string) string {
	switch format {
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "upperLetter":
		return letters(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "ordinal":
		return strconv.Itoa(n) + suffix(n)
	case "none":
		return ""
	}
	return strconv.Itoa(n)
}

// knownFormats are those that number writes.
var knownFormats = map[string]bool{"": true, "decimal": true, "lowerLetter": true, "upperLetter": true,
	"lowerRoman": true, "upperRoman": true, "decimalZero": true, "ordinal": true, "none": true, "bullet": true}

// letters counts A … Z, AA, BB … ZZ, AAA.
func letters(n int) string {
	const most = 26 * 30
	if n < 1 || n > most {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), 1+(n-1)/26)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.n; n -= d.n {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// suffix is the ending of an English ordinal.
func suffix(n int) string {
	if n < 0 {
		n = -n
	}
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}
