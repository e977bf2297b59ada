package render

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func textFuncs() []*Func {
	each := func(change func(string) string) func(*call) any {
		return func(c *call) any { return c.eachCell(0, change) }
	}
	return []*Func{
		{
			Name: "upper", Args: "TEXT", Does: "TEXT in capitals.", min: 1, max: 1,
			Examples: []Example{{`{{ upper "Acme & Co." }}`, `ACME & CO.`}},
			do:       each(strings.ToUpper), back: &inverse{read: upperBack, cases: true},
		},
		{
			Name: "lower", Args: "TEXT", Does: "TEXT in small letters.", min: 1, max: 1,
			Examples: []Example{{`{{ lower "Common Stock" }}`, `common stock`}},
			do:       each(strings.ToLower), back: &inverse{read: lowerBack, cases: true},
		},
		{
			Name: "capitalize", Args: "TEXT", Does: "TEXT with its first letter a capital.", min: 1, max: 1,
			Examples: []Example{{`{{ capitalize "stock options" }}`, `Stock options`}},
			do:       func(c *call) any { return firstCell(c.args[0], c, capitalize) }, back: &inverse{read: capitalizeBack, cases: true},
		},
		{
			Name: "titleCase", Args: "TEXT", Does: "TEXT as in a title: capitals for all but small words; capitals already there stay.", min: 1, max: 1,
			Examples: []Example{
				{`{{ titleCase "notice of the o'neil's annual meeting" }}`, `Notice of the O'neil's Annual Meeting`},
				{`{{ titleCase "common stock of IBM" }}`, `Common Stock of IBM`},
				{`{{ titleCase (print "meeting of holder" "s") }}`, `Meeting of Holders`},
			},
			do: titleCells, back: &inverse{read: titleBack, cases: true},
		},
		{
			Name: "possessive", Args: "NAME", Does: "NAME's, or NAME' after an s.", min: 1, max: 1,
			Examples: []Example{
				{`{{ possessive "the Company" }}`, `the Company's`},
				{`{{ possessive "Sanders" }}`, `Sanders'`},
			},
			do: func(c *call) any { return append(c.args[0].shown(), cell{v: possessiveEnd(c.text(0))}) },
			around: func(p printer, args []*term) Part {
				return Sequence{p.print(args[0]), p.any("'s", "'")}
			},
		},
		{
			Name: "period", Args: "TEXT", Does: "TEXT with a period behind it, unless it ends as a sentence does.", min: 1, max: 1,
			Examples: []Example{
				{`{{ period "Acme Corporation" }} {{ period "Acme, Inc." }}`, `Acme Corporation. Acme, Inc.`},
				{`{{ period "Is it \"due\"?" }}`, `Is it "due"?`},
			},
			do:   func(c *call) any { return append(c.args[0].shown(), cell{v: periodEnd(c.text(0))}) },
			back: &inverse{read: periodBack, alike: withPeriod},
			around: func(p printer, args []*term) Part {
				part := p.print(args[0])
				if h, ok := part.(*Hole); ok {
					return through(link{fn: table()["period"]}, h)
				}
				return Sequence{part, p.any(".", "")}
			},
		},
		{
			Name: "article", Args: "TEXT", Does: "TEXT with a or an before it, by its sound.", min: 1, max: 1,
			Examples: []Example{
				{`{{ article "Ohio corporation" }}`, `an Ohio corporation`},
				{`{{ article "Utah corporation" }}`, `a Utah corporation`},
				{`{{ article "S-8" }}`, `an S-8`},
			},
			do: func(c *call) any { return append(Value{cell{v: article(c.text(0)) + " "}}, c.args[0]...) },
			around: func(p printer, args []*term) Part {
				return Sequence{p.any("a ", "an "), p.print(args[0])}
			},
		},
		{
			Name: "term", Args: "NAME [ARTICLE]", Does: `Defines NAME: (the "NAME"). ARTICLE stands in for "the"; "" leaves it out.`, min: 1, max: 2,
			Examples: []Example{
				{`{{ term "Company" }}`, `(the "Company")`},
				{`{{ term "Shareholders" "" }}`, `("Shareholders")`},
				{`{{ term "Plans" "collectively, the" }}`, `(collectively, the "Plans")`},
			},
			spare: true,
			do:    defines, around: definition,
		},
		{
			Name: "plural", Args: "COUNT ONE MANY", Does: "ONE if COUNT is 1 (or a list of one), else MANY.", min: 3, max: 3,
			Examples: []Example{
				{`{{ plural 1 "plan" "plans" }}`, `plan`},
				{`{{ plural (list "A" "B") "is" "are" }}`, `are`},
			},
			do: plural,
			around: func(p printer, args []*term) Part {
				return &Choice{Place: p.place, Arms: []Arm{{Body: p.print(args[1])}, {Body: p.print(args[2])}}}
			},
		},
		{
			Name: "print", Args: "TEXT...", Does: "The texts one after the other.", min: 0, max: -1,
			Examples: []Example{{`{{ print "Form " "S-8" }}`, `Form S-8`}},
			do:       func(c *call) any { return joined(c, c.args, "") },
			around: func(p printer, args []*term) Part {
				var out Sequence
				for _, t := range args {
					out = append(out, p.print(t))
				}
				return out
			},
		},
	}
}

