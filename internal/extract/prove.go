package extract

import (
	"github.com/draftgen/draftgen/internal/doc"
)

// A proof says what a draft of the facts that were read has in common with the
// exhibit.
type proof struct {
	shared  map[string][2]int // by fact: how many words print it, or it lets print; how many of them the exhibit has
	matched []bool            // of the exhibit's tokens: the draft has it
	byFacts []bool            // ... and a fact printed it
	surplus int               // words that the draft has and the exhibit has not
}

// prove drafts facts and holds the draft against the exhibit, word by word.
func (f *refiner) prove(d *doc.Document, exhibit []token) *proof {
	p := &proof{shared: map[string][2]int{}, matched: make([]bool, len(exhibit)), byFacts: make([]bool, len(exhibit))}
	if d == nil {
		return p
	}
	words := f.cut(d)
	pairs := align(f.tokens, idsOf(words))
	for i, at := range pairs {
		p.matched[i] = at >= 0
		p.byFacts[i] = at >= 0 && words[at].origin != nil && len(words[at].origin.Facts) > 0
	}
	in := make([]bool, len(words))
	for _, at := range pairs {
		if at >= 0 {
			in[at] = true
		}
	}
	for i := range words {
		if words[i].kind != aMark {
			p.count(words[i].origin, in[i])
			if !in[i] {
				p.surplus++
			}
		}
	}
	return p
}

// count notes a word of the draft for the facts that printed it, and for those
// that let it be printed.
func (p *proof) count(o *doc.Origin, shared bool) {
	if o == nil {
		return
	}
	add := func(fact string) {
		n := p.shared[fact]
		n[0]++
		if shared {
			n[1]++
		}
		p.shared[fact] = n
	}
	for _, fact := range o.Facts {
		add(fact)
	}
	if o.Why != nil && len(o.Facts) == 0 {
		for _, fact := range o.Why.Facts {
			add(fact)
		}
	}
}

// holds reports whether the exhibit has all that a fact prints, or, for a fact
// that lets the form print its own words, nearly all of that.
func (p *proof) holds(v *value, pointer string) bool {
	n, ok := p.shared[pointer]
	if !ok {
		return false
	}
	if v.claim {
		return n[1]*5 >= n[0]*4
	}
	return n[1] == n[0]
}

// align pairs the tokens of a longest common subsequence: for each token of a
// its partner in b, or -1. Texts that have too little in common for the search
// are paired at their ends alone.
func align(a, b []int32) []int {
	pairs := make([]int, len(a))
	for i := range pairs {
		pairs[i] = -1
	}
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		pairs[from] = from
		from++
	}
	endA, endB := len(a), len(b)
	for endA > from && endB > from && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
		pairs[endA] = endB
	}
	myers(a[from:endA], b[from:endB], func(i, j int) { pairs[from+i] = from + j })
	return pairs
}

// myers calls pair for the pairs of a longest common subsequence (Myers 1986),
// the last first.
func myers(a, b []int32, pair func(i, j int)) {
	most := min(len(a)+len(b), maxTrace)
	v := make([]int32, 2*most+3)
	var trace [][]int32
	for d := 0; d <= most; d++ {
		trace = append(trace, append([]int32(nil), v[most+1-d-1:most+1+d+2]...))
		for k := -d; k <= d; k += 2 {
			i := most + 1 + k
			x := v[i-1] + 1
			if k == -d || k != d && v[i-1] < v[i+1] {
				x = v[i+1]
			}
			for int(x) < len(a) && int(x)-k < len(b) && a[x] == b[int(x)-k] {
				x++
			}
			v[i] = x
			if int(x) >= len(a) && int(x)-k >= len(b) {
				backtrack(a, b, trace, pair)
				return
			}
		}
	}
}

// backtrack follows the steps of the search back. trace[d] holds the farthest
// points before step d, for the diagonals -d-1 to d+1.
func backtrack(a, b []int32, trace [][]int32, pair func(i, j int)) {
	x, y := len(a), len(b)
	for d := len(trace) - 1; d >= 0; d-- {
		v, k := trace[d], x-y
		at := func(k int) int { return int(v[k+d+1]) }
		before := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			before = k + 1
		}
		fromX := at(before)
		fromY := fromX - before
		if d == 0 {
			fromX, fromY = 0, 0
		}
		for x > fromX && y > fromY && x > 0 && y > 0 {
			if d == 0 || x > fromX && y > fromY {
				x, y = x-1, y-1
				pair(x, y)
			}
		}
		x, y = fromX, fromY
	}
}

// maxTrace bounds the memory of the search, which is in proportion to its
// square.
const maxTrace = 2000

// distance counts the tokens of a and b that a longest common subsequence
// leaves out (Myers 1986), but stops counting beyond limit.
func distance(a, b []int32, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	most := min(len(a)+len(b), limit+1, maxDistance)
	v := make([]int, 2*most+3)
	for d := 0; d <= most; d++ {
		for k := -d; k <= d; k += 2 {
			i := most + 1 + k
			x := v[i-1] + 1
			if k == -d || k != d && v[i-1] < v[i+1] {
				x = v[i+1]
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			v[i] = x
			if x >= len(a) && x-k >= len(b) {
				return d
			}
		}
	}
	return most + 1
}

// maxDistance bounds the work on two texts that have little in common.
const maxDistance = 4000
