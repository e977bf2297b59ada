package write

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/diff"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
)

// A redlineCase is two documents and the redline between them.
type redlineCase struct {
	name              string
	old, new, redline *doc.Document
	options           *Options
}

// redlineCases are the drafts and the exhibits pairwise, and the exhibits with
// 50 series of random changes.
func redlineCases(t testing.TB) []redlineCase {
	t.Helper()
	var cases []redlineCase
	samples := exhibitsOf(t)
	var filed []*doc.Document
	for i, a := range samples {
		data, err := draftgen.FS.ReadFile(a.exhibit)
		if err != nil {
			t.Fatal(err)
		}
		read, list := exhibit.Read(a.name+".txt", data, exhibit.Options{})
		if list.Err() != nil {
			t.Fatal(list)
		}
		filed = append(filed, read.Document)
		for k, b := range samples {
			if i != k {
				redline := redlineOf(a.draft, b.draft)
				cases = append(cases, redlineCase{fmt.Sprintf("drafts-%d-%d", i, k), a.draft.Document, b.draft.Document, redline, b.options()})
			}
		}
	}
	add := func(name string, old, new *doc.Document) {
		cases = append(cases, redlineCase{name, old, new, diff.Compare(old, new, diff.Options{}), &Options{Straight: true}})
	}
	for i, a := range filed {
		for k, b := range filed {
			if i != k {
				add(fmt.Sprintf("exhibits-%d-%d", i, k), a, b)
			}
		}
	}
	random := rand.New(rand.NewSource(1))
	for n := range 50 {
		old := filed[n%len(filed)]
		if n%2 == 0 {
			old = samples[n%len(samples)].draft.Document
		}
		new := old
		for range 1 + random.Intn(6) {
			new = mutate(new, random)
		}
		if n%5 == 4 {
			old, new = new, old
		}
		add(fmt.Sprintf("mutation-%02d", n), old, new)
	}
	return cases
}

// mutate returns a copy of a document with one change.
func mutate(d *doc.Document, random *rand.Rand) *doc.Document {
	blocks := slices.Clone(d.Blocks)
	i := random.Intn(len(blocks))
	p, ok := blocks[i].(*doc.Paragraph)
	if !ok {
		return &doc.Document{Blocks: slices.Delete(blocks, i, i+1)}
	}
	words := strings.Fields(doc.SpanText(p.Spans))
	whole := func(label []doc.Span, words []string) *doc.Paragraph {
		return &doc.Paragraph{Style: p.Style, Label: label, Spans: []doc.Span{{Text: strings.Join(words, " ")}}}
	}
	cut := random.Intn(len(words) + 1)
	switch random.Intn(10) {
	case 0: // strike
		blocks = slices.Delete(blocks, i, i+1)
	case 1: // insert
		blocks = slices.Insert(blocks, i, doc.Block(&doc.Paragraph{Spans: []doc.Span{{Text: "A wholly new paragraph on nothing in particular."}}}))
	case 2: // move
		to := random.Intn(len(blocks))
		blocks = slices.Delete(blocks, i, i+1)
		blocks = slices.Insert(blocks, min(to, len(blocks)), doc.Block(p))
	case 3: // split
		if cut > 0 && cut < len(words) {
			blocks[i] = whole(p.Label, words[:cut])
			blocks = slices.Insert(blocks, i+1, doc.Block(whole(nil, words[cut:])))
		}
	case 4: // join
		if i+1 < len(blocks) {
			if next, ok := blocks[i+1].(*doc.Paragraph); ok && len(next.Label) == 0 {
				blocks[i] = whole(p.Label, append(words, strings.Fields(doc.SpanText(next.Spans))...))
				blocks = slices.Delete(blocks, i+1, i+2)
			}
		}
	case 5: // another label
		blocks[i] = whole([]doc.Span{{Text: fmt.Sprintf("(%c)", 'a'+random.Intn(26))}}, words)
	case 6: // another style
		q := *p
		q.Style = []string{"", "heading", "item", "signature"}[random.Intn(4)]
		blocks[i] = &q
	case 7: // a rule or a page
		blocks = slices.Insert(blocks, i, doc.Block([]doc.Block{&doc.Rule{}, &doc.PageBreak{}}[random.Intn(2)]))
	default: // other words
		if len(words) > 0 {
			words[cut%len(words)] = []string{"changed", "“quoted”", "1,234", "§ 5", ""}[random.Intn(5)]
			if strings.TrimSpace(strings.Join(words, "")) != "" {
				blocks[i] = whole(p.Label, words)
			}
		}
	}
	if len(blocks) == 0 {
		return d
	}
	return &doc.Document{Blocks: blocks}
}

// paragraphsOf returns the texts of a document's paragraphs, their gaps made
// single blanks.
func paragraphsOf(d *doc.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			out = append(out, p.Text())
		}
	}
	return squeezed(out)
}

// squeezed makes single blanks of the gaps in texts, and drops empty ones.
func squeezed(texts []string) []string {
	var out []string
	for _, text := range texts {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// Our own reader gets the new paragraphs by accepting all changes, and the old
// ones by rejecting them; and the XML is as it should be.
func TestChangesSettle(t *testing.T) {
	moves := 0
	for _, c := range redlineCases(t) {
		for _, plain := range []bool{false, true} {
			o := *c.options
			o.PlainMoves, o.Author = plain, "A. Partner"
			data := encoded(t, &docxFormat, c.redline, &o)
			checkDOCX(t, c.name, data)
			n := strings.Count(unzipped(t, data)["word/document.xml"], "<w:moveFromRangeStart")
			if plain && n > 0 {
				t.Errorf("%s: %d moves that were not wanted", c.name, n)
			}
			moves += n
			for changes, want := range map[exhibit.Changes]*doc.Document{exhibit.Accept: c.new, exhibit.Reject: c.old} {
				read, list := exhibit.Read(c.name+".docx", data, exhibit.Options{Changes: changes})
				if list.Err() != nil {
					t.Fatal(c.name, list)
				}
				if diff := cmp.Diff(paragraphsOf(want), paragraphsOf(read.Document)); diff != "" {
					t.Errorf("%s, changes %v, plain %v: -want +read:\n%s", c.name, changes, plain, diff)
				}
			}
		}
	}
	if moves < 10 {
		t.Errorf("want moves in these redlines, have %d", moves)
	}
}
