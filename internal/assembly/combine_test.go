package assembly

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/facts"
)

// Few choices are combined in all ways; of many, any two meet, and no row is there
// twice.
func TestCombine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(1, 6), 0, 9).Draw(t, "sizes")
		product, factors := 1, make([]factor, len(sizes))
		for i, n := range sizes {
			product *= n
			factors[i].choices = make([]*facts.Node, n)
		}
		rows, all := combine(factors)
		if all != (product <= mostCombined) || all && len(rows) != product || len(rows) > mostCombined {
			t.Fatalf("%d rows, all %v, of %d", len(rows), all, product)
		}
		for i, row := range rows {
			for j, choice := range row {
				if choice < 0 || choice >= sizes[j] {
					t.Fatalf("row %v", row)
				}
			}
			if slices.ContainsFunc(rows[:i], func(other []int) bool { return slices.Equal(other, row) }) {
				t.Fatalf("row %v is there twice", row)
			}
		}
		for i := range sizes {
			for j := i + 1; j < len(sizes); j++ {
				for a := range sizes[i] {
					for b := range sizes[j] {
						if !slices.ContainsFunc(rows, func(row []int) bool { return row[i] == a && row[j] == b }) {
							t.Fatalf("%d of factor %d and %d of factor %d do not meet", a, i, b, j)
						}
					}
				}
			}
		}
	})
}

func TestPlaceholder(t *testing.T) {
	for pointer, want := range map[string]string{
		"/plans/0/title": "[plan title]", "/plans/1/title": "[plan title 2]", "/registrant/name": "[registrant name]",
		"/classes/0/par_value": "[class par value]", "/headline": "[headline]",
	} {
		if got := placeholder(pointer); got != want {
			t.Errorf("%s: %s, want %s", pointer, got, want)
		}
	}
}
