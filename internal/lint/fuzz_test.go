package lint

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/form"
)

// FuzzPack lints packs that are made of an archive's files. What is wrong in one
// is said, whatever it is.
func FuzzPack(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		pack := fstest.MapFS{}
		for _, file := range txtar.Parse(data).Files {
			pack[file.Name] = &fstest.MapFile{Data: file.Data}
		}
		for _, d := range Pack(form.NewPack(form.Layer{FS: pack})) {
			if d.Message == "" {
				t.Errorf("trouble without words: %+v", d)
			}
		}
	})
}
