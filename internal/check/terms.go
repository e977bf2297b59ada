package check

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/lazy"
)

// A terms test reports what is wrong with defined terms.
//
//	look_for  undefined: a term is used that nothing defines
//	          unused: a term is defined that nothing uses
//	          twice: a term is defined again
//	          early: a term is used before it is defined
//	errors, warnings, infos
//	          terms that an exhibit of this kind uses, by how much it matters that
//	          they are undefined. A term that is the end of a defined one (Act,
//	          where Securities Act is defined) counts among the errors
//	others    severity of any other capitalised word that the text also has in
//	          small letters; none, the usual, leaves them alone
//	ignore    expressions of names that are no terms, heeding case
//	names     values that are names, and no terms
//
// A message may say {term} and {near}.
//
// A term is what stands in quotes in brackets, (the "Company"), or before means,
// or behind called or referred to as. One and many are the same term, and so is
// the possessive.
type terms struct {
	lookFor string
	known   map[string]diag.Severity
	others  *diag.Severity
	ignore  []*expression
	names   []*value
}

func newTerms(p *params) tester {
	t := &terms{lookFor: p.choice("look_for", "undefined", "unused", "twice", "early"), known: map[string]diag.Severity{}}
	for i, name := range []string{"errors", "warnings", "infos"} {
		for _, term := range p.texts(name) {
			t.known[termKey(term)] = diag.Severity(i)
		}
	}
	severities := []string{"none", "error", "warning", "info"}
	if i := slices.Index(severities, p.choice("others", severities...)); i > 0 {
		s := diag.Severity(i - 1)
		t.others = &s
	}
	t.ignore = p.expressions("ignore", true)
	t.names = p.values("names")
	p.say("term", "near")
	return t
}

func (t *terms) run(r *run) {
	defs := r.definitions()
	switch t.lookFor {
	case "undefined":
		t.undefined(r, defs)
	case "unused":
		t.unused(r, defs)
	case "twice":
		seen := map[string]bool{}
		for _, d := range defs {
			if seen[d.key] {
				r.at(spot{stretch: d.stretch}, vars{"term": d.term, "near": ""})
			}
			seen[d.key] = true
		}
	case "early":
		t.early(r, defs)
	default:
		panic("check: unknown fault of terms " + t.lookFor)
	}
}

// A definition is a term where it is defined.
type definition struct {
	term, key string
	stretch
}

// bracketed adds the terms that are defined in brackets.
func (s *state) bracketed(add func(from, to int)) {
	plain := s.text.plain
	for at := 0; ; {
		open := strings.IndexByte(plain[at:], '(')
		if open < 0 {
			return
		}
		open += at
		at = open + 1
		n := endOfBracket(plain[at:])
		if n < 0 {
			return
		}
		inside := plain[at : at+n]
		switch quotes := strings.Count(inside, `"`); {
		case plain[at+n] != ')':
		case quotes == 0:
			if m := bare().FindStringSubmatchIndex(inside); m != nil {
				add(at+m[2], at+m[3])
			}
		case quotes%2 == 0:
			for _, m := range quoted().FindAllStringSubmatchIndex(inside, maxMatches) {
				add(at+m[2], at+m[3])
			}
		}
		at += n
	}
}

