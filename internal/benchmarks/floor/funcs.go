package main

import (
	"fmt"
	"strings"
	"text/template"
	"time"
)

// plainFuncs are draftgen's functions as one would write them in a hurry: those
// that the measured template calls and sprig does not have.
var plainFuncs = template.FuncMap{
	"comma": func(n any) string {
		digits := fmt.Sprint(n)
		for i := len(digits) - 3; i > 0; i -= 3 {
			digits = digits[:i] + "," + digits[i:]
		}
		return digits
	},
	"longDate": func(s string) (string, error) {
		d, err := time.Parse(time.DateOnly, s)
		return d.Format("January 2, 2006"), err
	},
	"want": func(what string, value, test any) (any, error) {
		if test == nil || test == false {
			return nil, fmt.Errorf("want %s", what)
		}
		return value, nil
	},
	"term": func(name string) string { return `(the "` + name + `")` },
	"article": func(s string) string {
		if strings.ContainsRune("AEIOU", rune(s[0])) {
			return "an " + s
		}
		return "a " + s
	},
	"default": func(fallback, value any) any {
		if value == nil || value == "" {
			return fallback
		}
		return value
	},
}
