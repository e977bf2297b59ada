package extract

// gate finds the arms of choices that an exhibit surely does not have, by its
// words: an arm needs a quarter of the pairs of words that it prints itself, or,
// if it prints a word or two, one of them. Of a choice all of whose arms would
// go, all stay. Most of a form's library falls away so before the search.
func (a *automaton) gate(tokens []token) []bool {
	words := make([]bool, len(a.words))
	pairs := map[[2]int32]bool{}
	last := int32(gap)
	for i := range tokens {
		t := &tokens[i]
		if t.kind == aMark {
			continue
		}
		if t.id != unknownWord {
			words[t.id] = true
			pairs[[2]int32{last, t.id}] = true
		}
		last = t.id
	}
	dead := make([]bool, len(a.nodes))
	alive := map[int32]bool{}
	for i := range a.lines {
		l := &a.lines[i]
		if dead[l.first] = !l.plausible(words, pairs); !dead[l.first] {
			alive[l.choice] = true
		}
	}
	for i := range a.lines {
		if l := &a.lines[i]; !alive[l.choice] {
			dead[l.first] = false
		}
	}
	return dead
}

func (l *literals) plausible(words []bool, pairs map[[2]int32]bool) bool {
	count, found, total, hits := 0, 0, 0, 0
	last := int32(gap)
	for _, w := range l.words {
		if w != gap {
			count++
			if words[w] {
				found++
			}
		}
		if w != gap && last != gap {
			total++
			if pairs[[2]int32{last, w}] {
				hits++
			}
		}
		last = w
	}
	if total >= 2 {
		return 4*hits >= total
	}
	return count == 0 || found > 0
}
