package assembly

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/write"
	"pgregory.net/rapid"
)

// How many random facts of each form are drafted and read back.
var extractions = flag.Int("extract.n", 2, "random facts of each form to read back, in each format")

// drawings draw facts of each form.
var drawings = []struct {
	form string
	draw func(*rapid.T) tree
}{
	{"opinion/s8", drawOpinion},
	{"opinion/s8-option-plan", drawOpinionOf1995},
	{"opinion/s8-stock-incentive-plan", drawOpinionOf1996},
	{"pressrelease/annual-meeting", drawRelease},
	{"pressrelease/meeting-date", drawReleaseOf2004},
}

// An account counts what became of the facts of some exhibits.
type account struct {
	exhibits, same      int // drafts; those that the facts that were read make again
	right, wrong        int // facts that the text tells
	ambiguous           int // facts read otherwise although they make the same draft
	read                int // of those right, the ones that were read and not left to a default
	certain, certainBad int
	paths               map[string]int
}

func (a *account) add(o account) {
	a.exhibits, a.same = a.exhibits+o.exhibits, a.same+o.same
	a.right, a.wrong, a.ambiguous = a.right+o.right, a.wrong+o.wrong, a.ambiguous+o.ambiguous
	a.read, a.certain, a.certainBad = a.read+o.read, a.certain+o.certain, a.certainBad+o.certainBad
	if a.paths == nil {
		a.paths = map[string]int{}
	}
	for p, n := range o.paths {
		a.paths[p] += n
	}
}

func (a account) String() string {
	share := func(n, of int) string { return fmt.Sprintf("%.2f %%", 100*float64(n)/float64(max(of, 1))) }
	all := a.right + a.wrong + a.ambiguous
	return fmt.Sprintf("%d of %d drafted the same; of %d facts %s right, %s wrong, %s ambiguous; %s of the right certain; %d of %d certain wrong (%s)",
		a.same, a.exhibits, all, share(a.right, all), share(a.wrong, all), share(a.ambiguous, all), share(a.certain-a.certainBad, a.read),
		a.certainBad, a.certain, share(a.certainBad, a.certain))
}

// holdAgainst compares facts that were read with those of the original. A fact counts
// if the text tells it: without it the draft would be another. If the draft is the
// same, the elements of a list are in an order that the text tells as well; a value
// that is found in another fact than it was in counts once; and one that is found
// although there was none counts if the draft would be another without it: else it
// says what the form says by itself.
func holdAgainst(t testing.TB, o original, x *Extraction, say func(string, ...any)) account {
	t.Helper()
	f := o.draft.Form
	a := account{exhibits: 1, paths: map[string]int{}}
	want, got := completed(t, f, o.facts), completed(t, f, x.Facts)
	places := map[string]string{}
	same := x.Draft != nil && pageText(x.Draft) == pageText(o.draft)
	if same {
		a.same++
		got = aligned(t, f, o.facts, x.Facts, places)
	} else {
		say("drafted otherwise")
	}
	certain, from := map[string]bool{}, map[string]string{}
	for place, to := range places {
		from[to] = place
	}
	for _, r := range x.Readings {
		certain[cmp.Or(places[r.Pointer], r.Pointer)] = r.Certain
	}
	moved := map[string]int{} // by value, how many are found in another fact
	var strays []string
	for _, p := range keys(want, got) {
		if !f.reads[starsOf(p)] {
			continue
		}
		if certain[p] {
			a.certain++
		}
		if want[p] == got[p] {
			a.right++
			if sure, read := certain[p]; read {
				a.read++
				if !sure {
					say("%s: right, but uncertain", p)
				}
			}
			continue
		}
		if _, read := certain[p]; want[p] != "" && !read && !tells(t, o, p) {
			continue
		}
		if x.Draft != nil && want[p] == "" && !tells(t, original{facts: x.Facts, draft: x.Draft}, cmp.Or(from[p], p)) {
			continue
		}
		if certain[p] {
			a.certainBad++
		}
		say("%s: want %.80s, found %.80s, certain: %v, same: %v", p, want[p], got[p], certain[p], same)
		if same && want[p] == "" {
			strays = append(strays, p)
			continue
		}
		moved[want[p]]++
		a.otherwise(p, same)
	}
	for _, p := range strays {
		if moved[got[p]]--; moved[got[p]] < 0 {
			a.otherwise(p, same)
		}
	}
	return a
}

