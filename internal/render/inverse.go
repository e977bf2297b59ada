package render

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/lazy"
)

// The functions of this file take formatting functions back. Each is registered
// with the function that it takes back. They are lenient, as exhibits are: what
// a typist writes for the same fact is read as well.

// dateBack reads dates. layouts are tried in turn; the text may be in capitals.
func dateBack(words int, layouts ...string) *inverse {
	return &inverse{words: words, begins: beginsDate, read: func(s string) (string, bool, bool) {
		if !strings.ContainsAny(s, "0123456789") {
			return "", false, false
		}
		fields := strings.Fields(strings.ReplaceAll(s, ",", " "))
		s = strings.Join(fields, " ")
		if len(s) > 40 {
			return "", false, false
		}
		for _, layout := range layouts {
			if len(fields) != 1+strings.Count(layout, " ") {
				continue
			}
			if d, err := time.Parse(layout, s); err == nil && d.Year() >= 1800 {
				return d.Format(time.DateOnly), false, true
			}
		}
		return "", false, false
	}}
}

// fits makes the inverse of a function that does not tell its argument: of a
// date, the weekday alone.
func fits(words int, begins, ok func(string) bool) *inverse {
	return &inverse{words: words, begins: begins, read: func(s string) (string, bool, bool) { return "", false, ok(s) }}
}

func isWeekday(s string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()) {
			return true
		}
	}
	return false
}

func isMonthDay(s string) bool {
	_, err := time.Parse("January 2", s)
	return err == nil
}

func isYear(s string) bool { return len(s) == 4 && (s[0] == '1' || s[0] == '2') && isDigits(s) }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

var legalDatePattern = lazy.Regexp(`^(?i)(\d{1,2})(?:st|nd|rd|th) day of ([a-z]+),? (\d{4})$`)

func legalDateBack(s string) (string, bool, bool) {
	m := legalDatePattern().FindStringSubmatch(s)
	if m == nil {
		return "", false, false
	}
	return dateBack(0, "January 2 2006").read(m[2] + " " + m[1] + " " + m[3])
}

var clockPattern = lazy.Regexp(`^(?i)(\d{1,2})(?::(\d\d))? ?([ap])\.? ?m\.?$`)

// clockBack reads the twelve-hour clock, and noon and midnight.
func clockBack(s string) (string, bool, bool) {
	switch strings.ToLower(s) {
	case "noon", "12:00 noon", "12 noon":
		return "12:00", false, true
	case "midnight":
		return "0:00", false, true
	}
	m := clockPattern().FindStringSubmatch(s)
	if m == nil {
		return "", false, false
	}
	h, _ := strconv.Atoi(m[1])
	if h < 1 || h > 12 {
		return "", false, false
	}
	h %= 12
	if strings.EqualFold(m[3], "p") {
		h += 12
	}
	minute := m[2]
	if minute == "" {
		minute = "00"
	}
	return strconv.Itoa(h) + ":" + minute, false, true
}

func commaBack(s string) (string, bool, bool) {
	if _, ok := exact(strings.ReplaceAll(s, ",", "")); !ok || !isGrouped(s) {
		return "", false, false
	}
	return strings.ReplaceAll(s, ",", ""), false, true
}

// wordsBack reads a whole number in words.
func wordsBack(s string) (string, bool, bool) {
	total, group := new(big.Int), int64(0)
	words := strings.Fields(strings.ReplaceAll(strings.ToLower(s), "-", " "))
	for i, w := range words {
		if n := slices.Index(belowTwenty, w); n >= 0 {
			group += int64(n)
		} else if n := slices.Index(tens, w); n >= 2 {
			group += int64(10 * n)
		} else if w == "hundred" && group > 0 {
			group *= 100
		} else if n := slices.Index(powers, w); n >= 1 && group > 0 {
			scale := new(big.Int).Exp(big.NewInt(1000), big.NewInt(int64(n)), nil)
			total.Add(total, scale.Mul(scale, big.NewInt(group)))
			group = 0
		} else if w != "and" || i == 0 || i == len(words)-1 {
			return "", false, false
		}
	}
	if len(words) == 0 {
		return "", false, false
	}
	return total.Add(total, big.NewInt(group)).String(), false, true
}

