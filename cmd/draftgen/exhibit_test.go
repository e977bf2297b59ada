package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Drafted as filed, every example is its exhibit, line for line, once what the
// filing did to it for transport is undone.
func TestAsFiledIsTheExhibit(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.errata.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		stem := strings.TrimSuffix(file, ".errata.yaml")
		var stdout, stderr bytes.Buffer
		if code := run([]string{"draftgen", "draft", stem + ".yaml", "--as-filed"}, nil, &stdout, &stderr); code != 0 {
			t.Errorf("%s: exit code %d: %s", stem, code, &stderr)
			continue
		}
		filed, err := os.ReadFile(stem + ".txt")
		if err != nil {
			t.Error(err)
			continue
		}
		if d := cmp.Diff(afterTransport(string(filed)), lines(stdout.String())); d != "" {
			t.Errorf("%s: %s", stem, d)
		}
	}
}

// afterTransport expands tabs to every eighth column, drops blanks at line ends,
// and takes PEM's "- " from lines that begin with a dash.
func afterTransport(filed string) []string {
	all := lines(filed)
	for i, line := range all {
		var b strings.Builder
		for _, r := range line {
			if r != '\t' {
				b.WriteRune(r)
				continue
			}
			b.WriteString(strings.Repeat(" ", 8-b.Len()%8))
		}
		line = strings.TrimRight(b.String(), " ")
		if strings.HasPrefix(line, "- -") {
			line = line[2:]
		}
		all[i] = line
	}
	return all
}

// lines cuts a text into lines, without blank ones at its ends.
func lines(text string) []string {
	return strings.Split(strings.Trim(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
}
