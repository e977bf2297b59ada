package exhibit

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/draftgen/draftgen/internal/doc"
)

// zipOf packs files as they are.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encode16(s string, order binary.ByteOrder, bom bool) []byte {
	if bom {
		s = "\ufeff" + s
	}
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b, _ = binary.Append(b, order, u) // a uint16 always fits
	}
	return b
}

// TestTrouble wants a clear error, and no exhibit, of what cannot be read.
func TestTrouble(t *testing.T) {
	body := func(s string) string { return `<w:document ` + wordNS + `><w:body>` + s + `</w:body></w:document>` }
	good := packDOCX(t, map[string]string{"document.xml": "<w:p><w:r><w:t>" + strings.Repeat("words and more ", 500) + "</w:t></w:r></w:p>"})
	many := make([]string, 0, 2*(maxParts+1))
	for i := range maxParts + 1 {
		many = append(many, fmt.Sprint("p", i), "")
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "in: want an exhibit, have an empty file"},
		{"blank", []byte(" \n\t\n\f"), "in: want an exhibit, have a file without a word of text"},
		{"rule only", []byte("-----\n"), "in: want an exhibit, have a file without a word of text"},
		{"html without text", []byte("<html><img src=x></html>"), "in: 1 picture left out\nin: want an exhibit, have a file without a word of text"},
		{"rtf", []byte(`{\rtf1\ansi Hello}`), "in: this is an RTF file"},
		{"doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"), "in: this is an old Word file (.doc) or a DOCX under a password"},
		{"wordperfect", []byte("\xffWPC\x10\x00"), "in: this is a WordPerfect file"},
		{"gzip", []byte("\x1f\x8b\x08\x00"), "in: this is a gzip archive"},
		{"png", []byte("\x89PNG\r\n\x1a\n"), "in: this is a picture"},
		{"pdf", []byte("%PDF-1.4\n"), "in: this is a PDF file"},
		{"junk", []byte("ab\x00\x01\x02cd\xfe\xff\x00\x00"), "in:1: want text, have binary data"},
		{"late NUL", []byte(strings.Repeat("word\n", 5000) + "\x00"), "in:5001: want text, have binary data"},
		{"control", []byte("word\n" + strings.Repeat("\x01\x02\x03a", 100)), "in:2: want text, have binary data"},
		{"long line", []byte("a\n" + strings.Repeat("b", maxLine+1)), "in:2: want lines of at most 1 MiB, have a longer one"},
		{"100 MB line", bytes.Repeat([]byte("b"), 100<<20), "in: want at most 64 MiB, have more"},
		{"many lines", bytes.Repeat([]byte("a\n"), maxPieces+1), "in: want at most 1048576 lines or pieces of text, have more"},
		{"many paragraphs", []byte("<html>" + strings.Repeat("<p>a", maxPieces+2)), "in: want at most 1048576 lines or pieces of text, have more"},
		{"cut short", good[:len(good)-30], "in: want a DOCX, have a zip archive that is cut short or damaged"},
		{"other zip", zipOf(t, "a.txt", "hello"), "in: want a DOCX, have another kind of zip archive"},
		{"spreadsheet", zipOf(t, "_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`, "x", "y"), "in: want a DOCX, have another kind of zip archive"},
		{"opendocument", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"), "in: want a DOCX, have another kind of zip archive"},
		{"twice", zipOf(t, "word/document.xml", body(""), `word\document.xml`, body("")), "in: want each part of a DOCX once, have word/document.xml twice"},
		{"many parts", zipOf(t, many...), "in: want a DOCX of at most 4096 parts, have 4097"},
		{"bomb", zipOf(t, "word/document.xml", body(strings.Repeat(" ", 4<<20))), "in: part word/document.xml unpacks to more than 200 times its size, or 64 MiB: a zip bomb"},
		{"entities", zipOf(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa">]>`+body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")), "in: part word/document.xml: XML syntax error on line 1: invalid character entity &a;"},
		{"deep", zipOf(t, "word/document.xml", body(strings.Repeat("<w:sdt>", 600)+strings.Repeat("</w:sdt>", 600))), "in: part word/document.xml nests more than 500 elements"},
		{"not xml", zipOf(t, "word/document.xml", body("<w:p>")), "in: part word/document.xml: XML syntax error on line 1: element <p> closed by </body>"},
		{"uuencoded", []byte("<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nbegin 644 a.gif\nM1T\n</TEXT>\n</DOCUMENT>"), "in:1: document EX-99 is a file in uuencoding, not text"},
		{"empty document", []byte("<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n"), "in:1: want text in document EX-99, have none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, list := Read("in", c.data, Options{})
			if x != nil || list.Err() == nil || list.Error() != c.want {
				t.Errorf("have %q\nwant %q", list.Error(), c.want)
			}
		})
	}
}

// TestControls has a printer's codes in front of a long text: every word of it is
// read.
func TestControls(t *testing.T) {
	words := strings.Repeat("so many words and more\n", 1000)
	x, list := Read("in", []byte(strings.Repeat("\x1b\x02 ", 100)+words), Options{})
	if x == nil || len(list) != 1 {
		t.Fatal(list)
	}
	if got, want := strings.Count(x.Document.Text(), "words"), strings.Count(words, "words"); got != want {
		t.Errorf("%d of %d lines were read", got, want)
	}
}

