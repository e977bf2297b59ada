package exhibit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// seed adds the inputs of the golden archives that pass want.
func seed(f *testing.F, want func(name string) bool) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, in := range a.Files {
			if in.Name != "dump" && want(in.Name) {
				f.Add(in.Data)
			}
		}
	}
	for _, file := range []string{"opinion/hemacare-1995.txt", "pressrelease/hemacare-2004.txt"} {
		data, err := os.ReadFile("../../examples/" + file)
		if err != nil {
			f.Fatal(err)
		}
		if want(file) {
			f.Add(data)
		}
	}
}

// FuzzRead wants of any bytes an exhibit that keeps the rules, or an error.
func FuzzRead(f *testing.F) {
	seed(f, func(string) bool { return true })
	f.Add(packDOCX(f, map[string]string{"document.xml": "<w:p><w:r><w:t>a</w:t></w:r></w:p>"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		x, list := Read("in", data, Options{})
		if (x == nil) != (list.Err() != nil) {
			t.Fatalf("exhibit %v with errors %v", x, list)
		}
		if x != nil && x.Format != HTML {
			checkPlaces(t, x)
		}
	})
}

// FuzzText wants every letter of a text to come out, in order: a reader may
// drop drawn lines and page furniture only.
func FuzzText(f *testing.F) {
	seed(f, func(name string) bool { return strings.HasSuffix(name, ".txt") })
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{name: "in"}
		text, ok := r.decode(data)
		if !ok {
			return
		}
		x := r.readText(part{text: text, line: 1}, dialect{})
		if x == nil {
			return
		}
		x.Source = nil
		got := letters26(strings.Join(words(x.Document), " "))
		want := letters26(text)
		if strings.ContainsAny(text, "<\f-–—0123456789") || strings.Contains(strings.ToLower(text), "page") {
			if !subsequence(got, want) { // there may be furniture
				t.Fatalf("letters %q are not all in %q", got, want)
			}
			return
		}
		if got != want {
			t.Fatalf("letters %q, want %q", got, want)
		}
	})
}

// letters26 keeps the letters that no layout has a use for.
func letters26(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
}

func subsequence(sub, s string) bool {
	for i := 0; i < len(s) && sub != ""; i++ {
		if s[i] == sub[0] {
			sub = sub[1:]
		}
	}
	return sub == ""
}

// FuzzHTML wants an exhibit that keeps the rules of any HTML.
func FuzzHTML(f *testing.F) {
	seed(f, func(name string) bool { return strings.HasSuffix(name, ".htm") })
	f.Fuzz(func(t *testing.T, data []byte) {
		x, list := Read("in.htm", append([]byte("<html>"), data...), Options{})
		if (x == nil) != (list.Err() != nil) {
			t.Fatalf("exhibit %v with errors %v", x, list)
		}
		checkSpans(t, x)
	})
}

// FuzzDOCX wants an exhibit that keeps the rules, or an error, of any parts.
func FuzzDOCX(f *testing.F) {
	for _, file := range []string{"testdata/docx.txtar", "testdata/docx-tracked.txtar"} {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		parts := map[string]string{}
		for _, in := range a.Files {
			parts[strings.TrimPrefix(in.Name, "docx/")] = string(in.Data)
		}
		f.Add(parts["document.xml"], parts["numbering.xml"], parts["styles.xml"], parts["footnotes.xml"])
	}
	f.Fuzz(func(t *testing.T, document, numbering, styles, footnotes string) {
		data := packDOCX(t, map[string]string{"document.xml": document, "numbering.xml": numbering, "styles.xml": styles, "footnotes.xml": footnotes})
		for _, c := range []Changes{Accept, Reject} {
			x, list := Read("in.docx", data, Options{Changes: c})
			if (x == nil) != (list.Err() != nil) {
				t.Fatalf("exhibit %v with errors %v", x, list)
			}
			checkPlaces(t, x)
		}
	})
}

// FuzzPDFText wants an exhibit that keeps the rules of any text.
func FuzzPDFText(f *testing.F) {
	seed(f, func(name string) bool { return strings.HasSuffix(name, ".pdf") })
	f.Fuzz(func(t *testing.T, data []byte) {
		x, list := ReadPDFText("in", string(data))
		if (x == nil) != (list.Err() != nil) {
			t.Fatalf("exhibit %v with errors %v", x, list)
		}
		checkPlaces(t, x)
	})
}
