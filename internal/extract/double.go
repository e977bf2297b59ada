package extract

import (
	"strings"
)

// Two facts side by side, and two with the same value, may be one another's: the
// firm's name and the LLP behind it, the term for the shares of a plan and that for
// one part of them. The search mostly keeps the dearer reading for no rival; here it is
// looked for, and drafted.

// maxDoubles bounds the searches that are made for it.
const maxDoubles = 14

// sideBySide tries what else facts could be that stand beside each other, or have the
// same value.
func (a *attempt) sideBySide(s *search, tokens []token) {
	for _, l := range a.leaves() {
		if !l.claim && a.auto.holeOf(l.path) != nil {
			a.split(l, tokens, a.unlike)
		}
	}
	doubles := a.doubles()
	for _, pointer := range doubles[:min(len(doubles), maxDoubles)] {
		a.without(s, pointer, tokens, a.unlike)
	}
}

// doubles finds the facts that have the value of another in a group below theirs, or are
// printed once and made of several: what is printed of one may be the others.
func (a *attempt) doubles() []string {
	var out []string
	leaves, printed := a.leaves(), map[string]int{}
	for i := range a.seen.votes {
		printed[a.seen.votes[i].pointer]++
	}
	for _, l := range leaves {
		group, _ := cutPointer(l.pointer)
		if !l.certain || l.claim || strings.Count(group, "/") < 2 {
			continue
		}
		double, parts := false, map[string]bool{}
		for _, o := range leaves {
			below, ok := strings.CutPrefix(o.pointer, group+"/")
			double = double || ok && strings.Contains(below, "/") && o.text == l.text
			if !o.claim && o.text != l.text && strings.Contains(" "+l.text+" ", " "+o.text+" ") {
				parts[o.text] = true
			}
		}
		if double || len(parts) > 1 && printed[l.pointer] == 1 {
			out = append(out, l.pointer)
		}
	}
	return out
}

// without looks for a reading that lacks a fact: what is printed of it may be another
// fact's, and what the exhibit says later otherwise, too. Of the values that it has
// otherwise nobody knows which are right.
func (f *refiner) without(s *search, pointer string, tokens []token, least int) {
	paths := s.lacking(pointer)
	if len(paths) == 0 {
		return
	}
	values, ev := s.harvest(paths[0])
	other := f.refinerOf(values, ev, f.collation)
	if other.unlike(tokens) > least {
		return
	}
	f.tree.walk("", func(pointer string, v *value) {
		if o := other.tree.at(pointer); o == nil || o.text != v.text {
			v.ambiguous, v.certain = true, false
		}
	})
}

// lacking finds the paths on which a fact is not there.
func (s *search) lacking(pointer string) []path {
	for v := range int32(len(s.facts)) {
		if s.pointerOf(v) != pointer {
			continue
		}
		seed, ok := s.deny(belief{}, v)
		if !ok {
			return nil
		}
		s.seed = seed
		defer func() { s.seed = belief{} }()
		return s.run(efforts[1].width, efforts[1].beam)
	}
	return nil
}

// split tries whether the end of a fact is another one of its group, of which it is a
// known value; or the fact behind it, of which what was read is none, a part of it, or any
// that goes on from what is uncertain itself.
func (f *refiner) split(l *leaf, tokens []token, least int) {
	group, name := cutPointer(l.pointer)
	words := strings.Fields(l.text)
	for _, k := range f.auto.fieldsOf(group) {
		if h := f.auto.holeOf(k.path); h == nil || h.class != ofTitle || nameOf(k.path) == name || len(words) < 2 {
			continue
		}
		known := f.auto.manners.spelled[k.path]
		p, last := group+"/"+nameOf(k.path), words[len(words)-1]
		one, other := *l.value, f.tree.at(p)
		made := map[string]*value{l.pointer: &one}
		switch {
		case !l.certain && (other == nil || !other.certain):
			continue
		case other == nil && known[foldText(last)] != "":
			one.text = strings.TrimSuffix(strings.TrimSuffix(l.text, " "+last), ",")
			made[p] = &value{pointer: p, path: k.path, text: last, weight: 1, at: -1}
		case other != nil && (!l.certain || known[foldText(other.text)] == "") && (other.at < 0 || other.at == l.at+len(foldedWords(l.text))):
			one.text += " " + other.text
		default:
			continue
		}
		if !f.drafted(made, map[string]*value{l.pointer: l.value, p: other}, tokens, least) {
			continue
		}
		for _, v := range []*value{l.value, other} {
			if v != nil {
				v.certain, v.ambiguous = false, true
			}
		}
	}
}
