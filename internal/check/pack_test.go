package check_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/form"
)

// packFiles are the rule files that ship.
var packFiles = sync.OnceValue(func() []check.File {
	var files []check.File
	for _, c := range form.NewPack(form.Layer{FS: os.DirFS("../..")}).Checks() {
		data, err := os.ReadFile("../../" + c.Path)
		if err != nil {
			panic(err)
		}
		files = append(files, check.File{Name: c.Path, Text: string(data), Kind: c.Kind, Remarks: c.IsRemarks()})
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
