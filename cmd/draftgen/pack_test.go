package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/draftgen/draftgen/internal/form"
)

// A pack reads nothing outside its folder, whatever its links say; links inside
// it are followed.
func TestLinksStayInThePack(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("secret", "secret")
	write("outside/main.tmpl", "secret")
	write("pack/templates/note/new/main.tmpl", "new")
	for name, target := range map[string]string{
		"templates/note/new/_up.tmpl":   "../../../../secret",
		"templates/note/new/_full.tmpl": filepath.Join(dir, "secret"),
		"templates/note/folder":         "../../../outside",
		"templates/note/_inside.tmpl":   "new/main.tmpl",
	} {
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(dir, "pack", filepath.FromSlash(name))); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	pack := form.NewPack(layer(filepath.Join(dir, "pack")))
	for _, name := range []string{"templates/note/new/_up.tmpl", "templates/note/new/_full.tmpl", "templates/note/folder/main.tmpl"} {
		if file, err := pack.Read(name); err == nil {
			t.Errorf("%s reads %q", name, file.Text)
		}
		if text, err := fs.ReadFile(pack, name); err == nil {
			t.Errorf("%s opens as %q", name, text)
		}
	}
	if file, err := pack.Read("templates/note/_inside.tmpl"); err != nil || file.Text != "new" {
		t.Errorf("inside: %q, %v", file.Text, err)
	}
	if forms := pack.Forms(); len(forms) != 1 || forms[0].Name != "note/new" {
		t.Errorf("%d forms", len(forms))
	}
}
