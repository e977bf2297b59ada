package extract

import ()

// leastShare is the share of an exhibit's words that a form's own words must
// explain, if there are no samples to tell its kind by. Exhibits of a kind in
// other words than the form's have a twelfth to a third of their words in order
// in it; texts of other kinds a twentieth.
const leastShare = 0.06

// foreign reports whether an exhibit is in a wording that the form has not: the
// form's words explain less than half of it, and either hardly any of it, or
// they leave out a tenth of the words that they would print beside the facts.
// One that the form printed, word for word, is not, however much of it facts are.
func (ev *evidence) foreign() bool {
	return !ev.exact && 2*ev.byForm < ev.words && (5*ev.byForm < ev.words || 10*ev.byForm < 9*ev.literals)
}

// isForeign reports whether an exhibit was read by its surroundings.
func (r *Reader) isForeign(ev *evidence) bool { return ev.foreign() && r.words().kinds > 0 }

// fits reports whether an exhibit is one of the form's kind: the form's own
// words explain half of it, or it is kindred to samples of the kind.
func (r *Reader) fits(ev *evidence) bool {
	if r.isForeign(ev) {
		return ev.kinship >= leastKinship
	}
	return float64(ev.telling) >= leastShare*float64(ev.words)
}

// Fits reports whether the exhibit is one of the form's kind.
func (r *Result) Fits() bool { return r.Score.Words > 0 && r.fits }

// A vocabulary counts the words that drafts of a form's kind, and of other
// kinds, have of their templates.
type vocabulary struct {
	akin, others   map[string]int // in how many drafts each stem is
	kinds, foreign int            // how many drafts there are
}

// readWords reads the words of the samples.
func (r *Reader) readWords() *vocabulary {
	v := &vocabulary{akin: map[string]int{}, others: map[string]int{}}
	lexer := lexer{id: nobody, known: map[string][]token{}}
	for _, sample := range r.form.samples() {
		v.add(sample.Akin, lexer.read(sample.Draft))
	}
	return v
}

func (v *vocabulary) add(akin bool, tokens []token) {
	to := v.others
	if akin {
		to = v.akin
		v.kinds++
	} else {
		v.foreign++
	}
	seen := map[string]bool{}
	for i := range tokens {
		t := &tokens[i]
		if w := stem(t.fold); t.isTelling() && !seen[w] && (t.origin == nil || len(t.origin.Facts) == 0) {
			seen[w] = true
			to[w]++
		}
	}
}

func (t *token) isTelling() bool { return t.kind != aMark && t.kind != aSmallWord && t.kind != aNumber }

// Of the words of a kind those are counted that this share of its drafts has.
const commonWord = 0.3

// likeness compares the words of an exhibit with those of a kind: the share of
// the kind's words that it has, each counted by how many of the kind's drafts
// have it and how few of the others', times the share of its own small letters
// that the kind's drafts have at all. It is 0 to 1; exhibits of the kind in
// other words than the forms' have 0.17 to 0.3.
func (v *vocabulary) likeness(tokens []token) float64 {
	have := map[string]bool{}
	small, common := 0, 0
	for i := range tokens {
		t := &tokens[i]
		if !t.isTelling() {
			continue
		}
		w := stem(t.fold)
		have[w] = true
		if t.kind == aLower {
			small++
			if v.akin[w] > 0 {
				common++
			}
		}
	}
	hit, all := 0.0, 0.0
	for _, w := range keys(v.akin) {
		share := float64(v.akin[w]) / float64(v.kinds)
		if share < commonWord {
			continue
		}
		weight := share * (1 - float64(v.others[w])/float64(max(1, v.foreign)))
		all += weight * weight
		if have[w] {
			hit += weight * weight
		}
	}
	if all == 0 || small == 0 {
		return 0
	}
	return hit / all * float64(common) / float64(small)
}

// Bounds of what makes an exhibit in foreign words one of the form's kind.
const (
	leastKinship = 0.11 // exhibits of the kind have 0.13 to 0.3; other texts, even on the same matters, up to 0.09
	fullScore    = 10   // a fact that is found so surely counts in full
	alwaysThere  = 2    // presence of the facts that count
)

// completeness says how many of the facts that nearly all exhibits of the kind
// have were found, and how surely: 0 to 1.
func (s *auction) completeness() float64 {
	sum, n := 0.0, 0
	for i, so := range s.lore.sorts {
		for class, path := range so.paths {
			if s.facts[i].presence[class] >= alwaysThere {
				n++
				sum += min(1, s.best[path]/fullScore)
			}
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
