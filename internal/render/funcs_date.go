package render

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

func dateFuncs() []*Func {
	return []*Func{
		{
			Name: "longDate", Args: "DATE", Does: "DATE (2004-05-25) as Americans write it.", min: 1, max: 1,
			Examples: []Example{{`{{ longDate "2004-05-25" }}`, `May 25, 2004`}},
			do:       dateAs("January 2, 2006"), back: dateBack(5, "January 2 2006", "Jan 2 2006", "Jan. 2 2006", "2 January 2006"),
		},
		{
			Name: "weekday", Args: "DATE", Does: "The day of the week of DATE.", min: 1, max: 1,
			Examples: []Example{{`{{ weekday "2004-05-25" }}`, `Tuesday`}},
			do:       dateAs("Monday"), back: fits(1, isWeekday, isWeekday),
		},
		{
			Name: "monthDay", Args: "DATE", Does: "The month and day of DATE.", min: 1, max: 1,
			Examples: []Example{{`{{ monthDay "2004-05-05" }}`, `May 5`}},
			do:       dateAs("January 2"), back: fits(2, beginsDate, isMonthDay),
		},
		{
			Name: "year", Args: "DATE", Does: "The year of DATE.", min: 1, max: 1,
			Examples: []Example{{`{{ year "2004-05-25" }}`, `2004`}},
			do:       dateAs("2006"), back: fits(1, isYear, isYear),
		},
		{
			Name: "legalDate", Args: "DATE", Does: "DATE as deeds write it.", min: 1, max: 1,
			Examples: []Example{{`{{ legalDate "2004-05-21" }}`, `21st day of May, 2004`}},
			do: func(c *call) any {
				d := c.date(0)
				return strconv.Itoa(d.Day()) + ordinalEnd(big.NewInt(int64(d.Day()))) + d.Format(" day of January, 2006")
			},
			back: &inverse{words: 6, read: legalDateBack, begins: beginsNumber},
		},
		{
			Name: "addDays", Args: "DATE NUMBER", Does: "The date so many days later; earlier if NUMBER is negative.", min: 2, max: 2,
			Examples: []Example{{`{{ addDays "2004-02-28" 2 }}`, `2004-03-01`}},
			do: func(c *call) any {
				return c.date(0).AddDate(0, 0, c.days(1)).Format(time.DateOnly)
			},
		},
		{
			Name: "addYears", Args: "DATE NUMBER", Does: "The same day so many years later; February 28 for a February 29 that is not there.", min: 2, max: 2,
			Examples: []Example{{`{{ addYears "2003-05-20" 1 }} {{ addYears "2004-02-29" 1 }}`, `2004-05-20 2005-02-28`}},
			do:       addYears,
		},
		{
			Name: "daysBetween", Args: "DATE DATE", Does: "How many days the second date is after the first.", min: 2, max: 2,
			Examples: []Example{{`{{ daysBetween "2004-04-07" "2004-05-25" }}`, `48`}},
			do:       func(c *call) any { return int(c.date(1).Unix()-c.date(0).Unix()) / secondsOfDay },
		},
		{
			Name: "clock", Args: "TIME", Does: "TIME (9:00, 14:30) on the twelve-hour clock; words and a.m. or p.m. already there stay.", min: 1, max: 1,
			Examples: []Example{
				{`{{ clock "9:00" }}, {{ clock "14:30" }}`, `9:00 a.m., 2:30 p.m.`},
				{`{{ clock "10:00 a.m." }}`, `10:00 a.m.`},
			},
			do: func(c *call) any { return c.eachCell(0, clock) }, back: &inverse{words: 6, read: clockBack, begins: beginsClock},
		},
		{
			Name: "inZone", Args: "TIME ZONE ZONE", min: 3, max: 3,
			Does: "TIME (14:30) of the first zone by the clock of the second. It knows the zones that change their clocks together: Atlantic, Eastern, Central, Mountain, Pacific and Alaska Time.",
			Examples: []Example{
				{`{{ inZone "11:30" "Eastern Time" "Pacific Time" }} {{ inZone "9:00" "CDT" "EDT" }}`, `8:30 10:00`},
			},
			do: inZone,
		},
	}
}

