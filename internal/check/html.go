package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/lazy"
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
	element   = lazy.Regexp(`(?s)<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>`)
	event     = lazy.Regexp(`(?i)[\s"'](on[a-z]{3,20})\s*=`)
	reference = lazy.Regexp(`(?i)\s(?:src|href|background|action)\s*=\s*["']?([^"'\s>]+)`)
	external  = lazy.Regexp(`(?i)^(?:[a-z][a-z0-9+.-]*:|//)`)
)

func (t *html) run(r *run) {
	var b strings.Builder
	var starts []int // of each line
	for _, l := range r.lines {
		starts = append(starts, b.Len())
		b.WriteString(l.text + "\n")
	}
	page, depth := b.String(), 0
	line, told, col := 0, 0, 1 // of the last tag that was told of: its line, byte and column
	for from := 0; ; {
		m := element().FindStringSubmatchIndex(page[from:])
		if m == nil || r.full() {
			return
		}
		start := from + m[0]
		name, attributes := strings.ToLower(page[from+m[4]:from+m[5]]), page[from+m[6]:from+m[7]]
		closing := m[3] > m[2]
		from += m[1]
		say := func(why string) {
			for line+1 < len(starts) && starts[line+1] <= start {
				line, told, col = line+1, starts[line+1], 1
			}
			col += utf8.RuneCountInString(page[told:start])
			told = start
			r.atLine(r.lines[line].n, col, len(name)+1, vars{"tag": "<" + name + ">", "why": why})
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
