package write

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/doc"
)

func TestCurled(t *testing.T) {
	for typed, want := range map[string]string{
		``:                                  ``,
		`(the "Company"), as "special"`:     `(the “Company”), as “special”`,
		`("HemaCare" or the "Company").`:    `(“HemaCare” or the “Company”).`,
		`the Company's and shareholders' "`: `the Company’s and shareholders’ ”`,
		`"He said 'yes,'" she said.`:        `“He said ‘yes,’” she said.`,
		`"'Yes,'" he said`:                  `“‘Yes,’” he said`,
		`the 1990's, the '90s, O'Neil`:      `the 1990’s, the ’90s, O’Neil`,
		`6' 2" tall`:                        `6' 2" tall`,
		`the "Plan of 2004" and 5"`:         `the “Plan of 2004” and 5"`,
		`LOS ANGELES -- Acme`:               `LOS ANGELES — Acme`,
		`LOS ANGELES ------ Acme`:           `LOS ANGELES ------ Acme`,
		`non-U.S. -30- --x a--b -- "so"`:    `non-U.S. -30- --x a--b — “so”`,
		`--`:                                `—`,
		`the "שלום בע"מ"`:                   `the “שלום בע”מ”`,
		`שלום בע"מ`:                         `שלום בע"מ`,
		`1933-"34"`:                         `1933-“34”`,
		`already “curled” isn’t`:            `already “curled” isn’t`,
		`ÉTÉ "é" 'ß'`:                       `ÉTÉ “é” ‘ß’`,
		"a\xff\"b\" ":                       "a\xff”b” ",
	} {
		if got := curled(prose(typed)).Text(); got != want {
			t.Errorf("%s: want %s, have %s", typed, want, got)
		}
	}
}

// Where spans are cut makes no difference, the document stays as it was, and
// what was typed can be had again.
func TestCurledLaw(t *testing.T) {
	straight := strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "—", "--")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune(`ab1 "'-(.é—`))).Draw(t, "text")
		cut := rapid.IntRange(0, len([]rune(text))).Draw(t, "cut")
		whole := prose(text)
		parts := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{
			{Text: string([]rune(text)[:cut])}, {Text: string([]rune(text)[cut:])},
		}}}}
		got := curled(parts)
		if want := curled(whole).Text(); got.Text() != want {
			t.Fatalf("whole %s, in parts %s", want, got.Text())
		}
		if parts.Text() != text {
			t.Fatalf("the document was changed to %s", parts.Text())
		}
		if back := straight.Replace(got.Text()); back != straight.Replace(text) {
			t.Fatalf("typed again: %s", back)
		}
		if again := curled(got).Text(); again != got.Text() {
			t.Fatalf("curled twice: %s", again)
		}
	})
}

// Formats that are set in type curl, unless they are told not to, or show two
// texts as they are.
func TestWhoCurls(t *testing.T) {
	d := prose(`the "Company's"`)
	red := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{
		{Text: `the "Company`}, {Text: `'s"`, Revision: &doc.Revision{ID: 1, Change: doc.Inserted}}}}}}
	for format, curls := range map[string]bool{"txt": false, "md": false, "json": false, "html": true, "docx": true, "pdf": true} {
		text := func(d *doc.Document, o *Options) string {
			data := written(t, format, d, o)
			if format == "pdf" {
				return pdfWords(pdfContent(t, data))
			}
			if format == "json" || format == "md" {
				return string(data)
			}
			return strings.Join(readBack(t, "x."+format, data), " ")
		}
		if got := strings.Contains(text(d, plain(&Options{})), "“"); got != curls {
			t.Errorf("%s curls: %v", format, got)
		}
		if strings.ContainsAny(text(d, plain(&Options{Straight: true})), "“”’") {
			t.Errorf("%s curls though told not to", format)
		}
		if strings.ContainsAny(text(red, plain(&Options{})), "“”’") {
			t.Errorf("%s curls a redline", format)
		}
	}
}
