package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestReadmeTrouble holds the trouble that README shows against what the program
// says of facts with that slip.
func TestReadmeTrouble(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile(`(?m)^matter\.yaml:(\d+):.*\n(?:    .*\n)+  hint: .*\n`).FindStringSubmatch(string(readme))
	if shown == nil {
		t.Fatal("README shows no trouble with matter.yaml")
	}
	example, err := os.ReadFile("../../examples/opinion/one-plan-delaware.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, facts, _ := strings.Cut(string(example), "\nform:")
	facts = strings.Replace("form:"+facts, "\nregistrant:", "\nregistrnt:", 1)
	line := 1 + strings.Count(facts[:strings.Index(facts, "registrnt")], "\n")
	t.Chdir(t.TempDir())
	if err := os.WriteFile(filepath.Join(".", "matter.yaml"), []byte(facts), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	run([]string{"draftgen", "validate", "matter.yaml"}, strings.NewReader(""), &out, &said)
	want := strings.Replace(shown[0], "matter.yaml:"+shown[1]+":", "matter.yaml:"+strconv.Itoa(line)+":", 1)
	if !strings.HasPrefix(said.String(), want) {
		t.Errorf("the program says\n%s\nand README\n%s", said.String(), want)
	}
}