func ordinalBack(s string) (string, bool, bool) {
	digits := strings.TrimRight(strings.ToLower(s), "stndrh")
	if !isDigits(digits) || len(s) != len(digits)+2 {
		return "", false, false
	}
	return digits, false, true
}

func ordinalWordsBack(s string) (string, bool, bool) {
	s = strings.ToLower(s)
	at := strings.LastIndexAny(s, " -") + 1
	for cardinal, ordinal := range irregular {
		if s[at:] == ordinal {
			return wordsBack(s[:at] + cardinal)
		}
	}
	if stem, ok := strings.CutSuffix(s, "ieth"); ok {
		return wordsBack(stem + "y")
	}
	stem, ok := strings.CutSuffix(s, "th")
	if !ok {
		return "", false, false
	}
	return wordsBack(stem)
}

func letterBack(s string) (string, bool, bool) {
	n := 0
	for _, r := range strings.ToLower(s) {
		if r < 'a' || r > 'z' || n > maxList {
			return "", false, false
		}
		n = n*26 + int(r-'a') + 1
	}
	return strconv.Itoa(n), false, n > 0 && n <= maxList
}

func romanBack(s string) (string, bool, bool) {
	s = strings.ToLower(s)
	value := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100, 'd': 500, 'm': 1000}
	n := 0
	for i := range len(s) {
		v := value[s[i]]
		if i+1 < len(s) && v < value[s[i+1]] {
			v = -v
		}
		n += v
	}
	return strconv.Itoa(n), false, n > 0 && n <= 3999 && roman(n) == s
}

// upperBack gives capitals as a title; which letters were small nobody knows.
// A word that cannot be spoken is taken for an abbreviation.
func upperBack(s string) (string, bool, bool) {
	if strings.ToUpper(s) != s {
		return s, false, true
	}
	if strings.ToLower(s) == s {
		return s, false, true
	}
	words := strings.SplitAfter(s, " ")
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case unspoken(strings.Trim(low, " ,;:()")):
		case i > 0 && strings.Contains(smallWords, " "+strings.TrimSpace(low)+" "):
			words[i] = low
		default:
			words[i] = capitalize(low)
		}
	}
	return strings.Join(words, ""), true, true
}

// unspoken reports whether a word is an abbreviation in capitals: it has no
// vowel and no period behind it, or a period inside.
func unspoken(word string) bool {
	inside := strings.Contains(strings.Trim(word, "."), ".")
	return inside || len(word) > 1 && !strings.ContainsAny(word, "aeiouy.")
}

// periodBack takes the period off a text, unless an abbreviation or another mark
// ends it. Whether the period was the text's own nobody knows.
func periodBack(s string) (string, bool, bool) {
	if periodEnd(s) != "" {
		return "", false, false
	}
	bare, ok := strings.CutSuffix(s, ".")
	if !ok || strings.TrimSpace(bare) == "" {
		return s, false, true
	}
	last := bare[strings.LastIndexByte(bare, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(last)
	if strings.Contains(last, ".") || unicode.IsUpper(first) && len(last) <= 4 {
		return s, true, true
	}
	return bare, true, true
}

// withPeriod gives a text with the period that it has not, or without the one that
// it has.
func withPeriod(_ []string, text string) []string {
	if bare, ok := strings.CutSuffix(text, "."); ok {
		return []string{bare}
	}
	return []string{text + "."}
}

func lowerBack(s string) (string, bool, bool) {
	return s, strings.IndexFunc(s, unicode.IsLetter) >= 0, true
}

// titleBack gives a title in small letters; which were capitals nobody knows.
func titleBack(s string) (string, bool, bool) {
	low := strings.ToLower(s)
	return low, low != s, true
}

// capitalizeBack gives a text with a small first letter, unless all of it is in
// capitals. Whether the first letter was small nobody knows.
func capitalizeBack(s string) (string, bool, bool) {
	first, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	switch {
	case !unicode.IsUpper(first):
		return s, false, true
	case strings.ToUpper(rest) == rest:
		return s, true, true
	}
	return string(unicode.ToLower(first)) + rest, true, true
}
