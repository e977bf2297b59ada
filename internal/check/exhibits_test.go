package check_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/golden"
)

// printed shows diagnostics as a user sees them.
func printed(list diag.List) string {
	var b bytes.Buffer
	if err := list.Print(&b, diag.PrintOptions{}); err != nil {
		panic(err)
	}
	return b.String()
}

// terse shows diagnostics a line each.
func terse(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%d:%d %s %s", d.Line, d.Col, d.Severity, d.Rule)
		if d.Pointer != "" {
			b.WriteString(" " + d.Pointer)
		}
		b.WriteString(": " + d.Message + "\n")
	}
	return b.String()
}

// TestExhibits holds everything that the rules say about the three reference
// exhibits as they were filed.
func TestExhibits(t *testing.T) {
	errors := map[string][]string{
		"hemacare-1995": {"DEF-01 L42"},
		"hemacare-1996": nil,
		"hemacare-2004": {"CIT-01 L43", "TYP-01 L60", "TYP-01 L63"},
	}
	paths, err := filepath.Glob("../../examples/*/hemacare-*.txt")
	if err != nil || len(paths) != len(errors) {
		t.Fatalf("want %d exhibits, have %v (%v)", len(errors), paths, err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			list := rules(t).Check(read(t, filepath.Base(path), data))
			var worst []string
			for _, d := range list {
				if d.Severity == diag.Error {
					worst = append(worst, fmt.Sprintf("%s L%d", d.Rule, d.Line))
				}
			}
			if !slices.Equal(worst, errors[name]) {
				t.Errorf("errors: want %v, have %v", errors[name], worst)
			}
			golden.HoldFile(t, filepath.Join("testdata/exhibits", name+".golden"), []byte(terse(list)))
		})
	}
}
