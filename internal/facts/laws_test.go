package facts

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/draftgen/draftgen/internal/diag"
)

// sameFacts compares kinds, texts, names and order.
var sameFacts = cmp.Options{
	cmpopts.IgnoreFields(Node{}, "Plain", "Pos", "Width", "Source", "Head", "Tail", "Foot"),
	cmpopts.IgnoreFields(Field{}, "Pos", "Width"),
	cmpopts.EquateEmpty(),
}

// texts are what texts are drawn from: what YAML takes for something else, what
// it trips over, and anything that prints.
func texts() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{
			"yes", "No", "on", "off", "y", "null", "~", "true", "2004-05-25", "010", "037833100", "0x1F", "0o17", "1_000", ".inf", "1e3", "12", "-1.5", "+1", "12:30:45",
			"a: b", "a:", ":", "- x", "-", "?", "a #b", "#", "@x", "%", "`", "*a", "&a", "!t", "|", ">", "[", "{}", "'", `"`, `\`, "<<", "=", "---", "...", "--- a",
			"", " ", " a", "a ", "a\nb", "a\nb\n", "a\n\nb\n\n", "\na", "a\n  b\n c", "  a\nb", "a\t", "\ta", "a\tb", "# a\nb", "a\n---\nb", "a\n#b", "\n", "a\n \nb",
			"\u0085", "\u2028", "\u00a0", "\u200b", "\u202e", "é", "“x”", "😀", "\ue000", "\ufffd", "2001-12-14 21:59:43.10 -5", "1 Jan", "333 South", "10 and 11",
		}),
		rapid.StringMatching(`[a-z0-9 :#,\[\]{}'"\n\-.\\|>&*!%@?~=]{0,12}`),
		rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return r != '\r' && !unprintable(r) })),
	)
}

func trees(depth int) *rapid.Generator[*Node] {
	return rapid.Custom(func(t *rapid.T) *Node {
		last := Map
		if depth == 0 {
			last = Text
		}
		n := &Node{Kind: Kind(rapid.IntRange(int(Null), int(last)).Draw(t, "kind"))}
		switch n.Kind {
		case Null:
			n.Text = rapid.SampledFrom([]string{"", "~", "null"}).Draw(t, "null")
		case Bool:
			n.Text = rapid.SampledFrom([]string{"true", "false", "True"}).Draw(t, "bool")
		case Number:
			n.Text = rapid.StringMatching(`[-+]?(0|[1-9][0-9]{0,30})(\.[0-9]{1,5})?`).Draw(t, "number")
		case Text:
			n.Text = texts().Draw(t, "text")
		case List:
			n.Items = rapid.SliceOfN(trees(depth-1), 0, 4).Draw(t, "items")
		case Map:
			n.Fields = fields(depth-1).Draw(t, "fields")
		}
		return n
	})
}

func fields(depth int) *rapid.Generator[[]Field] {
	return rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) Field {
		name := rapid.OneOf(rapid.SampledFrom([]string{"a", "b", "c", "0", "1"}), texts()).Draw(t, "name")
		return Field{Name: name, Value: trees(depth).Draw(t, "value")}
	}), 0, 5, func(f Field) string { return f.Name })
}

// roots are maps with something in them, as a file must have.
func roots() *rapid.Generator[*Node] {
	return rapid.Map(fields(3), func(f []Field) *Node {
		return &Node{Kind: Map, Fields: append(f, Field{Name: "the last", Value: &Node{Kind: Text, Text: "x"}})}
	})
}

func TestReadUndoesFormat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := roots().Draw(t, "n")
		out := Format(n)
		again, err := Read("x.yaml", out)
		if err != nil || len(again) != 1 {
			t.Fatalf("%d documents, %v:\n%s", len(again), err, out)
		}
		if diff := cmp.Diff(n, again[0], sameFacts); diff != "" {
			t.Fatalf("-want +got:\n%s\n%s", diff, out)
		}
		if twice := Format(again[0]); !bytes.Equal(out, twice) {
			t.Fatalf("first:\n%s\nthen:\n%s", out, twice)
		}
	})
}

