package check

import "strings"

// A require reports what ought to be said and is not.
//
//	all       names and expressions; all must match in one unit
//	at_least  that many of them are enough
//	within    sentence, paragraph or document (the usual)
//	given     only if one of these matches in the text; the finding is there
//	where     only in units that match one of these
//	without   not in units that match one of these
//	each      every unit of where must have them, not just one
//	equally   in each unit of where they must match equally often
//	after     only the text behind the last match of this
//	before    only the text before the first match of this
//	head      only the first so many paragraphs
//	case      heed case in all
//
// A message may say {missing}, the names of what is not there, and {given}.
type require struct {
	setting
	all           []named
	atLeast       int
	given         []*expression
	each, equally bool
	after, before *expression
	head          int
}

func newRequire(p *params) tester {
	t := &require{
		setting: p.setting("document", "paragraph", "sentence"),
		all:     p.group("all", p.flag("case")),
		given:   p.expressions("given", false),
		each:    p.flag("each"),
		equally: p.flag("equally"),
		after:   p.expression("after", false),
		before:  p.expression("before", false),
		head:    p.number("head", 0),
	}
	t.atLeast = p.number("at_least", len(t.all))
	if !p.has("all") {
		p.missing("all", "names and expressions of what has to be there")
	}
	p.say("missing", "given")
	return t
}

func (t *require) run(r *run) {
	where, given, ok := t.wanted(r)
	if !ok {
		return
	}
	region, ok := t.region(r)
	if !ok {
		return
	}
	best, bestMissing, any := stretch{}, []string(nil), false
	for _, unit := range r.unitsOf(t.within) {
		unit = stretch{max(unit.from, region.from), min(unit.to, region.to)}
		if unit.from > unit.to || unit.from == unit.to && unit != region || !t.isAbout(r, unit) {
			continue
		}
		missing := t.missing(r, unit)
		bad := len(t.all)-len(missing) < t.atLeast
		switch {
		case bad && t.each:
			t.say(r, inText(unit.from, unit.to), missing, given)
		case !bad && !t.each:
			return
		}
		if !any || len(missing) < len(bestMissing) {
			best, bestMissing, any = unit, missing, true
		}
	}
	switch {
	case t.each:
	case where.from >= 0:
		t.say(r, where, bestMissing, given)
	case any && len(bestMissing) < len(t.all) && t.within != "document" || any && t.where != nil:
		t.say(r, inText(best.from, best.to), bestMissing, given)
	case any && t.after != nil && region.from < region.to:
		t.say(r, inText(region.from, region.to), bestMissing, given)
	default:
		t.say(r, nowhere, t.names(bestMissing, any), given)
	}
}

// wanted reports whether what the test is given stands in the text, and where.
func (t *require) wanted(r *run) (spot, string, bool) {
	if t.given == nil {
		return nowhere, "", true
	}
	for _, e := range t.given {
		if m := e.first(r.text, r.whole()); m != nil {
			return inText(m[0], m[1]), r.quote(stretch{m[0], m[1]}), true
		}
	}
	return nowhere, "", false
}

// region is the part of the text that the test looks at; false if what bounds
// it is not there.
func (t *require) region(r *run) (stretch, bool) {
	region := r.whole()
	if t.head > 0 && t.head < len(r.text.paragraphs) {
		region.to = r.text.paragraphs[t.head-1].to
	}
	if t.after != nil {
		found := t.after.all(r.text, region)
		if found == nil {
			return region, false
		}
		region.from = found[len(found)-1][1]
		for region.from < region.to && strings.IndexByte(" \n", r.text.plain[region.from]) >= 0 {
			region.from++
		}
	}
	if t.before != nil {
		m := t.before.first(r.text, region)
		if m == nil {
			return region, false
		}
		region.to = m[0]
	}
	return region, true
}

// missing names what a unit has not, or not as often as the rest.
func (t *require) missing(r *run, unit stretch) []string {
	var names []string
	counts, most := make([]int, len(t.all)), 1
	for i, want := range t.all {
		if t.equally {
			counts[i] = len(want.all(r.text, unit))
			most = max(most, counts[i])
		} else if want.in(r.text, unit) {
			counts[i] = 1
		}
	}
	for i, want := range t.all {
		if counts[i] < most {
			names = append(names, want.name)
		}
	}
	return names
}

func (t *require) names(missing []string, any bool) []string {
	if any {
		return missing
	}
	for _, want := range t.all {
		missing = append(missing, want.name)
	}
	return missing
}

func (t *require) say(r *run, where spot, missing []string, given string) {
	r.at(where, vars{"missing": strings.Join(missing, ", "), "given": given})
}
