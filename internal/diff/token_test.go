package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/doc"
)

func tokensOf(text string) (tokens []string, ids []int32) {
	lex := newLexicon(0)
	s := flatten(&doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: text}}}}}, lex)
	for _, t := range s.tokens {
		tokens = append(tokens, s.text[t.start:t.end])
		ids = append(ids, t.id)
	}
	return tokens, ids
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		`160,000 shares, $.01 par value, of 5% stock.`: `160,000|shares|,|$.01|par|value|,|of|5%|stock|.`,
		`Form S-8 (the "Plan").`:                       `Form|S-8|(|the|"|Plan|"|)|.`,
		`the Company's shareholders' vote`:             `the|Company's|shareholders|'|vote`,
		"the Company’s ``Plan''":                       "the|Company’s|``|Plan|''",
		`at 9:00 a.m. (local time) in the U.S.  It`:    `at|9:00|a.m.|(|local|time|)|in|the|U.S.|It`,
		`(310) 553-8011, 877-310-0717.`:                `(310)|553-8011|,|877-310-0717|.`,
		`www.hemacare.com, http://x.example/a?b=1.`:    `www.hemacare.com|,|http://x.example/a?b=1|.`,
		`to plan@tamarackinst.example now`:             `to|plan@tamarackinst.example|now`,
		`/s/ Jane Doe`:                                 `/s/|Jane|Doe`,
		`and/or 12/23/96 AT&T`:                         `and/or|12/23/96|AT&T`,
		`ANGELES ------ HemaCare -- or`:                `ANGELES|------|HemaCare|--|or`,
		`end.Next`:                                     `end|.|Next`,
		`Section 22(e)(3)`:                             `Section|22|(e)|(3)`,
		`By: ____________ .......... 5`:                `By|:|____________|..........|5`,
		"a <PAGE> b\fc":                                `a|b|c`,
		"株式会社 Ltd":                                     `株|式|会|社|Ltd`,
		"non\u00adpar é\u0301":                         "non\u00adpar|é\u0301",
		"a\x00b":                                       "a|\x00|b",
	} {
		got, _ := tokensOf(text)
		if diff := cmp.Diff(strings.Split(want, "|"), got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestFolding(t *testing.T) {
	for _, pair := range [][2]string{
		{`"Plan"`, `“Plan”`}, {`"Plan"`, "``Plan''"}, {`Company's`, `Company’s`}, {`a - b`, `a — b`}, {`a -- b`, `a – b`},
		{`-----`, `------------`}, {`_____`, `___`}, {`non-par`, `non‑par`}, {`nonpar`, "non\u00adpar"}, {`...`, `…`},
		{"S-8", "S–8"}, {"the\u00a0Plan", "the Plan"},
	} {
		_, a := tokensOf(pair[0])
		_, b := tokensOf(pair[1])
		lexA, lexB := keysOf(pair[0], pair[1])
		if diff := cmp.Diff(lexA, lexB); diff != "" {
			t.Errorf("%q and %q read differently (%v, %v)", pair[0], pair[1], a, b)
		}
	}
	for _, pair := range [][2]string{{"company", "Company"}, {"S-8", "S-3"}, {"1,000", "1.000"}, {"\x00", "a"}, {"shares", "shares1"}} {
		a, b := keysOf(pair[0], pair[1])
		if cmp.Equal(a, b) {
			t.Errorf("%q and %q read the same", pair[0], pair[1])
		}
	}
}

// keysOf numbers the tokens of two texts with one lexicon.
func keysOf(a, b string) (old, new []int32) {
	lex := newLexicon(0)
	doc1 := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: a}}}}}
	doc2 := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: b}}}}}
	return idsOf(flatten(doc1, lex).tokens), idsOf(flatten(doc2, lex).tokens)
}
