package check_test

import (
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
)

// hostile are texts that would cost a careless check the square of their length.
var hostile = map[string]string{
	"quotes":      `("A" `,
	"brackets":    `(`,
	"dates":       `Tuesday, May 25, 2004 `,
	"terms":       `(the "Company") the Company `,
	"hyphens":     `non-assessable nonassessable `,
	"paragraphs":  "the Plan\n\n",
	"names":       "Acme Corporation, a California company ",
	"counts":      "1,000 shares 2,000 shares ",
	"statutes":    "Section 27A of the Securities Exchange Act of 1933 ",
	"no sentence": "word ",
	"dots":        ". ",
	"numerals":    "one hundred ",
	"limbs":       "validly issued, opinion that subject to ",
	"one word":    "x",
	"tags":        "<table><b ",
}

// BenchmarkHostile measures all rules on 16 and 128 KiB of such texts: eight times
// the text, about eight times the time.
func BenchmarkHostile(b *testing.B) {
	for name, unit := range hostile {
		for _, size := range []int{16, 128} {
			b.Run(name+"/"+map[int]string{16: "16K", 128: "128K"}[size], func(b *testing.B) {
				s := hostileSubject(unit, size<<10)
				for b.Loop() {
					rules(b).Check(s)
				}
			})
		}
	}
}

func hostileSubject(unit string, size int) *check.Subject {
	text := strings.Repeat(unit, size/len(unit))
	return &check.Subject{Document: plain(text), Source: &diag.Source{Name: "hostile.txt", Text: text}, Kind: "opinion",
		Precedent: &check.Precedent{Old: identifying("Acme Corporation; May 25; Plan"), New: identifying("Acme Corporation")}}
}

// TestBounds holds that a hostile text gets a bounded list.
func TestBounds(t *testing.T) {
	for name, unit := range hostile {
		perRule := map[string]int{}
		for _, d := range rules(t).Check(hostileSubject(unit, 16<<10)) {
			perRule[d.Rule]++
		}
		for id, n := range perRule {
			if n > 200 {
				t.Errorf("%s: %s says %d things", name, id, n)
			}
		}
	}
}

// TestSubmission holds that of a submission only the exhibit's own lines are
// looked at, and that places are those of the file.
func TestSubmission(t *testing.T) {
	long := strings.Repeat("x", 100)
	file := "<SEC-DOCUMENT>a.txt\n<DOCUMENT>\n<TYPE>S-8\n<TEXT>\n" + long + "\n</TEXT>\n</DOCUMENT>\n" +
		"<DOCUMENT>\n<TYPE>EX-5.1\n<TEXT>\nThe first line.\n\tAnother, with a tab.\n</TEXT>\n</DOCUMENT>\n" +
		"<DOCUMENT>\n<TYPE>EX-23\n<TEXT>\n\t" + long + "\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
	x, list := exhibit.Read("a.txt", []byte(file), exhibit.Options{Type: "EX-5.1"})
	if x == nil {
		t.Fatal(list)
	}
	s := &check.Subject{Document: x.Document, Source: x.Source, Data: []byte(file), Type: x.Type, Kind: "pressrelease"}
	got := terse(pick(rules(t).Check(s), "TAB-01", "ASC-01", "TAG-01"))
	if want := "12:1 warning TAB-01: a tab moves columns when EDGAR shows the line\n"; got != want {
		t.Errorf("want %q, have %q", want, got)
	}
}

// TestOneLine holds that a page on one line with a fault in every tag is told of
// in time that grows with its length: with its square, this test does not end.
func TestOneLine(t *testing.T) {
	page := strings.Repeat("<input type=x>", 400_000)
	s := &check.Subject{Document: plain("Text"), Source: &diag.Source{Name: "a.htm", Text: page}, Format: "html"}
	r, list := check.Read(check.File{Name: "rules.yaml", Text: `
rules:
  - {id: A-1, title: tags, severity: error, type: html, forbid: [input], message: "{tag}: {why}"}
  - {id: A-2, title: tags, severity: error, type: html, forbid: [input], message: "{tag}: {why}"}
`})
	if r == nil {
		t.Fatal(list)
	}
	found := r.Check(s)
	if len(found) != 400 || found[len(found)-1].Col != 199*len("<input type=x>")+1 {
		t.Errorf("want 200 findings for each rule, have %d", len(found))
	}
}
