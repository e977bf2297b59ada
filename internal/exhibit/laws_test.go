package exhibit

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
)

// words are the words of a document in order, labels with them.
func words(d *doc.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		for _, spans := range [][]doc.Span{p.Label, p.Spans} {
			var t strings.Builder
			for _, s := range spans {
				t.WriteString(s.Text)
			}
			out = append(out, strings.Fields(t.String())...)
		}
	}
	return out
}

// checkPlaces proves for every span that its place is where its first word
// stands in the source, and that the text keeps the rules of package doc.
func checkPlaces(t testing.TB, x *Exhibit) {
	t.Helper()
	checkExhibit(t, x, true)
}

// checkSpans is checkPlaces for HTML of any kind, where an entity or a tag may
// stand at a place.
func checkSpans(t testing.TB, x *Exhibit) {
	t.Helper()
	checkExhibit(t, x, false)
}

func checkExhibit(t testing.TB, x *Exhibit, exact bool) {
	t.Helper()
	if x == nil {
		return
	}
	lines := strings.Split(x.Source.Text, "\n")
	check := func(s doc.Span, label bool) {
		if s.Data || s.Text == "" || strings.Contains(s.Text, "  ") || !utf8.ValidString(s.Text) {
			t.Errorf("span %q breaks the rules of package doc", s.Text)
		}
		if s.Origin == nil || s.Origin.Place.Line < 1 || s.Origin.Place.Line > len(lines) || s.Origin.Place.Col < 1 {
			t.Errorf("span %q has no place in the source: %+v", s.Text, s.Origin)
			return
		}
		line := []rune(lines[s.Origin.Place.Line-1])
		if col := s.Origin.Place.Col; col > len(line) {
			t.Errorf("span %q is placed at %d:%d, past the end of %q", s.Text, s.Origin.Place.Line, col, string(line))
		} else if c, _ := utf8.DecodeRuneInString(s.Text); exact && !label && line[col-1] != c && line[col-1] != '&' && line[col-1] != '<' {
			t.Errorf("span %q is placed at %d:%d, where %q stands", s.Text, s.Origin.Place.Line, col, string(line[col-1:]))
		}
	}
	for _, b := range x.Document.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		if len(p.Spans) == 0 {
			t.Errorf("empty paragraph")
			continue
		}
		for _, s := range p.Label {
			check(s, true)
		}
		for _, s := range p.Spans {
			check(s, false)
		}
		first, last := p.Spans[0].Text, p.Spans[len(p.Spans)-1].Text
		if strings.TrimLeft(first, " \n") != first || strings.TrimRight(last, " \n") != last {
			t.Errorf("paragraph %q … %q has blanks at its ends", first, last)
		}
	}
}

// A sheet is text as a generator or a test lays it out.
type sheet struct {
	width   int
	justify bool
}

// fill breaks words into lines, the first after lead blanks, the others after
// hang.
func (s sheet) fill(words []string, lead, hang int) []string {
	var lines []string
	for len(words) > 0 {
		indent := hang
		if len(lines) == 0 {
			indent = lead
		}
		n, width := 1, indent+utf8.RuneCountInString(words[0])
		for n < len(words) && width+1+utf8.RuneCountInString(words[n]) <= s.width {
			width += 1 + utf8.RuneCountInString(words[n])
			n++
		}
		gaps := make([]int, n)
		if s.justify && n > 1 && n < len(words) {
			for i, k := 0, s.width-width; k > 0; i, k = i+1, k-1 {
				gaps[i%(n-1)]++
			}
		}
		var b strings.Builder
		b.WriteString(strings.Repeat(" ", indent))
		for i, w := range words[:n] {
			b.WriteString(w)
			if i < n-1 {
				b.WriteString(strings.Repeat(" ", 1+gaps[i]))
			}
		}
		lines = append(lines, b.String())
		words = words[n:]
	}
	return lines
}

// unexpand puts tabs for the blanks at the front of lines.
func unexpand(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		rest := strings.TrimLeft(l, " ")
		lead := len(l) - len(rest)
		lines[i] = strings.Repeat("\t", lead/8) + strings.Repeat(" ", lead%8) + rest
	}
	return strings.Join(lines, "\n")
}

// mutations change the layout of a text and none of its words.
var mutations = map[string]func(string) string{
	"crlf":            func(t string) string { return strings.ReplaceAll(t, "\n", "\r\n") },
	"cr":              func(t string) string { return strings.ReplaceAll(t, "\n", "\r") },
	"trailing blanks": func(t string) string { return strings.ReplaceAll(t, "\n", "   \n") },
	"no final newline": func(t string) string {
		return strings.TrimRight(t, "\n")
	},
	"tabs":          unexpand,
	"double blanks": func(t string) string { return strings.ReplaceAll(t, " ", "  ") },
	"blank lines":   func(t string) string { return strings.ReplaceAll(t, "\n\n", "\n\n\n\n") },
	"bom":           func(t string) string { return "\ufeff" + t },
	"form feed":     func(t string) string { return "\f" + t + "\n\f\n" },
}

