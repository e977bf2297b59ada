package extract

import (
	"strings"
)

// A branch is a place in the tree that can be cut off.
type branch struct {
	parent *tree
	name   string
	kid    *tree
}

// prune cuts off what changes nothing, many branches at once if it can.
func (f *refiner) prune(doubtful []branch) {
	if len(doubtful) == 0 {
		return
	}
	cut := func() {
		for _, b := range doubtful {
			delete(b.parent.kids, b.name)
		}
	}
	put := func() {
		for _, b := range doubtful {
			b.parent.kids[b.name] = b.kid
		}
	}
	if f.try(false, cut, put) {
		return
	}
	if len(doubtful) == 1 {
		f.prune(f.inside(doubtful[0].kid))
		return
	}
	half := len(doubtful) / 2
	f.prune(doubtful[half:])
	f.prune(doubtful[:half])
}

// doubtful returns the branches that may say nothing: those that only
// conditions speak for, and those whose text another fact has too.
func (f *refiner) doubtful() []branch {
	var all []string
	f.tree.each(func(v *value) { all = append(all, foldText(v.text)) })
	var out []branch
	var visit func(t *tree)
	visit = func(t *tree) {
		for _, name := range keys(t.kids) {
			if kid := t.kids[name]; kid.weak(all) {
				out = append(out, branch{t, name, kid})
			} else {
				visit(kid)
			}
		}
	}
	visit(f.tree)
	return out
}

// inside returns the branches of one that cannot be cut off whole. Of a list
// they are left alone: without one the others would move up.
func (f *refiner) inside(t *tree) []branch {
	var out []branch
	for _, name := range keys(t.kids) {
		if strings.Trim(name, "0123456789") == "" {
			out = append(out, f.inside(t.kids[name])...)
			continue
		}
		out = append(out, branch{t, name, t.kids[name]})
	}
	return out
}

// weak reports whether nothing in t stands on its own words.
func (t *tree) weak(all []string) bool {
	weak := true
	t.each(func(v *value) {
		text, times := foldText(v.text), 0
		for _, other := range all {
			if strings.Contains(other, strings.TrimSpace(text)) {
				times++
			}
		}
		weak = weak && !v.apart && (v.claim || times > 1 || v.weight <= 3)
	})
	return weak
}

func (t *tree) each(do func(*value)) {
	if t.value != nil && t.kids == nil {
		do(t.value)
	}
	for _, name := range keys(t.kids) {
		t.kids[name].each(do)
	}
}
