package exhibit

import (
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// dump writes an exhibit so that everything a reader decides can be seen: a
// block a line, a span a line below it with its place.
func dump(x *Exhibit, list diag.List) string {
	var b strings.Builder
	if x != nil {
		fmt.Fprintf(&b, "format %s", x.Format)
		if x.Type != "" {
			fmt.Fprintf(&b, " type %s", x.Type)
		}
		b.WriteByte('\n')
		for _, block := range x.Document.Blocks {
			dumpBlock(&b, block)
		}
	}
	for _, d := range list {
		fmt.Fprintf(&b, "%s: %s\n", d.Severity, d.Error())
		if d.Hint != "" {
			fmt.Fprintf(&b, "\thint: %s\n", d.Hint)
		}
	}
	return b.String()
}

func dumpBlock(b *strings.Builder, block doc.Block) {
	switch v := block.(type) {
	case *doc.Paragraph:
		b.WriteString("paragraph")
		if v.Style != "" {
			b.WriteString(" " + v.Style)
		}
		b.WriteByte('\n')
		dumpSpans(b, "label ", v.Label)
		dumpSpans(b, "", v.Spans)
	case *doc.Rule:
		fmt.Fprintf(b, "rule %d\n\t%s\n", v.Columns, place(v.Origin))
	case *doc.PageBreak:
		fmt.Fprintf(b, "page\n\t%s\n", place(v.Origin))
	default:
		panic("exhibit: unknown block")
	}
}

func dumpSpans(b *strings.Builder, what string, spans []doc.Span) {
	for _, s := range spans {
		fmt.Fprintf(b, "\t%s%s %q\n", what, place(s.Origin), s.Text)
	}
}

func place(o *doc.Origin) string {
	if o == nil {
		return "-"
	}
	return fmt.Sprintf("%d:%d", o.Place.Line, o.Place.Col)
}
