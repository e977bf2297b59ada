package check

import "strings"

// A weekday reports a date whose weekday is another one than written, and a date
// that no calendar has.
//
//	find      expressions of two groups, the weekday and the date
//	date      an expression of a date, to find those that do not exist
//
// A message may say {date}, as it is written, and {right}.
type weekday struct {
	find []*expression
	date *expression
}

func newWeekday(p *params) tester {
	t := &weekday{find: p.expressions("find", false), date: p.expression("date", false)}
	if !p.has("find") {
		p.missing("find", "an expression of a weekday and a date")
	}
	p.say("date", "right")
	return t
}

func (t *weekday) run(r *run) {
	for _, e := range t.find {
		for _, m := range e.all(r.text, r.whole()) {
			if len(m) < 6 || m[2] < 0 || m[4] < 0 {
				continue
			}
			written, date := r.text.plain[m[2]:m[3]], r.text.plain[m[4]:m[5]]
			d, ok := parseDate(date)
			if !ok {
				continue // found below
			}
			right := d.time().Weekday().String()
			if !strings.HasPrefix(lower(right), strings.TrimSuffix(lower(written), ".")) {
				r.at(inText(m[2], m[5]), vars{"date": r.quote(stretch{m[2], m[5]}), "right": "it is a " + right})
			}
		}
	}
	if t.date == nil {
		return
	}
	for _, m := range t.date.all(r.text, r.whole()) {
		date := r.text.plain[m[0]:m[1]]
		if _, ok := parseDate(date); !ok {
			r.at(inText(m[0], m[1]), vars{"date": date, "right": "no calendar has that day"})
		}
	}
}
