package assembly

import (
	"slices"

	"github.com/draftgen/draftgen/internal/facts"
)

// Errata returns the errata file that puts the lines of an original in place of
// a draft's, for [ReadErrata]; nil if they are the same. Each erratum is of kind
// lines and says that the original has it so; what is a typist's slip and what
// the form corrects is for people to say. ok is false if the draft has several
// pages, or lines that cannot be told apart, or very many.
func (d *Draft) Errata(filed []string) (file []byte, ok bool) {
	pages := d.Pages()
	if len(pages) != 1 {
		return nil, false
	}
	drafted, filed := linesOf(pages), trimmed(filed)
	if slices.Equal(drafted, filed) {
		return nil, true
	}
	if len(drafted)*len(filed) > mostCompared {
		return nil, false
	}
	list := &facts.Node{Kind: facts.List}
	for _, h := range hunks(drafted, filed) {
		if len(h.form) == 0 || len(h.filed) == 0 {
			return nil, false
		}
		list.Items = append(list.Items, h.erratum(drafted))
	}
	return facts.Format(list), true
}

// mostCompared bounds the work of comparing lines, each with each.
const mostCompared = 1 << 24

// A hunk is lines of a draft, from line at on, and what an original has there.
type hunk struct {
	at          int
	form, filed []string
}

// hunks compares lines by a longest common subsequence. A hunk that would have
// no lines on one side takes a neighbour that both have.
func hunks(a, b []string) []hunk {
	common := make([][]int32, len(a)+1)
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var out []hunk
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		fromA, fromB := i, j
		for (i < len(a) || j < len(b)) && !(i < len(a) && j < len(b) && a[i] == b[j]) {
			if j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
				i++
			} else {
				j++
			}
		}
		if i == fromA || j == fromB {
			switch {
			case fromA > 0 && fromB > 0 && (len(out) == 0 || out[len(out)-1].at+len(out[len(out)-1].form) < fromA):
				fromA, fromB = fromA-1, fromB-1
			case i < len(a) && j < len(b):
				i, j = i+1, j+1
			}
		}
		out = append(out, hunk{fromA, a[fromA:i], b[fromB:j]})
	}
	return out
}

// erratum writes a hunk as an entry of an errata file. Where its lines occur
// more than once it says which are meant.
func (h hunk) erratum(drafted []string) *facts.Node {
	text := func(s string) *facts.Node { return &facts.Node{Kind: facts.Text, Text: s} }
	list := func(lines []string) *facts.Node {
		n := &facts.Node{Kind: facts.List}
		for _, l := range lines {
			n.Items = append(n.Items, text(l))
		}
		return n
	}
	n := &facts.Node{Kind: facts.Map, Fields: []facts.Field{
		{Name: "kind", Value: text("lines")}, {Name: "form", Value: list(h.form)}, {Name: "filed", Value: list(h.filed)},
		{Name: "why", Value: text("the exhibit has it so")},
	}}
	which, count := 0, 0
	for i := 0; i+len(h.form) <= len(drafted); i++ {
		if slices.Equal(drafted[i:i+len(h.form)], h.form) {
			count++
			if i == h.at {
				which = count
			}
		}
	}
	if count > 1 {
		n.Fields = append(n.Fields, facts.Field{Name: "occurrence", Value: &facts.Node{Kind: facts.Number, Plain: true, Text: itoa(which)}})
	}
	return n
}
