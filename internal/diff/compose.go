package diff

import (
	"slices"

	"github.com/draftgen/draftgen/internal/doc"
)

// compose writes the redline: the two streams walked side by side, from one
// kept token to the next, and what lies between as deleted and inserted.
//
// Restricted to one side, the output is that side, item by item. What has to be
// taken care of is only that a block which is no paragraph never comes while a
// paragraph is open; see [composer.gap].
func (c *comparison) compose() *doc.Document {
	w := &composer{
		comparison: c,
		out:        &doc.Document{Blocks: make([]doc.Block, 0, len(c.new.blocks))},
		moveNumber: map[int]int{},
	}
	w.at[0].stream, w.at[1].stream = c.old, c.new
	i, j := 0, 0
	for {
		for i < len(c.oldKept) && !c.oldKept[i] {
			i++
		}
		for j < len(c.newKept) && !c.newKept[j] {
			j++
		}
		if !w.plainBlank(i, j) {
			w.gap(w.at[0].items(i), w.at[1].items(j))
		}
		if i == len(c.oldKept) {
			return w.out
		}
		n := w.plainRun(i, j)
		if n == 0 {
			w.kept(i, j)
			n = 1
		}
		i, j = i+n, j+n
	}
}

// A composer writes a redline.
type composer struct {
	*comparison
	out *doc.Document
	at  [2]cursor // in the old and the new stream

	label, spans []doc.Span // of the paragraph that is open
	open         pending    // text not yet in it
	opened       bool       // there is something in the open paragraph

	ids        int // changes so far
	moveNumber map[int]int
}

// A cursor is how far a stream has been read: up to text offset at in block.
type cursor struct {
	stream *stream
	block  int
	at     int
	token  int // the next one
	begun  bool
	piece  int // the piece that the text last written is in
	buffer []item
}

// An item is what lies between kept tokens.
type item struct {
	kind       itemKind
	label      bool // it is in a label
	start, end int  // text
	block      int
	token      int // of a word
}

type itemKind uint8

const (
	blankItem itemKind = iota
	wordItem
	endItem  // the end of a paragraph
	atomItem // a block that is no paragraph, or that belongs to the page
)

// items reads everything up to token end, or up to the end of the stream.
func (c *cursor) items(end int) []item {
	s, out := c.stream, slices.Grow(c.buffer[:0], 2*(end-c.token)+4) // words and blanks between them
	blanks := func(b *block, to int) {
		if c.at < b.label && b.label < to {
			out = append(out, item{kind: blankItem, label: true, start: c.at, end: b.label, block: c.block})
			c.at = b.label
		}
		if c.at < to {
			out = append(out, item{kind: blankItem, label: c.at < b.label, start: c.at, end: to, block: c.block})
		}
		c.at = to
	}
	for c.block < len(s.blocks) {
		b := &s.blocks[c.block]
		if b.kind != paragraph {
			out = append(out, item{kind: atomItem, start: b.start, end: b.end, block: c.block})
			c.step()
			continue
		}
		for ; c.token < min(end, b.last); c.token++ {
			t := s.tokens[c.token]
			blanks(b, int(t.start))
			out = append(out, item{wordItem, int(t.start) < b.label, int(t.start), int(t.end), c.block, c.token})
			c.at = int(t.end)
		}
		if end < b.last {
			blanks(b, int(s.tokens[end].start))
			break
		}
		blanks(b, b.end)
		out = append(out, item{kind: endItem, start: b.end, end: b.end, block: c.block})
		c.step()
	}
	c.buffer = out
	return out
}

// step goes to the next block.
func (c *cursor) step() {
	c.block++
	if c.block < len(c.stream.blocks) {
		c.at = c.stream.blocks[c.block].start
	}
}

