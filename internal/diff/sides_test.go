package diff

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
)

// checkSides fails the test unless the redline gives back both documents:
// wording, blanks, paragraphs, labels, styles, rules, page breaks; of the new one
// origins too.
func checkSides(t rapid.TB, old, new, redline *doc.Document) {
	t.Helper()
	if diff := cmp.Diff(plainOf(old, false), plainOf(redline.Reject(), false)); diff != "" {
		t.Errorf("rejecting all does not give the old document (-old +rejected):\n%s", diff)
	}
	if diff := cmp.Diff(plainOf(new, true), plainOf(redline.Accept(), true)); diff != "" {
		t.Errorf("accepting all does not give the new document (-new +accepted):\n%s", diff)
	}
	settled := redline.Settle(doc.Layout, doc.Typographic)
	if diff := cmp.Diff(plainOf(new, true), plainOf(settled.Accept(), true)); diff != "" {
		t.Errorf("settling, then accepting does not give the new document:\n%s", diff)
	}
}

// plainOf returns a document as accepting nothing would: spans merged.
func plainOf(d *doc.Document, origins bool) *doc.Document {
	d = d.Accept()
	if origins {
		return d
	}
	plain := func(spans []doc.Span) []doc.Span {
		for i := range spans {
			spans[i].Origin = nil
			spans[i].Data = false
		}
		if len(spans) > 0 {
			spans = []doc.Span{{Text: doc.SpanText(spans)}}
		}
		return spans
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			b.Label, b.Spans = plain(b.Label), plain(b.Spans)
		case *doc.Rule:
			b.Origin = nil
		case *doc.PageBreak:
			b.Origin = nil
		}
	}
	return d
}

func TestSidesOfExhibits(t *testing.T) {
	for _, a := range exhibits {
		for _, b := range exhibits {
			old, new := readDoc(t, a), readDoc(t, b)
			checkSides(t, old, new, Compare(old, new, Options{}))
			checkSides(t, old, new, Compare(old, new, Options{NoMoves: true}))
		}
	}
}

// fragments are what random documents are made of: enough that is equal, nearly
// equal and awkward.
var fragments = []string{
	"the", "of", "Shares", "Company", "Plan", "Board", "shall", "issued", "160,000", "$1.50", "a.m.", "S-8",
	"(", ")", ",", ".", ";", "\"", "“", "”", "'", "—", "--", "-----", "____", "....", "<PAGE>", "\f", "- 2 -",
	"(310) 553-8011", "(310)  553-8011", "Company's", "Company’s", "non\u00adpar", "株式", "\xff", "é", "/s/",
	"issued and fully paid and nonassessable", "the Registration Statement on Form S-8", "(the \"Plan\")",
	"We have acted as counsel to the Company in connection with the registration of the Shares.",
	"The law covered by the opinion set forth above is limited to the laws of the State of California.",
}

var blanksBetween = []string{" ", "  ", "\n", "", "\u00a0", "\t"}

func randomText(t *rapid.T, most int) string {
	var b strings.Builder
	for range rapid.IntRange(0, most).Draw(t, "words") {
		b.WriteString(rapid.SampledFrom(fragments).Draw(t, "fragment"))
		b.WriteString(rapid.SampledFrom(blanksBetween).Draw(t, "blank"))
	}
	return b.String()
}

func randomSpans(t *rapid.T, most int) []doc.Span {
	text := randomText(t, most)
	var spans []doc.Span
	for len(text) > 0 {
		n := rapid.IntRange(1, len(text)).Draw(t, "cut")
		spans = append(spans, doc.Span{Text: text[:n], Data: rapid.Bool().Draw(t, "data"), Origin: randomOrigin(t)})
		text = text[n:]
	}
	return spans
}

func randomOrigin(t *rapid.T) *doc.Origin {
	return &doc.Origin{Place: doc.Place{Line: rapid.IntRange(1, 1000).Draw(t, "line")}}
}

func randomBlock(t *rapid.T) doc.Block {
	style := rapid.SampledFrom([]string{"", "heading"}).Draw(t, "style")
	switch rapid.IntRange(0, 9).Draw(t, "block") {
	case 0:
		return &doc.Rule{Style: style, Columns: rapid.IntRange(0, 2).Draw(t, "columns")}
	case 1:
		return &doc.PageBreak{}
	case 2:
		return &doc.Paragraph{Style: style, Spans: []doc.Span{{Text: rapid.SampledFrom([]string{"- 2 -", "3", "<PAGE>"}).Draw(t, "page")}}}
	case 3:
		return &doc.Paragraph{Style: style, Label: randomSpans(t, 1), Spans: randomSpans(t, 2)}
	}
	return &doc.Paragraph{Style: style, Label: randomSpans(t, 1), Spans: randomSpans(t, 12)}
}

