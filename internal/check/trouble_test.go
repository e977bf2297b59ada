package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/check"
)

// TestTrouble holds what the writer of a rule file sees. The files of an archive
// are laid one over the other; out is what is printed.
func TestTrouble(t *testing.T) {
	paths, err := filepath.Glob("testdata/trouble/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives")
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var files []check.File
			var keep []txtar.File
			want := ""
			for _, f := range archive.Files {
				if f.Name == "out" {
					want = string(f.Data)
					continue
				}
				keep = append(keep, f)
				files = append(files, check.File{Name: f.Name, Text: string(f.Data), Remarks: strings.Contains(f.Name, "remarks")})
			}
			r, list := check.Read(files...)
			got := printed(list)
			if (r == nil) != (list.Err() != nil) {
				t.Errorf("rules: %v, errors: %v", r != nil, list.Err())
			}
			if *update {
				archive.Files = append(keep, txtar.File{Name: "out", Data: []byte(got)})
				if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
