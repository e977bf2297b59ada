package assembly

import (
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A factor is a fact with the values that it may take.
type factor struct {
	pointer string
	choices []*facts.Node // nil: none
}

// assign returns facts with a row of choices. A fact inside one that is taken out
// is left alone.
func assign(x *explorer, root *facts.Node, factors []factor, row []int) *facts.Node {
	for i, f := range factors {
		if len(f.choices) == 0 || gone(factors[:i], row, f.pointer) {
			continue
		}
		root = x.set(root, f.pointer, f.choices[row[i]])
	}
	return root
}

func gone(factors []factor, row []int, pointer string) bool {
	for i, f := range factors {
		if strings.HasPrefix(pointer, f.pointer+"/") && len(f.choices) > 0 && f.choices[row[i]] == nil {
			return true
		}
	}
	return false
}

// combine returns rows of choices, one for each factor: all combinations, or if
// those are more than mostCombined, enough that any two choices of two factors
// meet.
func combine(factors []factor) (rows [][]int, all bool) {
	sizes, product := make([]int, len(factors)), 1
	for i, f := range factors {
		sizes[i] = max(1, len(f.choices))
		product = min(product*sizes[i], mostCombined+1)
	}
	if product > mostCombined {
		return pairs(sizes), false
	}
	row := make([]int, len(sizes))
	for {
		rows = append(rows, append([]int{}, row...))
		i := len(row) - 1
		for ; i >= 0 && row[i] == sizes[i]-1; i-- {
			row[i] = 0
		}
		if i < 0 {
			return rows, true
		}
		row[i]++
	}
}

// A pair is two choices of two factors.
type pair struct{ i, a, j, b int }

// pairs returns at most mostCombined rows in which any two choices meet. Each row
// begins with a pair that is due, and takes for every other factor the choice
// that brings the most of the others.
func pairs(sizes []int) [][]int {
	due := map[pair]bool{}
	var order []pair
	for i := range sizes {
		for j := i + 1; j < len(sizes); j++ {
			for a := range sizes[i] {
				for b := range sizes[j] {
					due[pair{i, a, j, b}] = true
					order = append(order, pair{i, a, j, b})
				}
			}
		}
	}
	var rows [][]int
	for _, p := range order {
		if !due[p] || len(rows) == mostCombined {
			continue
		}
		row := make([]int, len(sizes))
		for i := range row {
			row[i] = -1
		}
		row[p.i], row[p.j] = p.a, p.b
		for k := range row {
			if row[k] < 0 {
				row[k] = best(due, row, k, sizes[k])
			}
		}
		for i := range row {
			for j := i + 1; j < len(row); j++ {
				delete(due, pair{i, row[i], j, row[j]})
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// best returns the choice for factor k that brings the most pairs that are due
// with the choices made.
func best(due map[pair]bool, row []int, k, size int) int {
	choice, most := 0, -1
	for v := range size {
		n := 0
		for i, chosen := range row {
			switch {
			case chosen < 0:
			case i < k && due[pair{i, chosen, k, v}], i > k && due[pair{k, v, i, chosen}]:
				n++
			}
		}
		if n > most {
			choice, most = v, n
		}
	}
	return choice
}
