package check

import (
	"slices"
	"unicode/utf8"
)

// A pattern reports what an expression finds.
//
//	find     expressions; each match is a finding. {0} in a message is the match,
//	         {1} or {name} a group
//	on       text (words, the usual), lines (of the source, as they are) or file
//	         (the name under which it is to be filed)
//	allow    expressions; a match in which one of them matches is fine
//	within   sentence (the usual), paragraph or document: what where and without
//	         look at
//	where    the unit around a match must match one of these
//	without  and none of these
//	first    report the first match only
//	case     heed case
type pattern struct {
	find, allow, where, without []*expression
	on, within                  string
	first                       bool
}

func newPattern(p *params) tester {
	cased := p.flag("case")
	t := &pattern{
		find:    p.expressions("find", cased),
		allow:   p.expressions("allow", cased),
		on:      p.choice("on", "text", "lines", "file"),
		within:  p.choice("within", units...),
		where:   p.expressions("where", false),
		without: p.expressions("without", false),
		first:   p.flag("first"),
	}
	if !p.has("find") {
		p.missing("find", "what to look for")
	}
	for _, e := range t.find {
		p.say(e.groups()...)
	}
	return t
}

var units = []string{"sentence", "paragraph", "document"}

func (t *pattern) run(r *run) {
	switch t.on {
	case "lines":
		t.onLines(r)
	case "file":
		t.onFile(r)
	default:
		t.onText(r)
	}
}

func (t *pattern) onText(r *run) {
	for _, e := range t.find {
		for _, m := range e.all(r.text, r.whole()) {
			at := stretch{m[0], m[1]}
			if t.allowed(r.text.plain[m[0]:m[1]]) || !t.inPlace(r, at.from) {
				continue
			}
			r.at(spot{stretch: at}, groupVars(e, m, r.text.plain))
			if t.first {
				return
			}
		}
	}
}

func (t *pattern) allowed(s string) bool {
	return slices.ContainsFunc(t.allow, func(e *expression) bool { return e.inString(s) })
}

// inPlace reports whether the unit around a match is one that the test is about.
func (t *pattern) inPlace(r *run, at int) bool {
	if t.where == nil && t.without == nil {
		return true
	}
	unit := r.unit(t.within, at)
	in := func(e *expression) bool { return e.in(r.text, unit) }
	return (t.where == nil || slices.ContainsFunc(t.where, in)) && !slices.ContainsFunc(t.without, in)
}

// unit is the sentence, the paragraph or the document in which a byte stands.
func (s *state) unit(within string, at int) stretch {
	switch within {
	case "sentence":
		return around(s.text.sentencesOf(), at)
	case "paragraph":
		return s.text.paragraph(at)
	case "document":
		return s.whole()
	}
	panic("check: unknown unit " + within)
}

// unitsOf are all the units of a kind.
func (s *state) unitsOf(within string) []stretch {
	switch within {
	case "sentence":
		return s.text.sentencesOf()
	case "paragraph":
		return s.text.paragraphs
	case "document":
		return []stretch{s.whole()}
	}
	panic("check: unknown unit " + within)
}

func groupVars(e *expression, m []int, s string) vars {
	v := vars{}
	for i, name := range e.groups() {
		text := ""
		if m[2*i] >= 0 {
			text = clip(s[m[2*i]:m[2*i+1]])
		}
		v[name] = text
	}
	return v
}

func (t *pattern) onLines(r *run) {
	for _, l := range r.lines {
		for _, e := range t.find {
			s := l.text
			if !e.cased {
				s = lower(s)
			}
			if !e.possible(s) {
				continue
			}
			m := e.regexp().FindStringSubmatchIndex(s)
			if m == nil || t.allowed(l.text[m[0]:m[1]]) {
				continue
			}
			r.atLine(l.n, column(l.text, m[0]), utf8.RuneCountInString(l.text[m[0]:m[1]]), groupVars(e, m, l.text))
			if t.first {
				return
			}
			break
		}
	}
}

func (t *pattern) onFile(r *run) {
	name := r.subject.File
	if name == "" {
		return
	}
	for _, e := range t.find {
		s := name
		if !e.cased {
			s = lower(name)
		}
		if m := e.regexp().FindStringSubmatchIndex(s); m != nil && !t.allowed(name) {
			v := groupVars(e, m, name)
			v["0"] = name
			r.at(nowhere, v)
			return
		}
	}
}
