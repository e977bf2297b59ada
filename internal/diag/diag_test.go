package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/golden"
)

// sample is a list with everything that printing must take care of.
func sample() List {
	src := &Source{Name: "opinion.yaml", Text: strings.Join([]string{
		"form: opinion/s8\r",
		"plans:",
		"\t\tshares:\tabc",
		"法人: 株式会社, é́: 1",
		"x: \x1b[31mred\x1b[0m \u202edeb\u202c",
		"long: " + strings.Repeat("0123456789 ", 30) + "here and " + strings.Repeat("more ", 40),
		"",
		"wide: " + strings.Repeat("株", 80) + "!" + strings.Repeat("式", 80),
		"😀👩‍👩‍👧: x",
	}, "\n")}
	at := func(line, col, width int) Diagnostic {
		return Diagnostic{Pos: Pos{"opinion.yaml", line, col}, Width: width, Source: src, Message: "wrong"}
	}
	with := func(d Diagnostic, change func(*Diagnostic)) *Diagnostic { change(&d); return &d }
	return List{
		with(at(1, 7, 10), func(d *Diagnostic) {
			d.Pointer, d.Message, d.Hint = "/form", `want a form, have "opinion/s8"`, "see `draftgen forms`"
		}),
		with(at(1, 7, 0), func(d *Diagnostic) { d.Severity, d.Hint = Warning, "one line\nand another" }),
		with(at(3, 11, 3), func(d *Diagnostic) { d.Severity = Info }),
		with(at(3, 1, 2), func(*Diagnostic) {}),
		with(at(4, 5, 4), func(*Diagnostic) {}),
		with(at(4, 11, 2), func(*Diagnostic) {}),
		with(at(5, 4, 6), func(d *Diagnostic) { d.Message, d.Hint = "have \x1b[31mred\nnext", "\x07" }),
		with(at(6, 337, 4), func(*Diagnostic) {}),
		with(at(6, 337, 500), func(*Diagnostic) {}),
		with(at(6, 1, 4), func(*Diagnostic) {}),
		with(at(7, 1, 1), func(*Diagnostic) {}),
		with(at(8, 87, 1), func(*Diagnostic) {}),
		with(at(9, 1, 6), func(*Diagnostic) {}),
		with(at(2, 99, 9), func(*Diagnostic) {}),
		with(at(2, 0, 0), func(*Diagnostic) {}),
		with(at(99, 1, 1), func(*Diagnostic) {}),
		with(at(0, 0, 0), func(*Diagnostic) {}),
		{Message: "nowhere"},
	}
}

func TestPrint(t *testing.T) {
	const file = "testdata/print.txtar"
	var got [4]bytes.Buffer
	for i, err := range []error{
		sample().Print(&got[0], PrintOptions{}),
		sample().Print(&got[1], PrintOptions{Columns: 40}),
		sample()[:3].Print(&got[2], PrintOptions{Color: true}),
		sample().WriteJSON(&got[3]),
	} {
		if err != nil {
			t.Fatal(i, err)
		}
	}
	archive := &txtar.Archive{Comment: []byte("What List.Print and List.WriteJSON write; ␛ is the escape character.\n")}
	for i, name := range []string{"text", "40 columns", "color", "json"} {
		data := strings.ReplaceAll(got[i].String(), "\x1b", "␛")
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(data)})
	}
	golden.HoldFile(t, file, txtar.Format(archive))
}

