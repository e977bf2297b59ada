package assembly

import (
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// TestAdmitExamples reads the draft of every example with its facts in hand: the
// grammar must have that reading.
func TestAdmitExamples(t *testing.T) {
	for _, o := range originals(t, builtIn(), "") {
		o.mustBeAdmitted(t, o.Name, readText(t, pageText(o.draft)))
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
					if !o.mustBeAdmitted(t, o.Name, filed(t, o.draft, format)) {
						bad++
					}
				}
				t.Logf("%d of %d are not admitted", bad, *extractions)
			})
		}
	}
}

func (o original) mustBeAdmitted(t *testing.T, name string, exhibit *doc.Document) bool {
	t.Helper()
	f := o.draft.Form
	values, list := f.Schema.Complete(o.facts)
	if list.Err() != nil {
		t.Fatal(list.Err())
	}
	err := f.reader().Admits(values, exhibit)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return err == nil
}
