package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
)

func (b *builder) loop(l *render.Loop) {
	id := int32(len(b.loops))
	made := loopOf{id: int32(l.ID), most: int32(l.Most), nullable: isNullable(l.Body) || l.First != nil && isNullable(l.First)}
	if l.Over.Path != "" {
		p := b.placeOf(l.Over)
		made.over = &p
	}
	b.loops = append(b.loops, made)
	enter := b.add(node{kind: anEnter, index: id})
	b.last = nil
	ends := []int32{enter}
	keep, begin, start := b.keep, b.begin, b.start
	first := l.First
	if first == nil && l.Last != nil {
		first = l.Body
	}
	if first != nil {
		b.add(node{kind: aRound, index: id})
		b.round(l, first)
		ends = append(ends, b.tails...)
		b.keep, b.begin, b.start = keep, anyBreak, start
	}
	before := b.tails
	if first != nil {
		b.between(l.Between)
	}
	round := b.add(node{kind: aRound, index: id})
	b.round(l, l.Body)
	after := b.tails
	if l.Last == nil {
		ends = append(ends, after...)
	}
	b.between(l.Between)
	for _, t := range b.tails {
		b.join(t, round)
	}
	if l.Last != nil {
		b.tails = append(slices.Clip(before), after...)
		b.between(l.Last)
		b.add(node{kind: aRound, index: id})
		b.round(l, l.Body)
		ends = append(ends, b.tails...)
	}
	b.tails = ends
	if begin != b.begin {
		b.begin = anyBreak
	}
	b.add(node{kind: aLeave, index: id})
}

// round adds the body of a loop.
func (b *builder) round(l *render.Loop, body render.Part) {
	first := len(b.holes)
	b.part(body)
	b.flush()
	b.endRun()
	if l.Between != nil {
		for i := first; i < len(b.holes); i++ {
			b.holes[i].listed = true
		}
	}
	b.fork()
}

// between adds what stands between two rounds.
func (b *builder) between(p render.Part) {
	last := b.last
	if p != nil {
		b.part(p)
		b.flush()
		b.endRun()
	}
	b.fork()
	if p == nil {
		b.last = last
	}
}

func isEmpty(p render.Part) bool {
	s, ok := p.(render.Sequence)
	return ok && len(s) == 0
}

// isSilent reports whether a part only decides or goes through something, and
// prints nothing.
func isSilent(p render.Part) bool {
	switch p := p.(type) {
	case render.Sequence:
		return !slices.ContainsFunc(p, func(inner render.Part) bool { return !isBlank(inner) && !isSilent(inner) })
	case *render.Choice:
		return len(p.Arms) > 1 && !slices.ContainsFunc(p.Arms, func(a render.Arm) bool { return !isSilent(a.Body) })
	case *render.Loop:
		return isSilent(p.Body) && (p.First == nil || isSilent(p.First))
	}
	return false
}

func isBlank(p render.Part) bool {
	w, ok := p.(render.Words)
	return ok && strings.TrimSpace(w.Text) == ""
}

// isNullable reports whether a part may print no word.
func isNullable(p render.Part) bool {
	switch p := p.(type) {
	case render.Words:
		text := strings.TrimSpace(p.Text)
		return text == "" || strings.HasPrefix(text, ":::")
	case render.Sequence:
		return !slices.ContainsFunc(p, func(inner render.Part) bool { return !isNullable(inner) })
	case *render.Choice:
		return slices.ContainsFunc(p.Arms, func(a render.Arm) bool { return isNullable(a.Body) })
	case *render.Loop:
		return true
	}
	return false
}
