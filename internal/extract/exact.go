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
	if !s.boundExactly() {
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

// boundExactly finds the bounds of an exact search; false: there is no exact path. What
// is much dearer at a token than all else is looked at only if nothing else leads on.
func (s *search) boundExactly() bool {
	for _, s.loose = range []bool{false, true} { // some readers take a line for a block
		for _, beam := range []int32{widestMargin, impossible / 2} {
			if s.bounds = s.bound(beam, widestMargin); s.bounds.least < impossible {
				return true
			}
		}
	}
	return false
}

// proveAll drafts the facts of paths until the draft is the exhibit: the cheapest
// first, and then what was given up on the way. What a rival has otherwise that
// is nearly as cheap is uncertain, and all else is certain. nil: no draft is the
// exhibit.
func (r *Reader) proveAll(s *search, paths []path, tokens []token, slack int, refiled Refiled) *attempt {
	t := &trials{Reader: r, s: s, paths: paths, tokens: tokens, refiled: refiled, told: make([]*harvest, len(paths)), tried: map[*draftSeen]bool{}}
	best := t.run()
	if best == nil {
		return nil
	}
	best.seen.exact, best.cost = true, best.way.cost
	best.prune()
	best.tree.each(func(v *value) { v.certain = !v.lost })
	if refiled != nil {
		best.untold(tokens, best.unlike)
	}
	best.contest(s, best.way, tokens, best.unlike+slack)
	best.absorbed(tokens, best.unlike)
	best.shifted(tokens, best.unlike)
	if refiled != nil && r.form.Draft != nil {
		best.standIns(tokens)
		best.sideBySide(s, tokens)
	}
	return best
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
