// Package errata holds what an original exhibit has and its form does not: the
// slips of a typist, and wording that the form corrects.
//
// A form prints what is right. To prove it against an original that is not, the
// errata put the original's slips back in. They are listed beside the exhibit,
// each with what the form prints, what was filed, and why:
//
//   - kind: text
//     form: after the date hereof
//     filed: after the date here of
//     why: hereof is one word
//
// There are five kinds:
//
//   - text: other words. Quote as much around them as it takes to find them.
//   - space: the same words with other blanks between two of them; the blanks
//     are those before justification.
//   - break: the same words with a line that ends early; filed has the line end.
//   - indent: the same words, at the beginning of a line, with other blanks before
//     them, counted from the left edge.
//   - lines: other lines of the page, one or several that follow one another. They
//     are lists of lines, with all their blanks.
//
// Errata of kind text change the document before it is broken into lines
// ([List.ApplyText]); space, break and indent become adjustments of the layout
// ([List.Adjustments]); lines change the pages ([List.ApplyLines]).
// [List.Typewrite] does all of it. Each kind quotes the text as the kinds before
// it leave it.
//
// Quoted words are found wherever blanks and line ends part them. Where they
// occur more than once, "occurrence: 2" says which is meant, counting from the
// beginning. An erratum that no longer applies, because what it quotes is gone or
// because it changes nothing, is an error: the list can only shrink.
package errata

import (
	"fmt"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// Kind is a kind of erratum.
type Kind uint8

// The kinds, in the order of their names above.
const (
	Text Kind = iota
	Space
	Break
	Indent
	Lines
)

var kinds = []string{"text", "space", "break", "indent", "lines"}

// String returns the kind's name in an errata file.
func (k Kind) String() string {
	if int(k) >= len(kinds) {
		panic(fmt.Sprintf("errata: unknown kind %d", k))
	}
	return kinds[k]
}

// An Erratum is one difference between a form and an original.
type Erratum struct {
	Kind       Kind
	Form       []string // what the form prints; for kind lines, the lines; else one text
	Filed      []string // what the original has, likewise
	Why        string
	Occurrence int      // which of the places where Form occurs, from 1; 0: the only one
	Pos        diag.Pos // where it stands in the errata file
}

// Changed returns the words that differ, on the side of the form and on that of
// the original: without those that both begin with and both end with.
func (e *Erratum) Changed() (form, filed []string) {
	if e.Kind == Lines {
		begin, end := common(e.Form, e.Filed)
		return fields(e.Form[begin : len(e.Form)-end]), fields(e.Filed[begin : len(e.Filed)-end])
	}
	form, filed = fields(e.Form), fields(e.Filed)
	begin, end := common(form, filed)
	return form[begin : len(form)-end], filed[begin : len(filed)-end]
}

func fields(lines []string) []string {
	var words []string
	for _, l := range lines {
		words = append(words, strings.FieldsFunc(l, white)...)
	}
	return words
}

// common returns how many elements two lists have in common at the beginning
// and, of the others, at the end.
func common(a, b []string) (begin, end int) {
	for begin < len(a) && begin < len(b) && a[begin] == b[begin] {
		begin++
	}
	for end < len(a)-begin && end < len(b)-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return begin, end
}

// A List is the errata of one exhibit. The nil List has none.
type List struct {
	Errata []*Erratum // in the order of the file
	source *diag.Source
}

// of returns the errata of some kinds.
func (l *List) of(kinds ...Kind) []*Erratum {
	if l == nil {
		return nil
	}
	var some []*Erratum
	for _, e := range l.Errata {
		if slices.Contains(kinds, e.Kind) {
			some = append(some, e)
		}
	}
	return some
}

// bad makes a diagnostic of an erratum.
func (l *List) bad(e *Erratum, message, hint string) *diag.Diagnostic {
	return &diag.Diagnostic{Pos: e.Pos, Rule: "erratum", Message: message, Hint: hint, Source: l.source}
}

// Typewrite breaks a document into pages as the original has them. The document
// itself is not changed. The error is a [diag.List] of the errata that do not
// apply.
func (l *List) Typewrite(s *layout.Sheet, d *doc.Document) ([]layout.Page, error) {
	d, err := l.ApplyText(d)
	if err != nil {
		return nil, err
	}
	adjustments, err := l.Adjustments(d)
	if err != nil {
		return nil, err
	}
	pages := s.Typewrite(d, adjustments)
	if err := l.effective(s, d, adjustments, pages); err != nil {
		return nil, err
	}
	return l.ApplyLines(pages)
}

// effective reports adjustments without which the pages are the same.
func (l *List) effective(s *layout.Sheet, d *doc.Document, adjustments []layout.Adjustment, pages []layout.Page) error {
	var list diag.List
	for _, e := range l.of(Space, Break, Indent) {
		mine, err := l.adjustments(e, d)
		if err != nil {
			panic("errata: an erratum that applied does not apply: " + err.Error())
		}
		others := slices.DeleteFunc(slices.Clone(adjustments), func(a layout.Adjustment) bool { return slices.Contains(mine, a) })
		if same(pages, s.Typewrite(d, others)) {
			list = append(list, l.bad(e, "the form now prints what was filed: "+quote(e.Filed), "delete this erratum"))
		}
	}
	list.Sort()
	return list.Err()
}

func same(a, b []layout.Page) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i].Lines) != len(b[i].Lines) {
			return false
		}
		for j := range a[i].Lines {
			if a[i].Lines[j].String() != b[i].Lines[j].String() {
				return false
			}
		}
	}
	return true
}

func quote(lines []string) string { return fmt.Sprintf("%q", strings.Join(lines, "\n")) }
