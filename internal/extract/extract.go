// Package extract runs a form's templates backwards over an exhibit: it aligns
// the exhibit's words with what the form can print ([render.Part]) by the
// cheapest path, and gives the facts that the path captured.
//
// It is being built. The alignment and the voting run; nothing calls them yet,
// and no command offers them.
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
	// If they do not draft at all it returns the pointers of the facts to blame.
	// nil: nothing is proved by drafting, and every value is uncertain.
	Draft func(root *facts.Node) (d *doc.Document, blame []string)

	// Lacking returns the pointers of the facts that the form needs and root has
	// not; nil: nobody asks.
	Lacking func(root *facts.Node) []string

	known sync.Map // of *schema.Property by path
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
}

// NewReader makes a reader of a form. It keeps the form.
func NewReader(f *Form) *Reader { return &Reader{f, build(f, f.Pattern)} }

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

	share float64 // of the exhibit's words, that the alignment finds in the form
}

// A Reading is one value that was read.
type Reading struct {
	Pointer string
	Value   string
	Place   doc.Place // in the exhibit; of a value that only conditions speak for, what they let print
	Certain bool
	Guessed bool     // a part of it is a guess, as small letters behind capitals are
	Others  []string // other values that the exhibit has for it
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
}

// Read finds the facts of an exhibit. It always returns a result; whether the
// exhibit is one of the form's kind at all is for [Result.Fits] to say.
func (r *Reader) Read(d *doc.Document) *Result {
	tokens := read(d, r.auto.lookup)
	r.auto.markNear(tokens)
	values, ev := r.vote(tokens)
	f := r.newRefiner(plant(values, r.form), tokens)
	f.present(ev)
	f.tree.node(r.form, "") // numbers the elements of its lists
	f.refine()
	return f.result(tokens, ev)
}

// vote aligns the exhibit twice: what the first time is sure of is known the
// second time.
func (r *Reader) vote(tokens []token) (map[string]*value, *evidence) {
	spans, known := r.auto.findSpans(tokens), r.auto.defaults()
	var values map[string]*value
	var ev *evidence
	for range 2 {
		steps := r.auto.align(tokens, spans, r.auto.findKnown(tokens, known))
		ev = r.auto.evidence(tokens, steps)
		values = r.form.decide(ev, tokens)
		for _, v := range sorted(values) {
			if !v.claim && (v.certain || v.lost && len(v.others) == 0) {
				known[v.path] = append(known[v.path], v.text)
			}
		}
	}
	if ev.foreign() {
		for _, v := range r.nearby(tokens, spans) {
			if old := values[v.pointer]; old == nil || !old.certain && !r.isOpen(v.path) {
				values[v.pointer] = v
			}
		}
	}
	return values, ev
}

// foreign reports whether an exhibit is in a wording that the form has not: the
// form explains less than half of its words.
func (ev *evidence) foreign() bool { return 2*ev.byForm < ev.words }

func (r *Reader) isOpen(path string) bool {
	for i := range r.auto.holes {
		if h := &r.auto.holes[i]; h.path == path {
			return h.class.open()
		}
	}
	return false
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

// valid makes facts of a tree that the schema takes, and returns with them the
// tree that is left: what the schema refuses is taken out.
func (r *Reader) valid(t *tree) (*facts.Node, *tree) {
	t = t.clone()
	for range maxRepairs {
		root := t.node(r.form, "")
		if root == nil {
			break
		}
		_, list := r.form.Schema.Complete(root)
		if list.Err() == nil {
			return root, t
		}
		dropped := false
		for _, d := range list {
			if d.Severity == diag.Error {
				dropped = t.drop(d.Pointer) || dropped
			}
		}
		if !dropped {
			break
		}
	}
	return &facts.Node{Kind: facts.Map}, &tree{}
}

// maxRepairs bounds how often what is refused is left out: leaving out one
// thing can make another wanting.
const maxRepairs = 12

// leastShare is the share of an exhibit's words that its form's own words must
// explain. Exhibits of a kind in other words than the form's have a tenth to a
// third of their words in order in it; texts of other kinds a twentieth.
const leastShare = 0.08

// Fits reports whether the exhibit is one of the form's kind.
func (r *Result) Fits() bool { return r.Score.Words > 0 && r.share >= leastShare }
