package lint

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/write"
)

// A form that was just begun lints clean, draws no remark, and is proved, whatever
// it is called, in a kind of its own and in one that is there.
func TestScaffolds(t *testing.T) {
	name := rapid.StringMatching(`[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}`)
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.OneOf(name, rapid.Just("note")).Draw(t, "kind")
		begin(t, kind+"/"+name.Draw(t, "name"), form.Layer{FS: fstest.MapFS{"schemas/note.schema.json": &fstest.MapFile{Data: []byte(note)}}})
	})
}

// The built-in kinds can be begun with.
func TestScaffoldsOfBuiltInKinds(t *testing.T) {
	done := map[string]bool{}
	for _, f := range form.NewPack(builtIn()).Forms() {
		if !done[f.Kind] {
			done[f.Kind] = true
			begin(t, f.Kind+"/just-begun", builtIn())
		}
	}
}

// begin makes a form in a layer over another and looks at it.
func begin(t rapid.TB, name string, under form.Layer) {
	t.Helper()
	a := assembly.New(form.NewPack(under))
	if d := a.CheckNewName(name); d != nil {
		if strings.Contains(name, "checks") {
			return
		}
		t.Fatal(d)
	}
	files, err := a.Scaffold(name)
	if err != nil {
		t.Fatal(err)
	}
	layer := fstest.MapFS{}
	for _, f := range files {
		layer[f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	pack := form.NewPack(under, form.Layer{Name: "ours", FS: layer})
	stem := strings.TrimSuffix(files[len(files)-1].Path, ".yaml")
	layer[stem+".txt"] = &fstest.MapFile{Data: exhibit(t, pack, stem)}

	proof := assembly.New(pack).Prove(pack.Example(stem))
	if !proof.OK() || len(proof.Trouble) > 0 || proof.Form != name {
		t.Fatalf("%s is not proved: %v", name, proof.Trouble)
	}
	for _, d := range Pack(pack) {
		if strings.HasPrefix(d.File, "ours/") {
			t.Errorf("%s: %v", name, d)
		}
	}
}

func exhibit(t rapid.TB, pack *form.Pack, stem string) []byte {
	draft, list := assembly.New(pack).DraftExample(pack.Example(stem))
	if len(list) > 0 {
		t.Fatal(list)
	}
	var b bytes.Buffer
	if _, err := write.Formats()[0].Write(&b, draft.Document, &write.Options{Sheet: draft.Form.Sheet}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const note = `{
	"title": "Note", "type": "object", "additionalProperties": false, "required": ["to", "items", "on", "paid", "count"],
	"properties": {
		"form": {"type": "string"},
		"to": {"type": "object", "required": ["name"], "properties": {"name": {"title": "Name", "type": "string", "examples": ["Ann"]}}},
		"items": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}}},
		"on": {"type": "string", "format": "date", "examples": ["2026-05-12"]},
		"paid": {"type": "boolean"},
		"count": {"type": "integer", "minimum": 1},
		"other": {"type": "string", "enum": ["x", "y"]}
	}
}`

// A kind that requires facts gives them to a new form.
func TestScaffoldOfKindThatRequires(t *testing.T) {
	layer := fstest.MapFS{"schemas/note.schema.json": &fstest.MapFile{Data: []byte(note)}}
	files, err := assembly.New(form.NewPack(form.Layer{FS: layer})).Scaffold("note/thanks")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		layer[f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	pack := form.NewPack(form.Layer{FS: layer})
	draft, list := assembly.New(pack).DraftExample(pack.Example("examples/note/thanks"))
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, want := range []string{"Name: Ann", "title: title", "on: May 12, 2026", "paid.", "count: 1"} {
		if !strings.Contains(draft.Document.Text(), want) {
			t.Errorf("want %q in:\n%s", want, draft.Document.Text())
		}
	}
}
