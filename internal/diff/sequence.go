package diff

import (
	"slices"
	"sort"

	"znkr.io/diff"
)

// A match says that n tokens from old on read the same as n from new on.
type match struct{ old, new, n int }

// anchoredFrom is how many tokens two texts must have before the words that
// stand once in each are taken for anchors. Below it the edit script is as short
// as can be.
const anchoredFrom = 5000

// sequence returns the matches of a shortest edit script, or of a nearly
// shortest one if the two are long and unlike, in order.
//
// It is E. Myers' algorithm in linear space with P. Eggert's limit on its cost
// ("An O(ND) difference algorithm and its variations", Algorithmica 1, 1986), in
// package znkr.io/diff. Long texts are parted first at the longest ascending
// chain of words that stand once in each (B. Cohen's patience diff): in prose
// such a word is a landmark, and what is left between two of them is short.
func sequence(old, new []int32) []match {
	var m matcher
	if len(old)+len(new) > anchoredFrom {
		for _, a := range anchors(old, new) {
			m.upTo(old, new, a[0], a[1])
		}
	}
	m.between(old, new, len(old), len(new))
	return m.matches
}

// A matcher collects matches. It has dealt with all tokens before i and j.
type matcher struct {
	matches []match
	i, j    int
}

// upTo deals with everything up to the match that runs through the anchor.
func (m *matcher) upTo(old, new []int32, i, j int) {
	if i < m.i || j < m.j {
		return // inside the last anchor's match, or behind it
	}
	n := 0
	for i > m.i && j > m.j && old[i-1] == new[j-1] {
		i, j, n = i-1, j-1, n+1
	}
	m.between(old, new, i, j)
	for i+n < len(old) && j+n < len(new) && old[i+n] == new[j+n] {
		n++
	}
	m.add(i, j, n)
	m.i, m.j = i+n, j+n
}

// between compares what lies before i and j. Most often it is the same at both
// ends, and what is left between them has nothing in common.
func (m *matcher) between(old, new []int32, i, j int) {
	n := 0
	for m.i+n < i && m.j+n < j && old[m.i+n] == new[m.j+n] {
		n++
	}
	m.add(m.i, m.j, n)
	m.i, m.j = m.i+n, m.j+n
	n = 0
	for i > m.i && j > m.j && old[i-1] == new[j-1] {
		i, j, n = i-1, j-1, n+1
	}
	if a, b := old[m.i:i], new[m.j:j]; mayMatch(a, b) {
		at, to := 0, 0
		for _, h := range diff.Hunks(a, b, diff.Context(0)) {
			m.add(m.i+at, m.j+to, h.PosX-at)
			at, to = h.EndX, h.EndY
		}
		m.add(m.i+at, m.j+to, len(a)-at)
	}
	m.add(i, j, n)
	m.i, m.j = i+n, j+n
}

// mayMatch reports whether two texts have a token in common, as far as that is
// quickly seen.
func mayMatch(a, b []int32) bool {
	const quick = 256 // pairs
	if len(a)*len(b) > quick {
		return true
	}
	for _, id := range a {
		if slices.Contains(b, id) {
			return true
		}
	}
	return false
}

func (m *matcher) add(i, j, n int) {
	if n > 0 {
		m.matches = appendMatch(m.matches, match{i, j, n})
	}
}

// appendMatch adds a match, or makes the last one longer if they touch.
func appendMatch(matches []match, m match) []match {
	if k := len(matches) - 1; k >= 0 {
		if l := &matches[k]; l.old+l.n == m.old && l.new+l.n == m.new {
			l.n += m.n
			return matches
		}
	}
	return append(matches, m)
}

// anchors returns the longest chain of pairs (i, j), ascending in both, such
// that a token stands at i and j and nowhere else. The chain is found by M.
// Fredman's method ("On computing the length of longest increasing
// subsequences", Discrete Mathematics 11, 1975).
func anchors(old, new []int32) [][2]int {
	most := int32(0)
	for _, id := range old {
		most = max(most, id)
	}
	const none, many = -1, -2
	at := make([]int32, most+1) // where a token stands in new
	for id := range at {
		at[id] = none
	}
	for j, id := range new {
		switch {
		case id > most:
		case at[id] == none:
			at[id] = int32(j)
		default:
			at[id] = many
		}
	}
	count := make([]uint8, most+1)
	for _, id := range old {
		if count[id] < 2 {
			count[id]++
		}
	}

	var pairs [][2]int
	var tails []int  // tails[k]: the pair with the smallest j that ends a chain of k+1
	var before []int // by pair: the one before it in its chain
	for i, id := range old {
		j := int(at[id])
		if j < 0 || count[id] != 1 {
			continue
		}
		k := sort.Search(len(tails), func(k int) bool { return pairs[tails[k]][1] >= j })
		before = append(before, -1)
		if k > 0 {
			before[len(pairs)] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, 0)
		}
		tails[k] = len(pairs)
		pairs = append(pairs, [2]int{i, j})
	}
	if len(tails) == 0 {
		return nil
	}
	chain := make([][2]int, len(tails))
	for k, p := len(tails)-1, tails[len(tails)-1]; k >= 0; k, p = k-1, before[p] {
		chain[k] = pairs[p]
	}
	return chain
}
