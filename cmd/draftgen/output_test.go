package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A name that cannot be taken is told with those that were.
func TestTakeNames(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"1.tmp", "2.tmp"} {
		if err := os.WriteFile(path(name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(path("two"), 0o777); err != nil { // since it was looked at
		t.Fatal(err)
	}
	ready := []*staged{{"one", path("1.tmp"), path("one")}, {"two", path("2.tmp"), path("two")}}
	err := takeNames(&ready)
	if err == nil || !strings.HasSuffix(err.Error(), "; written already: one") || len(ready) != 1 {
		t.Errorf("have %v, %d left", err, len(ready))
	}
}

func TestFirstMissing(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		dir:                               "",
		filepath.Join(dir, "a"):           filepath.Join(dir, "a"),
		filepath.Join(dir, "a", "b", "c"): filepath.Join(dir, "a"),
	} {
		if got := firstMissing(name); got != want {
			t.Errorf("%s: want %q, have %q", name, want, got)
		}
	}
}

// What somebody else put into a folder that was made stays.
func TestRemoveEmpty(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "made", "theirs", "notes.txt")
	for _, name := range []string{filepath.Dir(kept), filepath.Join(dir, "made", "ours", "deep")} {
		if err := os.MkdirAll(name, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(kept, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	removeEmpty(filepath.Join(dir, "made"))
	if _, err := os.Stat(kept); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "made", "ours")); err == nil {
		t.Error("an empty folder is left")
	}
}
