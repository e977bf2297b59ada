package write

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSubmission(t *testing.T) {
	files, lists, err := textFormat.Submission([]Filing{
		{Number: "5.1", Description: "Opinion of\n“Counsel” & Co.", Text: []byte("The letter.\n")},
		{Number: "99", Text: []byte("The release.")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, list := range lists {
		if list.Err() != nil {
			t.Error(i, list)
		}
	}
	var got strings.Builder
	for _, f := range files {
		fmt.Fprintf(&got, "== %s\n%s\n", f.Name, f.Data)
	}
	want := `== ex5-1.txt
The letter.

== ex99.txt
The release.
== submission.txt
<DOCUMENT>
<TYPE>EX-5.1
<SEQUENCE>2
<FILENAME>ex5-1.txt
<DESCRIPTION>Opinion of "Counsel" & Co.
<TEXT>
The letter.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99
<SEQUENCE>3
<FILENAME>ex99.txt
<DESCRIPTION>EXHIBIT 99
<TEXT>
The release.
</TEXT>
</DOCUMENT>

`
	if d := cmp.Diff(want, got.String()); d != "" {
		t.Error(d)
	}
}

// What EDGAR would refuse is said of the filing that has it, and there are no
// files.
func TestSubmissionRefused(t *testing.T) {
	for _, f := range []Filing{{Number: ""}, {Number: "five"}, {Number: "5.1.1"}, {Number: "05"}, {Number: "5", Description: "意見書"}, {Number: "5", Description: "<TYPE>EX-1"}} {
		files, lists, err := htmlFormat.Submission([]Filing{{Number: "5.1"}, f})
		if err != nil || files != nil || lists[0].Err() != nil || lists[1].Err() == nil {
			t.Errorf("%+v: files %v, lists %v, error %v", f, files, lists, err)
		}
	}
	for _, f := range formats {
		_, _, err := f.Submission([]Filing{{Number: "5.1"}})
		if taken := f == &textFormat || f == &htmlFormat; (err == nil) != taken {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// The names are good under the filer manuals of 2009 and of 2016.
func TestFiledName(t *testing.T) {
	names := map[string]int{}
	seen := map[string]bool{}
	for _, kind := range []string{"EX-5", "EX-5.1", "EX-5.1", "EX-5.1", "EX-99.12", "EX-101.99", "EX-101.99"} {
		for _, f := range []*Format{&textFormat, &htmlFormat} {
			name := f.filedName(kind, names)
			if seen[name] {
				t.Errorf("%s twice", name)
			}
			seen[name] = true
			if len(name) > 32 || !regexp.MustCompile(`^[a-z][a-z0-9._-]*\.(txt|htm)$`).MatchString(name) ||
				strings.Count(name, ".") > 1 || strings.Count(name, "-") > 1 || strings.Count(name, "_") > 1 {
				t.Error(name)
			}
		}
	}
}
