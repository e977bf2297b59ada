package write

import (
	"strconv"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// unifiedFormat compares the lines of the typewriter's pages of the old and the
// new document, in the format that patch reads and diff -u writes.
var unifiedFormat = Format{
	Name:    "unified",
	Endings: []string{".diff", ".patch"},
	Does:    "a redline line by line, as diff -u has it",
	Redline: true,
	encode:  encodeUnified,
}

const usualLines = 3 // of context

func encodeUnified(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	var s speller
	d = s.document(d)
	sheet := textSheet(&Options{Sheet: o.Sheet}, false)
	old, new := linesOf(sheet, d.Reject()), linesOf(sheet, d.Accept())
	u := unifier{context: o.Context, old: old, new: new}
	switch {
	case o.Context == 0:
		u.context = usualLines
	case o.Context < 0:
		u.context = len(old) + len(new)
	}
	hunks := u.hunks(matchLines(old, new))
	if len(hunks) == 0 {
		return nil, s.list, nil
	}
	u.out = append(u.out, "--- "+fileName(o.Old, "old")+"\n+++ "+fileName(o.New, "new")+"\n"...)
	for _, h := range hunks {
		u.print(h)
	}
	return u.out, s.list, nil
}

// fileName is a name for the head, on one line.
func fileName(name, other string) string {
	if name == "" {
		return other
	}
	return visible(name)
}

// linesOf returns the lines of all pages.
func linesOf(s *layout.Sheet, d *doc.Document) []string {
	var lines []string
	for _, p := range s.Typewrite(d, nil) {
		for _, l := range p.Lines {
			lines = append(lines, l.String())
		}
	}
	return lines
}

// An edit is lines old[old:oldEnd] replaced by lines new[new:newEnd].
type edit struct{ old, oldEnd, new, newEnd int }

// A unifier prints edits.
type unifier struct {
	context  int
	old, new []string
	out      []byte
}

// hunks gathers edits that are so close that their contexts meet.
func (u *unifier) hunks(edits []edit) [][]edit {
	var hunks [][]edit
	for _, e := range edits {
		if n := len(hunks); n > 0 {
			last := hunks[n-1]
			if e.old-last[len(last)-1].oldEnd <= 2*u.context {
				hunks[n-1] = append(last, e)
				continue
			}
		}
		hunks = append(hunks, []edit{e})
	}
	return hunks
}

// print prints the edits of one hunk.
func (u *unifier) print(edits []edit) {
	first, last := edits[0], edits[len(edits)-1]
	before := min(u.context, first.old)
	after := min(u.context, len(u.old)-last.oldEnd)
	u.out = append(u.out, "@@ -"+lineRange(first.old-before, last.oldEnd+after)+" +"+lineRange(first.new-before, last.newEnd+after)+" @@\n"...)
	at := first.old - before
	for _, e := range edits {
		u.lines(' ', u.old[at:e.old])
		u.lines('-', u.old[e.old:e.oldEnd])
		u.lines('+', u.new[e.new:e.newEnd])
		at = e.oldEnd
	}
	u.lines(' ', u.old[at:at+after])
}

func (u *unifier) lines(sign byte, lines []string) {
	for _, l := range lines {
		u.out = append(u.out, sign)
		u.out = append(u.out, l...)
		u.out = append(u.out, '\n')
	}
}

// lineRange is lines start up to end as a hunk's head has them: counted from 1,
// and of no lines, the line before.
func lineRange(start, end int) string {
	switch end - start {
	case 0:
		return strconv.Itoa(start) + ",0"
	case 1:
		return strconv.Itoa(start + 1)
	}
	return strconv.Itoa(start+1) + "," + strconv.Itoa(end-start)
}

// matchLines returns the edits that make old lines into new ones, in order.
//
// It anchors on lines that stand once in each list: those that come in the same
// order in both, as many as can be, are kept (the longest increasing
// subsequence), and the lines that are equal on both sides of an anchor with
// it. That is Bram Cohen's patience diff without its recursion: time n log n,
// and no edit is spread over lines, as blank ones, that are equal by chance.
func matchLines(old, new []string) []edit {
	var edits []edit
	at := edit{}
	for _, m := range anchors(old, new) {
		if m.old < at.oldEnd || m.new < at.newEnd {
			continue // inside the run of the anchor before
		}
		start, startNew := m.old, m.new
		for start > at.oldEnd && startNew > at.newEnd && old[start-1] == new[startNew-1] {
			start, startNew = start-1, startNew-1
		}
		if start > at.oldEnd || startNew > at.newEnd {
			edits = append(edits, edit{at.oldEnd, start, at.newEnd, startNew})
		}
		for m.old < len(old) && m.new < len(new) && old[m.old] == new[m.new] {
			m.old, m.new = m.old+1, m.new+1
		}
		at.oldEnd, at.newEnd = m.old, m.new
	}
	return edits
}

// An anchor is a line that is kept.
type anchor struct{ old, new int }

// anchors returns the lines to anchor on: the start and the end of both lists,
// and between them the longest rising chain of lines that are unique in each.
func anchors(old, new []string) []anchor {
	type count struct{ old, new, at int } // at: in old
	counts := make(map[string]*count, len(old))
	for i, l := range old {
		if counts[l] == nil {
			counts[l] = &count{}
		}
		counts[l].old++
		counts[l].at = i
	}
	for _, l := range new {
		if c := counts[l]; c != nil {
			c.new++
		}
	}
	var unique []anchor // in the order of new
	for i, l := range new {
		if c := counts[l]; c != nil && c.old == 1 && c.new == 1 {
			unique = append(unique, anchor{c.at, i})
		}
	}
	chain := append([]anchor{{0, 0}}, rising(unique)...)
	return append(chain, anchor{len(old), len(new)})
}

// rising returns the longest subsequence whose old lines rise, by the method of
// Szymanski (1975): tails[k] ends the lowest chain of k+1 anchors so far.
func rising(as []anchor) []anchor {
	tails := make([]int, 0, len(as))
	before := make([]int, len(as))
	for i, a := range as {
		low, high := 0, len(tails)
		for low < high {
			mid := (low + high) / 2
			if as[tails[mid]].old < a.old {
				low = mid + 1
			} else {
				high = mid
			}
		}
		before[i] = -1
		if low > 0 {
			before[i] = tails[low-1]
		}
		if low == len(tails) {
			tails = append(tails, i)
		} else {
			tails[low] = i
		}
	}
	chain := make([]anchor, len(tails))
	if len(tails) > 0 {
		for k, i := len(tails)-1, tails[len(tails)-1]; k >= 0; k, i = k-1, before[i] {
			chain[k] = as[i]
		}
	}
	return chain
}
