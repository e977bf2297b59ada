package main

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/urfave/cli/v2"
)

// A choice is examples that the command line names.
type choice struct {
	path  string // in the pack, or what the command line may call an example
	layer string // the pack on the disk that they lie in; "" for any
}

// chooseExamples returns the examples that paths name, all of them for none, in
// the order of the paths, and the forms to draft them with. A path that exists
// on the disk is taken from there: the pack around it is laid over the others.
func (p *program) chooseExamples(c *cli.Context, paths []string) (*assembly.Assembly, []form.Example, error) {
	layers, err := packLayers(c)
	if err != nil {
		return nil, nil, err
	}
	choices := make([]choice, len(paths))
	for i, name := range paths {
		root, inside := packAround(name)
		if root != "" {
			layers, root = withLayer(layers, root)
		}
		choices[i] = choice{inside, root}
	}
	pack := form.NewPack(layers...)
	all := pack.Examples()
	if len(paths) == 0 {
		return assembly.New(pack), all, nil
	}
	var chosen []form.Example
	for i, choice := range choices {
		found := false
		for _, ex := range all {
			if !choice.has(pack, ex) {
				continue
			}
			found = true
			if !slices.Contains(chosen, ex) { // CASE.yaml and CASE.txt are one example
				chosen = append(chosen, ex)
			}
		}
		if !found {
			return nil, nil, wrong(c, "no example is called "+quote(paths[i]), "the examples are "+strings.Join(exampleNames(all), ", "))
		}
	}
	return assembly.New(pack), chosen, nil
}

// withLayer lays the pack at root over the others, unless it is among them, and
// returns the name that it has there.
func withLayer(layers []form.Layer, root string) ([]form.Layer, string) {
	for _, l := range layers {
		if l.Name != "" && sameFile(l.Name, root) {
			return layers, l.Name
		}
	}
	return append(layers, layer(root)), root
}

// has reports whether an example is chosen: by its name, one of its files, its
// kind, or a folder around it.
func (c choice) has(pack *form.Pack, ex form.Example) bool {
	if c.layer != "" && pack.Shown(ex.Facts) != path.Join(c.layer, ex.Facts) {
		return false
	}
	if c.layer != "" && (c.path == "." || c.path == "examples") {
		return true
	}
	name := strings.TrimPrefix(c.path, "examples/")
	kind, _, _ := strings.Cut(ex.Name, "/")
	stem := strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), ".errata")
	return name == kind || name == ex.Name || stem == ex.Name
}

// packAround returns the pack that a file or folder on the disk lies in, and its
// path there. If it lies in none, root is "" and inside is name.
func packAround(name string) (root, inside string) {
	name = path.Clean(filepath.ToSlash(name))
	full, err := filepath.Abs(name)
	if err != nil {
		return "", name
	}
	if _, err := os.Stat(full); err != nil {
		return "", name
	}
	if info, err := os.Stat(filepath.Join(full, "examples")); err == nil && info.IsDir() {
		return shortest(full), "."
	}
	for dir := full; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if filepath.Base(dir) != "examples" {
			continue
		}
		root = filepath.Dir(dir)
		if rel, err := filepath.Rel(root, full); err == nil {
			return shortest(root), filepath.ToSlash(rel)
		}
	}
	return "", name
}

// shortest returns a folder as people would name it from here.
func shortest(dir string) string {
	here, err := os.Getwd()
	if err != nil {
		return dir
	}
	rel, err := filepath.Rel(here, dir)
	if err != nil || len(rel) > len(dir) {
		return dir
	}
	return rel
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

func exampleNames(all []form.Example) []string {
	names := make([]string, len(all))
	for i, ex := range all {
		names[i] = ex.Name
	}
	return names
}
