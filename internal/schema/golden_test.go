package schema_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/golden"
	"github.com/draftgen/draftgen/internal/schema"
)

// hold holds what make makes of every archive against its section want.
func hold(t *testing.T, pattern string, make func(t *testing.T, a *txtar.Archive) string) {
	golden.Each(t, pattern, func(t *testing.T, a *txtar.Archive) {
		got := make(t, a)
		golden.Hold(t, golden.Named(t, a, "want"), got)
	})
}

// packOf returns the built-in pack with the archive's files over it.
func packOf(t *testing.T, a *txtar.Archive) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, dir := range []string{"schemas/*.json", "schemas/common/*.json"} {
		names, err := filepath.Glob("../../" + dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[strings.TrimPrefix(filepath.ToSlash(name), "../../")] = &fstest.MapFile{Data: data}
		}
	}
	for _, f := range a.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

func printed(t *testing.T, list diag.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := list.Print(&b, diag.PrintOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestTrouble completes the facts of each archive with the schema that its
// comment names.
func TestTrouble(t *testing.T) {
	hold(t, "testdata/trouble/*.txtar", func(t *testing.T, a *txtar.Archive) string {
		path := strings.TrimSpace(string(a.Comment))
		s, err := schema.Compile(packOf(t, a), path)
		if err != nil {
			t.Fatal(err)
		}
		var root *facts.Node
		for _, f := range a.Files {
			if filepath.Ext(f.Name) == ".yaml" {
				roots, err := facts.Read(f.Name, f.Data)
				if err != nil {
					t.Fatal(err)
				}
				root = facts.Overlay(root, roots[0])
			}
		}
		if _, list := s.Complete(root); list != nil {
			return printed(t, list)
		}
		return "fine\n"
	})
}

// TestCompileTrouble lints the schema s.json of each archive.
func TestCompileTrouble(t *testing.T) {
	hold(t, "testdata/compile/*.txtar", func(t *testing.T, a *txtar.Archive) string {
		files := packOf(t, a)
		list := schema.Lint(files, "s.json")
		_, err := schema.Compile(files, "s.json")
		if compiles := list.Err() == nil; compiles && err != nil {
			t.Errorf("lint finds nothing, compiling fails: %v", err)
		}
		if len(list) == 0 {
			return "fine\n"
		}
		return printed(t, list)
	})
}

// TestSchemasAreClean lints the schemas of the pack.
func TestSchemasAreClean(t *testing.T) {
	for _, path := range kinds {
		if list := schema.Lint(pack, path); len(list) > 0 {
			t.Errorf("%s:\n%s", path, printed(t, list))
		}
	}
}

// TestSchemasAreUsed finds shared schemas that no kind refers to.
func TestSchemasAreUsed(t *testing.T) {
	shared, err := filepath.Glob("../../schemas/common/*.json")
	if err != nil || len(shared) == 0 {
		t.Fatal("no shared schemas", err)
	}
	var all strings.Builder
	for _, name := range append(slices.Clone(shared), "../../"+kinds[0], "../../"+kinds[1]) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	for _, name := range shared {
		if !strings.Contains(all.String(), fmt.Sprintf("%s\"", filepath.Base(name))) {
			t.Errorf("nothing refers to %s", name)
		}
	}
}

func archive(text string) *txtar.Archive { return txtar.Parse([]byte(text)) }
