package check_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
)

// A mistake is one kind of slip. It replaces a match of find, chosen at random,
// in the text or in the facts, and one of rules must then be broken at a line
// that the match touches; or, for what is left out, anywhere from the start of
// its paragraph to its end, or in the exhibit as a whole.
type mistake struct {
	name    string
	find    string
	replace string // $1 and so on are groups
	rules   string // ids
	facts   bool   // it is made in the facts
	where   place
	since   int    // the year from which it is a mistake
	unless  string // of which facts it is none
}

type place uint8

const (
	onLine    place = iota
	inPart          // in the paragraph
	whereUsed       // where the first group of find stands as a term
	toTheEnd        // from the closing on
	anywhere
)

// mistakes are what people do to letters and releases.
var mistakes = []mistake{
	{name: "wrong weekday", find: `(Wednesday|Thursday),(\s)`, replace: "Monday,$2", rules: "DAT-01"},
	{name: "impossible date", find: `\b(?:April|June|May) \d+,`, replace: "June 31,", rules: "DAT-01"},
	{name: "share count with a wrong digit", find: `\b(\d,?)(\d)(\d\d,000)\b`, replace: "${1}9$3", rules: "SHR-01"},
	{name: "share count that lost a group", find: `\b(\d,\d\d\d),000\b`, replace: "$1", rules: "SHR-01"},
	{name: "definition taken out", find: ` \(the "(Commission|Company|Shares|Registration Statement)"\)`, rules: "DEF-01", where: whereUsed},
	{name: "another term than the one defined", find: `the Registration(\s)Statement\b`, replace: "the${1}Statement", rules: "DEF-01"},
	{name: "term that nothing defines", find: `of the Company\b`, replace: "of the Issuer", rules: "DEF-01"},
	{name: "limb left out", find: `fully\s+paid\s+and\s`, rules: "OPN-01", where: inPart},
	{name: "limb replaced", find: `(?:validly|legally)(\s)issued`, replace: "properly${1}issued", rules: "OPN-01", where: inPart},
	{name: "statute of another year", find: `(Securities(?: Exchange)?(?:\s)Act(?:\s)of 193)[34]`, replace: "${1}7", rules: "CIT-01"},
	{name: "statutes swapped", find: `Securities Act of 1933`, replace: "Securities Act of 1934", rules: "CIT-01"},
	{name: "section of the other statute", find: `Section 27A`, replace: "Section 21E", rules: "CIT-01"},
	{name: "section that the statute has not", find: `Section (?:7|11) of`, replace: "Section 21E of", rules: "CIT-01"},
	{name: "name of the precedent", find: `(?:Northwind Instruments, Inc\.|Silver Creek Foods Corporation|Tamarack Energy Corporation)`, replace: "Old Client Corporation", rules: "STL-01"},
	{name: "date of the precedent", find: `(?:January|February|March|April|May|June|July|August|September|October|November|December) \d+, \d{4}`, replace: "July 9, 1991", rules: "STL-01"},
	{name: "count of the precedent", find: `\b\d[\d,]*,000\b`, replace: "123,456", rules: "STL-01"},
	{name: "quote left out", find: `("[A-Z][A-Za-z]+)"`, replace: "$1", rules: "QUO-01"},
	{name: "bracket left out", find: `"\)`, replace: `"`, rules: "QUO-01", where: inPart},
	{name: "smart quote", find: `"([A-Z])`, replace: "“$1", rules: "ASC-02"},
	{name: "long dash", find: ` (?:--|and) `, replace: " — ", rules: "ASC-02"},
	{name: "section sign", find: `Section `, replace: "§ ", rules: "ASC-02"},
	{name: "tab", find: `, `, replace: ",\t", rules: "TAB-01"},
	{name: "form feed", find: `\n\n`, replace: "\n\f\n", rules: "CTL-01", where: inPart},
	{name: "long line", find: `(\n[A-Za-z][^\n]{60,})`, replace: "$1 and some more words behind its end", rules: "ASC-01", where: inPart},
	{name: "word twice", find: ` (the|of|and|in) `, replace: " $1 $1 ", rules: "DBL-01"},
	{name: "split word", find: ` (?:hereby|hereof)\b`, replace: " here of", rules: "TYP-01"},
	{name: "wrong word", find: `underlying`, replace: "underlined", rules: "TYP-01"},
	{name: "principle for principal", find: `principal`, replace: "principle", rules: "TYP-01"},
	{name: "council for counsel", find: `special Nevada counsel to|general counsel of|as counsel to`, replace: "special council to", rules: "TYP-01"},
	{name: "pursuent for pursuant", find: `under the `, replace: "pursuent to the ", rules: "TYP-01"},
	{name: "bracketed placeholder", find: `\b(?:Portsmouth|Modesto|Reno|Boston)\b`, replace: "[CITY]", rules: "PLH-01"},
	{name: "blank to fill in", find: `\b(?:New Hampshire|California|Nevada|Massachusetts) \d{5}`, replace: "________", rules: "PLH-01"},
	{name: "to be determined", find: `\b\d{1,2}:\d\d\b`, replace: "TBD", rules: "PLH-01"},
	{name: "template residue", find: `\b\d{4} (annual|Equity)`, replace: "<no value> $1", rules: "PLH-01"},
	{name: "plan title truncated", find: `(1995|1998|2024) (?:Stock Option|Director Stock|Equity Incentive)`, replace: "$1 Stock", rules: "PLN-01"},
	{name: "suffix of the issuer changed", find: `(Foods|Energy) Corporation(,|\n| is| \()`, replace: "$1 Corp.$2", rules: "ISS-01"},
	{name: "issuer misspelt", find: `(Northwind|Silver Creek|Tamarack) (Inst|Food|Ener)`, replace: "${1}e $2", rules: "ISS-01"},
	{name: "company for corporation", find: `(Corporation,\san?\s(?:California|Nevada)\s)corporation`, replace: "${1}company", rules: "ENT-01", where: inPart},
	{name: "law of another state", find: `((?:other\sthan|limited\sto)\sthe\s(?:laws|General\sCorporation\sLaw)\sof\sthe\s(?:State|Commonwealth)\sof\s)[A-Z][a-z]+([,.])`, replace: "${1}Ohio$2", rules: "JUR-01", where: inPart, unless: "jurisdiction: Ohio"},
	{name: "consent left out", find: `consent to the filing of`, replace: "refer to", rules: "CON-01", where: anywhere},
	{name: "signature not conformed", find: `/s/ `, rules: "SIG-01", where: toTheEnd},
	{name: "hyphen lost", find: `forward-looking`, replace: "forward looking", rules: "HYP-01"},
	{name: "ZIP code of another state", find: `((?:Massachusetts|New Hampshire|California|Nevada) )\d\d`, replace: "${1}55", rules: "STE-01"},
	{name: "telephone digit lost", find: `(\d{3}[-)] ?\d{3}-\d{3})\d\b`, replace: "$1", rules: "STE-01"},
	{name: "words and digits differ", find: `one million five`, replace: "one million six", rules: "NUM-01"},
	{name: "market that closed", find: `\(Nasdaq:`, replace: "(OTC Bulletin Board:", rules: "VEN-01", since: 2022},
	{name: "tag", find: ` and `, replace: " <b>and ", rules: "TAG-01"},
	{name: "limit on reliance", find: `(We have assumed)`, replace: "It may not be relied upon by others. $1", rules: "RLY-01", since: 2012},
	{name: "assumption of the opinion", find: `(We have assumed )(the )`, replace: "${1}that it is validly existing, $2", rules: "ASM-01", since: 2012},
	{name: "another exhibit number", find: `EXHIBIT (\d+)\.1`, replace: "EXHIBIT $1.2", rules: "EXH-01"},
	{name: "record date of the text changed", find: `(record\sat\sthe\sclose\sof\sbusiness\son April )\d+`, replace: "${1}19", rules: "FCT-01 REC-01", where: inPart},
	{name: "dateline without a date", find: `, March \d, 20\d\d --`, replace: " --", rules: "DLN-01"},
	{name: "record date in the text outside every window", find: `(record\sat\sthe\sclose\sof\sbusiness\son )April \d+`, replace: "${1}January 9", rules: "REC-01 FCT-01", where: inPart},

	{name: "record date at 61 days", find: `(record_date:\n  date: )\S+`, replace: "${1}%-61", rules: "REC-01", facts: true},
	{name: "record date at 9 days", find: `(record_date:\n  date: )\S+`, replace: "${1}%-9", rules: "REC-01", facts: true},
	{name: "record date behind the meeting", find: `(record_date:\n  date: )\S+`, replace: "${1}%+3", rules: "PRM-01", facts: true},
	{name: "mailing before the record date", find: `(mailing_date: )\S+`, replace: "${1}%-59", rules: "PRM-01", facts: true},
	{name: "mailing in the last week", find: `(mailing_date: )\S+`, replace: "${1}%-6", rules: "NOT-01", facts: true},
	{name: "release behind the meeting", find: `(release_date: )\S+`, replace: "${1}%+5", rules: "PRM-01", facts: true, where: anywhere, unless: "event: (?:adjourned|postponed|cancelled)"},
	{name: "letter behind the filing", find: `(letter_date: )\S+`, replace: "${1}%+1", rules: "DTE-01", facts: true, unless: "post_effective_amendment"},
	{name: "rows that do not add up", find: `(?m)^(    shares: )\d`, replace: "${1}7", rules: "SHR-01", facts: true, where: anywhere},
	{name: "plan called otherwise in the facts", find: `title: (.*)Plan`, replace: "title: ${1}Program", rules: "PLN-01", facts: true, where: anywhere},
	{name: "incorporated elsewhere", find: `(jurisdiction: )(?:Nevada|Delaware)\n((?:.*\n)+registration)`, replace: "${1}Texas\n$2", rules: "JUR-01", facts: true, where: anywhere},
}

