package check

import (
	"strings"
	"time"
)

// A day is a calendar day: days since 1 January 1970. The difference of two is
// the number of calendar days between them.
type day int

const perDay = 24 * 60 * 60

func dayOf(year int, month time.Month, d int) day {
	return day(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix() / perDay)
}

func (d day) time() time.Time { return time.Unix(int64(d)*perDay, 0).UTC() }

// String gives the day as letters have it: May 25, 2004.
func (d day) String() string { return d.time().Format("January 2, 2006") }

func (d day) iso() string { return d.time().Format(time.DateOnly) }

// isWorkday reports whether d is a weekday on which the federal government and
// the markets are not closed by rule.
func (d day) isWorkday() bool { return !d.isWeekend() && d.holiday() == "" }

func (d day) isWeekend() bool {
	w := d.time().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// holiday names the federal holiday that d is or that is kept on it (one on a
// Sunday is kept on Monday, one on a Saturday on Friday), or Good Friday, when
// the markets are closed; "" for none.
//
// Source: 5 U.S.C. 6103; Juneteenth from 2021, Martin Luther King's birthday
// from 1986.
func (d day) holiday() string {
	t := d.time()
	year, month, date := t.Date()
	switch weekday := t.Weekday(); {
	case month == time.January && weekday == time.Monday && (date-1)/7 == 2 && year >= 1986:
		return "Martin Luther King Jr. Day"
	case month == time.February && weekday == time.Monday && (date-1)/7 == 2:
		return "Washington's Birthday"
	case month == time.May && weekday == time.Monday && date+7 > 31:
		return "Memorial Day"
	case month == time.September && weekday == time.Monday && date <= 7:
		return "Labor Day"
	case month == time.October && weekday == time.Monday && (date-1)/7 == 1:
		return "Columbus Day"
	case month == time.November && weekday == time.Thursday && (date-1)/7 == 3:
		return "Thanksgiving Day"
	case d == easter(year)-2:
		return "Good Friday"
	}
	for _, h := range []struct {
		month time.Month
		date  int
		name  string
		from  int
	}{
		{time.January, 1, "New Year's Day", 0},
		{time.June, 19, "Juneteenth", 2021},
		{time.July, 4, "Independence Day", 0},
		{time.November, 11, "Veterans Day", 0},
		{time.December, 25, "Christmas Day", 0},
	} {
		for _, y := range []int{year, year + 1} { // New Year's Day may be kept in the year before
			if y >= h.from && observed(dayOf(y, h.month, h.date)) == d || year >= h.from && dayOf(year, h.month, h.date) == d {
				return h.name
			}
		}
	}
	return ""
}

func observed(d day) day {
	switch d.time().Weekday() {
	case time.Saturday:
		return d - 1
	case time.Sunday:
		return d + 1
	}
	return d
}

// easter is Easter Sunday of the Gregorian calendar, after the algorithm of the
// Anonymous Gregorian computus (Nature, 20 April 1876).
func easter(year int) day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	date := (h + l - 7*m + 33*month + 19) % 32
	return dayOf(year, time.Month(month), date)
}

// workdaysBetween counts the business days from a on, a not counted, up to b,
// b counted; negative if b is before a. It counts at most some forty years.
func workdaysBetween(a, b day) int {
	if b < a {
		return -workdaysBetween(b, a)
	}
	n := 0
	for d := a + 1; d <= min(b, a+15000); d++ {
		if d.isWorkday() {
			n++
		}
	}
	return n
}

// addWorkdays is the n-th business day after d, or before it if n is negative.
func addWorkdays(d day, n int) day {
	step := day(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		if d += step; d.isWorkday() {
			n--
		}
	}
	return d
}

// parseISO reads 2004-05-25.
func parseISO(s string) (day, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	return dayOf(t.Year(), t.Month(), t.Day()), true
}

// parseDate reads 2004-05-25, or May 25, 2004 with the month in full or short.
// A date that no calendar has is none.
func parseDate(s string) (day, bool) {
	if d, ok := parseISO(s); ok {
		return d, ok
	}
	fields := strings.Fields(strings.ReplaceAll(s, ",", " "))
	if len(fields) != 3 {
		return 0, false
	}
	month, ok := parseMonth(fields[0])
	date, okDate := parseNumber(fields[1])
	year, okYear := parseNumber(fields[2])
	if !ok || !okDate || !okYear || year < 1800 || year > 2200 {
		return 0, false
	}
	t := time.Date(int(year), month, int(date), 0, 0, 0, 0, time.UTC)
	if t.Month() != month || t.Day() != int(date) {
		return 0, false
	}
	return dayOf(int(year), month, int(date)), true
}

func parseMonth(s string) (time.Month, bool) {
	s = strings.TrimSuffix(lower(s), ".")
	for m := time.January; m <= time.December; m++ {
		name := lower(m.String())
		if s == name || s == name[:3] || s == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}
