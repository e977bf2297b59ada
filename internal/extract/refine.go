package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// refiner proves facts by drafting them: what changes nothing is left out, and
// what the alignment left open is tried.
type refiner struct {
	*Reader
	*collation
	tree    *tree
	best    int
	drafts  int           // that may still be made
	proven  bool          // the draft is the exhibit but for slips: see Reader.corrected
	cost    int32         // of the path that it was made of
	least   int32         // what any path of the exhibit costs: a lower bound
	last    *doc.Document // that was last held against the exhibit
	imprint imprint       // of the draft that is the exhibit, if it is known
}

// Bounds of the proof. A draft takes about a millisecond.
const (
	maxDrafts  = 80
	worstScore = 1 << 30
)

func (r *Reader) newRefiner(t *tree, c *collation) *refiner {
	return &refiner{Reader: r, collation: c, tree: t, drafts: maxDrafts}
}

// refinerOf makes a refiner of what a path says.
func (r *Reader) refinerOf(values map[string]*value, ev *evidence, c *collation) *refiner {
	f := r.newRefiner(plant(values, r.form), c)
	f.present(ev)
	f.tree.node(r.form, "") // numbers the elements of its lists
	return f
}

// nobody knows no words.
func nobody(string) int32 { return unknownWord }

// refine sees to it that what was found can be drafted.
func (f *refiner) refine() {
	if f.form.Draft == nil {
		return
	}
	f.fillIn()
	f.best = f.score(len(f.tokens))
	if f.best == worstScore {
		f.unblock()
	}
}

// fillIn gives what is there, but lacks one of a few values that the schema demands,
// the usual one.
func (f *refiner) fillIn() {
	for i := range f.auto.kinds {
		k := &f.auto.kinds[i]
		if !k.property.Required || k.property.Default != nil || len(k.enum) == 0 {
			continue
		}
		usual := k.enum[0]
		for _, v := range k.enum {
			if k.worthOf(v) < k.worthOf(usual) {
				usual = v
			}
		}
		for _, p := range f.tree.expand(k.path) {
			if parent, _ := cutPointer(p); f.tree.at(p) == nil && f.tree.find(parent) != nil {
				f.tree.set(p, &value{pointer: p, path: k.path, text: usual, claim: true, at: -1, weight: 1})
			}
		}
	}
}

// try keeps a change if the draft comes no farther from the exhibit for it, or
// if nearer is asked for, only if it comes nearer.
func (f *refiner) try(nearer bool, do, undo func()) bool {
	if f.drafts <= 0 {
		return false
	}
	do()
	score := f.score(f.best)
	if score < f.best || score == f.best && !nearer {
		f.best = score
		return true
	}
	undo()
	return false
}

// unblock takes out the facts that keep the others from being drafted.
func (f *refiner) unblock() {
	for range maxRepairs {
		root, values, _ := f.valid(f.tree)
		d, blame := f.form.Draft(root, values, nil)
		if d != nil {
			f.best = f.score(len(f.tokens))
			return
		}
		for _, p := range blame {
			if f.tree.find(p) != nil {
				f.tree.restore(p, nil)
			}
		}
		if len(blame) == 0 {
			return
		}
	}
}

// present makes room for the groups of facts and elements of lists that the
// exhibit has, although none of their facts could be read.
func (f *refiner) present(ev *evidence) {
	for _, p := range ev.present {
		at := f.tree
		for _, token := range strings.Split(p, "/")[1:] {
			if at.kids == nil {
				at.kids = map[string]*tree{}
			}
			if at.kids[token] == nil {
				at.kids[token] = &tree{}
			}
			at = at.kids[token]
		}
		if at.kids == nil && at.value == nil {
			at.kids = map[string]*tree{}
		}
		_, name := cutPointer(p)
		p, ok := f.form.lookup(p)
		at.here = strings.Trim(name, "0123456789") == "" || ok && slices.Contains(p.Types, "array")
	}
}

func cutPointer(p string) (parent, name string) {
	i := strings.LastIndexByte(p, '/')
	return p[:i], p[i+1:]
}

func starred(pointer string) string {
	if !hasIndex(pointer) {
		return pointer
	}
	tokens := strings.Split(pointer, "/")
	for i, t := range tokens {
		if t != "" && strings.Trim(t, "0123456789") == "" {
			tokens[i] = "*"
		}
	}
	return strings.Join(tokens, "/")
}

// hasIndex reports whether a token of a pointer is a number.
func hasIndex(pointer string) bool {
	for token := range strings.SplitSeq(pointer, "/") {
		if token != "" && isIndex(token) {
			return true
		}
	}
	return false
}
