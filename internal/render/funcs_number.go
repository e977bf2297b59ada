package render

import (
	"math/big"
	"strings"
)

func numberFuncs() []*Func {
	return []*Func{
		{
			Name: "comma", Args: "NUMBER", Does: "NUMBER with its thousands parted; exact at any size.", min: 1, max: 1,
			Examples: []Example{
				{`{{ comma 160000 }}`, `160,000`},
				{`{{ comma "12345678901234567890" }}`, `12,345,678,901,234,567,890`},
				{`{{ comma "1234.50" }}`, `1,234.50`},
			},
			do: func(c *call) any { c.number(0); return comma(strings.ReplaceAll(c.text(0), ",", "")) }, back: &inverse{words: 1, read: commaBack, begins: beginsAmount},
		},
		{
			Name: "words", Args: "NUMBER", Does: "A whole NUMBER in words, as Americans write it.", min: 1, max: 1,
			Examples: []Example{
				{`{{ words 160000 }}`, `one hundred sixty thousand`},
				{`{{ words 42 }}`, `forty-two`},
				{`{{ words 0 }}`, `zero`},
			},
			do: func(c *call) any { return inWords(c) }, back: &inverse{words: 14, read: wordsBack, begins: beginsWords},
		},
		{
			Name: "ordinal", Args: "NUMBER", Does: "NUMBER as 1st, 2nd, 3rd.", min: 1, max: 1,
			Examples: []Example{{`{{ ordinal 3 }} {{ ordinal 11 }} {{ ordinal 22 }}`, `3rd 11th 22nd`}},
			do:       func(c *call) any { n := c.whole(0); return n.String() + ordinalEnd(n) }, back: &inverse{words: 1, read: ordinalBack, begins: beginsNumber},
		},
		{
			Name: "ordinalWords", Args: "NUMBER", Does: "NUMBER as first, second, third.", min: 1, max: 1,
			Examples: []Example{{`{{ ordinalWords 21 }}, {{ ordinalWords 100 }}`, `twenty-first, one hundredth`}},
			do:       func(c *call) any { return ordinalOf(inWords(c)) }, back: &inverse{words: 14, read: ordinalWordsBack, begins: beginsOrdinal},
		},
		{
			Name: "letter", Args: "NUMBER", Does: "The letter that numbers a list's item: 1 is a, 27 is aa.", min: 1, max: 1,
			Examples: []Example{{`{{ letter 1 }} {{ letter 26 }} {{ letter 27 }}`, `a z aa`}},
			do:       func(c *call) any { return letter(c.count(0, maxList)) }, back: &inverse{words: 1, read: letterBack},
		},
		{
			Name: "roman", Args: "NUMBER", Does: "NUMBER in small roman numerals.", min: 1, max: 1,
			Examples: []Example{{`{{ roman 4 }} {{ roman 9 | upper }}`, `iv IX`}},
			do:       func(c *call) any { return roman(c.count(0, 3999)) }, back: &inverse{words: 1, read: romanBack},
		},
		{
			Name: "add", Args: "NUMBER...", Does: "The sum, exact.", min: 1, max: -1,
			Examples: []Example{{`{{ add 1 2 }} {{ add "9007199254740993" 1 }}`, `3 9007199254740994`}},
			do:       fold((*big.Rat).Add),
		},
		{
			Name: "sub", Args: "NUMBER NUMBER", Does: "The first less the second.", min: 2, max: 2,
			Examples: []Example{{`{{ sub 5 7 }}`, `-2`}},
			do:       fold((*big.Rat).Sub),
		},
		{
			Name: "mul", Args: "NUMBER...", Does: "The product, exact.", min: 1, max: 8,
			Examples: []Example{{`{{ mul 1000 "0.001" }}`, `1`}},
			do:       fold((*big.Rat).Mul),
		},
		{
			Name: "sum", Args: "LIST", Does: "The sum of a list's numbers, exact.", min: 1, max: 1, over: 1,
			Examples: []Example{{`{{ sum (list 100 250) }}`, `350`}},
			do:       sum,
		},
	}
}

// maxList is the longest list that a template can number or make.
const maxList = 100_000

