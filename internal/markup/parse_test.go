package markup

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/golden"
)

// The goldens pair what a template printed with the document it makes. What is
// made from facts stands between « and », in which \n is a newline.
func TestParse(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		for i := 0; i+1 < len(a.Files); i += 2 {
			in, want := a.Files[i], &a.Files[i+1]
			t.Run(in.Name, func(t *testing.T) {
				golden.Hold(t, want, dump(Parse(printed(in.Name, string(in.Data)), keepLines)))
			})
		}
	})
}

func keepLines(style string) bool { return style == "address" }

// printed makes the spans that a renderer would record.
func printed(file, text string) []doc.Span {
	var spans []doc.Span
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		col := 1
		add := func(text string, data bool) {
			spans = append(spans, doc.Span{Text: text, Data: data, Origin: &doc.Origin{Place: doc.Place{File: file, Line: n + 1, Col: col}}})
			col += len([]rune(text))
		}
		rest := line + "\n"
		for {
			before, after, found := strings.Cut(rest, "«")
			if before != "" {
				add(before, false)
			}
			if !found {
				break
			}
			fact, after, _ := strings.Cut(after, "»")
			col++
			switch fact {
			case "if": // an action that prints nothing, and leaves no span
				col += 2
			default:
				add(strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\r`, "\r").Replace(fact), true)
			}
			col++
			rest = after
		}
	}
	return spans
}

func dump(d *doc.Document, err error) string {
	if err != nil {
		return err.Error() + "\n"
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case *doc.Paragraph:
			fmt.Fprintf(&b, "paragraph %s\n", block.Style)
			dumpSpans(&b, "label", block.Label)
			dumpSpans(&b, "text", block.Spans)
		case *doc.Rule:
			fmt.Fprintf(&b, "rule %s %d at %d:%d\n", block.Style, block.Columns, block.Origin.Place.Line, block.Origin.Place.Col)
		case *doc.PageBreak:
			fmt.Fprintf(&b, "page break at %d:%d\n", block.Origin.Place.Line, block.Origin.Place.Col)
		}
	}
	return b.String()
}

func dumpSpans(b *strings.Builder, name string, spans []doc.Span) {
	for _, s := range spans {
		kind := ""
		if s.Data {
			kind = " fact"
		}
		fmt.Fprintf(b, "  %s %d:%d%s %q\n", name, s.Origin.Place.Line, s.Origin.Place.Col, kind, s.Text)
	}
}

// Trouble inside a span of several lines is placed by its own line and column.
func TestTroublePlace(t *testing.T) {
	origin := &doc.Origin{Place: doc.Place{File: "main.tmpl", Line: 7, Col: 5}}
	_, err := Parse([]doc.Span{{Text: "é one\n\n  :::\n", Origin: origin}}, nil)
	list, ok := err.(diag.List)
	if !ok || len(list) != 1 {
		t.Fatalf("want one diagnostic, have %v", err)
	}
	if want := (diag.Pos{File: "main.tmpl", Line: 9, Col: 3}); list[0].Pos != want {
		t.Errorf("want %v, have %v", want, list[0].Pos)
	}
}

func TestSpansKeepWhatTheyKnow(t *testing.T) {
	origin, revision := &doc.Origin{Facts: []string{"/a"}}, &doc.Revision{ID: 3, Change: doc.Inserted}
	d, err := Parse([]doc.Span{{Text: "x ", Revision: revision}, {Text: "y", Data: true, Origin: origin}, {Text: "\n---\n", Origin: origin, Revision: revision}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := &doc.Document{Blocks: []doc.Block{
		&doc.Paragraph{Spans: []doc.Span{{Text: "x ", Revision: revision}, {Text: "y", Data: true, Origin: origin}}},
		&doc.Rule{Origin: origin, Revision: revision},
	}}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
