package assembly

import (
	"regexp"
	"slices"
	"sync"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// Exhibit returns the number and the title under which the draft is filed, ""
// for those that the draft does not have: the first of exhibit_numbers (a consent
// that the exhibit holds has the second), or without these what the form prints
// in its caption, and exhibit_title.
func (d *Draft) Exhibit() (number, title string) {
	number, ok := d.Value("/exhibit_numbers/0")
	if !ok {
		number = printedNumber(d.Document)
	}
	title, _ = d.Value("/exhibit_title")
	return number, title
}

var captionNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*exhibit\s+(\d+(?:\.\d+)?)\b`)
})

// printedNumber is the number that a document's first caption says, or "".
func printedNumber(d *doc.Document) string {
	for _, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || p.Style != "caption" {
			continue
		}
		if m := captionNumber().FindStringSubmatch(doc.SpanText(p.Spans)); m != nil {
			return m[1]
		}
	}
	return ""
}

// Locate puts the diagnostics of a writer where the fact behind them stands:
// that is what can be mended, while the place in the template that printed the
// fact is good for any matter. Those of no fact stay where they are; what is said
// twice of one fact, which the exhibit has twice, is said once.
func (d *Draft) Locate(list diag.List) diag.List {
	for _, trouble := range list {
		if trouble.Pointer == "" {
			continue
		}
		if pos, width, source := d.Facts.Locate(trouble.Pointer); pos.Line > 0 {
			trouble.Pos, trouble.Width, trouble.Source = pos, width, source
		}
	}
	list.Sort()
	return slices.CompactFunc(list, func(a, b *diag.Diagnostic) bool {
		return a.Pointer != "" && a.Pointer == b.Pointer && a.Pos == b.Pos && a.Message == b.Message
	})
}
