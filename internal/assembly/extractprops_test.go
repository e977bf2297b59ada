package assembly

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
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
// if the text tells it: without it the draft would be another.
func holdAgainst(t testing.TB, o original, x *Extraction, say func(string, ...any)) account {
	t.Helper()
	f := o.draft.Form
	a := account{exhibits: 1, paths: map[string]int{}}
	want, got := completed(t, f, o.facts), completed(t, f, x.Facts)
	certain := map[string]bool{}
	for _, r := range x.Readings {
		certain[r.Pointer] = r.Certain
	}
	same := x.Draft != nil && pageText(x.Draft) == pageText(o.draft)
	if same {
		a.same++
	}
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
		if want[p] != "" && got[p] == "" && !tells(t, o, p) {
			continue
		}
		if certain[p] {
			a.certainBad++
		}
		if same {
			a.ambiguous++
		} else {
			a.wrong++
		}
		a.paths[starsOf(p)]++
		say("%s: want %.80s, found %.80s, certain: %v, same: %v", p, want[p], got[p], certain[p], same)
	}
	return a
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

// drawn gives a draft of random facts; the same for the same number.
func drawn(t testing.TB, form string, draw func(*rapid.T) tree, n int) original {
	t.Helper()
	f, err := builtIn().Form(form)
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
func filed(t testing.TB, d *Draft, format string) *doc.Document {
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
	return read.Document
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
				sum.reach(t, of.form, floor{850, 10})
				if sum.same*100 < sum.exhibits*98 {
					t.Errorf("draft(extract(draft(f))) = draft(f) for %d of %d", sum.same, sum.exhibits)
				}
			})
		}
	}
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
