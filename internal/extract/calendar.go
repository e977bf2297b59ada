package extract

import "time"

// A calendar is the days of dates by the paths of the facts that they are
// thought to be.
type calendar map[string]int

// dayOf is the number of a date's day; false if it is none.
func dayOf(value string) (int, bool) {
	t, err := time.Parse(time.DateOnly, value)
	return int(t.Unix() / (24 * 60 * 60)), err == nil
}

// apart lists how far a date is from those of a calendar, but for itself.
func (c calendar) apart(out []string, value string) []string {
	day, ok := dayOf(value)
	if !ok {
		return out
	}
	for _, path := range keys(c) {
		if other := c[path]; other != day {
			out = append(out, "d"+path+about(day-other))
		}
	}
	return out
}

// about is a number of days, roughly.
func about(days int) string {
	sign := "+"
	if days < 0 {
		sign, days = "-", -days
	}
	n := 0
	for _, most := range []int{10, 30, 75, 150, 400} {
		if days > most {
			n++
		}
	}
	return sign + itoa(n)
}