// plainBlank writes the blanks before kept tokens i and j if there is nothing
// else before them and they are the same: by far the most common gap.
func (w *composer) plainBlank(i, j int) bool {
	old, new := &w.at[0], &w.at[1]
	if i != old.token || j != new.token || !old.begun || i == len(w.old.tokens) || j == len(w.new.tokens) ||
		old.stream.blockOf(i) != old.block || new.stream.blockOf(j) != new.block {
		return false
	}
	a, b := int(w.old.tokens[i].start), int(w.new.tokens[j].start)
	label := new.at < new.stream.blocks[new.block].label
	if label != (old.at < old.stream.blocks[old.block].label) ||
		label != (b < new.stream.blocks[new.block].label) ||
		label != (a < old.stream.blocks[old.block].label) ||
		w.old.text[old.at:a] != w.new.text[new.at:b] {
		return false
	}
	w.write(1, new.at, b, label, nil)
	old.at, new.at = a, b
	return true
}

// plainRun writes the kept tokens from i and j on, up to the end of either block,
// as long as they and the blanks between them are the same bytes. It returns how
// many they were.
func (w *composer) plainRun(i, j int) int {
	old, new := &w.at[0], &w.at[1]
	a, b := w.old.tokens[i], w.new.tokens[j]
	oldBlock, newBlock := &w.old.blocks[a.block], &w.new.blocks[b.block]
	if int(a.start) < oldBlock.label || int(b.start) < newBlock.label {
		return 0
	}
	n, most := 0, min(oldBlock.last-i, newBlock.last-j)
	oldAt, newAt := a.start, b.start
	for n < most && w.oldKept[i+n] && w.newKept[j+n] {
		oldEnd, newEnd := w.old.tokens[i+n].end, w.new.tokens[j+n].end
		if w.old.text[oldAt:oldEnd] != w.new.text[newAt:newEnd] {
			break
		}
		oldAt, newAt = oldEnd, newEnd
		n++
	}
	if n > 0 {
		w.write(1, int(b.start), int(newAt), false, nil)
		old.at, old.token, old.begun = int(oldAt), i+n, true
		new.at, new.token, new.begun = int(newAt), j+n, true
	}
	return n
}

// kept writes a token that stands in both.
func (w *composer) kept(i, j int) {
	old, new := &w.at[0], &w.at[1]
	a, b := w.old.tokens[i], w.new.tokens[j]
	aLabel := int(a.start) < w.old.blocks[a.block].label
	bLabel := int(b.start) < w.new.blocks[b.block].label
	was, is := w.old.text[a.start:a.end], w.new.text[b.start:b.end]
	if was == is && aLabel == bLabel {
		w.write(1, int(b.start), int(b.end), bLabel, nil)
	} else {
		h := hunk{composer: w, level: doc.Typographic}
		if aLabel != bLabel || a.drawn && b.drawn {
			h.level = doc.Layout
		}
		w.write(0, int(a.start), int(a.end), aLabel, h.revision(0, 0))
		w.write(1, int(b.start), int(b.end), bLabel, h.revision(1, 0))
	}
	old.at, old.token, old.begun = int(a.end), i+1, true
	new.at, new.token, new.begun = int(b.end), j+1, true
}

// gap writes what lies between two kept tokens, or before the first or after
// the last.
//
// Each side's items fall into the rest of the paragraph that the last kept
// token is in (head), whole blocks (middle), and the start of the paragraph that
// the next kept token is in (tail); or, if a side has no paragraph's end here,
// into a head only. If both have one, the first ends are the end of the same
// paragraph: that one is kept, heads face heads, and tails face tails. If one
// has, its ends are a split or a join.
//
// In this order a block that is no paragraph always follows a paragraph's end or
// another such block: middles start after one, and hold whole blocks.
func (w *composer) gap(old, new []item) {
	h := &hunk{composer: w, level: w.level(old, new)}
	oldRest, newRest := old, new
	if w.at[0].begun {
		var oldHead, newHead []item
		oldHead, oldRest = cutAtMark(old)
		newHead, newRest = cutAtMark(new)
		switch {
		case len(oldRest) == 0 && len(newRest) == 0:
			h.line(oldHead, newHead)
			return
		case len(oldRest) == 0:
			h.split(oldHead, newHead, newRest, 1)
			return
		case len(newRest) == 0:
			h.split(newHead, oldHead, oldRest, 0)
			return
		}
		h.line(oldHead, newHead)
		w.end(nil, oldRest[0].block, newRest[0].block)
		oldRest, newRest = oldRest[1:], newRest[1:]
	}
	oldMiddle, oldTail := cutAfterBlocks(oldRest)
	newMiddle, newTail := cutAfterBlocks(newRest)
	h.blocks(oldMiddle, newMiddle)
	h.line(oldTail, newTail)
}

