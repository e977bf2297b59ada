package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/golden"
)

// TestRules holds each rule to its fixtures. For every rule that ships there is
// testdata/rules/ID.txtar with texts that break it (bad-…) and texts that do not
// (good-…), at least two of each. Beside a text NAME may stand
//
//	NAME.yaml   its facts
//	NAME.opt    options, a line each: kind, type, format, file, as-of; old and new,
//	            identifying values of a precedent and of this matter; escape, the
//	            text has Go escapes; no-final-newline
//	NAME.want   what the rule says
func TestRules(t *testing.T) {
	golden.Each(t, "testdata/rules/*.txtar", func(t *testing.T, a *txtar.Archive) {
		id := strings.TrimPrefix(t.Name(), "TestRules/")
		rule := rules(t).Rule(id)
		if rule == nil {
			t.Fatal("fixtures of no rule")
		}
		files := map[string]string{}
		for _, f := range a.Files {
			files[f.Name] = string(f.Data)
		}
		bad, good := 0, 0
		for _, f := range slices.Clone(a.Files) {
			if strings.Contains(f.Name, ".") {
				continue
			}
			got := terse(only(id, rules(t).Check(fixture(t, rule, f.Name, files))))
			switch isBad := strings.HasPrefix(f.Name, "bad-"); {
			case isBad && got == "":
				t.Errorf("%s: nothing was found", f.Name)
			case isBad:
				bad++
				golden.Hold(t, golden.Named(t, a, f.Name+".want"), got)
			case got != "":
				t.Errorf("%s: nothing is wrong, and the rule says\n%s", f.Name, got)
			default:
				good++
			}
		}
		if bad < 2 || good < 2 {
			t.Errorf("want two texts of each kind, have %d bad and %d good", bad, good)
		}
	})
}

// TestRulesHaveFixtures finds rules that are held to nothing.
func TestRulesHaveFixtures(t *testing.T) {
	for _, rule := range rules(t).List() {
		if _, err := os.Stat(filepath.Join("testdata/rules", rule.ID+".txtar")); err != nil {
			t.Errorf("a rule without fixtures: %v", err)
		}
	}
}

func only(id string, list diag.List) diag.List {
	var out diag.List
	for _, d := range list {
		if d.Rule == id {
			out = append(out, d)
		}
	}
	return out
}

// kinds are the kinds of forms that the scopes of the rules that ship are for.
var kinds = map[string]string{"opinion": "opinion", "release": "pressrelease", "meeting_release": "pressrelease"}

// fixture makes the subject of a fixture.
func fixture(t *testing.T, rule *check.Rule, name string, files map[string]string) *check.Subject {
	t.Helper()
	opts := map[string]string{}
	for line := range strings.Lines(files[name+".opt"]) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		opts[key] = strings.TrimSpace(value)
	}
	text := files[name]
	if _, ok := opts["escape"]; ok {
		unquoted, err := strconv.Unquote(`"` + strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(text) + `"`)
		if err != nil {
			t.Fatal(err)
		}
		text = unquoted
	}
	if _, ok := opts["no-final-newline"]; ok {
		text = strings.TrimSuffix(text, "\n")
	}
	file := "letter.txt"
	if opts["format"] == "html" {
		file = "letter.htm"
	}
	s := read(t, file, []byte(text))
	s.AsOf, s.Type = opts["as-of"], opts["type"]
	if opts["file"] != "" {
		s.File = opts["file"]
	}
	for _, scope := range rule.Scope {
		s.Kind = kinds[scope]
	}
	if kind, ok := opts["kind"]; ok {
		s.Kind = kind
	}
	if yaml := files[name+".yaml"]; yaml != "" {
		roots, err := facts.Read(name+".yaml", []byte(yaml))
		if err != nil {
			t.Fatal(err)
		}
		s.Facts = roots[0]
	}
	if opts["old"] != "" {
		s.Precedent = &check.Precedent{Old: identifying(opts["old"]), New: identifying(opts["new"])}
	}
	return s
}

func identifying(values string) []check.Identifying {
	var list []check.Identifying
	for i, v := range strings.Split(values, ";") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, check.Identifying{Pointer: "/" + strconv.Itoa(i), Value: v})
		}
	}
	return list
}
