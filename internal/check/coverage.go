package check

import (
	"slices"
	"strings"
)

// A coverage reports things that a text speaks of and a part of it leaves out.
//
//	things  names and expressions
//	where   the paragraphs that must together speak of all that the text speaks of;
//	        one that speaks of none in particular speaks of all
//
// A message may say {missing} and {covered}.
type coverage struct {
	things []named
	where  []*expression
}

func newCoverage(p *params) tester {
	t := &coverage{things: p.group("things", false), where: p.expressions("where", false)}
	if !p.has("things") {
		p.missing("things", "names and expressions")
	}
	if !p.has("where") {
		p.missing("where", "expressions of the paragraphs that must cover them")
	}
	p.say("missing", "covered")
	return t
}

func (t *coverage) run(r *run) {
	var covered, missing []string
	where := stretch{-1, -1}
	inPart, outside := map[string]bool{}, map[string]bool{}
	general := false // a part speaks of none in particular
	for _, p := range r.text.paragraphs {
		part := slices.ContainsFunc(t.where, func(e *expression) bool { return e.in(r.text, p) })
		if part && where.from < 0 {
			where = p
		}
		any := false
		for _, thing := range t.things {
			if !thing.in(r.text, p) {
				continue
			}
			any = true
			if part {
				inPart[thing.name] = true
			} else {
				outside[thing.name] = true
			}
		}
		general = general || part && !any
	}
	for _, thing := range t.things {
		switch {
		case inPart[thing.name]:
			covered = append(covered, thing.name)
		case outside[thing.name]:
			missing = append(missing, thing.name)
		}
	}
	if !general && where.from >= 0 && covered != nil && missing != nil {
		r.at(spot{stretch: where}, vars{"missing": strings.Join(missing, ", "), "covered": strings.Join(covered, ", ")})
	}
}
