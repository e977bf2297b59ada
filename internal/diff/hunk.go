package diff

import (
	"slices"

	"github.com/draftgen/draftgen/internal/doc"
)

// A hunk writes one change: all that lies between two kept tokens.
type hunk struct {
	*composer
	level doc.Level
	id    int
	plain [2]*doc.Revision // by side; made when wanted
	moves []*doc.Revision  // of the moves that begin or end in it
}

// revision returns the hunk's revision for a side, of a move if that is not 0.
func (h *hunk) revision(side, move int) *doc.Revision {
	if move != 0 {
		return h.moveRevision(side, move)
	}
	if h.plain[side] == nil {
		if h.id == 0 {
			h.ids++
			h.id = h.ids
		}
		h.plain[side] = &doc.Revision{ID: h.id, Change: changeOf[side], Level: h.level}
	}
	return h.plain[side]
}

// moveRevision numbers moves in the order in which the redline comes upon them.
func (h *hunk) moveRevision(side, move int) *doc.Revision {
	number := h.moveNumber[move]
	if number == 0 {
		number = len(h.moveNumber) + 1
		h.moveNumber[move] = number
	}
	for _, r := range slices.Backward(h.moves) { // most likely the last one
		if r.Move == number && r.Change == changeOf[side] {
			return r
		}
	}
	h.ids++
	r := &doc.Revision{ID: h.ids, Change: changeOf[side], Level: h.level, Move: number}
	h.moves = append(h.moves, r)
	return r
}

var changeOf = [2]doc.Change{doc.Deleted, doc.Inserted}

// line writes what changed inside one paragraph: equal blanks at either end are
// kept.
func (h *hunk) line(old, new []item) {
	same := func(a, b item) bool {
		return a.kind == blankItem && b.kind == blankItem && a.label == b.label &&
			h.old.text[a.start:a.end] == h.new.text[b.start:b.end]
	}
	if len(old) > 0 && len(new) > 0 && same(old[0], new[0]) {
		h.write(1, new[0].start, new[0].end, new[0].label, nil)
		old, new = old[1:], new[1:]
	}
	var last []item
	if n, m := len(old)-1, len(new)-1; n >= 0 && m >= 0 && same(old[n], new[m]) {
		last = new[m:]
		old, new = old[:n], new[:m]
	}
	h.put(0, old)
	h.put(1, new)
	for _, it := range last {
		h.write(1, it.start, it.end, it.label, nil)
	}
}

// split writes a gap in which only the given side ends a paragraph: rest starts
// at that end, head is before it, and line is all that the other side has.
func (h *hunk) split(line, head, rest []item, side int) {
	sides := func(mine, others []item) {
		if side == 0 {
			h.line(mine, others)
		} else {
			h.line(others, mine)
		}
	}
	blocks, tail := cutAfterBlocks(rest)
	if hasWord(line) && !hasWord(head) && hasWord(tail) {
		h.put(side, head)
		h.put(side, blocks)
		sides(tail, line)
		return
	}
	sides(head, line)
	h.put(side, rest)
}

func hasWord(items []item) bool {
	return slices.ContainsFunc(items, func(i item) bool { return i.kind == wordItem })
}

// put writes items of one side as deleted or inserted.
func (h *hunk) put(side int, items []item) {
	s := h.at[side].stream
	moved := false // whether the word last written is part of a move
	last := -1     // the block that it is in
	for _, it := range items {
		move := s.blocks[it.block].move
		if it.block != last {
			moved, last = true, it.block
		}
		switch it.kind {
		case wordItem:
			moved = s.tokens[it.token].moved
			if !moved {
				move = 0
			}
			h.write(side, it.start, it.end, it.label, h.revision(side, move))
		case blankItem:
			if !moved {
				move = 0
			}
			h.write(side, it.start, it.end, it.label, h.revision(side, move))
		case endItem:
			r := h.revision(side, move)
			if side == 0 {
				h.end(r, it.block, -1)
			} else {
				h.end(r, -1, it.block)
			}
		case atomItem:
			h.atom(side, it.block, h.revision(side, 0))
		default:
			panic("diff: unknown item")
		}
	}
}

