package check

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/draftgen/draftgen/internal/diag"
)

// A stale test reports what identified the matter that served as a model and
// was left standing: a value of its facts that is none of the new facts, but
// stands whole in the new text and not inside a new value.
//
//	shortest  values of fewer characters are too common to tell
//	ignore    expressions; a match around a value makes it another thing, as the
//	          year of a statute
//	places    expressions of what may stand in a value that both matters have,
//	          as the city and the state of a law firm
//
// A value that both matters have may be a law firm's, or one that was not changed:
// what stands in it is reported where it has two words or more, as the old name
// in the title of a plan, and else as a warning. A value that begins with a small
// letter, as bylaws, identifies nothing.
//
// A message may say {value}, {pointer}, where the old facts have it, and {kept},
// which tells of the value around it that both have.
type stale struct {
	shortest       int
	ignore, places []*expression
}

func newStale(p *params) tester {
	p.say("value", "pointer", "kept")
	return &stale{p.number("shortest", 3), p.expressions("ignore", false), p.expressions("places", false)}
}

func (t *stale) run(r *run) {
	p := r.subject.Precedent
	if p == nil {
		return
	}
	old, current := keysOf(p.Old), keysOf(p.New)
	fine, kept := t.covers(r, p.New, old)
	places := r.cover(t.places)
	asked := map[string]bool{}
	for _, v := range t.byLength(p.Old) {
		if !identifies(v.Value) {
			continue
		}
		for _, form := range forms(v.Value) {
			key := lower(normal(form))
			if current[key] || asked[key] || len(key) < t.shortest {
				continue
			}
			asked[key] = true
			for _, at := range r.wholeWords(form) {
				around, inKept := kept.around(at)
				switch {
				case fine.holds(at), inKept && places.holds(at):
					continue
				case inKept:
					t.tellKept(r, at, around, v)
				default:
					r.at(spot{stretch: at}, vars{"value": r.quote(at), "pointer": v.Pointer, "kept": ""})
				}
				fine.add(at) // what stands in it is not said again
			}
		}
	}
}

// covers returns where the text has what is of this matter alone or is ignored,
// and where it has values that both matters have.
func (t *stale) covers(r *run, all []Identifying, old map[string]bool) (fine, kept *cover) {
	var mine, both stretches
	asked := map[string]bool{}
	for _, v := range all {
		for _, form := range forms(v.Value) {
			key := lower(normal(form))
			switch {
			case asked[key]:
			case old[key]:
				both = append(both, r.wholeWords(form)...)
			default:
				mine = append(mine, r.wholeWords(form)...)
			}
			asked[key] = true
		}
	}
	return widest(append(mine, r.cover(t.ignore).list...)), widest(both)
}

// tellKept reports an old value that stands in one that both matters have.
func (t *stale) tellKept(r *run, at, around stretch, v Identifying) {
	severity := diag.Warning
	if strings.Contains(normal(v.Value), " ") {
		severity = diag.Error
	}
	r.with(severity, spot{stretch: at}, vars{
		"value": r.quote(at), "pointer": v.Pointer, "kept": `; it stands in "` + r.quote(around) + `", which both have`,
	})
}

func keysOf(values []Identifying) map[string]bool {
	keys := map[string]bool{}
	for _, v := range values {
		for _, form := range forms(v.Value) {
			keys[lower(normal(form))] = true
		}
	}
	return keys
}

// identifies reports whether a value is a name, a date, an amount or an address,
// and not a common word or a clause: its first word, articles aside, has a capital
// or a digit, or it is an address on the web.
func identifies(value string) bool {
	words := strings.Fields(value)
	for len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	if len(words) == 0 {
		return false
	}
	first := words[0]
	return strings.ContainsFunc(first, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) ||
		len(words) == 1 && strings.ContainsAny(strings.TrimRight(first, "."), "@./")
}

// byLength are the old values, the longest first, so that one inside another is
// reported once.
func (t *stale) byLength(old []Identifying) []Identifying {
	old = slices.Clone(old)
	sort.SliceStable(old, func(i, j int) bool { return len(old[i].Value) > len(old[j].Value) })
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
