package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/golden"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/markup"
)

// Each golden is a layout, a text in markup, and the pages they make. In the
// text « stands before what is a fact up to », and \n and \t are in it what they
// are in Go.
func TestTypewrite(t *testing.T) {
	golden.Each(t, "testdata/typewriter/*.txtar", func(t *testing.T, a *txtar.Archive) {
		s, err := layout.Read("layout.yaml", a.Files[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		golden.Hold(t, &a.Files[2], print(s.Typewrite(parse(t, s, string(a.Files[1].Data)), nil)))
	})
}

func parse(t testing.TB, s *layout.Sheet, text string) *doc.Document {
	var spans []doc.Span
	for i, part := range strings.Split(text, "«") {
		fact, rest, found := strings.Cut(part, "»")
		if i == 0 || !found {
			spans = append(spans, doc.Span{Text: part})
			continue
		}
		fact = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(fact)
		spans = append(spans, doc.Span{Text: fact, Data: true}, doc.Span{Text: rest})
	}
	d, err := markup.Parse(spans, s.Keep)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Check(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// print shows pages; a line between them.
func print(pages []layout.Page) string {
	var b strings.Builder
	for i, p := range pages {
		if i > 0 {
			b.WriteString("<page>\n")
		}
		for _, l := range p.Lines {
			fmt.Fprintln(&b, l.String())
		}
	}
	return b.String()
}

// Every run knows its span, in a redline too; what is no text has none.
func TestRunsKnowTheirSpans(t *testing.T) {
	origin, revision := &doc.Origin{Facts: []string{"/name"}}, &doc.Revision{ID: 1, Change: doc.Deleted}
	p := &doc.Paragraph{
		Label: []doc.Span{{Text: "(a)"}},
		Spans: []doc.Span{{Text: "One. Two "}, {Text: "three", Data: true, Origin: origin}, {Text: " four", Revision: revision}},
	}
	rule := &doc.Rule{Origin: origin, Revision: revision}
	s, err := layout.Read("", []byte("styles: {body: {typewriter: {indent: 1, label: 5}}}"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range s.Typewrite(&doc.Document{Blocks: []doc.Block{p, rule}}, nil)[0].Lines {
		for _, r := range l.Runs {
			name := "none"
			switch {
			case r.Span == nil:
			case r.Span == &p.Label[0]:
				name = "label"
			case r.Span.Origin == origin && r.Span.Revision == revision:
				name = "rule"
			default:
				for i := range p.Spans {
					if r.Span == &p.Spans[i] {
						name = fmt.Sprint(i)
					}
				}
			}
			got = append(got, fmt.Sprintf("%s %q", name, r.Text))
		}
	}
	want := []string{
		`none " "`, `label "(a)"`, `none "  "`, `0 "One."`, `0 "  "`, `0 "Two "`, `1 "three"`, `2 " four"`,
		`none "      "`, `rule "--------------------"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The golden holds the page for each adjustment.
func TestAdjustments(t *testing.T) {
	s, err := layout.Read("", []byte("typewriter: {measure: 20}\nstyles: {body: {align: justify}, name: {lines: keep, align: center}}"))
	if err != nil {
		t.Fatal(err)
	}
	const text = "Aa bb cc dd ee ff gg hh ii jj kk"
	d := parse(t, s, text+"\n\n::: name\nOne\nTwo three\n:::\n")
	at := func(word string) int { return strings.Index(text, word) }
	cases := map[string]layout.Adjustment{
		"no such block": {Kind: layout.Break, Block: 7},
		"no such word":  {Kind: layout.Break, At: at("c d")},
		"space":         {Kind: layout.Space, At: at("cc"), N: 4},
		"no space":      {Kind: layout.Space, At: at("cc"), N: -1},
		"break":         {Kind: layout.Break, At: at("dd")},
		"indent":        {Kind: layout.Indent, N: 3},
		"kept line":     {Kind: layout.Indent, Block: 1, At: len("One\n"), N: 1},
	}
	golden.Each(t, "testdata/adjustments.txtar", func(t *testing.T, a *txtar.Archive) {
		if len(a.Files) != len(cases) {
			t.Fatal("the golden has other cases")
		}
		for i := range a.Files {
			f := &a.Files[i]
			golden.Hold(t, f, print(s.Typewrite(d, []layout.Adjustment{cases[f.Name]})))
		}
	})
}
