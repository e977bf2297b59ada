package errata

import (
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// Adjustments returns the errata of kinds space, break and indent as
// adjustments to the layout of d, in which the errata of kind text have been
// applied. The error is a [diag.List] of the errata whose words are not there.
func (l *List) Adjustments(d *doc.Document) ([]layout.Adjustment, error) {
	var all []layout.Adjustment
	var list diag.List
	for _, e := range l.of(Space, Break, Indent) {
		mine, trouble := l.adjustments(e, d)
		if trouble != nil {
			list = append(list, trouble)
		}
		all = append(all, mine...)
	}
	if len(list) > 0 {
		list.Sort()
		return nil, list
	}
	return all, nil
}

// adjustments returns what one erratum asks of the layout.
func (l *List) adjustments(e *Erratum, d *doc.Document) ([]layout.Adjustment, *diag.Diagnostic) {
	texts := columns(d)
	form := flatten(e.Form[0])
	m, trouble := l.find(e, texts, form.text)
	if trouble != nil {
		return nil, trouble
	}
	if m.label {
		return nil, l.bad(e, "stands in a label, which has one line and its own blanks", "make it an erratum of kind lines")
	}
	if e.Kind == Indent {
		return []layout.Adjustment{{
			Kind: layout.Indent, Block: m.block, At: m.pos[m.at], N: layout.Columns(leading(e.Filed[0])),
		}}, nil
	}
	var all []layout.Adjustment
	filed := gaps(e.Filed[0])
	for i, g := range gaps(e.Form[0]) {
		a := layout.Adjustment{Block: m.block, At: m.pos[m.at+g.at]}
		switch f := filed[i].text; {
		case f == g.text:
			continue
		case e.Kind == Break && strings.Contains(f, "\n"):
			a.Kind = layout.Break
		case e.Kind == Space:
			a.Kind, a.N = layout.Space, layout.Columns(len(f))
		default:
			continue
		}
		all = append(all, a)
	}
	return all, nil
}

// leading returns how many blanks a text begins with.
func leading(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

// A gap is what stands between two words.
type gap struct {
	at   int // where the word after it stands in the flat text
	text string
}

// gaps returns the gaps between the words of a text.
func gaps(text string) []gap {
	f := flatten(text)
	var all []gap
	for i := range len(f.text) {
		if f.text[i] == ' ' {
			all = append(all, gap{i + 1, text[f.pos[i]:f.pos[i+1]]})
		}
	}
	return all
}
