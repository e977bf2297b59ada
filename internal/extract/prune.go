package extract

// A branch is a place in the tree that can be cut off.
type branch struct {
	parent *tree
	name   string
	kid    *tree
}

// prune cuts off what was made up so that conditions hold, and changes nothing in the
// draft. What the draft was made of, as it tells, is needed: of thousands of such facts
// none could go.
func (f *refiner) prune() {
	if f.last == nil {
		return
	}
	told := toldOf(f.cut(f.last), false)
	f.cutOff(invented(f.tree, "", told, nil))
}

// cutOff cuts off what changes nothing, many branches at once if it can.
func (f *refiner) cutOff(branches []branch) {
	if len(branches) == 0 {
		return
	}
	cut := func() {
		for _, b := range branches {
			delete(b.parent.kids, b.name)
		}
	}
	put := func() {
		for _, b := range branches {
			b.parent.kids[b.name] = b.kid
		}
	}
	if f.try(false, cut, put) || len(branches) == 1 {
		return
	}
	half := len(branches) / 2
	f.cutOff(branches[half:])
	f.cutOff(branches[:half])
}

// invented adds the branches of a tree that stand for nothing in the exhibit, and of
// which the draft does not tell.
func invented(t *tree, pointer string, told map[string]bool, out []branch) []branch {
	for _, name := range keys(t.kids) {
		kid := t.kids[name]
		if v := kid.value; v != nil && v.claim && (v.lost || v.byOthers) && len(kid.kids) == 0 && !isIndex(name) && !told[pointer+"/"+name] {
			out = append(out, branch{t, name, kid})
		}
	}
	for _, name := range keys(t.kids) {
		out = invented(t.kids[name], pointer+"/"+name, told, out)
	}
	return out
}

// toldOf are the facts of which a draft was made: that it prints, or that let it print;
// held: only those that did so by a condition that holds.
func toldOf(draft []token, held bool) map[string]bool {
	told := map[string]bool{}
	tell := func(facts []string) {
		for _, p := range facts {
			told[p] = true
		}
	}
	for i := range draft {
		o := draft[i].origin
		if o == nil || i > 0 && o == draft[i-1].origin {
			continue
		}
		tell(o.Facts)
		for c := o.Why; c != nil; c = c.Outer {
			if c.Held || !held {
				tell(c.Facts)
			}
		}
	}
	return told
}

func (t *tree) each(do func(*value)) {
	if t.value != nil && t.kids == nil {
		do(t.value)
	}
	for _, name := range keys(t.kids) {
		t.kids[name].each(do)
	}
}
