package extract

import "strings"

// leastGlued is how long a word is at least that a slip has run together with the
// number before it: 16th and 401k are words of their own.
const leastGlued = 4

// unglued parts words that a slip has run together with the number before them, as
// in "2024other", so that a date can be read there.
func (a *automaton) unglued(tokens []token) []token {
	l := lexer{id: a.lookup}
	var out []token
	for _, t := range tokens {
		at := glued(t.text)
		if at == 0 || t.id != unknownWord {
			out = append(out, t)
			continue
		}
		parts := l.chunk(l.chunk(nil, t.text[:at]), t.text[at:])
		for k := range parts {
			parts[k].place, parts[k].origin, parts[k].gap = t.place, t.origin, k == 0 && t.gap
		}
		parts[0].begin = t.begin
		a.manners.mark(parts)
		out = append(out, parts...)
	}
	return out
}

// glued is where the letters behind the digits of a word begin, if they may be a
// word; else 0.
func glued(s string) int {
	rest := strings.TrimLeft(s, "0123456789")
	if len(rest) == len(s) || len(rest) < leastGlued || strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz") != "" {
		return 0
	}
	return len(s) - len(rest)
}
