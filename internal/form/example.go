package form

import (
	"io/fs"
	"path"
	"strings"
)

// An Example is facts with the exhibit that they make. The paths are inside the
// pack; Exhibit and Errata are "" if there is none.
type Example struct {
	Name    string // "KIND/CASE"
	Facts   string
	Exhibit string
	Errata  string
}

// Examples returns the pack's examples, by name.
func (p *Pack) Examples() []Example {
	files, _ := fs.Glob(p, "examples/*/*.yaml")
	var all []Example
	for _, file := range files {
		stem := strings.TrimSuffix(file, ".yaml")
		if strings.HasSuffix(stem, ".errata") {
			continue
		}
		all = append(all, p.Example(stem))
	}
	return all
}

// Example returns the example whose facts are at stem.yaml.
func (p *Pack) Example(stem string) Example {
	ex := Example{Name: strings.TrimPrefix(stem, "examples/"), Facts: stem + ".yaml"}
	if p.has(stem + ".txt") {
		ex.Exhibit = stem + ".txt"
	}
	if p.has(stem + ".errata.yaml") {
		ex.Errata = stem + ".errata.yaml"
	}
	return ex
}

// Case returns the last part of the example's name.
func (e Example) Case() string { return path.Base(e.Name) }
