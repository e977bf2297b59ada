package check_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// said are the findings on words, without their places.
func said(list diag.List) []string {
	var out []string
	for _, d := range list {
		if !onBytes[d.Rule] {
			out = append(out, d.Severity.String()+" "+d.Rule+" "+d.Message)
		}
	}
	slices.Sort(out)
	return out
}

// onBytes are the rules that look at lines, not at words.
var onBytes = map[string]bool{"WSP-01": true, "ASC-01": true, "TAB-01": true, "PEM-01": true, "STE-01": true}

// TestLayoutIsNoWording holds that prose filled and justified in another way gets
// the same findings on its words: paragraphs of the clean texts, with a mistake
// in them, at any measure.
func TestLayoutIsNoWording(t *testing.T) {
	texts := cleanTexts(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom(texts).Draw(rt, "text")
		m := rapid.SampledFrom(mistakes).Draw(rt, "mistake")
		seed := rapid.Uint64().Draw(rt, "seed")
		wrong, _, ok := m.make(c, rand.New(rand.NewPCG(seed, 1)))
		if !ok {
			return
		}
		d := wrong.subject(t, true)
		d.Source, d.Data, d.File = nil, nil, ""
		plain := unplaced(d.Document)
		d.Document = plain
		want := said(rules(t).Check(d))

		d.Document = refilled(plain, rapid.IntRange(20, 100).Draw(rt, "measure"), rapid.Bool().Draw(rt, "justified"))
		if diff := cmp.Diff(want, said(rules(t).Check(d))); diff != "" {
			rt.Errorf("%s, %s (-as it was +filled anew):\n%s", c.name, m.name, diff)
		}
	})
}

// unplaced is a document whose spans know no place.
func unplaced(d *doc.Document) *doc.Document {
	out := &doc.Document{}
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			out.Blocks = append(out.Blocks, &doc.Paragraph{Spans: []doc.Span{{Text: p.Text()}}})
		}
	}
	return out
}

// refilled breaks the paragraphs of a document into lines again, each a span.
func refilled(d *doc.Document, measure int, justified bool) *doc.Document {
	out := &doc.Document{}
	for _, b := range d.Blocks {
		p := &doc.Paragraph{}
		line, blanks := "", " "
		for i, word := range strings.Fields(b.(*doc.Paragraph).Text()) {
			if justified && i%3 == 0 {
				blanks = "  "
			} else {
				blanks = " "
			}
			if line != "" && len(line)+len(word) > measure {
				p.Spans = append(p.Spans, doc.Span{Text: line + "\n"})
				line = ""
			}
			if line != "" {
				line += blanks
			}
			line += word
		}
		p.Spans = append(p.Spans, doc.Span{Text: line})
		out.Blocks = append(out.Blocks, p)
	}
	return out
}

// TestSameTwice holds that a run says the same as another beside it, whichever
// compiles an expression first.
func TestSameTwice(t *testing.T) {
	fresh, list := check.Read(packFiles()...)
	if fresh == nil {
		t.Fatal(list)
	}
	c := cleanTexts(t)[0]
	wrong, _, _ := mistakes[3].make(c, rand.New(rand.NewPCG(1, 1)))
	subject := wrong.subject(t, true)
	got := make([]string, 8)
	var wait sync.WaitGroup
	for i := range got {
		wait.Go(func() { got[i] = terse(fresh.Check(subject)) })
	}
	wait.Wait()
	for _, g := range got {
		if g != got[0] || g == "" {
			t.Fatalf("want the same findings every time, have\n%s\nand\n%s", got[0], g)
		}
	}
}

// TestSources holds that every rule says where it comes from, and that one whose
// source is unconfirmed is a remark at most.
func TestSources(t *testing.T) {
	for _, r := range rules(t).List() {
		if r.Source == "" || r.Example == "" || r.Title == "" {
			t.Errorf("%s: want a title, a source and an example", r.ID)
		}
		for _, said := range r.Says() {
			if strings.Contains(r.Source, "unconfirmed") && said.Severity != diag.Info {
				t.Errorf("%s: the source is unconfirmed, and it says as an %s: %s", r.ID, said.Severity, said.Message)
			}
		}
	}
}

