package errata_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/errata"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/markup"
)

// exhibits are the originals that the text, the layout and the errata of
// testdata must give, line for line.
var exhibits = []string{"opinion/hemacare-1995", "opinion/hemacare-1996", "pressrelease/hemacare-2004"}

// A reproduction is what an exhibit is made from.
type reproduction struct {
	sheet    *layout.Sheet
	document *doc.Document
	errata   *errata.List
	original []string
}

func reproduce(t testing.TB, exhibit string) reproduction {
	t.Helper()
	name := filepath.Base(exhibit)
	get := func(path string) []byte {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var r reproduction
	var err error
	r.sheet, err = layout.Read(name+".layout.yaml", get("testdata/"+name+".layout.yaml"))
	check(err)
	r.document, err = markup.Parse(markup.Lines(name+".markup", string(get("testdata/"+name+".markup"))), r.sheet.Keep)
	check(err)
	check(r.sheet.Check(r.document))
	r.errata, err = errata.Read(name+".errata.yaml", get("testdata/"+name+".errata.yaml"))
	check(err)
	r.original = unwrapped(string(get("../../examples/" + exhibit + ".txt")))
	return r
}

// unwrapped undoes what the filing's transport did to a text.
func unwrapped(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		var b strings.Builder
		for _, r := range strings.TrimRight(line, "\r\n") {
			b.WriteRune(r)
			if r == '\t' {
				s := strings.TrimSuffix(b.String(), "\t")
				b.Reset()
				b.WriteString(s + strings.Repeat(" ", 8-len(s)%8))
			}
		}
		l := strings.TrimRight(b.String(), " ")
		if strings.HasPrefix(l, "- -") {
			l = l[2:]
		}
		lines = append(lines, l)
	}
	return lines
}

func lines(pages []layout.Page) []string {
	var all []string
	for _, p := range pages {
		for _, l := range p.Lines {
			all = append(all, l.String())
		}
	}
	return all
}

func TestExhibitsLineForLine(t *testing.T) {
	for _, exhibit := range exhibits {
		t.Run(exhibit, func(t *testing.T) {
			r := reproduce(t, exhibit)
			pages, err := r.errata.Typewrite(r.sheet, r.document)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(r.original, lines(pages)); diff != "" {
				t.Errorf("-original +typed:\n%s", diff)
			}
		})
	}
}

// Each erratum is needed: without it the exhibit is another, and the list says
// of an erratum that was applied before that it does not apply.
func TestEveryErratumIsNeeded(t *testing.T) {
	for _, exhibit := range exhibits {
		r := reproduce(t, exhibit)
		if n := len(r.errata.Errata); n == 0 || n > 12 {
			t.Errorf("%s has %d errata", exhibit, n)
		}
		for i, e := range r.errata.Errata {
			form, filed := e.Changed()
			if len(form) > 6 || len(filed) > 6 {
				t.Errorf("%s changes %d words to %d", e.Pos, len(form), len(filed))
			}
			without := &errata.List{}
			for k, other := range r.errata.Errata {
				if k != i {
					without.Errata = append(without.Errata, other)
				}
			}
			pages, err := without.Typewrite(r.sheet, r.document)
			if err == nil && cmp.Equal(r.original, lines(pages)) {
				t.Errorf("%s is not needed", e.Pos)
			}
		}
	}
}

// No line of a filled paragraph is broken by hand: but for the kept lines of
// addresses and the like, every text refills at another measure.
func TestNoHandBrokenLines(t *testing.T) {
	for _, exhibit := range exhibits {
		r := reproduce(t, exhibit)
		filled := 0
		for _, b := range r.document.Blocks {
			p, ok := b.(*doc.Paragraph)
			if !ok || r.sheet.Keep(p.Style) {
				continue
			}
			filled++
			for _, s := range p.Spans {
				if strings.Contains(s.Text, "\n") {
					t.Errorf("%s: a line end in %q", exhibit, s.Text)
				}
			}
		}
		if filled < 5 {
			t.Errorf("%s has %d filled paragraphs", exhibit, filled)
		}
	}
}

// The words of new text have the origin of those that they stand for.
func TestOriginsStay(t *testing.T) {
	r := reproduce(t, exhibits[2])
	d, err := r.errata.ApplyText(r.document)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			for _, s := range p.Spans {
				if s.Origin == nil {
					t.Errorf("%q has no origin", s.Text)
				}
				if strings.Contains(s.Text, "here of") && s.Origin.Place.Line != 53 {
					t.Errorf("%q comes from line %d", s.Text, s.Origin.Place.Line)
				}
			}
		}
	}
}
