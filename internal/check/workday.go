package check

// A workday reports dates that fall on a weekend or a holiday.
//
//	dates  values that are dates
//
// A message may say {date} and {why}.
type workday struct{ dates []*value }

func newWorkday(p *params) tester {
	p.say("date", "why")
	return &workday{p.mustValues("dates", "values that are dates")}
}

func (t *workday) run(r *run) {
	for _, v := range t.dates {
		d, f, ok := r.date(v)
		if !ok || d.isWorkday() {
			continue
		}
		why := "a " + d.time().Weekday().String()
		if name := d.holiday(); name != "" && !d.isWeekend() {
			why = name
		}
		r.at(f.spot, vars{"date": d.String(), "why": why})
	}
}
