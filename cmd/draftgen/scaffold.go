package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

func (p *program) scaffoldCommand() *cli.Command {
	return &cli.Command{
		Name:      "scaffold",
		Usage:     "make a new form to start from",
		UsageText: "draftgen scaffold [FLAGS] KIND/NAME --pack DIR",
		Description: `Writes a form into the pack DIR, which is made if need be: the template, the page,
the schema if the kind is new, and an example with the exhibit that it makes.
draftgen test and draftgen lint find nothing wrong with it; from there, change a
line at a time. Nothing is written over, and nothing is written at all unless
everything is. The rules of the kind may miss in it what every exhibit of the kind
says; draft with --no-check until that is written. docs/forms.md tells how to go on.

Example:

    draftgen scaffold consent/auditor --pack ours
    draftgen draft ours/examples/consent/auditor.yaml --pack ours`,
		Flags: []cli.Flag{&cli.StringSliceFlag{
			Name:  "pack",
			Usage: "write the form into `DIR`; may be given again for packs under it, the last one is written to",
		}},
		Action: p.scaffold,
	}
}

func (p *program) scaffold(c *cli.Context) error {
	args, err := arguments(c, 1, 1, "the name of the new form, KIND/NAME")
	if err != nil {
		return err
	}
	dirs := c.StringSlice("pack")
	if len(dirs) == 0 {
		return wrong(c, "scaffold wants the pack that the form is for", "say which folder: --pack DIR")
	}
	target := dirs[len(dirs)-1]
	layers, err := layersUnder(dirs)
	if err != nil {
		return err
	}
	a := assembly.New(form.NewPack(layers...))
	if d := a.CheckNewName(args[0]); d != nil {
		return wrongName(c, d)
	}
	files, err := a.Scaffold(args[0])
	if err != nil {
		return err
	}
	written, passes, err := build(target, layers, files)
	if err != nil {
		return err
	}
	for _, name := range written {
		p.note("wrote %s", name)
	}
	example := filepath.Join(target, filepath.FromSlash(files[len(files)-1].Path))
	unchecked := ""
	if !passes {
		unchecked = " --no-check"
	}
	p.note("to draft it: draftgen draft %s --pack %s%s", example, target, unchecked)
	return nil
}

// layersUnder returns the built-in pack, those of the environment, and the
// folders, of which the last need not exist yet.
func layersUnder(dirs []string) ([]form.Layer, error) {
	layers, err := environmentLayers()
	if err != nil {
		return nil, err
	}
	for i, dir := range dirs {
		info, err := os.Stat(dir)
		switch last := i == len(dirs)-1; {
		case last && errors.Is(err, fs.ErrNotExist):
			continue
		case last && err == nil && info.IsDir(): // a folder that becomes a pack
		default:
			if err := isPack(dir); err != nil {
				return nil, fmt.Errorf("--pack: %w", err)
			}
		}
		layers = append(layers, layer(dir))
	}
	return layers, nil
}

// build writes the files of a form into a folder, with the exhibit of the
// example among them, and returns their names. They are made and proved in a
// folder beside their place, so that all of them appear or none. passes says
// whether the rules of the kind find no error in the exhibit.
func build(target string, layers []form.Layer, files []form.File) (written []string, passes bool, err error) {
	made := firstMissing(target)
	if err := os.MkdirAll(target, 0o777); err != nil {
		return nil, false, unwritable(target, err)
	}
	stage, err := os.MkdirTemp(target, ".draftgen-scaffold-")
	if err != nil {
		return nil, false, unwritable(target, err)
	}
	defer func() {
		os.RemoveAll(stage)
		if err != nil && made != "" {
			removeEmpty(made)
		}
	}()
	for _, f := range files {
		if err := put(stage, f); err != nil {
			return nil, false, err
		}
	}
	exhibit, passes, err := proved(stage, layers, files[len(files)-1].Path)
	if err != nil {
		return nil, false, err
	}
	if err := put(stage, exhibit); err != nil {
		return nil, false, err
	}
	written, err = moveAll(stage, target, append(slices.Clone(files), exhibit))
	return written, passes, err
}

// firstMissing returns the uppermost folder of a path that does not exist, "" if
// all do. That may be the path's root: a drive that is not there.
func firstMissing(dir string) string {
	missing := ""
	for dir != missing { // the root is its own parent
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing, dir = dir, filepath.Dir(dir)
	}
	return missing
}

// removeEmpty removes a folder and those in it, as far as nothing else is there:
// somebody may have put a file into them.
func removeEmpty(root string) {
	var dirs []string
	_ = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			dirs = append(dirs, name)
		}
		return nil
	})
	for _, dir := range slices.Backward(dirs) { // what is inside first
		os.Remove(dir)
	}
}

func put(root string, f form.File) error {
	name := filepath.Join(root, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return unwritable(name, err)
	}
	if err := os.WriteFile(name, []byte(f.Text), 0o666); err != nil {
		return unwritable(name, err)
	}
	return nil
}

// proved drafts the example of a form that lies in the folder stage and returns
// its exhibit, and whether that passes the checks of a draft.
func proved(stage string, layers []form.Layer, facts string) (exhibit form.File, passes bool, err error) {
	a := assembly.New(form.NewPack(append(slices.Clone(layers), layer(stage))...))
	stem := strings.TrimSuffix(facts, ".yaml")
	draft, list := a.DraftExample(a.Pack.Example(stem))
	if draft == nil {
		return form.File{}, false, list
	}
	var text bytes.Buffer
	trouble, err := write.Formats()[0].Write(&text, draft.Document, &write.Options{Sheet: draft.Form.Sheet})
	if err == nil {
		err = trouble.Err()
	}
	if err != nil {
		return form.File{}, false, err
	}
	found, err := draft.CheckErrors(text.Bytes(), assembly.CheckOptions{})
	return form.File{Path: stem + ".txt", Text: text.String()}, len(found) == 0, err
}

// moveAll moves files from one folder to another. It takes back what it moved if
// one of them cannot be moved, or would take the place of another file.
func moveAll(from, to string, files []form.File) (moved []string, err error) {
	var madeDirs []string
	defer func() {
		if err == nil {
			return
		}
		for _, name := range moved {
			os.Remove(name)
		}
		for _, dir := range madeDirs {
			removeEmpty(dir)
		}
	}()
	for _, f := range files {
		name := filepath.Join(to, filepath.FromSlash(f.Path))
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			err := fmt.Errorf("%s exists, and scaffold does not write over files", name)
			return moved, &hinted{err, "choose another name, or move it away first"}
		}
		if missing := firstMissing(filepath.Dir(name)); missing != "" {
			madeDirs = append(madeDirs, missing)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return moved, unwritable(name, err)
		}
		if err := os.Rename(filepath.Join(from, filepath.FromSlash(f.Path)), name); err != nil {
			return moved, unwritable(name, err)
		}
		moved = append(moved, name)
	}
	return moved, nil
}
