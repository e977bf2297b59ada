package check_test

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/golden"
)

// TestTrouble holds what the writer of a rule file sees. The files of an archive
// are laid one over the other; out is what is printed.
func TestTrouble(t *testing.T) {
	golden.Each(t, "testdata/trouble/*.txtar", func(t *testing.T, a *txtar.Archive) {
		var files []check.File
		for _, f := range a.Files {
			if f.Name != "out" {
				files = append(files, check.File{Name: f.Name, Text: string(f.Data), Remarks: strings.Contains(f.Name, "remarks")})
			}
		}
		r, list := check.Read(files...)
		if (r == nil) != (list.Err() != nil) {
			t.Errorf("rules: %v, errors: %v", r != nil, list.Err())
		}
		golden.Hold(t, golden.Named(t, a, "out"), printed(list))
	})
}
