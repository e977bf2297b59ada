// Package lint finds forms that cannot work, and what in a pack serves nobody.
//
// [Pack] looks at every form of a pack, with its schema, page, rules and
// examples, and says all that it finds at once, each with its place. An error
// keeps a form from working, or a clause from ever being printed; a warning is
// of something that is not as it should be; an info may be meant so.
//
// What package assembly finds when it compiles a form or drafts an example, what
// [schema.Lint] finds in a schema and [check.Read] in rules is passed on. What is
// found here is what nobody sees who looks at one file alone: clauses that no
// facts switch on ([decider]), styles, partials and facts that nothing uses,
// terms that a draft uses and does not define, files that are in the wrong place.
//
// A file may serve several forms. It is blamed for what is wrong in all of them.
package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// Pack returns what is wrong with a pack, in the order of its files.
func Pack(pack *form.Pack) diag.List {
	l := &linter{pack: pack, assembly: assembly.New(pack), said: map[string]bool{}, ruled: map[string][]string{}}
	l.compile()
	l.schemas()
	l.rules()
	l.styles()
	l.clauses()
	l.facts()
	l.partials()
	l.strays()
	l.examples()
	slices.SortStableFunc(l.list, func(a, b *diag.Diagnostic) int { return strings.Compare(a.File, b.File) })
	l.list.Sort()
	l.quote()
	return l.list
}

// quote gives the text of its file to each diagnostic that has a place and no
// excerpt.
func (l *linter) quote() {
	sources := map[string]*diag.Source{}
	for _, root := range []string{"templates", "schemas", "examples"} {
		for _, name := range l.files(root) {
			sources[l.pack.Shown(name)] = &diag.Source{Name: name}
		}
	}
	for _, d := range l.list {
		source := sources[d.File]
		if d.Source != nil || d.Line == 0 || source == nil {
			continue
		}
		if source.Text == "" {
			if file, err := l.pack.Read(source.Name); err == nil {
				source.Name, source.Text = file.Shown, file.Text
			}
		}
		d.Source = source
	}
}

// A linter is one run over a pack.
type linter struct {
	pack     *form.Pack
	assembly *assembly.Assembly
	forms    []*subject
	broken   []*form.Form        // those that do not compile
	ruled    map[string][]string // paths of the facts that rules read, by form
	list     diag.List
	said     map[string]bool
}

// A subject is a form that compiles.
type subject struct {
	*assembly.Form
	outline *render.Outline
}

// add adds diagnostics that were not said before.
func (l *linter) add(list ...*diag.Diagnostic) {
	for _, d := range list {
		key := d.Pos.String() + "\x00" + d.Error()
		if !l.said[key] {
			l.said[key] = true
			l.list = append(l.list, d)
		}
	}
}

// addError adds an error that rooms return: a [diag.List], or trouble with a file.
func (l *linter) addError(name string, err error) {
	if list, ok := err.(diag.List); ok {
		l.add(list...)
		return
	}
	l.add(&diag.Diagnostic{Pos: diag.Pos{File: name}, Rule: "read", Message: "cannot be read: " + err.Error()})
}

// compile compiles every form. The templates may have fields that the schema does
// not; assembly says so.
func (l *linter) compile() {
	for _, found := range l.pack.Forms() {
		f, err := l.assembly.Form(found.Name)
		if err != nil {
			l.addSchema(err)
			l.broken = append(l.broken, found)
			continue
		}
		o, err := f.Outline()
		if err != nil {
			l.addError(found.Name, err)
			continue
		}
		l.forms = append(l.forms, &subject{f, o})
	}
}

// addSchema adds an error in which schemas are named by their paths in the pack.
func (l *linter) addSchema(err error) {
	list, ok := err.(diag.List)
	if !ok {
		l.addError("", err)
		return
	}
	for _, d := range list {
		shown := *d
		if strings.HasSuffix(d.File, ".json") {
			shown.File = l.pack.Shown(d.File)
		}
		l.add(&shown)
	}
}

// schemas lints the schema of every form, once.
func (l *linter) schemas() {
	var paths []string
	for _, f := range l.pack.Forms() {
		if p, ok := f.Schema(); ok && !slices.Contains(paths, p) {
			paths = append(paths, p)
			l.addSchema(schema.Lint(l.pack, p))
		}
	}
}

// rules reads the rules that hold for every form.
func (l *linter) rules() {
	for _, f := range l.pack.Forms() {
		var files []check.File
		for _, c := range f.Checks() {
			file, err := l.pack.Read(c.Path)
			if err != nil {
				l.addError(c.Path, err)
				continue
			}
			files = append(files, check.File{Name: file.Shown, Text: file.Text, Kind: c.Kind, Remarks: c.IsRemarks()})
		}
		rules, list := check.Read(files...)
		l.add(list...)
		if rules != nil {
			l.ruled[f.Name] = rules.Reads()
		}
	}
}

// partials finds partials that no form calls, and those that do not say what they
// are.
func (l *linter) partials() {
	called := map[string]bool{}
	for _, f := range l.forms {
		for _, p := range f.outline.Partials {
			called[p.Place.File] = true
			if base := path.Base(p.Place.File); p.Comment == "" && (p.Name == "" || base == "_"+p.Name+".tmpl") {
				l.add(&diag.Diagnostic{
					Pos: diag.Pos{File: p.Place.File, Line: 1, Col: 1}, Severity: diag.Warning, Rule: "comment",
					Message: "want a comment that says in a line what this is",
					Hint:    "begin the file with {{/* … */ -}}; draftgen forms shows it",
				})
			}
		}
	}
	for _, file := range l.files("templates") {
		name := path.Base(file)
		if !strings.HasPrefix(name, "_") || path.Ext(name) != ".tmpl" || called[l.pack.Shown(file)] || l.mayCall(path.Dir(file)) {
			continue
		}
		l.add(&diag.Diagnostic{
			Pos: diag.Pos{File: l.pack.Shown(file)}, Severity: diag.Warning, Rule: "partial",
			Message: "no form calls this partial",
			Hint:    `call it with {{ template "` + strings.TrimSuffix(name[1:], ".tmpl") + `" . }}, or delete it`,
		})
	}
}

// mayCall reports whether a form that does not compile sees the partials of a
// folder.
func (l *linter) mayCall(dir string) bool {
	return slices.ContainsFunc(l.broken, func(f *form.Form) bool {
		return strings.HasPrefix("templates/"+f.Name+"/", dir+"/")
	})
}
