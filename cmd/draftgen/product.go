package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

// A product is what came of one matter.
type product struct {
	file    string          // as it is shown to people
	draft   *assembly.Draft // nil if the list has errors
	text    []byte          // nil if the list has errors
	list    diag.List       // what is wrong with the facts, or odd
	notes   []string        // to say when it is written
	err     error           // trouble with the machine
	differs bool            // from what it was compared with
}

// make drafts a matter and prints it in the format.
func (d *drafter) make(m matter) product {
	made := product{file: shownName(m.file)}
	draft, list := d.draft(m)
	made.draft, made.list = draft, list
	if draft == nil {
		return made
	}
	if d.desk.begin {
		made.noteBlanks()
	}
	options := d.options
	options.Sheet = draft.Form.Sheet
	document, o := draft.Document, &options
	switch {
	case d.asFiled:
		if !d.typeAsFiled(m, o, &made) {
			return made
		}
	case d.against != nil:
		document = assembly.Redline(*d.against, draft.Side(), d.compare)
		o = d.redline(d.ref, m.file, *d.against, draft.Side())
		made.differs = d.writing.differs(document.Summary())
	}
	text, trouble, err := d.write(document, o, draft)
	made.text, made.list, made.err = text, append(made.list, trouble...), err
	if d.desk.checks && made.err == nil && made.list.Err() == nil {
		d.check(m, &made)
	}
	return made
}

// check looks for errors in a draft that could be written. What EDGAR takes of
// text alone is asked of text alone.
func (d *drafter) check(m matter, made *product) {
	text, encoding := made.text, d.options.Encoding
	if d.format != write.Formats()[0] {
		text, encoding = nil, write.UTF8
	}
	if d.against != nil {
		text = nil // a redline, not the draft
	}
	list, err := made.draft.CheckErrors(text, assembly.CheckOptions{Name: draftOf(m), Precedent: d.precedent, Encoding: encoding})
	if err != nil {
		made.list = append(made.list, asList(err)...)
		return
	}
	if len(list) == 0 {
		return
	}
	made.list = append(append(made.list, nameRules(list)...), &diag.Diagnostic{
		Pos: diag.Pos{File: made.file}, Rule: "check",
		Message: "its draft was not written, as it has " + count(len(list), "error", "errors"),
		Hint:    "mend it; or silence a rule with a reason, or give --no-check (see draftgen check --help)",
	})
}

// noteBlanks tells which facts are missing in a draft that was begun.
func (made *product) noteBlanks() {
	if n := len(made.draft.Blanks); n > 0 {
		names := strings.Join(made.draft.BlankNames(), ", ")
		made.notes = append(made.notes, fmt.Sprintf("%s: %s left blank: %s", made.file, count(n, "fact is", "facts are"), names))
	}
	if names := made.draft.Undecided(); len(names) > 0 {
		made.notes = append(made.notes, fmt.Sprintf("%s: the wording depends on more that is missing: %s", made.file, strings.Join(names, ", ")))
	}
}

// typeAsFiled sets a draft as its original was, and compares it with the other
// text if there is one. It reports whether that could be done.
func (d *drafter) typeAsFiled(m matter, o *write.Options, made *product) bool {
	name, data, err := d.program.errata(m)
	if err != nil {
		made.err = err
		return false
	}
	slips, err := assembly.ReadErrata(name, data)
	if err == nil {
		o.Pages, err = made.draft.AsFiled(slips)
	}
	if err != nil {
		made.list = append(made.list, asList(err)...)
		return false
	}
	if d.against != nil {
		proof := assembly.ProvePages(o.Pages, *d.against)
		made.list = append(made.list, proof.Trouble...)
		made.differs = !proof.WordsEqual || proof.Filed != nil && !proof.LinesEqual
		made.notes = append(made.notes, d.differences(proof, m)...)
		made.notes = append(made.notes, shownName(d.ref)+": "+outcome(proof, len(slips.Errata)))
	}
	return true
}

// differences shows in what a draft that was set as its original differs from
// it: the words, else the lines.
func (d *drafter) differences(proof *assembly.Proof, m matter) []string {
	switch {
	case proof.Redline != nil:
		words := &writing{program: d.program, format: formatNamed(comparison)}
		text, list, err := words.write(proof.Redline, words.plain(d.ref, m.file), nil)
		if err != nil || list.Err() != nil {
			panic("draftgen: the format " + comparison + " fails") // it writes anything
		}
		return []string{strings.TrimSuffix(string(text), "\n")}
	case proof.Filed != nil && !proof.LinesEqual:
		return []string{strings.TrimSuffix(unified(proof.Filed, proof.Drafted), "\n")}
	}
	return nil
}

// outcome says in a line how a draft that was set as its original compares with
// it.
func outcome(proof *assembly.Proof, slips int) string {
	words, lines := "no change of wording", ""
	if !proof.WordsEqual {
		words = "the wording differs"
	}
	switch {
	case proof.Filed == nil:
	case proof.LinesEqual:
		lines = "; " + count(len(proof.Filed), "line", "lines") + " equal"
	default:
		lines = "; the lines differ"
	}
	return words + lines + "; " + count(slips, "slip", "slips") + " of the original put back"
}

// draftOne drafts the facts of one file, which has one document.
func (d *drafter) draftOne(c *cli.Context, file string) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // what one draft takes fits into memory without a collection
	}
	if !toStdout(d.out) {
		if err := d.checkTarget(c, file, d.out); err != nil {
			return err
		}
	}
	roots, err := d.program.readFacts(file)
	if err != nil {
		return err
	}
	if len(roots) > 1 {
		return wrong(c, fmt.Sprintf("%s holds %d documents of facts, and there is one output", file, len(roots)), "give a folder: -o DIR/")
	}
	made := d.make(matter{file: file, root: roots[0]})
	d.program.report(made.list)
	if made.err != nil {
		return made.err
	}
	if made.list.Err() != nil {
		return errFindings
	}
	if err := d.program.write(d.out, made.text); err != nil {
		return err
	}
	d.program.noteAll(made.notes)
	if made.differs && c.Bool("exit-code") {
		return errFindings
	}
	return nil
}

// errata reads the errata of a matter's original, which lie beside its facts.
func (p *program) errata(m matter) (name string, data []byte, err error) {
	if m.file == "-" || m.index > 0 {
		return "", nil, &hinted{
			fmt.Errorf("--as-filed wants facts in a file of their own, found %s", m.stem()),
			"the slips of CASE.yaml are in CASE.errata.yaml beside it",
		}
	}
	name, data, err = p.read(errataBeside(m.file))
	if errors.Is(err, fs.ErrNotExist) {
		err = &hinted{err, "the slips of the original are wanted there, to be put back; to make them: draftgen extract FORM ORIGINAL --errata " + name}
	}
	return name, data, err
}

// errataBeside is the file of the slips that the original of a facts file has.
func errataBeside(file string) string {
	return strings.TrimSuffix(file, filepath.Ext(file)) + ".errata.yaml"
}
