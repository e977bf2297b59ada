package extract

import "testing"

func TestDoubtOfItems(t *testing.T) {
	c := &correction{
		tokens: []token{{kind: aLower}, {kind: aMark}, {kind: aLower}, {kind: aMark}, {kind: aNumber}, {kind: aLower}},
		from:   []int{0, 1, 2, 5, 8, 9}, // two were taken out before the second mark, and two before the number
		put:    make([]bool, 6),
		slip:   []bool{3: true, 4: true, 5: false},
		counts: map[int]bool{4: true},
	}
	for _, test := range []struct {
		from, to int
		want     bool
	}{{0, 2, false}, {1, 3, true}, {3, 3, true}, {3, 4, false}} {
		if got := c.shaken(test.from, test.to); got != test.want {
			t.Errorf("shaken(%d, %d) = %v", test.from, test.to, got)
		}
	}
	extents := extentsOf([]vote{{pointer: "/items/1/title", from: 2, to: 3}, {pointer: "/items/1/date", from: 4, to: 6}, {pointer: "/name", from: 0, to: 1}})
	if got := extents["/items"]; len(got) != 2 || got[1] != (extent{2, 6}) {
		t.Errorf("extents are %v", got)
	}
	if !c.marred("/items/1/kind", extents) || c.marred("/items/0/kind", extents) || c.marred("/name", extents) {
		t.Error("the item with a slip is marred, and nothing else")
	}
	if c.clean(vote{from: 3, to: 5}, 0) || c.clean(vote{from: 2, to: 3}, 1) || !c.clean(vote{from: 0, to: 2}, 1) {
		t.Error("a slip in a fact or beside it makes it unclean")
	}
}
