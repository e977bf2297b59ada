package diff

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// A stretchOfFate is what stands in a redline between two changes of fate.
type stretchOfFate struct {
	change doc.Change
	words  []string
	block  bool // a paragraph begins with it
}

var wordPattern = regexp.MustCompile(`[\pL\pN\pM]+(?:['’\-.,/&@:_][\pL\pN\pM]+)*`)

// runsOf returns the runs of a redline, layout settled. Marks without words part
// runs: a comma put in is a change.
func runsOf(d *doc.Document) []stretchOfFate {
	var runs []stretchOfFate
	begins := false
	for _, b := range d.Settle(doc.Layout, doc.Typographic).Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		begins = true
		for _, s := range slices.Concat(p.Label, p.Spans) {
			change := doc.Same
			if s.Revision != nil {
				change = s.Revision.Change
			}
			if len(runs) == 0 || runs[len(runs)-1].change != change {
				runs = append(runs, stretchOfFate{change: change, block: begins})
			}
			last := &runs[len(runs)-1]
			last.words = append(last.words, wordPattern.FindAllString(s.Text, -1)...)
			begins = false
		}
	}
	return runs
}

// islands returns the runs of at most n kept words between two changes of
// words. Unless all are wanted, those at a paragraph's edge do not count.
func islands(d *doc.Document, n int, all bool) []string {
	var found []string
	runs := runsOf(d)
	for i, r := range runs {
		switch {
		case r.change != doc.Same || i == 0 || i+1 == len(runs) || len(r.words) == 0 || len(r.words) > n:
		case all:
			found = append(found, strings.Join(r.words, " "))
		case r.block || runs[i+1].block:
		case changedWords(runs[:i], -1) && changedWords(runs[i+1:], 1):
			found = append(found, strings.Join(r.words, " "))
		}
	}
	return found
}

// changedWords reports whether the change at the end (step -1) or the start of
// runs has words.
func changedWords(runs []stretchOfFate, step int) bool {
	at := 0
	if step < 0 {
		at = len(runs) - 1
	}
	for ; at >= 0 && at < len(runs) && runs[at].change != doc.Same; at += step {
		if len(runs[at].words) > 0 {
			return true
		}
	}
	return false
}

// retyped counts the content words struck and inserted again in one place,
// whatever their case: what over-merging costs.
func retyped(runs []stretchOfFate) int {
	n := 0
	for i := 0; i < len(runs); i++ {
		struck := map[string]int{}
		for ; i < len(runs) && runs[i].change != doc.Same; i++ {
			for _, w := range runs[i].words {
				if w = strings.ToLower(w); isFunctionWord(w) {
					continue
				}
				switch {
				case runs[i].change == doc.Deleted:
					struck[w]++
				case struck[w] > 0:
					struck[w]--
					n++
				}
			}
		}
	}
	return n
}

// fewest returns how many words have to be struck and inserted at least.
func fewest(old, new *doc.Document) int {
	a, b := allWords(old), allWords(new)
	above := make([]int, len(b)+1)
	for i := range a {
		left := 0
		for j := range b {
			here := max(above[j+1], above[j])
			if a[i] == b[j] {
				here = left + 1
			}
			left, above[j+1] = above[j+1], max(here, above[j])
		}
	}
	return len(a) + len(b) - 2*above[len(b)]
}

func allWords(d *doc.Document) []string {
	lex := newLexicon(0)
	s := flatten(d, lex)
	var words []string
	for _, t := range s.tokens {
		if lex.isWord(t.id) {
			words = append(words, s.text[t.start:t.end])
		}
	}
	return words
}

// The two letters are a harder pair than most: another firm wrote the second.
// The figures of other programs on it are in the package comment.
func TestTwoLetters(t *testing.T) {
	old, new := readDoc(t, exhibits[0]), readDoc(t, exhibits[1])
	for name, r := range map[string]*doc.Document{
		"1995 to 1996": Compare(old, new, Options{}),
		"1996 to 1995": Compare(new, old, Options{}),
	} {
		s := r.Summary()
		t.Logf("%s: %d hunks, %d words of at least %d, %d retyped", name,
			s.Hunks, s.Struck+s.Inserted, fewest(old, new), retyped(runsOf(r)))
		if s.Hunks > 21 || s.Struck+s.Inserted > 481 || s.Moves > 0 {
			t.Errorf("%s: want at most 21 hunks and 481 words, no moves; have %+v", name, s)
		}
		if found := islands(r, islandWords, true); len(found) > 0 {
			t.Errorf("%s: kept words stranded between changes: %q", name, found)
		}
		if n := retyped(runsOf(r)); n > retypedByDwdiff+3 {
			t.Errorf("%s: %d content words retyped", name, n)
		}
	}
}

const retypedByDwdiff = 7 // dwdiff -P -m1 --aggregate-changes

// reword edits a part of a text's words, as an editor does: a word or a phrase
// replaced, taken out or put in.
func reword(text string, share float64, random *rand.Rand) string {
	fields := strings.Fields(text)
	phrase := func() string {
		var words []string
		for range 1 + random.IntN(4) {
			words = append(words, vocabulary[random.IntN(len(vocabulary))])
		}
		return strings.Join(words, " ")
	}
	var out []string
	edited := 0.0
	for i := 0; i < len(fields); i++ {
		if edited >= share*float64(i) || random.Float64() > share {
			out = append(out, fields[i])
			continue
		}
		switch n := 1 + random.IntN(4); random.IntN(3) {
		case 0:
			out = append(out, phrase())
			i += n - 1
			edited += float64(n)
		case 1:
			i += n - 1
			edited += float64(n)
		default:
			out = append(out, fields[i], phrase())
			edited += float64(n)
		}
	}
	return strings.Join(out, " ")
}

var vocabulary = strings.Fields(`registrant indenture trustee certificate issuance warrant holder tender
	covenant redemption preferred series dividend escrow lender notice party obligation aggregate principal
	amount of the and any such pursuant to under reasonable material prior written consent shall may not`)

// reworded edits the words of a document's paragraphs.
func reworded(d *doc.Document, share float64, random *rand.Rand) *doc.Document {
	out := &doc.Document{}
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			b = &doc.Paragraph{Label: p.Label, Spans: []doc.Span{{Text: reword(doc.SpanText(p.Spans), share, random)}}}
		}
		out.Blocks = append(out.Blocks, b)
	}
	return out
}

func TestFewWords(t *testing.T) {
	for _, name := range exhibits {
		for _, share := range []float64{0.01, 0.03, 0.06} {
			random := rand.New(rand.NewPCG(1, 2))
			changed, least := 0, 0
			for range 10 {
				old := readDoc(t, name)
				new := reworded(old, share, random)
				r := Compare(old, new, Options{})
				s := r.Summary()
				changed += s.Struck + s.Inserted
				least += fewest(old, new)
				if s.Moves > 0 {
					t.Errorf("%s: a move where none was made:\n%s", name, changesOf(r))
				}
				for _, island := range islands(r, islandWords, false) {
					t.Errorf("%s: kept words stranded between changes: %q", name, island)
				}
			}
			ratio := float64(changed) / float64(least)
			t.Logf("%s, %.0f %% edited: %d words, at least %d: %.3f", name, 100*share, changed, least, ratio)
			if ratio > 1.15 {
				t.Errorf("%s, %.0f %% edited: %.3f times the fewest words", name, 100*share, ratio)
			}
		}
	}
}
