package layout_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

var prose = rapid.Custom(func(t *rapid.T) string {
	word := rapid.OneOf(
		rapid.StringMatching(`[a-z]{1,9}`), rapid.StringMatching(`[A-Z][a-z]{0,6}[.,;:?!]?`),
		rapid.SampledFrom([]string{"Inc.", "U.S.", "(the", `"Company").`, "é", "日本", "a\u00a0b", strings.Repeat("x", 50), "\x01"}),
	)
	gap := rapid.SampledFrom([]string{" ", " ", " ", " ", "  ", "     ", "\n", "\t", " \n "})
	var b strings.Builder
	for range rapid.IntRange(0, 30).Draw(t, "words") {
		b.WriteString(word.Draw(t, "word"))
		b.WriteString(gap.Draw(t, "gap"))
	}
	return b.String()
})

var styleNames = []string{"", "item", "heading", "address", "justified", "right", "spaced", "tight"}

var documents = rapid.Custom(func(t *rapid.T) *doc.Document {
	spans := rapid.SliceOfN(rapid.Map(prose, func(s string) doc.Span { return doc.Span{Text: s} }), 0, 4)
	return &doc.Document{Blocks: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) doc.Block {
		style := rapid.SampledFrom(styleNames).Draw(t, "style")
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return &doc.PageBreak{}
		case 1, 2:
			label := rapid.StringMatching(`\([a-z]{1,9}\)`).Draw(t, "label")
			return &doc.Paragraph{Style: "item", Label: []doc.Span{{Text: label}}, Spans: spans.Draw(t, "spans")}
		default:
			return &doc.Paragraph{Style: style, Spans: spans.Draw(t, "spans")}
		}
	}), 0, 5).Draw(t, "blocks")}
})

func sheet(t *rapid.T) *layout.Sheet {
	s, err := layout.Read("", fmt.Appendf(nil, `
typewriter: {measure: %d, page: %d}
styles:
  justified: {align: justify, typewriter: {first: 3}}
  right: {align: right, typewriter: {indent: 2, right: 3}}
  spaced: {letterspaced: true}
  tight: {tight: true}
`, rapid.IntRange(20, 90).Draw(t, "measure"), rapid.SampledFrom([]int{0, 0, 1, 2, 3, 7, 20}).Draw(t, "page")))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wordsOf returns the words of a text.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' })
}

// The words on the pages are those of the document, in order.
func TestWordsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := documents.Draw(t, "document")
		want := []string{}
		for _, b := range d.Blocks {
			if p, ok := b.(*doc.Paragraph); ok {
				want = append(want, wordsOf(texts(p.Label))...)
				for _, w := range wordsOf(texts(p.Spans)) {
					if p.Style == "spaced" {
						want = append(want, letters(w)...)
						continue
					}
					want = append(want, w)
				}
			}
		}
		got := wordsOf(print2(sheet(t).Typewrite(d, nil)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

func texts(spans []doc.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// print2 joins the lines of all pages.
func print2(pages []layout.Page) string { return strings.ReplaceAll(print(pages), "<page>\n", "") }

// letters are the characters of a word that have a width, with those behind
// them that have none.
func letters(word string) []string {
	var out []string
	for _, r := range word {
		if len(out) > 0 && (condition.RuneWidth(r) == 0 || condition.RuneWidth(rune([]rune(out[len(out)-1])[0])) == 0) {
			out[len(out)-1] += string(r)
			continue
		}
		out = append(out, string(r))
	}
	return out
}

var condition = runewidth.Condition{StrictEmojiNeutral: true}

// No line goes beyond the measure, unless it is one word and what stands before it.
func TestLinesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, d := sheet(t), documents.Draw(t, "document")
		for _, b := range d.Blocks {
			if p, ok := b.(*doc.Paragraph); ok && p.Style == "spaced" {
				p.Style = "" // one word looks like many
			}
		}
		for _, p := range s.Typewrite(d, nil) {
			for _, l := range p.Lines {
				text := l.String()
				if strings.Contains(text, "\t") {
					text = expand(text)
				}
				if layout.Columns(condition.StringWidth(text)) <= s.Typewriter.Measure {
					continue
				}
				words := wordsOf(text)
				if len(words) > 0 && strings.HasPrefix(words[0], "(") {
					words = words[1:] // the label
				}
				if len(words) > 1 {
					t.Fatalf("beyond %d columns: %q", s.Typewriter.Measure, text)
				}
			}
		}
	})
}

