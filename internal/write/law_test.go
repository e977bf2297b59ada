package write

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/diff"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/layout"
)

// Words that documents are made of, from the plainest to the oddest.
var (
	plainWords = strings.Fields(`the Company has issued shares of Common Stock under its Plan and we are
		opinion that when sold they will be validly fully paid nonassessable 750,000 S-8 a.m. Section 7 (the "Plan") [LOGO] AT&T
		Company's www.hemacare.com 1933, 91403 x=y 50% #3 a_b *star* back\slash tick` + "` ~5 $12.50")
	markupWords = strings.Fields("</p> &amp; <b> <script>alert(1)</script> <!-- --> &#65; ]]> <table>")
	typedWords  = strings.Fields(`“Company” Company’s — – 2010–2012 § §7 ¶3 Société ™ Acme™ 5½% €100 … ﬁnal café no` + "\u00a0break")
	brokenWords = []string{"漢字", "😀", "👩‍⚖️", "שלום", "العربية", "①", strings.Repeat("Donaudampf", 30)}
)

var styles = []string{"", "letterhead", "address", "subject", "heading", "center", "quote", "item", "closing", "signature", "date"}

// document draws a document of words.
func document(t *rapid.T, words []string) *doc.Document {
	d := &doc.Document{}
	for i := range rapid.IntRange(1, 6).Draw(t, "blocks") {
		p := &doc.Paragraph{Style: rapid.SampledFrom(styles).Draw(t, "style")}
		if rapid.IntRange(0, 4).Draw(t, "labelled") == 0 {
			p.Label = []doc.Span{{Text: rapid.SampledFrom([]string{"(a)", "RE:", "1.", "(iv)"}).Draw(t, "label")}}
		}
		drawn := rapid.SliceOfN(rapid.SampledFrom(words), 1, 30).Draw(t, "words")
		cut := rapid.IntRange(0, len(drawn)).Draw(t, "cut")
		origin := &doc.Origin{Place: doc.Place{File: "form", Line: i + 1, Col: 1}, Facts: []string{fmt.Sprint("/", i)}}
		for _, part := range [][]string{drawn[:cut], drawn[cut:]} {
			if len(part) > 0 {
				p.Spans = append(p.Spans, doc.Span{Text: strings.Join(part, " "), Origin: origin, Data: true})
			}
		}
		if len(p.Spans) == 2 {
			p.Spans[0].Text += " "
		}
		d.Blocks = append(d.Blocks, p)
	}
	return d
}

// wordsOf are the words of a text, as any reader would part them.
func wordsOf(text string) []string {
	return strings.Fields(strings.NewReplacer("\u00a0", " ", "\u00ad", "", "\u200d", "").Replace(text))
}

// written writes d and fails on any trouble.
func written(t rapid.TB, format string, d *doc.Document, o *Options) []byte {
	t.Helper()
	data, list := attempted(t, format, d, o)
	if list.Err() != nil {
		t.Fatal(list)
	}
	return data
}

func attempted(t rapid.TB, format string, d *doc.Document, o *Options) ([]byte, diag.List) {
	t.Helper()
	f, ok := Named(format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	var b bytes.Buffer
	list, err := f.Write(&b, d, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), list
}

// readBack returns the words that our own reader finds.
func readBack(t rapid.TB, name string, data []byte) []string {
	t.Helper()
	x, list := exhibit.Read(name, data, exhibit.Options{})
	if list.Err() != nil {
		t.Fatal(list)
	}
	return wordsOf(x.Document.Text())
}

func sameWords(t rapid.TB, want, got []string, data []byte) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("other words (-want +got):\n%s\n%s", diff, data)
	}
}

// TestTextLaw: text is read back with the words of the document; in ASCII it is
// printable, fits on EDGAR's page, and says which words it could not type.
func TestTextLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, slices.Concat(plainWords, typedWords, brokenWords))
		data := written(t, "txt", d, &Options{Encoding: UTF8})
		sameWords(t, wordsOf(d.Text()), readBack(t, "x.txt", data), data)

		data, list := attempted(t, "txt", d, nil)
		broken := slices.ContainsFunc(brokenWords, func(w string) bool { return strings.Contains(d.Text(), w) })
		if broken != (list.Err() != nil) {
			t.Fatalf("has words that cannot be typed: %v; said: %v", broken, list)
		}
		if broken {
			if len(data) > 0 {
				t.Fatal("errors, and yet something written")
			}
			for _, trouble := range list {
				if trouble.Line == 0 || trouble.Pointer == "" {
					t.Fatalf("no place: %v", trouble)
				}
			}
			return
		}
		typed := d
		if s := (&speller{ascii: true}); true {
			typed = s.document(d)
		}
		sameWords(t, wordsOf(typed.Text()), readBack(t, "x.txt", data), data)
		edgarPage(t, data)
	})
}

