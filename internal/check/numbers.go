package check

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// A numbers test reports counts that do not agree.
//
//	find   expressions whose first group is a count
//	total  facts of which one is the total
//	rows   facts, lists that must add up to the total if each item has a count
//	parts  facts of other counts that the text may have
//
// With facts, each count in the text must be the total, a row, the sum of rows
// or a part. Without, counts must add up, or be one; if two differ by a slip of
// the finger, the rarer is reported as a warning, else as an info. A message may
// say {number} and {why}.
type numbers struct {
	find               []*expression
	total, rows, parts []string
}

func newNumbers(p *params) tester {
	t := &numbers{
		find:  p.expressions("find", false),
		total: p.pointers("total"), rows: p.pointers("rows"), parts: p.pointers("parts"),
	}
	if !p.has("find") {
		p.missing("find", "expressions of a count")
	}
	p.say("number", "why")
	return t
}

// A counted is a count where it stands.
type counted struct {
	n int64
	spot
}

func (t *numbers) run(r *run) {
	written := t.written(r)
	allowed, any := t.allowed(r)
	if !any {
		t.alone(r, written)
		return
	}
	for _, c := range written {
		if !slices.Contains(allowed, c.n) {
			r.at(c.spot, vars{"number": group(c.n), "why": "the facts have no such count, but " + list(allowed)})
		}
	}
}

// written are the counts in the text, in order, each place once.
func (t *numbers) written(r *run) []counted {
	var all []counted
	for _, e := range t.find {
		for _, m := range e.all(r.text, r.whole()) {
			if len(m) < 4 || m[2] < 0 {
				continue
			}
			if n, ok := parseNumber(r.text.plain[m[2]:m[3]]); ok {
				all = append(all, counted{n, inText(m[2], m[3])})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].from < all[j].from })
	apart := all[:0]
	for _, c := range all {
		if n := len(apart); n == 0 || apart[n-1].from != c.from {
			apart = append(apart, c)
		}
	}
	return apart
}

// allowed are the counts that the facts have, and reports rows that do not add
// up.
func (t *numbers) allowed(r *run) (allowed []int64, any bool) {
	var total counted
	for _, f := range r.fromFacts(t.total) {
		if n, ok := parseNumber(f.text); ok {
			total, any = counted{n, f.spot}, true
			allowed = append(allowed, n)
		}
	}
	for _, pointer := range append(slices.Clone(t.rows), t.parts...) {
		rows := t.counts(r, pointer)
		sum := int64(0)
		for _, c := range rows {
			sum += c.n
			allowed = append(allowed, c.n)
		}
		if rows == nil {
			continue
		}
		any = true
		if !slices.Contains(t.rows, pointer) {
			continue
		}
		allowed = append(allowed, sum)
		if len(rows) != r.items(pointer) {
			continue // a row without a count
		}
		if total.fact == "" {
			total = counted{sum, rows[0].spot}
		}
		if sum != total.n {
			r.at(total.spot, vars{"number": group(total.n), "why": "the rows of " + rowsOf(pointer) + " add up to " + group(sum)})
		}
	}
	sort.Slice(allowed, func(i, j int) bool { return allowed[i] < allowed[j] })
	return slices.Compact(allowed), any
}

func (t *numbers) counts(r *run, pointer string) []counted {
	var all []counted
	for _, f := range r.facts(pointer) {
		if n, ok := parseNumber(f.text); ok {
			all = append(all, counted{n, f.spot})
		}
	}
	return all
}

// rowsOf is the list under the first * of a pointer as people write it:
// filing.fee_table.
func rowsOf(pointer string) string {
	list, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/*")
	return strings.ReplaceAll(list, "/", ".")
}

// items is the length of the list under the first * of a pointer.
func (s *state) items(pointer string) int {
	before, _, _ := strings.Cut(pointer, "/*")
	if n := s.subject.Facts.Lookup(before); n != nil && n.Kind == facts.List {
		return len(n.Items)
	}
	return 0
}

// alone looks at counts without facts.
func (t *numbers) alone(r *run, written []counted) {
	times := map[int64]int{}
	most, sum := int64(0), int64(0)
	for _, c := range written {
		if times[c.n]++; times[c.n] == 1 {
			most, sum = max(most, c.n), sum+c.n
		}
	}
	if len(times) < 2 || sum == 2*most { // the largest is the sum of the others
		return
	}
	for _, c := range written {
		for _, other := range written {
			if other.n == c.n || times[other.n] < times[c.n] {
				continue
			}
			severity := diag.Info
			if isSlip(c.n, other.n) {
				severity = diag.Warning
			}
			r.with(severity, c.spot, vars{"number": group(c.n), "why": "elsewhere it is " + group(other.n)})
			break
		}
	}
}

// isSlip reports whether two numbers differ as a slip of the finger makes them
// differ: of the same length, one digit wrong or two neighbours swapped.
func isSlip(a, b int64) bool {
	s, t := strconv.FormatInt(a, 10), strconv.FormatInt(b, 10)
	if len(s) != len(t) {
		return len(s)-len(t) == 1 || len(t)-len(s) == 1
	}
	wrong := 0
	for i := range s {
		if s[i] != t[i] {
			wrong++
		}
	}
	return wrong <= 2
}

// group writes a number with commas.
func group(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func list(numbers []int64) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = group(n)
	}
	return strings.Join(words, ", ")
}