// level returns how deep a gap's change goes.
func (w *composer) level(old, new []item) doc.Level {
	says := func(s *stream) func(item) bool {
		return func(i item) bool { return i.kind == wordItem && !s.tokens[i.token].drawn }
	}
	if slices.ContainsFunc(old, says(w.old)) || slices.ContainsFunc(new, says(w.new)) {
		return doc.Wording
	}
	return doc.Layout
}

// cutAtMark parts items before the first end of a paragraph.
func cutAtMark(items []item) (head, rest []item) {
	for i, it := range items {
		if it.kind == endItem {
			return items[:i], items[i:]
		}
	}
	return items, nil
}

// cutAfterBlocks parts items after the last whole block.
func cutAfterBlocks(items []item) (middle, tail []item) {
	for i := len(items) - 1; i >= 0; i-- {
		if items[i].kind == endItem || items[i].kind == atomItem {
			return items[:i+1], items[i+1:]
		}
	}
	return nil, items
}

// write appends text of a side to the open paragraph.
func (w *composer) write(side, start, end int, label bool, r *doc.Revision) {
	if start == end {
		return
	}
	next := pending{side, start, end, label, r}
	if o := &w.open; o.end == start && o.start < o.end && o.side == side && o.label == label && o.revision == r {
		o.end = end
		return
	}
	w.flush()
	w.open = next
	w.opened = true
}

// A pending text is of one side and one fate.
type pending struct {
	side, start, end int
	label            bool
	revision         *doc.Revision
}

// flush makes spans of the text not yet written, cut where its origins change.
func (w *composer) flush() {
	o := w.open
	w.open = pending{}
	if o.start == o.end {
		return
	}
	at := &w.at[o.side]
	pieces, text := at.stream.pieces, at.stream.text
	for at.piece+1 < len(pieces) && pieces[at.piece+1].start <= o.start {
		at.piece++
	}
	for from := o.start; from < o.end; {
		end := o.end
		if at.piece+1 < len(pieces) {
			end = min(end, pieces[at.piece+1].start)
		}
		if from < end {
			span := *pieces[at.piece].span
			span.Text, span.Revision = text[from:end], o.revision
			if o.label {
				w.label = append(w.label, span)
			} else {
				w.spans = append(w.spans, span)
			}
		}
		if from = end; from < o.end {
			at.piece++
		}
	}
}

// end closes the open paragraph. The blocks are those whose end it is; -1: on
// that side there is none.
func (w *composer) end(r *doc.Revision, old, new int) {
	w.flush()
	side, block := w.new, new
	if new < 0 {
		side, block = w.old, old
	}
	p := *side.paragraph(block)
	p.Label, p.Spans, p.Mark, p.OldStyle = nil, slices.Clone(w.spans), r, nil
	if len(w.label) > 0 {
		p.Label = slices.Clone(w.label)
	}
	if old >= 0 {
		if was := w.old.paragraph(old).Style; was != p.Style {
			p.OldStyle = &was
		}
	}
	w.label, w.spans, w.opened = w.label[:0], w.spans[:0], false
	w.out.Blocks = append(w.out.Blocks, &p)
}

func (s *stream) paragraph(i int) *doc.Paragraph { return s.blocks[i].source.(*doc.Paragraph) }

// block writes a block that has no text of its own.
func (w *composer) block(source doc.Block, r *doc.Revision) {
	if w.opened {
		panic("diff: a block inside a paragraph")
	}
	switch b := source.(type) {
	case *doc.Rule:
		c := *b
		c.Revision = r
		w.out.Blocks = append(w.out.Blocks, &c)
	case *doc.PageBreak:
		c := *b
		c.Revision = r
		w.out.Blocks = append(w.out.Blocks, &c)
	default:
		panic("diff: unknown block without text")
	}
}
