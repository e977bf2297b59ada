package check_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
)

// packFiles are the rule files that ship.
var packFiles = sync.OnceValue(func() []check.File {
	paths, err := filepath.Glob("../../templates/checks/*.yaml")
	if err != nil || len(paths) == 0 {
		panic("no rule files")
	}
	var files []check.File
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			panic(err)
		}
		files = append(files, check.File{Name: filepath.Base(p), Text: string(data)})
	}
	return files
})

var packRules = sync.OnceValues(func() (*check.Rules, diag.List) { return check.Read(packFiles()...) })

func rules(t testing.TB) *check.Rules {
	t.Helper()
	r, list := packRules()
	if r == nil {
		t.Fatalf("the rules that ship have trouble:\n%s", printed(list))
	}
	return r
}

// read makes a subject of an exhibit.
func read(t testing.TB, name string, data []byte) *check.Subject {
	t.Helper()
	x, list := exhibit.Read(name, data, exhibit.Options{})
	if x == nil {
		t.Fatal(list.Error())
	}
	return &check.Subject{Document: x.Document, Source: x.Source, Data: data, Format: string(x.Format), Type: x.Type, File: filepath.Base(name)}
}
