package assembly

import (
	"slices"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/extract"
)

// TestAdmitExamples reads the draft of every example with its facts in hand:
// they must lead through it, and be found on that way.
func TestAdmitExamples(t *testing.T) {
	for _, o := range originals(t, builtIn(), "") {
		o.mustBeAdmitted(t, readText(t, pageText(o.draft)).Document)
	}
}

// TestAdmitRandom does so with drafts of random facts of each form, in each
// format that is read.
func TestAdmitRandom(t *testing.T) {
	for _, of := range drawings {
		for _, format := range []string{"txt", "html", "docx"} {
			t.Run(of.form+"/"+format, func(t *testing.T) {
				bad := 0
				for n := range *extractions {
					o := drawn(t, of.form, of.draw, n)
					if !o.mustBeAdmitted(t, filed(t, o.draft, format).Document) {
						bad++
					}
				}
				t.Logf("%d of %d are not admitted", bad, *extractions)
			})
		}
	}
}

func (o original) mustBeAdmitted(t *testing.T, exhibit *doc.Document) bool {
	t.Helper()
	f := o.draft.Form
	values, list := f.Schema.Complete(o.facts)
	if list.Err() != nil {
		t.Fatal(list.Err())
	}
	err := extract.Admits(f.reader(), values, exhibit)
	if err == nil || inOtherOrder(values, func() bool { return extract.Admits(f.reader(), values, exhibit) == nil }) {
		return true
	}
	t.Errorf("%s: %v", o.Name, err)
	return false
}

// inOtherOrder reports whether something holds with the elements of one of the
// lists within v in another order: what is read comes in the order in which it is
// printed, which may not be that of the facts.
func inOtherOrder(v any, holds func() bool) bool {
	switch v := v.(type) {
	case map[string]any:
		for _, inner := range v {
			if inOtherOrder(inner, holds) {
				return true
			}
		}
	case []any:
		for _, inner := range v {
			if inOtherOrder(inner, holds) {
				return true
			}
		}
		return len(v) <= 4 && permuted(v, 0, holds)
	}
	return false
}

// permuted tries the orders of the elements from the one with a number on. If
// none will do they are left as they were.
func permuted(v []any, from int, holds func() bool) bool {
	if from >= len(v)-1 {
		return from > 0 && holds()
	}
	was := slices.Clone(v)
	for i := from; i < len(v); i++ {
		v[from], v[i] = v[i], v[from]
		if permuted(v, from+1, holds) {
			return true
		}
		copy(v, was)
	}
	return false
}
