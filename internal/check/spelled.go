package check

import (
	"strings"

	"github.com/draftgen/draftgen/internal/lazy"
)

// A spelled test reports a number in words beside the same number in digits
// where the two differ: one hundred (1,000).
//
// A message may say {words}, {digits} and {value}, what the words come to.
type spelled struct{}

func newSpelled(p *params) tester {
	p.say("words", "digits", "value")
	return spelled{}
}

const numeral = `(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|` +
	`eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)`

var (
	digitsInBrackets = lazy.Regexp(`\((\d[\d,]*)\)`)
	wordsInBrackets  = lazy.Regexp(`\((` + numeral + `(?:[ -](?:and )?` + numeral + `)*)\)`)
	wordsBefore      = lazy.Regexp(`(?:^|[^a-z-])(` + numeral + `(?:[ -](?:and )?` + numeral + `)*) $`)
	digitsBefore     = lazy.Regexp(`(?:^|[^\d,.])(\d[\d,]*) $`)
)

func (t spelled) run(r *run) {
	const before = 160 // characters; no number of shares in words is longer
	for _, m := range digitsInBrackets().FindAllStringSubmatchIndex(r.text.fold, maxMatches) {
		start := max(0, m[0]-before)
		if w := wordsBefore().FindStringSubmatchIndex(r.text.fold[start:m[0]]); w != nil {
			t.compare(r, stretch{start + w[2], start + w[3]}, stretch{m[2], m[3]})
		}
	}
	for _, m := range wordsInBrackets().FindAllStringSubmatchIndex(r.text.fold, maxMatches) {
		start := max(0, m[0]-before)
		if d := digitsBefore().FindStringSubmatchIndex(r.text.fold[start:m[0]]); d != nil {
			t.compare(r, stretch{m[2], m[3]}, stretch{start + d[2], start + d[3]})
		}
	}
}

func (t spelled) compare(r *run, words, digits stretch) {
	value, ok := numeralValue(r.text.fold[words.from:words.to])
	n, okDigits := parseNumber(r.text.plain[digits.from:digits.to])
	if ok && okDigits && value != n {
		r.at(inText(min(words.from, digits.from), max(words.to, digits.to)),
			vars{"words": r.quote(words), "digits": r.quote(digits), "value": group(value)})
	}
}

var units20 = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
var tens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")

// numeralValue reads a number in words; false if it is none, or too large.
func numeralValue(s string) (int64, bool) {
	total, part := int64(0), int64(0)
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		switch word {
		case "and":
		case "hundred":
			part = max(part, 1) * 100
		case "thousand", "million", "billion":
			scale := map[string]int64{"thousand": 1e3, "million": 1e6, "billion": 1e9}[word]
			total, part = total+max(part, 1)*scale, 0
		default:
			n, ok := smallNumeral(word)
			if !ok {
				return 0, false
			}
			part += n
		}
		if part > 1e6 || total > 1e15 {
			return 0, false
		}
	}
	return total + part, true
}

func smallNumeral(word string) (int64, bool) {
	for i, w := range units20 {
		if w == word {
			return int64(i), true
		}
	}
	for i, w := range tens {
		if w == word {
			return int64(10 * i), true
		}
	}
	return 0, false
}
