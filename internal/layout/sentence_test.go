package layout

import "testing"

func TestSentenceEnds(t *testing.T) {
	for _, c := range []struct {
		last, next string
		want       bool
	}{
		{"ends.", "The", true},
		{"ends.", "the", false},
		{"ends?", "The", true},
		{"ends!", "42", true},
		{"follows:", "The", false},
		{"ends.)", "The", true},
		{"amended).", "Additional", true},
		{`"Plan").`, "The", true},
		{"ends.”", "The", true},
		{"ends.", `"the`, true},
		{"ends.", "(The", true},
		{"ends.", "(the", false},
		{"ends.", "Émile", true},
		{"ends", "The", false},
		{".", "The", true},
		{`")`, "The", false},
		{"Inc.", "The", false},
		{"(Inc.", "The", false},
		{"Inc.)", "The", true},
		{"Corp.", "1986", false},
		{"No.", "333-12345", false},
		{"Mr.", "Jones", false},
		{"St.", "James", false},
		{"v.", "Wade", false},
		{"J.", "Pierpont", false},
		{"é.", "The", true},
		{"U.S.", "HemaCare", true},
		{"U.S.", "Securities", false},
		{"U.S.", "hospitals.", false},
		{"D.C.", "20549", false},
		{"D.C.", "The", true},
		{"L.L.P.", "The", true},
		{"a.m.", "Eastern", false},
		{"a.m.", "Pacific,", false},
		{"p.m.", "Shareholders", true},
		{"a.m.", "(local", false},
	} {
		if got := sentenceEnds(c.last, c.next); got != c.want {
			t.Errorf("%s %s: have %v, want %v", c.last, c.next, got, c.want)
		}
	}
}

// The missing blanks go to the gaps from the outside in.
func TestShare(t *testing.T) {
	for missing, want := range [][5]Columns{
		{}, {1}, {1, 0, 0, 0, 1}, {1, 1, 0, 0, 1}, {1, 1, 0, 1, 1}, {1, 1, 1, 1, 1}, {2, 1, 1, 1, 1}, {2, 1, 1, 1, 2},
	} {
		var got [5]Columns
		for i := range got {
			got[i] = share(i, len(got), Columns(missing))
		}
		if got != want {
			t.Errorf("%d missing: have %v, want %v", missing, got, want)
		}
	}
}
