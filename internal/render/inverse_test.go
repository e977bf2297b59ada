package render

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestInverse: what a function printed, its inverse reads.
func TestInverse(t *testing.T) {
	dates := rapid.Custom(func(t *rapid.T) string {
		return time.Date(1900, 1, rapid.IntRange(1, 60_000).Draw(t, "day"), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	})
	clocks := rapid.Custom(func(t *rapid.T) string {
		minute := rapid.IntRange(0, 59).Draw(t, "minute")
		return strconv.Itoa(rapid.IntRange(0, 23).Draw(t, "hour")) + ":" + strconv.Itoa(100 + minute)[1:]
	})
	numbers := func(most int) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string { return strconv.Itoa(rapid.IntRange(1, most).Draw(t, "n")) })
	}
	for name, facts := range map[string]*rapid.Generator[string]{
		"longDate": dates, "legalDate": dates, "clock": clocks, "comma": numbers(1 << 40), "words": numbers(1 << 40),
		"ordinal": numbers(10_000), "ordinalWords": numbers(10_000), "letter": numbers(10_000), "roman": numbers(3999),
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				h := &Hole{chain: []link{{fn: table()[name]}}}
				fact := facts.Draw(t, "fact")
				printed, ok := h.Print(fact)
				if !ok {
					t.Fatalf("%s does not print %q", name, fact)
				}
				if got, lost, ok := h.Read(printed); got != fact || lost || !ok {
					t.Fatalf("%q printed %q, read back as %q (guessed: %v, %v)", fact, printed, got, lost, ok)
				}
			})
		})
	}
}

// TestInverseOfAny: no text makes an inverse panic, and what one reads out of a
// text prints as that text again, if nothing of it was guessed.
func TestInverseOfAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[A-Za-z0-9 ,.:'-]{0,20}`).Draw(t, "text")
		for _, f := range Functions() {
			if f.back == nil {
				continue
			}
			h := &Hole{chain: []link{{fn: f}}}
			fact, _, ok := h.Read(text)
			if !ok || fact == "" || f.min > 1 { // it wants other arguments
				continue
			}
			if _, ok := h.Print(fact); !ok {
				t.Fatalf("%s reads %q out of %q, and cannot print it", f.Name, fact, text)
			}
		}
	})
}

// TestEveryFormatterIsRead: a function that makes text says how it is read back,
// or stands here with the reason why nothing can.
func TestEveryFormatterIsRead(t *testing.T) {
	without := map[string]bool{
		"add": true, "sub": true, "mul": true, "sum": true, "addDays": true, "addYears": true, "daysBetween": true, "inZone": true, // worked out
		"replace": true, // what was replaced is gone
		"len":     true, "has": true, "not": true, "eq": true, "ne": true, "lt": true, "le": true, "gt": true, "ge": true,
		"contains": true, "hasPrefix": true, "hasSuffix": true, // print no text
	}
	for _, f := range Functions() {
		if f.shape == opaque && f.back == nil && f.around == nil && f.choose == nil && !without[f.Name] {
			t.Errorf("%s has no inverse", f.Name)
		}
	}
}

// TestAlike: what a function takes away may have been there.
func TestAlike(t *testing.T) {
	for _, of := range []struct {
		link link
		fact string
		want []string
	}{
		{link{fn: table()["trimPrefix"], lead: []Value{of("the ")}}, "Plan", []string{"the Plan"}},
		{link{fn: table()["trimSuffix"], lead: []Value{of(".")}}, "Acme, Inc", []string{"Acme, Inc."}},
		{link{fn: table()["period"]}, "Acme, Inc.", []string{"Acme, Inc"}},
		{link{fn: table()["period"]}, "Is it due?", nil},
		{link{fn: table()["upper"]}, "Acme", nil},
	} {
		if got := (&Hole{chain: []link{of.link}}).Alike(of.fact); !slices.Equal(got, of.want) {
			t.Errorf("%s of %q: %q, want %q", of.link.fn.Name, of.fact, got, of.want)
		}
	}
}
