package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/lazy"
	"github.com/draftgen/draftgen/internal/render"
)

// fence is the line of a template that sets a style; see package markup.
var fence = lazy.Regexp(`^[ \t]*:::[ \t]+([A-Za-z0-9_-]+)[ \t]*\r?\n?$`)

// styles finds styles that a template asks for and its layout does not have, and
// those that a layout has and no template asks for.
func (l *linter) styles() {
	used := map[string]map[string]bool{} // by layout file
	files := map[string]form.File{}
	var order []string
	for _, f := range l.forms {
		sheet, ok := f.Layout()
		if ok && used[sheet.Path] == nil {
			used[sheet.Path] = map[string]bool{"body": true}
			files[sheet.Path] = sheet
			order = append(order, sheet.Path)
		}
		names := f.Sheet.Names()
		for _, t := range f.outline.Texts {
			m := fence().FindStringSubmatchIndex(t.Text)
			if m == nil {
				continue
			}
			name := t.Text[m[2]:m[3]]
			if ok {
				used[sheet.Path][name] = true
			}
			l.knownStyle(t, name, m[2], names)
		}
	}
	for _, p := range order {
		l.unusedStyles(files[p], used[p])
	}
}

func (l *linter) knownStyle(t render.Text, name string, at int, names []string) {
	for _, n := range names {
		if n == name {
			return
		}
	}
	d := &diag.Diagnostic{
		Pos: diag.Pos(t.Place), Width: len(name), Rule: "style",
		Message: "no style " + name + " in the form's layout",
		Hint:    "the layout has " + strings.Join(names, ", "),
	}
	d.Col += utf8.RuneCountInString(t.Text[:at])
	if near, ok := diag.Nearest(name, names); ok {
		d.Hint = "did you mean " + near + "?"
	}
	l.add(d)
}

// unusedStyles reads a layout that package layout has read without trouble, for
// the places of its styles.
func (l *linter) unusedStyles(file form.File, used map[string]bool) {
	roots, err := facts.Read(file.Shown, []byte(file.Text))
	if err != nil || len(roots) != 1 || roots[0].Field("styles") == nil {
		return
	}
	styles := roots[0].Field("styles").Fields
	for range styles { // as far as one style is like another
		for _, s := range styles {
			if like := s.Value.Field("like"); like != nil && used[s.Name] {
				used[like.Text] = true
			}
		}
	}
	for _, s := range styles {
		if !used[s.Name] {
			l.add(&diag.Diagnostic{
				Pos: s.Pos, Width: s.Width, Source: s.Value.Source, Severity: diag.Warning, Rule: "style",
				Message: "no template uses the style " + s.Name, Hint: "delete it, or begin a block with ::: " + s.Name,
			})
		}
	}
}
