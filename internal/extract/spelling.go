package extract

import (
	"slices"
	"strings"
)

// spelling is how a value is to be written: as the exhibit has it where it is
// not in capitals, and with the period that belongs to it. lost: it stands
// nowhere but in capitals, where the form prints none, and is a guess.
func (s *auction) spelling(o *offer, path string) (text string, lost bool) {
	if name := s.sorts[o.sort].name; name != theNames && name != theTerms {
		return o.value, false
	}
	best := slices.Index(o.odds, slices.Max(o.odds))
	for i, c := range o.places {
		if o.odds[i] > 0 && inSmall(c.value) && !inSmall(o.places[best].value) {
			best = i
		}
	}
	text = strings.TrimSuffix(o.places[best].value, ".")
	if s.abbreviates(text) || s.alone(o.places, ".") {
		text += "."
	}
	if inSmall(text) {
		return text, false
	}
	if other, ok := elsewhere(text, s.tokens); ok {
		return other, false
	}
	if other, ok := s.manners.spelled[path][foldText(text)]; ok {
		return other, false
	}
	return s.guess(text, path)
}

// guess gives a value that stands in capitals small letters, if the form prints
// it in capitals somewhere, and so knows how to take them back.
func (s *auction) guess(text, path string) (string, bool) {
	for i := range s.holes {
		if h := &s.holes[i]; h.path == path && h.capitals {
			if value, lost, ok := h.Read(text); ok && value != "" {
				return value, lost
			}
		}
	}
	return text, false
}

func inSmall(text string) bool { return strings.ToUpper(text) != text }

// abbreviates reports whether the period behind the last word of a text is part
// of it: in the exhibit one follows the word always, or where no sentence ends.
func (s *survey) abbreviates(text string) bool {
	words := foldedWords(text)
	last := words[len(words)-1]
	always, within := true, false
	for _, i := range s.at[last] {
		stop := i+1 < len(s.tokens) && s.tokens[i+1].text == "." && !s.tokens[i+1].gap
		always = always && stop
		if stop && i+2 < len(s.tokens) {
			next := &s.tokens[i+2]
			within = within || next.begin < lineBreak && (next.kind < aCapital || next.kind == aNumber)
		}
	}
	return within || always && (len(last) <= 3 || len(last) == 4 && len(s.at[last]) > 1)
}

// alone reports whether one of some places is a whole line that ends so.
func (s *auction) alone(places []candidate, end string) bool {
	return slices.ContainsFunc(places, func(c candidate) bool {
		return strings.HasSuffix(c.value, end) && s.tokens[c.from].begin >= lineBreak && (c.to == len(s.tokens) || s.tokens[c.to].begin >= lineBreak)
	})
}
