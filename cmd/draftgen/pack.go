package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/urfave/cli/v2"
)

// packVariable lists pack folders as PATH lists folders.
const packVariable = "DRAFTGEN_PACK"

func packFlag() cli.Flag {
	return &cli.StringSliceFlag{
		Name:  "pack",
		Usage: "lay the forms in `DIR` over those built in and over the folders that " + packVariable + " lists; may be given again",
	}
}

// assembly returns the forms that the command is to work with.
func (p *program) assembly(c *cli.Context) (*assembly.Assembly, error) {
	layers, err := packLayers(c)
	if err != nil {
		return nil, err
	}
	return assembly.New(form.NewPack(layers...)), nil
}

// packLayers returns the built-in pack, those of the environment and those of
// the command line, the uppermost last.
func packLayers(c *cli.Context) ([]form.Layer, error) {
	layers, err := environmentLayers()
	if err != nil {
		return nil, err
	}
	for _, dir := range c.StringSlice("pack") {
		if err := isPack(dir); err != nil {
			return nil, fmt.Errorf("--pack: %w", err)
		}
		layers = append(layers, layer(dir))
	}
	return layers, nil
}

// environmentLayers returns the built-in pack and those of the environment.
func environmentLayers() ([]form.Layer, error) {
	layers := []form.Layer{{Name: "", FS: draftgen.FS}}
	for _, dir := range filepath.SplitList(os.Getenv(packVariable)) {
		if dir == "" {
			continue
		}
		if err := isPack(dir); err != nil {
			return nil, fmt.Errorf("%w (from %s)", err, packVariable)
		}
		layers = append(layers, layer(dir))
	}
	return layers, nil
}

func layer(dir string) form.Layer { return form.Layer{Name: dir, FS: folder(dir)} }

// A folder is the files of a pack. A link in it that leads out of it is an error:
// a pack may come from anyone, and what it reads is printed. Nothing is held open
// between two calls.
type folder string

func (dir folder) Open(name string) (file fs.File, err error) {
	err = dir.in(func(files fs.FS) error { file, err = files.Open(name); return err })
	return file, err
}

func (dir folder) Stat(name string) (info fs.FileInfo, err error) {
	err = dir.in(func(files fs.FS) error { info, err = fs.Stat(files, name); return err })
	return info, err
}

func (dir folder) in(do func(fs.FS) error) error {
	root, err := os.OpenRoot(string(dir))
	if err != nil {
		return err
	}
	defer root.Close()
	return do(root.FS())
}

// isPack returns an error if dir is not a folder with the shape of a pack.
func isPack(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the pack %s does not exist", dir)
	case err != nil:
		return fmt.Errorf("the pack %s cannot be read: %w", dir, err)
	case !info.IsDir():
		return fmt.Errorf("the pack %s is a file, a folder is wanted", dir)
	}
	for _, part := range []string{"templates", "schemas", "examples"} {
		if info, err := os.Stat(filepath.Join(dir, part)); err == nil && info.IsDir() {
			return nil
		}
	}
	return &hinted{
		fmt.Errorf("the folder %s is no pack", dir),
		"a pack holds a folder templates, schemas or examples; forms lie in templates/KIND/FORM",
	}
}