const secondsOfDay = 24 * 60 * 60

func dateAs(format string) func(*call) any {
	return func(c *call) any { return c.date(0).Format(format) }
}

// addYears keeps the month: time.AddDate makes March 1 of a February 29 in a
// year that has none.
func addYears(c *call) any {
	d, years := c.date(0), c.whole(1)
	if !years.IsInt64() || years.Int64() < -1000 || years.Int64() > 1000 {
		c.fail("wants a number of years, found %s", years)
		return ""
	}
	later := d.AddDate(int(years.Int64()), 0, 0)
	if later.Day() != d.Day() {
		later = later.AddDate(0, 0, -1)
	}
	return later.Format(time.DateOnly)
}

// date returns argument i as a day. It has no zone; UTC stands in.
func (c *call) date(i int) time.Time {
	s := c.text(i)
	d, err := time.Parse(time.DateOnly, s)
	if err != nil && c.err == nil {
		c.fail("wants a date like 2004-05-25, found %q", shorten(s))
	}
	return d
}

// days returns argument i as a number of days within some centuries.
func (c *call) days(i int) int {
	n := c.whole(i)
	if !n.IsInt64() || n.Int64() < -100_000 || n.Int64() > 100_000 {
		c.fail("wants a number of days, found %s", n)
		return 0
	}
	return int(n.Int64())
}

// clock puts a time on the 24-hour clock on the 12-hour one. Any other text
// stays as it is: "noon", "9:00 a.m.".
func clock(s string) string {
	h, m, ok := timeOfDay(s)
	if !ok {
		return s
	}
	half := "a.m."
	if h >= 12 {
		half = "p.m."
	}
	return fmt.Sprintf("%d:%02d %s", (h+11)%12+1, m, half)
}

// timeOfDay reads a time on the 24-hour clock.
func timeOfDay(s string) (h, m int, ok bool) {
	hour, minute, ok := strings.Cut(s, ":")
	h, err1 := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	return h, m, ok && err1 == nil && err2 == nil && len(minute) == 2 && h >= 0 && h <= 23 && m >= 0 && m <= 59
}

// zones are hours behind Atlantic Time, by the first word of a zone's name or
// the first letters of its abbreviation.
var zones = map[string]int{
	"Atlantic": 0, "Eastern": 1, "Central": 2, "Mountain": 3, "Pacific": 4, "Alaska": 5,
	"A": 0, "E": 1, "C": 2, "M": 3, "P": 4, "AK": 5,
}

// inZone turns back a clock by the hours between two zones. Both must keep
// standard time, both daylight time, or both whichever it is: the rest of their
// names is the same.
func inZone(c *call) any {
	hour, minute, ok := timeOfDay(c.text(0))
	from, fromKind, ok1 := zone(c.text(1))
	to, toKind, ok2 := zone(c.text(2))
	switch later := hour + from - to; {
	case !ok:
		c.fail("wants a time like 9:00 or 14:30, found %q", shorten(c.text(0)))
	case !ok1 || !ok2 || fromKind != toKind:
		c.fail("wants two zones such as Eastern Time and Pacific Time, found %q and %q", shorten(c.text(1)), shorten(c.text(2)))
	case later < 0 || later > 23:
		c.fail("has %s on another day in the zone %q", c.text(0), c.text(2))
	default:
		return fmt.Sprintf("%d:%02d", later, minute)
	}
	return ""
}

// zone returns the hours of a zone behind Atlantic Time, and whether it is
// standard or daylight time: the rest of its name.
func zone(name string) (behind int, kind string, ok bool) {
	first, kind, named := strings.Cut(name, " ")
	if !named {
		first = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "T"), "S"), "D")
		kind = strings.TrimPrefix(name, first)
	}
	behind, ok = zones[first]
	return behind, kind, ok
}