// edgarPage checks what EDGAR takes.
func edgarPage(t rapid.TB, data []byte) {
	t.Helper()
	if len(data) == 0 || data[len(data)-1] != '\n' {
		t.Fatal("no line end at the end")
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if len(line) > 80 || strings.TrimRight(line, " ") != line {
			t.Fatalf("a line of %d columns, or blanks at its end: %q", len(line), line)
		}
		for _, c := range []byte(line) {
			if c < ' ' || c > '~' {
				t.Fatalf("not printable ASCII: %q", line)
			}
		}
	}
}

// TestHTMLLaw: HTML is ASCII, made of the elements that EDGAR takes, and read
// back with the words of the document, whatever they are.
func TestHTMLLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, slices.Concat(plainWords, typedWords, brokenWords, markupWords))
		data := written(t, "html", d, nil)
		edgarHTML(t, data)
		sameWords(t, wordsOf(curled(d).Text()), readBack(t, "x.htm", data), data)
	})
}

// edgarElements are the elements of EDGAR's HTML that we use, with their
// attributes.
var edgarElements = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"http-equiv", "content", "name"}, "title": nil, "body": {"style"},
	"div": {"style"}, "p": {"style", "dir"}, "h2": {"style", "dir"}, "pre": {"style"}, "br": nil, "hr": {"style"}, "u": nil,
	"table": {"style"}, "tr": nil, "td": {"style", "dir"},
}

