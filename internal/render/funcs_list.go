package render

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

func listFuncs() []*Func {
	return []*Func{
		{
			Name: "list", Args: "VALUE...", Does: "A list of the values.", min: 0, max: -1, spare: true, shape: asList,
			Examples: []Example{{`{{ len (list "a" "b") }}`, `2`}},
			do:       func(c *call) any { return of(slices.Clone(list(c.args))) },
		},
		{
			Name: "dict", Args: "NAME VALUE...", Does: "A group of named values, to hand to a partial.", min: 0, max: -1, spare: true, shape: asDict,
			Examples: []Example{{`{{ (dict "plan" "1996 Plan").plan }}`, `1996 Plan`}},
			do:       dict,
		},
		{
			Name: "first", Args: "LIST", Does: "The first of a list.", min: 1, max: 1, spare: true, shape: element,
			Examples: []Example{{`{{ first (list "a" "b") }}`, `a`}},
			do:       func(c *call) any { return at(c, 0) },
		},
		{
			Name: "last", Args: "LIST", Does: "The last of a list.", min: 1, max: 1, spare: true, shape: element,
			Examples: []Example{{`{{ last (list "a" "b") }}`, `b`}},
			do:       func(c *call) any { return at(c, len(c.list(0))-1) },
		},
		{
			Name: "index", Args: "LIST NUMBER", Does: "The element at NUMBER, counted from 0.", min: 2, max: 2, spare: true, shape: element,
			Examples: []Example{{`{{ index (list "a" "b") 1 }}`, `b`}},
			do: func(c *call) any {
				if c.args[1].absent() {
					return c.args[1]
				}
				return at(c, c.count(1, maxList))
			},
		},
		{
			Name: "rest", Args: "LIST", Does: "A list without its first.", min: 1, max: 1, shape: sameList,
			Examples: []Example{{`{{ prose (rest (list "a" "b" "c")) }}`, `b and c`}},
			do:       func(c *call) any { return part(c, 1, len(c.list(0))) },
		},
		{
			Name: "initial", Args: "LIST", Does: "A list without its last.", min: 1, max: 1, shape: sameList,
			Examples: []Example{{`{{ prose (initial (list "a" "b" "c")) }}`, `a and b`}},
			do:       func(c *call) any { return part(c, 0, len(c.list(0))-1) },
		},
		{
			Name: "concat", Args: "LIST...", Does: "The lists one after the other.", min: 1, max: -1, spare: true, shape: anyOf,
			Examples: []Example{{`{{ prose (concat (list "a") (list "b")) }}`, `a and b`}},
			do:       concat,
		},
		{
			Name: "compact", Args: "LIST", Does: "A list without what is absent, empty, no or 0 in it.", min: 1, max: 1, spare: true, shape: anyOf,
			Examples: []Example{{`{{ join ", " (compact (list "Main Street" "" "Ohio")) }}`, `Main Street, Ohio`}},
			do:       compact,
		},
		{
			Name: "where", Args: "FIELD VALUE LIST", Does: "The elements of LIST whose FIELD is VALUE.", min: 3, max: 3, shape: sameList,
			Examples: []Example{{`{{ len (where "kind" "plan" (list (dict "kind" "plan") (dict "kind" "bylaws"))) }}`, `1`}},
			do:       where,
		},
		{
			Name: "pluck", Args: "FIELD LIST", Does: "The FIELD of each element of LIST that has it.", min: 2, max: 2, shape: fieldsOf,
			Examples: []Example{{`{{ prose (pluck "title" (list (dict "title" "A") (dict "title" "B"))) }}`, `A and B`}},
			do:       pluck,
		},
		{
			Name: "uniq", Args: "LIST", Does: "A list of texts without what stands in it before.", min: 1, max: 1, shape: sameList,
			Examples: []Example{{`{{ prose (uniq (list "a" "b" "a")) }}`, `a and b`}},
			do:       uniq,
		},
		{
			Name: "prose", Args: "LIST [WORD]", min: 1, max: 2, over: 1,
			Does: "A list as prose: A, B and C. WORD stands in for \"and\"; one that begins with a comma puts it before the last of three or more. Items that hold commas are parted by semicolons.",
			Examples: []Example{
				{`{{ prose (list "A" "B" "C") }}`, `A, B and C`},
				{`{{ prose (list "A" "B") "or" }}`, `A or B`},
				{`{{ prose (list "A" "B" "C") ", and" }}`, `A, B, and C`},
				{`{{ prose (list "Acme, Inc." "B" "C") }}`, `Acme, Inc.; B; and C`},
			},
			do: prose,
			around: func(p printer, args []*term) Part {
				word := "and"
				if len(args) == 2 {
					word, _ = args[1].text()
				}
				return p.items(args[0], proseStyles(word))
			},
		},
		{
			Name: "join", Args: "BETWEEN LIST", Does: "The texts of LIST with BETWEEN between them.", min: 2, max: 2, over: 2,
			Examples: []Example{{`{{ join "; " (list "a" "b") }}`, `a; b`}},
			do:       func(c *call) any { return joined(c, c.list(1), c.text(0)) },
			around: func(p printer, args []*term) Part {
				between, _ := args[0].text()
				return p.items(args[1], []style{{between: between, last: []string{between}}})
			},
		},
		{
			Name: "len", Args: "LIST", Does: "How long a list is, or how many characters a text has.", min: 1, max: 1, spare: true,
			Examples: []Example{{`{{ len (list "a" "b") }}`, `2`}},
			do:       size,
		},
		{
			Name: "has", Args: "VALUE LIST", Does: "Whether VALUE is in LIST.", min: 2, max: 2, spare: true, over: 2,
			Examples: []Example{{`{{ if has "b" (list "a" "b") }}yes{{ end }}`, `yes`}},
			do:       has,
		},
	}
}

