package form

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func files(paths ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, p := range paths {
		name, text, _ := strings.Cut(p, "=")
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func testPack() *Pack {
	return NewPack(
		Layer{"", files(
			"templates/letter/old/main.tmpl=old", "templates/letter/old/layout.yaml=own",
			"templates/letter/plain/main.tmpl=plain", "templates/letter/layout.yaml=kind",
			"templates/letter/_close.tmpl=kind's", "templates/letter/old/_close.tmpl=form's", "templates/_open.tmpl=all's",
			"templates/checks/a.yaml=", "templates/letter/old/checks/b.yaml=", "templates/letter/checks/remarks.yaml=",
			"schemas/letter.schema.json={}",
			"examples/letter/one.yaml=", "examples/letter/one.txt=", "examples/letter/one.errata.yaml=",
			"templates/notaform/readme.txt=",
		)},
		Layer{"firm", files(
			"templates/letter/plain/main.tmpl=ours", "templates/note/new/main.tmpl=new",
			"templates/note/new/schema.json={}", "examples/note/two.yaml=",
		)},
	)
}

func TestFormsAreFoundByName(t *testing.T) {
	var names []string
	for _, f := range testPack().Forms() {
		names = append(names, f.Name)
	}
	if d := cmp.Diff([]string{"letter/old", "letter/plain", "note/new"}, names); d != "" {
		t.Error(d)
	}
}

func TestUpperLayerWins(t *testing.T) {
	f, trouble := testPack().Form("letter/plain")
	if trouble != nil {
		t.Fatal(trouble)
	}
	main, err := f.Main()
	if err != nil || main.Text != "ours" || main.Shown != "firm/templates/letter/plain/main.tmpl" {
		t.Errorf("main: %+v, %v", main, err)
	}
	if l, ok := f.Layout(); !ok || l.Text != "kind" || l.Shown != "templates/letter/layout.yaml" {
		t.Errorf("layout: %+v", l)
	}
}

func TestNearestFile(t *testing.T) {
	old, _ := testPack().Form("letter/old")
	plain, _ := testPack().Form("letter/plain")
	for _, tt := range []struct {
		form       *Form
		name, want string
	}{
		{old, "close", "form's"}, {plain, "close", "kind's"}, {old, "open", "all's"}, {old, "none", ""},
	} {
		if got, _ := tt.form.Partial(tt.name); got.Text != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.form.Name, tt.name, got.Text, tt.want)
		}
	}
	note, _ := testPack().Form("note/new")
	if s, _ := note.Schema(); s != "templates/note/new/schema.json" {
		t.Errorf("own schema: %q", s)
	}
	if s, _ := old.Schema(); s != "schemas/letter.schema.json" {
		t.Errorf("the kind's schema: %q", s)
	}
}

func TestExamples(t *testing.T) {
	want := []Example{
		{"letter/one", "examples/letter/one.yaml", "examples/letter/one.txt", "examples/letter/one.errata.yaml"},
		{Name: "note/two", Facts: "examples/note/two.yaml"},
	}
	if d := cmp.Diff(want, testPack().Examples()); d != "" {
		t.Error(d)
	}
}

func TestUnknownForm(t *testing.T) {
	for _, name := range []string{"letter/odl", "letter", "", "a/b/c", "../letter/old", "letter/old/", "/"} {
		f, trouble := testPack().Form(name)
		if trouble == nil {
			t.Errorf("%q: found %v", name, f)
		} else if !strings.Contains(trouble.Hint, "letter/old") {
			t.Errorf("%q: hint %q", name, trouble.Hint)
		}
	}
}

func TestPackIsAFileSystem(t *testing.T) {
	if err := fstest.TestFS(testPack(), "templates/letter/old/main.tmpl", "templates/note/new/main.tmpl"); err != nil {
		t.Error(err)
	}
}

