package main

import (
	"fmt"
	"iter"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/urfave/cli/v2"
)

// A matter is one document of a facts file.
type matter struct {
	file  string // as the command line names it
	index int    // among the documents of the file, from 0
	root  *facts.Node
}

// stem is what the matter's output is called, without its extension: the name
// of the facts file, with the number of the document behind all but the first.
func (m matter) stem() string { return stemOf(m.file) + suffix(m.index) }

func stemOf(file string) string {
	if file == "-" {
		return "stdin"
	}
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

func suffix(index int) string {
	if index == 0 {
		return ""
	}
	return "-" + strconv.Itoa(index+1)
}

// A batch is a part of the command line's facts that one goroutine works on: a
// file that it is to read, or some documents of one that was read.
type batch struct {
	file  string
	roots []*facts.Node // nil: not read yet
	first int           // the index of roots[0] in its file
}

// batches parts the work. A file alone is read here, and each of its documents
// is a batch; otherwise each file is one, so that nothing is held that is not
// worked on.
func (p *program) batches(files []string) (iter.Seq[batch], error) {
	if len(files) == 1 {
		roots, err := p.readFacts(files[0])
		return func(yield func(batch) bool) {
			for i := range roots {
				if !yield(batch{files[0], roots[i : i+1], i}) {
					return
				}
			}
		}, err
	}
	return func(yield func(batch) bool) {
		for _, file := range files {
			if !yield(batch{file: file}) {
				return
			}
		}
	}, nil
}

// matters returns the matters of a batch, read if they were not.
func (p *program) matters(b batch) ([]matter, error) {
	if b.roots == nil {
		var err error
		if b.roots, err = p.readFacts(b.file); err != nil {
			return nil, err
		}
	}
	all := make([]matter, len(b.roots))
	for i, root := range b.roots {
		all[i] = matter{b.file, b.first + i, root}
	}
	return all, nil
}

// A setting is one --set.
type setting struct{ path, value string }

// A desk is where matters become ready to draft: the forms, and what the command
// line lays below (--values) and over (--set) the facts of each.
type desk struct {
	assembly *assembly.Assembly
	form     string      // --form; "" for the one that the facts name
	values   *facts.Node // nil: none
	settings []setting
	begin    bool // what is missing shows as a blank
	checks   bool // drafts will be checked for errors
	ahead    sync.Once
}

// deskFlags are the flags that newDesk reads.
func deskFlags() []cli.Flag {
	return []cli.Flag{
		packFlag(),
		&cli.StringFlag{Name: "form", Usage: "use the form `FORM`, whatever the facts name"},
		&cli.StringSliceFlag{Name: "values", Usage: "lay the facts in `FILE` under those of each matter; may be given again, the later over the earlier"},
		&cli.StringSliceFlag{Name: "set", Usage: "set one fact, as `PATH=VALUE`, such as plans.0.shares=5,000; may be given again"},
	}
}

// newDesk reads the flags; the values are read from their files. inputs are the
// command's own files.
func (p *program) newDesk(c *cli.Context, inputs []string) (*desk, error) {
	a, err := p.assembly(c)
	if err != nil {
		return nil, err
	}
	d := &desk{assembly: a, form: c.String("form")}
	if d.form != "" {
		if _, unknown := a.Pack.Form(d.form); unknown != nil {
			return nil, wrongName(c, unknown)
		}
	}
	for _, word := range c.StringSlice("set") {
		path, value, ok := strings.Cut(word, "=")
		if !ok || path == "" {
			return nil, wrong(c, "--set wants PATH=VALUE, found "+quote(word), "a path is dotted, as in plans.0.shares")
		}
		d.settings = append(d.settings, setting{path, value})
	}
	files := c.StringSlice("values")
	if err := stdinOnce(c, append(files, inputs...)...); err != nil {
		return nil, err
	}
	for _, file := range files {
		if err := d.addValues(p, file); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *desk) addValues(p *program, file string) error {
	roots, err := p.readFacts(file)
	if err != nil {
		return err
	}
	if len(roots) != 1 {
		return diag.List{{
			Pos: roots[1].Pos, Source: roots[1].Source,
			Message: fmt.Sprintf("--values wants one document, found %d", len(roots)),
			Hint:    "put each into a file, and give --values again",
		}}
	}
	d.values = facts.Overlay(d.values, roots[0])
	return nil
}

// facts returns the facts of a matter with what the command line adds.
func (d *desk) facts(m matter) (*facts.Node, error) {
	root := m.root
	if d.values != nil {
		root = facts.Overlay(d.values, root)
	}
	for _, s := range d.settings {
		if err := root.Set(s.path, s.value); err != nil {
			return nil, err
		}
	}
	return root, nil
}

// draft makes the draft of a matter. It is nil if the list has errors.
func (d *desk) draft(m matter) (*assembly.Draft, diag.List) {
	root, err := d.facts(m)
	if err != nil {
		return nil, asList(err)
	}
	if d.checks {
		d.ahead.Do(func() { d.readAhead(root) })
	}
	f, err := d.assembly.FormFor(root, d.form)
	if err != nil {
		return nil, asList(err)
	}
	if d.begin {
		return f.Begin(root)
	}
	return f.Draft(root)
}

// readAhead has the rules read while the first draft is made.
func (d *desk) readAhead(root *facts.Node) {
	name := d.form
	if name == "" {
		name, _ = assembly.FormName(root)
	}
	d.assembly.ReadAhead(name)
}

// asList returns an error as diagnostics, as all errors about facts and forms
// are; one that is not has no place.
func asList(err error) diag.List {
	if list, ok := err.(diag.List); ok {
		return list
	}
	return diag.List{{Message: err.Error()}}
}
