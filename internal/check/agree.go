package check

import (
	"slices"
	"strings"
)

// An agree reports words that ought to say what a value says, and do not.
//
//	find     expressions whose first group is to agree; the match without a group
//	ignore   expressions; a match around what was found makes it another thing
//	value    the value
//	mode     every (the usual): each match must agree; some: one is enough
//	as       text (the usual) or date: how the two are compared
//	within   sentence (the usual), paragraph or document: what where and without
//	         look at
//	where    the unit around a match must match one of these
//	without  and none of these
//	case     heed case in find
//
// Nothing is reported where the value is unknown or nothing matches. A message
// may say {found}, with some all that was found, and {wanted}.
type agree struct {
	setting
	find, ignore []*expression
	value        *value
	mode, as     string
}

func newAgree(p *params) tester {
	t := &agree{
		setting: p.setting(units...),
		find:    p.expressions("find", p.flag("case")),
		ignore:  p.expressions("ignore", false),
		value:   p.mustValue("value", "the value to agree with"),
		mode:    p.choice("mode", "every", "some"),
		as:      p.choice("as", "text", "date"),
	}
	if !p.has("find") {
		p.missing("find", "expressions of what must agree")
	}
	p.say("found", "wanted")
	return t
}

func (t *agree) run(r *run) {
	wanted := r.all(t.value)
	if wanted == nil {
		return
	}
	ignored := r.cover(t.ignore)
	var wrong []stretch
	for _, e := range t.find {
		for _, m := range e.all(r.text, r.whole()) {
			at := stretch{m[0], m[1]}
			if len(m) > 2 && m[2] >= 0 {
				at = stretch{m[2], m[3]}
			}
			switch {
			case ignored.holds(at) || !t.admits(r, at.from):
			case !t.same(r.text.plain[at.from:at.to], wanted):
				wrong = append(wrong, at)
			case t.mode == "some":
				return
			}
		}
	}
	t.say(r, wrong, t.shown(wanted[0].text))
}

// say reports each place that does not agree or, where one that does was enough,
// the first of them with what all of them say.
func (t *agree) say(r *run, wrong []stretch, wanted string) {
	if t.mode == "every" {
		for _, at := range wrong {
			r.at(spot{stretch: at}, vars{"found": r.quote(at), "wanted": wanted})
		}
		return
	}
	var all []string
	for _, at := range wrong {
		if found := r.quote(at); !slices.Contains(all, found) {
			all = append(all, found)
		}
	}
	if all != nil {
		r.at(spot{stretch: wrong[0]}, vars{"found": strings.Join(all, ", "), "wanted": wanted})
	}
}

func (t *agree) same(have string, wanted []found) bool {
	for _, w := range wanted {
		if key := t.key(have); key == t.key(w.text) || key == t.key(t.core(w.text)) {
			return true
		}
	}
	return false
}

// core is the part of a value that would be found in a text: Delaware of State of
// Delaware. It is "" if none would.
func (t *agree) core(value string) string {
	value = normal(value)
	for _, e := range t.find {
		if m := e.firstIn(value); m != nil {
			return value[m[0]:m[1]]
		}
	}
	return ""
}

// key makes equal what is to count as equal.
func (t *agree) key(s string) string {
	if t.as == "date" {
		if d, ok := parseDate(s); ok {
			return d.iso()
		}
	}
	return lower(normal(s))
}

func (t *agree) shown(s string) string {
	if d, ok := parseDate(s); ok && t.as == "date" {
		return d.String()
	}
	return clip(s)
}
