package assembly

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/write"
)

// refiled returns a function that files a draft as an exhibit was filed, reads it
// again, and counts the paragraphs that the two have otherwise, down to the lines
// of text. ok: they have most in common, so that the exhibit may be the form's own.
// nil: drafts cannot be filed so.
func (f *Form) refiled(x *exhibit.Exhibit) func(*doc.Document) (apart int, ok bool) {
	name := string(x.Format)
	if x.Format == exhibit.Text {
		name = "txt"
	}
	format, ok := write.Named(name)
	if !ok || x.Format == exhibit.PDF {
		return nil
	}
	paragraphs := paragraphsOf(x)
	return func(d *doc.Document) (int, bool) {
		var file bytes.Buffer
		if _, err := format.Write(&file, d, &write.Options{Sheet: f.Sheet, Encoding: write.UTF8}); err != nil {
			return 0, false
		}
		again, _ := exhibit.Read("draft."+name, file.Bytes(), exhibit.Options{})
		if again == nil {
			return 0, false
		}
		left := map[string]int{}
		for _, p := range paragraphs {
			left[p]++
		}
		shared := 0
		drafted := paragraphsOf(again)
		for _, p := range drafted {
			if left[p] > 0 {
				left[p]--
				shared++
			}
		}
		return max(len(paragraphs), len(drafted)) - shared, shared*3 > len(paragraphs)*2
	}
}

// paragraphsOf writes down each paragraph of an exhibit: its style and text, whether
// it is centered, and of typewriter text where each line begins.
func paragraphsOf(x *exhibit.Exhibit) []string {
	var out []string
	for i, b := range x.Document.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		var key strings.Builder
		centered := i < len(x.Centered) && x.Centered[i]
		fmt.Fprintf(&key, "%s %v\n%s\n", p.Style, centered, doc.SpanText(p.Label))
		for _, s := range p.Spans {
			if x.Format == exhibit.Text && s.Origin != nil {
				fmt.Fprintf(&key, "%d ", s.Origin.Place.Col)
			}
			key.WriteString(s.Text)
		}
		out = append(out, key.String())
	}
	return out
}