// rounds is how often each kind of mistake is made in each text.
var rounds = flag.Int("rounds", 1, "make each kind of mistake so often in each text")

// TestMutations makes each kind of mistake in the clean texts and in every
// example as it is drafted, at random places, and counts how many are found where
// they were made. -v tells of each kind.
func TestMutations(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := append(cleanTexts(t), cleanDrafts(t)...)
	if testing.Short() {
		texts = texts[:20]
	}
	before := make([]map[string]bool, len(texts)) // what is said of a text without mistakes
	for i, c := range texts {
		before[i] = map[string]bool{}
		for _, d := range rules(t).Check(c.withPrecedent(t)) {
			before[i][d.Rule+d.Message] = true
		}
	}
	made, found := 0, 0
	for _, m := range mistakes {
		kindMade, kindFound := 0, 0
		var misses []string
		for i, c := range texts {
			for range *rounds {
				wrong, lines, ok := m.make(c, random)
				if !ok {
					continue
				}
				kindMade++
				if m.found(rules(t).Check(wrong.withPrecedent(t)), before[i], lines) {
					kindFound++
				} else {
					misses = append(misses, fmt.Sprintf("%s: %s at %v is not found", c.name, m.name, lines))
				}
			}
		}
		made, found = made+kindMade, found+kindFound
		t.Logf("%4d of %4d %s", kindFound, kindMade, m.name)
		if 10*kindFound < 9*kindMade || kindMade == 0 && !testing.Short() {
			t.Errorf("%s: %d of %d are found, want nine of ten", m.name, kindFound, kindMade)
		}
		if misses != nil {
			t.Log(strings.Join(misses, "\n"))
		}
	}
	t.Logf("%d kinds in %d texts, %d mistakes, %d found at the right line (%.1f %%)", len(mistakes), len(texts), made, found, 100*float64(found)/float64(made))
	if len(mistakes) < 40 || 100*found < 95*made {
		t.Errorf("want 95 %% of 40 kinds found, have %d of %d of %d kinds", found, made, len(mistakes))
	}
}

