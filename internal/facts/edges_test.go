package facts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/diag"
)

func mustRead(t *testing.T, text string) *Node {
	t.Helper()
	roots, err := Read("x.yaml", []byte(text))
	if err != nil || len(roots) != 1 {
		t.Fatalf("%d documents, %v", len(roots), err)
	}
	return roots[0]
}

func TestKinds(t *testing.T) {
	for text, want := range map[string]any{
		"0": json.Number("0"), "-0": json.Number("-0"), "12": json.Number("12"), "-1.50": json.Number("-1.50"), "+5": json.Number("5"),
		"9007199254740993": json.Number("9007199254740993"), "123456789012345678901234567890": json.Number("123456789012345678901234567890"),
		"010": "010", "037833100": "037833100", "0x1F": "0x1F", "0o17": "0o17", "1_000": "1_000", "1,000": "1,000", ".inf": ".inf", ".5": ".5", "5.": "5.", "1e3": "1e3", "00": "00",
		"-": "-", "+": "+", "--1": "--1", "٣": "٣",
		"2004-05-25": "2004-05-25", "2004-05-25T10:00:00Z": "2004-05-25T10:00:00Z", "12:30:45": "12:30:45",
		"true": true, "True": true, "FALSE": false, "yes": "yes", "NO": "NO", "on": "on", "y": "y", "tRUE": "tRUE",
		"": nil, "~": nil, "null": nil, "NULL": nil, "nULL": "nULL",
		`"5"`: "5", `'true'`: "true", `""`: "", "!!str 5": "5", "! 5": "5", "|\n  5": "5", ">-\n  5\n  6": "5 6",
	} {
		if text == "-" || text == "--1" {
			continue // a dash alone begins a list
		}
		if diff := cmp.Diff(want, mustRead(t, "a: "+text).Field("a").Value()); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

// TestLocate holds what is underlined for a pointer.
func TestLocate(t *testing.T) {
	n := mustRead(t, `firm:
  name: 'It''s "Hema"'  # x
  "long name": éé, é
  none:
plans:
  - title: a
    shares: "x\"y" 
  - {title: b}
  - [1, 22]
text: |
  abc
two: lines
  of text
a/b~c: 1
anchored: &a xyz
again: *a
`)
	for _, test := range []struct {
		pointer   string
		line, col int
		width     int
	}{
		{"", 1, 1, 4},
		{"/firm", 1, 1, 4},
		{"/firm/name", 2, 9, 14},
		{"/firm/name/deeper", 2, 9, 14},
		{"/firm/long name", 3, 16, 5},
		{"/firm/none", 4, 3, 4},
		{"/firm/absent", 1, 1, 4},
		{"/plans/0", 6, 5, 5},
		{"/plans/0/title", 6, 12, 1},
		{"/plans/0/shares", 7, 13, 6},
		{"/plans/1/absent", 8, 5, 1},
		{"/plans/1/title", 8, 13, 1},
		{"/plans/2/1", 9, 9, 2},
		{"/plans/3", 5, 1, 5},
		{"/plans/01", 5, 1, 5},
		{"/plans/-1", 5, 1, 5},
		{"/plans/+1", 5, 1, 5},
		{"/text", 10, 7, 1},
		{"/two", 12, 6, 5},
		{"/a~1b~0c", 14, 8, 1},
		{"/anchored", 15, 11, 6},
		{"/again", 15, 11, 6},
	} {
		pos, width, src := n.Locate(test.pointer)
		want := diag.Pos{File: "x.yaml", Line: test.line, Col: test.col}
		if pos != want || width != test.width || src == nil {
			t.Errorf("%s: have %v, width %d, want %v, width %d", test.pointer, pos, width, want, test.width)
		}
	}
}

func TestLookup(t *testing.T) {
	n := mustRead(t, "a: [x, {b: y, '': z}]\n")
	for pointer, want := range map[string]any{"/a/0": "x", "/a/1/b": "y", "/a/1/": "z"} {
		if got := n.Lookup(pointer).Value(); got != want {
			t.Errorf("%s: have %v, want %v", pointer, got, want)
		}
	}
	for _, pointer := range []string{"/b", "/a/2", "/a/x", "/a/0/x", "/", "/a/"} {
		if got := n.Lookup(pointer); got != nil {
			t.Errorf("%s: have %v, want nothing", pointer, got)
		}
	}
	if n.Lookup("") != n {
		t.Error("the empty pointer is not the root")
	}
	var none *Node
	if none.Field("a") != nil || none.Lookup("/a") != nil || none.Value() != nil {
		t.Error("no tree has values")
	}
}

// TestOverlayPlaces: in a merged tree every value shows its own file.
func TestOverlayPlaces(t *testing.T) {
	read := func(name, text string) *Node {
		roots, err := Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return roots[0]
	}
	n := Overlay(read("firm.yaml", "\nfirm: {name: a, city: b}\nlist: [1, 2]\n"), read("matter.yaml", "list: [3]\nfirm:\n  city: c\n  zip: d\n"))
	if got, want := string(Format(n)), "firm:\n  name: a\n  city: c\n  zip: d\n\nlist:\n  - 3\n"; got != want {
		t.Errorf("have\n%swant\n%s", got, want)
	}
	for pointer, want := range map[string]string{"/firm": "matter.yaml:2:1", "/firm/name": "firm.yaml:2:14", "/firm/city": "matter.yaml:3:9", "/list/0": "matter.yaml:1:8"} {
		pos, _, src := n.Locate(pointer)
		if pos.String() != want || src.Name != pos.File {
			t.Errorf("%s: have %v in %s, want %s", pointer, pos, src.Name, want)
		}
	}
}

func TestSet(t *testing.T) {
	const text = "firm:\n  name: x\nplans:\n  - shares: 1\n  - shares: 2\nempty:\nnone: []\na.b: 1\n"
	for _, test := range []struct{ path, value, want string }{
		{"firm.name", "Plan: 2004 # x", `/firm/name "Plan: 2004 # x"`},
		{"firm.name", " @x ", `/firm/name "@x"`},
		{"firm.name", `"5"`, `/firm/name "5"`},
		{"firm.name", "", `/firm/name null`},
		{"firm.city.zip", "02139", `/firm/city {"zip":"02139"}`},
		{"plans.0.shares", "9007199254740993", `/plans [{"shares":9007199254740993},{"shares":2}]`},
		{"/plans/2/shares", "3", `/plans [{"shares":1},{"shares":2},{"shares":3}]`},
		{"plans.-", "{shares: 3}", `/plans/2 {"shares":3}`},
		{"empty.a", "1", `/empty {"a":1}`},
		{"empty.0", "1", `/empty [1]`},
		{"none.0", "[a, {b: c}]", `/none [["a",{"b":"c"}]]`},
		{"/a.b", "2", `/a.b 2`},
		{"new.0.x", "true", `/new [{"x":true}]`},

		{"plans.x.shares", "5", `--set plans.x.shares=5: /plans: want a place from 0 to 2 in this list (x.yaml:4), have "x"`},
		{"plans.3", "5", `--set plans.3=5: /plans: want a place from 0 to 2 in this list (x.yaml:4), have "3"`},
		{"none.1", "5", `--set none.1=5: /none: want 0, because the list is empty, have "1"`},
		{"firm.name.first", "5", `--set firm.name.first=5: /firm/name: want a map to set "first" in, have text (x.yaml:2)`},
		{"", "5", `--set =5: want path=value, have no path`},
		{"a..b", "5", `--set a..b=5: want a path, have "a..b" with an empty step in it`},
		{"firm.name", `"x`, `--set firm.name="x: this quote is never closed`},
		{"firm.name", "[1, 2", `--set firm.name=[1, 2: this bracket is never closed`},
		{"firm.name", "{a: 1, a: 2}", `--set firm.name={a: 1, a: 2}: "a" is given twice`},
		{"firm.name", "{a: 1,000}", `--set firm.name={a: 1,000}: a comma parts two entries inside braces, so "000" stands alone after "1"`},
		{"firm.name", "'x'\nform: y", "--set firm.name='x'\nform: y: want one value, have several"},
		{"firm.name", "x\x00", "--set firm.name=x\x00: want characters that print, have the control character U+0000"},
	} {
		n := mustRead(t, text)
		got := ""
		if err := n.Set(test.path, test.value); err != nil {
			got = err.Error()
		} else {
			pointer, _, _ := strings.Cut(test.want, " ")
			data, err := json.Marshal(n.Lookup(pointer).Value())
			if err != nil {
				t.Fatal(err)
			}
			got = pointer + " " + string(data)
		}
		if got != test.want {
			t.Errorf("%s=%s:\nhave %s\nwant %s", test.path, test.value, got, test.want)
		}
	}
}

// TestSetSharesNothing: lists on the way to a value are copied as maps are.
func TestSetSharesNothing(t *testing.T) {
	base := mustRead(t, "plans:\n  - shares: [1, 2]\n")
	n := Overlay(base, nil)
	for _, path := range []string{"plans.0.shares.1", "plans.0.shares.2", "plans.1", "plans.0"} {
		if err := n.Set(path, "9"); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := string(Format(base)), "plans:\n  - shares:\n      - 1\n      - 2\n"; got != want {
		t.Errorf("the base is changed:\n%s", got)
	}
	if got, want := string(Format(n)), "plans:\n  - 9\n  - 9\n"; got != want {
		t.Errorf("have\n%s", got)
	}
}

// TestBounds: hostile files get a short answer. What bounds them in time and
// room is the count, the depth and the size; a test that runs for ever fails.
func TestBounds(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 9; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	var chain strings.Builder // each value one level deeper than the one before
	chain.WriteString("a0: &a0 x\n")
	for i := 1; i < 300; i++ {
		fmt.Fprintf(&chain, "a%d: &a%d [*a%d]\n", i, i, i-1)
	}
	const deep, values = "want at most 200 levels", "want at most 200000 values"
	for name, test := range map[string]struct{ text, want string }{
		"alias bomb":      {bomb.String(), values},
		"alias chain":     {chain.String(), deep},
		"brackets":        {"a: " + strings.Repeat("[", 10000), deep},
		"closed brackets": {"a: " + strings.Repeat("[", 10000) + strings.Repeat("]", 10000), deep},
		"braces":          {"a: " + strings.Repeat("{a: ", 10000) + strings.Repeat("}", 10000), deep},
		"dashes":          {"a:\n  " + strings.Repeat("- ", 10000) + "x\n", deep},
		"JSON":            {strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000), deep},
		"values":          {"a: [" + strings.Repeat("a,", 210_000) + "]", values},
		"JSON values":     {`{"a": [` + strings.Repeat("1,", 210_000) + "1]}", values},
		"wide values":     {"é: [" + strings.Repeat(`&a "é",`, 210_000) + "]", values},
		"names":           {"a: {" + strings.Repeat("a: 1,", 50_000) + "}", "given twice"},
		"a long document": {"a: 1\n---\na: " + strings.Repeat("x", maxDocument), "want a document of at most 4 MiB"},
		"a large file":    {strings.Repeat("x", maxFile+1), "want a file of at most 64 MiB"},
	} {
		_, err := Read("x", []byte(test.text))
		if list, ok := err.(diag.List); ok {
			if err := list.Print(io.Discard, diag.PrintOptions{}); err != nil || len(list) > maxTrouble+1 {
				t.Errorf("%s: %d diagnostics, %v", name, len(list), err)
			}
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: have %.200v, want %s", name, err, test.want)
		}
	}
	if _, err := Read("x", []byte(strings.Repeat("---\na: "+strings.Repeat("x", 1<<16)+"\n", 70))); err != nil {
		t.Errorf("a long stream of short documents: %.200v", err)
	}
	if _, err := Read("x", []byte("a: "+strings.Repeat("[", 190)+strings.Repeat("]", 190))); err != nil {
		t.Errorf("190 levels: %v", err)
	}
}

// TestManyFields: long maps have an index; it must find what a search finds.
func TestManyFields(t *testing.T) {
	var a, b bytes.Buffer
	for i := range 100 {
		fmt.Fprintf(&a, "f%d: 1\n", i)
		fmt.Fprintf(&b, "f%d: 2\n", i+50)
	}
	n := Overlay(mustRead(t, a.String()), mustRead(t, b.String()))
	if len(n.Fields) != 150 || n.Field("f49").Text != "1" || n.Field("f50").Text != "2" || n.Fields[149].Name != "f149" {
		t.Errorf("have %d fields:\n%s", len(n.Fields), Format(n))
	}
	for _, text := range []string{a.String() + "f99: 1\n", `{"` + strings.ReplaceAll(strings.TrimSpace(strings.ReplaceAll(a.String(), ":", `":`)), "\n", `,"`) + `,"f3":1}`} {
		_, err := Read("x", []byte(text))
		if list, ok := err.(diag.List); !ok || len(list) != 1 || !strings.Contains(list[0].Message, "twice") {
			t.Errorf("have %v, want one name given twice", err)
		}
	}
}