// TestPrintAnything: whatever the source, the message and the place, nothing
// raw is written, no excerpt is over the measure, and the caret stands below
// the line.
func TestPrintAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ab 株é😀\t]{0,300}`)).Draw(t, "text")
		limit := rapid.IntRange(10, 120).Draw(t, "columns")
		d := &Diagnostic{
			Pos:     Pos{"x", rapid.IntRange(0, 3).Draw(t, "line"), rapid.IntRange(0, 300).Draw(t, "col")},
			Width:   rapid.IntRange(-1, 300).Draw(t, "width"),
			Message: text, Hint: text, Source: &Source{Text: text},
		}
		var b bytes.Buffer
		if err := (List{d}).Print(&b, PrintOptions{Columns: limit}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(b.String(), "\n") {
			if strings.ContainsFunc(strings.ReplaceAll(line, "\t", ""), func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x202e }) {
				t.Fatalf("raw: %q", line)
			}
			if strings.HasPrefix(line, margin) && !strings.HasPrefix(line, "        ") && columns.StringWidth(line) > len(margin)+limit {
				t.Fatalf("%d columns, want %d: %q", columns.StringWidth(line), limit, line)
			}
		}
	})
}

// TestWidthIgnoresLocale: the library's own condition follows the environment.
func TestWidthIgnoresLocale(t *testing.T) {
	old := runewidth.DefaultCondition.EastAsianWidth
	defer func() { runewidth.DefaultCondition.EastAsianWidth = old }()
	print := func(asian bool) string {
		runewidth.DefaultCondition.EastAsianWidth = asian
		var b bytes.Buffer
		d := &Diagnostic{Pos: Pos{"x", 1, 7}, Source: &Source{Text: "“—”…§ x"}}
		if err := (List{d}).Print(&b, PrintOptions{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if a, b := print(false), print(true); a != b || !strings.Contains(a, "\n          ^\n") {
		t.Errorf("have\n%s\nand\n%s", a, b)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestPrintError(t *testing.T) {
	if err := sample().Print(broken{}, PrintOptions{}); err == nil {
		t.Error("the writer's error is lost")
	}
	if err := sample().WriteJSON(broken{}); err == nil {
		t.Error("the writer's error is lost in JSON")
	}
}

func TestWriteJSONEmpty(t *testing.T) {
	var b bytes.Buffer
	if err := List(nil).WriteJSON(&b); err != nil || b.String() != "[]\n" {
		t.Errorf("have %q, %v", b.String(), err)
	}
	if !json.Valid(b.Bytes()) {
		t.Error("not JSON")
	}
}

func TestNearest(t *testing.T) {
	names := []string{"recordDate", "meetingDate", "shares", "share_class", "name", "zip", "form", "from", "par"}
	for word, want := range map[string]string{
		"recorddate": "recordDate", "record_date": "recordDate", "record-date": "recordDate", "RecordDates": "recordDate", "recodrDate": "recordDate",
		"share": "shares", "hsares": "shares", "shareClass": "share_class", "nam": "name", "zp": "", "zipp": "zip",
		"fomr": "form", "frm": "form", "frmo": "from", "x": "", "": "", "_": "", "counsel": "", "meeting": "", "pra": "par",
		strings.Repeat("a", 100): "",
	} {
		got, found := Nearest(word, names)
		if got != want || found != (want != "") {
			t.Errorf("%q: have %q, want %q", word, got, want)
		}
	}
	if got, _ := Nearest("cat", []string{"bat", "car", "cut"}); got != "car" {
		t.Errorf("of equals, have %q, want the first that begins alike", got)
	}
}

// TestDistance: the distance is symmetric, nothing between equals, and one edit
// away is one.
func TestDistance(t *testing.T) {
	word := rapid.StringMatching(`[abc]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := []rune(word.Draw(t, "a")), []rune(word.Draw(t, "b"))
		d := distance(a, b)
		switch {
		case d != distance(b, a):
			t.Fatal("not symmetric")
		case (d == 0) != (string(a) == string(b)):
			t.Fatal("nought is not equality")
		case d < max(len(a)-len(b), len(b)-len(a)) || d > max(len(a), len(b)):
			t.Fatalf("have %d, out of all bounds", d)
		}
		if len(a) > 1 {
			i := rapid.IntRange(0, len(a)-2).Draw(t, "i")
			swapped := append([]rune(nil), a...)
			swapped[i], swapped[i+1] = a[i+1], a[i]
			if distance(a, swapped) > 1 || distance(a, a[1:]) != 1 {
				t.Fatal("one edit is more than one")
			}
		}
	})
}

func TestSort(t *testing.T) {
	l := List{
		{Pos: Pos{"b", 2, 1}, Message: "3"}, {Pos: Pos{"a", 1, 1}, Message: "4"}, {Pos: Pos{"b", 1, 9}, Message: "2"},
		{Pos: Pos{"b", 1, 2}, Message: "1"}, {Pos: Pos{"b", 0, 0}, Message: "0"},
	}
	l.Sort()
	if got, want := l.Error(), "b: 0\nb:1:2: 1\nb:1:9: 2\nb:2:1: 3\na:1:1: 4"; got != want {
		t.Errorf("have\n%s\nwant\n%s", got, want)
	}
	if l.Err() == nil || (List{{Severity: Warning}}).Err() != nil || List(nil).Err() != nil {
		t.Error("an error is what holds an Error")
	}
}