// TestReadJSON holds that JSON is read as encoding/json reads it.
func TestReadJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := roots().Draw(t, "n")
		data, err := json.MarshalIndent(n.Value(), "", rapid.SampledFrom([]string{"", "\t"}).Draw(t, "indent"))
		if err != nil {
			t.Skip(err) // not every one of our numbers is JSON's
		}
		data = bytes.ReplaceAll(data, []byte("\u0085"), []byte(`\u0085`)) // the one line end that encoding/json leaves raw
		got, err := Read("x.json", data)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(n.Value(), got[0].Value()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestOverlayLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := roots().Draw(t, "a"), roots().Draw(t, "b")
		before := Format(a)
		over := Overlay(a, b)
		if !bytes.Equal(before, Format(a)) {
			t.Fatal("the base is changed")
		}
		for _, f := range b.Fields {
			if f.Value.Kind != Map && !cmp.Equal(f.Value, over.Field(f.Name), sameFacts) {
				t.Fatalf("%q of the upper is lost", f.Name)
			}
		}
		for _, f := range a.Fields {
			if b.Field(f.Name) == nil && !cmp.Equal(f.Value, over.Field(f.Name), sameFacts) {
				t.Fatalf("%q of the lower is lost", f.Name)
			}
		}
		for name, same := range map[string][2]*Node{
			"idempotent":         {over, Overlay(over, b)},
			"itself":             {a, Overlay(a, a)},
			"nothing below":      {a, Overlay(nil, a)},
			"nothing above":      {a, Overlay(a, nil)},
			"an empty map above": {a, Overlay(a, &Node{Kind: Map})},
		} {
			if diff := cmp.Diff(same[0], same[1], sameFacts); diff != "" {
				t.Fatalf("%s: %s", name, diff)
			}
		}
	})
}

// TestOverlayAssociates: laying three files is the same in either grouping, so
// long as each value is a map in all of them or in none. (A map, a text and a
// map again differ, as they must: the text cuts the lower map off.)
func TestOverlayAssociates(t *testing.T) {
	flat := rapid.Map(rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 0, 4, rapid.ID), func(names []string) *Node {
		n := &Node{Kind: Map}
		for i, name := range names {
			inner := &Node{Kind: Map, Fields: []Field{{Name: name + strconv.Itoa(i), Value: &Node{Kind: Number, Text: strconv.Itoa(i)}}}}
			n.Fields = append(n.Fields, Field{Name: name, Value: inner})
		}
		return n
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := flat.Draw(t, "a"), flat.Draw(t, "b"), flat.Draw(t, "c")
		if diff := cmp.Diff(Overlay(Overlay(a, b), c), Overlay(a, Overlay(b, c)), sameFacts); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestSetThenLookup: a value set is found there and says where it is from;
// everything else, and every tree that shares parts with this one, stays.
func TestSetThenLookup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := roots().Draw(t, "base")
		n := Overlay(base, nil)
		before := Format(base)
		steps := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "0", "1", "x.y", "x/y", "~"}), 1, 4).Draw(t, "steps")
		value := rapid.OneOf(texts(), rapid.Just("[1, {a: b}]"), rapid.Just(`"x"`)).Draw(t, "value")
		pointer := pointerTo(steps)
		err := n.Set(pointer, value)
		if !bytes.Equal(before, Format(base)) {
			t.Fatal("a tree that shares parts is changed")
		}
		if err != nil {
			for _, d := range err.(diag.List) {
				if d.File != "--set "+pointer+"="+value {
					t.Fatalf("the error names no flag: %v", d)
				}
			}
			if !bytes.Equal(before, Format(n)) {
				t.Fatal("changed in spite of an error")
			}
			return
		}
		got := n.Lookup(pointer)
		if got == nil {
			t.Fatalf("nothing at %s", pointer)
		}
		if pos, _, _ := n.Locate(pointer); !strings.HasPrefix(pos.File, "--set ") {
			t.Fatalf("%s stands in %q", pointer, pos.File)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"a: 1\nb: [x, {y: z}]\n", `{"a": "\ud83d\ude00", "b": [1]}`, "a: &a [x]\nb: *a\n", "# c\na: |\n  x\n\n  y\n---\nb: 'x'\n", "{a: 1,000}", "a: \"x\\\n  y\"\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		trees, err := Read("x", data)
		if err != nil {
			var b bytes.Buffer
			list := err.(diag.List)
			if len(list) == 0 || list.Print(&b, diag.PrintOptions{}) != nil {
				t.Fatalf("an error that says nothing: %v", err)
			}
			return
		}
		for _, n := range trees {
			out := Format(n)
			again, err := Read("x", out)
			if err != nil || len(again) != 1 {
				t.Fatalf("%v:\n%s", err, out)
			}
			if diff := cmp.Diff(n, again[0], sameFacts); diff != "" {
				t.Fatalf("%s\n%s", diff, out)
			}
		}
	})
}
