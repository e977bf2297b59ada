package extract

import (
	"maps"
	"slices"
	"strings"
)

// exactly reads an exhibit that the form made, word for word: the facts of which
// the draft is the exhibit. nil: it is none.
func (r *Reader) exactly(tokens []token, spans map[string][][]span) (*refiner, *evidence) {
	for _, e := range efforts {
		s := &search{ledger: newLedger(r.auto), tokens: tokens, spans: spans, exact: true, width: e.width, beam: e.beam}
		if f, ev := r.proveAll(s, tokens); f != nil {
			return f, ev
		}
	}
	return nil, nil
}

// proveAll drafts the facts of all paths, and returns those of which the draft
// is most like the exhibit. What other paths have otherwise that are as good is
// uncertain, and all else is certain.
func (r *Reader) proveAll(s *search, tokens []token) (*refiner, *evidence) {
	var best *refiner
	var seen *evidence
	var way path
	var equal []map[string]*value
	least := worstScore
	for _, p := range s.run() {
		values, ev := s.harvest(p)
		f := r.newRefiner(plant(values, r.form), tokens)
		f.present(ev)
		f.tree.node(r.form, "") // numbers the elements of its lists
		if f.form.Draft == nil {
			return f, ev
		}
		switch unlike := f.unlike(tokens); {
		case unlike < least:
			least, best, seen, way, equal = unlike, f, ev, p, []map[string]*value{values}
		case unlike == least && best != nil:
			equal = append(equal, values)
		}
	}
	if best == nil {
		return nil, nil
	}
	seen.exact = true
	best.prune(best.invented())
	best.tree.each(func(v *value) { v.certain = v.isSure(equal) })
	best.contest(s, way, tokens, least)
	best.shift(tokens, least)
	return best, seen
}

// isSure reports whether all readings of an exhibit have a value, and none of it
// was guessed.
func (v *value) isSure(readings []map[string]*value) bool {
	if v.lost {
		return false
	}
	for _, values := range readings {
		if o := values[v.pointer]; o == nil || o.text != v.text {
			v.ambiguous = true
			return false
		}
	}
	return !v.listed || !strings.Contains(v.text, ",") && !strings.Contains(v.text, " and ")
}

// invented returns the branches that stand for nothing in the exhibit.
func (f *refiner) invented() []branch {
	var out []branch
	f.walk(f.tree, "", func(in *tree, _ string) {
		for _, name := range slices.Sorted(maps.Keys(in.kids)) {
			if v := in.kids[name].value; v != nil && v.claim && (v.lost || v.byOthers) && len(in.kids[name].kids) == 0 && !isIndex(name) {
				out = append(out, branch{in, name, in.kids[name]})
			}
		}
	})
	return out
}

func isIndex(name string) bool { return strings.Trim(name, "0123456789") == "" }

// unlike counts in how many words the draft of the tree differs from the
// exhibit in capitals, or begins a line or a block otherwise; [worstScore] if
// the words differ.
func (f *refiner) unlike(exhibit []token) int {
	root, _ := f.valid(f.tree)
	d, _ := f.form.Draft(root)
	if d == nil {
		return worstScore
	}
	words := read(d, nobody)
	if len(words) != len(exhibit) {
		return worstScore
	}
	f.best = 0
	n := 0
	for i := range words {
		w, t := &words[i], &exhibit[i]
		if w.exact() != t.exact() {
			return worstScore
		}
		if w.text != t.text && t.kind != aMark {
			n++
		}
		if (w.begin == noBreak) != (t.begin <= softBreak) {
			n++
		}
	}
	return n
}

// efforts are how widely an exact path is looked for, if the one before was not
// enough.
var efforts = []struct {
	width int
	beam  int32
}{{3, 250}, {8, 1000}}
