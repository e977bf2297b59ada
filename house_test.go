package draftgen_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/draftgen/draftgen"

// TestImports holds the table of docs/architecture.md against what the packages
// import.
func TestImports(t *testing.T) {
	allowed := importTable(t)
	for _, p := range packages(t) {
		may, known := allowed[p.ImportPath]
		if !known {
			t.Errorf("%s is not in the table of docs/architecture.md", p.ImportPath)
			continue
		}
		delete(allowed, p.ImportPath)
		for _, imported := range p.Imports {
			if strings.Contains(imported, ".") && !slices.Contains(may, imported) {
				t.Errorf("%s may not import %s", p.ImportPath, imported)
			}
		}
		checkStandard(t, p)
	}
	for name := range allowed {
		t.Errorf("%s is in the table and not in the house", name)
	}
}

type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// importTable reads the rows of the table: the package, its job, its imports.
func importTable(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile("`([^`]+)`")
	table := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.Contains(cells[1], "`") {
			continue
		}
		name := path(strings.Trim(cells[1], " `"))
		table[name] = []string{}
		for _, m := range quoted.FindAllStringSubmatch(cells[3], -1) {
			table[name] = append(table[name], path(m[1]))
		}
	}
	return table
}

// path expands the short names of the table.
func path(name string) string {
	switch {
	case name == "draftgen":
		return module
	case strings.Contains(name, "."):
		return name
	case strings.Contains(name, "/"):
		return module + "/" + name
	}
	return module + "/internal/" + name
}

// checkStandard keeps the machine out of every room but cmd, and that which
// tests alone import.
func checkStandard(t *testing.T, p listed) {
	t.Helper()
	for _, name := range p.Imports {
		switch name {
		case "os", "os/exec", "flag", "log":
			if p.ImportPath != module+"/cmd/draftgen" && p.ImportPath != module+"/internal/golden" {
				t.Errorf("%s may not import %s", p.ImportPath, name)
			}
		case "text/template":
			if p.ImportPath != module+"/internal/render" {
				t.Errorf("%s may not import %s", p.ImportPath, name)
			}
		case "math/rand", "math/rand/v2", "crypto/rand", "log/slog", "net", "net/http", "unsafe":
			t.Errorf("%s may not import %s", p.ImportPath, name)
		}
	}
}

// TestNoClock finds calls that read the clock, outside tests.
func TestNoClock(t *testing.T) {
	eachGoFile(t, func(name string, file *ast.File, _ string) {
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Local"}, sel.Sel.Name) {
				t.Errorf("%s reads the clock: time.%s", name, sel.Sel.Name)
			}
			return true
		})
	})
}

// TestNoFormInGo finds the kinds of the pack in Go files: what is known of a
// form stands in its folder.
func TestNoFormInGo(t *testing.T) {
	folders, err := fs.Glob(os.DirFS("."), "schemas/*.schema.json")
	if err != nil || len(folders) == 0 {
		t.Fatal("no kinds", err)
	}
	eachGoFile(t, func(name string, _ *ast.File, text string) {
		for _, schema := range folders {
			kind := strings.TrimSuffix(filepath.Base(schema), ".schema.json")
			if strings.Contains(text, kind) {
				t.Errorf("%s knows of %s", name, kind)
			}
		}
	})
}

// eachGoFile calls f for every Go file that is not a test.
func eachGoFile(t *testing.T, f func(name string, file *ast.File, text string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && name == filepath.Join("internal", "benchmarks") {
			return skip(err)
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		f(name, file, string(text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func skip(err error) error {
	if err != nil {
		return err
	}
	return filepath.SkipDir
}
