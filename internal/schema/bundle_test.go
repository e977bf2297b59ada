package schema_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/schema"
)

// asEditor compiles a bundle as an editor does: without knowing our keywords.
func asEditor(tb testing.TB, bundle []byte) *jsonschema.Schema {
	tb.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = nil
	if err := c.AddResource("editor:///bundle.json", bytes.NewReader(bundle)); err != nil {
		tb.Fatal(err)
	}
	s, err := c.Compile("editor:///bundle.json")
	if err != nil {
		tb.Fatalf("%#v", err)
	}
	return s
}

func bundle(tb testing.TB, s *schema.Schema) []byte {
	tb.Helper()
	data, err := s.Bundle()
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestBundleIsOneFile(t *testing.T) {
	for _, path := range kinds {
		data := bundle(t, compile(t, path))
		if !json.Valid(data) {
			t.Fatalf("%s: not JSON", path)
		}
		for _, ref := range strings.Split(string(data), `"$ref": "`)[1:] {
			if !strings.HasPrefix(ref, "#/$defs/") {
				t.Errorf("%s: a $ref to another file: %.40s", path, ref)
			}
		}
		if again := bundle(t, compile(t, path)); !bytes.Equal(data, again) {
			t.Errorf("%s: two bundles differ", path)
		}
	}
}

// TestBundleExplains: of a $ref with words of its own, editors show the words of
// what it refers to. So these stand on one side alone.
func TestBundleExplains(t *testing.T) {
	for _, path := range kinds {
		var root map[string]any
		if err := json.Unmarshal(bundle(t, compile(t, path)), &root); err != nil {
			t.Fatal(err)
		}
		defs := root["$defs"].(map[string]any)
		var explain func(at string, n any)
		explain = func(at string, n any) {
			m, _ := n.(map[string]any)
			def := map[string]any{}
			if ref, ok := m["$ref"].(string); ok {
				def = defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
			}
			for _, keyword := range []string{"title", "description", "examples"} {
				if (m[keyword] == nil) == (def[keyword] == nil) {
					t.Errorf("%s: %s has %s %v, and what it refers to %v", path, at, keyword, m[keyword], def[keyword])
				}
			}
			properties, _ := m["properties"].(map[string]any)
			for name, kid := range properties {
				explain(at+"/"+name, kid)
			}
			if items, ok := m["items"]; ok {
				explain(at+"/*", items)
			}
		}
		for name, def := range defs {
			properties, _ := def.(map[string]any)["properties"].(map[string]any)
			for field, kid := range properties {
				explain(name+"/"+field, kid)
			}
		}
		for field, kid := range root["properties"].(map[string]any) {
			explain("/"+field, kid)
		}
	}
}

// TestBundleAgrees holds Complete to what an editor says of the same facts. What
// no editor can know is left aside: rules across facts, and the length and the
// pattern of text that was written as a number.
func TestBundleAgrees(t *testing.T) {
	for _, path := range append(slices.Clone(kinds), "firm/opinion/s8/schema.json") {
		t.Run(path, func(t *testing.T) {
			s, err := schema.Compile(withExtension(t), path)
			if err != nil {
				t.Fatal(err)
			}
			editor := asEditor(t, bundle(t, s))
			valid := 0
			rapid.Check(t, func(t *rapid.T) {
				root := randomFacts(s, "", 0).Draw(t, "facts")
				_, list := s.Complete(root)
				list = slices.DeleteFunc(list, func(d *diag.Diagnostic) bool {
					n := root.Lookup(d.Pointer)
					number := n != nil && n.Kind == facts.Number && (d.Rule == "pattern" || d.Rule == "minLength")
					return number || schema.IsRule(d)
				})
				if err := editor.Validate(root.Value()); (err == nil) != (len(list) == 0) {
					t.Fatalf("facts:\n%s\nours: %v\neditor: %#v", facts.Format(root), list, err)
				}
				if len(list) == 0 {
					valid++
				}
			})
			if testing.Verbose() {
				t.Logf("%d valid", valid)
			}
			if valid == 0 {
				t.Error("no random facts were valid: the test says nothing")
			}
		})
	}
}

const extension = `{
  "$ref": "../../../schemas/opinion.schema.json",
  "required": ["voice"],
  "properties": {
    "matter_number": {"type": "string"},
    "plans": {"items": {"properties": {"trustee": {"type": "string"}}, "required": ["title"]}},
    "voice": {"enum": ["we", "I", "the firm"], "default": "the firm"},
    "salutation": false
  }
}`

func withExtension(t *testing.T) fstest.MapFS {
	t.Helper()
	files := packOf(t, archive(""))
	files["firm/opinion/s8/schema.json"] = &fstest.MapFile{Data: []byte(extension)}
	return files
}

// randomFacts draws facts that a schema nearly takes: of the right types for
// the most part, now and then not.
func randomFacts(s *schema.Schema, path string, depth int) *rapid.Generator[*facts.Node] {
	return rapid.Custom(func(t *rapid.T) *facts.Node {
		p, known := s.Lookup(path)
		if !known {
			t.Fatalf("unknown path %q", path)
		}
		if depth > 0 && rapid.IntRange(0, 199).Draw(t, "odd") == 100 {
			return rapid.SampledFrom(odd).Draw(t, "value")
		}
		switch {
		case len(p.Names) > 0:
			return drawMap(t, s, p, path, depth)
		case slices.Contains(p.Types, "array"):
			n := &facts.Node{Kind: facts.List}
			for range rapid.IntRange(0, 2).Draw(t, "items") {
				n.Items = append(n.Items, randomFacts(s, path+"/*", depth+1).Draw(t, path))
			}
			return n
		case len(p.Enum) > 0:
			return text(rapid.SampledFrom(p.Enum).Draw(t, "enum"))
		case len(p.Examples) > 0:
			return rapid.SampledFrom(p.Examples).Draw(t, "example")
		case slices.Contains(p.Types, "boolean"):
			return text(rapid.SampledFrom([]string{"yes", "no"}).Draw(t, "flag"))
		}
		return text("text")
	})
}

func drawMap(t *rapid.T, s *schema.Schema, p *schema.Property, path string, depth int) *facts.Node {
	n := &facts.Node{Kind: facts.Map}
	few := len(p.Names) / 8
	for _, name := range p.Names {
		inner, _ := s.Lookup(path + "/" + name)
		if rapid.IntRange(0, 2+few).Draw(t, "given") > 1 && !(inner.Required && inner.Default == nil && rapid.IntRange(0, 99).Draw(t, "left out") != 50) {
			continue
		}
		n.Fields = append(n.Fields, facts.Field{Name: name, Value: randomFacts(s, path+"/"+name, depth+1).Draw(t, name)})
	}
	if rapid.IntRange(0, 99).Draw(t, "unknown") == 50 {
		n.Fields = append(n.Fields, facts.Field{Name: "unknown", Value: text("x")})
	}
	return n
}

func text(s string) *facts.Node { return &facts.Node{Kind: facts.Text, Text: s, Plain: true} }

var odd = []*facts.Node{
	text(""), text("abc"), text("160,000"), text("160,00"), text("yes"), text("2004-02-30"), text("2004-02-29"), text("9:00"),
	{Kind: facts.Number, Text: "5", Plain: true},
	{Kind: facts.Number, Text: "5.0", Plain: true},
	{Kind: facts.Number, Text: "-5.5", Plain: true},
	{Kind: facts.Bool, Text: "true", Plain: true},
	{Kind: facts.Null, Plain: true},
	{Kind: facts.List},
	{Kind: facts.Map},
}

// TestSecondOpinion completes random facts and holds the verdict to that
// of the library's own compiler over the bundle of complete values.
func TestSecondOpinion(t *testing.T) {
	s := compile(t, kinds[0])
	data, err := s.BundleOfValues()
	if err != nil {
		t.Fatal(err)
	}
	library := asEditor(t, data)
	rapid.Check(t, func(t *rapid.T) {
		root := randomFacts(s, "", 0).Draw(t, "facts")
		value, sure := s.Values(root)
		err := library.Validate(value)
		_, list := s.Complete(root)
		list = slices.DeleteFunc(list, schema.IsRule)
		if sure && err != nil {
			t.Fatalf("trusted:\n%s\n%#v", facts.Format(root), err)
		}
		if (err == nil) != (len(list) == 0) {
			t.Fatalf("facts:\n%s\nours: %v\nlibrary: %#v", facts.Format(root), list, err)
		}
	})
}

// TestMattersAreTrusted shows that valid facts do not take the slow way.
func TestMattersAreTrusted(t *testing.T) {
	for _, name := range matters(t) {
		if _, sure := compile(t, kindOf(name)).Values(readFacts(t, name)[0]); !sure {
			t.Errorf("%s: left to the library", name)
		}
	}
}

func TestLookup(t *testing.T) {
	s := compile(t, kinds[0])
	for path, want := range map[string]string{
		"":                                     "[object]   false -1 false",
		"/letter_date":                         "[string] Letter date  true 7 false",
		"/plans":                               "[array] Plans  false 22 false",
		"/plans/*":                             "[object] Plan  false -1 false",
		"/plans/3/title":                       "[string] Title  true 1 false",
		"/plans/*/tranches/*/shares":           "[integer] Shares  true 1 false",
		"/plans/*/award_types/*":               "[string] Award type  false -1 false",
		"/salutation":                          "[string] Salutation Ladies and Gentlemen false 12 false",
		"/registrant/listings/*/symbol":        "[string] Symbol  true 1 true",
		"/registration_statement/form":         "[string] Form S-8 false 0 false",
		"/filing/bylaw_window/record_date_max": "[integer] Record date, most days  false 1 false",
		"/plans/*/titel":                       "none",
		"/plans/title":                         "none",
		"/letter_date/year":                    "none",
		"/nothing":                             "none",
	} {
		got := "none"
		if p, ok := s.Lookup(path); ok {
			def := ""
			if p.Default != nil {
				def = p.Default.Text
			}
			title := p.Title
			if path == "" {
				title = ""
			}
			got = fmt.Sprintf("%v %s %s %v %d %v", p.Types, title, def, p.Identifying, p.Order, p.Required)
		}
		if got != want {
			t.Errorf("%q: want %q, have %q", path, want, got)
		}
	}
}

// TestLookupKnowsAll asks for every fact of the matters.
func TestLookupKnowsAll(t *testing.T) {
	for _, name := range matters(t) {
		s := compile(t, kindOf(name))
		for _, path := range paths(readFacts(t, name)[0], "") {
			p, ok := s.Lookup(path)
			if !ok || p.Title == "" || p.Description == "" {
				t.Errorf("%s: %s: %+v", name, path, p)
			}
		}
	}
}

func paths(n *facts.Node, at string) []string {
	all := map[string]bool{}
	for _, f := range n.Fields {
		for _, p := range append(paths(f.Value, at+"/"+f.Name), at+"/"+f.Name) {
			all[p] = true
		}
	}
	for i, item := range n.Items {
		for _, p := range paths(item, fmt.Sprintf("%s/%d", at, i)) {
			all[p] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
