// Package extract runs a form's templates backwards over an exhibit: out come
// the facts from which the form would have made it, each with its place in the
// exhibit and how sure it is.
//
// [NewReader] makes a reader of a form, [Reader.Read] a [Result] of an exhibit.
// The package knows no form, no function and no file: what a form can print, and
// how its functions are read back, comes from package render as a grammar
// ([render.Part]); what a fact may look like, from its schema.
//
// # The automaton
//
// The grammar becomes a graph. A word of the form is a node; a choice forks into
// its arms; a loop leads back to its next round; a partial has been written out
// where it is called. A fact is a node of one of two sorts. A closed one takes
// what a function prints (a date, an amount), a number, or one of the values that
// the schema lists: where such texts stand in the exhibit is found once, before
// the search, and each is one edge. An open one takes a run of words, and has a
// second node on which it stays for each of them.
//
// # Beliefs
//
// Choices of a form hang together: one condition is asked in many places, and a
// fact that is printed twice is one fact. So a path through the graph carries
// what it has said of the facts (belief.go): which are there, which are not,
// what they are or cannot be, how long a list is. An arm of a choice supposes
// its condition ([render.Condition]); what follows from it alone is noted, as in
// unit propagation (Davis, Logemann and Loveland 1962); what stays open is asked
// again when more is known. Beliefs are persistent trees, so that paths share them.
//
// A path need not remember what it believes of a fact of which nothing behind it
// in the form speaks (live.go): that is live variable analysis, as in compilers.
// There what was left unsaid is absent or its default, and open conditions on the
// fact are settled, or something is made up so that they hold, and marked as a
// guess. Paths that differ in nothing else are then one.
//
// # The search
//
// An exhibit is gone over three times. First the graph is aligned with it without
// beliefs, as in Viterbi's algorithm: forwards for what it costs to come to a node
// at a token (reach.go), and backwards for what the rest costs from there
// (bound.go). Both are lower bounds, and what cannot be on a good path is gone.
// Then paths with beliefs are followed token by token, as in A* (Hart, Nilsson and
// Raphael 1968) and in a beam search with recombination (search.go): a path is
// weighed by its cost and the bound of the rest; of those that come to the same
// node and believe the same the cheapest stays, of the others a few.
//
// A form's own exhibit is first looked for word for word: words must match, facts
// must fit and what is believed must hold. What a node leads to first (first.go) then
// tells which ways are worth going. If the bounds show that there is no such reading,
// that is known within milliseconds. Else the paths are drafted, the
// cheapest first, until a draft is the exhibit: its words, and, filed in the
// exhibit's format and read again ([Refiled]), its paragraphs.
//
// If there is none, words may be left out on both sides, each at a cost by how
// much it says: a mark little, "of" or "and" half of a word; a new gap costs
// extra; a long run of the form's words can be left out at once; to contradict a
// belief costs two words. Ending a sentence, a line or a block inside a fact costs,
// and so does a line that begins where the form begins none. All of it is in the
// table in cost.go, in hundredths of a word; the figures were set on the examples
// of the built-in pack and are no more than that.
//
// What a fact costs is told by how such facts are written: by the functions that
// print them, by their class (a title, a phrase, a text, a code), and by their
// manner, a Markov chain that is learned from the schema's examples and the
// pack's (manner.go). Which facts an exhibit has, and which of their few values,
// costs by how often the pack's examples have them (habit.go).
//
// # Certainty
//
// Where the search gives a path up for another that comes to the same, the loser
// becomes its rival (rival.go). At the end the rivals along the best path, and
// theirs in turn, tell what else the exhibit could mean, and by how much that is
// dearer. A value of an exhibit that was read word for word is certain if nothing
// of it was guessed and no rival that is close has another. What the grammar
// cannot tell apart is tried by drafting: a period or an article that a function
// swallows (absorb.go), facts that may be those of another group (shift.go), or of
// another beside them (double.go, standin.go), and what only conditions say, if no word
// that is printed speaks of it (untold.go). Where the text does not tell the order of a list,
// it is that in which it is printed.
//
// An exhibit that is nearly so is corrected to what a path says that contradicts
// itself nowhere, and read word for word (correct.go). What is told by words beside
// a slip alone is uncertain, and what a rival has otherwise whose draft is as near;
// so is what stands in a list that slips may have made, or of which they may have
// taken an item (doubt.go). An exhibit that was read word for word, but with facts
// that are written as such facts hardly ever are, is read so, too, if what those facts
// cost is enough: words that slipped in may have been taken for parts of them. That
// reading is taken if it is much cheaper.
//
// Of others the path casts votes: each fact that it captured for its value, each
// arm that it took, if words of it matched. Votes for one fact are counted,
// spellings guessed from capitals give way to those found in small letters, and
// a disagreement is kept to be told. The facts are drafted again, and so are those
// of close rivals: what comes nearer to the exhibit wins (the distance is Myers',
// 1986). A value is certain if its surroundings matched, nothing speaks against
// it, no rival is close, and the exhibit has all that the draft prints of it.
//
// An exhibit of which the form's own words explain less than half, and leave out
// more than slips would, is in another wording. There the places of facts are
// chosen by the words around them, held against those in samples, and by what the
// alignment read where the exhibit has the form's words (nearby.go). What nothing
// else tells is taken from the names by which the schema calls it (named.go).
//
// # Complexity and limits
//
// The bounds take time and memory in proportion to the exhibit times the nodes
// that live at a token; the search with beliefs, to the paths that live. How many
// may live falls as the exhibit grows, so that memory stays bounded, and a very
// long exhibit is aligned less well. Drafts are counted, too.
//
// What cannot come back: a fact that the form does not print; which item of a
// list an "and" or a comma belongs to; small letters behind capitals that stand
// nowhere else; a period that may be the fact's own; which of two facts of the
// same kind side by side is meant. Such values are given as uncertain, as far as
// a rival shows them: one that was pruned before it met the best path is not
// seen. Text that stands in another order than the form's is left over.
package extract

