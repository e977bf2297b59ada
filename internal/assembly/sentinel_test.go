package assembly

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
)

// TestSentinel changes every fact of every example, one at a time, to a value
// found nowhere else. Every span that names the fact must change, no other may,
// and a fact that only conditions read must switch its clause.
func TestSentinel(t *testing.T) {
	a := builtIn()
	for _, ex := range a.Pack.Examples() {
		base := draftExample(t, a, ex)
		for _, account := range base.Explain().Facts {
			if account.Use == IsOurs {
				continue
			}
			t.Run(ex.Name+account.Pointer, func(t *testing.T) {
				changed, asks := sentinel(t, a, ex, base, account)
				if changed == nil && !asks {
					t.Fatalf("no other value of %s is valid", account.Value)
				}
				if changed != nil {
					compareSpans(t, account.Pointer, base, changed)
				}
			})
		}
	}
}

// sentinel drafts the example with another value of one fact, the first that
// the schema takes. asks says that another value switches to a clause that wants
// facts which the example does not have, or that it does not go with other facts:
// it names none of them, is out of their order, does not add up. So the fact is
// heeded too.
func sentinel(t *testing.T, a *Assembly, ex form.Example, base *Draft, account Account) (changed *Draft, asks bool) {
	t.Helper()
	for _, value := range others(base, account) {
		root, err := a.readFacts(ex)
		if err != nil {
			t.Fatal(err)
		}
		node := root.Lookup(account.Pointer)
		*node = facts.Node{Kind: kindOf(value), Text: value, Pos: node.Pos, Source: node.Source}
		d, list := base.Form.Draft(root)
		if list.Err() == nil && page(d) != page(base) {
			return d, false
		}
		asks = asks || slices.ContainsFunc(list, func(d *diag.Diagnostic) bool {
			return d.Rule == "missing" && d.Pointer != account.Pointer ||
				slices.Contains([]string{"template", "x-sum", "x-order"}, d.Rule)
		})
	}
	return nil, asks
}

func kindOf(value string) facts.Kind {
	switch {
	case value == "true" || value == "false":
		return facts.Bool
	case strings.Trim(value, "0123456789") == "":
		return facts.Number
	}
	return facts.Text
}

// others returns values that a fact could have instead of its own.
func others(d *Draft, a Account) []string {
	property, _ := d.Form.Schema.Lookup(a.Pointer)
	if len(property.Enum) > 0 {
		return slices.DeleteFunc(slices.Clone(property.Enum), func(v string) bool { return v == a.Value })
	}
	if day, err := time.Parse(time.DateOnly, a.Value); err == nil {
		var days []string // in another year first: a form may print the year alone
		for _, n := range []int{368, -362, 3, -3} {
			days = append(days, day.AddDate(0, 0, n).Format(time.DateOnly))
		}
		return days
	}
	if kindOf(a.Value) == facts.Bool {
		return []string{map[string]string{"true": "false", "false": "true"}[a.Value]}
	}
	values := []string{"Zyzzyva Quux", "987654", "1987", "16:44", "quux@zyzzyva.example", "to zyzzyva quux"}
	for _, test := range a.Tests { // a text may be heeded only for what a condition seeks in it
		for i, part := range strings.Split(test.Test, `"`) {
			if i%2 == 1 {
				values = append(values, "zyzzyva "+part)
			}
		}
	}
	return values
}

// compareSpans holds two drafts against each other span by span, those aside
// that stand or fall with a condition on the fact.
func compareSpans(t *testing.T, pointer string, before, after *Draft) {
	t.Helper()
	old, new := spansOf(before, pointer), spansOf(after, pointer)
	if len(old) != len(new) {
		t.Fatalf("%d spans do not depend on the fact, then %d", len(old), len(new))
	}
	for i := range old {
		if !old[i].Data {
			// The blank between two words is of whichever clause stands there.
			if strings.TrimSpace(old[i].Text) != strings.TrimSpace(new[i].Text) {
				t.Errorf("the form's own %q becomes %q", old[i].Text, new[i].Text)
			}
			continue
		}
		names := slices.Contains(old[i].Origin.Facts, pointer)
		same := old[i].Text == new[i].Text
		switch {
		case names && same:
			t.Errorf("%q names the fact and stays", old[i].Text)
		case !names && !same && len(old[i].Origin.Facts) > 0:
			t.Errorf("%q, of %v, becomes %q", old[i].Text, old[i].Origin.Facts, new[i].Text)
		}
	}
}

// spansOf returns the spans of a draft that do not hang on a condition that
// looks at the fact.
func spansOf(d *Draft, pointer string) []doc.Span {
	var spans []doc.Span
	add := func(all []doc.Span) {
		for _, s := range all {
			if s.Origin == nil || strings.TrimSpace(s.Text) == "" || hangsOn(s.Origin.Why, pointer) {
				continue
			}
			spans = append(spans, s)
		}
	}
	for _, b := range d.Document.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			add(p.Label)
			add(p.Spans)
		}
	}
	return spans
}

func hangsOn(c *doc.Condition, pointer string) bool {
	for ; c != nil; c = c.Outer {
		if slices.Contains(c.Facts, pointer) {
			return true
		}
	}
	return false
}
