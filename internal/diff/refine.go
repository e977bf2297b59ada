package diff

// The prices of refine, in the weights of tokens.
const (
	// Each end of a hunk costs this much, unless both ends are where blocks begin
	// on both sides: whole paragraphs put in or taken out cost nothing. What is
	// kept between two hunks, or between one and a paragraph's edge, therefore has
	// to weigh more than a content word alone. On the two letters of the package
	// comment 40 to 55 give the same redline; 60 and more strike more words to
	// save a hunk.
	edgePrice = 50
	// An end after a sentence, a clause or a comma is this much cheaper a step.
	// Both ends together never save as much as the lightest token weighs: where
	// an edit could stand in several places it slides to the best of them, but
	// no word is struck for a better place.
	edgeStep = 1
)

// Limits of refine.
const (
	anchorTokens = 16      // a match this long is right; only its ends are looked at again …
	anchorSlack  = 4       // … this many tokens of them, or as far as the edit can slide
	slideLimit   = 400     // how far that may be
	windowLimit  = 1 << 20 // old × new tokens looked at at once: 1 MB, a few milliseconds
	keptShare    = 0.30    // two blocks that share less are replaced whole
	islandWords  = 2       // a run of words this short between two hunks is no landmark
)

// refine chooses anew, between the long matches of a group, which tokens to
// keep.
func (c *comparison) refine(g *group) {
	old := [2]int{c.old.blocks[g.oldFirst].first, c.old.blocks[g.oldLast-1].last}
	new := [2]int{c.new.blocks[g.newFirst].first, c.new.blocks[g.newLast-1].last}
	if len(g.matches) == 1 && g.matches[0].n == old[1]-old[0] && g.matches[0].n == new[1]-new[0] {
		return
	}
	var kept []match
	w := window{old[0], old[0], new[0], new[0]} // what is to be looked at, so far
	first := 0                                  // the first match in it
	for i, m := range g.matches {
		if m.n < anchorTokens {
			continue
		}
		before, after := c.slack(g.matches, i, old, new)
		if before+after >= m.n {
			continue
		}
		w.oldLast, w.newLast = m.old+before, m.new+before
		kept = c.choose(kept, w, g.matches[first:i+1])
		kept = appendMatch(kept, match{m.old + before, m.new + before, m.n - before - after})
		w.oldFirst, w.newFirst = m.old+m.n-after, m.new+m.n-after
		first = i
	}
	w.oldLast, w.newLast = old[1], new[1]
	kept = c.choose(kept, w, g.matches[first:])
	g.matches = c.unglue(c.dropThin(kept, window{old[0], old[1], new[0], new[1]}))
}

// unglue drops from the ends of matches the halves of telephone numbers whose
// other half is not in them.
func (c *comparison) unglue(matches []match) []match {
	out := matches[:0]
	for _, m := range matches {
		if c.old.glued(m.old) || c.new.glued(m.new) {
			m = match{m.old + 1, m.new + 1, m.n - 1}
		}
		if m.n > 0 && (c.old.glued(m.old+m.n) || c.new.glued(m.new+m.n)) {
			m.n--
		}
		if m.n > 0 {
			out = append(out, m)
		}
	}
	return out
}

// glued reports whether token t and the one before it are a telephone number.
func (s *stream) glued(t int) bool {
	if t >= len(s.tokens) || s.startsBlock(t) {
		return false
	}
	a, b := s.tokens[t-1], s.tokens[t]
	return hasShape(s.text[a.start:a.end], "(ddd)") && hasShape(s.text[b.start:b.end], "ddd-dddd")
}

// A window is a rectangle of tokens.
type window struct{ oldFirst, oldLast, newFirst, newLast int }

// slack returns how many tokens at the start and at the end of match i are
// within reach of the edits beside it.
func (c *comparison) slack(matches []match, i int, old, new [2]int) (before, after int) {
	m := matches[i]
	oldAt, newAt := old[0], new[0]
	if i > 0 {
		oldAt, newAt = matches[i-1].old+matches[i-1].n, matches[i-1].new+matches[i-1].n
	}
	switch {
	case oldAt == m.old && newAt == m.new: // the group's edge
	case oldAt == m.old:
		before = anchorSlack + slide(c.new.tokens, newAt, m.new, m.n, 1)
	case newAt == m.new:
		before = anchorSlack + slide(c.old.tokens, oldAt, m.old, m.n, 1)
	default:
		before = anchorSlack
	}
	oldEnd, newEnd := m.old+m.n, m.new+m.n
	oldAt, newAt = old[1], new[1]
	if i+1 < len(matches) {
		oldAt, newAt = matches[i+1].old, matches[i+1].new
	}
	switch {
	case oldAt == oldEnd && newAt == newEnd:
	case oldAt == oldEnd:
		after = anchorSlack + slide(c.new.tokens, newAt-1, newEnd-1, m.n, -1)
	case newAt == newEnd:
		after = anchorSlack + slide(c.old.tokens, oldAt-1, oldEnd-1, m.n, -1)
	default:
		after = anchorSlack
	}
	return before, after
}

