package errata_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/errata"
	"github.com/draftgen/draftgen/internal/golden"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/markup"
)

// Each golden is a layout and a text in markup, and then errata with what they
// make of them: the lines, or trouble.
func TestTypewrite(t *testing.T) {
	golden.Each(t, "testdata/*.txtar", func(t *testing.T, archive *txtar.Archive) {
		s, err := layout.Read("layout.yaml", archive.Files[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		d, err := markup.Parse(markup.Lines("main.tmpl", string(archive.Files[1].Data)), s.Keep)
		if err != nil {
			t.Fatal(err)
		}
		before := lines(s.Typewrite(d, nil))
		for i := 2; i+1 < len(archive.Files); i += 2 {
			in, want := archive.Files[i], &archive.Files[i+1]
			golden.Hold(t, want, typed(in.Name, in.Data, s, d))
		}
		if diff := cmp.Diff(before, lines(s.Typewrite(d, nil))); diff != "" {
			t.Errorf("the document itself was changed: -want +got:\n%s", diff)
		}
	})
}

func typed(name string, data []byte, s *layout.Sheet, d *doc.Document) string {
	l, err := errata.Read(name, data)
	if err == nil {
		var pages []layout.Page
		if pages, err = l.Typewrite(s, d); err == nil {
			return strings.Join(lines(pages), "\n") + "\n"
		}
	}
	var b strings.Builder
	for _, d := range err.(diag.List) {
		b.WriteString(d.Error() + "\n")
		if d.Hint != "" {
			b.WriteString("  hint: " + d.Hint + "\n")
		}
	}
	return b.String()
}

// However the words stand in spans, an erratum of kind text puts what was filed
// where the form's words were, and leaves the rest.
func TestApplyText(t *testing.T) {
	word := rapid.StringMatching(`[a-z]{1,3}`)
	some := rapid.SliceOfN(word, 0, 3)
	rapid.Check(t, func(t *rapid.T) {
		before, after := some.Draw(t, "before"), some.Draw(t, "after")
		form, filed := rapid.SliceOfN(word, 1, 4).Draw(t, "form"), rapid.SliceOfN(word, 0, 4).Draw(t, "filed")
		if cmp.Equal(form, filed) || len(before)+len(after)+len(filed) == 0 {
			return
		}
		// Capitals set the form's words apart from the others.
		quoted := strings.ToUpper(strings.Join(form, " "))
		text := strings.Join(slices.Concat(before, []string{quoted}, after), " ")
		want := slices.Concat(before, filed, after)
		p := &doc.Paragraph{}
		for rest := text; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "n")
			p.Spans = append(p.Spans, doc.Span{Text: rest[:n]})
			rest = rest[n:]
		}
		l := &errata.List{Errata: []*errata.Erratum{{Kind: errata.Text, Form: []string{quoted}, Filed: []string{strings.Join(filed, "\n ")}}}}
		d, err := l.ApplyText(&doc.Document{Blocks: []doc.Block{p}})
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, s := range d.Blocks[0].(*doc.Paragraph).Spans {
			got.WriteString(s.Text)
		}
		if diff := cmp.Diff(strings.Join(want, " "), strings.TrimSpace(got.String())); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

func TestChanged(t *testing.T) {
	for _, c := range []struct {
		kind        errata.Kind
		form, filed []string
		want        [2]string
	}{
		{errata.Text, []string{"the date hereof"}, []string{"the date here of"}, [2]string{"hereof", "here of"}},
		{errata.Text, []string{"a b c"}, []string{"a c"}, [2]string{"b", ""}},
		{errata.Text, []string{"a a"}, []string{"a"}, [2]string{"a", ""}},
		{errata.Lines, []string{"one", "two words", "three"}, []string{"one", "two  others", "three"}, [2]string{"two words", "two others"}},
		{errata.Space, []string{"a b"}, []string{"a  b"}, [2]string{"", ""}},
	} {
		e := &errata.Erratum{Kind: c.kind, Form: c.form, Filed: c.filed}
		form, filed := e.Changed()
		if got := [2]string{strings.Join(form, " "), strings.Join(filed, " ")}; got != c.want {
			t.Errorf("%q %q: have %q, want %q", c.form, c.filed, got, c.want)
		}
	}
}

// A line that both sides have stays as it was, and a new one comes from where
// the old one came from.
func TestApplyLinesOrigins(t *testing.T) {
	s := layout.Default()
	d, err := markup.Parse(markup.Lines("main.tmpl", "One\\\ntwo three\\\nfour\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := errata.Read("x", []byte("- {kind: lines, form: [One, two three, four], filed: [One, 'four three ', ''], why: x}"))
	if err != nil {
		t.Fatal(err)
	}
	old := s.Typewrite(d, nil)
	pages, err := l.ApplyLines(old)
	if err != nil {
		t.Fatal(err)
	}
	got := pages[0].Lines
	if &got[0].Runs[0] != &old[0].Lines[0].Runs[0] {
		t.Error("the first line is a new one")
	}
	if origin := got[1].Runs[0].Span.Origin; got[1].String() != "four three" || origin == nil || origin.Place.Line != 3 {
		t.Errorf("have %q from %v", got[1], origin)
	}
	if len(got[2].Runs) != 0 {
		t.Errorf("want a blank line, have %q", got[2])
	}
}

func TestNilList(t *testing.T) {
	var l *errata.List
	d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{{Text: "x"}}}}}
	pages, err := l.Typewrite(layout.Default(), d)
	if err != nil || len(pages) != 1 || len(pages[0].Lines) != 1 {
		t.Errorf("have %v, %v", pages, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"hemacare-1995", "hemacare-1996", "hemacare-2004"} {
		data, err := os.ReadFile("testdata/" + name + ".errata.yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("- {kind: lines, form: [], filed: [a], why: x}"))
	f.Add([]byte("- {kind: space, form: One two, filed: 'One  two', why: x, occurrence: 2}"))
	s := layout.Default()
	d, err := markup.Parse(markup.Lines("main.tmpl", "(a) || One two\nthree.\n---\n\nOne two\n"), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := errata.Read("x", data); err == nil {
			_, _ = l.Typewrite(s, d)
		}
	})
}