// TestTypesAreUsed finds types of tests that no rule needs.
func TestTypesAreUsed(t *testing.T) {
	used := map[string]bool{}
	for _, r := range rules(t).List() {
		for _, kind := range r.Types() {
			used[kind] = true
		}
	}
	for _, kind := range check.Types() {
		if !used[kind] {
			t.Errorf("no rule has a test of the type %s", kind)
		}
	}
}

// TestReads holds that the facts that only checks read are read by one.
func TestReads(t *testing.T) {
	reads := rules(t).Reads()
	for _, want := range []string{
		"/filing/board_action_date", "/filing/consent_exhibit_number", "/filing/definitive_proxy_filed", "/filing/delivery",
		"/filing/fee_table/*/plan", "/filing/fee_table/*/shares", "/filing/fiscal_year_end", "/filing/office/city",
		"/filing/penny_stock", "/filing/proxy_access", "/filing/release_time", "/filing/reporting", "/filing/share_source",
		"/filing/bylaw_window/record_date_max",
	} {
		if !slices.Contains(reads, want) {
			t.Errorf("no rule reads %s", want)
		}
	}
	if !slices.IsSorted(reads) {
		t.Errorf("want the facts sorted, have %v", reads)
	}
}

func FuzzRead(f *testing.F) {
	paths, _ := filepath.Glob("testdata/trouble/*.txtar")
	for _, p := range paths {
		data, _ := os.ReadFile(p)
		f.Add(string(data))
	}
	f.Add(packFiles()[0].Text[:2000])
	f.Fuzz(func(t *testing.T, text string) {
		r, list := check.Read(check.File{Name: "fuzz.yaml", Text: text})
		if (r == nil) != (list.Err() != nil) {
			t.Fatalf("rules: %v, errors: %v", r != nil, list)
		}
		if r == nil {
			for _, d := range list {
				if d.File == "" {
					t.Fatalf("trouble without a file: %s", d.Error())
				}
			}
			return
		}
		r.Check(&check.Subject{Document: plain("Some words of a letter, (the \"Company\") of May 25, 2004."), Kind: "opinion"})
	})
}

func FuzzCheck(f *testing.F) {
	for _, c := range cleanTexts(f) {
		f.Add(c.text, "2024-05-01", true)
	}
	f.Add("(the \"A\"\u201d) \x00\xff [[[ {{ Section 27A of the Securities Exchange Act of 1933", "", false)
	f.Add("one million (1) 99999999999999999999 shares Tuesday, May 99, 0000", "x", false)
	f.Fuzz(func(t *testing.T, text, asOf string, opinion bool) {
		s := &check.Subject{
			Document: plain(text), Source: &diag.Source{Name: "fuzz.txt", Text: text}, AsOf: asOf, Kind: "pressrelease",
			Precedent: &check.Precedent{Old: identifying("Old Client; 2004-05-25")},
		}
		if opinion {
			s.Kind = "opinion"
		}
		lines := strings.Count(text, "\n") + 1
		for _, d := range rules(t).Check(s) {
			if d.Line < 0 || d.Line > lines || d.Col < 0 || d.Width < 0 {
				t.Fatalf("a place that the text does not have: %+v", d)
			}
			if strings.Contains(d.Message, "{missing}") || d.Rule == "" {
				t.Fatalf("a message that is not filled in: %+v", d)
			}
		}
	})
}

// plain is a document of the paragraphs of a text.
func plain(text string) *doc.Document {
	d := &doc.Document{}
	for i, p := range strings.Split(text, "\n\n") {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Style: fmt.Sprint(i % 2), Spans: []doc.Span{{Text: p}}})
	}
	return d
}
