package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// What the search gave up too early to meet the best path is made again here by
// hand, and drafted: facts that may be those of another group that the form prints
// at the same place. Such values are ambiguous.

// maxShifts bounds the drafts that are made for it.
const maxShifts = 14

// A shift moves facts: to is where a pointer goes.
type shift struct{ from, to []string }

// shifted tries whether facts may be others.
func (f *refiner) shifted(tokens []token, least int) {
	if f.form.Draft == nil {
		return
	}
	left := maxShifts
	for _, sh := range f.toTwins() {
		if left == 0 {
			break
		}
		old, values := map[string]*value{}, map[string]*value{}
		sure := false
		for i, p := range sh.from {
			v := f.tree.at(p)
			sure = sure || v.certain
			old[p] = v
			if old[sh.to[i]] == nil {
				old[sh.to[i]] = f.tree.at(sh.to[i])
			}
			made := *v
			made.pointer, made.path = sh.to[i], starred(sh.to[i])
			values[sh.to[i]] = &made
		}
		if !sure {
			continue
		}
		left--
		if !f.drafted(values, old, tokens, least) {
			continue
		}
		for _, p := range sh.from {
			v := f.tree.at(p)
			v.certain, v.ambiguous = false, true
		}
	}
}

// An actionKey tells one action of a template from others.
type actionKey struct {
	place doc.Place
	chain string
}

// findTwins finds facts that one action of a template prints: one if another is
// not there, or those of one group and those of another.
func (a *automaton) findTwins() {
	by := map[actionKey][]string{}
	for i := range a.holes {
		h := &a.holes[i]
		key := actionKey{h.Place, h.Chain()}
		if h.path != "" && !strings.Contains(strings.TrimSuffix(h.path, "/*"), "*") && !slices.Contains(by[key], h.path) {
			by[key] = append(by[key], h.path)
		}
	}
	a.twins = map[string][]string{}
	for _, paths := range by {
		for _, p := range paths {
			for _, q := range paths {
				if p != q && strings.HasSuffix(p, "/*") == strings.HasSuffix(q, "/*") && !slices.Contains(a.twins[p], q) {
					a.twins[p] = append(a.twins[p], q)
				}
			}
		}
	}
	for _, paths := range a.twins {
		slices.Sort(paths)
	}
}

// toTwins are the shifts of facts to their twins, those of a group together.
func (f *refiner) toTwins() []shift {
	var order []string
	by := map[string]*shift{}
	for _, l := range f.leaves() {
		for _, q := range f.auto.twins[l.path] {
			if list, ok := strings.CutSuffix(q, "/*"); ok {
				if f.tree.find(list) != nil {
					continue
				}
				_, item := cutPointer(l.pointer)
				q = list + "/" + item
			}
			from, to := tails(l.pointer, q)
			if f.tree.at(q) != nil {
				continue
			}
			one := &shift{from: []string{l.pointer}, to: []string{q}}
			if under := strings.TrimPrefix(l.pointer, from); under != "" {
				key := from + " " + to
				if by[key] == nil {
					by[key] = &shift{}
					order = append(order, key)
				}
				by[key].from, by[key].to = append(by[key].from, l.pointer), append(by[key].to, q)
			} else {
				key := l.pointer + " " + q
				by[key] = one
				order = append(order, key)
			}
		}
	}
	var out []shift
	for _, key := range order {
		out = append(out, f.withClaims(*by[key]))
	}
	return out
}

// withClaims adds to a shift what only conditions say in the groups that it moves.
func (f *refiner) withClaims(sh shift) shift {
	for i := range sh.from {
		parent, _ := cutPointer(sh.from[i])
		other, _ := cutPointer(sh.to[i])
		for parent != "" && other != "" && parent != other {
			sh = f.claimsOf(parent, other, sh)
			parent, _ = cutPointer(parent)
			other, _ = cutPointer(other)
		}
	}
	return sh
}

// claimsOf adds to a shift what only conditions say in one group, if the other is
// not there.
func (f *refiner) claimsOf(group, other string, sh shift) shift {
	in := f.tree.find(group)
	if in == nil || f.tree.find(other) != nil {
		return sh
	}
	for _, name := range keys(in.kids) {
		p := group + "/" + name
		if v := in.kids[name].value; v == nil || !v.claim || slices.Contains(sh.from, p) {
			continue
		}
		if _, ok := f.form.lookup(other + "/" + name); ok {
			sh.from, sh.to = append(sh.from, p), append(sh.to, other+"/"+name)
		}
	}
	return sh
}

// tails cuts off what two pointers have in common at the end.
func tails(p, q string) (string, string) {
	for p != "" && q != "" {
		a, x := cutPointer(p)
		b, y := cutPointer(q)
		if x != y {
			break
		}
		p, q = a, b
	}
	return p, q
}
