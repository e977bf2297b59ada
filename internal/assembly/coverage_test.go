package assembly

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/form"
)

// The examples of the built-in forms reach every clause and both ways of every
// condition.
func TestBuiltInFormsAreCovered(t *testing.T) {
	pack := form.NewPack(form.Layer{FS: os.DirFS("../..")})
	var names []string
	for _, f := range pack.Forms() {
		names = append(names, f.Name)
	}
	all := New(pack).Coverage(pack.Examples(), names)
	if len(all) != len(names) {
		t.Errorf("%d of %d forms work", len(all), len(names))
	}
	for _, c := range all {
		for _, g := range c.Missed {
			t.Errorf("%s: %v", c.Form, g)
		}
	}
}

// testPack is a pack of files, given as name and text in turn.
func testPack(files ...string) *form.Pack {
	m := fstest.MapFS{}
	for i := 0; i+1 < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return form.NewPack(form.Layer{FS: m})
}

const coveredSchema = `{"type": "object", "additionalProperties": false, "properties": {
	"form": {"type": "string"}, "short": {"type": "boolean"}, "names": {"type": "array", "items": {"type": "string"}},
	"place": {"type": "string"}
}}`

const coveredMain = `{{/* Covered. */ -}}
{{ if .short }}Short.{{ else }}{{ template "long" . }}{{ end }}
{{ range .names }}{{ . }}{{ if eq . "Ann" }}!{{ end }}{{ else }}Nobody.{{ end }}
{{ with .place }}{{ range $.names }}x{{ end }}{{ end }}
`

func TestCoverage(t *testing.T) {
	files := []string{
		"templates/note/x/main.tmpl", coveredMain,
		"templates/note/x/_long.tmpl", "{{/* Long. */ -}}\nLong{{ if .short }} never{{ end }}.",
		"schemas/note.schema.json", coveredSchema,
	}
	example := func(name, facts string) []string {
		return []string{"examples/note/" + name + ".yaml", "form: note/x\n" + facts}
	}
	for _, tt := range []struct {
		name     string
		examples [][]string
		want     string
	}{
		{"nothing", nil, `0 of 12
main.tmpl:2:7: if .short is never yes
main.tmpl:2:7: if .short is never no
main.tmpl:3:10: range .names never has an item
main.tmpl:3:10: range .names is never without items
main.tmpl:3:32: if eq . "Ann" is never yes
main.tmpl:3:32: if eq . "Ann" is never no
main.tmpl:4:9: with .place is never yes
main.tmpl:4:9: with .place is never no
main.tmpl:4:27: range $.names never has an item
_long.tmpl:1:3: the clause long is never called
_long.tmpl:2:11: if .short is never yes
_long.tmpl:2:11: if .short is never no
`},
		{"one way", [][]string{example("a", "short: true\nnames: [Ann, Bob]\n")}, `5 of 12
main.tmpl:2:7: if .short is never no
main.tmpl:3:10: range .names is never without items
main.tmpl:4:9: with .place is never yes
main.tmpl:4:27: range $.names never has an item
_long.tmpl:1:3: the clause long is never called
_long.tmpl:2:11: if .short is never yes
_long.tmpl:2:11: if .short is never no
`},
		{"most", [][]string{
			example("a", "short: true\nnames: [Ann, Bob]\nplace: Here\n"),
			example("b", "names: []\n"),
			example("broken", "shrot: true\n"),
		}, `11 of 12
_long.tmpl:2:11: if .short is never yes
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := files
			for _, ex := range tt.examples {
				all = append(all[:len(all):len(all)], ex...)
			}
			pack := testPack(all...)
			c := New(pack).Coverage(pack.Examples(), []string{"note/x"})[0]
			var b strings.Builder
			fmt.Fprintf(&b, "%d of %d\n", c.Reached, c.Total)
			for _, g := range c.Missed {
				b.WriteString(strings.TrimPrefix(g.String(), "templates/note/x/") + "\n")
			}
			if d := cmp.Diff(tt.want, b.String()); d != "" {
				t.Error(d)
			}
		})
	}
}
