package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/schema"
)

// TestStarter writes the starter of the schema that the archive's comment
// names, for a form that needs the paths in its section needed.
func TestStarter(t *testing.T) {
	hold(t, "testdata/starter/*.txtar", func(t *testing.T, a *txtar.Archive) string {
		words := strings.Fields(string(a.Comment))
		s := compile(t, words[1])
		needed := strings.Fields(string(a.Files[0].Data))
		return string(facts.Format(s.Starter(words[0], func(path string) bool { return slices.Contains(needed, path) })))
	})
}

// TestStarterFills takes any paths for needed, fills the blanks with the
// schema's own examples and completes the result.
func TestStarterFills(t *testing.T) {
	for _, path := range kinds {
		s := compile(t, path)
		all := allPaths(s, "")
		rapid.Check(t, func(t *rapid.T) {
			needed := rapid.SliceOfN(rapid.SampledFrom(all), 0, 12).Draw(t, "needed")
			root := s.Starter("kind/form", func(p string) bool { return slices.Contains(needed, p) })
			roots, err := facts.Read("starter.yaml", facts.Format(root))
			if err != nil {
				t.Fatalf("%v\n%s", err, facts.Format(root))
			}
			read := roots[0]
			blanks := fill(t, s, read, "")
			_, list := s.Complete(read)
			list = slices.DeleteFunc(list, schema.IsRule)
			if len(list) > 0 {
				t.Fatalf("%v\n%s", list, facts.Format(read))
			}
			for _, p := range needed {
				if def, _ := s.Lookup(p); def.Default == nil && read.Lookup(strings.ReplaceAll(p, "*", "0")) == nil {
					t.Fatalf("%s is needed and not there:\n%s", p, facts.Format(read))
				}
			}
			if len(needed) == 0 && blanks > 0 {
				t.Fatalf("nothing is needed, %d blanks", blanks)
			}
		})
	}
}

// allPaths gives every path that a schema knows.
func allPaths(s *schema.Schema, at string) []string {
	p, _ := s.Lookup(at)
	var all []string
	if at != "" {
		all = append(all, at)
	}
	for _, name := range p.Names {
		if !strings.HasPrefix(name, "$") {
			all = append(all, allPaths(s, at+"/"+name)...)
		}
	}
	if slices.Equal(p.Types, []string{"array"}) {
		all = append(all, allPaths(s, at+"/*")...)
	}
	return all
}

// fill gives each blank the first example of its path and counts them.
func fill(t *rapid.T, s *schema.Schema, n *facts.Node, at string) int {
	blanks := 0
	for i := range n.Fields {
		blanks += fill(t, s, n.Fields[i].Value, at+"/"+n.Fields[i].Name)
	}
	for _, item := range n.Items {
		blanks += fill(t, s, item, at+"/*")
	}
	if n.Kind == facts.Null {
		p, ok := s.Lookup(at)
		if !ok || len(p.Examples) == 0 {
			t.Fatalf("no example for %s", at)
		}
		*n = *p.Examples[0]
		blanks++
	}
	return blanks
}

// TestStarterComments uncomments each optional line by itself.
func TestStarterComments(t *testing.T) {
	for _, path := range kinds {
		s := compile(t, path)
		starter := string(facts.Format(s.Starter("kind/form", func(string) bool { return false })))
		lines := 0
		for line := range strings.Lines(starter) {
			text, commented := strings.CutPrefix(line, "# ")
			if !commented {
				continue
			}
			lines++
			roots, err := facts.Read("line.yaml", []byte(text))
			if err != nil {
				t.Errorf("%s%v", line, err)
			} else if _, list := s.Complete(roots[0]); list != nil {
				t.Errorf("%s%v", line, list)
			}
		}
		if lines < 20 {
			t.Errorf("%s: %d optional lines", path, lines)
		}
	}
}
