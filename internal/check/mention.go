package check

import "strings"

// A mention reports facts that ought to stand in the text and do not.
//
//	facts     pointers
//	at_least  report only if there are so many of them; 1 is the usual
//	before    look only at the text before this expression
//
// A message may say {wanted} and {near}, the longest beginning of it that the
// text has.
type mention struct {
	facts   []string
	atLeast int
	before  *expression
}

func newMention(p *params) tester {
	t := &mention{facts: p.pointers("facts"), atLeast: p.number("at_least", 1), before: p.expression("before", false)}
	if !p.has("facts") {
		p.missing("facts", "pointers of what must be said")
	}
	p.say("wanted", "near")
	return t
}

func (t *mention) run(r *run) {
	end := len(r.text.plain)
	if t.before != nil {
		if m := t.before.first(r.text, r.whole()); m != nil {
			end = m[0]
		}
	}
	var all []found
	for _, pointer := range t.facts {
		all = append(all, r.facts(pointer)...)
	}
	if len(all) < t.atLeast {
		return
	}
	for _, f := range all {
		if r.full() {
			return
		}
		if !t.stands(r, f.text, end) {
			where, near := r.nearest(f)
			r.at(where, vars{"wanted": shownFact(f.text), "near": near})
		}
	}
}

// stands reports whether a fact is said before byte end.
func (t *mention) stands(r *run, text string, end int) bool {
	forms := []string{text}
	if n, ok := parseNumber(text); ok {
		forms = append(forms, group(n))
	}
	if d, ok := parseISO(text); ok {
		forms = append(forms, d.String())
	}
	for _, form := range forms {
		if list := r.wholeWords(form); len(list) > 0 && list[0].from < end {
			return true
		}
	}
	return false
}

// shownFact is a fact as a letter would have it.
func shownFact(text string) string {
	if d, ok := parseISO(text); ok {
		return d.String()
	}
	if n, ok := parseNumber(text); ok && n >= 10_000 {
		return group(n)
	}
	return clip(text)
}

// nearest is the last word of the longest beginning of a fact, of two words at
// least, that the text says; the fact itself, if it says none.
func (s *state) nearest(f found) (spot, string) {
	words := strings.Fields(normal(f.text))
	for n := min(len(words)-1, 12); n >= 2; n-- {
		start := strings.Join(words[:n], " ")
		if list := s.wholeWords(start); len(list) > 0 {
			at := list[len(list)-1]
			return inText(at.to-len(words[n-1]), at.to), `; it has "` + start + `" and then differs`
		}
	}
	return f.spot, ""
}