func expand(line string) string {
	var b strings.Builder
	for _, r := range line {
		if r != '\t' {
			b.WriteRune(r)
			continue
		}
		b.WriteByte(' ')
		for condition.StringWidth(b.String())%8 != 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Every full line of a justified paragraph is as wide as the measure.
func TestJustifiedLinesAreFull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheet(t)
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,9}`), 1, 60).Draw(t, "words")
		d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Style: "justified", Spans: []doc.Span{{Text: strings.Join(words, " ")}}}}}
		lines := strings.Split(strings.TrimSuffix(print2(s.Typewrite(d, nil)), "\n"), "\n")
		for i, l := range lines[:len(lines)-1] {
			if layout.Columns(len(l)) != s.Typewriter.Measure && strings.Contains(strings.TrimSpace(l), " ") {
				t.Fatalf("line %d is %d columns wide, not %d: %q", i, len(l), s.Typewriter.Measure, l)
			}
			gaps := strings.FieldsFunc(strings.TrimSpace(l), func(r rune) bool { return r != ' ' })
			narrow, wide := 1<<30, 0
			for _, g := range gaps {
				narrow, wide = min(narrow, len(g)), max(wide, len(g))
			}
			if wide > narrow+1 {
				t.Fatalf("gaps of %d and %d blanks: %q", narrow, wide, l)
			}
		}
	})
}

// Greedy: the first word of a line did not fit on the line before it.
func TestParagraphsRefill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheet(t)
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,9}`), 1, 60).Draw(t, "words")
		d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: strings.Join(words, " ")}}}}}
		lines := strings.Split(strings.TrimSuffix(print2(s.Typewrite(d, nil)), "\n"), "\n")
		for i := 1; i < len(lines); i++ {
			first, _, _ := strings.Cut(lines[i], " ")
			if layout.Columns(len(lines[i-1])+1+len(first)) <= s.Typewriter.Measure {
				t.Fatalf("%q had room on %q", first, lines[i-1])
			}
		}
	})
}

// How the text is cut into spans makes no difference to the lines, nor does it
// to lay out a second time.
func TestSpansMakeNoDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, text := sheet(t), prose.Draw(t, "text")
		style := rapid.SampledFrom(styleNames).Draw(t, "style")
		whole := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Style: style, Spans: []doc.Span{{Text: text}}}}}
		cut := &doc.Paragraph{Style: style}
		for rest := text; rest != ""; {
			n := rapid.IntRange(0, len(rest)).Draw(t, "n")
			for n < len(rest) && rest[n]&0xC0 == 0x80 {
				n++
			}
			cut.Spans = append(cut.Spans, doc.Span{Text: rest[:n]})
			rest = rest[n:]
		}
		want := print(s.Typewrite(whole, nil))
		pieces := &doc.Document{Blocks: []doc.Block{cut}}
		first, second := s.Typewrite(pieces, nil), s.Typewrite(pieces, nil)
		if diff := cmp.Diff(want, print(first)); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
		if !reflect.DeepEqual(first, second) {
			t.Fatal("not the same a second time")
		}
	})
}

// No page is longer than the sheet says, and none is empty.
func TestPagesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, d := sheet(t), documents.Draw(t, "document")
		for _, p := range s.Typewrite(d, nil) {
			if len(p.Lines) == 0 || s.Typewriter.Page > 0 && len(p.Lines) > s.Typewriter.Page {
				t.Fatalf("a page of %d lines, not %d", len(p.Lines), s.Typewriter.Page)
			}
		}
	})
}
