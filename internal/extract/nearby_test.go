package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
)

// taught is a reader of the notice with two samples.
func taught(t testing.TB) *Reader {
	t.Helper()
	f := noticeReader(t).form
	f.Samples = func() []Sample {
		return []Sample{
			sampleNotice("Oak Corporation", "2001-02-03", "February 3, 2001", "12,000", "Fresno"),
			sampleNotice("Maple Works, Inc", "2002-05-06", "May 6, 2002", "1,000", "Salt Lake City"),
			{Draft: paragraph("Dear shareholder, we enclose a check.")},
		}
	}
	return NewReader(f)
}

func sampleNotice(name, date, printed, count, place string) Sample {
	root, err := facts.Read("x.yaml", []byte("name: "+name+"\ndate: "+date+"\ncount: "+strings.ReplaceAll(count, ",", "")+"\nplace: "+place+"\nmatters: [election of directors]\n"))
	if err != nil {
		panic(err)
	}
	made := func(text, pointer string) doc.Span {
		return doc.Span{Text: text, Data: true, Origin: &doc.Origin{Facts: []string{pointer}}}
	}
	word := func(text string) doc.Span { return doc.Span{Text: text, Origin: &doc.Origin{}} }
	return Sample{Akin: true, Facts: root[0], Draft: &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: []doc.Span{
		word("Notice to "), made(name, "/name"), word(". The meeting of "), made(printed, "/date"), word(" concerns "), made(count, "/count"),
		word(" shares and is held in "), made(place, "/place"), word(". The matters are "), made("election of directors", "/matters/0"), word("."),
	}}}}}
}

// TestNearby finds facts in words that the form does not have, and none in a
// text of another kind.
func TestNearby(t *testing.T) {
	r := taught(t)
	res := r.Read(paragraph("All who hold the 40,000 shares of Birch Corporation are asked to a meeting, to be held in Boise when June 7, 2005 comes."), nil)
	if !res.Foreign {
		t.Fatalf("not foreign: %+v", res.Score)
	}
	got := map[string]string{}
	for _, reading := range res.Readings {
		got[reading.Pointer] = reading.Value
	}
	for p, want := range map[string]string{"/date": "2005-06-07", "/count": "40000"} {
		if got[p] != want {
			t.Errorf("%s: want %s, found %q of %v", p, want, got[p], got)
		}
	}
	if res := r.Read(paragraph("The miller had three sons, a mill, a donkey and a cat, and on May 6, 2002 he died."), nil); res.Fits() {
		t.Errorf("a tale fits: %+v", res.Facts)
	}
}

// TestNames cuts runs of capitals.
func TestNames(t *testing.T) {
	r := taught(t)
	for text, want := range map[string][]string{
		"sold by Birch & Elm, Inc., an Oregon firm":        {"Birch & Elm, Inc.", "Oregon"},
		"in the Oak Room of the Elm Inn, 300 South Street": {"the Oak Room of the Elm Inn", "300 South Street", "Oak Room"},
		"under the Stock Plan. We agree":                   {"Stock Plan", "We"},
	} {
		tokens := read(paragraph(text), r.auto.lookup)
		var got []string
		for _, c := range r.survey(tokens).names(make([]bool, len(tokens))) {
			got = append(got, c.value)
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q is not among %q", text, w, got)
			}
		}
	}
}

// TestAbbreviates tells the period of a name from that of a sentence.
func TestAbbreviates(t *testing.T) {
	r := taught(t)
	for _, c := range []struct {
		text, name string
		want       bool
	}{
		{"Birch Corp. (the seller) agrees. So does Birch Corp.", "Birch Corp", true},
		{"It is owned by Birch Co.", "Birch Co", true},
		{"We know the Stock Plan. The Stock Plan counts.", "Stock Plan", false},
		{"It is called the Purchase Program.", "Purchase Program", false},
	} {
		s := r.survey(read(paragraph(c.text), r.auto.lookup))
		if got := s.abbreviates(c.name); got != c.want {
			t.Errorf("%s: %v", c.text, got)
		}
	}
}

// TestNumberLists gives the facts of an element the number of the nearest.
func TestNumberLists(t *testing.T) {
	s := &auction{lore: &lore{}, chosen: []*value{
		{path: "/plans/*/title", text: "B", at: 30}, {path: "/plans/*/title", text: "A", at: 10}, {path: "/plans/*/shares", text: "7", at: 28}, {path: "/date", at: 1},
	}}
	s.number(nil)
	got := map[string]string{}
	for _, v := range s.chosen {
		got[v.pointer] = v.text
	}
	if got["/plans/0/title"] != "A" || got["/plans/1/title"] != "B" || got["/plans/1/shares"] != "7" {
		t.Errorf("%v", got)
	}
}

// FuzzNearby reads any text by its surroundings, twice: nothing panics, and the
// same comes out.
func FuzzNearby(f *testing.F) {
	r := taught(f)
	f.Add("All who hold 40,000 shares of Birch Corporation are asked to come to Boise on June 7, 2005.")
	f.Add("A, B, C, & D. of the the E.\nInc. , , 1,2,3 May 1, 2001\n\nTHE X'S — [Y] (Z)")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<13 {
			return
		}
		tokens := read(paragraph(text), r.auto.lookup)
		once, again := map[string]*value{}, map[string]*value{}
		r.seek(once, nil, tokens)
		r.seek(again, nil, tokens)
		for p, v := range once {
			if again[p] == nil || again[p].text != v.text || again[p].certain != v.certain || v.at < 0 || v.at >= len(tokens) {
				t.Errorf("%s: %+v, and then %+v", p, v, again[p])
			}
		}
		if len(once) != len(again) {
			t.Errorf("%d values, and then %d", len(once), len(again))
		}
	})
}
