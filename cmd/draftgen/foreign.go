package main

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/facts"
)

// parseFacts reads the documents of a facts file. An exhibit in its place is the
// mistake that people make most, and is told as such: what a reader of YAML says
// of a letter helps nobody.
func parseFacts(shown string, data []byte) ([]*facts.Node, error) {
	if kind := kindOf(data); kind != "" {
		return nil, notFacts(shown, "this is "+kind+", and facts are wanted")
	}
	roots, err := facts.Read(shown, data)
	if err != nil && readsLikeExhibit(data) {
		return nil, notFacts(shown, "this reads like an exhibit, and facts are wanted")
	}
	return roots, err
}

func notFacts(shown, message string) error {
	file := shown
	if shown == shownName("-") {
		file = "-"
	}
	return diag.List{{
		Pos: diag.Pos{File: shown}, Rule: "facts", Message: message,
		Hint: "to draw facts from an exhibit: draftgen extract FORM " + file + " -o facts.yaml",
	}}
}

// kindOf says what a file is that is not text of a person's own, by its first
// bytes; "" if it may be facts.
func kindOf(data []byte) string {
	if exhibit.IsPDF(data) {
		return "a PDF"
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	for _, k := range []struct{ begins, kind string }{
		{"PK\x03\x04", "a Word document or another archive"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document (.doc), or one under a password"},
		{"{\\rtf", "an RTF document"},
		{"<", "HTML, XML or an EDGAR submission"},
	} {
		if bytes.HasPrefix(head, []byte(k.begins)) {
			if strings.HasPrefix(k.begins, "PK") && bytes.Contains(data, []byte("word/")) {
				return "a Word document"
			}
			return k.kind
		}
	}
	return ""
}

// fieldLine begins a field at the left margin as facts name them, or a document
// in JSON. "Gentlemen:" is none.
var fieldLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^\x{feff}?(?:["']?[a-z$][a-z0-9_]*["']?[ \t]*:|[{\[])`)
})

// readsLikeExhibit reports whether text that is no facts is prose: it has no
// field, and more words than facts have in which a sign was forgotten.
func readsLikeExhibit(data []byte) bool {
	const words = 40
	return !fieldLine().Match(data) && len(bytes.Fields(data[:min(len(data), 1<<16)])) >= words
}
