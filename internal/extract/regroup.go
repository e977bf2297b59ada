package extract

import (
	"maps"
	"slices"
	"strings"
)

// isElement reports whether a pointer is that of an element of a list.
func isElement(pointer string) bool {
	return pointer != "" && isIndex(pointer[strings.LastIndexByte(pointer, '/')+1:])
}

// mergeItems tries whether two items of a list are one, the likeliest first.
func (f *refiner) mergeItems(tokens []token, least int) {
	for made := true; made; {
		made = false
		all := f.leaves()
		var changes []change
		for i := 0; i+1 < len(all); i++ {
			a, b := all[i], all[i+1]
			list, first := cutPointer(a.pointer)
			after, second := cutPointer(b.pointer)
			if list != after || !isIndex(first) || !isIndex(second) || !f.isOpen(a) || !f.isOpen(b) {
				continue
			}
			for _, by := range []string{", ", " and "} {
				changes = append(changes, change{a.pointer: a.text + by + b.text, b.pointer: ""})
			}
		}
		slices.SortStableFunc(changes, func(a, b change) int { return f.gain(b) - f.gain(a) })
		for _, c := range changes {
			if made = f.propose(c, tokens, least); made {
				break
			}
		}
	}
}

// moveBetween tries whether what stands behind the last comma of a fact belongs
// to the next, and the reverse.
func (f *refiner) moveBetween(tokens []token, least int) {
	all := f.leaves()
	for i := 0; i+1 < len(all); i++ {
		a, b := all[i], all[i+1]
		if !f.isOpen(a) || !f.isOpen(b) {
			continue
		}
		if at := strings.LastIndex(a.text, ", "); at > 0 {
			if f.propose(change{a.pointer: a.text[:at], b.pointer: a.text[at+2:] + ", " + b.text}, tokens, least) {
				all = f.leaves()
				continue
			}
		}
		if at := strings.Index(b.text, ", "); at > 0 {
			if f.propose(change{a.pointer: a.text + ", " + b.text[:at], b.pointer: b.text[at+2:]}, tokens, least) {
				all = f.leaves()
			}
		}
	}
}

// moveBeside tries whether a fact, or a part of it, is one beside it that is not
// there.
func (f *refiner) moveBeside(tokens []token, least int) {
	for _, l := range f.leaves() {
		if !f.isOpen(l) || f.tree.at(l.pointer) != l.value || isElement(l.pointer) {
			continue
		}
		parent, name := cutPointer(l.pointer)
		for _, other := range f.beside(starred(parent), name) {
			to := parent + "/" + other
			if f.tree.find(to) != nil {
				continue
			}
			made := f.propose(change{l.pointer: "", to: l.text}, tokens, least)
			for at := range l.text {
				if !made && strings.HasPrefix(l.text[at:], ", ") {
					head, tail := l.text[:at], l.text[at+2:]
					made = f.propose(change{l.pointer: head, to: tail}, tokens, least) ||
						f.propose(change{l.pointer: tail, to: head}, tokens, least)
				}
			}
			if made {
				break
			}
		}
	}
}

// beside are the names beside a fact that take open text.
func (f *refiner) beside(path, name string) []string {
	p, ok := f.form.lookup(path)
	if !ok {
		return nil
	}
	var out []string
	for _, other := range p.Names {
		if c, ok := f.auto.classes[path+"/"+other]; ok && other != name && c.open() {
			out = append(out, other)
		}
	}
	return out
}

// swapElements tries whether neighbours in a list may change places, or its
// first go to the end.
func (f *refiner) swapElements(tokens []token, least int) {
	f.walk(f.tree, "", func(in *tree, _ string) {
		n := len(in.kids)
		if n < 2 || in.kids["0"] == nil || len(in.kids["0"].kids) == 0 || in.kids[itoa(n-1)] == nil {
			return
		}
		for i := range n - 1 {
			f.reorder(in, i, i+1, tokens, least)
		}
		if n > 2 {
			f.reorder(in, 0, n-1, tokens, least)
			f.reorder(in, n-1, 0, tokens, least)
		}
	})
}

// reorder tries whether an element of a list may stand elsewhere.
func (f *refiner) reorder(in *tree, from, to int, tokens []token, least int) {
	old := in.kids
	var order []*tree
	for i := range len(old) {
		if old[itoa(i)] == nil {
			return
		}
		order = append(order, old[itoa(i)])
	}
	moved := order[from]
	order = slices.Insert(slices.Delete(order, from, from+1), to, moved)
	in.kids = map[string]*tree{}
	for i, kid := range order {
		in.kids[itoa(i)] = kid
	}
	same := f.draftsSame(f.tree, tokens, least)
	in.kids = old
	if same {
		for i := min(from, to); i <= max(from, to); i++ {
			old[itoa(i)].each(func(v *value) { v.certain, v.ambiguous = false, true })
		}
	}
}

