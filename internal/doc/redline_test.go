package doc

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func plainSpans(text string) []Span { return []Span{{Text: text}} }

// A redline by hand: one paragraph became two, a word was replaced, a page line
// and a rule went, a passage moved.
func sample() *Document {
	var (
		struck  = &Revision{ID: 1, Change: Deleted}
		put     = &Revision{ID: 1, Change: Inserted}
		gap     = &Revision{ID: 2, Change: Deleted, Level: Layout}
		split   = &Revision{ID: 2, Change: Inserted, Level: Layout}
		quote   = &Revision{ID: 3, Change: Deleted, Level: Typographic}
		quoted  = &Revision{ID: 3, Change: Inserted, Level: Typographic}
		page    = &Revision{ID: 4, Change: Deleted, Level: Layout}
		from    = &Revision{ID: 5, Change: Deleted, Move: 1}
		to      = &Revision{ID: 6, Change: Inserted, Move: 1}
		heading = "heading"
	)
	return &Document{Blocks: []Block{
		&Paragraph{Spans: []Span{{Text: "We are "}, {Text: "160,000", Revision: struck}, {Text: "750,000 new", Revision: put},
			{Text: " shares.", Data: false}, {Text: " ", Revision: gap}}, Mark: split},
		&Paragraph{Spans: []Span{{Text: "The "}, {Text: "\"", Revision: quote}, {Text: "“", Revision: quoted}, {Text: "Plan"}}, OldStyle: &heading},
		&Paragraph{Spans: []Span{{Text: "- 2 -", Revision: page}}, Mark: page},
		&Rule{Columns: 5, Revision: page},
		&Paragraph{Label: []Span{{Text: "(a)", Revision: from}}, Spans: []Span{{Text: "A moved one", Revision: from}}, Mark: from},
		&Paragraph{Spans: plainSpans("Stays")},
		&Paragraph{Label: []Span{{Text: "(a)", Revision: to}}, Spans: []Span{{Text: "A moved one", Revision: to}}, Mark: to},
	}}
}

func TestAcceptAndReject(t *testing.T) {
	wantNew := &Document{Blocks: []Block{
		&Paragraph{Spans: plainSpans("We are 750,000 new shares.")},
		&Paragraph{Spans: plainSpans("The “Plan")},
		&Paragraph{Spans: plainSpans("Stays")},
		&Paragraph{Label: plainSpans("(a)"), Spans: plainSpans("A moved one")},
	}}
	wantOld := &Document{Blocks: []Block{
		&Paragraph{Style: "heading", Spans: plainSpans("We are 160,000 shares. The \"Plan")},
		&Paragraph{Spans: plainSpans("- 2 -")},
		&Rule{Columns: 5},
		&Paragraph{Label: plainSpans("(a)"), Spans: plainSpans("A moved one")},
		&Paragraph{Spans: plainSpans("Stays")},
	}}
	r := sample()
	if diff := cmp.Diff(wantNew, r.Accept()); diff != "" {
		t.Errorf("accepted (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantOld, r.Reject()); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(sample(), r); diff != "" {
		t.Errorf("the redline was changed:\n%s", diff)
	}
}

func TestSettle(t *testing.T) {
	s := sample().Settle(Layout, Typographic)
	if got, want := s.Summary(), (Summary{Hunks: 1, Struck: 1, Inserted: 2, Moves: 1, Moved: 4}); got != want {
		t.Errorf("settled: %+v, want %+v", got, want)
	}
	if diff := cmp.Diff(sample().Accept(), s.Accept()); diff != "" {
		t.Errorf("settling changed the new document:\n%s", diff)
	}
	var ids []int
	s.eachRevision(func(r **Revision, _ *Paragraph, _ string) { ids = append(ids, (*r).ID) })
	if diff := cmp.Diff([]int{1, 1, 2, 2, 2, 3, 3, 3}, ids); diff != "" {
		t.Errorf("numbers:\n%s", diff)
	}
}

func TestSummary(t *testing.T) {
	got := sample().Summary()
	want := Summary{Hunks: 1, Struck: 1, Inserted: 2, Moves: 1, Moved: 4, Typographic: 1, Layout: 3}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Paragraphs whose end has gone where nothing follows, or no paragraph does.
func TestLooseEnds(t *testing.T) {
	gone := &Revision{ID: 1, Change: Deleted}
	d := &Document{Blocks: []Block{
		&Paragraph{Spans: plainSpans("one"), Mark: gone},
		&Rule{},
		&Paragraph{Mark: gone},
		&PageBreak{},
		&Paragraph{Label: plainSpans("(a)"), Mark: gone},
		&Paragraph{Label: plainSpans("(b)"), Spans: plainSpans("two"), Mark: gone},
		&Paragraph{Label: plainSpans("(c)"), Spans: plainSpans("three"), Mark: gone},
	}}
	want := &Document{Blocks: []Block{
		&Paragraph{Spans: plainSpans("one"), Mark: nil},
		&Rule{},
		&PageBreak{},
		&Paragraph{Label: plainSpans("(a)(b)"), Spans: plainSpans("two(c)three")},
	}}
	if diff := cmp.Diff(want, d.Accept()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                                   0,
		" , -- ***":                          0,
		"Form S-8":                           2,
		"the Company's 750,000 shares":       4,
		"at 9:00 a.m., or":                   4,
		"forward-looking":                    1,
		"foo -- bar":                         2,
		"foo--bar":                           2,
		"(the “Plan”)":                       2,
		"Société Générale":                   2,
		"AT&T and/or http://www.x.example/y": 4,
	} {
		if got := Words(text); got != want {
			t.Errorf("Words(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestText(t *testing.T) {
	d := &Document{Blocks: []Block{
		&Paragraph{Label: plainSpans("(a)"), Spans: []Span{{Text: "The "}, {Text: "Plan;"}}}, &Rule{}, &Paragraph{Spans: plainSpans("x")}}}
	if got, want := d.Text(), "(a) The Plan;\n\nx"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if d.Words() != 4 {
		t.Errorf("%d words", d.Words())
	}
}

func TestCauseSentences(t *testing.T) {
	old, new := "160,000", "750,000"
	place := Place{File: "templates/opinion/s8/main.tmpl", Line: 12, Col: 3}
	for want, c := range map[string]Cause{
		"/plans/0/shares: 160,000 → 750,000": {Kind: FactChanged, Pointer: "/plans/0/shares", Old: &old, New: &new},
		"/plans/1/shares: none → 750,000":    {Kind: FactChanged, Pointer: "/plans/1/shares", New: &new},
		"/plans/0/shares: 750,000":           {Kind: FactStated, Pointer: "/plans/0/shares", New: &new},
		"clause switched on by /plans/0/amended (templates/opinion/s8/main.tmpl:12)": {
			Kind: ClauseSwitched, Pointer: "/plans/0/amended", New: &new, Switch: SwitchedOn, Place: place},
		"clause switched on because /subject is not given":           {Kind: ClauseSwitched, Pointer: "/subject", Switch: SwitchedOn},
		"clause switched over because /subject is not given":         {Kind: ClauseSwitched, Pointer: "/subject", Switch: SwitchedOver},
		"clause switched off by /subject":                            {Kind: ClauseSwitched, Pointer: "/subject", Switch: SwitchedOff},
		"/addressee/name is not given":                               {Kind: FactStated, Pointer: "/addressee/name"},
		"the form's own wording (templates/opinion/s8/main.tmpl:12)": {Kind: FormWording, Place: place},
		"unexplained": {Kind: Unexplained},
	} {
		if got := c.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
