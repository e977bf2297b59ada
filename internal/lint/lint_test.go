package lint

import (
	"bytes"
	"os"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/golden"
)

// TestGolden lints the pack in each of testdata/*.txtar and compares what is
// found with its section want.
func TestGolden(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		pack, want := fstest.MapFS{}, &a.Files[len(a.Files)-1]
		for _, f := range a.Files[:len(a.Files)-1] {
			pack[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		golden.Hold(t, want, printed(t, Pack(form.NewPack(form.Layer{FS: pack}))))
	})
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
