package check

import "strconv"

// An interval reports a span of days that is too short or too long.
//
//	start, end   values that are dates; the span runs from the one to the other,
//	             its first day not counted
//	min, max     days allowed, both included
//	unit         calendar (the usual) or business days
//	months       at most so many months, instead of max
//	anniversary  count from the day of start in the year nearest to end, and
//	             count either way
//	table        windows by key; column_min and column_max name its columns
//	key          the value that names the row
//	narrower_min, narrower_max
//	             facts that narrow the window, as bylaws may
//	ahead        only if end is not before start
//	at           start or end (the usual): where the finding is
//
// If the table has no row for the key, or no key is known, nothing is reported
// but through unknown: true, which reports just that. A message may say {days}
// (48 days, 1 business day), {window} (10 to 60 days, at most 70 days), {start},
// {end}, {key} and {basis}, the row's column of that name.
type interval struct {
	start, end           *value
	min, max, months     *int
	unit                 string
	anniversary, unknown bool
	ahead                bool
	table                *table
	key                  *value
	columnMin, columnMax string
	narrowMin, narrowMax []string
	at                   string
}

func newInterval(p *params) tester {
	t := &interval{
		start: p.mustValue("start", "the value where the span begins"), end: p.mustValue("end", "the value where it ends"),
		min: p.limit("min"), max: p.limit("max"), months: p.limit("months"),
		unit:        p.choice("unit", "calendar", "business"),
		anniversary: p.flag("anniversary"), unknown: p.flag("unknown"), ahead: p.flag("ahead"),
		table: p.table("table"), key: p.value("key"),
		columnMin: p.text("column_min"), columnMax: p.text("column_max"),
		narrowMin: p.pointers("narrower_min"), narrowMax: p.pointers("narrower_max"),
		at: p.choice("at", "end", "start"),
	}
	if t.table != nil && t.key == nil {
		p.missing("key", "the value that names a row of the table")
	}
	if t.table == nil && t.min == nil && t.max == nil && t.months == nil {
		p.missing("max", "or min, months or a table")
	}
	p.say("days", "window", "start", "end", "key", "basis")
	return t
}

// limit reads a whole number that may be left out.
func (p *params) limit(name string) *int {
	n := p.number(name, 0)
	if !p.has(name) {
		return nil
	}
	return &n
}

func (t *interval) run(r *run) {
	start, a, ok := r.date(t.start)
	end, b, okEnd := r.date(t.end)
	if !ok || !okEnd || t.ahead && end < start {
		return
	}
	where := b.spot
	if t.at == "start" {
		where = a.spot
	}
	v := vars{"start": start.String(), "end": end.String()}
	least, most, known := t.window(r, v)
	if t.unknown {
		if !known {
			r.at(where, v)
		}
		return
	}
	if !known {
		return
	}
	days := t.count(start, end)
	v["days"], v["window"] = count(days, t.noun()), t.windowText(least, most)
	late := t.months != nil && end.time().After(start.time().AddDate(0, *t.months, 0))
	if least != nil && days < *least || most != nil && days > *most || late {
		r.at(where, v)
	}
}

// window returns the days allowed, and false if the table does not know.
func (t *interval) window(r *run, v vars) (least, most *int, known bool) {
	least, most, known = t.min, t.max, true
	if t.table != nil {
		key, _ := r.one(t.key)
		row, ok := t.table.row(key.text)
		v["key"] = key.text
		if known = ok; ok {
			v["basis"] = row.text("basis")
			least, most = columnOf(row, t.columnMin), columnOf(row, t.columnMax)
		}
	}
	if n, ok := r.narrow(t.narrowMin); ok && (least == nil || n > *least) {
		least, known = &n, true
	}
	if n, ok := r.narrow(t.narrowMax); ok && (most == nil || n < *most) {
		most, known = &n, true
	}
	return least, most, known
}

func columnOf(r row, name string) *int {
	if n, ok := r.number(name); ok {
		return &n
	}
	return nil
}

func (s *state) narrow(pointers []string) (int, bool) {
	for _, f := range s.fromFacts(pointers) {
		n, ok := parseNumber(f.text)
		return int(n), ok
	}
	return 0, false
}

func (t *interval) count(start, end day) int {
	if t.anniversary {
		return fromAnniversary(start, end)
	}
	if t.unit == "business" {
		return workdaysBetween(start, end)
	}
	return int(end - start)
}

// noun is what is counted.
func (t *interval) noun() string {
	if t.unit == "business" && !t.anniversary {
		return "business day"
	}
	return "day"
}

// fromAnniversary is the number of days between end and the nearest anniversary
// of start.
func fromAnniversary(start, end day) int {
	s := start.time()
	best := -1
	for year := end.time().Year() - 1; year <= end.time().Year()+1; year++ {
		d := int(end - dayOf(year, s.Month(), s.Day()))
		if d < 0 {
			d = -d
		}
		if best < 0 || d < best {
			best = d
		}
	}
	return best
}

// windowText words the days allowed.
func (t *interval) windowText(least, most *int) string {
	switch {
	case least != nil && most != nil:
		return strconv.Itoa(*least) + " to " + count(*most, t.noun())
	case least != nil:
		return "at least " + count(*least, t.noun())
	case most != nil:
		return "at most " + count(*most, t.noun())
	}
	return ""
}
