package check

// An agree reports words that ought to say what a value says, and do not.
//
//	find   expressions whose first group is to agree; the match without a group
//	value  the value
//	mode   every (the usual): each match must agree; some: one is enough
//	as     text (the usual) or date: how the two are compared
//	case   heed case in find
//
// Nothing is reported where the value is unknown or nothing matches. A message
// may say {found} and {wanted}.
type agree struct {
	find     []*expression
	value    *value
	mode, as string
}

func newAgree(p *params) tester {
	t := &agree{
		find:  p.expressions("find", p.flag("case")),
		value: p.mustValue("value", "the value to agree with"),
		mode:  p.choice("mode", "every", "some"),
		as:    p.choice("as", "text", "date"),
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
	var wrong []stretch
	for _, e := range t.find {
		for _, m := range e.all(r.text, r.whole()) {
			at := stretch{m[0], m[1]}
			if len(m) > 2 && m[2] >= 0 {
				at = stretch{m[2], m[3]}
			}
			if !t.same(r.text.plain[at.from:at.to], wanted) {
				wrong = append(wrong, at)
			} else if t.mode == "some" {
				return
			}
		}
	}
	for _, at := range wrong {
		r.at(spot{stretch: at}, vars{"found": r.quote(at), "wanted": t.shown(wanted[0].text)})
		if t.mode == "some" {
			return
		}
	}
}

func (t *agree) same(have string, wanted []found) bool {
	for _, w := range wanted {
		if t.key(have) == t.key(w.text) {
			return true
		}
	}
	return false
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
