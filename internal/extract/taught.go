package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
)

// longerStill is by how many words a fact may be longer than the pack's examples.
const longerStill = 4

// What an automaton knows of facts besides where the form prints them.

// learn learns from the schema and the pack's examples how facts are written, and
// which are given.
func (b *builder) learn() {
	b.manners = newManners(b.form, b.classes)
	for i := range b.holes {
		h := &b.holes[i]
		h.manner = b.manners.of[starred(h.path)]
		if h.most > 0 {
			h.most = max(h.most, b.manners.longest(starred(h.path))+longerStill)
		}
	}
	var paths []string
	for _, k := range b.kinds {
		paths = append(paths, k.path)
	}
	b.articled = map[string]bool{}
	for c, made := range b.conditions {
		if c.Op == render.Worked && slices.ContainsFunc(c.Texts(), func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), "the") }) {
			for _, kind := range made.kinds {
				b.articled[b.kinds[kind].path] = true
			}
		}
	}
	h := newHabits(b.form, paths...)
	for i := range b.kinds {
		k := &b.kinds[i]
		if k.parent >= 0 {
			k.given, k.absent = h.given(k.path), h.absent(k.path)
		}
		for _, v := range k.enum {
			k.worth = append(k.worth, h.value(k.path, v))
		}
	}
}