// TestTruncated cuts a DOCX anywhere and wants an error or the text, no panic.
func TestTruncated(t *testing.T) {
	whole := packDOCX(t, map[string]string{"document.xml": "<w:p><w:r><w:t>whole</w:t></w:r></w:p>"})
	for n := 4; n < len(whole); n++ { // less does not say that it is an archive
		if x, list := Read("in.docx", whole[:n], Options{}); x != nil || list.Err() == nil {
			t.Errorf("cut after %d bytes: no error", n)
		}
	}
}

// TestEncodings reads one sentence in every encoding that people save in.
func TestEncodings(t *testing.T) {
	const sentence = "“Weir” – § 5 of the café’s plan"
	windows := []byte("\x93Weir\x94 \x96 \xa7 5 of the caf\xe9\x92s plan")
	for _, c := range []struct {
		name    string
		data    []byte
		warning string
	}{
		{"utf-8", []byte(sentence), ""},
		{"bom", []byte("\ufeff" + sentence), ""},
		{"utf-16le", encode16(sentence, binary.LittleEndian, true), ""},
		{"utf-16be", encode16(sentence, binary.BigEndian, true), ""},
		{"utf-16le without a mark", encode16("We "+sentence, binary.LittleEndian, false), ""},
		{"windows-1252", append([]byte("first\n"), windows...), "in:2:1: 6 bytes are not UTF-8, the first 0x93: read as windows-1252"},
		{"mixed", []byte("“Weir” \x96 § 5 of the café’s plan"), "in:1:8: 1 byte is not UTF-8, the first 0x96: read as windows-1252"},
		{"declared", append([]byte("<html><meta charset=ISO-8859-1><p>"), windows...), ""},
		{"html entities", []byte("<p>&#147;Weir&rdquo; &#150; &sect;&nbsp;5 of the caf&eacute;&#8217;s plan</p>"), ""},
		{"taken for latin-1", []byte("\u0093Weir\u0094 \u0096 § 5 of the café\u0092s plan"), "in:1:1: 4 control characters, the first U+0093, read as windows-1252"},
		{"unknown", []byte("“Weir”\u0081– § 5 of the café’s plan"), "in:1:7: 1 control character, the first 0x81, read as blanks"},
		{"backspace", []byte("“Weir” –\x08§ 5 of the café’s plan\x1a"), "in:1:9: 1 control character, the first 0x08, read as blanks"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, list := Read("in", c.data, Options{})
			if x == nil {
				t.Fatal(list)
			}
			checkPlaces(t, x)
			if got := strings.Join(words(x.Document), " "); !strings.HasSuffix(got, sentence) {
				t.Errorf("have %q, want %q", got, sentence)
			}
			if list.Error() != c.warning {
				t.Errorf("have warning %q, want %q", list.Error(), c.warning)
			}
		})
	}
}

// TestLines wants the lines of the file with its transport undone.
func TestLines(t *testing.T) {
	x := mustRead(t, "in", []byte("\tRe:\tForm S-8  \r\n- ------\r\n- - Weir\r\n- 2 of them\r\n<PAGE>\r\n a  b"))
	want := []string{"        Re:     Form S-8", "------", "- - Weir", "- 2 of them", "<PAGE>", " a  b"}
	if got := strings.Join(x.Lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("have\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// TestDeepHTML wants nesting without end to cost neither stack nor time.
func TestDeepHTML(t *testing.T) {
	const n = 20_000
	for _, tag := range []string{"div", "table><tr><td", "ol><li", "p", "font", "pre"} {
		text := "<html>first" + strings.Repeat("<"+tag+">x", n) + strings.Repeat("</p></div></table>", n) + "<p>last"
		x := mustRead(t, "in.htm", []byte(text))
		if got := strings.Join(words(x.Document), ""); strings.Count(got, "x") != n || !strings.HasSuffix(got, "last") && tag != "pre" {
			t.Errorf("<%s>: %d of %d words came out", tag, strings.Count(got, "x"), n)
		}
	}
}

// TestHostileLayout wants linear time of text that makes a careless reader look
// back.
func TestHostileLayout(t *testing.T) {
	const n = 40_000
	for name, text := range map[string]string{
		"breaks in one paragraph": strings.Repeat("     a line that is as full as any and ends so.\f\n", n),
		"form feeds in a line":    "a" + strings.Repeat(" \f", n),
		"blanks and form feeds":   strings.Repeat(strings.Repeat(" ", n)+strings.Repeat("\f", 10)+"\n", 10) + "a",
		"page numbers":            "a\n" + strings.Repeat("\n2\n", n) + "\f",
		"labels":                  strings.Repeat("(a)\tx\n", n),
		"hyphens":                 strings.Repeat("a line of some words that ends in a divided word-\n", n),
		"one chunk":               strings.Repeat("word ", n) + "\n" + strings.Repeat("w\n", n),
	} {
		if x, list := Read(name, []byte(text), Options{}); x == nil {
			t.Errorf("%s: %v", name, list)
		}
	}
}

// TestSource wants a diagnostic with a place to have the text under it.
func TestSource(t *testing.T) {
	x, list := Read("in.txt", []byte("a\nb \x93c\x94\n"), Options{})
	if len(list) != 1 || list[0].Source != x.Source || list[0].Source.Line(2) != "b “c”" {
		t.Errorf("have %+v", list)
	}
	if p, ok := x.Document.Blocks[0].(*doc.Paragraph); !ok || p.Spans[0].Origin.Place.File != "in.txt" {
		t.Errorf("have %+v", x.Document.Blocks[0])
	}
}
