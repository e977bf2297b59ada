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
	setting
	find, allow []*expression
	on          string
	first       bool
}

func newPattern(p *params) tester {
	cased := p.flag("case")
	t := &pattern{
		setting: p.setting(units...),
		find:    p.expressions("find", cased),
		allow:   p.expressions("allow", cased),
		on:      p.choice("on", "text", "lines", "file"),
		first:   p.flag("first"),
	}
	if !p.has("find") {
		p.missing("find", "what to look for")
	}
	if !p.r.file.Sound { // its messages are right too
		for _, e := range t.find {
			p.say(e.groups()...)
		}
	}
	return t
}

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
			if t.allowed(r.text.plain[m[0]:m[1]]) || !t.admits(r, at.from) {
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
			m := e.firstIn(l.text)
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
		if m := e.firstIn(name); m != nil && !t.allowed(name) {
			v := groupVars(e, m, name)
			v["0"] = name
			r.at(nowhere, v)
			return
		}
	}
}