func randomDoc(t *rapid.T) *doc.Document {
	return &doc.Document{Blocks: rapid.SliceOfN(rapid.Custom(randomBlock), 0, 8).Draw(t, "blocks")}
}

// edited returns a document with some of its blocks dropped, doubled, moved,
// parted, joined, relabelled or reworded.
func edited(t *rapid.T, d *doc.Document) *doc.Document {
	blocks := slices.Clone(d.Blocks)
	for range rapid.IntRange(0, 5).Draw(t, "edits") {
		at := rapid.IntRange(0, len(blocks)).Draw(t, "at")
		if at == len(blocks) {
			blocks = append(blocks, randomBlock(t))
			continue
		}
		p, _ := blocks[at].(*doc.Paragraph)
		switch rapid.IntRange(0, 6).Draw(t, "edit") {
		case 0:
			blocks = slices.Delete(blocks, at, at+1)
		case 1:
			to := rapid.IntRange(0, len(blocks)-1).Draw(t, "to")
			b := blocks[at]
			blocks = slices.Insert(slices.Delete(blocks, at, at+1), to, b)
		case 2: // split
			if p == nil || len(p.Spans) == 0 {
				continue
			}
			text := doc.SpanText(p.Spans)
			cut := rapid.IntRange(0, len(text)).Draw(t, "cut")
			first := &doc.Paragraph{Style: p.Style, Label: p.Label, Spans: []doc.Span{{Text: text[:cut], Origin: randomOrigin(t)}}}
			second := &doc.Paragraph{Label: randomSpans(t, 1), Spans: []doc.Span{{Text: text[cut:], Origin: randomOrigin(t)}}}
			blocks = slices.Replace(blocks, at, at+1, doc.Block(first), doc.Block(second))
		case 3: // join, the label into the text
			if p == nil || at+1 == len(blocks) {
				continue
			}
			if q, ok := blocks[at+1].(*doc.Paragraph); ok {
				spans := slices.Concat(p.Spans, []doc.Span{{Text: " ", Origin: randomOrigin(t)}}, q.Label, q.Spans)
				blocks = slices.Replace(blocks, at, at+2, doc.Block(&doc.Paragraph{Label: p.Label, Spans: spans}))
			}
		case 4: // the label into the text
			if p != nil {
				blocks[at] = &doc.Paragraph{Style: p.Style, Spans: slices.Concat(p.Label, p.Spans)}
			}
		case 5:
			blocks = slices.Insert(blocks, at, randomBlock(t))
		case 6: // reword
			if p != nil && len(p.Spans) > 0 {
				i := rapid.IntRange(0, len(p.Spans)-1).Draw(t, "span")
				spans := slices.Clone(p.Spans)
				spans = slices.Replace(spans, i, i+1, randomSpans(t, 3)...)
				blocks[at] = &doc.Paragraph{Style: p.Style, Label: p.Label, Spans: spans}
			}
		}
	}
	return &doc.Document{Blocks: blocks}
}

func TestSidesOfRandomDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := randomDoc(t)
		new := edited(t, old)
		redline := Compare(old, new, Options{})
		checkSides(t, old, new, redline)
		if diff := cmp.Diff(redline, Compare(old, new, Options{})); diff != "" {
			t.Errorf("another redline the second time:\n%s", diff)
		}
		if s := Compare(old, old, Options{}).Summary(); s != (doc.Summary{}) {
			t.Errorf("a document differs from itself: %+v", s)
		}
	})
}

func FuzzCompare(f *testing.F) {
	f.Add("We have acted as counsel.\n\n(a)  The Plan;\n\n-----\nx", "We acted as counsel.\n\n(a)  The Plan;")
	f.Add("a\n\n- 2 -\n<PAGE>\n\nb", "a b")
	f.Add("“x” 1,000\f", "\"x\" (310) 553-8011")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := parse(a), parse(b)
		redline := Compare(old, new, Options{})
		checkSides(t, old, new, redline)
		if a == b && !redline.Summary().SameWording() {
			t.Error("a document differs from itself")
		}
	})
}
