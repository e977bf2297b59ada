package assembly

import (
	"os"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// TestNothingIsStale holds that no example is said to have something left of
// another, though all have statutes, papers and years in common.
func TestNothingIsStale(t *testing.T) {
	a := builtIn()
	var drafts []*Draft
	for _, ex := range a.Pack.Examples() {
		drafts = append(drafts, draftExample(t, a, ex))
	}
	pairs, stale, every := 0, 0, 4 // a quarter of the pairs will do
	if testing.Short() {
		every = 32
	}
	for i, old := range drafts {
		for j, d := range drafts {
			if i == j || old.Form.Kind != d.Form.Kind || (i+j)%every != 0 {
				continue
			}
			pairs++
			list, err := d.CheckErrors(nil, CheckOptions{Precedent: old.Precedent()})
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range list {
				stale++
				t.Logf("%s, after %s: %s", d.Facts.Pos.File, old.Facts.Pos.File, one.Error())
			}
		}
	}
	if 100*stale > max(pairs, 100) {
		t.Errorf("%d values in %d pairs are said to be stale, want fewer than one in a hundred", stale, pairs)
	}
}

// TestOneNameLeft takes each example as the precedent of a matter of another
// issuer, for whom everything is changed but one fact that has the name in it.
func TestOneNameLeft(t *testing.T) {
	const client = "Zephyr Quarry Holdings, Inc."
	a, tried := builtIn(), 0
	for _, ex := range a.Pack.Examples() {
		old := draftExample(t, a, ex)
		text, err := os.ReadFile("../../" + ex.Facts)
		if err != nil {
			t.Fatal(err)
		}
		name := old.Facts.Lookup("/registrant/name").Text
		for _, v := range old.Precedent().values {
			if v.Pointer == "/registrant/name" || !strings.Contains(v.Value, name) || v.Value == name || strings.Count(string(text), v.Value) != 1 {
				continue
			}
			left := strings.ReplaceAll(string(text), name, client)
			left = strings.ReplaceAll(left, strings.ReplaceAll(v.Value, name, client), v.Value)
			roots, err := facts.Read(ex.Facts, []byte(left))
			if err != nil {
				t.Fatal(err)
			}
			d, list := old.Form.Draft(roots[0])
			if d == nil {
				t.Fatal(list)
			}
			tried++
			list, err = d.CheckErrors(nil, CheckOptions{Precedent: old.Precedent()})
			if err != nil {
				t.Fatal(err)
			}
			if !has(list, "STL-01", name) && strings.Contains(strings.Join(strings.Fields(page(d)), " "), name) {
				t.Errorf("%s: %s is left in %s, and nothing is said\n%s", ex.Name, name, v.Pointer, printed(list))
			}
		}
	}
	if tried < 10 {
		t.Errorf("want ten facts with the issuer's name in them, have %d", tried)
	}
}

func has(list diag.List, rule, words string) bool {
	for _, d := range list {
		if d.Rule == rule && strings.Contains(d.Message, words) {
			return true
		}
	}
	return false
}
