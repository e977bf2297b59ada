package check

import (
	"slices"
	"sort"
	"strings"

	"github.com/draftgen/draftgen/internal/lazy"
)

// A citation reports statutes whose name does not fit their year, and sections
// that another statute has.
//
//	table  statutes by name. A row has a year, and sections that this statute has
//	       and the others of the table do not
//
// The longest name counts, so that Securities Exchange Act is not taken for
// Exchange Act. A defined term behind a statute, as in (the "Act"), stands for
// it from there on. A message may say {citation} and {why}.
type citation struct {
	table *table
	names []string // in small letters, longest first
}

func newCitation(p *params) tester {
	t := &citation{table: p.table("table")}
	if t.table == nil {
		if !p.has("table") {
			p.missing("table", "statutes by name")
		}
		return t
	}
	t.names = sortedKeys(t.table.index)
	slices.SortStableFunc(t.names, func(a, b string) int { return len(b) - len(a) })
	p.say("citation", "why")
	return t
}

// aliased is a defined term right behind a statute.
var aliased = lazy.Regexp(`^(?:,? as (?:so )?amended,?)? \((?:the |collectively, the )?"([^"]{1,40})"\)`)

var (
	yearBehind    = lazy.Regexp(`^ of (\d{4})\b`)
	sectionBefore = lazy.Regexp(`(?i)sections? ((?:\d+[a-z]?(?:\([0-9a-z]+\))*(?:,? (?:and|or) |, )?){1,6}) of (?:the )?$`)
	sectionNumber = lazy.Regexp(`\d+[A-Za-z]?(?:\([0-9A-Za-z]+\))*`)
)

func (t *citation) run(r *run) {
	aliases := map[string]row{}
	for _, use := range t.uses(r) {
		t.check(r, use)
		if m := aliased().FindStringSubmatch(r.text.plain[use.to:]); m != nil {
			aliases[m[1]] = use.row
		}
	}
	for _, alias := range sortedKeys(aliases) {
		for _, at := range r.wholeWords("the " + alias) {
			use := statute{stretch{at.from + len("the "), at.to}, aliases[alias], ""}
			if !t.isLonger(r, use.stretch) {
				t.check(r, use)
			}
		}
	}
}

// A statute is a statute where it is named.
type statute struct {
	stretch // the name, and the year
	row     row
	year    string // as written; "" for none
}

// uses are the places where statutes of the table are named, in order.
func (t *citation) uses(r *run) []statute {
	var list []statute
	var taken stretches
	for _, name := range t.names {
		for _, at := range r.wholeWords(name) {
			if taken.touch(at) {
				continue
			}
			taken = append(taken, at)
			row, _ := t.table.row(name)
			use := statute{at, row, ""}
			if m := yearBehind().FindStringSubmatch(r.text.plain[at.to:min(len(r.text.plain), at.to+12)]); m != nil {
				use.year, use.to = m[1], at.to+len(m[0])
			}
			list = append(list, use)
		}
		taken.sort()
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].from < list[j].from })
	return list
}

// isLonger reports whether a term is only the end of a statute's name.
func (t *citation) isLonger(r *run, at stretch) bool {
	end := at.to
	for _, name := range t.names {
		if from := end - len(name); from < at.from && from >= 0 && r.text.fold[from:end] == name {
			return true
		}
	}
	return false
}

// check reports what is wrong with one statute where it is named. It points at
// the statute if that has another year, and else at its section.
func (t *citation) check(r *run, use statute) {
	var why []string
	at := use.stretch
	if want := use.row.text("year"); use.year != "" && want != "" && use.year != want {
		why = append(why, "that statute is of "+want+", not "+use.year)
	}
	start := max(0, use.from-80)
	if m := sectionBefore().FindStringSubmatchIndex(r.text.plain[start:use.from]); m != nil {
		for _, section := range sectionNumber().FindAllString(r.text.plain[start+m[2]:start+m[3]], -1) {
			if other := t.otherWith(use.row, section); other != "" {
				why = append(why, "Section "+section+" is in the "+other)
				at.from = start + m[0]
			}
		}
	}
	if why != nil {
		r.at(spot{stretch: at}, vars{"citation": r.quote(at), "why": strings.Join(why, "; ")})
	}
}

// otherWith names the statute that a section is in, "" if that may be this one.
func (t *citation) otherWith(this row, section string) string {
	if hasSection(this, section) {
		return ""
	}
	for _, row := range t.table.rows {
		if row != this && hasSection(row, section) {
			return row.text("title")
		}
	}
	return ""
}

// hasSection reports whether a row lists a section, or one that it is a part of.
func hasSection(r row, section string) bool {
	for _, s := range r.texts("sections") {
		if strings.EqualFold(s, section) || len(section) > len(s) && strings.EqualFold(section[:len(s)], s) && section[len(s)] == '(' {
			return true
		}
	}
	return false
}
