package extract

import (
	"strings"
)

// exactly reads an exhibit that the form made, word for word: the facts of which
// the draft is the exhibit. The draft of a rival may differ from it in slack
// capitals and breaks more. nil: it is none. Of several such readings it is the one
// whose draft, filed and read again, is the exhibit.
func (r *Reader) exactly(tokens []token, spans map[string][][]span, efforts []effort, slack int, refiled Refiled) (*refiner, *evidence) {
	s := r.auto.newSearch(tokens, spans, true)
	defer s.release()
	for _, s.loose = range []bool{false, true} { // some readers take a line for a block
		if s.bounds = s.bound(impossible/2, widestMargin); s.bounds.least < impossible {
			break
		}
	}
	if s.bounds.least == impossible {
		return nil, nil
	}
	var best *attempt
	for _, e := range efforts {
		a := r.proveAll(s, s.run(e.width, e.beam), tokens, slack, refiled)
		if a != nil && (best == nil || a.better(best)) {
			best = a
		}
		if best != nil && (best.done() || best.own && best.apart > fewApart || e.width > efforts[0].width) {
			break
		}
	}
	if best == nil {
		return nil, nil
	}
	best.least = s.bounds.least
	return best.refiner, best.seen
}

// An attempt is a reading with what its draft has otherwise than the exhibit.
type attempt struct {
	*refiner
	seen   *evidence
	way    path
	unlike int
	apart  int  // paragraphs that the draft has otherwise when it is filed and read again
	own    bool // they are few
}

// better reports whether an attempt comes nearer to the exhibit than another.
func (a *attempt) better(b *attempt) bool {
	if (a.own || b.own) && a.apart != b.apart {
		return a.own && (!b.own || a.apart < b.apart)
	}
	return a.unlike < b.unlike
}

// done reports whether no attempt can be better.
func (a *attempt) done() bool {
	if a.own {
		return a.apart == 0
	}
	return a.unlike == 0
}

// Bounds on the drafts that prove an exact reading.
const (
	maxAttempts = 12 // until the words of a draft are the exhibit's
	maxLines    = 60 // ... and its lines are, if all but those of a few paragraphs are
	fewApart    = 3  // paragraphs that a draft has otherwise, and another may have right
	maxContests = 10 // of rivals
)

// proveAll drafts the facts of paths until the draft is the exhibit: the cheapest
// first, and then what was given up on the way. What a rival has otherwise that
// is nearly as cheap is uncertain, and all else is certain. nil: no draft is the
// exhibit.
func (r *Reader) proveAll(s *search, paths []path, tokens []token, slack int, refiled Refiled) *attempt {
	best := r.attempts(s, paths, tokens, refiled)
	if best == nil {
		return nil
	}
	best.seen.exact, best.cost = true, best.way.cost
	best.prune()
	best.tree.each(func(v *value) { v.certain = !v.lost })
	best.contest(s, best.way, tokens, best.unlike+slack)
	best.absorbed(best.seen.votes, tokens, best.unlike)
	best.shifted(best.seen.votes, tokens, best.unlike)
	if refiled != nil {
		best.sideBySide(s, tokens)
	}
	return best
}

func (r *Reader) attempts(s *search, paths []path, tokens []token, refiled Refiled) *attempt {
	var best *attempt
	made := 0
	told := make([]*harvest, len(paths))
	try := func(i int, rv *rival) bool {
		most := maxAttempts
		if best != nil && best.own && best.apart <= fewApart {
			most = maxLines
		}
		if made >= most || best != nil && best.done() {
			return false
		}
		made++
		if told[i] == nil {
			told[i] = &harvest{}
			told[i].values, told[i].ev = s.harvest(paths[i])
		}
		if a := r.attempt(s, paths[i], told[i], rv, tokens, refiled); a != nil && (best == nil || a.better(best)) {
			best = a
		}
		return true
	}
	for i := range min(len(paths), maxAttempts/2) {
		try(i, &rival{})
	}
	if best != nil && !best.own {
		return best
	}
	for i := range paths {
		for _, rv := range s.rivals(paths[i]) {
			if !try(i, rv) {
				return best
			}
		}
	}
	return best
}

// A harvest is what a path says.
type harvest struct {
	values map[string]*value
	ev     *evidence
}

// clone copies a harvest, but for the evidence.
func (h *harvest) clone() *harvest {
	out := &harvest{make(map[string]*value, len(h.values)), h.ev}
	for pointer, v := range h.values {
		out.values[pointer] = new(*v)
	}
	return out
}

// attempt drafts what a path says as a rival has it. nil: the draft has other words than
// the exhibit, or it was tried before.
func (r *Reader) attempt(s *search, p path, told *harvest, rv *rival, tokens []token, refiled Refiled) *attempt {
	told = told.clone()
	s.change(told.values, rv)
	a := &attempt{refiner: r.refinerOf(told.values, told.ev, s.collation()), seen: told.ev, way: p}
	if r.form.Draft == nil {
		return a
	}
	seen := a.refiner.seen()
	if seen.tried {
		return nil
	}
	seen.tried, seen.against, seen.unlike = true, true, a.holdAgainst(tokens)
	if a.unlike = seen.unlike; a.unlike == worstScore {
		return nil
	}
	a.best = 0
	if refiled != nil {
		a.apart, a.own = refiled(a.last)
	}
	return a
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

// efforts are made for an exact path, if the one before was not enough: wider ones,
// and at last many paths in a narrow beam, where doubts that have nothing to do with
// each other multiply.
var efforts = []effort{{4, 60}, {16, 200}, {64, 600}, {512, 60}, {2048, 60}}
