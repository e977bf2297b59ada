package check

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// An address test looks at states, ZIP codes and telephone numbers.
//
//	look_for  zip: a ZIP code that the state does not have, or of the wrong
//	          length; gap: more than one blank between state and ZIP code on a line
//	          that is not justified; phone: a number of the wrong length
//	table     states by name and by abbreviation. The column zips lists the first
//	          three digits of their codes, as 900-961
//	find      expressions: of what stands behind a state, from the blank to the
//	          end of the code, the code being the first group; of a telephone
//	          number
//	case      heed case in find
//
// A message may say {state}, {zip}, {phone} and {why}.
type address struct {
	lookFor string
	table   *table
	find    []*expression
}

func newAddress(p *params) tester {
	t := &address{
		lookFor: p.choice("look_for", "zip", "gap", "phone"),
		table:   p.table("table"), find: p.expressions("find", p.flag("case")),
	}
	if !p.has("find") {
		p.missing("find", "expressions of a code or a number")
	}
	if t.lookFor != "phone" && !p.has("table") {
		p.missing("table", "states and their ZIP codes")
	}
	p.say("state", "zip", "phone", "why")
	return t
}

func (t *address) run(r *run) {
	if t.lookFor == "gap" {
		t.gaps(r)
		return
	}
	for _, e := range t.find {
		for _, m := range e.all(r.text, r.whole()) {
			at := stretch{m[0], m[1]}
			if t.lookFor == "phone" {
				if phone := r.text.plain[at.from:at.to]; !isPhone(phone) {
					r.at(spot{stretch: at}, vars{"phone": phone, "why": "want three, three and four digits"})
				}
			} else if len(m) >= 4 && m[2] >= 0 {
				t.zip(r, m[0], stretch{m[2], m[3]})
			}
		}
	}
}

// stateBefore is the state whose name or abbreviation ends at byte end of s.
func (t *address) stateBefore(s string, end int) (row, string, bool) {
	const longest = 3 // words: District of Columbia
	s = s[max(0, end-40):end]
	from := len(s)
	for range longest {
		from = strings.LastIndexAny(s[:max(from, 0)], " \n\t")
		name := strings.TrimLeft(s[from+1:], "(")
		if row, ok := t.table.row(name); ok && (len(name) > 2 || name == strings.ToUpper(name)) {
			return row, name, true
		}
		if from < 0 {
			break
		}
	}
	return row{}, "", false
}

func (t *address) zip(r *run, end int, code stretch) {
	row, state, ok := t.stateBefore(r.text.plain, end)
	if !ok {
		return
	}
	zip := r.text.plain[code.from:code.to]
	why := ""
	if digits, plus, more := strings.Cut(zip, "-"); len(digits) != 5 || more && len(plus) != 4 {
		why = "a ZIP code has five digits, or nine with a hyphen"
	} else if !inRanges(digits[:3], row.texts("zips")) {
		why = "its ZIP codes begin with " + strings.Join(row.texts("zips"), ", ")
	}
	if why != "" {
		r.at(spot{stretch: code}, vars{"state": state, "zip": zip, "why": why})
	}
}

// inRanges reports whether digits are in one of some ranges such as 900-961.
func inRanges(digits string, ranges []string) bool {
	for _, s := range ranges {
		first, last, more := strings.Cut(s, "-")
		if !more {
			last = first
		}
		if first <= digits && digits <= last {
			return true
		}
	}
	return len(ranges) == 0
}

// isPhone reports whether s has three, three and four digits, perhaps behind a 1.
func isPhone(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) == 4 && parts[0] == "1" {
		parts = parts[1:]
	}
	return len(parts) == 3 && len(parts[0]) == 3 && len(parts[1]) == 3 && len(parts[2]) == 4
}

// gaps looks at the lines as they are. Where other words of a line stand apart
// too, it was justified.
func (t *address) gaps(r *run) {
	for _, l := range r.lines {
		for _, e := range t.find {
			s := l.text
			if !e.cased {
				s = lower(s)
			}
			if !e.possible(s) {
				continue
			}
			m := e.regexp().FindStringSubmatchIndex(s)
			if len(m) < 4 || m[2] < 0 {
				continue
			}
			_, state, ok := t.stateBefore(l.text, m[0])
			elsewhere := strings.TrimSpace(l.text[:m[0]]) + strings.TrimRight(l.text[m[2]:], " \t")
			if ok && !strings.Contains(elsewhere, "  ") {
				r.atLine(l.n, column(l.text, m[0]), utf8.RuneCountInString(l.text[m[0]:m[2]]),
					vars{"state": state, "zip": l.text[m[2]:m[3]], "why": strconv.Itoa(m[2]-m[0]) + " blanks"})
			}
		}
	}
}