func TestChecks(t *testing.T) {
	all := Check{Path: "templates/checks/a.yaml"}
	kinds := Check{Path: "templates/letter/checks/remarks.yaml", Kind: "letter"}
	own := Check{Path: "templates/letter/old/checks/b.yaml", Kind: "letter"}
	old, _ := testPack().Form("letter/old")
	if d := cmp.Diff([]Check{all, kinds, own}, old.Checks()); d != "" {
		t.Errorf("those of a form: %s", d)
	}
	if d := cmp.Diff([]Check{all, kinds}, testPack().Checks()); d != "" {
		t.Errorf("those of the pack: %s", d)
	}
	pack := NewPack(Layer{"", files("templates/checks/b.yaml=", "templates/letter/checks/c.yaml=")}, Layer{"firm", files("templates/checks/a.yaml=")})
	want := []Check{{Path: "templates/checks/b.yaml"}, {Path: "templates/letter/checks/c.yaml", Kind: "letter"}, {Path: "templates/checks/a.yaml"}}
	if d := cmp.Diff(want, pack.Checks()); d != "" {
		t.Errorf("a firm's rules come last: %s", d)
	}
	if all.IsRemarks() || own.IsRemarks() || !kinds.IsRemarks() {
		t.Error("the file of remarks is not known by its name")
	}
}

// FuzzPack finds forms, rules and examples in a pack of files of any name.
func FuzzPack(f *testing.F) {
	f.Add("templates/a/b/main.tmpl\ntemplates/a/layout.yaml\nschemas/a.schema.json\nexamples/a/c.yaml", "a/b")
	f.Add("templates/main.tmpl\ntemplates/checks/x.yaml\nexamples/x.yaml\nexamples/a/.yaml", "../a")
	f.Add("templates\nschemas\nexamples", "")
	f.Fuzz(func(t *testing.T, names, wanted string) {
		pack := NewPack(Layer{FS: files(strings.Split(names, "\n")...)}, Layer{Name: "firm", FS: files(strings.Fields(names)...)})
		for _, found := range pack.Forms() {
			if again, trouble := pack.Form(found.Name); again == nil {
				t.Errorf("%q is listed and not found: %v", found.Name, trouble)
			}
			if _, err := found.Main(); err != nil {
				t.Errorf("%q has no main template: %v", found.Name, err)
			}
			found.Layout()
			found.Schema()
			found.Checks()
		}
		for _, e := range pack.Examples() {
			if _, err := pack.Read(e.Facts); err != nil {
				t.Errorf("example %q has no facts: %v", e.Name, err)
			}
		}
		pack.Checks()
		if found, trouble := pack.Form(wanted); (found == nil) == (trouble == nil) {
			t.Errorf("%q: form %v, trouble %v", wanted, found, trouble)
		}
	})
}

// What would never end or fill the memory is refused before it is opened.
func TestOnlyFilesAreRead(t *testing.T) {
	pack := NewPack(Layer{"", fstest.MapFS{
		"templates/pipe": {Mode: fs.ModeNamedPipe}, "templates/device": {Mode: fs.ModeDevice}, "templates/file": {Data: []byte("text")},
		"templates/large": {Data: make([]byte, maxFile+1)},
	}})
	for _, name := range []string{"templates/pipe", "templates/device", "templates/large"} {
		if _, err := pack.Read(name); err == nil {
			t.Errorf("%s is read", name)
		}
		if _, err := pack.Open(name); err == nil {
			t.Errorf("%s is opened", name)
		}
	}
	if file, err := pack.Read("templates/file"); err != nil || file.Text != "text" {
		t.Errorf("%q, %v", file.Text, err)
	}
}

// A file that is there and cannot be read does not count as absent: what lies
// above it or below it would take its place unseen.
func TestUnreadableIsNotAbsent(t *testing.T) {
	for _, name := range []string{"templates/letter/old/_close.tmpl", "templates/letter/old/layout.yaml", "templates/_open.tmpl"} {
		under := testPack()
		pack := NewPack(under.layers[1], under.layers[0], Layer{"ours", fstest.MapFS{name: {Mode: fs.ModeNamedPipe}}})
		f, trouble := pack.Form("letter/old")
		if trouble != nil {
			t.Fatal(trouble)
		}
		if err := f.Unreadable(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		layout, ok := f.Layout()
		partial, found := f.Partial("close")
		if ok == strings.Contains(name, "layout") || found == strings.Contains(name, "close") {
			t.Errorf("%s: layout %q, partial %q", name, layout.Text, partial.Text)
		}
	}
	f, _ := testPack().Form("letter/old")
	if err := f.Unreadable(); err != nil {
		t.Error(err)
	}
	broken := NewPack(testPack().layers[1], Layer{"ours", fstest.MapFS{"templates/letter/old/schema.json": {Mode: fs.ModeNamedPipe}}})
	f, _ = broken.Form("letter/old")
	if file, ok := f.Schema(); !ok || file != "templates/letter/old/schema.json" {
		t.Errorf("schema %q", file)
	}
}
