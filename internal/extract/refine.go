package extract

import (
	"slices"
	"strings"
)

// refiner proves facts by drafting them: what changes nothing is left out, and
// what the alignment left open is tried.
type refiner struct {
	*Reader
	tree   *tree
	tokens []int32          // of the exhibit
	ids    map[string]int32 // of words, those of drafts too
	best   int
	drafts int   // that may still be made
	proven bool  // the draft is the exhibit but for slips: see Reader.corrected
	cost   int32 // of the path that it was made of

	lexer lexer                 // of drafts
	memo  map[string]*draftSeen // by tree
}

// Bounds of the proof. A draft takes about a millisecond.
const (
	maxDrafts  = 80
	worstScore = 1 << 30
)

func (r *Reader) newRefiner(t *tree, tokens []token) *refiner {
	f := &refiner{Reader: r, tree: t, ids: map[string]int32{}, drafts: maxDrafts, memo: map[string]*draftSeen{}}
	f.lexer = lexer{id: f.id, exact: true, known: map[string][]token{}}
	f.tokens = make([]int32, len(tokens))
	for i := range tokens {
		f.tokens[i] = f.id(tokens[i].exact())
	}
	return f
}

func (f *refiner) id(folded string) int32 {
	id, ok := f.ids[folded]
	if !ok {
		id = int32(len(f.ids))
		f.ids[folded] = id
	}
	return id
}

// nobody knows no words.
func nobody(string) int32 { return unknownWord }

// refine proves the tree.
func (f *refiner) refine() {
	if f.form.Draft == nil {
		return
	}
	f.best = f.score(len(f.tokens))
	f.fillIn()
	if f.best == worstScore {
		f.unblock()
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
		d, blame := f.form.Draft(root, values)
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

// walk calls do for every group of facts in a tree, with its path.
func (f *refiner) walk(t *tree, path string, do func(*tree, string)) {
	if len(t.kids) == 0 {
		return
	}
	do(t, path)
	for _, name := range keys(t.kids) {
		token := name
		if strings.Trim(name, "0123456789") == "" {
			token = "*"
		}
		f.walk(t.kids[name], path+"/"+token, do)
	}
}

// decidable returns the pointers of the facts that are yes, no or one of a few
// values, and that the form reads, wherever the facts have what they are in.
func (f *refiner) decidable() []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range f.auto.arms {
		for _, c := range a.claims {
			for _, p := range f.tree.expand(c.Fact.Path) {
				if !seen[p] && len(f.choices(p)) > 0 {
					seen[p] = true
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// choices are the values of a fact that takes a few.
func (f *refiner) choices(pointer string) []string {
	p, ok := f.form.lookup(pointer)
	if !ok {
		return nil
	}
	if slices.Equal(p.Types, []string{"boolean"}) {
		return []string{"true", "false"}
	}
	return p.Enum
}

// fillIn gives what is there, but lacks a value that the schema demands, the
// likeliest of the values that it can have.
func (f *refiner) fillIn() {
	for _, p := range f.decidable() {
		parent, name := cutPointer(p)
		prop, ok := f.form.lookup(p)
		if !ok || !prop.Required || f.tree.at(p) != nil || f.tree.find(parent) == nil {
			continue
		}
		best, choice := worstScore, ""
		for _, v := range prop.Enum {
			f.tree.set(p, &value{pointer: p, path: starred(p), text: v, claim: true, at: -1, weight: 1})
			if score := f.score(len(f.tokens)); score < best {
				best, choice = score, v
			}
		}
		if best <= f.best {
			f.best = best
			f.tree.set(p, &value{pointer: p, path: starred(p), text: choice, claim: true, at: -1, weight: 1})
		} else {
			delete(f.tree.find(parent).kids, name)
		}
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
