package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/draftgen/draftgen/internal/diag"
)

// What pdftotext says is bounded: here it never ends.
func TestPDFEndless(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("wants a shell")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\nexec yes 'The Company will issue its shares.'\n"
	if err := os.WriteFile(filepath.Join(dir, "pdftotext"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	if _, err := pdfToText([]byte("%PDF-1.4")); err == nil || !strings.Contains(err.Error(), "more than 64 MB of text") {
		t.Errorf("have %v", err)
	}
}

func TestContextOf(t *testing.T) {
	for s, want := range map[string]int{"": 0, "all": -1, "7": 7, "9223372036854775807": mostContext} {
		if n, ok := contextOf(s); !ok || n != want {
			t.Errorf("%s: want %d, have %d %v", s, want, n, ok)
		}
	}
	for _, s := range []string{"0", "-1", "x", "99999999999999999999"} {
		if n, ok := contextOf(s); ok {
			t.Errorf("%s: have %d", s, n)
		}
	}
}

// Nothing of a text or a name reaches the terminal raw.
func TestVisible(t *testing.T) {
	bad := "a\u009b31m\u202eb\x1b"
	var said bytes.Buffer
	p := &program{stderr: &said}
	p.note("wrote %s\nand more", bad)
	p.complain("cannot read "+bad, "try "+bad)
	said.WriteString(unified([]string{"x"}, []string{bad}))
	if s := said.String(); strings.ContainsAny(s, "\u009b\u202e\x1b") || strings.Count(s, "a<U+009B>31m<U+202E>b␛") != 4 || !strings.Contains(s, "\nand more\n") {
		t.Errorf("have %q", s)
	}
}

// What is said of a form is said once, and what is said of a draft is not kept.
func TestUnsaid(t *testing.T) {
	p := &program{}
	form := &diag.Diagnostic{Pos: diag.Pos{File: "main.tmpl"}, Severity: diag.Warning}
	draft := &diag.Diagnostic{Pos: diag.Pos{File: "draft of a.yaml"}, Severity: diag.Info}
	gone := weak.Make(draft)
	if n := len(p.unsaid("a.yaml", diag.List{form, draft})); n != 2 {
		t.Errorf("want both, have %d", n)
	}
	draft = nil
	if n := len(p.unsaid("b.yaml", diag.List{form})); n != 0 {
		t.Error("the form's was said before")
	}
	runtime.GC()
	if gone.Value() != nil {
		t.Error("what was said of a draft is kept")
	}
	runtime.KeepAlive(p)
	runtime.KeepAlive(form)
}

func TestTitleNotUTF8(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte("The Company will issue its shares.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"--title", "--author"} {
		var said bytes.Buffer
		code := run([]string{"draftgen", "diff", flag, "Ren\xe9e", name, name}, nil, &said, &said)
		if code != trouble || !strings.Contains(said.String(), flag+` wants text in UTF-8, found "Ren\xe9e"`) {
			t.Errorf("%s: %d, %s", flag, code, said.String())
		}
	}
}
