package extract

import (
	"math/bits"
	"slices"
)

// A step is one node on a path, and where the exhibit stands there.
type step struct {
	node  int32
	at    int32  // how many tokens of the exhibit were taken before it
	round *round // of the loops that run there
	cost  int32  // of the path up to it
}

// A path is one way to read the exhibit.
type path struct {
	steps   []step
	guesses []int32
	belief  belief
	cost    int32
}

// A guess is a path so far: the node that it has come to, and what it believes.
type guess struct {
	node   int32
	prev   int32 // the guess that it came from; -1: none
	next   int32 // another at the same node and token; -1: none
	rival  int32 // the first of the guesses whose place it took; -1: none
	beside int32 // the next rival of the same guess; -1: none
	cost   int32
	at     int32
	begun  int32 // at a body: the token at which the fact began
	scope  int32 // the facts that are still spoken of
	arm    int32 // the arm of a choice that it left last at this token, from 1
	belief belief
	round  *round
	dead   bool // a better one has taken its place
	done   bool // it was taken a step on
	left   bool // it has left out words of the form here: before words of the exhibit are left out
	over   bool // it has just left over a word of the exhibit
}

// A search finds the cheapest paths of an exhibit through an automaton, token by
// token. At each node and token it keeps a few that believe different things.
type search struct {
	*ledger
	tokens  []token
	spansBy [][][]span        // by the number of a closed hole's texts, and token
	seed    belief            // what is believed before
	guide   *guide            // what is true, for Admits
	allow   func(*guess) bool // whether a path may be so; nil: any may
	exact   bool              // the exhibit is what the form prints, word for word
	lined   bool              // it has lines that are no blocks
	loose   bool              // ... although a block may begin inside a fact
	strict  bool              // what is believed must hold
	width   int               // how many guesses are kept at one node and token
	beam    int32
	closeBy int32  // how much dearer a rival may be
	most    int32  // what a path must cost less than
	shut    []bool // nodes that the exhibit surely has not
	bounds  *bounds
	arrived []int32 // guesses that have come to the end
	*board
	least  [slots]int32 // what a guess costs in all, at least
	back   int32        // the least node that a guess leads to at the same token
	prints map[printKey][]string
	gone   map[passage][]int32
	drafts *collation            // see search.collation
	asking map[string]*condition // whether holes print texts, by hole and text
	listed bool                  // what is made up for a list is one of the values that the schema lists
}

// A board is what a search writes on, from its first run to its release. Blank ones are
// kept, for they are large.
type board struct {
	guesses []guess        // of the last run
	heads   [slots][]int32 // by node: the first guess there
	rest    [slots][]int32 // by node: what the rest of the exhibit costs from it on
	todo    [slots][]uint64
	touched [slots][]int32 // nodes that have guesses
}

func (a *automaton) blankBoard() *board {
	select {
	case blank := <-a.boards:
		return blank
	default:
	}
	b := &board{}
	for k := range slots {
		b.heads[k] = make([]int32, len(a.nodes))
		for i := range b.heads[k] {
			b.heads[k][i] = -1
		}
		b.rest[k] = filled(len(a.nodes))
		b.todo[k] = make([]uint64, len(a.nodes)/64+1)
	}
	return b
}

type printKey struct{ hole, value int32 }

// Bounds of the search.
const (
	slots       = longestFormat + 1 // how many tokens ahead a closed fact can lead, and one
	maxGuesses  = 1 << 19
	keptGuesses = 1 << 16 // for the next search
	leastRoom   = 100     // guesses at a token, however long the exhibit is
	leastBeam   = 40
	maxPaths    = 8 // that are kept at the end
)

// newSearch makes a search of an exhibit.
func (a *automaton) newSearch(tokens []token, spans map[string][][]span, exact bool) *search {
	s := &search{ledger: newLedger(a), tokens: tokens, exact: exact, strict: exact, most: impossible, lined: isLined(tokens), prints: map[printKey][]string{}, gone: map[passage][]int32{}, asking: map[string]*condition{}}
	for _, i := range a.closed {
		s.spansBy = append(s.spansBy, spans[a.holes[i].key])
	}
	return s
}

// collation is what drafts of the exhibit are held against it with.
func (s *search) collation() *collation {
	if s.drafts == nil {
		s.drafts = newCollation(s.tokens)
	}
	return s.drafts
}

// run finds the cheapest paths, the cheapest first.
func (s *search) run(width int, beam int32) []path {
	s.width, s.beam = width, beam
	if s.closeBy = closeBy; s.exact {
		s.closeBy = max(closeBy, beam)
	}
	if s.board == nil {
		s.board = s.blankBoard()
	}
	s.wipe()
	for k := range slots {
		s.least[k] = impossible
		s.foresee(k)
	}
	s.push(0, guess{node: 0, prev: -1, rival: -1, beside: -1, scope: s.scopeOf[0], belief: s.seed})
	for j := 0; j <= len(s.tokens); j++ {
		before := len(s.guesses)
		s.frame(j)
		room := max(leastRoom, 4*(maxGuesses-len(s.guesses))/(len(s.tokens)-j+1))
		switch active := len(s.guesses) - before; {
		case active > room:
			s.beam = max(leastBeam, s.beam*int32(room)/int32(active))
		case active < room/2:
			s.beam = min(beam, s.beam+s.beam/4+1)
		}
		if j < len(s.tokens) {
			s.clear(j)
		}
	}
	paths := s.paths()
	s.clear(len(s.tokens))
	return paths
}

