package assembly

import (
	"io/fs"
	"slices"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/errata"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/layout"
)

// A Proof says how an example's draft, with the errata of its original put in,
// compares with the original.
type Proof struct {
	Example    form.Example
	Form       string
	Errata     int
	WordsEqual bool
	LinesEqual bool
	Redline    *doc.Document // from the exhibit to the draft; nil if the words are equal
	Filed      []string      // the exhibit's lines; nil if it has none, as in HTML
	Drafted    []string      // the draft's lines
	Trouble    diag.List     // what kept the draft from being made, and warnings
}

// OK reports whether the exhibit is reproduced line for line.
func (p *Proof) OK() bool { return p.WordsEqual && p.LinesEqual && p.Trouble.Err() == nil }

// Prove drafts an example of the pack and compares it with its exhibit.
func (a *Assembly) Prove(ex form.Example) *Proof {
	p := &Proof{Example: ex}
	draft, slips := a.prepare(p)
	if p.Trouble.Err() != nil {
		return p
	}
	pages, err := draft.AsFiled(slips)
	if err != nil {
		p.add(err)
		return p
	}
	filed := p.readExhibit(a.Pack)
	if filed == nil {
		return p
	}
	p.compare(pages, Side{Document: filed.Document, Lines: filed.Lines})
	return p
}

// ProvePages compares pages of a draft, set as its original was filed
// ([Draft.AsFiled]), with a text that was read: the wording of what a reader
// sees on the pages, and the lines, if the text is typewriter text.
func ProvePages(pages []layout.Page, filed Side) *Proof {
	p := &Proof{}
	p.compare(pages, filed)
	return p
}

func (p *Proof) compare(pages []layout.Page, filed Side) {
	p.Drafted, p.Filed = linesOf(pages), trimmed(filed.Lines)
	p.LinesEqual = slices.Equal(p.Drafted, p.Filed)
	p.compareWords(filed.Document)
}

// prepare drafts the example and reads its errata.
func (a *Assembly) prepare(p *Proof) (*Draft, *errata.List) {
	roots, err := a.readFacts(p.Example)
	if err != nil {
		p.add(err)
		return nil, nil
	}
	f, err := a.FormFor(roots, "")
	if err != nil {
		p.add(err)
		return nil, nil
	}
	p.Form = f.Name
	draft, list := f.Draft(roots)
	p.Trouble = append(p.Trouble, list...)
	slips, err := a.readErrata(p.Example)
	if err != nil {
		p.add(err)
		return draft, nil
	}
	if slips != nil {
		p.Errata = len(slips.Errata)
	}
	return draft, slips
}

func (a *Assembly) readFacts(ex form.Example) (*facts.Node, error) {
	file, err := a.Pack.Read(ex.Facts)
	if err != nil {
		return nil, unreadable(ex.Facts, err)
	}
	roots, err := facts.Read(file.Shown, []byte(file.Text))
	if err != nil {
		return nil, err
	}
	if len(roots) != 1 {
		return nil, diag.List{{
			Pos: diag.Pos{File: file.Shown}, Rule: "example",
			Message: "an example has one document of facts, this has " + itoa(len(roots)),
			Hint:    "give each its own file, with its own exhibit",
		}}
	}
	return roots[0], nil
}

func (a *Assembly) readErrata(ex form.Example) (*errata.List, error) {
	if ex.Errata == "" {
		return nil, nil
	}
	file, err := a.Pack.Read(ex.Errata)
	if err != nil {
		return nil, unreadable(ex.Errata, err)
	}
	return errata.Read(file.Shown, []byte(file.Text))
}

func (p *Proof) readExhibit(pack *form.Pack) *exhibit.Exhibit {
	if p.Example.Exhibit == "" {
		p.add(diag.List{{
			Pos: diag.Pos{File: pack.Shown(p.Example.Facts)}, Rule: "example",
			Message: "there is no exhibit to compare with",
			Hint:    "put the exhibit that these facts make beside them, as " + p.Example.Case() + ".txt",
		}})
		return nil
	}
	file, err := pack.Read(p.Example.Exhibit)
	if err != nil {
		p.add(unreadable(p.Example.Exhibit, err))
		return nil
	}
	filed, list := exhibit.Read(file.Shown, []byte(file.Text), exhibit.Options{})
	if list.Err() != nil {
		p.add(list.Err())
		return nil
	}
	return filed
}

// compareWords compares what a reader sees on the draft's page with the
// exhibit.
func (p *Proof) compareWords(filed *doc.Document) {
	drafted, list := exhibit.Read(p.Example.Name, []byte(joinLines(p.Drafted)), exhibit.Options{})
	if list.Err() != nil {
		p.add(list.Err())
		return
	}
	redline := Redline(Side{Document: filed}, Side{Document: drafted.Document}, RedlineOptions{})
	p.WordsEqual = redline.Summary().SameWording()
	if !p.WordsEqual {
		p.Redline = redline
	}
}

func (p *Proof) add(err error) {
	list, ok := err.(diag.List)
	if !ok {
		list = unreadable(p.Example.Name, err)
	}
	p.Trouble = append(p.Trouble, list...)
}

func unreadable(name string, err error) diag.List {
	if pathError, ok := err.(*fs.PathError); ok {
		err = pathError.Err
	}
	return diag.List{{Pos: diag.Pos{File: name}, Rule: "read", Message: "cannot be read: " + err.Error()}}
}

// linesOf returns the lines of pages without blank lines at the ends.
func linesOf(pages []layout.Page) []string {
	var lines []string
	for _, page := range pages {
		for _, line := range page.Lines {
			lines = append(lines, line.String())
		}
	}
	return trimmed(lines)
}

func trimmed(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
