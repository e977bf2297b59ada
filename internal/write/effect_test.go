package write

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// A fact has the changes that name it, or a group that it is in, as their cause.
func TestEffect(t *testing.T) {
	revise := func(id int, pointers ...string) *doc.Revision {
		r := &doc.Revision{ID: id, Change: doc.Inserted}
		for _, p := range pointers {
			r.Causes = append(r.Causes, doc.Cause{Kind: doc.FactChanged, Pointer: p})
		}
		return r
	}
	d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{
		{Text: "one ", Revision: revise(1, "/plans/0/shares")},
		{Text: "two "},
		{Text: "three ", Revision: revise(2, "/plans", "/date")},
		{Text: "four "},
		{Text: "five ", Revision: revise(3, "/plans/0/shares", "")},
	}}}}
	facts := []doc.Cause{}
	for _, p := range []string{"/plans/0/shares", "/plans/1", "/planset", "/date", "/plans/0/share"} {
		facts = append(facts, doc.Cause{Kind: doc.FactChanged, Pointer: p})
	}
	var b bytes.Buffer
	if _, err := jsonFormat.Write(&b, d, &Options{Old: "a", New: "b", Facts: facts}); err != nil {
		t.Fatal(err)
	}
	var got jsonDocument
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := [][]int{{1, 2, 3}, {2}, {}, {2}, {2}}
	for i, f := range got.Facts {
		if !slices.Equal(f.Changes, want[i]) {
			t.Errorf("%s: changes %v, want %v", f.Pointer, f.Changes, want[i])
		}
	}
	b.Reset()
	if _, err := wordsFormat.Write(&b, d, &Options{Facts: facts}); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"  /plans/0/shares: none → none (changes 1-3)\n",
		"  /plans/1: none → none (change 2)\n",
		"  /planset: none → none (no change of its own in the text)\n",
	} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("no line %q in\n%s", line, b.String())
		}
	}
}