// slide returns how many tokens, at most n, are the same from a and from b on,
// counted in the given direction.
func slide(tokens []token, a, b, n, step int) int {
	k := 0
	for k < n && k < slideLimit && tokens[a+k*step].id == tokens[b+k*step].id {
		k++
	}
	return k
}

// choose appends to kept the matches that are worth keeping in a window.
// Candidates are the matches that the sequence comparison found there.
func (c *comparison) choose(kept []match, w window, candidates []match) []match {
	n, m := w.oldLast-w.oldFirst, w.newLast-w.newFirst
	switch {
	case n == 0 || m == 0:
		return kept
	case n*m <= windowLimit:
		return c.optimum(kept, w)
	}
	for _, m := range candidates { // too much to choose freely: keep the heavy ones
		m = clip(m, w)
		if m.n > 0 && c.old.weight(c.lex, m.old, m.old+m.n) > 2*edgePrice {
			kept = appendMatch(kept, m)
		}
	}
	return kept
}

// clip returns the part of a match that is in the window.
func clip(m match, w window) match {
	skip := max(0, w.oldFirst-m.old, w.newFirst-m.new)
	m.old, m.new, m.n = m.old+skip, m.new+skip, m.n-skip
	m.n = min(m.n, w.oldLast-m.old, w.newLast-m.new)
	return m
}

// dropThin drops the matches between two blocks that share too little, and the
// islands that are too short to be landmarks. A run at the edge of a paragraph is
// no island.
func (c *comparison) dropThin(kept []match, w window) []match {
	kept = c.dropThinPairs(kept)
	out := kept[:0]
	last := match{w.oldFirst, w.newFirst, 0}
	for i, m := range kept {
		next := match{w.oldLast, w.newLast, 0}
		if i+1 < len(kept) {
			next = kept[i+1]
		}
		end := match{m.old + m.n, m.new + m.n, 0}
		if c.isIsland(m) &&
			!c.meet(m.old, m.new) && !c.meet(end.old, end.new) &&
			c.changedWords(last, m) > 0 && c.changedWords(end, next) > 0 {
			continue
		}
		out = append(out, m)
		last = end
	}
	return out
}

// isIsland reports whether a match is too short for a landmark.
func (c *comparison) isIsland(m match) bool {
	words := 0
	for _, t := range c.old.tokens[m.old : m.old+m.n] {
		if c.lex.isWord(t.id) {
			words++
		}
		if words > islandWords {
			return false
		}
	}
	return true
}

// changedWords counts the words between the starts of two matches.
func (c *comparison) changedWords(from, to match) int {
	return c.words(c.old, from.old, to.old) + c.words(c.new, from.new, to.new)
}

// words counts the tokens from first up to last that are words.
func (c *comparison) words(s *stream, first, last int) int {
	n := 0
	for _, t := range s.tokens[first:last] {
		if c.lex.isWord(t.id) {
			n++
		}
	}
	return n
}

// dropThinPairs drops the matches between two blocks that share too little. A
// stretch that runs on over a block's edge is no chance, however small its part
// beyond: that is a paragraph split or joined.
func (c *comparison) dropThinPairs(kept []match) []match {
	type tied struct {
		part
		runsOn bool
	}
	var parts []tied
	for _, s := range c.cut(kept) {
		for i, p := range s.parts {
			parts = append(parts, tied{p, len(s.parts) > 1 && c.links(s, i)})
		}
	}
	out := kept[:0]
	for i := 0; i < len(parts); {
		j, shared, runsOn := i, 0, false
		for j < len(parts) && parts[j].blocks == parts[i].blocks {
			shared += parts[j].letters
			runsOn = runsOn || parts[j].runsOn
			j++
		}
		if runsOn || c.thick(parts[i].blocks, shared) {
			for _, p := range parts[i:j] {
				out = appendMatch(out, p.match)
			}
		}
		i = j
	}
	return out
}

// thick reports whether so many shared letters make one of two blocks the other
// one edited, rather than another one in its place.
func (c *comparison) thick(p pair, shared int) bool {
	a, b := c.old.blocks[p.old].letters, c.new.blocks[p.new].letters
	return float64(shared) >= keptShare*float64(min(a, b)) &&
		(shared >= linkLetters || float64(shared) >= linkShareOfLarger*float64(max(a, b)))
}