// moveGroups tries whether a group of facts is the one beside it that has facts
// of the same names.
func (f *refiner) moveGroups(tokens []token, least int) {
	f.walk(f.tree, "", func(in *tree, path string) {
		p, ok := f.form.lookup(path)
		if !ok {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(in.kids)) {
			group := in.kids[name]
			if isIndex(name) || len(group.kids) == 0 || group.kids["0"] != nil {
				continue
			}
			for _, other := range p.Names {
				if q, ok := f.form.lookup(path + "/" + other); ok && other != name && slices.Equal(q.Types, []string{"object"}) {
					f.moveGroup(in, name, other, q.Names, tokens, least)
				}
			}
		}
	})
}

// moveGroup tries the facts of a group in another that lacks them.
func (f *refiner) moveGroup(in *tree, name, other string, names []string, tokens []token, least int) {
	from, to := in.kids[name], in.kids[other]
	taken, made := from.clone(), &tree{kids: map[string]*tree{}}
	if to != nil {
		made = to.clone()
	}
	var moved []*tree
	for kid, t := range from.kids {
		if slices.Contains(names, kid) && made.kids[kid] == nil && made.kids != nil {
			delete(taken.kids, kid)
			made.kids[kid] = t.clone()
			moved = append(moved, t)
		}
	}
	if len(moved) < 2 {
		return
	}
	in.kids[other], in.kids[name] = made, taken
	if len(taken.kids) == 0 {
		delete(in.kids, name)
	}
	same := f.draftsSame(f.tree, tokens, least)
	in.kids[name], in.kids[other] = from, to
	if to == nil {
		delete(in.kids, other)
	}
	if same {
		for _, t := range moved {
			t.each(func(v *value) { v.certain, v.ambiguous = false, true })
		}
	}
}

// moveIntoList tries whether what stands behind an item of a list is another.
func (f *refiner) moveIntoList(tokens []token, least int) {
	all := f.leaves()
	for i := 0; i+1 < len(all); i++ {
		a, b := all[i], all[i+1]
		list, item := cutPointer(a.pointer)
		around, _ := cutPointer(b.pointer)
		if list == around || !isIndex(item) || !f.isOpen(a) || !f.isOpen(b) || f.auto.classes[a.path] != f.auto.classes[b.path] {
			continue
		}
		c := change{list + "/" + itoa(len(f.tree.find(list).kids)): b.text, b.pointer: ""}
		if isElement(around) {
			for _, l := range all {
				if strings.HasPrefix(l.pointer, around+"/") {
					c[l.pointer] = ""
				}
			}
		}
		if f.draftsSame(f.with(c), tokens, least) {
			f.doubt(c)
		}
	}
}

// spread tries whether the items of a list are facts beside it. What stands there
// instead may be another beside it, with the word before it.
func (f *refiner) spread(tokens []token, least int) {
	f.walk(f.tree, "", func(in *tree, path string) {
		for _, name := range slices.Sorted(maps.Keys(in.kids)) {
			items := in.kids[name].kids
			if len(items) == 0 || items["0"] == nil || items["0"].value == nil || len(items["0"].kids) > 0 {
				continue
			}
			beside := f.beside(path, name)
			for from := 0; from+len(items) <= len(beside); from++ {
				f.spreadOver(in, name, beside[from:from+len(items)], beside, tokens, least)
			}
		}
	})
}

func (f *refiner) spreadOver(in *tree, list string, names, beside []string, tokens []token, least int) {
	old := maps.Clone(in.kids)
	items := old[list].kids
	delete(in.kids, list)
	var displaced []*value
	for i, name := range names {
		if items[itoa(i)] == nil {
			in.kids = old
			return
		}
		if t := old[name]; t != nil && t.value != nil {
			displaced = append(displaced, t.value)
		}
		in.kids[name] = items[itoa(i)]
	}
	same := len(displaced) <= 1 && f.draftsSame(f.tree, tokens, least)
	for _, name := range beside {
		if same || len(displaced) != 1 || in.kids[name] != nil {
			continue
		}
		v := *displaced[0]
		if v.at > 0 && v.at < len(tokens) {
			v.text = tokens[v.at-1].text + " " + v.text
		}
		in.kids[name] = &tree{value: &v}
		same = f.draftsSame(f.tree, tokens, least)
		delete(in.kids, name)
	}
	in.kids = old
	if same {
		unsure := func(v *value) { v.certain, v.ambiguous = false, true }
		old[list].each(unsure)
		for _, v := range displaced {
			unsure(v)
		}
	}
}
