package check

import (
	"slices"
	"sort"
)

// A stretch is a part of a text, from its first byte to behind its last.
type stretch struct{ from, to int }

// stretches are in order and do not meet.
type stretches []stretch

func (list stretches) sort() {
	sort.Slice(list, func(i, j int) bool { return list[i].from < list[j].from })
}

// merged makes one of those that meet.
func (list stretches) merged() stretches {
	var out stretches
	for _, s := range list {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// touch reports whether one of them has a byte in common with s.
func (list stretches) touch(s stretch) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].to > s.from })
	return i < len(list) && list[i].from < s.to
}

// A cover tells whether a stretch stands inside one of many.
type cover struct {
	list []stretch // in order of from; what stands inside another is left out
}

func widest(list stretches) *cover {
	list.sort()
	c := &cover{}
	for _, s := range list {
		if n := len(c.list); n == 0 || s.to > c.list[n-1].to {
			c.list = append(c.list, s)
		}
	}
	return c
}

// cover is where some expressions match.
func (s *state) cover(expressions []*expression) *cover {
	var all stretches
	for _, e := range expressions {
		for _, m := range e.all(s.text, s.whole()) {
			all = append(all, stretch{m[0], m[1]})
		}
	}
	return widest(all)
}

func (c *cover) holds(s stretch) bool {
	_, ok := c.around(s)
	return ok
}

// around returns the stretch of the cover that holds s.
func (c *cover) around(s stretch) (stretch, bool) {
	if i := c.behind(s.from); i > 0 && s.to <= c.list[i-1].to {
		return c.list[i-1], true
	}
	return stretch{}, false
}

// behind is the index of the first stretch that begins behind a byte.
func (c *cover) behind(at int) int {
	return sort.Search(len(c.list), func(i int) bool { return c.list[i].from > at })
}

func (c *cover) add(s stretch) { c.list = slices.Insert(c.list, c.behind(s.from), s) }