// otherwise counts a fact that was read otherwise.
func (a *account) otherwise(pointer string, same bool) {
	if same {
		a.ambiguous++
	} else {
		a.wrong++
	}
	a.paths[starsOf(pointer)]++
}

// aligned gives facts with the elements of each list in the order in which they are
// most like others, and notes where each fact of them stands then.
func aligned(t testing.TB, f *Form, want, got *facts.Node, places map[string]string) map[string]string {
	t.Helper()
	align(completedValues(t, f, want), completedValues(t, f, got), "", "", places)
	out := map[string]string{}
	for from, value := range completed(t, f, got) {
		out[places[from]] = value
	}
	return out
}

func align(want, got any, from, to string, places map[string]string) {
	switch got := got.(type) {
	case map[string]any:
		want, _ := want.(map[string]any)
		for name := range got {
			align(want[name], got[name], from+"/"+name, to+"/"+name, places)
		}
	case []any:
		want, _ := want.([]any)
		for i, j := range likest(want, got) {
			var like any
			if j < len(want) {
				like = want[j]
			}
			align(like, got[i], from+"/"+itoa(i), to+"/"+itoa(j), places)
		}
	default:
		places[from] = to
	}
}

// likest gives each element of a list the place of the one in another list that it
// is most like; those that are left get the places that are.
func likest(want, got []any) []int {
	out := make([]int, len(got))
	for i := range out {
		out[i] = -1
	}
	taken := map[int]bool{}
	for range got {
		at, to, best := -1, 0, -1
		for i := range got {
			for j := range max(len(want), len(got)) {
				if out[i] >= 0 || taken[j] {
					continue
				}
				n := 0
				if j < len(want) {
					n = 2 * likeness(want[j], got[i])
				}
				if i == j {
					n++
				}
				if n > best {
					at, to, best = i, j, n
				}
			}
		}
		out[at], taken[to] = to, true
	}
	return out
}

// likeness counts what two values have in common.
func likeness(a, b any) int {
	x, y := map[string]string{}, map[string]string{}
	flatten(a, "", x)
	flatten(b, "", y)
	n := 0
	for p := range x {
		if x[p] == y[p] {
			n++
		}
	}
	return n
}

// tells reports whether the draft would be another without a fact.
func tells(t testing.TB, o original, pointer string) bool {
	t.Helper()
	data, err := json.Marshal(o.facts.Value())
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	v = cutOut(v, strings.Split(pointer, "/")[1:])
	data, _ = json.Marshal(v)
	roots, err := facts.Read("facts.json", data)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := o.draft.Form.Draft(roots[0])
	return d == nil || pageText(d) != pageText(o.draft)
}

func cutOut(v any, way []string) any {
	switch v := v.(type) {
	case map[string]any:
		if len(way) == 1 {
			delete(v, way[0])
		} else if inner, ok := v[way[0]]; ok {
			v[way[0]] = cutOut(inner, way[1:])
		}
	case []any:
		var i int
		fmt.Sscan(way[0], &i)
		if i < len(v) {
			if len(way) == 1 {
				return slices.Delete(v, i, i+1)
			}
			v[i] = cutOut(v[i], way[1:])
		}
	}
	return v
}

// shared is one assembly for many drafts: its forms are made ready once.
var shared = sync.OnceValue(builtIn)

// drawn gives a draft of random facts; the same for the same number.
func drawn(t testing.TB, form string, draw func(*rapid.T) tree, n int) original {
	t.Helper()
	f, err := shared().Form(form)
	if err != nil {
		t.Fatal(err)
	}
	root := rapid.Custom(func(t *rapid.T) *facts.Node {
		matter := draw(t)
		matter["form"] = form
		return matter.node(t)
	}).Example(n)
	d, list := f.Draft(root)
	if d == nil {
		t.Fatal(list)
	}
	o := original{facts: root, draft: d}
	o.Name = fmt.Sprintf("%s, facts %d", form, n)
	return o
}

