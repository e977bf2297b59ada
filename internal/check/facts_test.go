package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
)

// drafted is a letter as templates make it: words of the template, and words
// from facts.
func drafted(t *testing.T, yaml string) *check.Subject {
	t.Helper()
	roots, err := facts.Read("letter.yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	from := func(pointer, text string) doc.Span {
		return doc.Span{Text: text, Data: true, Origin: &doc.Origin{Place: doc.Place{File: "main.tmpl", Line: 9, Col: 9}, Facts: []string{pointer}}}
	}
	fixed := func(text string) doc.Span {
		return doc.Span{Text: text, Origin: &doc.Origin{Place: doc.Place{File: "main.tmpl", Line: 7, Col: 1}}}
	}
	return &check.Subject{
		Document: &doc.Document{Blocks: []doc.Block{
			&doc.Paragraph{Spans: []doc.Span{fixed("EXHIBIT "), from("/exhibit_numbers/0", "5.1")}},
			&doc.Paragraph{Label: []doc.Span{fixed("(a)")}, Spans: []doc.Span{
				fixed("We speak of "), from("/shares/total", "750,000"), fixed(" shares of the "), from("/registrant/defined_term", "Company"),
				fixed(", and of the the plan, "), from("/plans/0/title", "the here of plan"), fixed(" alone."),
			}},
		}},
		Source: &diag.Source{Name: "letter.txt", Text: "                  EXHIBIT 5.1\n\n(a)  We speak  of 750,000  shares of the Company, and of\n     the the plan,  the here  of plan alone.\n"},
		Facts:  roots[0], Kind: "opinion",
	}
}

const letterFacts = `exhibit_numbers: ["5.1"]
shares:
  total: 750000
filing:
  fee_table:
    - shares: 700000
registrant:
  defined_term: Company
plans:
  - title: the here of plan
`

// TestFactsAreBlamed holds that words made from a fact are reported there, and
// words of the template on the page.
func TestFactsAreBlamed(t *testing.T) {
	got := terse(pick(rules(t).Check(drafted(t, letterFacts)), "SHR-01", "DEF-01", "DBL-01", "TYP-01"))
	want := `3:10 error SHR-01 /shares/total: 750,000: the rows of filing.fee_table add up to 700,000
8:17 error DEF-01 /registrant/defined_term: "Company" is used as a defined term and is not defined
10:12 error TYP-01 /plans/0/title: "here of" for "hereof"
4:10 warning DBL-01: "the" stands twice
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func pick(list diag.List, ids ...string) diag.List {
	var out diag.List
	for _, d := range list {
		for _, id := range ids {
			if d.Rule == id {
				out = append(out, d)
			}
		}
	}
	return out
}

// TestSilence holds how facts silence rules, and what is said of those that do
// so badly.
func TestSilence(t *testing.T) {
	for _, test := range []struct{ name, yaml, want string }{
		{"everywhere", letterFacts + "checks:\n  silence:\n    - {rule: SHR-01, reason: the fee table is next week's}\n", ""},
		{"at a fact", strings.Replace(letterFacts, "total: 750000", "total: 750000 # silence SHR-01: the fee table is next week's", 1), ""},
		{"above a fact", strings.Replace(letterFacts, "shares:\n", "# silence SHR-01: the fee table is next week's\nshares:\n", 1), ""},
		{"at another fact", strings.Replace(letterFacts, "defined_term: Company", "defined_term: Company # silence SHR-01: not here", 1),
			"3:10 error SHR-01 /shares/total: 750,000: the rows of filing.fee_table add up to 700,000\n" +
				"8:17 info silence: the rule SHR-01 has nothing to say here, silenced or not\n"},
		{"without a reason", strings.Replace(letterFacts, "total: 750000", "total: 750000 # silence SHR-01", 1),
			"3:10 error silence: the rule SHR-01 is silenced without a reason\n" +
				"3:10 error SHR-01 /shares/total: 750,000: the rows of filing.fee_table add up to 700,000\n"},
		{"a rule that is not", letterFacts + "checks: {silence: [{rule: SHR-1, reason: x}]}\n",
			"3:10 error SHR-01 /shares/total: 750,000: the rows of filing.fee_table add up to 700,000\n" +
				"11:27 warning silence: there is no rule SHR-1 to silence\n"},
		{"a rule that has nothing to say", letterFacts + "checks: {silence: [{rule: SHR-01, reason: x}, {rule: RLY-01, reason: x}]}\n",
			"11:54 info silence: the rule RLY-01 has nothing to say here, silenced or not\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := terse(pick(rules(t).Check(drafted(t, test.yaml)), "SHR-01", "silence"))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestPack holds that a user's own rules need no Go: one is added, one replaced,
// one switched off, one made milder.
func TestPack(t *testing.T) {
	firm := check.File{Name: "firm.yaml", Text: `rules:
  - id: LEE-1
    title: no "best efforts"
    severity: warning
    scope: opinion
    type: pattern
    find: '\b(best|utmost) efforts'
    message: '"{1} efforts" is not our style'
    hint: write reasonable efforts
  - id: DBL-01
    title: no word twice
    severity: info
    type: doubled
    message: '{word} {word}'
  - {id: TYP-01, off: our proofreaders do that}
  - {id: SHR-01, severity: info, hint: ask the paralegal}
`}
	r, list := check.Read(append(packFiles(), firm)...)
	if r == nil {
		t.Fatal(printed(list))
	}
	subject := drafted(t, letterFacts)
	subject.Document.Blocks = append(subject.Document.Blocks, &doc.Paragraph{Spans: []doc.Span{{Text: "We use best efforts."}}})
	subject.Source.Text += "\nWe use best efforts.\n"
	got := terse(pick(r.Check(subject), "LEE-1", "DBL-01", "TYP-01", "SHR-01"))
	want := `3:10 info SHR-01 /shares/total: 750,000: the rows of filing.fee_table add up to 700,000
4:10 info DBL-01: the the
6:8 warning LEE-1: "best efforts" is not our style
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if off := r.Rule("TYP-01"); off.Off != "our proofreaders do that" {
		t.Errorf("TYP-01: want the reason why it is off, have %q", off.Off)
	}
	if len(r.List()) != len(rules(t).List())+1 {
		t.Errorf("want one more rule, have %d and %d", len(r.List()), len(rules(t).List()))
	}
}

