package lint

import (
	"io/fs"
	"path"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/lazy"
)

// files returns the paths of all files in a folder of the pack, in order.
func (l *linter) files(root string) []string {
	var all []string
	_ = fs.WalkDir(l.pack, root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name)
		}
		return nil // a folder that is not there, or cannot be read, has no files
	})
	return all
}

// places are the files that mean something; see package form.
var places = lazy.Regexp(`^(templates/([^/]+/){0,2}(_[^/]+\.tmpl|layout\.yaml)|` +
	`templates/[^/]+/[^/]+/(main\.tmpl|schema\.json)|templates/([^/]+/){0,2}checks/[^/]+\.yaml|` +
	`examples/[^/]+/[^/]+\.(yaml|txt))$`)

// notes are files for people, which may lie anywhere.
var notes = lazy.Regexp(`(^|/)(\.[^/]*|README[^/]*|[^/]+\.md)$`)

// strays finds files that nothing reads.
func (l *linter) strays() {
	stray := func(name, message, hint string) {
		l.add(&diag.Diagnostic{Pos: diag.Pos{File: l.pack.Shown(name)}, Severity: diag.Warning, Rule: "stray", Message: message, Hint: hint})
	}
	all := append(l.files("templates"), l.files("examples")...)
	have := map[string]bool{}
	for _, name := range all {
		have[name] = true
	}
	folders := map[string]bool{}
	for _, name := range all {
		folder := strings.TrimSuffix(path.Dir(name), "/checks")
		switch {
		case notes().MatchString(name):
		case !places().MatchString(name):
			stray(name, "nothing reads this file", "docs/forms.md tells which files a pack has")
		case strings.HasPrefix(name, "examples/"):
			stem := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, ".txt"), ".yaml"), ".errata")
			if !have[stem+".yaml"] {
				stray(name, "there are no facts that this belongs to", "the facts stand beside it, in "+path.Base(stem)+".yaml")
			}
		case strings.Count(folder, "/") == 2 && !have[folder+"/main.tmpl"] && !folders[folder]:
			folders[folder] = true
			stray(name, "the folder "+l.pack.Shown(folder)+" is no form", "a form has a main.tmpl")
		}
	}
	for _, name := range l.files("schemas") {
		kind, isKind := strings.CutSuffix(path.Base(name), ".schema.json")
		if isKind && path.Dir(name) == "schemas" && !l.hasKind(kind) {
			stray(name, "there is no form of the kind "+kind, "a form of it is templates/"+kind+"/FORM/main.tmpl")
		}
	}
}

func (l *linter) hasKind(kind string) bool {
	for _, f := range l.pack.Forms() {
		if f.Kind == kind {
			return true
		}
	}
	return false
}
