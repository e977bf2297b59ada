package diff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// movable returns the indexes of the paragraphs long enough to be a move.
func movable(d *doc.Document) []int {
	var found []int
	for i, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok && p.Words() >= 12 {
			found = append(found, i)
		}
	}
	return found
}

// respelled replaces a share of a text's words, one by one.
func respelled(text string, share float64, random *rand.Rand) string {
	fields := strings.Fields(text)
	for _, i := range random.Perm(len(fields))[:int(share*float64(len(fields))+0.5)] {
		fields[i] = vocabulary[random.IntN(len(vocabulary))]
	}
	return strings.Join(fields, " ")
}

func TestMoves(t *testing.T) {
	want := map[int]float64{0: 1, 5: 0.9, 10: 0.9, 20: 0.6} // found, by the words edited in it, in %
	for _, percent := range []int{0, 5, 10, 20} {
		made, found := 0, 0
		for _, name := range exhibits {
			random := rand.New(rand.NewPCG(3, uint64(percent)))
			old := readDoc(t, name)
			for _, from := range movable(old) {
				to := random.IntN(len(old.Blocks))
				if to >= from-1 && to <= from+1 {
					continue
				}
				p := old.Blocks[from].(*doc.Paragraph)
				moved := &doc.Paragraph{Label: p.Label, Spans: []doc.Span{
					{Text: respelled(doc.SpanText(p.Spans), float64(percent)/100, random)}}}
				blocks := slices.Delete(slices.Clone(old.Blocks), from, from+1)
				new := &doc.Document{Blocks: slices.Insert(blocks, to, doc.Block(moved))}
				if weightBetween(old, from, to) < p.Words() {
					continue // what it moved past is shorter, and that is the move
				}
				r := Compare(old, new, Options{})
				made++
				s := r.Summary()
				switch {
				case s.Moves == 1 && movedText(r) == p.Text():
					found++
				case s.Moves > 0:
					t.Errorf("%s: block %d: another move than was made: %q", name, from, movedText(r))
				}
				checkSides(t, old, new, r)
				checkSides(t, old, new, Compare(old, new, Options{NoMoves: true}))
			}
		}
		rate := float64(found) / float64(made)
		t.Logf("%d %% edited: %d of %d moves found, %.2f", percent, found, made, rate)
		if rate < want[percent] {
			t.Errorf("%d %% edited: %.2f of the moves found, want %.2f", percent, rate, want[percent])
		}
	}
}

// weightBetween counts the words between a block and the place it goes to.
func weightBetween(d *doc.Document, from, to int) int {
	if to < from {
		return (&doc.Document{Blocks: d.Blocks[to:from]}).Words()
	}
	return (&doc.Document{Blocks: d.Blocks[from+1 : min(to+1, len(d.Blocks))]}).Words()
}

// movedText returns the old text of the paragraphs with a moved word.
func movedText(r *doc.Document) string {
	var texts []string
	for _, b := range r.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		for _, s := range p.Spans {
			if s.Revision != nil && s.Revision.Move != 0 && s.Revision.Change == doc.Deleted {
				texts = append(texts, p.Text())
				break
			}
		}
	}
	return strings.Join(texts, "\n")
}

