package diff

// idsOf returns the spelling numbers of tokens.
func idsOf(tokens []token) []int32 {
	ids := make([]int32, len(tokens))
	for i, t := range tokens {
		ids[i] = t.id
	}
	return ids
}

// A group is a rectangle of blocks that belong together: blocks oldFirst up to
// oldLast became newFirst up to newLast. One to one is a paragraph edited, one
// to two a split, two to one a join.
type group struct {
	oldFirst, oldLast int
	newFirst, newLast int
	matches           []match // within it, in order
}

// Thresholds of align. All count the letters of content words.
const (
	// A stretch of this many letters (four or five content words) is not shared
	// by chance.
	linkLetters = 20
	// Less than that links two blocks if it is this part of the smaller …
	linkShare = 0.5
	// … and this part of the larger, or every "Plan;" would belong to every
	// paragraph that speaks of a plan.
	linkShareOfLarger = 0.2
	// Where a linking stretch runs over a block's edge on one side only, the
	// part beyond must have this many letters to link as well.
	spillLetters = 8
)

// align reads off the matches which blocks belong together. It returns the
// groups in order; matches between blocks of no group are chance and are left
// out.
func (c *comparison) align(matches []match) []group {
	stretches := c.cut(matches)
	linked := c.link(stretches)

	var groups []group
	for _, l := range linked {
		if g := len(groups) - 1; g >= 0 && (l.old < groups[g].oldLast || l.new < groups[g].newLast) {
			groups[g].oldLast = max(groups[g].oldLast, l.old+1)
			groups[g].newLast = max(groups[g].newLast, l.new+1)
			continue
		}
		groups = append(groups, group{oldFirst: l.old, oldLast: l.old + 1, newFirst: l.new, newLast: l.new + 1})
	}

	at := 0
	for _, s := range stretches {
		for _, p := range s.parts {
			for at < len(groups) && (p.blocks.old >= groups[at].oldLast || p.blocks.new >= groups[at].newLast) {
				at++
			}
			if at == len(groups) {
				return groups
			}
			g := &groups[at]
			if p.blocks.old >= g.oldFirst && p.blocks.new >= g.newFirst {
				g.matches = appendMatch(g.matches, p.match)
			}
		}
	}
	return groups
}

// A pair is an old and a new block.
type pair struct{ old, new int }

// A stretch is a match that no block's edge crosses on both sides at once. Its
// parts are cut at the edges of either side.
type stretch struct {
	parts   []part
	letters int
	open    bool // it does not begin where blocks do on both sides
	cut     bool // it does not end there
}

type part struct {
	match
	blocks  pair
	letters int
}

// cut makes stretches of matches.
func (c *comparison) cut(matches []match) []stretch {
	stretches := make([]stretch, 0, len(matches))
	parts := make([]part, 0, len(matches)+len(matches)/4)
	for _, m := range matches {
		for k := 0; k < m.n; {
			first := len(parts)
			st := stretch{open: !c.meet(m.old+k, m.new+k)}
			for {
				p := part{
					match:  match{m.old + k, m.new + k, 0},
					blocks: pair{c.old.blockOf(m.old + k), c.new.blockOf(m.new + k)},
				}
				p.n = min(m.n-k, c.old.blocks[p.blocks.old].last-p.old, c.new.blocks[p.blocks.new].last-p.new)
				p.letters = c.old.contentLetters(p.old, p.old+p.n)
				parts = append(parts, p)
				st.letters += p.letters
				k += p.n
				if k == m.n || c.meet(m.old+k, m.new+k) {
					break
				}
			}
			st.cut = !c.meet(m.old+k, m.new+k)
			st.parts = parts[first:len(parts):len(parts)]
			stretches = append(stretches, st)
		}
	}
	return stretches
}

// meet reports whether a block begins at both tokens.
func (c *comparison) meet(old, new int) bool {
	return c.old.startsBlock(old) && c.new.startsBlock(new)
}

// link returns the pairs of blocks that belong together, in order.
func (c *comparison) link(stretches []stretch) []pair {
	var linked []pair
	var last pair // the pair whose shares are being added up
	shared, strong := 0, false
	flush := func() {
		if strong || shared > 0 && c.share(last, shared) {
			linked = append(linked, last)
		}
		shared, strong = 0, false
	}
	for _, s := range stretches {
		for i, p := range s.parts {
			if p.blocks != last {
				flush()
				last = p.blocks
			}
			shared += p.letters
			strong = strong || c.links(s, i)
		}
	}
	flush()
	return linked
}

// links reports whether part i of a stretch ties its blocks together by itself.
// At a ragged end of the stretch the part must have something to say.
func (c *comparison) links(s stretch, i int) bool {
	if s.letters < linkLetters && (s.open || s.cut) {
		return false
	}
	ragged := i == 0 && s.open || i == len(s.parts)-1 && s.cut
	return !ragged || len(s.parts) == 1 || c.spill(s.parts[i])
}

// share reports whether so many shared letters are enough of both blocks.
func (c *comparison) share(p pair, shared int) bool {
	a, b := c.old.blocks[p.old].letters, c.new.blocks[p.new].letters
	return float64(shared) >= linkShare*float64(min(a, b)) &&
		float64(shared) >= linkShareOfLarger*float64(max(a, b))
}

// spill reports whether a part at the end of a stretch is enough by itself to
// tie its blocks together: it has the letters, or is all of a block.
func (c *comparison) spill(p part) bool {
	old, new := &c.old.blocks[p.blocks.old], &c.new.blocks[p.blocks.new]
	return p.letters >= spillLetters || p.n == old.last-old.first || p.n == new.last-new.first
}