func edgarHTML(t rapid.TB, data []byte) {
	t.Helper()
	for _, c := range data {
		if c != '\n' && (c < ' ' || c > '~') {
			t.Fatalf("byte %#x in HTML", c)
		}
	}
	var open []string
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("not closed: %v", open)
			}
			return
		case html.StartTagToken:
			tok := z.Token()
			allowed, ok := edgarElements[tok.Data]
			if !ok || tok.Data == "table" && slices.Contains(open, "table") {
				t.Fatalf("element %v inside %v", tok, open)
			}
			for _, a := range tok.Attr {
				if !slices.Contains(allowed, a.Key) || strings.Contains(a.Val, "url(") || strings.Contains(a.Val, "//") {
					t.Fatalf("attribute %v of %v", a, tok.Data)
				}
			}
			if !slices.Contains([]string{"br", "hr", "meta"}, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			tok := z.Token()
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("%v closes %v", tok, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// redline draws a redline: a document and one with words of it struck, others
// put in, paragraphs dropped, moved, split and joined.
func redline(t *rapid.T, words []string) (old, new, red *doc.Document) {
	old = document(t, words)
	new = &doc.Document{}
	for _, b := range old.Blocks {
		p := *b.(*doc.Paragraph)
		switch rapid.IntRange(0, 6).Draw(t, "fate") {
		case 0:
			continue
		case 1:
			new.Blocks = append(new.Blocks, document(t, words).Blocks...)
		case 2, 3:
			had := strings.Fields(doc.SpanText(p.Spans))
			at := rapid.IntRange(0, len(had)).Draw(t, "at")
			end := rapid.IntRange(at, len(had)).Draw(t, "end")
			put := rapid.SliceOfN(rapid.SampledFrom(words), 0, 4).Draw(t, "put")
			if now := slices.Concat(had[:at], put, had[end:]); len(now) > 0 {
				p.Spans = []doc.Span{{Text: strings.Join(now, " ")}}
			}
		}
		new.Blocks = append(new.Blocks, &p)
	}
	if n := len(new.Blocks); n > 1 && rapid.Bool().Draw(t, "moves") {
		new.Blocks = append(new.Blocks[1:n:n], new.Blocks[0])
	}
	return old, new, diff.Compare(old, new, diff.Options{})
}

var (
	deletedMark  = regexp.MustCompile(`(?s)\[\d*-(.*?)-\d*\]`)
	insertedMark = regexp.MustCompile(`(?s)\{\d*\+(.*?)\+\d*\}`)
	deletedTag   = regexp.MustCompile(`(?s)<del[^>]*>(.*?)</del>`)
	insertedTag  = regexp.MustCompile(`(?s)<ins[^>]*>(.*?)</ins>`)
	numberTag    = regexp.MustCompile(`(?s)<a class="n.*?</a>`)
	asideTag     = regexp.MustCompile(`(?s)<aside>.*?</aside>`)
	anyTag       = regexp.MustCompile(`(?s)<[^>]*>`)
)

// TestRedlineLaw: of a redline, what is left without the insertions is the old
// document, without the deletions the new one, in each format that says both.
func TestRedlineLaw(t *testing.T) {
	simple := []string{"alpha", "beta", "gamma", "delta,", "epsilon.", "zeta", "eta", "theta", "iota;", "kappa"}
	rapid.Check(t, func(t *rapid.T) {
		old, new, red := redline(t, simple)
		o := &Options{Old: "a", New: "b"}
		wantOld, wantNew := wordsOf(old.Text()), wordsOf(new.Text())

		page := string(written(t, "html", red, o))
		_, page, _ = strings.Cut(page, `<main`)
		page, _, _ = strings.Cut("<main"+page, "</main>")
		page = numberTag.ReplaceAllString(asideTag.ReplaceAllString(page, ""), "")
		page = strings.NewReplacer("<br>", " ", "</td>", " ", "</p>", " ", "</h2>", " ", "&#182;", " ", "&#160;", " ").Replace(page)
		plain := func(keep, drop *regexp.Regexp) []string {
			s := keep.ReplaceAllString(drop.ReplaceAllString(page, ""), "$1")
			return wordsOf(anyTag.ReplaceAllString(s, ""))
		}
		sameWords(t, wantOld, plain(deletedTag, insertedTag), []byte(page))
		sameWords(t, wantNew, plain(insertedTag, deletedTag), []byte(page))

		text := string(written(t, "txt", red, &Options{Old: "a", Layout: true}))
		text = strings.NewReplacer("[-//-]", " ", "{+//+}", " ").Replace(text)
		sameWords(t, wantOld, wordsOf(deletedMark.ReplaceAllString(insertedMark.ReplaceAllString(text, ""), "$1")), []byte(text))
		sameWords(t, wantNew, wordsOf(insertedMark.ReplaceAllString(deletedMark.ReplaceAllString(text, ""), "$1")), []byte(text))

		markdown := string(written(t, "md", red, &Options{Old: "a", Layout: true}))
		plainMarkdown := func(keep, drop *regexp.Regexp) []string {
			s := drop.ReplaceAllString(markdown, "")
			s = strings.ReplaceAll(keep.ReplaceAllString(s, "$1"), pilcrow, " ")
			return wordsOf(strings.NewReplacer("\\", "", "**", "", "## ", "").Replace(s))
		}
		sameWords(t, wantOld, plainMarkdown(deletedTag, insertedTag), []byte(markdown))
		sameWords(t, wantNew, plainMarkdown(insertedTag, deletedTag), []byte(markdown))

		data := written(t, "json", red, o)
		sameWords(t, wantOld, jsonWords(t, data, "inserted"), data)
		sameWords(t, wantNew, jsonWords(t, data, "deleted"), data)
	})
}

// jsonWords are the words of the JSON of a redline that have not one fate.
func jsonWords(t rapid.TB, data []byte, not string) []string {
	t.Helper()
	var j jsonDocument
	if err := json.Unmarshal(data, &j); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range j.Blocks {
		for _, spans := range [][]jsonSpan{block.Label, block.Text} {
			for _, s := range spans {
				if s.Fate != not {
					b.WriteString(s.Text)
				}
			}
			b.WriteByte(' ')
		}
	}
	return wordsOf(b.String())
}

// TestUnifiedLaw: the hunks, applied to the lines of the old pages, give those
// of the new ones.
func TestUnifiedLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, _, red := redline(t, plainWords)
		context := rapid.IntRange(-1, 4).Draw(t, "context")
		data := written(t, "unified", red, &Options{Context: context})
		sheet := textSheet(&Options{}, false)
		got := patch(t, linesOf(sheet, red.Reject()), string(data))
		if diff := cmp.Diff(linesOf(sheet, red.Accept()), got); diff != "" {
			t.Fatalf("(-want +got):\n%s\n%s", diff, data)
		}
	})
}

