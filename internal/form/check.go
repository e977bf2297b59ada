package form

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Check is a file of rules.
type Check struct {
	Path string // inside the pack
	Kind string // of the exhibits that its rules are for; "": of any
}

// IsRemarks reports whether the rules of the file never find an error, as its
// name says. A draft can be written without a look at them.
func (c Check) IsRemarks() bool { return strings.HasPrefix(path.Base(c.Path), "remarks") }

// Checks returns the pack's rule files: of each layer, the lowest first, those of
// all forms, then those of each kind. What a form has of its own is not there.
func (p *Pack) Checks() []Check { return p.byLayer(p.sharedChecks()) }

// Checks returns the rule files of the form's pack and, behind those of the same
// layer, the form's own.
func (f *Form) Checks() []Check {
	return f.pack.byLayer(append(f.pack.sharedChecks(), f.pack.checks(f.Kind, path.Join("templates", f.Name))...))
}

func (p *Pack) sharedChecks() []Check {
	all := p.checks("", "templates")
	dirs, _ := fs.Glob(p, "templates/*/checks") // fails for a bad pattern only
	for _, dir := range dirs {
		parent := path.Dir(dir)
		all = append(all, p.checks(path.Base(parent), parent)...)
	}
	return all
}

// checks returns the rule files of the folder in dir.
func (p *Pack) checks(kind, dir string) []Check {
	var all []Check
	files, _ := fs.Glob(p, path.Join(dir, "checks/*.yaml"))
	for _, file := range files {
		all = append(all, Check{Path: file, Kind: kind})
	}
	return all
}

// byLayer puts rule files in the order in which one changes what another says:
// those of the lowest layer first.
func (p *Pack) byLayer(all []Check) []Check {
	height := func(c Check) int {
		return -slices.IndexFunc(p.layers, func(l Layer) bool { _, err := fs.Stat(l.FS, c.Path); return err == nil })
	}
	var out []Check
	for at := -len(p.layers); at <= 1; at++ { // 1: in no layer
		for _, c := range all {
			if height(c) == at {
				out = append(out, c)
			}
		}
	}
	return out
}
