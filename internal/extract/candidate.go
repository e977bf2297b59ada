package extract

import (
	"cmp"
	"slices"
	"strings"
)

// A candidate is a place of an exhibit that looks as if a fact were printed
// there: a date, an amount, a name. Which fact it is, its surroundings tell.
type candidate struct {
	from, to int // its first token, and the one behind its last
	value    string
	as       string // the functions that print such a value; "" for a name
}

// A sort is the facts that look alike, and so compete for the same candidates:
// all dates, all whole numbers, all names.
type sort struct {
	name   string
	paths  []string              // the classes of candidates, in order; one more is that of candidates of no fact
	keys   []string              // of the closed holes that print the facts; none for names
	cues   [][]cue               // by path
	known  map[string][][]string // the values that are known of terms, and of names without capitals, by their first words
	owners map[string][]int      // by such a value, the facts that it is known of
}

const (
	theDates   = "date"
	theNumbers = "number"
	theNames   = "name"
	theCodes   = "code"
	theTerms   = "term" // what need not identify a matter: of these only values that are known
)

// sorts lists the sorts of the facts that identify a matter, of those that the
// form prints.
func (a *automaton) sorts() []*sort {
	paths, texts := map[string]map[string]bool{}, map[string]map[string]bool{}
	for i := range a.holes {
		h := &a.holes[i]
		name := a.sortName(h)
		if name == "" {
			continue
		}
		if paths[name] == nil {
			paths[name], texts[name] = map[string]bool{}, map[string]bool{}
		}
		paths[name][h.path] = true
		if !h.class.open() {
			texts[name][h.key] = true
		}
	}
	var out []*sort
	for _, name := range keys(paths) {
		s := &sort{name: name, paths: keys(paths[name]), keys: keys(texts[name])}
		s.readCues(a.form)
		if name == theTerms || name == theNames {
			s.learnValues(a.form)
		}
		out = append(out, s)
	}
	return out
}

// sortName names the sort of a hole's fact; "" if its surroundings cannot tell
// it. Lists within lists are left out: which element would be meant?
func (a *automaton) sortName(h *hole) string {
	p := h.property
	switch {
	case h.path == "" || strings.Count(h.path, "*") > 1 || h.suffix != "":
		return ""
	case h.class.open() && !p.Identifying && !a.form.varies(h.path):
		if h.class == ofText || h.class == ofMarks {
			return ""
		}
		return theTerms
	case h.class == ofCode:
		return theCodes
	case h.class == ofTitle || h.class == ofPhrase:
		return theNames
	case h.class == ofFormat && isDate(p):
		return theDates
	case slices.Contains(p.Types, "integer"):
		return theNumbers
	case h.class == ofFormat:
		return h.Chain()
	}
	return ""
}

// manyValues is how many values of a fact that need not identify a matter the
// pack's examples have, if what it is differs from matter to matter.
const manyValues = 3

// varies reports whether a fact without a default has many values.
func (f *Form) varies(path string) bool {
	if p, ok := f.lookup(path); !ok || p.Default != nil || strings.Contains(path, "*") {
		return false
	}
	values := map[string]bool{}
	for _, root := range f.examplesKnown() {
		if n := root.Lookup(path); n != nil {
			values[n.Text] = true
		}
	}
	return len(values) >= manyValues
}

// candidates returns the places of a sort other than names, in the order of the
// exhibit. Of places that overlap the first and longest is one.
func (s *sort) candidates(spans map[string][][]span) []candidate {
	var out []candidate
	for _, key := range s.keys {
		for j, found := range spans[key] {
			if len(found) == 0 {
				continue
			}
			if last := found[len(found)-1]; last.value != "" {
				out = append(out, candidate{j, j + int(last.length), last.value, key})
			}
		}
	}
	stable(out, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to))
	})
	apart, end := out[:0], 0
	for _, c := range out {
		if c.from >= end {
			apart = append(apart, c)
		}
		end = c.to
	}
	return apart
}

// pairUp makes one place of a value in words that is repeated in brackets in
// digits.
func (s *survey) pairUp(all []candidate) []candidate {
	var out []candidate
	for _, c := range all {
		if n := len(out); n > 0 && c.value == out[n-1].value && c.from == out[n-1].to+1 && s.tokens[c.from-1].text == "(" && c.to < len(s.tokens) && s.tokens[c.to].text == ")" {
			out[n-1].to, out[n-1].as = c.to+1, c.as
			continue
		}
		out = append(out, c)
	}
	return out
}

// Bounds of a name: how many parts of a run of capitals begin a candidate, and
// how many tokens one has.
const (
	mostCuts    = 12
	longestName = 24
)

