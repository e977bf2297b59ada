package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFormByTheBook makes the form of docs/forms.md from the page alone: its files,
// then its commands.
func TestFormByTheBook(t *testing.T) {
	page, err := os.ReadFile("../../docs/forms.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	file := regexp.MustCompile("`(ours/[^`]+)`:\n\n```[a-z]*\n((?s:.*?))```\n")
	files := file.FindAllStringSubmatch(string(page), -1)
	if len(files) != 4 {
		t.Fatalf("%d files, want 4", len(files))
	}
	for _, m := range files {
		if err := os.MkdirAll(filepath.Dir(m[1]), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(m[1], []byte(m[2]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{
		"draftgen draft ours/examples/consent/acme.yaml --pack ours",
		"draftgen draft ours/examples/consent/acme.yaml --pack ours -o ours/examples/consent/acme.txt",
		"draftgen test --pack ours consent",
		"draftgen lint ours",
	} {
		if !strings.Contains(string(page), "    "+strings.TrimSuffix(command, " consent")+"\n") {
			t.Errorf("the page does not say %s", command)
		}
		var stdout, stderr bytes.Buffer
		if code := run(strings.Fields(command), strings.NewReader(""), &stdout, &stderr); code != fine {
			t.Errorf("%s: exit code %d\n%s%s", command, code, &stdout, &stderr)
		}
		if command == "draftgen lint ours" && stderr.String() != "nothing is wrong\n" {
			t.Errorf("%s:\n%s", command, &stderr)
		}
	}
}
