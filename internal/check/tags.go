package check

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/lazy"
)

// A tags test reports SGML tags in a text.
//
//	known     tags that EDGAR takes for formatting
//	reserved  tags that part a submission; each in the body is a finding
//	inside    tags that may stand between <TABLE> and </TABLE> alone
//	others    report whatever else looks like a tag
//
// A message may say {tag} and {why}.
type tags struct {
	known, reserved, inside []string
	others                  bool
}

func newTags(p *params) tester {
	p.say("tag", "why")
	return &tags{p.texts("known"), p.texts("reserved"), p.texts("inside"), p.flag("others")}
}

var tagLike = lazy.Regexp(`</?([A-Za-z!][A-Za-z0-9.:-]*)`)

func (t *tags) run(r *run) {
	table := line{} // where the open table begins
	for _, l := range r.lines {
		if strings.IndexByte(l.text, '<') < 0 {
			continue
		}
		for _, m := range tagLike().FindAllStringSubmatchIndex(l.text, maxMatches) {
			name := strings.ToUpper(l.text[m[2]:m[3]])
			closing := l.text[m[0]+1] == '/'
			say := func(why string) {
				r.atLine(l.n, column(l.text, m[0]), m[3]-m[0], vars{"tag": l.text[m[0]:m[3]], "why": why})
			}
			switch {
			case slices.Contains(t.reserved, name):
				say("it parts the documents of a submission")
			case t.reserved != nil:
			case name == "TABLE" && closing && table.n == 0:
				say("no table is open")
			case name == "TABLE" && !closing && table.n != 0:
				say("the table before it is still open")
			case name == "TABLE" && closing:
				table = line{}
			case name == "TABLE":
				table = l
			case slices.Contains(t.inside, name) && table.n == 0 && t.known != nil:
				say("it belongs between <TABLE> and </TABLE>")
			case t.others && !slices.Contains(t.known, name) && !slices.Contains(t.inside, name):
				say("EDGAR may take it for a tag")
			}
		}
	}
	if table.n != 0 && t.known != nil {
		r.atLine(table.n, 1, 1, vars{"tag": "<TABLE", "why": "it is not closed"})
	}
}
