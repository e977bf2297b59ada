package check

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
)

func TestHolidays(t *testing.T) {
	for date, want := range map[string]string{
		"2004-05-31": "Memorial Day", "2004-04-09": "Good Friday", "2024-03-29": "Good Friday", "2004-07-05": "Independence Day",
		"2010-12-31": "New Year's Day", "2020-06-19": "", "2021-06-18": "Juneteenth", "2026-06-19": "Juneteenth",
		"1985-01-21": "", "1986-01-20": "Martin Luther King Jr. Day", "2024-11-28": "Thanksgiving Day", "2024-11-21": "",
		"2004-05-25": "", "2024-02-19": "Washington's Birthday", "2024-09-02": "Labor Day", "2024-10-14": "Columbus Day",
	} {
		d, ok := parseISO(date)
		if got := d.holiday(); !ok || got != want {
			t.Errorf("%s: want %q, have %q", date, want, got)
		}
	}
}

// TestWorkdays counts by hand: 20 business days before 7 April
// 2004 is 10 March, Good Friday aside.
func TestWorkdays(t *testing.T) {
	from, _ := parseISO("2004-03-10")
	to, _ := parseISO("2004-04-07")
	if n := workdaysBetween(from, to); n != 20 {
		t.Errorf("want 20 business days, have %d", n)
	}
	if d := addWorkdays(from, 20); d != to {
		t.Errorf("want %s, have %s", to, d)
	}
	if d := addWorkdays(to, -20); d != from {
		t.Errorf("20 business days before: want %s, have %s", from, d)
	}
	if n := workdaysBetween(from, addWorkdays(from, 2500)); n != 2500 {
		t.Errorf("want 2500 business days, have %d", n)
	}
	if n := workdaysBetween(to, from); n != -20 {
		t.Errorf("want -20 business days, have %d", n)
	}
}

func TestNumerals(t *testing.T) {
	for words, want := range map[string]int64{
		"seven hundred fifty thousand": 750_000, "one million two hundred thousand": 1_200_000, "twenty-one": 21, "zero": 0,
		"one hundred and five": 105, "two billion one": 2_000_000_001, "thousand": 1000,
	} {
		if got, ok := numeralValue(words); !ok || got != want {
			t.Errorf("%s: want %d, have %d (%v)", words, want, got, ok)
		}
	}
	if _, ok := numeralValue("some"); ok {
		t.Error("some: want no number")
	}
}

func TestSentences(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"One is here. Two is there.", "One is here.|Two is there."},
		{"Acme, Inc. and Beta Corp. are two. The rest is one.", "Acme, Inc. and Beta Corp. are two.|The rest is one."},
		{"We act for Acme, Inc. The plan is old.", "We act for Acme, Inc.|The plan is old."},
		{"At 9:00 a.m. Pacific Time we met. See No. 5.", "At 9:00 a.m. Pacific Time we met.|See No. 5."},
		{"Mr. J. P. Lee, of the U.S. Army, is 5.5 feet tall! Is he?", "Mr. J. P. Lee, of the U.S. Army, is 5.5 feet tall!|Is he?"},
		{`He said "no." Then he left (at once.) We stayed.`, `He said "no."|Then he left (at once.)|We stayed.`},
		{"no end", "no end"},
		{"", ""},
	} {
		text := newText(&doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: test.text}}}}}, nil)
		var got []string
		for _, s := range text.sentencesOf() {
			got = append(got, text.plain[s.from:s.to])
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("want %q, have %q", test.want, strings.Join(got, "|"))
		}
	}
}

// TestRequired holds that what an expression is said to need stands in whatever
// it matches.
func TestRequired(t *testing.T) {
	for source, want := range map[string][]string{
		`fully[ -]paid`:          {"fully paid", "fully-paid"},
		`(?:validly|legally) is`: {"validly is", "legally is"},
		`t(?:b[ad]|o come)\b`:    {"tba", "tbd", "to come"},
		`_{3,}`:                  {"___"},
		`[0-9] shares?,? \w`:     {" shares, ", " shares ", " share, ", " share "},
		`a*b?`:                   nil,
		`(?i)paid`:               nil,
		`(x+yz){2,3}`:            {"yz"},
		`\bor\b|and`:             {"or", "and"},
		`\d+`:                    nil,
	} {
		e, err := newExpression(source, true, true)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(e.known().needs, want) {
			t.Errorf("%s: want %q, have %q", source, want, e.known().needs)
		}
	}
}

func TestLowerExpression(t *testing.T) {
	for source, want := range map[string]string{
		`Very Truly\S\D`: `very truly\S\D`, `(?P<Name>X)\pL\p{Lu}Y`: `(?P<Name>x)\pL\p{Lu}y`, `[A-Z]+`: `[a-z]+`,
	} {
		if got := lowerExpression(source); got != want {
			t.Errorf("%s: want %s, have %s", source, want, got)
		}
	}
}

// TestAcross holds that an expression with a newline matches from one paragraph
// into the next, and one without stays in its own.
func TestAcross(t *testing.T) {
	paragraph := func(s string) doc.Block { return &doc.Paragraph{Spans: []doc.Span{{Text: s}}} }
	text := newText(&doc.Document{Blocks: []doc.Block{paragraph("One ends"), paragraph("Two begins")}}, nil)
	for source, want := range map[string]int{
		`ends\ntwo`: 1, `ends[^x]two`: 1, `ends two`: 0, `(?m)^[a-z]+`: 2, `^[a-z]+`: 1, `(?m)(?:ends|begins)$`: 2, `(?s)one.*begins`: 1, `one.*begins`: 0,
	} {
		e, err := newExpression(source, false, false)
		if err != nil {
			t.Fatal(err)
		}
		whole := stretch{0, len(text.plain)}
		if got := len(e.all(text, whole)); got != want || e.in(text, whole) != (want > 0) {
			t.Errorf("%s: want %d matches, have %d", source, want, got)
		}
	}
}

// TestWindows holds that an expression that is looked for around what it needs
// finds what it finds in the whole.
func TestWindows(t *testing.T) {
	words := []string{"may", "25,", "2004", "tuesday", "shares", "1,000", "new", "held", "on", "the", "annual", "meeting", "tk", "x", "(tk)", "mays", "stockholders"}
	for _, source := range []string{
		`\b(?:tuesday|monday),? (may|june) \d{1,2}, \d{4}\b`, `\btk\b`, `(?:held|on)[^.\n]{0,20}?\b(may \d+)`, `\d{1,3},\d{3} (?:new |old )?shares\b`,
		`stockholders?\b`, `\bmays?\b|meeting of`, `(new|the) (?:x )?(annual|shares)`,
	} {
		e, err := newExpression(source, false, false)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(t *rapid.T) {
			s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(t, "words"), rapid.SampledFrom([]string{" ", " ", "\n"}).Draw(t, "gap"))
			var d doc.Document
			for line := range strings.SplitSeq(s, "\n") {
				d.Blocks = append(d.Blocks, &doc.Paragraph{Spans: []doc.Span{{Text: line}}})
			}
			text := newText(&d, nil)
			var want [][]int
			for _, p := range text.paragraphs {
				want = append(want, e.findIn(text.fold, p, -1)...)
			}
			got := e.all(text, wholeOf(text))
			if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
				t.Fatalf("%s in %q: want %v, have %v", source, text.plain, want, got)
			}
			if e.in(text, wholeOf(text)) != (want != nil) {
				t.Fatalf("%s in %q: in says otherwise", source, text.plain)
			}
		})
	}
}

func wholeOf(t *text) stretch { return stretch{0, len(t.plain)} }
