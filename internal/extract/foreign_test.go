package extract

import (
	"slices"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
)

// sampleOf is facts without a draft.
func sampleOf(t *testing.T, text string) Sample {
	t.Helper()
	root, err := facts.Read("x.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Sample{Akin: true, Facts: root[0]}
}

// TestWholeOf reads whole numbers.
func TestWholeOf(t *testing.T) {
	for text, want := range map[string]int{"7": 7, "1,250,000": 1250000, "": 0, "1.5": 0, "seven": 0} {
		if got := wholeOf(text); got != want {
			t.Errorf("%q: %d", text, got)
		}
	}
}

// TestHolds holds totals against their parts.
func TestHolds(t *testing.T) {
	for _, c := range []struct {
		facts     string
		met, held int
	}{
		{"{total: 5, plans: [{shares: 2}, {shares: 3}]}", 1, 1},
		{"{total: 6, plans: [{shares: 2}, {shares: 3}]}", 1, 0},
		{"{total: 6, plans: [{shares: 2}, {title: A}, {shares: 4}]}", 1, 1},
		{"{total: 5, plans: [{shares: 5}]}", 0, 0},
		{"{plans: [{shares: 2}, {shares: 3}]}", 0, 0},
	} {
		if met, held := holds(sampleOf(t, c.facts).Facts, "/plans/*/shares", "/total"); met != c.met || held != c.held {
			t.Errorf("%s: met %d, held %d", c.facts, met, held)
		}
	}
}

// TestFindSums learns from samples that a total is a sum.
func TestFindSums(t *testing.T) {
	good, bad := "{total: 5, plans: [{shares: 2}, {shares: 3}]}", "{total: 9, plans: [{shares: 2}, {shares: 3}]}"
	for _, c := range []struct {
		sort    string
		samples []string
		want    int
	}{
		{theNumbers, []string{good, good}, 1},
		{theNumbers, []string{good}, 0},
		{theNumbers, []string{good, good, bad}, 0},
		{theDates, []string{good, good}, 0},
	} {
		s := &sort{name: c.sort, paths: []string{"/plans/*/shares", "/total"}}
		var samples []Sample
		for _, text := range c.samples {
			samples = append(samples, sampleOf(t, text))
		}
		if got := s.findSums(samples); len(got) != c.want || len(got) == 1 && got[0] != (sum{0, 1}) {
			t.Errorf("%s %v: %v", c.sort, c.samples, got)
		}
	}
}

// TestUnwrap takes breaks of lines for the typist's.
func TestUnwrap(t *testing.T) {
	long := "The shares that are issued under the plan of the company are"
	line := func(text string, col int, begin breakKind) []token {
		out := tokensOf(text)
		out[0].place, out[0].begin = doc.Place{Col: col}, begin
		for i := 1; i < len(out); i++ {
			out[i].begin = noBreak
		}
		return out
	}
	for _, c := range []struct {
		name, above, below string
		from, to           int // columns
		want               breakKind
	}{
		{"no room for the next word", "Registration Statement on Form S-8 of the Hughes Hubbard &", "Reed", 1, 1, softBreak},
		{"room for the next word", "Registration Statement", "Form S-8", 1, 1, lineBreak},
		{"indented a little", "Eastern Savings and", "Loan Association", 1, 4, softBreak},
		{"indented much", "Eastern Savings and", "Loan Association", 1, 20, lineBreak},
		{"centered", "Eastern Savings and Loan", "Association Inc.", 20, 24, lineBreak},
	} {
		tokens := slices.Concat(line(long, 1, blockBreak), line("fully paid.", 1, softBreak), line(c.above, c.from, blockBreak), line(c.below, c.to, lineBreak))
		at := len(tokens) - len(tokensOf(c.below))
		if got := unwrap(tokens)[at].begin; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
		if tokens[at].begin != lineBreak {
			t.Errorf("%s: the exhibit was changed", c.name)
		}
	}
}

// TestCompany counts what facts of a group say of each other.
func TestCompany(t *testing.T) {
	samples := []Sample{sampleOf(t, "{place: {city: A, state: B}, name: C}"), sampleOf(t, "{place: {city: A}, name: C}"), sampleOf(t, "{name: C}")}
	got := companyOf([]*sort{{paths: []string{"/place/city", "/place/state", "/name"}}}, samples)
	if r := got["/place/city"]["/place/state"]; r == nil || *r != (ratio{2, 1}) {
		t.Errorf("a state where there is a city: %v", r)
	}
	if r := got["/place/state"]["/place/city"]; r == nil || *r != (ratio{1, 1}) {
		t.Errorf("a city where there is a state: %v", r)
	}
	if r := got["/name"]["/place/city"]; r != nil {
		t.Errorf("a name is in no group with a city: %v", r)
	}
}

// TestTogether counts what paths have in common.
func TestTogether(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"/name", "/date", 0},
		{"/place/city", "/place/state", 1},
		{"/meeting/place/city", "/meeting/place/state", 2},
		{"/meeting/place/city", "/meeting/date", 1},
		{"/plans/*/title", "/plans/*/shares", 1},
		{"/place/city", "/other/city", 0},
	} {
		if got := together(c.a, c.b); got != c.want {
			t.Errorf("%s, %s: %d", c.a, c.b, got)
		}
	}
}

