package check

import (
	"slices"
	"strings"
)

// An html test reports what EDGAR does not take in HTML.
//
//	forbid   elements
//	links    expression of the addresses that links may have; others within the
//	         submission are fine
//	events   report attributes that run scripts
//	nesting  how deep tables may stand in tables
//
// A message may say {tag} and {why}.
type html struct {
	forbid  []string
	links   *expression
	events  bool
	nesting int
}

func newHTML(p *params) tester {
	p.say("tag", "why")
	return &html{p.texts("forbid"), p.expression("links", false), p.flag("events"), p.number("nesting", 0)}
}

var (
	element   = lazy(`(?s)<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>`)
	event     = lazy(`(?i)[\s"'](on[a-z]{3,20})\s*=`)
	reference = lazy(`(?i)\s(?:src|href|background|action)\s*=\s*["']?([^"'\s>]+)`)
	external  = lazy(`(?i)^(?:[a-z][a-z0-9+.-]*:|//)`)
)

func (t *html) run(r *run) {
	var b strings.Builder
	var starts []int // of each line
	for _, l := range r.lines {
		starts = append(starts, b.Len())
		b.WriteString(l.text + "\n")
	}
	page, depth := b.String(), 0
	for _, m := range element().FindAllStringSubmatchIndex(page, -1) {
		name, attributes := strings.ToLower(page[m[4]:m[5]]), page[m[6]:m[7]]
		closing := m[3] > m[2]
		say := func(why string) {
			i, found := slices.BinarySearch(starts, m[0])
			if !found {
				i--
			}
			l := r.lines[i]
			r.atLine(l.n, column(l.text, m[0]-starts[i]), len(name)+1, vars{"tag": "<" + name + ">", "why": why})
		}
		if name == "table" {
			if closing {
				depth = max(depth-1, 0)
			} else if depth++; t.nesting > 0 && depth > t.nesting {
				say("tables stand in tables")
			}
		}
		if closing {
			continue
		}
		if slices.Contains(t.forbid, name) {
			say("the element is not allowed")
		}
		if e := event().FindStringSubmatch(attributes); t.events && e != nil {
			say("the attribute " + e[1] + " runs a script")
		}
		t.checkLinks(attributes, say)
	}
}

func (t *html) checkLinks(attributes string, say func(string)) {
	if t.links == nil {
		return
	}
	for _, ref := range reference().FindAllStringSubmatch(attributes, -1) {
		if external().MatchString(ref[1]) && !t.links.inString(ref[1]) {
			say("it refers to " + clip(ref[1]))
		}
	}
}
