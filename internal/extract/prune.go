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

func (t *tree) each(do func(*value)) {
	if t.value != nil && t.kids == nil {
		do(t.value)
	}
	for _, name := range keys(t.kids) {
		t.kids[name].each(do)
	}
}
