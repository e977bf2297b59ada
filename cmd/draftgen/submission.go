package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

// submit drafts every document of the files and writes them into the folder dir
// as an EDGAR submission. Nothing is written unless all can be.
func (d *drafter) submit(c *cli.Context, files []string, dir string) error {
	products, err := d.makeAll(files)
	if err != nil {
		return err
	}
	filings := make([]write.Filing, len(products))
	for i, made := range products {
		number, title := made.draft.Exhibit()
		filings[i] = write.Filing{Number: number, Description: title, Text: made.text}
	}
	written, lists, err := d.format.Submission(filings)
	if err != nil {
		return err
	}
	var wrong diag.List
	for i, list := range lists {
		wrong = append(wrong, products[i].draft.Locate(list)...)
	}
	d.program.report(wrong)
	if wrong.Err() != nil {
		return errFindings
	}
	if err := makeFolder(dir); err != nil {
		return err
	}
	targets := make([]target, len(written))
	names := make([]string, len(written))
	for i, f := range written {
		targets[i] = target{filepath.Join(dir, f.Name), f.Data}
		names[i] = f.Name
		if err := d.program.keepInputs(c, "the submission", targets[i].name, slices.Concat(files, d.inputs)); err != nil {
			return err
		}
	}
	if err := writeFiles(targets); err != nil {
		return err
	}
	d.program.note("%s: %s", filepath.Clean(dir), strings.Join(names, ", "))
	return nil
}

// makeAll drafts every document of the files, or reports all that keeps them
// from being drafted.
func (d *drafter) makeAll(files []string) ([]product, error) {
	var products []product
	s := &session{program: d.program}
	for _, file := range files {
		matters, err := d.program.matters(batch{file: file})
		if err != nil {
			s.worse(d.program.exit(err))
			continue
		}
		for _, m := range matters {
			made := d.make(m)
			if err := s.say([]product{made}); err != nil {
				return nil, err
			}
			products = append(products, made)
		}
	}
	return products, s.err()
}

// makeFolder makes a folder, unless it is there.
func makeFolder(dir string) error {
	if err := missingFolder(filepath.Clean(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return unwritable(dir, err)
	}
	return checkFolder(dir)
}
