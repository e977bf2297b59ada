package extract

import "slices"

// A claim is what conditions say of a fact that is not printed itself. If no word of the
// draft stands there because it holds, but some only because others do not, it may be one
// of several values, or none at all. Those are drafted.

// maxUntold bounds the drafts that are made for it.
const maxUntold = 12

// untold makes the claims ambiguous of which no word of the draft speaks, if another
// value drafts the same.
func (f *refiner) untold(tokens []token, least int) {
	if f.last == nil {
		return
	}
	told := toldOf(f.cut(f.last), true)
	left := maxUntold
	for _, l := range f.leaves() {
		if !l.certain || !l.claim || told[l.pointer] {
			continue
		}
		others, known := f.otherClaims(l)
		if !known {
			l.certain, l.ambiguous = false, true
		}
		for _, other := range others {
			if left == 0 {
				return
			}
			left--
			if f.drafted(map[string]*value{l.pointer: other}, map[string]*value{l.pointer: l.value}, tokens, least) {
				l.certain, l.ambiguous = false, true
				break
			}
		}
	}
}

// otherClaims are the other values of a fact, nil for none, which is what a condition takes
// false for. known: there are no more; a name for another fact could be any that the other
// has.
func (f *refiner) otherClaims(l *leaf) (others []*value, known bool) {
	p, ok := f.form.lookup(l.path)
	if !ok {
		return nil, true
	}
	texts := p.Enum
	switch {
	case slices.Contains(p.Types, "boolean") && l.text == "true":
		return []*value{nil}, true
	case slices.Contains(p.Types, "boolean"):
		texts = []string{"true"}
	case len(texts) == 0:
		return nil, false
	case !p.Required:
		others = append(others, nil)
	}
	for _, text := range texts {
		if text != l.text && (p.Default == nil || p.Default.Text != text || p.Required) {
			other := *l.value
			other.text = text
			others = append(others, &other)
		}
	}
	return others, true
}