// names returns the runs of capitals and their parts: a part begins where the
// run does or behind a comma or a small word, and ends before one or at the
// end of the run. Values that the form knows, as the states that it compares a
// fact with, are found inside a run, too. Tokens that are busy are of no name.
func (s *survey) names(busy []bool) []candidate {
	t := s.tokens
	var out []candidate
	for i := 0; i < len(t); {
		if t[i].kind < aCapital || busy[i] {
			i++
			continue
		}
		starts, ends, next := s.cuts(busy, i)
		add := func(from, to int) {
			if from < to && to-from <= longestName {
				out = append(out, candidate{from: from, to: to, value: textOf(t[from:to])})
			}
		}
		for _, from := range starts {
			for _, to := range ends {
				add(from, to)
			}
		}
		for j := i; j < next; j++ {
			for _, n := range s.knownAt(j) {
				if !slices.Contains(starts, j) || !slices.Contains(ends, j+n) {
					add(j, j+n)
				}
			}
		}
		i = next
	}
	return out
}

// cuts follows a run of capitals from token i: where names in it may begin and
// end, and the token after it.
func (s *survey) cuts(busy []bool, i int) (starts, ends []int, next int) {
	t := s.tokens
	inside := func(k int) bool { return k < len(t) && t[k].begin < lineBreak && !busy[k] }
	starts = append(starts, i)
	if t[i].fold == "the" { // at the beginning of a sentence
		starts = append(starts, i+1)
	}
	if i > 0 && t[i-1].fold == "the" && t[i].begin < lineBreak {
		starts = append(starts, i-1)
	}
	k := i + 1
	for inside(k) {
		if t[k].kind == aNumber && t[k-1].kind != aNumber && !(inside(k+1) && t[k+1].kind >= aCapital) {
			ends = append(ends, k)
		}
		if t[k].kind >= aCapital || t[k].text == "." && abbreviated(t, k-1) && !s.stops(k) || beforeSuffix(t, k) || s.joins(k) {
			k++
			continue
		}
		after := k + 1
		for after <= k+2 && inside(after) && t[after].kind == aSmallWord {
			after++
		}
		if !t[k].parts() || !inside(after) || t[after].kind < aCapital {
			break
		}
		if len(starts) < mostCuts {
			starts, ends = append(starts, after), append(ends, k)
			if t[after-1].fold == "the" {
				starts = append(starts, after-1)
			}
		}
		k = after
	}
	if t[k-1].text == "." {
		ends = append(ends, k-1)
	}
	if k-1 > i && t[k-1].kind == aNumber { // a postcode behind a state
		starts, ends = append(starts, k-1), append(ends, k-1)
	}
	return starts, append(ends, k), k
}

// joins reports whether token k stands between words of one name: an ampersand,
// or the apostrophe of a plural.
func (s *survey) joins(k int) bool {
	t := s.tokens
	if k+1 >= len(t) || t[k-1].kind < aCapital || t[k+1].kind < aCapital || t[k+1].begin >= lineBreak {
		return false
	}
	return t[k].text == "&" || fold(t[k].text) == "'" && !t[k].gap && t[k+1].gap
}

// stops reports whether the period at token k ends a sentence, behind a short
// word and before a capital.
func (s *survey) stops(k int) bool {
	return k+1 < len(s.tokens) && s.tokens[k+1].gap && s.tokens[k+1].kind >= aCapital && !s.abbreviates(s.tokens[k-1].fold)
}

// parts reports whether a token may stand between two parts of a name, or
// between two names.
func (t *token) parts() bool {
	return t.kind == aSmallWord || t.text == "," || t.text == "'s" || t.text == "’s"
}

// knownAt returns the lengths of the values that the form knows and that begin
// at token j.
func (s *survey) knownAt(j int) []int {
	t := s.tokens
	var out []int
	for _, words := range s.known[t[j].fold] {
		if j+len(words) <= len(t) && matches(t[j:j+len(words)], words) {
			out = append(out, len(words))
		}
	}
	return out
}

// knownValues gathers the values that conditions of the form compare its names
// with, by their first words.
func (a *automaton) knownValues() map[string][][]string {
	out := map[string][][]string{}
	seen := map[string]bool{}
	for _, arm := range a.arms {
		for _, c := range arm.claims {
			if class, ok := a.classes[c.Fact.Path]; !ok || class != ofTitle {
				continue
			}
			for _, v := range c.Values {
				words := foldedWords(v)
				if key := strings.Join(words, " "); len(words) > 0 && !seen[key] {
					seen[key] = true
					out[words[0]] = append(out[words[0]], words)
				}
			}
		}
	}
	return out
}