// TestRatio: what nearly all have is likely, up to a bound.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		ratio
		least, most float64
	}{{ratio{10, 5}, 0, 0}, {ratio{100, 100}, 2, 2}, {ratio{100, 0}, -2, -2}, {ratio{10, 7}, 0.5, 1}, {ratio{}, 0, 0}} {
		if got := c.odds(2); got < c.least || got > c.most {
			t.Errorf("%v: %v", c.ratio, got)
		}
	}
}

// TestRepeats finds the facts that elements of a list share.
func TestRepeats(t *testing.T) {
	got := repeatsOf([]Sample{sampleOf(t, "{items: [{status: in effect, title: A}, {status: in effect, title: B}], names: [C, C]}")})
	if !got["/items/*/status"] || got["/items/*/title"] || got["/names/*"] {
		t.Errorf("%v", got)
	}
}

// TestCalendar tells dates by how far they are from others.
func TestCalendar(t *testing.T) {
	day := func(date string) int { n, _ := dayOf(date); return n }
	c := calendar{"/record": day("2020-03-01"), "/meeting": day("2020-04-20")}
	for _, x := range []struct {
		date string
		want []string
	}{
		{"2020-04-20", []string{"d/record+2"}},
		{"2020-02-25", []string{"d/meeting-2", "d/record-0"}},
		{"2021-12-31", []string{"d/meeting+5", "d/record+5"}},
		{"soon", nil},
	} {
		if got := c.apart(nil, x.date); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v", x.date, got)
		}
	}
	if _, ok := dayOf("2020-02-30"); ok {
		t.Error("a day that is none")
	}
}

// TestPattern says what codes are made of.
func TestPattern(t *testing.T) {
	for text, want := range map[string]string{"HEMA": "A", "333-131877": "999-999999", "www.x.com": "a.a.a", "ir@x.com": "a@a.a", "Form5": "Aa9"} {
		if got := pattern(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestCodes finds what may be codes.
func TestCodes(t *testing.T) {
	r := noticeReader(t)
	for text, want := range map[string][]string{
		"Call us at 877-310-0717 or write to ir@x.com.": {"877-310-0717", "ir@x.com"},
		"Telephone (310) 553-8011":                      {"(310) 553-8011", "310", "553-8011"},
		"The HEMA shares (the Shares)":                  {"HEMA"},
		"No code at all":                                nil,
	} {
		tokens := read(paragraph(text), r.auto.lookup)
		var got []string
		for _, c := range r.survey(tokens).codes(make([]bool, len(tokens))) {
			got = append(got, c.value)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// TestQuoted finds terms where they are defined.
func TestQuoted(t *testing.T) {
	r := noticeReader(t)
	for text, want := range map[string]string{
		`the 1996 Plan (the "Plan") counts`:         "Plan",
		`the stock (the “Common Stock”) counts`:     "Common Stock",
		`he said "yes" and went`:                    "",
		`(the "a b c d e f g h")`:                   "",
		`of Acme ("Acme" or the "Company") the end`: "Company",
	} {
		s, got := r.survey(read(paragraph(text), r.auto.lookup)), ""
		for i := range s.tokens {
			if to := s.quoted(i); to > i {
				got += textOf(s.tokens[i:to])
			}
		}
		if got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// TestBeside finds the fact of the same elements.
func TestBeside(t *testing.T) {
	for _, c := range []struct{ pointer, path, want string }{
		{"/plans/2/title", "/plans/*/kind", "/plans/2/kind"},
		{"/plans/2/title", "/signature/signed", "/signature/signed"},
		{"/plans/2/title", "/classes/*/title", ""},
		{"/name", "/plans/*/kind", ""},
	} {
		if got := beside(c.pointer, c.path); got != c.want {
			t.Errorf("%s, %s: %q", c.pointer, c.path, got)
		}
	}
}

// TestBelieve: what an alignment read speaks for the fact that it read.
func TestBelieve(t *testing.T) {
	so := &sort{name: theNames, paths: []string{"/city", "/name"}}
	by := told{3: {{path: "/name", from: 3, to: 5, weight: 4}}, 8: {{path: "/other", from: 8, to: 9, weight: 2}}}
	for _, c := range []struct {
		candidate
		want []float64
	}{
		{candidate{from: 3, to: 5}, []float64{0, 4 * toldOdds, 0}},
		{candidate{from: 3, to: 4}, []float64{0, 0, 0}},
		{candidate{from: 8, to: 9}, []float64{0, 0, 2 * toldOdds}},
	} {
		odds := make([]float64, 3)
		by.believe(so, []bool{true, true}, c.candidate, odds, make([]token, 10))
		if !slices.Equal(odds, c.want) {
			t.Errorf("%v: %v", c.candidate, odds)
		}
	}
}
