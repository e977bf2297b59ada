package lint

import (
	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
)

// examples drafts every example and finds what is wrong with it, its errata and
// its terms; it finds examples without an exhibit and forms without an example.
func (l *linter) examples() {
	drafts := map[string][]example{}
	for _, ex := range l.pack.Examples() {
		draft, list := l.assembly.DraftExample(ex)
		l.addSchema(list)
		if ex.Exhibit == "" {
			l.add(&diag.Diagnostic{
				Pos: diag.Pos{File: l.pack.Shown(ex.Facts)}, Rule: "example",
				Message: "there is no exhibit to compare with",
				Hint:    "put the exhibit that these facts make beside them, as " + ex.Case() + ".txt",
			})
		}
		if draft != nil {
			drafts[draft.Form.Name] = append(drafts[draft.Form.Name], example{ex.Name, draft})
		}
	}
	for _, f := range l.forms {
		if len(drafts[f.Name]) == 0 {
			l.add(&diag.Diagnostic{
				Pos: diag.Pos(f.outline.Partials[0].Place), Severity: diag.Warning, Rule: "example",
				Message: "no example proves this form",
				Hint:    "write the facts of one into examples/" + f.Kind + "/CASE.yaml, with form: " + f.Name + ", and the exhibit beside them",
			})
		}
		l.terms(drafts[f.Name])
	}
}

// An example is one that was drafted.
type example struct {
	name  string
	draft *assembly.Draft
}
