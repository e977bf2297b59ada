package assembly

import (
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/extract"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/markup"
)

// reader returns the form's reader of exhibits.
func (f *Form) reader() *extract.Reader {
	f.reading.Do(func() {
		f.reads2 = extract.NewReader(&extract.Form{
			Name: f.Name, Pattern: f.Program.Pattern(), Schema: f.Schema, Keep: f.Sheet.Keep, Draft: f.loose,
		})
	})
	return f.reads2
}

// loose drafts facts as far as they go: a blank stands for a fact that is
// missing. If they do not draft it gives the pointers of the facts to blame.
func (f *Form) loose(root *facts.Node) (*doc.Document, []string) {
	values, list := f.Schema.Complete(root)
	if list.Err() != nil {
		return nil, pointers(list)
	}
	r, err := f.runner()
	if err != nil {
		return nil, nil
	}
	defer f.runners.Put(r)
	r.Blank = func(string) string { return "____" }
	defer func() { r.Blank = nil }()
	spans, _, err := r.Run(values)
	if list, ok := err.(diag.List); ok {
		return nil, pointers(list)
	}
	d, err := markup.Parse(spans, f.Sheet.Keep)
	if list, ok := err.(diag.List); ok {
		return nil, pointers(list)
	}
	return d, nil
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

func (f *Form) Reader() *extract.Reader { return f.reader() }