// patch applies a unified comparison to lines.
func patch(t rapid.TB, old []string, unified string) []string {
	t.Helper()
	head := regexp.MustCompile(`^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$`)
	var out []string
	at := 0
	for i, line := range strings.Split(strings.TrimSuffix(unified, "\n"), "\n") {
		if i < 2 { // the names
			continue
		}
		if m := head.FindStringSubmatch(line); m != nil {
			start, _ := strconv.Atoi(m[1])
			if m[2] != "0" {
				start--
			}
			out = append(out, old[at:start]...)
			at = start
			newStart, _ := strconv.Atoi(m[3])
			if m[4] != "0" {
				newStart--
			}
			if newStart != len(out) {
				t.Fatalf("%s: line %d of the new pages is due", line, len(out)+1)
			}
			continue
		}
		switch sign, text := line[0], line[1:]; sign {
		case '+':
			out = append(out, text)
		case ' ', '-':
			if at >= len(old) || old[at] != text {
				t.Fatalf("line %d is not %q", at+1, text)
			}
			at++
			if sign == ' ' {
				out = append(out, text)
			}
		default:
			t.Fatalf("a line that is none of a hunk: %q", line)
		}
	}
	return append(out, old[at:]...)
}

// TestJSONLaw: what json writes is as its schema says.
func TestJSONLaw(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	if err := compiler.AddResource("document.schema.json", bytes.NewReader(JSONSchema)); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("document.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	five := "5"
	o := &Options{Facts: []doc.Cause{{Kind: doc.FactChanged, Pointer: "/shares", New: &five}, {Kind: doc.FactChanged, Pointer: "/gone", Old: &five}}}
	rapid.Check(t, func(t *rapid.T) {
		_, _, red := redline(t, slices.Concat(plainWords, typedWords, brokenWords))
		for _, d := range []*doc.Document{red, red.Accept()} {
			var v any
			dec := json.NewDecoder(bytes.NewReader(written(t, "json", d, o)))
			dec.UseNumber()
			if err := dec.Decode(&v); err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Fatalf("%#v", err)
			}
		}
	})
}

// TestTerminalLaw: nothing that a document holds reaches a terminal raw, and no
// colour one that wants none.
func TestTerminalLaw(t *testing.T) {
	hostile := append(slices.Clone(plainWords), "\x1b[2J", "a\x07b", "\u202egnp.exe", "\u009b31m", "tab\tbed", "two\nlines")
	rapid.Check(t, func(t *rapid.T) {
		_, _, red := redline(t, hostile)
		color := rapid.Bool().Draw(t, "color")
		width := rapid.IntRange(20, 120).Draw(t, "width")
		data := written(t, "words", red, &Options{Color: color, Width: width, Context: rapid.IntRange(-1, 5).Draw(t, "context"), Old: "\x1b]0;x\x07"})
		text := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(string(data), "")
		if !color && text != string(data) {
			t.Fatal("colours that nobody asked for")
		}
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if strings.ContainsFunc(strings.ReplaceAll(line, "\t", ""), isHidden) {
				t.Fatalf("raw control characters: %q", line)
			}
		}
	})
}

// TestPageLaw: no page of text is longer than the sheet has lines, the mark of
// a draft included.
func TestPageLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, plainWords[:30])
		sheet := layout.Default()
		sheet.Typewriter.Page = rapid.IntRange(8, 20).Draw(t, "page")
		draft := rapid.Bool().Draw(t, "draft")
		data := written(t, "txt", d, &Options{Sheet: sheet, PageTags: true, Draft: draft})
		for page := range strings.SplitSeq(string(data), "<PAGE>\n") {
			if n := strings.Count(page, "\n"); n > sheet.Typewriter.Page {
				t.Fatalf("a page of %d lines:\n%s", n, page)
			}
			if draft && !strings.HasPrefix(page, "DRAFT\n") {
				t.Fatalf("no mark of a draft:\n%s", page)
			}
		}
	})
}

// TestSameBytes: each format writes the same twice, at the same time too.
func TestSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, _, red := redline(t, plainWords)
		for _, f := range Formats() {
			if f.Binary {
				continue // has tests of its own
			}
			results := make(chan []byte)
			for range 2 {
				go func() {
					var b bytes.Buffer
					_, _ = f.Write(&b, red, nil)
					results <- b.Bytes()
				}()
			}
			if a, b := <-results, <-results; !bytes.Equal(a, b) {
				t.Fatalf("%s: two runs differ", f.Name)
			}
		}
	})
}