// filed writes a draft in a format and reads it as an exhibit.
func filed(t testing.TB, d *Draft, format string) *exhibit.Exhibit {
	t.Helper()
	w, ok := write.Named(format)
	if !ok {
		t.Fatal(format)
	}
	var b bytes.Buffer
	if _, err := w.Write(&b, d.Document, &write.Options{Sheet: d.Form.Sheet}); err != nil {
		t.Fatal(err)
	}
	read, list := exhibit.Read("exhibit."+format, b.Bytes(), exhibit.Options{})
	if read == nil {
		t.Fatal(list)
	}
	return read
}

// TestExtractRandom drafts random facts of each form, files the drafts in each
// format that is read, and reads them back.
func TestExtractRandom(t *testing.T) {
	for _, of := range drawings {
		for _, format := range []string{"txt", "html", "docx"} {
			if testing.Short() && format != "txt" {
				continue
			}
			t.Run(of.form+"/"+format, func(t *testing.T) {
				var sum account
				for n := range *extractions {
					o := drawn(t, of.form, of.draw, n)
					x, err := o.draft.Form.Extract(o.Name, filed(t, o.draft, format))
					if err != nil {
						t.Errorf("%s: %v", o.Name, err)
						continue
					}
					sum.add(holdAgainst(t, o, x, func(s string, args ...any) {
						if testing.Verbose() {
							t.Logf("%d: "+s, append([]any{n}, args...)...)
						}
					}))
				}
				sum.log(t)
				sum.reach(t, of.form, floor{970, 3})
				if sum.same < sum.exhibits {
					t.Errorf("draft(extract(draft(f))) = draft(f) for %d of %d", sum.same, sum.exhibits)
				}
			})
		}
	}
}

// TestExtractLines reads drafts back that are told by little: by a line that may be a
// part of the fact above it, by a block that may stand elsewhere on the page, by what
// a choice that prints nothing leaves open, or by a long way round.
func TestExtractLines(t *testing.T) {
	numbers := map[string][]int{
		"opinion/s8":                  {48, 208, 1117, 1593, 1852},
		"pressrelease/annual-meeting": {298, 940, 1893},
		"pressrelease/meeting-date":   {113, 318, 633, 1353, 1904, 1918},
	}
	extracted(t, numbers, func(o original, x *Extraction) {
		if x.Draft == nil || pageText(x.Draft) != pageText(o.draft) {
			t.Errorf("%s: the facts that were read draft another text", o.Name)
		}
	})
}

// extracted reads the drafts with some numbers of each form, filed as text.
func extracted(t *testing.T, numbers map[string][]int, hold func(original, *Extraction)) {
	t.Helper()
	for _, of := range drawings {
		for _, n := range numbers[of.form] {
			o := drawn(t, of.form, of.draw, n)
			x, err := o.draft.Form.Extract(o.Name, filed(t, o.draft, "txt"))
			if err != nil {
				t.Errorf("%s: %v", o.Name, err)
				continue
			}
			hold(o, x)
		}
	}
}

// TestExtractTwins reads drafts that would be the same if the facts of a whole group
// were another's, a part of a fact the one beside it, a fact one that is not there, or
// the items of a list one: none of them is certain.
func TestExtractTwins(t *testing.T) {
	numbers := map[string][]int{"opinion/s8": {14, 48, 101, 250, 515, 1117, 1616, 1680}, "pressrelease/annual-meeting": {23, 93, 556, 591, 1049}, "pressrelease/meeting-date": {465, 1228, 1986}}
	extracted(t, numbers, func(o original, x *Extraction) {
		if a := holdAgainst(t, o, x, t.Logf); a.same != 1 || a.certainBad > 0 {
			t.Errorf("%s: %v", o.Name, a)
		}
	})
}

func (a account) log(t *testing.T) {
	t.Helper()
	var paths []string
	for p := range a.paths {
		paths = append(paths, p)
	}
	slices.SortFunc(paths, func(p, q string) int { return a.paths[q] - a.paths[p] })
	for _, p := range paths[:min(len(paths), 25)] {
		t.Logf("%6d %s", a.paths[p], p)
	}
}
