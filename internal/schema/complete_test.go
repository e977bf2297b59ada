package schema_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/facts"
)

// kindOf returns the schema of the kind that a file of testdata/facts is of.
func kindOf(name string) string {
	kind, _, _ := strings.Cut(filepath.Base(name), "-")
	return "schemas/" + kind + ".schema.json"
}

func matters(tb testing.TB) []string {
	tb.Helper()
	names, err := filepath.Glob("testdata/facts/*.yaml")
	if err != nil || len(names) == 0 {
		tb.Fatal("no facts in testdata", err)
	}
	return names
}

func TestMattersAreValid(t *testing.T) {
	for _, name := range matters(t) {
		s := compile(t, kindOf(name))
		for _, root := range readFacts(t, name) {
			if _, list := s.Complete(root); list != nil {
				t.Errorf("%v", list)
			}
		}
	}
}

const small = `{
  "type": "object", "additionalProperties": false,
  "properties": {
    "text": {"type": "string"}, "count": {"type": "integer"}, "price": {"type": "number"},
    "flag": {"type": "boolean"}, "either": {"type": ["string", "number"]}, "day": {"type": "string", "format": "date"},
    "choice": {"enum": ["I", "we"]},
    "texts": {"type": "array", "items": {"type": "string"}, "default": ["a"]},
    "inner": {"type": "object", "default": {}, "properties": {"kind": {"type": "string", "default": "deep"}}},
    "absent": {"type": "object", "properties": {"kind": {"type": "string", "default": "unseen"}}}
  }
}`

func TestCoercion(t *testing.T) {
	s := compileText(t, small)
	for _, test := range []struct {
		facts string
		path  string
		want  any // nil: refused
	}{
		{"text: 5.10", "text", "5.10"},
		{"text: 91367", "text", "91367"},
		{"text: +5", "text", "+5"},
		{"text: 160,000", "text", "160,000"},
		{"text: yes", "text", "yes"},
		{"text: true", "text", nil},
		{"text:", "text", nil},
		{"texts: [5.1, 23.2]", "texts", []any{"5.1", "23.2"}},
		{"count: 160,000", "count", json.Number("160000")},
		{"count: '160,000'", "count", json.Number("160000")},
		{"count: '160000'", "count", json.Number("160000")},
		{"count: 160000", "count", json.Number("160000")},
		{"count: 160000.0", "count", json.Number("160000")},
		{"count: 9,007,199,254,740,993", "count", json.Number("9007199254740993")},
		{"count: 9007199254740993", "count", json.Number("9007199254740993")},
		{"count: -5", "count", json.Number("-5")},
		{"count: +5", "count", json.Number("5")},
		{"count: 160,00", "count", nil},
		{"count: ',160'", "count", nil},
		{"count: 0160000", "count", nil},
		{"count: 1e3", "count", nil},
		{"count: 5.5", "count", nil},
		{"count: abc", "count", nil},
		{"count: " + strings.Repeat("9", 101), "count", nil},
		{"price: '1,234.50'", "price", json.Number("1234.50")},
		{"price: 1234.50", "price", json.Number("1234.50")},
		{"price: $5", "price", nil},
		{"flag: yes", "flag", true},
		{"flag: No", "flag", false},
		{"flag: true", "flag", true},
		{"flag: on", "flag", nil},
		{"flag: 'true'", "flag", nil},
		{"flag: 1", "flag", nil},
		{"either: 5", "either", json.Number("5")},
		{"either: 160,000", "either", "160,000"},
		{"choice: I", "choice", "I"},
		{"choice: 5", "choice", nil},
		{"day: 2004-02-29", "day", "2004-02-29"},
		{"day: 2004-02-30", "day", nil},
		{"day: 2004-2-9", "day", nil},
		{"day: 20040229", "day", nil},
	} {
		value, list := s.Complete(readText(t, test.facts))
		if (list != nil) != (test.want == nil) {
			t.Errorf("%s: trouble %v", test.facts, list)
		} else if diff := cmp.Diff(test.want, value[test.path]); list == nil && diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.facts, diff)
		}
	}
}

