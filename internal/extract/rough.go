package extract

// betters reports whether a reading of an exhibit as one with slips is so much
// cheaper than an exact one that the latter took slips for parts of facts: by a
// third, and by slipWorth for each word that it has otherwise itself. Of facts that
// are merely strange, with which it is cheaper as well, one or the other does not hold.
func (f *refiner) betters(exact *refiner) bool {
	return f.cost < worth(exact.cost) && f.cost+int32(f.best)*slipWorth < exact.cost
}

// worth is what a reading of an exhibit as one with slips must not cost, to be better
// than an exact one of some cost.
func worth(cost int32) int32 { return cost / 3 * 2 }

// slipWorth was measured: with slips an exact reading was dearer by three fifths and
// more, and by 160 and more for each word; without, by half at the most, and then by
// less than 90.
const slipWorth = 140

// leastWorth, in fifths, was measured: the bound of a slipped reading was 0.15 to 0.54 of
// that of an exact one where there were slips, and 0.63 and more where there were none.
const leastWorth = 3

// slipped reads an exhibit as one that is the form's but for slips, although there is
// an exact reading of it. nil: that would not be better. Already what any exact path
// costs at least must be so much more than what a slipped one does, which is known long
// before the search is done.
func (r *Reader) slipped(tokens []token, spans map[string][][]span, exact *refiner) (*refiner, *evidence) {
	if r.isUnfamiliar(tokens) {
		return nil, nil
	}
	r.auto.markNear(tokens)
	width, beam := r.breadth(tokens), int32(roughBeam)
	s := r.auto.newSearch(tokens, spans, false)
	defer s.release()
	s.shut, s.most = r.auto.gate(tokens), exact.least/5*leastWorth
	if s.bounds = s.bound(2*beam, 4*beam); s.bounds.least == impossible || !s.isNear() {
		return nil, nil
	}
	s.most = worth(exact.cost)
	return r.consistently(s, width, beam)
}

// breadth is how widely a rough path is looked for.
func (r *Reader) breadth(tokens []token) int {
	if len(tokens)*len(r.auto.nodes) < littleWork {
		return wideWidth
	}
	return roughWidth
}

// roughly reads any exhibit as well as it can be.
func (r *Reader) roughly(tokens []token, spans map[string][][]span) (*refiner, *evidence) {
	r.auto.markNear(tokens)
	values, ev := map[string]*value{}, unaligned(tokens)
	widest := int32(widestBeam)
	switch {
	case r.isUnfamiliar(tokens):
		widest = 0
	case r.isStrange(tokens):
		widest = roughBeam
	}
	width, beam := r.breadth(tokens), int32(roughBeam)
	for ; beam <= widest; beam *= 3 { // too narrow a beam loses the end of the form
		s := r.auto.newSearch(tokens, spans, false)
		defer s.release()
		s.shut = r.auto.gate(tokens)
		if s.bounds = s.bound(2*beam, 4*beam); s.bounds.least == impossible {
			continue
		}
		if s.isNear() {
			if f, ev := r.consistently(s, width, beam); f != nil {
				return f, ev
			}
		}
		if paths := s.widen(width, beam); len(paths) > 0 {
			values, ev = s.harvest(paths[0])
			s.doubt(values, paths[0])
			break
		}
	}
	if ev.foreign() {
		ev.kinship = r.reconsider(values, ev, tokens)
		ev.unfound(values)
	}
	f := r.refinerOf(values, ev, newCollation(tokens))
	f.refine()
	return f, ev
}

// widen follows paths in a beam that is made wider, up to most, until one comes
// to the end.
func (s *search) widen(width int, most int32) []path {
	for beam := min(most, roughBeam); ; beam = min(most, beam+beam/2) {
		if paths := s.run(width, beam); len(paths) > 0 || beam == most {
			return paths
		}
	}
}

// How widely paths are searched.
const (
	roughWidth = 1
	roughBeam  = 110
	widestBeam = 2000
	littleWork = 2_000_000 // nodes times tokens, below which the search can be wider
	wideWidth  = 2
)
