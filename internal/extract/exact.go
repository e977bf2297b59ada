package extract

import (
	"strings"
)

// exactly reads an exhibit that the form made, word for word: the facts of which
// the draft is the exhibit. The draft of a rival may differ from it in slack
// capitals and breaks more. nil: it is none.
func (r *Reader) exactly(tokens []token, spans map[string][][]span, efforts []effort, slack int) (*refiner, *evidence) {
	s := r.auto.newSearch(tokens, spans, true)
	for _, s.loose = range []bool{false, true} { // some readers take a line for a block
		if s.bounds = s.bound(impossible/2, widestMargin); s.bounds.least < impossible {
			break
		}
	}
	if s.bounds.least == impossible {
		return nil, nil
	}
	for _, e := range efforts {
		if f, ev := r.proveAll(s, s.run(e.width, e.beam), tokens, slack); f != nil {
			return f, ev
		}
	}
	return nil, nil
}

// An attempt is a reading with what its draft has otherwise than the exhibit.
type attempt struct {
	*refiner
	seen   *evidence
	way    path
	unlike int
}

// Bounds on the drafts that prove an exact reading.
const (
	maxAttempts = 12 // until a draft is the exhibit
	maxContests = 10 // of rivals
)

// proveAll drafts the facts of paths until the draft is the exhibit: the cheapest
// first, and then what was given up on the way. What a rival has otherwise that
// is nearly as cheap is uncertain, and all else is certain. nil: no draft is the
// exhibit.
func (r *Reader) proveAll(s *search, paths []path, tokens []token, slack int) (*refiner, *evidence) {
	best := r.attempts(s, paths, tokens)
	if best == nil {
		return nil, nil
	}
	best.seen.exact, best.cost = true, best.way.cost
	best.prune(best.invented())
	best.tree.each(func(v *value) { v.certain = !v.lost })
	best.contest(s, best.way, tokens, best.unlike+slack)
	best.absorbed(tokens, best.unlike)
	best.shifted(tokens, best.unlike)
	return best.refiner, best.seen
}

func (r *Reader) attempts(s *search, paths []path, tokens []token) *attempt {
	var best *attempt
	left := maxAttempts
	try := func(p path, rv *rival) {
		if left <= 0 || best != nil && best.unlike == 0 {
			return
		}
		left--
		values, ev := s.harvest(p)
		s.change(values, rv)
		f := r.newRefiner(plant(values, r.form), tokens)
		f.present(ev)
		f.tree.node(r.form, "") // numbers the elements of its lists
		unlike := 0
		if f.form.Draft != nil {
			unlike = f.unlike(tokens)
		}
		if unlike < worstScore && (best == nil || unlike < best.unlike) {
			best = &attempt{f, ev, p, unlike}
		}
	}
	for _, p := range paths[:min(len(paths), maxAttempts/2)] {
		try(p, &rival{})
	}
	for _, p := range paths {
		if best != nil || left <= 0 {
			break
		}
		for _, rv := range s.rivals(p) {
			try(p, rv)
		}
	}
	return best
}

// invented returns the branches that stand for nothing in the exhibit.
func (f *refiner) invented() []branch {
	var out []branch
	f.walk(f.tree, "", func(in *tree, _ string) {
		for _, name := range keys(in.kids) {
			if v := in.kids[name].value; v != nil && v.claim && (v.lost || v.byOthers) && len(in.kids[name].kids) == 0 && !isIndex(name) {
				out = append(out, branch{in, name, in.kids[name]})
			}
		}
	})
	return out
}

func isIndex(name string) bool { return strings.Trim(name, "0123456789") == "" }

// widestMargin is how much dearer than the least a reading may be that is looked
// at at all.
const widestMargin = 1200

// An effort is how widely paths are looked for.
type effort struct {
	width int
	beam  int32
}

// efforts are made for an exact path, if the one before was not enough.
var efforts = []effort{{4, 60}, {16, 200}, {64, 600}}