// atom writes a block of one side that is compared apart from the text.
func (h *hunk) atom(side, block int, r *doc.Revision) {
	s := h.at[side].stream
	b := &s.blocks[block]
	if b.kind != furniture {
		h.block(b.source, r)
		return
	}
	if h.opened {
		panic("diff: a page line inside a paragraph")
	}
	h.write(side, b.start, b.label, true, r)
	h.write(side, b.label, b.end, false, r)
	if side == 0 {
		h.end(r, block, -1)
	} else {
		h.end(r, -1, block)
	}
}

// A whole is one whole block among the items of a gap.
type whole struct {
	items []item
	key   string // what it looks like, if it has no words; else ""
}

// blocks writes whole blocks. Those with words have no match, or the gap would
// end there; the others are compared here.
func (h *hunk) blocks(old, new []item) {
	if len(old) == 0 || len(new) == 0 {
		h.put(0, old)
		h.put(1, new)
		return
	}
	olds, news := h.wholes(0, old), h.wholes(1, new)
	i, j := 0, 0
	putUpTo := func(oldEnd, newEnd int) {
		for ; i < oldEnd; i++ {
			h.put(0, olds[i].items)
		}
		for ; j < newEnd; j++ {
			h.put(1, news[j].items)
		}
	}
	for _, m := range sequence(keys(olds, news)) {
		putUpTo(m.old, m.new)
		for ; i < m.old+m.n; i, j = i+1, j+1 {
			h.still(olds[i], news[j])
		}
	}
	putUpTo(len(olds), len(news))
}

// wholes parts items into blocks.
func (h *hunk) wholes(side int, items []item) []whole {
	s := h.at[side].stream
	var out []whole
	for first, i := 0, 0; i < len(items); i++ {
		if kind := items[i].kind; kind != endItem && kind != atomItem {
			continue
		}
		w := whole{items: items[first : i+1]}
		b := &s.blocks[items[i].block]
		switch {
		case b.kind == rule:
			w.key = "rule"
		case b.kind == pageBreak:
			w.key = "page break"
		case b.kind == furniture:
			w.key = "page " + s.text[b.start:b.end]
		case !hasWord(w.items):
			w.key = "empty"
		}
		out = append(out, w)
		first = i + 1
	}
	return out
}

// keys numbers the blocks for a comparison in which those with words equal
// none.
func keys(olds, news []whole) (old, new []int32) {
	number := map[string]int32{}
	next := int32(0)
	fresh := func() int32 { next++; return next - 1 }
	list := func(wholes []whole) []int32 {
		out := make([]int32, len(wholes))
		for i, w := range wholes {
			if w.key == "" {
				out[i] = fresh()
				continue
			}
			if _, known := number[w.key]; !known {
				number[w.key] = fresh()
			}
			out[i] = number[w.key]
		}
		return out
	}
	return list(olds), list(news)
}

// still writes a block without words that both sides have.
func (h *hunk) still(old, new whole) {
	a, b := old.items[len(old.items)-1], new.items[len(new.items)-1]
	was, is := h.old.blocks[a.block].source, h.new.blocks[b.block].source
	apart := &hunk{composer: h.composer, level: doc.Layout}
	switch n := is.(type) {
	case *doc.PageBreak:
		h.block(n, nil)
	case *doc.Rule:
		if o := was.(*doc.Rule); o.Style != n.Style || o.Columns != n.Columns {
			h.block(o, apart.revision(0, 0))
			h.block(n, apart.revision(1, 0))
			return
		}
		h.block(n, nil)
	case *doc.Paragraph:
		apart.stillText(a.block, b.block)
		h.end(nil, a.block, b.block)
	default:
		panic("diff: unknown block")
	}
}

// stillText writes the text of two paragraphs without words.
func (h *hunk) stillText(old, new int) {
	a, b := &h.old.blocks[old], &h.new.blocks[new]
	if h.old.text[a.start:a.label] == h.new.text[b.start:b.label] && h.old.text[a.label:a.end] == h.new.text[b.label:b.end] {
		h.write(1, b.start, b.label, true, nil)
		h.write(1, b.label, b.end, false, nil)
		return
	}
	h.write(0, a.start, a.label, true, h.revision(0, 0))
	h.write(0, a.label, a.end, false, h.revision(0, 0))
	h.write(1, b.start, b.label, true, h.revision(1, 0))
	h.write(1, b.label, b.end, false, h.revision(1, 0))
}
