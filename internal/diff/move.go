package diff

import (
	"encoding/binary"
	"slices"
)

// Thresholds of a move.
const (
	moveWords = 6    // a shorter passage may stand in two places by chance
	moveShare = 0.60 // what is kept, in order, of the larger of its two ends
	movePass  = 32   // how often to look at most

	// Passes stop when they have read so many tokens: half a second's worth.
	moveBudget = 1 << 19
)

// A move is a passage of whole blocks that stands elsewhere in the new document.
type move struct {
	oldBlocks, newBlocks []int // indexes in the documents
	matches              []match
	words                int
}

// findMoves looks for moves among the blocks that have no match at all. It takes
// the blocks that are the same wherever they went; then it is align and refine
// once more, on what is left: a passage that moved alone is then in order, and
// one that was also edited, split or joined is found like any other. Passages
// that crossed each other need another pass.
func (c *comparison) findMoves() {
	read := 0
	for pass := 0; pass < movePass && read <= moveBudget; pass++ {
		left := c.leftover()
		if left == nil {
			return
		}
		if pass == 0 {
			c.apply(left, left.moves(left.twins()))
			continue
		}
		read += len(left.oldTokens) + len(left.newTokens)
		moves := left.moves(left.align(sequence(idsOf(left.old.tokens), idsOf(left.new.tokens))))
		if len(moves) == 0 {
			return
		}
		c.apply(left, moves)
	}
}

// apply marks the moves found in a leftover. One that crossed nothing that was
// kept has not moved: it is kept now.
func (c *comparison) apply(left *leftover, moves []move) {
	if len(moves) == 0 {
		return
	}
	oldBefore, newBefore := countBefore(c.oldKept), countBefore(c.newKept)
	inPlace := map[int32]int{} // by gap between kept tokens: the last old block kept in it
	for _, m := range moves {
		first := m.oldBlocks[0]
		gap := newBefore[c.new.blocks[m.newBlocks[0]].first]
		last, any := inPlace[gap]
		if oldBefore[c.old.blocks[first].first] == gap && (!any || first > last) {
			inPlace[gap] = m.oldBlocks[len(m.oldBlocks)-1]
			for _, k := range m.matches {
				for t := range k.n {
					c.oldKept[left.oldTokens[k.old+t]], c.newKept[left.newTokens[k.new+t]] = true, true
				}
			}
			continue
		}
		c.moved++
		c.old.markMoved(m.oldBlocks, c.moved)
		c.new.markMoved(m.newBlocks, c.moved)
		for _, k := range m.matches {
			for t := range k.n {
				c.old.tokens[left.oldTokens[k.old+t]].moved = true
				c.new.tokens[left.newTokens[k.new+t]].moved = true
			}
		}
	}
}

// countBefore returns how many of the list are true before each index.
func countBefore(list []bool) []int32 {
	counts := make([]int32, len(list)+1)
	for i, b := range list {
		counts[i+1] = counts[i]
		if b {
			counts[i+1]++
		}
	}
	return counts
}

func (s *stream) markMoved(blocks []int, move int) {
	for _, b := range blocks {
		s.blocks[b].move = move
	}
}

// A leftover is a comparison of the blocks in which nothing matches.
type leftover struct {
	comparison
	oldBlocks, newBlocks []int // by index in the leftover's streams: index in the documents
	oldTokens, newTokens []int
}

// leftover gathers the blocks without a match, nil if a side has none, or if
// that is all there is: then there is nothing new to find.
func (c *comparison) leftover() *leftover {
	l := &leftover{comparison: comparison{lex: c.lex}}
	l.old, l.oldBlocks, l.oldTokens = c.old.unmatched(c.oldKept)
	l.new, l.newBlocks, l.newTokens = c.new.unmatched(c.newKept)
	nothingLeft := len(l.old.tokens) == 0 || len(l.new.tokens) == 0
	if nothingLeft || len(l.old.tokens) == len(c.old.tokens) && len(l.new.tokens) == len(c.new.tokens) {
		return nil
	}
	return l
}

