package write

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
)

func TestReadLabel(t *testing.T) {
	for label, want := range map[string]string{
		"(a)": "( ) lowerLetter 1", "(i)": "( ) lowerLetter 9, lowerRoman 1", "1.": " . decimal 1", "iv)": " ) lowerRoman 4",
		"B.": " . upperLetter 2", "(aa)": "( ) lowerLetter 27", "II.": " . upperLetter 35, upperRoman 2", "2.13": "2.  decimal 13",
		"•": " • bullet 1", "—": " — bullet 1", "[3]": "[ ] decimal 3", "§ 5": "§   decimal 5", "(xxiv)": "( ) lowerRoman 24",
		"RE:": "", "Contact:": "", "(Ab)": "", "No.": "", "1": "", "(": "", "": "", "a": "", "(0)": "", "(07)": "", "(iiii)": "( ) lowerLetter 87",
		"99999.": "", "(ab)": "", "\n": "", "Re.": "", "(a) ": "", "é)": "",
	} {
		head, tail, counts := readLabel(label)
		var said []string
		for _, c := range counts {
			said = append(said, c.format+" "+strconv.Itoa(c.n))
		}
		got := ""
		if len(said) > 0 {
			got = head + " " + tail + " " + strings.Join(said, ", ")
		}
		if got != want {
			t.Errorf("%q: want %q, have %q", label, want, got)
		}
	}
}

// listed is a document of paragraphs with labels.
func listed(labels ...string) *doc.Document {
	d := &doc.Document{}
	for i, l := range labels {
		p := &doc.Paragraph{Style: "item", Spans: []doc.Span{{Text: fmt.Sprintf("Paragraph %d of the list.", i)}}}
		if l != "" {
			p.Label = []doc.Span{{Text: l}}
		}
		d.Blocks = append(d.Blocks, p)
	}
	return d
}

// labelsRead are the labels that a word processor would show.
func labelsRead(t rapid.TB, data []byte) []string {
	read, list := exhibit.Read("x.docx", data, exhibit.Options{})
	if list.Err() != nil {
		t.Fatal(list)
	}
	var out []string
	for _, b := range read.Document.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			out = append(out, doc.SpanText(p.Label))
		}
	}
	return out
}

// Labels in a row are one list, and what is inside others is a list of its own.
func TestNumberingMakesLists(t *testing.T) {
	for labels, want := range map[string]int{
		"(a) (b) (c)":               1,
		"(a) (i) (ii) (b) (i) (ii)": 3, // an inner list begins anew
		"(a) (i) (b) (ii)":          3, // it was closed
		"(g) (h) (i) (j)":           1, // i goes on
		"(i) (ii) (iii)":            1,
		"1. 2. • • 3.":              2,
		"(a) (c)":                   2, // a gap
		"1.1 1.2 2.1":               2,
		"RE: Contact:":              0,
		"(v) (w)":                   2, // v begins a Roman list: nobody begins one with the 22nd letter
		"(h) (i) (ii) (i)":          3,
		"A. B. 1. 2. C.":            2,
		"(1) (2) 1. 2.":             2,
		"(y) (z) (aa) (bb)":         1,
	} {
		d := listed(strings.Fields(labels)...)
		n := newDocxNumbers(d, (&Options{}).sheet())
		if len(n.lists) != want {
			t.Errorf("%s: want %d lists, have %d", labels, want, len(n.lists))
		}
		data := encoded(t, &docxFormat, d, nil)
		checkDOCX(t, labels, data)
		if diff := cmp.Diff(strings.Fields(labels), labelsRead(t, data)); diff != "" {
			t.Errorf("%s: -want +read:\n%s", labels, diff)
		}
	}
}

// Whatever labels a document has, the numbering that Word computes gives them.
func TestNumberingIsTheLabel(t *testing.T) {
	label := rapid.OneOf(
		rapid.SampledFrom([]string{"(a)", "(b)", "(c)", "(h)", "(i)", "(ii)", "(iii)", "(v)", "(x)", "1.", "2.", "3.", "A.", "B.", "I.", "II.", "•", "1.1", "1.2", "RE:", ""}),
		rapid.StringMatching(`\(?([a-z]{1,2}|[0-9]{1,3}|[ivx]{1,4}|[A-Z])[).]`),
	)
	rapid.Check(t, func(t *rapid.T) {
		d := listed(rapid.SliceOfN(label, 1, 12).Draw(t, "labels")...)
		var b strings.Builder
		if list, err := docxFormat.Write(&b, d, nil); err != nil || list.Err() != nil {
			t.Fatal(err, list)
		}
		read, list := exhibit.Read("x.docx", []byte(b.String()), exhibit.Options{})
		if list.Err() != nil {
			t.Fatal(list)
		}
		if diff := cmp.Diff(paragraphsOf(d), paragraphsOf(read.Document)); diff != "" {
			t.Fatalf("-want +read:\n%s", diff)
		}
	})
}

func heading(text string) *doc.Paragraph {
	return &doc.Paragraph{Style: "heading", Spans: []doc.Span{{Text: text}}}
}