func TestMovedWordsEditedInside(t *testing.T) {
	block := func(text string) doc.Block { return &doc.Paragraph{Spans: []doc.Span{{Text: text}}} }
	stay := "The registrant hereby undertakes to file a post-effective amendment to this registration statement during any period."
	more := "Insofar as indemnification for liabilities may be permitted to directors, the registrant has been so advised, and it is against public policy."
	old := &doc.Document{Blocks: []doc.Block{
		block("The trustee shall give prompt written notice of each default to the holders of the notes."), block(stay), block(more)}}
	new := &doc.Document{Blocks: []doc.Block{
		block(stay), block(more), block("The trustee shall give prompt notice of each material default to the holders of the notes.")}}
	r := Compare(old, new, Options{})
	want := "[-MOVED:The trustee shall give prompt -][-written -][-MOVED:notice of each default to the holders of the notes.¶-]\n" +
		stay + "¶\n" + more + "¶\n" +
		"{+MOVED:The trustee shall give prompt notice of each +}{+material +}{+MOVED:default to the holders of the notes.¶+}\n"
	if got := marked(r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if s := r.Summary(); s.Moves != 1 || s.Moved != 15 || s.Struck != 1 || s.Inserted != 1 {
		t.Errorf("summary %+v", s)
	}
}

// No two of the exhibits share a passage that moved.
func TestNoFalseMoves(t *testing.T) {
	for i, a := range exhibits {
		for _, b := range exhibits[i+1:] {
			if s := Compare(readDoc(t, a), readDoc(t, b), Options{}).Summary(); s.Moves > 0 {
				t.Errorf("%s against %s: %d moves", a, b, s.Moves)
			}
		}
	}
}

func TestSplitsAndJoins(t *testing.T) {
	for _, name := range exhibits {
		whole := readDoc(t, name)
		for i, b := range whole.Blocks {
			p, ok := b.(*doc.Paragraph)
			if !ok {
				continue
			}
			text := doc.SpanText(p.Spans)
			if isPageLine(text) {
				continue
			}
			for at, n := 0, 0; ; n++ {
				next := strings.Index(text[at:], " ")
				if next < 0 {
					break
				}
				at += next + 1
				if n%3 != i%3 { // enough
					continue
				}
				if strings.TrimSpace(text[:at-1]) == "" || strings.TrimSpace(text[at:]) == "" || text[at] == ' ' {
					continue
				}
				parted := &doc.Document{Blocks: slices.Replace(slices.Clone(whole.Blocks), i, i+1,
					doc.Block(&doc.Paragraph{Label: p.Label, Spans: []doc.Span{{Text: text[:at-1]}}}),
					doc.Block(&doc.Paragraph{Spans: []doc.Span{{Text: text[at:]}}}))}
				oneMark(t, fmt.Sprintf("%s: split before %.20q", name, text[at:]), Compare(whole, parted, Options{}), doc.Inserted)
				oneMark(t, fmt.Sprintf("%s: join at %.20q", name, text[at:]), Compare(parted, whole, Options{}), doc.Deleted)
			}
		}
	}
}

// oneMark checks that one paragraph's end changed, and no word.
func oneMark(t *testing.T, what string, r *doc.Document, change doc.Change) {
	t.Helper()
	marks := 0
	for _, b := range r.Blocks {
		if p, ok := b.(*doc.Paragraph); ok && p.Mark != nil {
			marks++
			if p.Mark.Change != change {
				t.Errorf("%s: the mark is %v", what, p.Mark.Change)
			}
		}
	}
	if s := r.Summary(); marks != 1 || !s.SameWording() || s.Layout != 1 {
		t.Errorf("%s: %d marks, %+v", what, marks, s)
	}
}

func TestUnlikeDocuments(t *testing.T) {
	for _, pair := range [][2]string{{exhibits[0], exhibits[2]}, {exhibits[1], exhibits[2]}, {exhibits[2], exhibits[3]}, {exhibits[0], exhibits[3]}} {
		r := Compare(readDoc(t, pair[0]), readDoc(t, pair[1]), Options{})
		checkNoConfetti(t, pair[0]+" against "+pair[1], r)
	}
}

// checkNoConfetti checks that words are kept in whole paragraphs only, or as a
// good part of one.
func checkNoConfetti(t *testing.T, what string, r *doc.Document) {
	t.Helper()
	for _, b := range r.Settle(doc.Layout, doc.Typographic).Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		kept := 0
		words := map[doc.Change]int{}
		for _, s := range p.Spans {
			if s.Revision == nil {
				kept += doc.Words(s.Text)
			} else {
				words[s.Revision.Change] += doc.Words(s.Text)
			}
		}
		if kept > 0 && float64(kept) < 0.2*float64(kept+min(words[doc.Deleted], words[doc.Inserted])) {
			t.Errorf("%s: confetti: %s", what, marked(&doc.Document{Blocks: []doc.Block{p}}))
		}
	}
}
