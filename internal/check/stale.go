package check

import (
	"slices"
	"strings"
)

// A stale test reports what identified the matter that served as a model and
// was left standing: a value of its facts that is none of the new facts, but
// stands whole in the new text and not inside a new value.
//
//	shortest  values of fewer characters are too common to tell
//	ignore    expressions; a match around a value makes it another thing, as the
//	          year of a statute
//
// A message may say {value} and {pointer}, where the old facts have it.
type stale struct {
	shortest int
	ignore   []*expression
}

func newStale(p *params) tester {
	p.say("value", "pointer")
	return &stale{p.number("shortest", 3), p.expressions("ignore", false)}
}

func (t *stale) run(r *run) {
	p := r.subject.Precedent
	if p == nil {
		return
	}
	current := map[string]bool{}
	var mine stretches
	for _, v := range p.New {
		for _, form := range forms(v.Value) {
			if key := lower(normal(form)); !current[key] {
				current[key] = true
				mine = append(mine, r.wholeWords(form)...)
			}
		}
	}
	for _, e := range t.ignore {
		for _, m := range e.all(r.text, r.whole()) {
			mine = append(mine, stretch{m[0], m[1]})
		}
	}
	slices.SortFunc(mine, func(a, b stretch) int { return a.from - b.from })
	longest := widest(mine)

	asked := map[string]bool{}
	for _, v := range t.byLength(p.Old) {
		for _, form := range forms(v.Value) {
			key := lower(normal(form))
			if current[key] || asked[key] || len(key) < t.shortest {
				continue
			}
			asked[key] = true
			for _, at := range r.wholeWords(form) {
				if longest.holds(at) {
					continue
				}
				r.at(spot{stretch: at}, vars{"value": r.quote(at), "pointer": v.Pointer})
				longest.add(at) // what stands in it is not said again
			}
		}
	}
}

// byLength are the old values, the longest first, so that one inside another is
// reported once.
func (t *stale) byLength(old []Identifying) []Identifying {
	old = slices.Clone(old)
	slices.SortStableFunc(old, func(a, b Identifying) int { return len(b.Value) - len(a.Value) })
	return old
}

// forms are the ways in which a text may have a value.
func forms(value string) []string {
	value = strings.TrimSpace(value)
	list := []string{value}
	if d, ok := parseISO(value); ok {
		t := d.time()
		return append(list, d.String(), t.Format("January 2"), t.Format("Jan. 2, 2006"), t.Format("2 January 2006"), t.Format("1/2/2006"))
	}
	if n, ok := parseNumber(value); ok && n >= 1000 {
		if g := group(n); len(value) > 4 || strings.Contains(value, ",") {
			list = append(list, g)
		}
	}
	return list
}

// A cover tells whether a stretch stands inside one of many.
type cover struct {
	list []stretch // in order of from; what stands inside another is left out
}

func widest(sorted stretches) *cover {
	c := &cover{}
	for _, s := range sorted {
		if n := len(c.list); n == 0 || s.to > c.list[n-1].to {
			c.list = append(c.list, s)
		}
	}
	return c
}

func (c *cover) holds(s stretch) bool {
	i := c.behind(s.from)
	return i > 0 && s.to <= c.list[i-1].to
}

// behind is the index of the first stretch that begins behind a byte.
func (c *cover) behind(at int) int {
	i, _ := slices.BinarySearchFunc(c.list, at+1, func(m stretch, at int) int { return m.from - at })
	return i
}

func (c *cover) add(s stretch) { c.list = slices.Insert(c.list, c.behind(s.from), s) }
