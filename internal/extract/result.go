package extract

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
)

// sorted returns values in the order of their pointers.
func sorted(values map[string]*value) []*value {
	out := make([]*value, 0, len(values))
	for _, p := range keys(values) {
		out = append(out, values[p])
	}
	return out
}

// result proves what was read and writes it down.
func (f *refiner) result(tokens []token, ev *evidence) *Result {
	root, values, left := f.valid(f.tree)
	var draft *doc.Document
	if f.form.Draft != nil {
		draft, _ = f.form.Draft(root, values, nil)
	}
	w := &writer{refiner: f, proof: f.prove(draft, tokens), tokens: tokens, exact: ev.exact}
	w.doubtItems()
	w.Result = &Result{Facts: root, fits: f.fits(ev), Foreign: f.isForeign(ev)}
	w.write(root, left, "")
	w.score()
	w.undecided(ev)
	if f.form.Lacking != nil {
		w.Missing = f.form.Lacking(root)
	}
	root.Foot = blanks(w.Missing)
	return w.Result
}

// writer writes what was read into facts.
type writer struct {
	*refiner
	*Result
	proof  *proof
	exact  bool // the draft is the exhibit
	tokens []token
}

// write comments the facts of a tree.
func (w *writer) write(n *facts.Node, t *tree, pointer string) {
	switch n.Kind {
	case facts.Map:
		for _, field := range n.Fields {
			if kid := t.kids[field.Name]; kid != nil {
				w.write(field.Value, kid, pointer+"/"+field.Name)
			}
		}
	case facts.List:
		for i, item := range n.Items {
			if kid := t.kids[itoa(i)]; kid != nil {
				w.write(item, kid, pointer+"/"+itoa(i))
			}
		}
	default:
		if t.value != nil {
			w.reading(n, t.value, pointer)
		}
	}
}

func (w *writer) reading(n *facts.Node, v *value, pointer string) {
	r := Reading{
		Pointer: pointer, Value: v.text, Guessed: v.lost, Ambiguous: v.ambiguous, Others: v.others,
		Certain: w.sure(v, pointer),
	}
	if v.at >= 0 && v.at < len(w.tokens) {
		r.Place = w.tokens[v.at].place
	}
	w.Readings = append(w.Readings, r)
	n.Tail = r.comment()
}

// sure reports whether a value is certain.
func (w *writer) sure(v *value, pointer string) bool {
	switch {
	case !v.certain || v.lost:
		return false
	case v.apart || w.exact && !w.proven:
		return true
	case w.proven && (!v.claim || v.at >= 0 || w.proof.shared[pointer][0] > 0):
		return true
	}
	return w.proof.holds(v, pointer)
}

// doubtItems makes the items of a list uncertain that stand behind one of which
// nothing is certain: it may be none, and theirs are other numbers.
func (w *writer) doubtItems() {
	if w.exact || w.proven {
		return
	}
	w.tree.lists("", func(list string, t *tree) {
		for i := range len(t.kids) {
			sure := false
			if kid := t.kids[itoa(i)]; kid != nil {
				kid.walk(list+"/"+itoa(i), func(pointer string, v *value) { sure = sure || v.apart || w.sure(v, pointer) })
			}
			if !sure {
				w.unsure(list, i)
				return
			}
		}
	})
}

// comment says where a value was read, and how surely.
func (r Reading) comment() string {
	var parts []string
	if r.Place.Line > 0 {
		parts = append(parts, fmt.Sprintf("line %d", r.Place.Line))
	}
	switch {
	case len(r.Others) > 0:
		parts = append(parts, "CONTRADICTED by "+strings.Join(r.Others, "; "))
	case r.Guessed:
		parts = append(parts, "UNCERTAIN: in part a guess")
	case r.Ambiguous:
		parts = append(parts, "UNCERTAIN: the exhibit may mean another fact beside it")
	case !r.Certain:
		parts = append(parts, "UNCERTAIN")
	}
	return strings.ReplaceAll(strings.Join(parts, ", "), "\n", " ")
}

func (w *writer) score() {
	for i, t := range w.tokens {
		if t.kind == aMark {
			continue
		}
		w.Score.Words++
		switch {
		case w.proof.byFacts[i]:
			w.Score.ByFacts++
		case w.proof.matched[i]:
			w.Score.ByForm++
		default:
			w.Score.Unexplained++
		}
	}
	w.Score.Surplus = w.proof.surplus
}

// undecided lists the conditions that the exhibit leaves open, each once.
func (w *writer) undecided(ev *evidence) {
	seen := map[Test]bool{}
	for _, t := range ev.open {
		if !seen[t] {
			seen[t] = true
			w.Undecided = append(w.Undecided, t)
		}
	}
	stable(w.Undecided, func(a, b *Test) int {
		return cmp.Or(cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Col, b.Place.Col))
	})
}

// blanks are the facts that the form needs and the exhibit does not tell, as
// comments to be filled in.
func blanks(missing []string) string {
	if len(missing) == 0 {
		return ""
	}
	lines := []string{"The form needs these too, and the exhibit does not tell them:"}
	for _, p := range missing {
		lines = append(lines, strings.ReplaceAll(strings.TrimPrefix(p, "/"), "/", ".")+":")
	}
	return strings.Join(lines, "\n")
}

// Complete reports whether every word is explained, and the draft has no others.
func (s Score) Complete() bool { return s.Unexplained+s.Surplus == 0 }

// Better reports whether s explains an exhibit better than t: its draft leaves
// fewer words of the exhibit unexplained, or as few and more of them by the
// form's own words.
func (s Score) Better(t Score) bool {
	if s.Unexplained+s.Surplus != t.Unexplained+t.Surplus {
		return s.Unexplained+s.Surplus < t.Unexplained+t.Surplus
	}
	return s.ByForm > t.ByForm
}
