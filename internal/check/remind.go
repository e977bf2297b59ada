package check

import "strconv"

// A remind says something whenever its conditions hold.
//
//	at         the value that it is about
//	from_date  a value that is a date, from which {due} is counted
//	add        days from there, before it if below 0; at most 10000 business days
//	unit       calendar (the usual) or business days
//	moved_from, moved_to, more_than
//	           say it only if two dates are more than so many days from being an
//	           anniversary of each other
//
// A message may say {value} and {due}.
type remind struct {
	at, from           *value
	add                int
	unit               string
	movedFrom, movedTo *value
	moreThan           int
}

func newRemind(p *params) tester {
	p.say("value", "due", "add")
	t := &remind{
		at: p.value("at"), from: p.value("from_date"),
		add: p.number("add", 0), unit: p.choice("unit", "calendar", "business"),
		movedFrom: p.value("moved_from"), movedTo: p.value("moved_to"), moreThan: p.number("more_than", 0),
	}
	if t.unit == "business" && max(t.add, -t.add) > mostWorkdays {
		p.r.trouble(p.node.Field("add"), "want at most "+strconv.Itoa(mostWorkdays)+" business days, have "+strconv.Itoa(t.add), "count calendar days")
		t.add = 0
	}
	return t
}

// mostWorkdays is some forty years; they are counted one by one.
const mostWorkdays = 10_000

func (t *remind) run(r *run) {
	if t.movedFrom != nil && t.movedTo != nil && !t.moved(r) {
		return
	}
	v, where := vars{"add": strconv.Itoa(t.add), "due": "a day to be computed", "value": ""}, nowhere
	if t.at != nil {
		if f, ok := r.one(t.at); ok {
			v["value"], where = f.text, f.spot
		}
	}
	if t.from != nil {
		d, f, ok := r.date(t.from)
		if !ok {
			return
		}
		if where == nowhere {
			where = f.spot
		}
		if t.unit == "business" {
			d = addWorkdays(d, t.add)
		} else {
			d += day(t.add)
		}
		v["due"] = d.String()
	}
	r.at(where, v)
}

func (t *remind) moved(r *run) bool {
	from, _, ok := r.date(t.movedFrom)
	to, _, okTo := r.date(t.movedTo)
	return ok && okTo && fromAnniversary(from, to) > t.moreThan
}
