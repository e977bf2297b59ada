package lint

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/form"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden lints the pack in each of testdata/*.txtar and compares what is
// found with its section want.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			pack, want := fstest.MapFS{}, &ar.Files[len(ar.Files)-1]
			for _, f := range ar.Files[:len(ar.Files)-1] {
				pack[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := printed(t, Pack(form.NewPack(form.Layer{FS: pack})))
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if d := cmp.Diff(string(want.Data), got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func printed(t testing.TB, list diag.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := list.Print(&b, diag.PrintOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func builtIn() form.Layer { return form.Layer{FS: os.DirFS("../..")} }

// The built-in forms have neither errors nor warnings.
func TestBuiltInFormsAreClean(t *testing.T) {
	for _, d := range Pack(form.NewPack(builtIn())) {
		if d.Severity != diag.Info {
			t.Errorf("%v: %v (%s)", d.Severity, d, d.Hint)
		}
	}
}
