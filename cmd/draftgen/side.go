package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/write"
)

// plain is the desk without what the command line lays over the facts: for a
// text to compare with.
func (d *desk) plain() *desk { return &desk{assembly: d.assembly} }

// side reads one of two texts to compare: facts, which are drafted, or an
// exhibit in any form that can be read. kind chooses a document of a submission.
// The list is what was odd about it.
func (p *program) side(d *desk, name, kind string) (assembly.Side, diag.List, error) {
	shown, data, err := p.read(name)
	if err != nil {
		return assembly.Side{}, nil, err
	}
	return p.sideOf(d, name, shown, data, kind)
}

// sideOf is side for a file that has been read.
func (p *program) sideOf(d *desk, name, shown string, data []byte, kind string) (assembly.Side, diag.List, error) {
	if isFacts(name, data) {
		return d.draftedSide(shown, data)
	}
	read, list := p.readExhibit(shown, data, exhibit.Options{Type: kind})
	if read == nil {
		return assembly.Side{}, nil, list
	}
	return assembly.Side{Document: read.Document, Lines: read.Lines}, list, nil
}

// isFacts reports whether a file is to be drafted: its name says so, or, for
// stdin, a line of it names a form, or it is JSON.
func isFacts(name string, data []byte) bool {
	if name != "-" {
		return looksLikeFacts(name)
	}
	text := append([]byte("\n"), bytes.TrimLeft(data, "\ufeff \t\r\n")...)
	return bytes.HasPrefix(text, []byte("\n{")) || bytes.Contains(text, []byte("\nform:"))
}

func (d *desk) draftedSide(shown string, data []byte) (assembly.Side, diag.List, error) {
	roots, err := parseFacts(shown, data)
	if err != nil {
		return assembly.Side{}, nil, err
	}
	if len(roots) > 1 {
		return assembly.Side{}, nil, diag.List{{
			Pos: roots[1].Pos, Source: roots[1].Source, Rule: "form",
			Message: fmt.Sprintf("want facts of one matter to compare, found %d documents", len(roots)),
			Hint:    "put each into a file of its own",
		}}
	}
	draft, list := d.draft(matter{file: shown, root: roots[0]})
	if draft == nil {
		return assembly.Side{}, nil, list
	}
	return draft.Side(), list, nil
}

// readExhibit reads an exhibit; a PDF through pdftotext, if that is there.
func (p *program) readExhibit(shown string, data []byte, o exhibit.Options) (*exhibit.Exhibit, diag.List) {
	read, list := p.readAny(shown, data, o)
	if read == nil {
		return nil, list
	}
	odd := func(severity diag.Severity, rule, message string) {
		list = append(list, &diag.Diagnostic{Pos: diag.Pos{File: shown}, Severity: severity, Rule: rule, Message: message})
	}
	if f, ok := write.ForEnding(shown); ok && f.Binary && read.Format == exhibit.Text {
		odd(diag.Warning, "format", "this is plain text, and its name says "+f.Name)
	}
	if o.Type != "" && read.Type == "" {
		odd(diag.Info, typeUnused, "this is no EDGAR submission, and --type chooses nothing in it")
	}
	return read, list
}

// typeUnused is the rule of who is told that a --type did nothing.
const typeUnused = "type"

func (p *program) readAny(shown string, data []byte, o exhibit.Options) (*exhibit.Exhibit, diag.List) {
	if !exhibit.IsPDF(data) {
		return exhibit.Read(shown, data, o)
	}
	text, err := pdfToText(data)
	if err != nil {
		return nil, diag.List{{
			Pos: diag.Pos{File: shown}, Rule: "pdf", Message: err.Error(),
			Hint: "install pdftotext, which is part of Poppler, or turn the PDF into text by other means",
		}}
	}
	return exhibit.ReadPDFText(shown, text)
}

// pdfTime is more than pdftotext takes for any exhibit; a PDF that is made to
// keep it busy for ever is given up.
const pdfTime = 5 * time.Minute

// pdfToText has pdftotext read a PDF, which may be anybody's: its time and what
// it says are bounded.
func pdfToText(data []byte) (string, error) {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		return "", errors.New("a PDF can be read only with pdftotext, and it is not on this machine")
	}
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	text, said := bounded{limit: inputLimit, full: cancel}, bounded{limit: 1 << 10, full: func() {}}
	command := exec.CommandContext(ctx, path, "-enc", "UTF-8", "-", "-")
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(data), &text, &said
	command.WaitDelay = time.Second
	err = command.Run()
	name := filepath.Base(path)
	switch {
	case text.over:
		return "", fmt.Errorf("%s makes more than %d MB of text of it", name, inputLimit>>20)
	case ctx.Err() != nil:
		return "", fmt.Errorf("%s did not come to an end in %s", name, pdfTime)
	case err != nil:
		return "", fmt.Errorf("%s cannot read it: %s", name, cmp.Or(oneLine(string(said.kept)), err.Error()))
	}
	return string(text.kept), nil
}

// A bounded keeps the beginning of what is written to it.
type bounded struct {
	kept  []byte
	limit int
	over  bool   // there was more
	full  func() // called when there is
}

func (b *bounded) Write(data []byte) (int, error) {
	room := b.limit - len(b.kept)
	if len(data) > room {
		b.over = true
		b.full()
	}
	b.kept = append(b.kept, data[:min(len(data), room)]...)
	return len(data), nil
}