// endOfBracket is the index of what ends a bracket that is open: another one, the
// paragraph; -1 if nothing does. A letter in brackets behind a word belongs to it, as
// in 401(k) Plan.
func endOfBracket(s string) int {
	for n := 0; ; n += len("(k)") {
		i := strings.IndexAny(s[n:], "()\n")
		if i < 0 {
			return -1
		}
		n += i
		if n == 0 || n+2 >= len(s) || s[n] != '(' || s[n-1] == ' ' || s[n+2] != ')' {
			return n
		}
	}
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// hows are the other ways to define a term, with words of which each has one.
var hows = []struct {
	re    func() *regexp.Regexp
	words []string
}{
	{explained, []string{`" mean`, `" shall mean`, `" refer`, `" has the`, `" have the`}},
	{called, []string{"called", "referred to", "known as", "erein", "defined as"}},
}

var (
	quoted    = lazy.Regexp(`"([^"]+?)[,.]?"`)
	explained = lazy.Regexp(`"([A-Z][^"\n]*?)" (?:means?|shall mean|refers? to|ha(?:s|ve) the meaning)\b`)
	called    = lazy.Regexp(`(?:called|referred to(?: \w+)? as|known as|[Hh]erein(?:after)?,?|defined as) (?:the |an? )?"([A-Z][^"\n]*?)[,.]?"`)
	bare      = lazy.Regexp(`^(?:collectively,? |together,? )?(?:the|each,? an?) ([A-Z][a-z]+(?: [A-Z][a-z]+){0,3})$`)
)

// definitions are the definitions of the text, in its order.
func (s *state) definitions() []definition {
	if s.defs != nil {
		return s.defs
	}
	var defs []definition
	add := func(from, to int) {
		term := s.text.plain[from:to]
		if first, _ := utf8.DecodeRuneInString(term); unicode.IsUpper(first) || unicode.IsDigit(first) && strings.ContainsFunc(term, unicode.IsUpper) {
			defs = append(defs, definition{term, termKey(term), stretch{from, to}})
		}
	}
	s.bracketed(add)
	for _, p := range s.text.paragraphs {
		part := s.text.plain[p.from:p.to]
		if !strings.Contains(part, `"`) {
			continue
		}
		for _, how := range hows {
			if !containsAny(part, how.words) {
				continue
			}
			for _, m := range how.re().FindAllStringSubmatchIndex(part, maxMatches) {
				add(p.from+m[2], p.from+m[3])
			}
		}
	}
	sort.SliceStable(defs, func(i, j int) bool { return defs[i].from < defs[j].from })
	for _, d := range defs {
		if n := len(s.defs); n == 0 || s.defs[n-1].stretch != d.stretch {
			s.defs = append(s.defs, d)
		}
	}
	return s.defs
}

// termKey makes one of a term and its plural, its possessive and its case.
func termKey(term string) string { return termStem(lower(strings.TrimSpace(term))) }

// termStem is a term without the ending of its plural and its possessive.
func termStem(term string) string {
	term = strings.TrimSuffix(strings.TrimSuffix(term, "'s"), "'")
	if strings.HasSuffix(term, "s") && !strings.HasSuffix(term, "ss") && len(term) > 3 {
		term = term[:len(term)-1]
	}
	return term
}

// undefined reports uses of terms that nothing defines.
func (t *terms) undefined(r *run, defs []definition) {
	defined, tails := map[string]bool{}, map[string]string{}
	for _, d := range defs {
		defined[d.key] = true
		for rest := d.key; ; {
			_, tail, more := strings.Cut(rest, " ")
			if !more {
				break
			}
			if rest = tail; tails[tail] == "" {
				tails[tail] = d.term
			}
		}
	}
	names := t.namesIn(r)
	for _, u := range r.capitals() {
		key := termKey(u.text)
		switch {
		case r.full():
			return
		case !u.isUse() || defined[key]:
			continue
		}
		severity, ok := t.severity(r, u, key, tails)
		if !ok || r.errors && severity != diag.Error || t.isName(r, names, u.stretch) {
			continue
		}
		near := ""
		if tails[key] != "" {
			near = "; " + `the term is "` + tails[key] + `"`
		}
		r.with(severity, spot{stretch: u.stretch}, vars{"term": u.text, "near": near})
	}
}

// severity says how much it matters that a term is undefined, and false if it is
// no term.
func (t *terms) severity(r *run, u capital, key string, tails map[string]string) (diag.Severity, bool) {
	if tails[key] != "" && u.determined() {
		return diag.Error, true
	}
	if s, ok := t.known[key]; ok {
		return s, true
	}
	if t.others != nil && u.determined() && !strings.Contains(u.text, " ") && r.hasWord(lower(u.text)) {
		return *t.others, true
	}
	return 0, false
}

// unused reports definitions of which nothing makes use.
func (t *terms) unused(r *run, defs []definition) {
	uses, own := map[string]int{}, map[string]int{}
	for _, d := range defs {
		own[d.key]++
	}
	names := t.namesIn(r)
	for _, u := range r.capitals() {
		uses[termKey(u.text)]++ // a name may have been defined as a term
		for _, key := range u.parts() {
			if own[key] > 0 && !t.isName(r, names, u.stretch) {
				uses[key]++
			}
		}
	}
	for _, d := range defs {
		if uses[d.key] <= own[d.key] {
			r.at(spot{stretch: d.stretch}, vars{"term": d.term, "near": ""})
		}
	}
}

// early reports the first use of a term that stands in a sentence before the one
// that defines it.
func (t *terms) early(r *run, defs []definition) {
	begins := map[string]int{} // of the sentence that defines a term
	for _, d := range defs {
		if _, known := begins[d.key]; !known {
			begins[d.key] = r.unit("sentence", d.from).from
		}
	}
	names := t.namesIn(r)
	for _, u := range r.capitals() {
		key := termKey(u.text)
		if at, ok := begins[key]; ok && u.to <= at && u.isUse() && u.determined() && !t.isName(r, names, u.stretch) {
			delete(begins, key)
			r.at(spot{stretch: u.stretch}, vars{"term": u.text, "near": ""})
		}
	}
}

// namesIn are the stretches of the text that are names.
func (t *terms) namesIn(r *run) stretches {
	var list stretches
	for _, v := range t.names {
		for _, f := range r.all(v) {
			list = append(list, r.wholeWords(f.text)...)
		}
	}
	list.sort()
	return list.merged()
}

// isName reports whether words are a part of a name, by what stands around them.
func (t *terms) isName(r *run, names stretches, s stretch) bool {
	if names.touch(s) {
		return true
	}
	const around = 80 // characters; no name is longer
	p := r.text.paragraph(s.from)
	window := stretch{max(p.from, s.from-around), min(p.to, s.to+around)}
	for window.from > p.from && r.text.plain[window.from-1] != ' ' {
		window.from--
	}
	for window.to < p.to && r.text.plain[window.to] != ' ' {
		window.to++
	}
	for _, e := range t.ignore {
		for _, m := range e.all(r.text, window) {
			if m[0] < s.to && s.from < m[1] {
				return true
			}
		}
	}
	return false
}

// normal is a string from facts as a text would have it: one blank between
// words, quotes and dashes of one shape.
func normal(s string) string {
	var b strings.Builder
	for i, word := range strings.FieldsFunc(s, isBlank) {
		if i > 0 {
			b.WriteByte(' ')
		}
		writeFolded(&b, word)
	}
	return b.String()
}
