package errata

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// A patch replaces lines of a page.
type patch struct {
	*Erratum
	page, from int
}

// ApplyLines returns pages with the lines that were filed. The pages given are
// not changed. A new line has the origin of the one that it stands for. The
// error is a [diag.List] of the errata that do not apply.
func (l *List) ApplyLines(pages []layout.Page) ([]layout.Page, error) {
	errata := l.of(Lines)
	if len(errata) == 0 {
		return pages, nil
	}
	texts := make([][]string, len(pages))
	for i, p := range pages {
		for _, line := range p.Lines {
			texts[i] = append(texts[i], line.String())
		}
	}
	var list diag.List
	var patches []patch
	for _, e := range errata {
		p, trouble := l.locate(e, texts)
		if trouble != nil {
			list = append(list, trouble)
			continue
		}
		patches = append(patches, p)
	}
	// From the last to the first, so that places stay what they are.
	sort.SliceStable(patches, func(i, j int) bool {
		a, b := patches[i], patches[j]
		return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.from, b.from)) > 0
	})
	out := slices.Clone(pages)
	for i, p := range patches {
		if i > 0 && patches[i-1].page == p.page && patches[i-1].from < p.from+len(p.Form) {
			list = append(list, l.bad(p.Erratum, "changes lines that another erratum changes too", "make one of the two"))
			continue
		}
		lines := out[p.page].Lines
		old := lines[p.from : p.from+len(p.Form)]
		out[p.page].Lines = slices.Concat(lines[:p.from], p.lines(old), lines[p.from+len(p.Form):])
	}
	if len(list) > 0 {
		list.Sort()
		return nil, list
	}
	return out, nil
}

// locate finds the lines of an erratum.
func (l *List) locate(e *Erratum, texts [][]string) (patch, *diag.Diagnostic) {
	var all []patch
	for page, lines := range texts {
		for i := 0; i+len(e.Form) <= len(lines); i++ {
			if slices.Equal(lines[i:i+len(e.Form)], e.Form) {
				all = append(all, patch{e, page, i})
			}
		}
	}
	n, trouble := l.pick(e, len(all))
	if trouble != nil {
		return patch{}, trouble
	}
	return all[n], nil
}

// lines returns the lines filed in place of old ones.
func (p patch) lines(old []layout.Line) []layout.Line {
	lines := make([]layout.Line, len(p.Filed))
	for i, text := range p.Filed {
		if text == "" {
			continue
		}
		if k := slices.Index(p.Form, text); k >= 0 {
			lines[i] = old[k]
			continue
		}
		lines[i].Runs = []layout.Run{{Text: text, Span: &doc.Span{Text: text, Origin: origin(old[min(i, len(old)-1):], text)}}}
	}
	return lines
}

// origin returns the origin of the first of some lines that has any words in
// common with a text, or that has an origin at all.
func origin(lines []layout.Line, text string) *doc.Origin {
	var first *doc.Origin
	for _, l := range lines {
		for _, r := range l.Runs {
			if r.Span == nil || r.Span.Origin == nil {
				continue
			}
			if word := strings.TrimSpace(r.Text); word != "" && strings.Contains(text, word) {
				return r.Span.Origin
			}
			if first == nil {
				first = r.Span.Origin
			}
		}
	}
	return first
}
