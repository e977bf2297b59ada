package schema

import (
	"encoding/json"
	"math/big"

	"github.com/draftgen/draftgen/internal/facts"
)

// A sum is a rule of x-sum: counts add up to a total. It is silent unless
// every part states its count.
//
// With by, there are several totals, each of a group. A part belongs to the
// total whose group has the same name: part is the field beside the count that
// names it, total the one beside the total.
type sum struct {
	parts, total []string
	part, group  string // by; "" for one total
}

func readSum(e *entry) breaches {
	s := &sum{parts: e.pointer("parts"), total: e.pointer("total")}
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
		if have := sums[group]; have != nil && counted && have.Cmp(total) != 0 {
			list = append(list, breach{slot.at, "parts that make " + grouped(have) + " and " + grouped(total)})
		}
	}
	return list
}

// add returns the sum of each group, and false if a part has no count or does
// not say to which group it belongs.
func (s *sum) add(parts []slot) (map[string]*big.Int, bool) {
	sums := map[string]*big.Int{}
	for _, p := range parts {
		group, named := name(p.around, s.part)
		count, counted := asWhole(p.value)
		if !counted || !named {
			return nil, false
		}
		if sums[group] == nil {
			sums[group] = new(big.Int)
		}
		sums[group].Add(sums[group], count)
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
