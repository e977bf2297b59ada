package schema

import (
	"encoding/json"
	"math/big"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A sum is a rule of x-sum: counts add up to a total. While a part does not state
// its count, the others must leave something for it.
//
// With by, there are several totals, each of a group. A part belongs to the
// total whose group has the same name: part is the field beside the count that
// names it, total the one beside the total.
type sum struct {
	parts, total []string
	part, group  string // by; "" for one total
	found        string // what a breach says, with {parts} and {total}; "": in general words
}

func readSum(e *entry) breaches {
	s := &sum{parts: e.pointer("parts"), total: e.pointer("total"), found: e.mayText("found")}
	if by := e.field("by"); by != nil {
		if by.Kind != facts.Map {
			e.trouble(by, "want `{\"parts\": …, \"total\": …}`, have "+found(by), "")
			return s
		}
		inner := &entry{c: e.c, keyword: e.keyword, node: by}
		s.part, s.group = inner.text("parts"), inner.text("total")
		inner.refuseOthers()
	}
	return s
}

func (s *sum) find(object any) []breach {
	sums, ok := s.add(slots(object, s.parts))
	if !ok {
		return nil
	}
	var list []breach
	for _, slot := range slots(object, s.total) {
		group, _ := name(slot.around, s.group)
		total, counted := asWhole(slot.value)
		if have := sums[group]; have != nil && counted && have.breaks(total) {
			list = append(list, breach{slot.at, s.say(have, total)})
		}
	}
	return list
}

// A partial is the sum of the counts of a group that are stated.
type partial struct {
	big.Int
	stated  bool     // there is one
	missing []string // where the first stands that is not stated; nil: all are
}

// breaks reports whether a total cannot be that of the counts. One that is not
// stated yet is more than nothing.
func (p *partial) breaks(total *big.Int) bool {
	if p.missing != nil {
		return p.stated && p.Cmp(total) >= 0
	}
	return p.Cmp(total) != 0
}

// say says what the counts make, and what the total is.
func (s *sum) say(have *partial, total *big.Int) string {
	text := s.found
	if text == "" {
		text = "parts that make {parts} and a total of {total}"
	}
	text = strings.NewReplacer("{parts}", grouped(&have.Int), "{total}", grouped(total)).Replace(text)
	if have.missing != nil {
		text += ", without " + pointerOf(have.missing) + ", which is not stated"
	}
	return text
}

// add returns the sum of each group, and false if a part has a count that is no
// number or does not say to which group it belongs.
func (s *sum) add(parts []slot) (map[string]*partial, bool) {
	sums := map[string]*partial{}
	for _, p := range parts {
		group, named := name(p.around, s.part)
		count, counted := asWhole(p.value)
		if !named || !counted && p.value != nil {
			return nil, false
		}
		if sums[group] == nil {
			sums[group] = &partial{}
		}
		switch have := sums[group]; {
		case counted:
			have.Add(&have.Int, count)
			have.stated = true
		case have.missing == nil:
			have.missing = p.at
		}
	}
	return sums, true
}

// name returns the text of a field beside a count; "" if none is asked for.
func name(around any, field string) (string, bool) {
	if field == "" {
		return "", true
	}
	m, _ := around.(map[string]any)
	text, ok := m[field].(string)
	return text, ok
}

func asWhole(v any) (*big.Int, bool) {
	number, ok := v.(json.Number)
	if !ok {
		return nil, false
	}
	return new(big.Int).SetString(number.String(), 10)
}

// grouped writes a number with commas.
func grouped(n *big.Int) string {
	text := n.String()
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
