package check

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A width reports lines that are too long.
//
//	max    characters in a line, blanks included
//	table  characters in a line between <TABLE> and </TABLE>
//
// A message may say {width}, {max} and {where}.
type width struct{ max, table int }

func newWidth(p *params) tester {
	t := &width{max: p.number("max", 80)}
	t.table = p.number("table", t.max)
	p.say("width", "max", "where")
	return t
}

func (t *width) run(r *run) {
	inTable := false
	for _, l := range r.lines {
		tag := strings.ToUpper(l.text)
		inTable = (inTable || strings.Contains(tag, "<TABLE")) && !strings.Contains(tag, "</TABLE")
		limit, where := t.max, "outside a table"
		if inTable {
			limit, where = t.table, "in a table"
		}
		if n := utf8.RuneCountInString(l.text); n > limit {
			r.atLine(l.n, limit+1, n-limit, vars{"width": strconv.Itoa(n), "max": strconv.Itoa(limit), "where": where})
		}
	}
}