func TestDefaults(t *testing.T) {
	s := compileText(t, small)
	for facts, want := range map[string]map[string]any{
		"text: a":              {"text": "a", "texts": []any{"a"}, "inner": map[string]any{"kind": "deep"}},
		"inner: {}":            {"texts": []any{"a"}, "inner": map[string]any{"kind": "deep"}},
		"inner: {kind: other}": {"texts": []any{"a"}, "inner": map[string]any{"kind": "other"}},
		"texts: []":            {"texts": []any{}, "inner": map[string]any{"kind": "deep"}},
		"absent: {}":           {"texts": []any{"a"}, "inner": map[string]any{"kind": "deep"}, "absent": map[string]any{"kind": "unseen"}},
	} {
		got, list := s.Complete(readText(t, facts))
		if list != nil {
			t.Errorf("%s: %v", facts, list)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", facts, diff)
		}
	}
	if got, list := s.Complete(nil); list != nil || len(got) != 2 {
		t.Errorf("no facts: %v %v", got, list)
	}
}

// TestResultsAreTheCallers changes one result and asks for another.
func TestResultsAreTheCallers(t *testing.T) {
	s := compileText(t, small)
	root := readText(t, "text: a")
	first, _ := s.Complete(root)
	first["texts"].([]any)[0] = "changed"
	first["inner"].(map[string]any)["kind"] = "changed"
	second, _ := s.Complete(root)
	want := map[string]any{"text": "a", "texts": []any{"a"}, "inner": map[string]any{"kind": "deep"}}
	if diff := cmp.Diff(want, second); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestCompleteConcurrently(t *testing.T) {
	name := "testdata/facts/opinion-1996.yaml"
	s, root := compile(t, kindOf(name)), readFacts(t, name)[0]
	bad := readText(t, "plan: x\nletter_date: 2004-02-30")
	want, _ := s.Complete(root)
	_, trouble := s.Complete(bad)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				got, _ := s.Complete(root)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				if _, list := s.Complete(bad); list.Error() != trouble.Error() {
					t.Errorf("want %v, have %v", trouble, list)
				}
			}
		})
	}
	wait.Wait()
}

func FuzzComplete(f *testing.F) {
	s := compile(f, kinds[0])
	for _, seed := range []string{"shares: {total: '160,000'}", "plan: 5", "plans: [{titel: x, shares: 5}, 7]", "a/b~c d%: {é: 1}", "classes: [{}]", "if: []"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		roots, err := facts.Read("fuzz.yaml", []byte(text))
		if err != nil {
			return
		}
		for _, root := range roots {
			value, list := s.Complete(root)
			if (value == nil) == (list == nil) {
				t.Fatalf("want values or trouble, have %v and %v", value, list)
			}
			for _, d := range list {
				if d.Message == "" || d.File == "" {
					t.Errorf("empty trouble: %+v", d)
				}
			}
			if _, again := s.Complete(root); again.Error() != list.Error() {
				t.Errorf("want the same twice:\n%v\n%v", list, again)
			}
		}
	})
}

func BenchmarkComplete(b *testing.B) {
	for _, name := range matters(b) {
		s, root := compile(b, kindOf(name)), readFacts(b, name)[0]
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, list := s.Complete(root); list != nil {
					b.Fatal(list)
				}
			}
		})
	}
}

// TestManyMistakes shows that trouble is bounded, and in order.
func TestManyMistakes(t *testing.T) {
	s := compile(t, kinds[0])
	var text strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&text, "k%d: 1\n", i)
	}
	_, list := s.Complete(readText(t, text.String()))
	if len(list) != 1001 || list[0].Pointer != "/k0" || list[999].Pointer != "/k999" {
		t.Fatalf("%d diagnostics, from %v to %v", len(list), list[0], list[len(list)-1])
	}
	if want := "99000 more facts are wrong from here on"; list[1000].Message != want || list[1000].Line != 1001 {
		t.Errorf("want %q in line 1001, have %v", want, list[1000])
	}
}
