package assembly

import (
	"testing"

	"github.com/draftgen/draftgen/internal/exhibit"
)

// FuzzExtract hands any file to the forms: what comes out is facts that the
// schema takes, each with a reading that is counted, or a refusal.
func FuzzExtract(f *testing.F) {
	a := builtIn()
	for _, name := range []string{"unseen/release-1-plain.txt", "unseen/opinion-1-short.txt", "others/registration-cover.txt", "others/poem.txt"} {
		f.Add([]byte(textFile(f, "../extract/testdata/"+name)))
	}
	f.Add([]byte("EXHIBIT 5.1\n\nMay 1, May 2, 2004 2,000,000 (the \"Plan\") Inc., Inc. A.\n\n, . the the 9:00 a.m."))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, _ := exhibit.Read("exhibit.txt", data, exhibit.Options{})
		if read == nil || len(data) > 1<<14 {
			return
		}
		for _, name := range []string{"opinion/s8", "pressrelease/annual-meeting"} {
			form, err := a.Form(name)
			if err != nil {
				t.Fatal(err)
			}
			x, err := form.Extract("exhibit.txt", read)
			if err != nil {
				continue
			}
			if _, list := form.Schema.Complete(x.Facts); list.Err() != nil {
				t.Errorf("%s: %v", name, list)
			}
			if s := x.Score; s.ByFacts+s.ByForm+s.Unexplained != s.Words {
				t.Errorf("%s: %+v", name, s)
			}
		}
	})
}
