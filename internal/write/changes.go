package write

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// A change is one change of a redline: the revisions of one ID.
type change struct {
	id       int
	number   int // among the changes of wording, from 1; 0: it is none
	level    doc.Level
	move     int        // number of the move, 0: none
	change   doc.Change // of a move: which end it is
	old, new string     // what was struck and what was inserted; paragraph ends are pilcrows
	causes   []doc.Cause
	other    *change // the other end of a move

	struck, inserted gathering
}

// pilcrow stands for a paragraph's end.
const pilcrow = "¶"

// A gathering puts together the text of one side of a change.
type gathering struct {
	text  strings.Builder
	block int  // that the end of the text is from
	ended bool // by a paragraph's end
}

func (g *gathering) add(block int, s string) {
	if g.text.Len() > 0 && g.block != block && !g.ended {
		g.text.WriteString(pilcrow)
	}
	if g.text.Len() > 0 && g.block != block {
		g.text.WriteByte(' ')
	}
	g.text.WriteString(s)
	g.block, g.ended = block, s == pilcrow
}

// changesOf lists the changes of a redline in reading order.
func changesOf(d *doc.Document) []*change {
	var list []*change
	byID := map[int]*change{}
	seen := map[*doc.Revision]bool{}
	add := func(block int, r *doc.Revision, text string) {
		if r == nil {
			return
		}
		c := byID[r.ID]
		if c == nil {
			c = &change{id: r.ID, level: r.Level, move: r.Move, change: r.Change}
			byID[r.ID] = c
			list = append(list, c)
		}
		c.level = min(c.level, r.Level)
		c.move = cmp.Or(c.move, r.Move)
		for _, cause := range r.Causes {
			if seen[r] {
				break
			}
			if !slices.ContainsFunc(c.causes, func(other doc.Cause) bool { return other.String() == cause.String() }) {
				c.causes = append(c.causes, cause)
			}
		}
		seen[r] = true
		if r.Change == doc.Deleted {
			c.struck.add(block, text)
		} else {
			c.inserted.add(block, text)
		}
	}
	for i, block := range d.Blocks {
		switch b := block.(type) {
		case *doc.Paragraph:
			for _, s := range b.Label {
				add(i, s.Revision, s.Text)
			}
			for k, s := range b.Spans {
				text := s.Text
				if k == 0 && s.Revision != nil && len(b.Label) > 0 && b.Label[len(b.Label)-1].Revision != nil {
					text = " " + text
				}
				add(i, s.Revision, text)
			}
			if b.Mark != nil {
				add(i, b.Mark, pilcrow)
			}
		case *doc.Rule:
			add(i, b.Revision, "―")
		case *doc.PageBreak:
			add(i, b.Revision, "⤓")
		default:
			panic("write: unknown block")
		}
	}
	slices.SortStableFunc(list, func(a, b *change) int { return cmp.Compare(a.id, b.id) })
	number := 0
	for _, c := range list {
		if c.level == doc.Wording {
			number++
			c.number = number
		}
		c.old, c.new = trimEnds(c.struck.text.String()), trimEnds(c.inserted.text.String())
	}
	linkMoves(list)
	return list
}

// trimEnds drops blanks at both ends of a changed text, and the paragraph's end
// that closes it, unless it is all there is.
func trimEnds(s string) string {
	s = strings.Trim(s, blanks)
	if words := strings.TrimRight(s, blanks+pilcrow); words != "" {
		return words
	}
	return s
}

// explained reports whether any change has a cause that says something.
func explained(changes []*change) bool {
	for _, c := range changes {
		for i := range c.causes {
			if c.causes[i].Kind != doc.Unexplained {
				return true
			}
		}
	}
	return false
}

// reasons are the causes of a change in words. Where no change of the redline
// is explained, none says that it is not.
func (c *change) reasons(explained bool) []string {
	var out []string
	for _, cause := range c.causes {
		if explained || cause.Kind != doc.Unexplained {
			out = append(out, cause.String())
		}
	}
	return out
}

// linkMoves tells the two ends of each move of each other.
func linkMoves(changes []*change) {
	first := map[int]*change{}
	for _, c := range changes {
		switch other := first[c.move]; {
		case c.move == 0:
		case other == nil:
			first[c.move] = c
		default:
			other.other, c.other = c, other
		}
	}
}

// summaryLine says what a redline changes in one line.
func summaryLine(s doc.Summary) string {
	var parts []string
	say := func(n int, format string, args ...any) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	say(s.Hunks, "%s: %s struck, %d inserted", counted(s.Hunks, "change"), counted(s.Struck, "word"), s.Inserted)
	say(s.Moves, "%s of %s moved", counted(s.Moves, "passage"), counted(s.Moved, "word"))
	if s.SameWording() {
		parts = append(parts, "no change of wording")
	}
	say(s.Typographic, "%d in typography", s.Typographic)
	say(s.Layout, "%d in layout", s.Layout)
	return strings.Join(parts, "; ")
}

// counted words a number of things: 1 change, 2 changes.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
