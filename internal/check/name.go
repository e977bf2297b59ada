package check

import (
	"slices"
	"strings"
)

// A name test reports a name that is written in two ways.
//
//	of        values that are the name
//	suffixes  what ends a name of this sort: Corporation, Corp., Inc.
//
// It looks for the name without its suffix, and reports other suffixes, other
// capitals, and words that differ from it by a letter. A message may say {found}
// and {wanted}.
type name struct {
	of       []*value
	suffixes []string // in small letters, without full stops
}

func newName(p *params) tester {
	t := &name{of: p.mustValues("of", "values that are names")}
	for _, s := range p.texts("suffixes") {
		t.suffixes = append(t.suffixes, bareSuffix(s))
	}
	p.say("found", "wanted")
	return t
}

func bareSuffix(s string) string { return strings.ReplaceAll(strings.Trim(lower(s), ".,"), ".", "") }

func (t *name) run(r *run) {
	for _, v := range t.of {
		for _, f := range r.all(v) {
			t.compare(r, strings.Fields(normal(f.text)))
		}
	}
}

func (t *name) isSuffix(word string) bool { return slices.Contains(t.suffixes, bareSuffix(word)) }

func (t *name) compare(r *run, full []string) {
	if len(full) < 2 || !t.isSuffix(full[len(full)-1]) {
		return
	}
	stem := full[:len(full)-1]
	stem[len(stem)-1] = strings.TrimSuffix(stem[len(stem)-1], ",")
	suffix := bareSuffix(full[len(full)-1])
	wanted := strings.Join(full, " ")
	words := r.text.words
	for i := 0; i+len(stem) <= len(words); i++ {
		at := stretch{words[i].at, r.wordEnd(i + len(stem) - 1)}
		have := strings.TrimLeft(r.text.plain[at.from:at.to], `("'`)
		at.from = at.to - len(have)
		bareName := strings.TrimRight(strings.TrimSuffix(have, "'s"), `,.;:)"'`)
		kind := likeness(bareName, strings.Join(stem, " "))
		if kind == unlike {
			continue
		}
		next := ""
		if i+len(stem) < len(words) {
			next = r.text.plain[words[i+len(stem)].at:r.wordEnd(i+len(stem))]
		}
		otherSuffix := strings.TrimRight(have, ",") == bareName && t.isSuffix(next) && bareSuffix(next) != suffix
		if kind == misspelt || otherSuffix {
			if t.isSuffix(next) {
				at.to = r.wordEnd(i + len(stem))
			}
			at = t.bare(r, at)
			r.at(spot{stretch: at}, vars{"found": r.quote(at), "wanted": wanted})
		}
	}
}

// bare leaves out the marks behind a name. A full stop belongs to a suffix that
// is short for a word.
func (t *name) bare(r *run, at stretch) stretch {
	for at.to > at.from && strings.IndexByte(`,;:)"`, r.text.plain[at.to-1]) >= 0 {
		at.to--
	}
	const longestShort = len("corp.")
	last := r.text.plain[at.from:at.to]
	if last = last[strings.LastIndexByte(last, ' ')+1:]; strings.HasSuffix(last, ".") && len(last) > longestShort {
		at.to--
	}
	return at
}

// wordEnd is where word i ends.
func (s *state) wordEnd(i int) int {
	end := len(s.text.plain)
	if i+1 < len(s.text.words) {
		end = s.text.words[i+1].at
	}
	return s.text.words[i].at + len(strings.TrimRight(s.text.plain[s.text.words[i].at:end], " \n"))
}

// The ways in which words may be like a name.
type alike uint8

const (
	unlike alike = iota
	theSame
	misspelt
)

// likeness compares words with a name. In capitals throughout they are the same.
func likeness(have, want string) alike {
	switch {
	case have == want, have == strings.ToUpper(want):
		return theSame
	case strings.EqualFold(have, want):
		return misspelt
	case len(want) < 5 || len(have) < len(want)-1 || len(have) > len(want)+1 || lower(have[:1]) != lower(want[:1]):
		return unlike
	case oneOff(lower(have), lower(want)):
		return misspelt
	}
	return unlike
}

// oneOff reports whether two strings differ by one letter more, less, other, or
// by two neighbours swapped.
func oneOff(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(b) > len(a) {
		return a[i:] == b[i+1:]
	}
	if i+1 >= len(a) {
		return true
	}
	return a[i+1:] == b[i+1:] || a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