// wipe forgets the guesses of the last run.
func (s *search) wipe() {
	clear(s.guesses)
	s.guesses = s.guesses[:0]
}

// release gives the board back. After it nobody can ask for the rivals of a path.
func (s *search) release() {
	if s.board == nil {
		return
	}
	s.wipe()
	if cap(s.guesses) > keptGuesses {
		s.guesses = nil
	}
	select {
	case s.boards <- s.board:
	default:
	}
	s.board = nil
}

// foresee notes what the rest costs from token j on.
func (s *search) foresee(j int) {
	if j <= len(s.tokens) {
		for _, r := range s.bounds.at[j] {
			s.rest[j%slots][r.node] = r.cost
		}
	}
}

// clear forgets token j, and makes room for another.
func (s *search) clear(j int) {
	k := j % slots
	for _, node := range s.touched[k] {
		s.heads[k][node] = -1
	}
	s.touched[k] = s.touched[k][:0]
	s.least[k] = impossible
	for _, r := range s.bounds.at[j] {
		s.rest[k][r.node] = impossible
	}
	s.foresee(j + slots)
}

// frame takes every guess at token j one step on, in the order of the nodes; a
// loop leads back to nodes that were looked at.
func (s *search) frame(j int) {
	k := j % slots
	todo := s.todo[k]
	for i := 0; i < len(todo); {
		if todo[i] == 0 {
			i++
			continue
		}
		node := int32(i*64 + bits.TrailingZeros64(todo[i]))
		todo[i] &= todo[i] - 1
		for g := s.heads[k][node]; g >= 0; g = s.guesses[g].next {
			if o := &s.guesses[g]; !o.dead && !o.done && s.total(o) <= s.least[k]+s.beam {
				o.done = true
				s.back = node
				s.expand(g, j)
				i = min(i, int(s.back)/64)
			}
		}
	}
}

// total is what a guess costs with the rest of the exhibit, at least.
func (s *search) total(g *guess) int32 {
	rest := s.rest[g.at%slots][g.node]
	if g.over {
		rest -= min(rest, newGap)
	}
	return g.cost + rest
}

// push offers a guess at token j. Of those at its node that believe the same the
// cheapest stays, of the others the cheapest few.
func (s *search) push(j int, g guess) {
	k := j % slots
	g.at = int32(j)
	if s.rest[k][g.node] == impossible {
		return
	}
	total := s.total(&g)
	if total > s.least[k]+s.beam || total >= s.most || s.allow != nil && !s.allow(&g) {
		return
	}
	count, worst, best := 0, int32(-1), int32(-1)
	for i := s.heads[k][g.node]; i >= 0; i = s.guesses[i].next {
		o := &s.guesses[i]
		if o.dead {
			continue
		}
		if o.belief.sum == g.belief.sum && o.begun == g.begun && (o.left == g.left || g.left) && (o.over == g.over || g.over) && o.round.same(g.round) {
			if o.cost <= g.cost {
				s.remember(i, g)
				return
			}
			g.rival = s.supersede(i, g)
			continue
		}
		if o.done || o.arm != g.arm || !o.round.same(g.round) {
			continue
		}
		count++
		if worst < 0 || o.cost > s.guesses[worst].cost {
			worst = i
		}
		if best < 0 || o.cost < s.guesses[best].cost {
			best = i
		}
	}
	if count >= s.width {
		if s.guesses[worst].cost <= g.cost {
			s.remember(best, g)
			return
		}
		s.displace(worst, best, &g)
	}
	if s.heads[k][g.node] < 0 {
		s.touched[k] = append(s.touched[k], g.node)
	}
	g.next = s.heads[k][g.node]
	s.heads[k][g.node] = int32(len(s.guesses))
	s.guesses = append(s.guesses, g)
	s.todo[k][g.node/64] |= 1 << (g.node % 64)
	s.least[k] = min(s.least[k], total)
}

func (r *round) same(o *round) bool {
	for ; r != nil && o != nil; r, o = r.outer, o.outer {
		if r == o {
			return true
		}
		if r.loop != o.loop || r.index != o.index {
			return false
		}
	}
	return r == o
}

// paths are the paths that reach the end of the form and of the exhibit.
func (s *search) paths() []path {
	var ends []int32
	for g := s.heads[len(s.tokens)%slots][len(s.nodes)-1]; g >= 0; g = s.guesses[g].next {
		ends = append(ends, g)
	}
	stable(ends, func(a, b *int32) int { return int(s.guesses[*a].cost - s.guesses[*b].cost) })
	s.arrived = ends
	var out []path
	for _, g := range ends[:min(len(ends), maxPaths)] {
		p := s.follow(g)
		p.belief, p.cost = s.guesses[g].belief, s.guesses[g].cost
		out = append(out, p)
	}
	return out
}

// follow follows a guess back to the beginning.
func (s *search) follow(g int32) path {
	var p path
	for ; g >= 0; g = s.guesses[g].prev {
		p.steps = append(p.steps, step{s.guesses[g].node, s.guesses[g].at, s.guesses[g].round, s.guesses[g].cost})
		p.guesses = append(p.guesses, g)
	}
	slices.Reverse(p.steps)
	slices.Reverse(p.guesses)
	return p
}
