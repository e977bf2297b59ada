package assembly

import (
	"cmp"
	"slices"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/extract"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/markup"
)

// An Extraction is an exhibit turned back into the facts of a form.
type Extraction struct {
	*extract.Result
	Form     *Form
	Draft    *Draft        // of the facts; nil if the form lacks some of them
	Residual *doc.Document // redline from the exhibit to the draft; nil without one
}

// Extract reads an exhibit into facts of the form. The error is a [diag.List]: a
// text that is no exhibit of the form's kind.
func (f *Form) Extract(name string, exhibit *exhibit.Exhibit) (*Extraction, error) {
	x := &Extraction{Form: f, Result: f.reader().Read(exhibit.Document, f.refiled(exhibit))}
	if !x.Fits() {
		return nil, diag.List{{
			Pos: diag.Pos{File: name}, Rule: "extract",
			Message: "this is no exhibit of the kind of " + f.Name + ": it has too few of the words and facts that such exhibits have",
			Hint:    "draftgen extract auto tries every form; draftgen forms lists them",
		}}
	}
	form := facts.Field{Name: "form", Value: &facts.Node{Kind: facts.Text, Plain: true, Text: f.Name}}
	x.Facts.Fields = append([]facts.Field{form}, x.Facts.Fields...)
	if d, _ := f.Draft(x.Facts); d != nil {
		x.Draft = d
		x.Residual = Redline(Side{Document: exhibit.Document}, d.Side(), RedlineOptions{})
	}
	return x, nil
}

// ExtractAuto reads an exhibit with the forms of the pack, and returns what the
// form makes of it that explains the most words. The forms that have most of its
// wording come first; when one explains every word the others are not asked, and
// when one has its wording those are not that have hardly any of it. The error is
// a [diag.List]: no form fits, or a form has trouble of its own.
func (a *Assembly) ExtractAuto(name string, exhibit *exhibit.Exhibit) (*Extraction, error) {
	forms, err := a.byFamiliarity(exhibit.Document)
	if err != nil {
		return nil, err
	}
	var best *Extraction
	for _, f := range forms {
		if best != nil && (best.Score.Complete() || !best.Foreign && !f.reader().Familiar(exhibit.Document)) {
			break
		}
		if x, err := f.Extract(name, exhibit); err == nil && (best == nil || x.Score.Better(best.Score)) {
			best = x
		}
	}
	if best == nil {
		return nil, diag.List{{
			Pos: diag.Pos{File: name}, Rule: "extract",
			Message: "this is no exhibit of any kind that there is a form for: it has too few of the words and facts that such exhibits have",
			Hint:    "draftgen forms lists what can be drafted",
		}}
	}
	return best, nil
}

// byFamiliarity returns the forms of the pack, those that have the most of an
// exhibit's wording first.
func (a *Assembly) byFamiliarity(exhibit *doc.Document) ([]*Form, error) {
	var forms []*Form
	share := map[*Form]float64{}
	for _, found := range a.Pack.Forms() {
		f, err := a.Form(found.Name)
		if err != nil {
			return nil, err
		}
		forms = append(forms, f)
		share[f] = f.reader().Familiarity(exhibit)
	}
	slices.SortStableFunc(forms, func(a, b *Form) int { return cmp.Compare(share[b], share[a]) })
	return forms, nil
}

// reader returns the form's reader of exhibits, made when it is first asked for.
func (f *Form) reader() *extract.Reader {
	f.reading.Do(func() {
		f.back = extract.NewReader(&extract.Form{
			Name: f.Name, Pattern: f.Program.Pattern(), Schema: f.Schema, Keep: f.Sheet.Keep,
			Draft: f.loose, Lacking: f.lackingPointers, Samples: f.samples, Known: f.known,
		})
	})
	return f.back
}

// loose drafts facts as far as they go: a blank stands for a fact that is
// missing. values are the facts', complete; nil if they are not known. watch sees what
// is printed; false ends it. If they do not draft it gives the pointers of the facts to
// blame.
func (f *Form) loose(root *facts.Node, values map[string]any, watch func(text string) bool) (*doc.Document, []string) {
	if values == nil {
		var list diag.List
		if values, list = f.Schema.Complete(root); list.Err() != nil {
			return nil, pointers(list)
		}
	}
	r, err := f.runner()
	if err != nil {
		return nil, nil
	}
	defer f.runners.Put(r)
	r.Blank, r.Watch = func(string) string { return "____" }, watch
	defer func() { r.Blank, r.Watch = nil, nil }()
	spans, _, err := r.Run(values)
	switch err := err.(type) {
	case nil:
	case diag.List:
		return nil, pointers(err)
	default:
		return nil, nil // nobody wants it
	}
	d, err := markup.Parse(spans, f.Sheet.Keep)
	if list, ok := err.(diag.List); ok {
		return nil, pointers(list)
	}
	return d, nil
}

func (f *Form) lackingPointers(root *facts.Node) []string {
	var out []string
	for _, m := range f.lacking(root) {
		out = append(out, m.Pointer)
	}
	return out
}

func pointers(list diag.List) []string {
	var out []string
	for _, d := range list {
		if d.Severity == diag.Error && d.Pointer != "" {
			out = append(out, d.Pointer)
		}
	}
	return out
}
