package extract

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// TestBeliefs reads what small forms printed of which more than one thing could
// be believed.
func TestBeliefs(t *testing.T) {
	for _, c := range []struct{ name, template, properties, exhibit, want string }{
		{
			"a value that the schema lists is one of the list's",
			`We assume {{ range concat .items .added }}{{ if eq . "seal" }}that the seal is right; {{ else }}{{ . }}; {{ end }}{{ end }}no more.`,
			`"items": {"type": "array", "items": {"type": "string", "enum": ["seal"]}}, "added": {"type": "array", "items": {"type": "string", "examples": ["that the ink is dry"]}}`,
			`We assume that the seal is right; that the ink is dry; no more.`,
			`items: [seal]` + "\n" + `added: [that the ink is dry]`,
		},
		{
			"a fact that is another is found where that is",
			`The plan is {{ .title }}. {{ if eq .covers .id .title }}It is covered.{{ else }}It is not.{{ end }}{{ if not (eq .covers .id) }} By name.{{ end }}`,
			`"title": {"type": "string", "examples": ["Stock Plan"]}, "id": {"type": "string"}, "covers": {"type": "string"}`,
			`The plan is Option Plan. It is covered. By name.`,
			`title: Option Plan` + "\n" + `covers: Option Plan`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := readerOf(t, c.template, c.properties).Read(paragraph(c.exhibit), nil)
			strip(res.Facts)
			if got := flow(string(facts.Format(res.Facts))); got != c.want {
				t.Errorf("want\n%s\nhave\n%s", c.want, got)
			}
		})
	}
}

// TestWorthOfAnother: what the schema shows as one fact's is dear as that of a fact
// beside it, but for numbers, what both have, and what has a word of its own.
func TestWorthOfAnother(t *testing.T) {
	a := readerOf(t, `{{ .city }} {{ .country }} {{ .zone }} {{ .near }} {{ .code }}`, `
		"city": {"type": "string", "examples": ["Boston", "Georgia"]},
		"country": {"type": "string", "examples": ["Canada", "Georgia"]},
		"zone": {"type": "string", "examples": ["Pacific Time"]},
		"near": {"type": "string", "examples": ["Eastern Time"]},
		"code": {"type": "string", "examples": ["91367"]}`).auto
	for _, c := range []struct {
		path, value string
		want        int32
	}{
		{"/country", "Canada", 0}, {"/country", "Boston", ofAnother}, {"/city", "Canada", ofAnother}, {"/city", "Dublin", 0},
		{"/city", "Georgia", 0}, {"/country", "Georgia", 0}, {"/city", "91367", 0},
		{"/zone", "Eastern Time", 0}, {"/near", "Pacific Time", 0}, {"/code", "Eastern Time", ofAnother},
	} {
		if got := a.kinds[a.kindOf[c.path]].worthOf(c.value); got != c.want {
			t.Errorf("%s as %s costs %d, want %d", c.value, c.path, got, c.want)
		}
	}
}

// readerOf makes a reader of a template and the properties of its facts.
func readerOf(t testing.TB, template, properties string) *Reader {
	t.Helper()
	prog, err := render.Compile(render.File{Name: "main.tmpl", Text: template}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := `{"type": "object", "properties": {` + properties + `}}`
	s, err := schema.Compile(fstest.MapFS{"facts.json": {Data: []byte(text)}}, "facts.json")
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(&Form{Name: "a/form", Pattern: prog.Pattern(), Schema: s})
}

// flow writes lists of one element on a line.
func flow(yaml string) string {
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(yaml), "\n") {
		item, isItem := strings.CutPrefix(line, "  - ")
		switch {
		case isItem:
			out[len(out)-1] += " [" + item + "]"
		case line != "":
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
