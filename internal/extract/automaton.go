package extract

import (
	"github.com/draftgen/draftgen/internal/render"
)

// A node is a state of the automaton: what the form prints next.
type node struct {
	kind  nodeKind
	mark  bool      // aWord: punctuation
	begin breakKind // aWord, aHole: what the form begins here
	text  string    // aWord: as the form has it
	word  int32     // aWord: its id; aHole: the node of its body, if its class is open
	next  int32     // aWord, aHole, aBody: the node after it
	outs  []int32   // aFork: the nodes that may come next
	skip  int32     // aWord: what it costs to leave it out; aFork: to take the last of its ways
	index int32     // aHole, aBody: of the hole; anArm: of the arm; aRound, anEnter: the loop's id
}

type nodeKind uint8

const (
	aWord nodeKind = iota // a word or a mark of the form
	aHole                 // a fact begins
	aBody                 // the words of a fact after its first
	aFork                 // one of several ways, or the end of one
	anArm                 // an arm of a choice begins
	theArmEnd
	anEnter // a loop begins
	aRound  // a round of it begins
	aLeave  // a loop ends
	theEnd
)

// An automaton is a form as a graph. Its nodes are in topological order, but
// for the edges that lead back to the next round of a loop.
type automaton struct {
	nodes      []node
	holes      []hole
	twins      map[string][]string // by path: the facts that the form prints in its place
	closed     []int32             // of the holes: the first of each key
	arms       []arm
	lines      []literals // of the arms of all choices
	vocab      map[string]int32
	words      []string // by their ids
	loops      []loopOf
	classes    map[string]class // of open holes, by path
	ways       [][]way          // by node: the ways into it
	firsts     []first          // by node
	scopes     []scope
	scopeOf    []int32 // by node
	kinds      []kindOfFact
	kindOf     map[string]int32
	conditions map[*render.Condition]*condition
	places     map[refKey]place
	manners    *manners
	articled   map[string]bool          // paths of facts that conditions hold against an article
	pairs      func() map[[2]int32]bool // of words that the form prints, one behind the other
	form       *Form
	sheets     chan *sheet // blank ones, kept for the next reading
	boards     chan *board
}

// mostKept is how many sheets and boards are kept blank: what one reading takes, a way
// there and back, and one inside another.
const mostKept = 4

// A loopOf is a loop over a list. The template may go over a list again by a
// loop with the same id, which counts its elements.
type loopOf struct {
	id       int32
	over     *place // nil: the facts have no such list
	most     int32  // how often it runs at most; 0: any number
	nullable bool   // a round may print nothing
}

// An arm is one arm of a choice.
type arm struct {
	condition *condition // nil: none
	truth     bool       // what it comes to here
	claims    []render.Claim
	choice    *render.Choice
	of        int // which arm of it
}

// literals is what an arm of a choice prints of its own, not what arms within
// it print: the ids of words, with gap where something else stands between them.
type literals struct {
	choice int32 // the fork before the arms
	first  int32 // the first node of the arm
	words  []int32
}

const gap = -2

func (a *automaton) lookup(folded string) int32 {
	if id, ok := a.vocab[folded]; ok {
		return id
	}
	return unknownWord
}