// TestReferenceExhibitsKeepTheirWords lays the reference exhibits out anew in
// every way that must not matter, and wants the same words back.
func TestReferenceExhibitsKeepTheirWords(t *testing.T) {
	for _, file := range []string{"opinion/hemacare-1995.txt", "opinion/hemacare-1996.txt", "pressrelease/hemacare-2004.txt"} {
		data, err := os.ReadFile("../../examples/" + file)
		if err != nil {
			t.Fatal(err)
		}
		base := mustRead(t, file, data)
		want := words(base.Document)
		check := func(name, text string) {
			t.Helper()
			got := mustRead(t, name, []byte(text))
			checkPlaces(t, got)
			if d := cmp.Diff(want, words(got.Document)); d != "" {
				t.Errorf("%s, %s: words (-want +got):\n%s", file, name, d)
			}
		}
		for name, mutate := range mutations {
			check(name, mutate(string(data)))
		}
		for _, width := range []int{60, 66, 72, 90} {
			for _, justify := range []bool{false, true} {
				check(fmt.Sprint("fill ", width, justify), refill(base, sheet{width, justify}))
			}
		}
		for i := 1; i < len(base.Lines); i++ { // a page break anywhere
			broken := append(slices.Clone(base.Lines[:i]), "", "                 - 2 -", "<PAGE>", "")
			check(fmt.Sprint("page break after line ", i), strings.Join(append(broken, base.Lines[i:]...), "\n"))
		}
	}
}

// refill lays the paragraphs of x out anew, keeping line breaks and rules.
func refill(x *Exhibit, s sheet) string {
	var b strings.Builder
	for _, block := range x.Document.Blocks {
		switch v := block.(type) {
		case *doc.Rule:
			b.WriteString(strings.Repeat("-", v.Columns) + "\n")
		case *doc.Paragraph:
			lead, hang := 5, 0
			var label strings.Builder
			for _, sp := range v.Label {
				label.WriteString(sp.Text)
			}
			if label.Len() > 0 {
				lead, hang = 0, 4
			}
			text := ""
			for _, sp := range v.Spans {
				text += sp.Text
			}
			for _, part := range strings.Split(text, "\n") {
				lines := s.fill(strings.Fields(part), lead, hang)
				lines[0] = label.String() + "  " + lines[0]
				label.Reset()
				b.WriteString(strings.Join(lines, "\n") + "\n")
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func mustRead(t testing.TB, name string, data []byte) *Exhibit {
	t.Helper()
	x, list := Read(name, data, Options{})
	if x == nil {
		t.Fatalf("%s: %v", name, list)
	}
	return x
}

// lexicon has the shapes of words that a layout can mislead a reader about. It
// has no bare number and no divided word: alone on a line at a page break, or
// at a line end, those are ambiguous.
var lexicon = []string{
	"the", "Company", "shares", "and", "of", "registration", "S-8", "non-assessable,", "(ii)", "(the", "\"Plan\").", "$1,000.50",
	"1986", "Inc.", "A.", "1.", "(b)", "issued.", "follows:", "Re:", "Contact:", "—", "o", "*", "§5", "café", "“Act”", "U.S.", "&", "/s/", "IV", "LLC",
}

// TestWordsSurviveLayout lays random paragraphs out at random and wants every
// word back, once and in order.
func TestWordsSurviveLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheet{rapid.IntRange(24, 100).Draw(t, "width"), rapid.Bool().Draw(t, "justify")}
		var want, lines []string
		for range rapid.IntRange(1, 8).Draw(t, "paragraphs") {
			ws := rapid.SliceOfN(rapid.SampledFrom(lexicon), 1, 60).Draw(t, "words")
			lead := rapid.IntRange(0, 20).Draw(t, "lead")
			hang := rapid.IntRange(0, 20).Draw(t, "hang")
			want = append(want, ws...)
			lines = append(lines, s.fill(ws, lead, hang)...)
			for range rapid.IntRange(0, 2).Draw(t, "gap") {
				lines = append(lines, "")
			}
		}
		if rapid.Bool().Draw(t, "paged") {
			at := rapid.IntRange(0, len(lines)).Draw(t, "page")
			mark := rapid.SampledFrom([][]string{{"<PAGE>"}, {"\f"}, {"", "- 2 -", ""}, {"", "7", "<PAGE>   8", ""}}).Draw(t, "mark")
			lines = slices.Insert(lines, at, mark...)
		}
		text := strings.Join(lines, "\n")
		if name := rapid.SampledFrom([]string{"none", "crlf", "trailing blanks", "tabs", "blank lines"}).Draw(t, "mutation"); name != "none" {
			text = mutations[name](text)
		}
		x, list := Read("in.txt", []byte(text), Options{})
		if x == nil {
			t.Fatalf("%v\n%s", list, text)
		}
		got := words(x.Document)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("words (-want +got):\n%s\n%s", d, text)
		}
	})
}