func fold(op func(z, x, y *big.Rat) *big.Rat) func(*call) any {
	return func(c *call) any {
		total := new(big.Rat).Set(c.number(0))
		for i := 1; i < len(c.args); i++ {
			op(total, total, c.number(i))
		}
		return c.numeral(total)
	}
}

func sum(c *call) any {
	total := new(big.Rat)
	var facts gathered
	for _, item := range c.list(0) {
		if item.absent() {
			return item
		}
		one := call{args: []Value{item}}
		total.Add(total, one.number(0))
		if one.err != nil {
			c.fail("%w", one.err)
		}
		facts.add(item.facts())
	}
	return of(c.numeral(total)).from(facts.facts)
}

// comma parts the whole part of a decimal numeral by thousands.
func comma(s string) string {
	sign := ""
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], s[1:]
	}
	whole, fraction, hasFraction := strings.Cut(s, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if hasFraction {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// isGrouped reports whether the commas of a numeral, if any, stand at its
// thousands.
func isGrouped(s string) bool {
	return !strings.Contains(s, ",") || comma(strings.ReplaceAll(s, ",", "")) == s
}

var (
	belowTwenty = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen " +
		"fourteen fifteen sixteen seventeen eighteen nineteen")
	tens   = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	powers = strings.Fields("- thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion")
)

func inWords(c *call) string {
	n := c.whole(0)
	digits := new(big.Int).Abs(n).String()
	if len(digits) > 3*len(powers) {
		c.fail("can say numbers up to %d digits, found %d", 3*len(powers), len(digits))
		return ""
	}
	s := wordsOf(digits)
	if n.Sign() < 0 {
		s = "minus " + s
	}
	return s
}

// wordsOf says a numeral of digits, three at a time.
func wordsOf(digits string) string {
	if digits == "0" {
		return belowTwenty[0]
	}
	digits = strings.Repeat("0", (3-len(digits)%3)%3) + digits
	var parts []string
	for i := 0; i < len(digits); i += 3 {
		group := int(digits[i]-'0')*100 + int(digits[i+1]-'0')*10 + int(digits[i+2]-'0')
		if group == 0 {
			continue
		}
		parts = append(parts, belowThousand(group))
		if power := (len(digits)-i)/3 - 1; power > 0 {
			parts = append(parts, powers[power])
		}
	}
	return strings.Join(parts, " ")
}

func belowThousand(n int) string {
	var parts []string
	if n >= 100 {
		parts = append(parts, belowTwenty[n/100], "hundred")
	}
	switch n %= 100; {
	case n == 0:
	case n < 20:
		parts = append(parts, belowTwenty[n])
	case n%10 == 0:
		parts = append(parts, tens[n/10])
	default:
		parts = append(parts, tens[n/10]+"-"+belowTwenty[n%10])
	}
	return strings.Join(parts, " ")
}

func ordinalEnd(n *big.Int) string {
	rest := int(new(big.Int).Mod(new(big.Int).Abs(n), big.NewInt(100)).Int64())
	if rest >= 11 && rest <= 13 {
		return "th"
	}
	switch rest % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

// irregular holds the number words whose ordinal is not the word and "th".
var irregular = map[string]string{
	"one": "first", "two": "second", "three": "third", "five": "fifth",
	"eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}

// ordinalOf turns the last word of a number in words into its ordinal.
func ordinalOf(words string) string {
	at := strings.LastIndexAny(words, " -") + 1
	last := words[at:]
	if o, ok := irregular[last]; ok {
		return words[:at] + o
	}
	if stem, ok := strings.CutSuffix(last, "y"); ok {
		return words[:at] + stem + "ieth"
	}
	return words + "th"
}

// letter numbers in bijective base 26: a, b … z, aa, ab …
func letter(n int) string {
	var b []byte
	for ; n > 0; n = (n - 1) / 26 {
		b = append([]byte{byte('a' + (n-1)%26)}, b...)
	}
	return string(b)
}

func roman(n int) string {
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	marks := strings.Fields("m cm d cd c xc l xl x ix v iv i")
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(marks[i])
		}
	}
	return b.String()
}
