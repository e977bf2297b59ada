package markup

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
)

// plain returns a document without what Format cannot write: origins and the
// bounds of spans.
func plain(d *doc.Document) *doc.Document {
	out := &doc.Document{}
	merge := func(spans []doc.Span) []doc.Span {
		if text := join(spans); text != "" {
			return []doc.Span{{Text: text}}
		}
		return nil
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			if len(b.Label)+len(b.Spans) > 0 {
				out.Blocks = append(out.Blocks, &doc.Paragraph{Style: b.Style, Label: merge(b.Label), Spans: merge(b.Spans)})
			}
		case *doc.Rule:
			out.Blocks = append(out.Blocks, &doc.Rule{Style: b.Style, Columns: b.Columns})
		case *doc.PageBreak:
			out.Blocks = append(out.Blocks, &doc.PageBreak{})
		}
	}
	return out
}

// tricky makes texts of pieces that mean something in the markup.
var tricky = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{":::", "---", "===", "||", " || ", "\\", "\\\n", "\n", "\n\n", " ", "  ", "\t", "\u00a0", ":", "-", "=", "|", "x", "--- 35", "::: address"}),
		rapid.StringMatching(`[a-zé().,\\|:=-]{1,5}`),
	)
	return strings.Join(rapid.SliceOfN(piece, 1, 8).Draw(t, "pieces"), "")
})

var styles = rapid.SampledFrom([]string{"", "", "address", "body", "a-b_1"})

var documents = rapid.Custom(func(t *rapid.T) *doc.Document {
	spans := rapid.SliceOfN(rapid.Map(tricky, func(s string) doc.Span { return doc.Span{Text: s, Data: true} }), 0, 3)
	return &doc.Document{Blocks: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) doc.Block {
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return &doc.Rule{Style: styles.Draw(t, "style"), Columns: rapid.IntRange(0, longestRule).Draw(t, "columns")}
		case 1:
			return &doc.PageBreak{}
		default:
			return &doc.Paragraph{Style: styles.Draw(t, "style"), Label: spans.Draw(t, "label"), Spans: spans.Draw(t, "spans")}
		}
	}), 0, 5).Draw(t, "blocks")}
})

// A document survives being written and read.
func TestParseFormat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := plain(documents.Draw(t, "document"))
		text := Format(want, keepLines)
		got, err := Parse(Lines("x", text), keepLines)
		if err != nil {
			t.Fatalf("%v in:\n%s", err, text)
		}
		if diff := cmp.Diff(want, plain(got)); diff != "" {
			t.Fatalf("written as:\n%s\n-want +got:\n%s", text, diff)
		}
	})
}

// Whatever a fact holds comes out as it is, once, and marks nothing up.
func TestFactsAreInert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fact := tricky.Draw(t, "fact")
		frame := rapid.SampledFrom([]string{"%", "a % b", "::: address\n%\n:::\n", "x\n%\ny", "(a) || %", "% || z"}).Draw(t, "frame")
		before, after, _ := strings.Cut(frame, "%")
		d, err := Parse([]doc.Span{{Text: before}, {Text: fact, Data: true}, {Text: after}}, keepLines)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Blocks) != 1 {
			t.Fatalf("%d blocks, want 1", len(d.Blocks))
		}
		p := d.Blocks[0].(*doc.Paragraph)
		var facts []string
		for _, s := range append(p.Label, p.Spans...) {
			if s.Data {
				facts = append(facts, s.Text)
			}
		}
		if diff := cmp.Diff([]string{fact}, facts); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("::: address\na\\\nb\n:::\n---\n(a) || b \\| c\n===\n", uint64(0x5a5a))
	f.Add("\\", uint64(1))
	f.Add("- ---\r\n:::\r\n || \xff", uint64(6))
	f.Fuzz(func(t *testing.T, text string, cuts uint64) {
		d, err := Parse(cut(text, cuts), keepLines)
		if err != nil {
			return
		}
		if size := len(text); length(d) > size {
			t.Fatalf("%d bytes of text from %d", length(d), size)
		}
		want := plain(d)
		got, err := Parse(Lines("x", Format(d, keepLines)), keepLines)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, plain(got)); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

// cut makes spans of a text, some of them facts, as the bits of a number say.
func cut(text string, bits uint64) []doc.Span {
	var spans []doc.Span
	for i := 0; text != ""; i++ {
		n := min(1+int(bits>>(i%60)&7), len(text))
		spans = append(spans, doc.Span{Text: text[:n], Data: bits>>(i%61)&11 == 11})
		if i > 8 {
			n = len(text)
			spans[i].Text = text
		}
		text = text[n:]
	}
	return spans
}

func length(d *doc.Document) int {
	n := 0
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			n += len(join(p.Label)) + len(join(p.Spans))
		}
	}
	return n
}