// unmatched returns a stream of the blocks of s that have no match and have not
// moved, and where its blocks and tokens are in s.
func (s *stream) unmatched(kept []bool) (*stream, []int, []int) {
	var blocks []int
	size := 0
	for i, b := range s.blocks {
		if b.first < b.last && b.move == 0 && !slices.Contains(kept[b.first:b.last], true) {
			blocks = append(blocks, i)
			size += b.last - b.first
		}
	}
	out := &stream{
		text:    s.text,
		tokens:  make([]token, 0, size),
		letters: make([]int32, 1, size+1),
		blocks:  make([]block, 0, len(blocks)),
	}
	tokens := make([]int, 0, size)
	for _, i := range blocks {
		b := s.blocks[i]
		first := len(out.tokens)
		for t := b.first; t < b.last; t++ {
			token := s.tokens[t]
			token.block = int32(len(out.blocks))
			out.tokens = append(out.tokens, token)
			out.letters = append(out.letters, out.letters[len(out.letters)-1]+s.letters[t+1]-s.letters[t])
			tokens = append(tokens, t)
		}
		b.first, b.last = first, len(out.tokens)
		out.blocks = append(out.blocks, b)
	}
	return out, blocks, tokens
}

// twins pairs the blocks whose tokens are the same, in the order of the new
// document. Of several like it a block takes the one after its neighbour's twin,
// or else the first that is free.
func (l *leftover) twins() []group {
	byText := map[string][]int{} // old blocks, in order
	for i, b := range l.old.blocks {
		key := spell(l.old.tokens[b.first:b.last])
		byText[key] = append(byText[key], i)
	}
	var groups []group
	taken := make([]bool, len(l.old.blocks))
	last := -1
	for j, b := range l.new.blocks {
		key := spell(l.new.tokens[b.first:b.last])
		alike := byText[key]
		for len(alike) > 0 && taken[alike[0]] {
			alike = alike[1:]
		}
		byText[key] = alike
		if len(alike) == 0 {
			last = -1
			continue
		}
		i := alike[0]
		if at, found := slices.BinarySearch(alike, last+1); found && !taken[alike[at]] {
			i = alike[at]
		}
		taken[i] = true
		last = i
		old := l.old.blocks[i]
		groups = append(groups, group{i, i + 1, j, j + 1, []match{{old.first, b.first, b.last - b.first}}})
	}
	return groups
}

// spell returns the tokens' numbers as a map key.
func spell(tokens []token) string {
	b := make([]byte, 0, 4*len(tokens))
	for _, t := range tokens {
		b = binary.LittleEndian.AppendUint32(b, uint32(t.id))
	}
	return string(b)
}

// moves returns the groups that are passages long enough and alike enough.
func (l *leftover) moves(groups []group) []move {
	var moves []move
	last := -1 // the move that may still go on
	for _, g := range groups {
		l.refine(&g)
		if !l.close(&g) {
			last = -1
			continue
		}
		m := move{
			oldBlocks: slices.Clone(l.oldBlocks[g.oldFirst:g.oldLast]),
			newBlocks: slices.Clone(l.newBlocks[g.newFirst:g.newLast]),
			matches:   slices.Clone(g.matches),
			words:     l.words(l.old, l.old.blocks[g.oldFirst].first, l.old.blocks[g.oldLast-1].last),
		}
		if last >= 0 && follows(moves[last].oldBlocks, m.oldBlocks) && follows(moves[last].newBlocks, m.newBlocks) {
			moves[last].extend(m)
			continue
		}
		moves = append(moves, m)
		last = len(moves) - 1
	}
	long := moves[:0]
	for _, m := range moves {
		if m.words >= moveWords {
			long = append(long, m)
		}
	}
	return long
}

// follows reports whether the blocks b come right after a.
func follows(a, b []int) bool { return a[len(a)-1]+1 == b[0] }

func (m *move) extend(next move) {
	m.oldBlocks = append(m.oldBlocks, next.oldBlocks...)
	m.newBlocks = append(m.newBlocks, next.newBlocks...)
	m.matches = append(m.matches, next.matches...)
	m.words += next.words
}

// close reports whether the two sides of a group are alike enough for a move.
func (l *leftover) close(g *group) bool {
	kept, old, new := 0, 0, 0
	for _, m := range g.matches {
		kept += l.old.contentLetters(m.old, m.old+m.n)
	}
	for _, b := range l.old.blocks[g.oldFirst:g.oldLast] {
		old += b.letters
	}
	for _, b := range l.new.blocks[g.newFirst:g.newLast] {
		new += b.letters
	}
	return kept > 0 && float64(kept) >= moveShare*float64(max(old, new))
}