// shown returns a copy of v's visible cells, to append to.
func (v Value) shown() Value { return append(Value(nil), v...) }

func firstCell(v Value, c *call, change func(string) string) Value {
	cells := append(Value(nil), v.cells()...)
	if len(cells) > 0 {
		cells[0].v = change(c.cellText(cells[0]))
	}
	return cells[:len(v)]
}

func capitalize(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError { // an empty text, or no character
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// smallWords stay small inside a title.
var smallWords = " a an and as at but by for from in nor of on or per the to via with "

func titleCase(s string) string {
	words := strings.SplitAfter(s, " ")
	for i, w := range words {
		if i > 0 && strings.Contains(smallWords, " "+strings.TrimSpace(w)+" ") {
			continue
		}
		words[i] = capitalize(w)
	}
	return strings.Join(words, "")
}

// titleCells cuts the text back into its pieces: a word may be made of several.
// A capital is one character, as the letter was.
func titleCells(c *call) any {
	title := []rune(titleCase(c.text(0)))
	cells := slices.Clone(c.args[0].cells())
	for i := range cells {
		n := min(len([]rune(c.cellText(cells[i]))), len(title))
		cells[i].v, title = string(title[:n]), title[n:]
	}
	return cells[:len(c.args[0])]
}

func possessiveEnd(name string) string {
	if strings.HasSuffix(strings.ToLower(name), "s") {
		return "'"
	}
	return "'s"
}

// periodEnd is what a text lacks to end as a sentence does. A quotation mark or
// a bracket may stand behind the mark that it has.
func periodEnd(s string) string {
	s = strings.TrimRight(s, " \t\n\"'”’)")
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return ""
	}
	return "."
}

// article chooses between a and an by the sound that s begins with. Capitals
// that are spelt out (S-8, an SEC filing) go by the letter's name, numerals by
// the number's.
func article(s string) string {
	word := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(word) == 0 {
		return "a"
	}
	if soundsVowel(word[0]) {
		return "an"
	}
	return "a"
}

// vowelSpelt holds words that sound a vowel but are written with a consonant,
// consonantSpelt the reverse.
var (
	vowelSpelt     = []string{"hour", "honest", "honor", "honour", "heir"}
	consonantSpelt = []string{"uni", "use", "usu", "utah", "euro", "one", "once", "ubiq", "utili"}
)

// accented are the vowels that bear accents.
const accented = "àáâãäåæèéêëìíîïòóôõöøœùúûü"

func soundsVowel(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	if strings.ToUpper(word) == word && unicode.IsLetter(first) && (len(word) == size || !strings.ContainsAny(word, "AEIOU"+strings.ToUpper(accented))) {
		return strings.ContainsRune("AEFHILMNORSX"+strings.ToUpper(accented), first)
	}
	if unicode.IsDigit(first) {
		return strings.HasPrefix(word, "8") || (len(word)%3 == 2 && (strings.HasPrefix(word, "11") || strings.HasPrefix(word, "18")))
	}
	low := strings.ToLower(word)
	for _, p := range vowelSpelt {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	for _, p := range consonantSpelt {
		if strings.HasPrefix(low, p) {
			return strings.HasPrefix(low, "unin") || strings.HasPrefix(low, "unim")
		}
	}
	return strings.ContainsRune("aeiou"+accented, unicode.ToLower(first))
}

// definition is what term prints, with its holes.
func definition(p printer, args []*term) Part {
	before := Part(p.words("the "))
	if len(args) == 2 {
		before = Sequence{p.print(args[1]), p.words(" ")}
	}
	return Sequence{p.words("("), before, p.words(`"`), p.print(args[0]), p.words(`")`)}
}

func defines(c *call) any {
	before := "the"
	if c.args[0].absent() {
		return c.args[0]
	}
	var facts []string
	if len(c.args) == 2 {
		before, facts = c.text(1), c.args[1].facts()
	}
	if before != "" {
		before += " "
	}
	c.text(0)
	v := Value{cell{v: "(" + before + `"`, facts: facts}}
	return append(append(v, c.args[0]...), cell{v: `")`})
}

func plural(c *call) any {
	one := false
	if items, ok := c.args[0].head().v.(list); ok {
		one = len(items) == 1
	} else {
		one = c.number(0).RatString() == "1"
	}
	if one {
		return c.args[1].also(c.args[0].facts())
	}
	return c.args[2].also(c.args[0].facts())
}

// joined sets values one after the other; each keeps its own facts.
func joined(c *call, vs []Value, between string) Value {
	var out Value
	for i, v := range vs {
		if i > 0 && between != "" {
			out = append(out, cell{v: between})
		}
		for _, cell := range v.printed() {
			c.cellText(cell)
			out = append(out, cell)
		}
	}
	if len(out) == 0 {
		return of("").from(c.facts())
	}
	return out
}