// make makes the mistake in a clean text, and returns the lines at which it may
// be found; no lines mean any. It is false if the text has no place for it.
func (m *mistake) make(c clean, random *rand.Rand) (clean, []int, bool) {
	text := &c.text
	if m.facts {
		text = &c.facts
	}
	re := regexp.MustCompile(m.find)
	all := re.FindAllStringSubmatchIndex(*text, -1)
	if all == nil || c.year() < m.since || m.unless != "" && regexp.MustCompile(m.unless).MatchString(c.facts) || m.isSilenced(c) {
		return c, nil, false
	}
	at := all[random.IntN(len(all))]
	replacement := m.replace
	if i := strings.Index(replacement, "%"); i >= 0 {
		day, ok := fromDate(c.facts, replacement[i+1:])
		if !ok {
			return c, nil, false
		}
		replacement = replacement[:i] + day
	}
	now := string(re.ExpandString(nil, replacement, *text, at))
	before := *text
	*text = before[:at[0]] + now + before[at[1]:]
	first := strings.Count(before[:at[0]], "\n") + 1
	last := first + strings.Count(now, "\n")
	switch m.where {
	case onLine:
		return c, span(first, last), *text != before
	case inPart:
		return c, span(strings.Count(before[:max(strings.LastIndex(before[:at[0]], "\n\n"), 0)], "\n")+1, last+1), *text != before
	case whereUsed:
		lines := usedAt(c.text, before[at[2]:at[3]])
		return c, lines, lines != nil
	case toTheEnd:
		return c, span(max(first-inSignature, 1), strings.Count(*text, "\n")), true
	case anywhere:
		return c, nil, *text != before
	}
	panic("unknown place")
}

