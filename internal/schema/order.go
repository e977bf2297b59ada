package schema

import "time"

// An order is a rule of x-order: one date stands before, after, not before or
// not after another.
type order struct {
	date, other []string
	relation    string
}

// relations says which signs of date compared with other keep a rule.
var relations = map[string][]int{
	"before":     {-1},
	"not_after":  {-1, 0},
	"after":      {1},
	"not_before": {1, 0},
}

func readOrder(e *entry) breaches {
	o := &order{date: e.pointer("date")}
	for _, relation := range sortedKeys(relations) {
		if e.field(relation) == nil {
			continue
		}
		if o.relation != "" {
			e.trouble(e.node, "want one of before, after, not_before and not_after, have two", "")
		}
		o.relation, o.other = relation, e.pointer(relation)
	}
	if o.relation == "" {
		e.trouble(e.node, "want one of before, after, not_before and not_after", "")
	}
	return o
}

func (o *order) find(object any) []breach {
	var list []breach
	for _, other := range slots(object, o.other) {
		against, ok := asDate(other.value)
		if !ok {
			continue
		}
		for _, s := range slots(object, o.date) {
			date, ok := asDate(s.value)
			if ok && !contains(relations[o.relation], date.Compare(against)) {
				list = append(list, breach{s.at, s.value.(string) + " against " + other.value.(string) + " in " + pointerOf(other.at)})
			}
		}
	}
	return list
}

func asDate(v any) (time.Time, bool) {
	text, ok := v.(string)
	if !ok {
		return time.Time{}, false
	}
	date, err := time.Parse(time.DateOnly, text)
	return date, err == nil
}

func contains(list []int, n int) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}
