package schema

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dateHint says how to write a date that is not one. The text is what was
// written.
func dateHint(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(parts) != 3 {
		return "dates are written 2004-05-25"
	}
	var n [3]int
	for i, part := range parts {
		var err error
		if n[i], err = strconv.Atoi(part); err != nil {
			return "dates are written 2004-05-25"
		}
	}
	if len(parts[0]) != 4 {
		return "dates are written year-month-day: 2004-05-25"
	}
	year, month, day := n[0], time.Month(n[1]), n[2]
	switch last := lastDay(year, month); {
	case month < time.January || month > time.December:
		return fmt.Sprintf("dates are written year-month-day, and there is no month %d", month)
	case day < 1:
		return "days count from 1"
	case day > last:
		return fmt.Sprintf("%s has %d days in %d", month, last, year)
	}
	return fmt.Sprintf("write %04d-%02d-%02d", year, month, day)
}

// lastDay returns how many days a month has.
func lastDay(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