func dict(c *call) any {
	made := make(map[string]Value, len(c.args)/2)
	if len(c.args)%2 != 0 {
		c.fail("wants a value for each name, found %d arguments", len(c.args))
		return nil
	}
	for i := 0; i < len(c.args); i += 2 {
		made[c.text(i)] = c.args[i+1]
	}
	return of(object{made: made})
}

// at returns element n of the first argument, or an absent value with its
// pointer.
func at(c *call, n int) Value {
	items := c.list(0)
	if n >= 0 && n < len(items) {
		return items[n]
	}
	facts := slices.Clone(c.args[0].facts())
	for i, p := range facts {
		facts[i] = child(p, strconv.Itoa(max(n, 0)))
	}
	return hidden(cell{absent{}, facts})
}

func part(c *call, from, to int) Value {
	items := c.list(0)
	from, to = min(from, len(items)), max(to, 0)
	if from > to {
		to = from
	}
	return of(items[from:to]).from(c.args[0].facts())
}

func concat(c *call) any {
	var all list
	for i := range c.args {
		all = append(all, c.list(i)...)
		if len(all) > maxList {
			c.fail("makes lists of up to %d, found more", maxList)
			return nil
		}
	}
	return of(all).from(c.facts())
}

func where(c *call) any {
	name := c.text(0)
	var kept list
	for _, item := range c.list(2) {
		if f, ok := item.field(name); ok && same(f, c.args[1]) {
			kept = append(kept, item)
		}
	}
	return of(kept).from(c.args[2].facts())
}

// compact keeps what is there. What is not was looked at all the same, so that
// the list as a whole has the facts of both.
func compact(c *call) any {
	var kept list
	var facts gathered
	facts.add(c.args[0].facts())
	for _, item := range c.list(0) {
		if len(item) > 0 {
			kept = append(kept, item)
		} else {
			facts.add(item.facts())
		}
	}
	return of(kept).from(facts.facts)
}

func pluck(c *call) any {
	name := c.text(0)
	var found list
	for _, item := range c.list(1) {
		if f, ok := item.field(name); ok && !f.absent() {
			found = append(found, f)
		}
	}
	return of(found).from(c.args[1].facts())
}

func has(c *call) any {
	found := false
	var facts gathered
	facts.add(c.facts())
	for _, item := range c.list(1) {
		found = found || same(c.args[0], item)
		facts.add(item.facts())
	}
	return of(found).from(facts.facts)
}

func uniq(c *call) any {
	seen := map[string]bool{}
	var kept list
	for i, s := range c.texts(0) {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, c.list(0)[i])
		}
	}
	return of(kept).from(c.args[0].facts())
}

// prose sets a list in a sentence. The items keep their own facts; so does the
// choice of marks, which depends on how many there are.
func prose(c *call) any {
	word := "and"
	if len(c.args) == 2 {
		word = c.text(1)
	}
	items := c.list(0)
	comma, last := ", ", " "+word+" "
	if rest, serial := strings.CutPrefix(word, ","); serial {
		last = " " + strings.TrimSpace(rest) + " "
		if len(items) > 2 {
			last = "," + last
		}
		word = strings.TrimSpace(rest)
	}
	if slices.ContainsFunc(c.texts(0), func(s string) bool { return strings.Contains(s, ", ") }) && len(items) > 1 {
		comma, last = "; ", "; "+word+" "
		if len(items) == 2 {
			last = " " + word + " "
		}
	}
	var out Value
	for i, item := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			out = append(out, cell{v: last, facts: c.args[0].facts()})
		default:
			out = append(out, cell{v: comma, facts: c.args[0].facts()})
		}
		c.cellText(item.head())
		out = append(out, item.printed()...)
	}
	if len(out) == 0 {
		return of("").from(c.facts())
	}
	return out
}

// size is the length of a list or the number of characters of a text.
func size(c *call) any {
	switch v := c.args[0].head().v.(type) {
	case list:
		return len(v)
	case string, json.Number:
		return len([]rune(c.text(0)))
	case absent:
		return 0
	}
	c.fail("wants a list or a text, found %s", c.args[0].head().kind())
	return 0
}