// isSilenced reports whether the facts silence a rule that would tell of it.
func (m *mistake) isSilenced(c clean) bool {
	return slices.ContainsFunc(strings.Fields(m.rules), func(id string) bool { return strings.Contains(c.facts, "rule: "+id) })
}

// inSignature are the lines of a signature above the name.
const inSignature = 5

var yearOf = regexp.MustCompile(`\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d+, (\d{4})`)

// year is that of the first date in a text; 0 if there is none.
func (c clean) year() int {
	year := 0
	if m := yearOf.FindStringSubmatch(c.text); m != nil {
		fmt.Sscan(m[1], &year)
	}
	return year
}

func span(first, last int) (lines []int) {
	for n := first; n <= last; n++ {
		lines = append(lines, n)
	}
	return lines
}

// usedAt are the lines on which a term, or its first word, stands behind the.
func usedAt(text, term string) (lines []int) {
	first, last, _ := strings.Cut(term, " ")
	used := regexp.MustCompile(`(?i:\bthe|\bsuch)\s+` + first + `(?:\s+` + last + `)?\b`)
	for _, at := range used.FindAllStringIndex(text, -1) {
		for n := strings.Count(text[:at[0]], "\n"); n <= strings.Count(text[:at[1]], "\n"); n++ {
			lines = append(lines, n+1)
		}
	}
	return lines
}

var (
	meetingDate = regexp.MustCompile(`\nmeeting:\n(?:  .*\n)*?  date: (\d{4}-\d\d-\d\d)\n`)
	filingDate  = regexp.MustCompile(`\n  filing_date: (\d{4}-\d\d-\d\d)\n`)
)

// fromDate is the day so many days from the meeting of some facts, or from the
// filing; false if they have neither.
func fromDate(facts, days string) (string, bool) {
	found := meetingDate.FindStringSubmatch(facts)
	if found == nil {
		found = filingDate.FindStringSubmatch(facts)
	}
	if found == nil {
		return "", false
	}
	var year, month, date, n int
	fmt.Sscanf(found[1], "%d-%d-%d", &year, &month, &date)
	fmt.Sscanf(days, "%d", &n)
	return isoDay(year, month, date+n), true
}

// found reports whether a list tells of the mistake, and of one that was not there
// before.
func (m *mistake) found(list diag.List, before map[string]bool, lines []int) bool {
	ids := strings.Fields(m.rules)
	return slices.ContainsFunc(list, func(d *diag.Diagnostic) bool {
		return slices.Contains(ids, d.Rule) && (lines == nil || slices.Contains(lines, d.Line)) && !before[d.Rule+d.Message]
	})
}

// withPrecedent is a subject that was made from the facts of an old client.
func (c clean) withPrecedent(t testing.TB) *check.Subject {
	s := c.subject(t, true)
	s.Precedent = &check.Precedent{
		Old: identifying("Old Client Corporation; 1991-07-09; 123456; 1 Old Road"),
		New: identifying("Northwind Instruments, Inc.; Silver Creek Foods Corporation; Tamarack Energy Corporation"),
	}
	return s
}

func isoDay(year, month, date int) string {
	return time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
