package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/doc"
)

const (
	stops   = ".?!"
	closers = "\"')]}”’»"
	openers = "\"'([{“‘«"
	// longest is how many bytes of a word are looked at, from either end.
	longest = 64
)

// abbreviations are words that end in a period and seldom end a sentence. They
// are without their last period.
var abbreviations = map[string]bool{
	// titles and names
	"Mr": true, "Mrs": true, "Ms": true, "Messrs": true, "Mmes": true, "Dr": true, "Prof": true, "Hon": true,
	"Rev": true, "Gen": true, "Col": true, "Capt": true, "Lt": true, "Sgt": true, "Gov": true, "Sen": true,
	"Rep": true, "Jr": true, "Sr": true, "Esq": true,
	// companies
	"Inc": true, "Corp": true, "Co": true, "Cos": true, "Ltd": true, "Bros": true, "Assn": true, "Assoc": true, "Dept": true,
	"Cie": true, "Int'l": true, "Nat'l": true,
	// numbers and parts
	"No": true, "Nos": true, "Art": true, "Arts": true, "Sec": true, "Secs": true, "Ch": true, "Ex": true, "Exh": true,
	"Par": true, "Pt": true, "Vol": true, "Reg": true, "Regs": true, "Rel": true, "Ser": true, "Supp": true, "Fig": true,
	"p": true, "pp": true, "v": true, "vs": true, "cf": true, "Cf": true, "e.g": true, "i.e": true, "ca": true, "approx": true,
	// places
	"St": true, "Ste": true, "Mt": true, "Ft": true, "Ave": true, "Blvd": true, "Rd": true, "Apt": true, "Bldg": true,
	"P.O": true, "N.E": true, "N.W": true, "S.E": true, "S.W": true,
	// months
	"Jan": true, "Feb": true, "Mar": true, "Apr": true, "Jun": true, "Jul": true, "Aug": true, "Sept": true, "Sep": true,
	"Oct": true, "Nov": true, "Dec": true,
}

// continuations are words that after an initialism go on with the name that it
// begins: U.S. Securities and Exchange Commission, 9:00 a.m. Eastern Time.
var continuations = map[string]map[string]bool{
	"U.S": {
		"Securities": true, "Food": true, "Department": true, "Treasury": true, "Government": true, "Federal": true,
		"Internal": true, "Bank": true, "Code": true, "District": true, "Court": true, "Supreme": true, "Bankruptcy": true,
		"Patent": true, "Postal": true, "Congress": true, "Senate": true, "House": true, "Attorney": true, "Dollar": true,
		"Dollars": true, "GAAP": true, "Person": true, "Persons": true, "Holder": true, "Holders": true, "Small": true,
		"Environmental": true, "Customs": true, "Army": true, "Navy": true, "Constitution": true, "Citizen": true,
	},
	"a.m": zones,
	"p.m": zones,
	"A.M": zones,
	"P.M": zones,
}

var zones = map[string]bool{
	"Eastern": true, "Central": true, "Mountain": true, "Pacific": true, "Alaska": true, "Hawaii": true, "Greenwich": true,
	"Coordinated": true, "Universal": true, "New": true, "EST": true, "EDT": true, "ET": true, "CST": true, "CDT": true, "CT": true,
	"MST": true, "MDT": true, "MT": true, "PST": true, "PDT": true, "PT": true, "GMT": true, "UTC": true,
}

// sentenceEnds reports whether a sentence ends between two words. It does if
//
//   - the first ends in a period, a question mark or an exclamation mark, and
//     perhaps closing quotes and brackets behind it;
//   - the second begins with a quote, or with a capital or a digit, perhaps in
//     a bracket;
//   - the period does not belong to an abbreviation: a word of the table, a
//     single capital (J. Smith), or an initialism (D.C., L.L.P.) before a digit
//     (D.C. 20549) or before a word that goes on with its name (U.S. Treasury).
//
// Other initialisms end a sentence before a capital, as "in the U.S.  HemaCare
// is" does. A colon ends no sentence. Where the rule errs, a no-break space
// holds two words together, and a wider gap in the text stays.
func sentenceEnds(last, next string) bool {
	trimmed := strings.TrimRight(last, closers)
	if trimmed == "" || !strings.ContainsRune(stops, rune(trimmed[len(trimmed)-1])) {
		return false
	}
	begin := strings.TrimLeft(next, openers)
	quoted := begin != next && strings.ContainsAny(next[:len(next)-len(begin)], "\"'“‘«")
	r, _ := utf8.DecodeRuneInString(begin)
	digit := unicode.IsDigit(r)
	if !quoted && !digit && !unicode.IsUpper(r) {
		return false
	}
	stem, period := strings.CutSuffix(trimmed, ".")
	if !period {
		return true
	}
	// With a bracket or quote behind the period the abbreviation is over.
	stem = strings.TrimLeft(stem, openers)
	if len(trimmed) == len(last) && abbreviations[stem] {
		return false
	}
	return !initials(stem) || !continues(stem, begin, digit)
}

// initials reports whether a word without its last period is single letters
// between periods: J, U.S, a.m, L.L.P.
func initials(stem string) bool {
	for i, r := range []rune(stem) {
		if (i%2 == 0) != unicode.IsLetter(r) || i%2 == 1 && r != '.' {
			return false
		}
	}
	return stem != ""
}

// continues reports whether begin goes on with what an initialism begins.
func continues(stem, begin string, digit bool) bool {
	if !strings.Contains(stem, ".") {
		r, _ := utf8.DecodeRuneInString(stem)
		return unicode.IsUpper(r)
	}
	name := strings.TrimRightFunc(begin, func(r rune) bool { return !unicode.IsLetter(r) })
	return digit || continuations[stem][name]
}

// mayEnd tells quickly that no sentence ends at a place.
func mayEnd(spans []doc.Span, end mark) bool {
	text := spans[end.span].Text[:end.off]
	if text == "" {
		return false
	}
	switch c := text[len(text)-1]; c {
	case '.', '?', '!', '"', '\'', ')', ']', '}':
		return true
	default:
		return c >= 0x80
	}
}

// tail returns the end of a word.
func tail(spans []doc.Span, w word) string {
	t := textOf(spans, w)
	return t[max(0, len(t)-longest):]
}

// head returns the beginning of a word.
func head(spans []doc.Span, w word) string {
	t := textOf(spans, w)
	return t[:min(len(t), longest)]
}
