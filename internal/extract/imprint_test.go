package extract

import "testing"

func TestImprint(t *testing.T) {
	var p imprint
	if p.again() != nil {
		t.Error("nobody watches a draft if no imprint is known")
	}
	p.take("The Shares,\n  when ")
	p.take("issued.")
	for _, other := range []struct {
		pieces []string
		same   bool
	}{
		{[]string{"the shares, when issued."}, true},
		{[]string{"THE ", "Shares", ",", "when issued."}, true},
		{[]string{"The Shares, when"}, true}, // so far
		{[]string{"The Shares when issued."}, false},
		{[]string{"The Shares, when issued. And more"}, false},
	} {
		watch, same := p.again(), true
		for _, piece := range other.pieces {
			same = same && watch(piece)
		}
		if same != other.same {
			t.Errorf("%q: %v, want %v", other.pieces, same, other.same)
		}
	}
}

// What an exhibit has at a token is in the set of each node that takes it there.
func TestFirsts(t *testing.T) {
	word := func(id int32, next int32) node { return node{kind: aWord, word: id, next: next} }
	a := &automaton{nodes: []node{
		{kind: anEnter, outs: []int32{1, 4}},
		{kind: aRound, outs: []int32{2}},
		word(7, 3),
		{kind: aFork, outs: []int32{1, 4}}, // another round, or on
		{kind: aFork, outs: []int32{5, 6}, skip: 10},
		{kind: aHole},
		{kind: theEnd},
	}}
	a.findFirsts()
	for at, want := range map[int]struct{ seven, eight, strange, end bool }{
		0: {true, true, true, true}, // by the hole
		1: {seven: true},
		2: {seven: true},
		4: {true, true, true, true}, // the end only by leaving something out, but a hole takes anything
		6: {end: true},
	} {
		f := a.firsts[at]
		got := struct{ seven, eight, strange, end bool }{f&firstOf(7) != 0, f&firstOf(8) != 0, f&firstOf(unknownWord) != 0, f&theEndIsFirst != 0}
		if got != want {
			t.Errorf("node %d: %v, want %v", at, got, want)
		}
	}
	here := firstsOf([]token{{id: 7}, {id: unknownWord}})
	if len(here) != 3 || here[0] != firstOf(7) || here[1] != strangeIsFirst || here[2] != theEndIsFirst {
		t.Errorf("firsts of tokens: %v", here)
	}
}
