package write

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
)

// boxes are words of some widths with blanks of 3 after them.
func boxes(widths ...float64) []pdfWord {
	var out []pdfWord
	for _, w := range widths {
		out = append(out, pdfWord{width: w, space: 3})
	}
	return out
}

func TestBreakLines(t *testing.T) {
	for _, c := range []struct {
		name  string
		words []pdfWord
		m     pdfMeasure
		want  []int
	}{
		{"none", nil, pdfMeasure{10, 10, true}, nil},
		{"one", boxes(5), pdfMeasure{10, 10, true}, []int{0}},
		{"too wide", boxes(5, 50, 5), pdfMeasure{20, 20, true}, []int{0, 1, 2}},
		{"first is shorter", boxes(10, 10, 10), pdfMeasure{12, 25, false}, []int{0, 1}},
		// A greedy first line takes three words, and then the fourth stands alone.
		{"looks ahead", boxes(20, 20, 14, 40, 30), pdfMeasure{60, 60, false}, []int{0, 2, 4}},
	} {
		if got := breakLines(c.words, c.m); !slices.Equal(got, c.want) {
			t.Errorf("%s: want %v, have %v", c.name, c.want, got)
		}
	}
	dashed := boxes(20, 20, 14, 40, 30)
	dashed[1].dashed = true
	if got := breakLines(dashed, pdfMeasure{60, 60, false}); !slices.Equal(got, []int{0, 3, 4}) {
		t.Errorf("a hyphen at the end of a line: have %v", got)
	}
	kept := boxes(5, 5, 5)
	kept[0].breaks = 1
	if got := breakLines(kept, pdfMeasure{50, 50, true}); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("a line end that must be kept: have %v", got)
	}
}

// Lines have all words in order, and none is wider than it may be unless one
// word is. No way to break has fewer demerits: for short texts all are tried.
func TestBreakLinesIsOptimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := boxes(rapid.SliceOfN(rapid.Float64Range(2, 40), 1, 9).Draw(t, "widths")...)
		m := pdfMeasure{rapid.Float64Range(20, 60).Draw(t, "first"), rapid.Float64Range(20, 60).Draw(t, "further"), rapid.Bool().Draw(t, "justify")}
		starts := breakLines(words, m)
		if len(starts) == 0 || starts[0] != 0 || !slices.IsSorted(starts) {
			t.Fatalf("lines begin at %v", starts)
		}
		best, ok := demerits(words, starts, m)
		if !ok {
			t.Fatalf("a line is too wide: %v", starts)
		}
		for set := range 1 << (len(words) - 1) {
			other := []int{0}
			for i := 1; i < len(words); i++ {
				if set>>(i-1)&1 == 1 {
					other = append(other, i)
				}
			}
			// The class of a line is remembered for the best way to it alone, as
			// in most systems; without its penalty the result is exact.
			if d, ok := demerits(words, other, m); ok && d+fitPenalty*float64(len(words)) < best {
				t.Fatalf("%v has %v demerits, %v only %v", starts, best, other, d)
			}
		}
	})
}

// demerits adds up those of lines, without those for their neighbours.
func demerits(words []pdfWord, starts []int, m pdfMeasure) (sum float64, ok bool) {
	for i, from := range starts {
		to := len(words)
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		width, space := 0.0, 0.0
		for k, w := range words[from:to] {
			width += w.width
			if k+1 < to-from {
				space += w.space
			}
		}
		before := pdfBreak{line: i, class: 1}
		found := better(pdfBreak{demerits: 1e300}, before, from, width, space, to == len(words), to == from+1, pdfMeasure{m.first, m.further, m.justify})
		if found.demerits == 1e300 {
			return 0, false
		}
		d := found.demerits
		if m.justify && from > 0 && (found.class > 2 || found.class < 0) {
			d -= fitPenalty
		}
		sum += d
	}
	return sum, true
}

// No page is too long unless one row is, no row is lost, and pages end where
// they may if there is such a place.
func TestPDFPages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &pdfSetter{sheet: (&Options{}).sheet()}
		const room = 648.0
		for range rapid.IntRange(1, 150).Draw(t, "rows") {
			s.rows = append(s.rows, &pdfRow{
				height: rapid.Float64Range(5, 60).Draw(t, "height"), above: rapid.Float64Range(0, 30).Draw(t, "above"),
				tied: rapid.Bool().Draw(t, "tied"),
			})
		}
		s.rows[0].tied = false
		pages := s.pages()
		if got := slices.Concat(pages...); !slices.Equal(got, s.rows) {
			t.Fatal("the rows are not all there")
		}
		for i, page := range pages {
			used, choice := 0.0, false
			for k, r := range page {
				if k > 0 {
					used += r.above
					choice = choice || !r.tied
				}
				used += r.height
			}
			if used > room && len(page) > 1 {
				t.Fatalf("page %d is %v long", i, used)
			}
			if i+1 < len(pages) && pages[i+1][0].tied && choice {
				t.Fatalf("page %d could have ended before", i)
			}
		}
	})
}

// What leads to a list stays with it, and the mark at the end is not alone.
func TestPDFKeepsWhatLeads(t *testing.T) {
	for lines := range 60 {
		d := &doc.Document{}
		for range lines {
			d.Blocks = append(d.Blocks, prose("x").Blocks[0])
		}
		d.Blocks = append(d.Blocks, prose("You are asked:").Blocks[0], prose("to come.").Blocks[0], prose("###").Blocks[0])
		set := newPDFSetter(d, &Options{})
		set.blocks()
		for _, page := range set.pages() {
			says := func(r *pdfRow) string { return r.runs[0].pieces[0].text }
			if says(page[0]) == "###" || says(page[len(page)-1]) == "You" {
				t.Errorf("%d lines above: %q begins a page and %q ends it", lines, says(page[0]), says(page[len(page)-1]))
			}
		}
	}
}

// A paragraph is not parted so that one line stands alone, and a heading stays
// with what follows.
func TestPDFKeeps(t *testing.T) {
	for lines := range 50 {
		d := listed()
		for range lines {
			d.Blocks = append(d.Blocks, prose("x").Blocks[0])
		}
		d.Blocks = append(d.Blocks, heading("Heading"), prose(string(slices.Repeat([]byte("word and word "), 70))).Blocks[0], heading("Another"), prose("y").Blocks[0])
		set := newPDFSetter(d, &Options{})
		set.blocks()
		for _, page := range set.pages() {
			last := page[len(page)-1]
			if last.bookmark != "" {
				t.Errorf("%d lines above: a heading ends a page", lines)
			}
			if page[0].tied {
				t.Errorf("%d lines above: a page begins with a widow, or after an orphan", lines)
			}
		}
	}
}