import (
	"sync"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A Form is what extraction needs to know of a form.
type Form struct {
	Name    string
	Pattern render.Part
	Schema  *schema.Schema
	Keep    func(style string) bool // whether a style keeps its lines; nil: none does

	// Draft drafts facts as far as they go; blanks stand where facts are missing.
	// values are what the schema made of root; nil: it has not been asked. watch sees
	// each piece of text as it is printed, markup too; if it returns false there is no
	// draft. nil: nobody watches. If the facts do not draft at all it returns the
	// pointers of those to blame.
	// nil: nothing is proved by drafting, and every value is uncertain.
	Draft func(root *facts.Node, values map[string]any, watch func(text string) bool) (d *doc.Document, blame []string)

	// Lacking returns the pointers of the facts that the form needs and root has
	// not; nil: nobody asks.
	Lacking func(root *facts.Node) []string

	// Samples returns exhibits as they are drafted from facts, of the form's kind
	// and of others; nil: there are none. It is called for the first exhibit in a
	// wording that the form has not.
	Samples func() []Sample

	// Known returns the facts of the pack's examples of the form's kind, to learn
	// from how values are written; nil: there are none.
	Known func() []*facts.Node

	known sync.Map // of *schema.Property by path
}

// A Sample is facts and what was drafted from them. The spans of the draft say
// which of the facts they were made from.
type Sample struct {
	Akin  bool // it is of the form's kind
	Facts *facts.Node
	Draft *doc.Document
}

func (f *Form) samples() []Sample {
	if f.Samples == nil {
		return nil
	}
	return f.Samples()
}

// lookup is [schema.Schema.Lookup], remembered. Elements of a list are looked up
// as one.
func (f *Form) lookup(pointer string) (*schema.Property, bool) {
	path := starred(pointer)
	if p, ok := f.known.Load(path); ok {
		return p.(*schema.Property), p.(*schema.Property) != nil
	}
	p, _ := f.Schema.Lookup(path)
	f.known.Store(path, p)
	return p, p != nil
}

// A Reader reads exhibits into the facts of one form. It may be used by several
// goroutines.
type Reader struct {
	form *Form
	auto *automaton

	// For exhibits in foreign words, made for the first of them.
	known func() map[string][][]string
	words func() *vocabulary
	lore  func() *lore
}

// NewReader makes a reader of a form. It keeps the form.
func NewReader(f *Form) *Reader {
	r := &Reader{form: f, auto: build(f, f.Pattern)}
	r.known = sync.OnceValue(r.auto.knownValues)
	r.words = sync.OnceValue(r.readWords)
	r.lore = sync.OnceValue(r.learn)
	return r
}

// A Result is what was read from an exhibit.
type Result struct {
	// Facts are in the order of the schema. Behind each value stands a comment
	// with its place in the exhibit, and whether it is uncertain; below them, what
	// the form needs and the exhibit does not tell.
	Facts *facts.Node

	Readings  []Reading // of the values, in the order of Facts
	Missing   []string  // pointers of facts that the form needs and the exhibit does not tell
	Undecided []Test    // conditions of the form that the exhibit leaves open
	Score     Score

	// Foreign: the exhibit is in other words than the form's; its facts were found
	// by what stands around them.
	Foreign bool

	fits bool // see Reader.fits
}

// A Reading is one value that was read.
type Reading struct {
	Pointer   string
	Value     string
	Place     doc.Place // in the exhibit; of a value that only conditions speak for, what they let print
	Certain   bool
	Guessed   bool     // a part of it is a guess, as small letters behind capitals are
	Ambiguous bool     // the form would print the same if it were another fact's
	Others    []string // other values that the exhibit has for it
}

// A Test is a condition of the form.
type Test struct {
	Text  string // as the template has it
	Place doc.Place
}

// A Score counts the words of the exhibit.
type Score struct {
	Words       int
	ByForm      int // words that the draft of the facts has, of the form's own
	ByFacts     int // words that it has, made from facts
	Unexplained int // the others
	Surplus     int // words that the draft has and the exhibit has not
}

// Refiled files a draft as the exhibit was filed, reads it again, and counts the
// paragraphs that it has otherwise than the exhibit. ok: they are few, so that the
// exhibit may have been drafted so.
type Refiled func(draft *doc.Document) (apart int, ok bool)

// Read finds the facts of an exhibit. It always returns a result; whether the
// exhibit is one of the form's kind at all is for [Result.Fits] to say. Without
// refiled only the words of a draft and where its lines begin are known.
func (r *Reader) Read(d *doc.Document, refiled Refiled) *Result {
	tokens := read(d, r.auto.lookup)
	r.auto.manners.mark(tokens)
	spans := r.auto.findSpans(tokens)
	if exact, seen := r.exactly(tokens, spans, efforts, 0, refiled); exact != nil {
		if exact.cost-exact.strained(tokens, seen) < worth(exact.cost) {
			if f, ev := r.slipped(tokens, spans, exact); f != nil && f.betters(exact) {
				return f.result(tokens, ev)
			}
		}
		return exact.result(tokens, seen)
	}
	if parted := r.auto.unglued(tokens); len(parted) > len(tokens) {
		tokens, spans = parted, r.auto.findSpans(parted)
	}
	f, ev := r.roughly(tokens, spans)
	return f.result(tokens, ev)
}

// plant puts values into a tree, but for those that the schema's default says.
func plant(values map[string]*value, f *Form) *tree {
	t := &tree{}
	for _, v := range sorted(values) {
		if p, ok := f.lookup(v.path); ok && p.Default != nil && p.Default.Text == v.text {
			continue
		}
		t.set(v.pointer, v)
	}
	return t
}

// valid makes facts of a tree that the schema takes, and returns with them their
// values and the tree that is left: what the schema refuses is taken out.
func (r *Reader) valid(t *tree) (*facts.Node, map[string]any, *tree) {
	t = t.clone()
	for range maxRepairs {
		root := t.node(r.form, "")
		if root == nil {
			break
		}
		values, list := r.form.Schema.Complete(root)
		if list.Err() == nil {
			return root, values, t
		}
		dropped := false
		for _, d := range list {
			if d.Severity == diag.Error {
				dropped = t.yield(r.form, d.Pointer) || t.drop(d.Pointer) || dropped
			}
		}
		if !dropped {
			break
		}
	}
	return &facts.Node{Kind: facts.Map}, nil, &tree{}
}

// maxRepairs bounds how often what is refused is left out: leaving out one
// thing can make another wanting.
const maxRepairs = 12