// TestAsOf holds that the law of the exhibit's own day applies, unless another is
// asked for.
func TestAsOf(t *testing.T) {
	old := "May 1, 1996\n\nThis opinion is solely for your benefit."
	for asOf, want := range map[string]int{"": 0, "2024-01-01": 1, "2011-10-13": 0, "2011-10-14": 1} {
		s := &check.Subject{Document: plain(old), Kind: "opinion", AsOf: asOf}
		if got := len(pick(rules(t).Check(s), "RLY-01")); got != want {
			t.Errorf("as of %q: want %d findings, have %d", asOf, want, got)
		}
	}
}

// TestReadErrors holds that a part of the rules finds the errors that all of them
// find, and that it is left as soon as it is not enough.
func TestReadErrors(t *testing.T) {
	for _, test := range []struct {
		name, firm string
		want       string // ids of rules with errors, or in the list
		whole      bool   // everything is read
	}{
		{"what ships", "", "SHR-01 DEF-01 TYP-01", false},
		{"a remark switched off", "rules: [{id: DBL-01, off: x}]", "SHR-01 DEF-01 TYP-01", false},
		{"a remark made an error", "rules: [{id: DBL-01, severity: error}]", "SHR-01 DEF-01 TYP-01 DBL-01", true},
		{"a doubt of a rule made an error", "rules: [{id: EXH-01, severity: error}]", "SHR-01 DEF-01 TYP-01", true},
		{"an error made a remark", "rules: [{id: TYP-01, severity: info}]", "SHR-01 DEF-01", false},
		{"a value of another kind", "rules: [{id: X-1, title: x, severity: error, type: remind, at: market, message: x}]", "SHR-01 DEF-01 TYP-01 X-1", true},
	} {
		files := slices.Clone(packFiles())
		for i := range files {
			files[i].Sound = true
		}
		if test.firm != "" {
			files = append(files[:len(files):len(files)], check.File{Name: "firm.yaml", Text: test.firm})
		}
		r, list := check.ReadErrors("opinion", files...)
		if r == nil {
			t.Errorf("%s: %v", test.name, list)
			continue
		}
		if whole := r.Rule("REC-01") != nil; whole != test.whole {
			t.Errorf("%s: everything is read: %v", test.name, whole)
		}
		all, _ := check.Read(files...)
		got, want := r.Errors(drafted(t, letterFacts)), all.Errors(drafted(t, letterFacts))
		if diff := cmp.Diff(terse(want), terse(got)); diff != "" {
			t.Errorf("%s: all rules find other errors:\n%s", test.name, diff)
		}
		var ids []string
		for _, d := range pick(got, "SHR-01", "DEF-01", "TYP-01", "DBL-01", "X-1") {
			ids = append(ids, d.Rule)
		}
		if diff := cmp.Diff(test.want, strings.Join(ids, " ")); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}
