// Package form finds a form's files by their names.
//
// A pack is a folder of this shape; draftgen's own is the root of its
// repository:
//
//	templates/KIND/FORM/main.tmpl     makes the form KIND/FORM exist
//	templates/KIND/FORM/_NAME.tmpl    a partial of the form
//	templates/KIND/_NAME.tmpl         a partial of every form of the kind
//	templates/_NAME.tmpl              a partial of every form
//	templates/KIND/FORM/layout.yaml   its page; else the kind's, else that of all
//	templates/KIND/FORM/schema.json   its schema; else schemas/KIND.schema.json
//	templates/KIND/FORM/checks/*.yaml the rules of its checks
//	templates/KIND/checks/*.yaml      those of every form of the kind
//	templates/checks/*.yaml           those of every form
//	.../checks/remarks*.yaml          those of them that never find an error
//	examples/KIND/CASE.yaml           facts, with CASE.txt, the exhibit that they
//	                                  make, and CASE.errata.yaml, its slips
//
// A firm's pack is laid over the built-in one file by file: a file of the same
// path takes the place of the one below, everything else shows through. Nothing
// is registered anywhere, so a new form needs no Go.
//
// The package reads from an [fs.FS] and knows nothing of what the files hold.
package form

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
)

// A Form is one kind of exhibit that can be drafted.
type Form struct {
	Kind string // "KIND"
	Name string // "KIND/FORM"
	pack *Pack
}

// Forms returns every form of the pack, by name.
func (p *Pack) Forms() []*Form {
	mains, _ := fs.Glob(p, "templates/*/*/main.tmpl") // fails for a bad pattern only
	forms := make([]*Form, 0, len(mains))
	for _, main := range mains {
		kind, name, _ := strings.Cut(strings.TrimPrefix(path.Dir(main), "templates/"), "/")
		forms = append(forms, &Form{Kind: kind, Name: kind + "/" + name, pack: p})
	}
	slices.SortFunc(forms, func(a, b *Form) int { return strings.Compare(a.Name, b.Name) })
	return forms
}

// Form returns the form of a name. The error is a diagnostic without a place;
// the caller knows where the name was written.
func (p *Pack) Form(name string) (*Form, *diag.Diagnostic) {
	kind, rest, ok := strings.Cut(name, "/")
	f := &Form{Kind: kind, Name: name, pack: p}
	if ok && !strings.Contains(rest, "/") && fs.ValidPath(name) && p.has(f.file("main.tmpl")) {
		return f, nil
	}
	var names []string
	for _, f := range p.Forms() {
		names = append(names, f.Name)
	}
	d := &diag.Diagnostic{Rule: "form", Message: "no form is called " + name, Hint: "the forms are " + strings.Join(names, ", ")}
	if near, ok := diag.Nearest(name, names); ok {
		d.Hint = "did you mean " + near + "? The forms are " + strings.Join(names, ", ")
	}
	return nil, d
}

func (f *Form) file(name string) string { return path.Join("templates", f.Name, name) }

// A File is a file of a pack.
type File struct {
	Path  string // inside the pack
	Shown string // as it is shown to people
	Text  string
}

// Main returns the form's main template.
func (f *Form) Main() (File, error) { return f.pack.Read(f.file("main.tmpl")) }

// Partial returns the partial of a name: the form's own, else the kind's, else
// that of all forms. ok is false if there is none, and if it cannot be read; see
// [Form.Unreadable].
func (f *Form) Partial(name string) (_ File, ok bool) {
	return f.nearest("_" + name + ".tmpl")
}

// Layout returns the form's layout file. ok is false if there is none, and if it
// cannot be read; see [Form.Unreadable].
func (f *Form) Layout() (_ File, ok bool) { return f.nearest("layout.yaml") }

// nearest does not look further where a file is there and cannot be read: what
// lies above it is not what the form asks for.
func (f *Form) nearest(name string) (_ File, ok bool) {
	for _, dir := range f.dirs() {
		file, err := f.pack.Read(path.Join(dir, name))
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return file, err == nil
		}
	}
	return File{}, false
}

// dirs returns the folders of the form's files, the nearest first.
func (f *Form) dirs() []string {
	return []string{path.Join("templates", f.Name), path.Join("templates", f.Kind), "templates"}
}

// Unreadable returns why the first of the form's partials and layouts that are
// there and cannot be read cannot be; nil if all can.
func (f *Form) Unreadable() error {
	for _, dir := range f.dirs() {
		entries, err := f.pack.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, e := range entries {
			if name := e.Name(); name != "layout.yaml" && (!strings.HasPrefix(name, "_") || path.Ext(name) != ".tmpl") {
				continue
			}
			if _, err := f.pack.Read(path.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Schema returns the path of the form's schema in the pack. ok is false if
// there is none.
func (f *Form) Schema() (_ string, ok bool) {
	for _, file := range []string{f.file("schema.json"), path.Join("schemas", f.Kind+".schema.json")} {
		if f.pack.has(file) {
			return file, true
		}
	}
	return "", false
}

// Pack returns the pack that the form was found in.
func (f *Form) Pack() *Pack { return f.pack }
