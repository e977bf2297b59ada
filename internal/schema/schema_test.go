package schema_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/schema"
)

// pack is the repository's root, the built-in pack.
var pack = os.DirFS("../..")

var kinds = []string{"schemas/opinion.schema.json", "schemas/pressrelease.schema.json"}

func compile(tb testing.TB, path string) *schema.Schema {
	tb.Helper()
	s, err := schema.Compile(pack, path)
	if err != nil {
		tb.Fatalf("%s:\n%v", path, err)
	}
	return s
}

func readFacts(tb testing.TB, name string) []*facts.Node {
	tb.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	roots, err := facts.Read(filepath.Base(name), data)
	if err != nil {
		tb.Fatal(err)
	}
	return roots
}

func compileText(tb testing.TB, text string) *schema.Schema {
	tb.Helper()
	s, err := schema.Compile(fstest.MapFS{"s.json": {Data: []byte(text)}}, "s.json")
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func readText(tb testing.TB, text string) *facts.Node {
	tb.Helper()
	roots, err := facts.Read("facts.yaml", []byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	return roots[0]
}
