package extract

// betters reports whether a reading of an exhibit as one with slips is so much
// cheaper than an exact one that the latter took slips for parts of facts: by a
// third, and by slipWorth for each word that it has otherwise itself. Of facts that
// are merely strange, with which it is cheaper as well, one or the other does not hold.
func (f *refiner) betters(exact *refiner) bool {
	return f.cost < exact.worth() && f.cost+int32(f.best)*slipWorth < exact.cost
}

// worth is what a reading of an exhibit as one with slips must not cost, to be better
// than an exact one.
func (f *refiner) worth() int32 { return f.cost / 3 * 2 }

// slipWorth was measured: with slips an exact reading was dearer by three fifths and
// more, and by 160 and more for each word; without, by half at the most, and then by
// less than 90.
const slipWorth = 140

// roughly reads any exhibit as well as it can be. If that must cost less than most,
// only what is nearly what the form prints is read; nil: it costs more.
func (r *Reader) roughly(tokens []token, spans map[string][][]span, most int32) (*refiner, *evidence) {
	values, ev := map[string]*value{}, unaligned(tokens)
	widest := int32(widestBeam)
	switch {
	case r.isUnfamiliar(tokens):
		widest = 0
	case r.isStrange(tokens):
		widest = roughBeam
	}
	width, beam := roughWidth, int32(roughBeam)
	if len(tokens)*len(r.auto.nodes) < littleWork {
		width, beam = wideWidth, wideBeam
	}
	for ; beam <= widest; beam *= 3 { // too narrow a beam loses the end of the form
		s := r.auto.newSearch(tokens, spans, false)
		s.shut, s.most = r.auto.gate(tokens), most
		if s.bounds = s.bound(2*beam, 4*beam); s.bounds.least == impossible {
			continue
		}
		if s.isNear() && s.bounds.least < most {
			if f, ev := r.consistently(s, width, beam); f != nil {
				return f, ev
			}
		}
		if most < impossible {
			return nil, nil
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
	f := r.refinerOf(values, ev, tokens)
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
	wideBeam   = 220
)
