package extract

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A packed is a form of the built-in pack, with the facts of its kind's examples.
type packed struct {
	*Form
	auto  *automaton
	facts []*facts.Node
}

func openPacked(t testing.TB, name string) *packed {
	t.Helper()
	pack := form.NewPack(form.Layer{FS: draftgen.FS})
	found, _ := pack.Form(name)
	if found == nil {
		t.Fatal("no form ", name)
	}
	main, err := found.Main()
	if err != nil {
		t.Fatal(err)
	}
	prog, err := render.Compile(render.File{Name: main.Shown, Text: main.Text}, func(name string) (render.File, bool) {
		p, ok := found.Partial(name)
		return render.File{Name: p.Shown, Text: p.Text}, ok
	})
	if err != nil {
		t.Fatal(err)
	}
	file, _ := found.Schema()
	s, err := schema.Compile(pack, file)
	if err != nil {
		t.Fatal(err)
	}
	p := &packed{Form: &Form{Name: name, Pattern: prog.Pattern(), Schema: s}}
	for _, ex := range pack.Examples() {
		if kind, _, _ := strings.Cut(ex.Name, "/"); kind != found.Kind {
			continue
		}
		file, err := pack.Read(ex.Facts)
		if err != nil {
			t.Fatal(err)
		}
		roots, err := facts.Read(file.Shown, []byte(file.Text))
		if err != nil {
			t.Fatal(err)
		}
		p.facts = append(p.facts, roots[0])
	}
	p.auto = build(p.Form, p.Pattern)
	p.Known = func() []*facts.Node { return p.facts }
	return p
}

// A rank counts the values whose own path has the least cost among the open
// paths of its group.
type rank struct {
	first int
	tied  int // another path costs the same, or the same text is another path's too
	all   int
}

// leaveOut ranks the values of each example by manners learned without it.
func (p *packed) leaveOut(t testing.TB) rank {
	var r rank
	for i, root := range p.facts {
		p.Known = func() []*facts.Node { return slices.Concat(p.facts[:i], p.facts[i+1:]) }
		ms := newManners(p.Form, p.auto.classes)
		texts := map[string][]string{}
		for _, u := range p.usages(p.auto.classes) {
			texts[u.path] = u.texts
		}
		groups := map[string][]string{}
		for _, at := range slices.Sorted(maps.Keys(ms.of)) {
			groups[groupOf(at)] = append(groups[groupOf(at)], at)
		}
		done := map[string]bool{}
		eachFact(root, "", func(at string, n *facts.Node) {
			tokens := tokensOf(n.Text)
			if ms.of[at] == nil || len(groups[groupOf(at)]) < 2 || len(tokens) == 0 || done[at+n.Text] {
				return
			}
			done[at+n.Text] = true
			own, least, best, shared := ms.of[at].whole(tokens), int32(1<<20), "", false
			for _, other := range groups[groupOf(at)] {
				if other == at {
					continue
				}
				shared = shared || slices.Contains(texts[other], n.Text)
				if cost := ms.of[other].whole(tokens); cost < least {
					least, best = cost, other
				}
			}
			r.all++
			switch {
			case own < least:
				r.first++
			case own == least || shared:
				r.tied++
			default:
				t.Logf("%s as %s: %q %d, %d", at, best, n.Text, own, least)
			}
		})
	}
	return r
}

// TestMannerRank: how a value is written tells which of the facts beside each
// other it is. The floors only ever go up.
func TestMannerRank(t *testing.T) {
	for name, floor := range map[string]struct{ first, either float64 }{
		"opinion/s8":                  {0.79, 0.91},
		"pressrelease/annual-meeting": {0.77, 0.91},
	} {
		r := openPacked(t, name).leaveOut(t)
		first, either := float64(r.first)/float64(r.all), float64(r.first+r.tied)/float64(r.all)
		t.Logf("%s: of %d values %.3f cost least, %.3f with ties", name, r.all, first, either)
		if first < floor.first || either < floor.either {
			t.Errorf("%s: %.3f, %.3f; want %v", name, first, either, floor)
		}
	}
}

// TestMannerOf: values that no example has, each with its path and one that it is not.
func TestMannerOf(t *testing.T) {
	for name, list := range map[string][][3]string{
		"pressrelease/annual-meeting": {
			{"Mary Doe", "/contacts/*/name", "/contacts/*/organization"},
			{"Doe & Partners, Inc.", "/contacts/*/organization", "/contacts/*/name"},
			{"Acme Widget Corporation", "/contacts/*/organization", "/contacts/*/name"},
			{"Vice President, Investor Relations", "/contacts/*/title", "/contacts/*/organization"},
			{"Senior Vice President and Chief Financial Officer", "/contacts/*/title", "/contacts/*/organization"},
			{"310-555-0100", "/contacts/*/telephone", "/contacts/*/url"},
			{"ir@acme.example", "/contacts/*/email", "/contacts/*/url"},
			{"www.acme.example", "/contacts/*/url", "/contacts/*/email"},
			{"12 Quai des Bergues, 3rd Floor", "/meeting/place/address/street", "/meeting/place/address/city"},
			{"1 Main Street", "/meeting/place/address/street", "/meeting/place/address/city"},
			{"D.C.", "/meeting/place/address/state", "/meeting/place/address/city"},
			{"90067-2346", "/meeting/place/address/zip", "/meeting/place/address/street"},
			{"V5A 1N7", "/meeting/place/address/zip", "/meeting/place/address/street"},
			{"Santa Fe", "/meeting/place/address/city", "/meeting/place/address/street"},
			{"the offices of Roe & Poe, P.C.", "/meeting/place/venue", "/meeting/place/address/street"},
			{"to elect two directors", "/agenda/*", "/reason"},
			{"because of the weather", "/reason", "/agenda/*"},
			{"Tolland Packaging, Inc. makes boxes.", "/about/*/text/*", "/about/*/heading"},
		},
		"opinion/s8": {
			{"Doe & Partners LLP", "/firm/name", "/firm/attorney"},
			{"Jane Doe", "/firm/attorney", "/firm/name"},
			{"LLP", "/firm/entity_suffix", "/firm/name"},
			{"1 Main Street, 5th Floor", "/firm/address/*", "/firm/name"},
			{"Chicago, Illinois 60601", "/firm/address/*", "/firm/name"},
			{"Acme, Inc. 2020 Equity Plan", "/plans/*/title", "/plans/*/defined_term"},
		},
	} {
		p := openPacked(t, name)
		ms := newManners(p.Form, p.auto.classes)
		for _, c := range list {
			tokens := tokensOf(c[0])
			if is, other := ms.of[c[1]].whole(tokens), ms.of[c[2]].whole(tokens); is >= other {
				t.Errorf("%q costs %d as %s and %d as %s", c[0], is, c[1], other, c[2])
			}
		}
		if of := ms.of["/firm/name"]; of != nil {
			split := of.whole(tokensOf("Doe & Partners")) + ms.of["/firm/entity_suffix"].whole(tokensOf("LLP"))
			t.Logf("as name and suffix %d, as a name %d", split, of.whole(tokensOf("Doe & Partners LLP")))
		}
	}
}

// TestMannerAddsUp: whole is the sum of the steps over traits, wherever in an
// exhibit the value stands, and two makings are the same.
func TestMannerAddsUp(t *testing.T) {
	p := openPacked(t, "pressrelease/annual-meeting")
	ms, again := newManners(p.Form, p.auto.classes), newManners(p.Form, p.auto.classes)
	tokens := tokensOf("Call Mary B. Doe, Jr., of ACME INDUSTRIES, INC., at 310-555-0100 or www.acme.example.")
	traits := ms.traits(tokens)
	for at, m := range ms.of {
		if !reflect.DeepEqual(m.steps, again.of[at].steps) || !slices.Equal(m.words, again.of[at].words) {
			t.Errorf("%s: two makings differ", at)
		}
		for from := 1; from < len(tokens); from++ {
			if tokens[from].text == "." {
				continue // whether it ends a short word is seen in what stands before it
			}
			cost := m.step(theEdge, traits[from])
			for to := from + 1; to < len(tokens); to++ {
				if whole := m.whole(tokens[from:to]); whole != cost+m.end(traits[to-1].class, to-from) {
					t.Fatalf("%s: %q costs %d as a whole", at, textOf(tokens[from:to]), whole)
				}
				cost += m.step(traits[to-1].class, traits[to])
			}
		}
	}
}

// TestMannersOfNothing: a form without examples has manners that say nothing.
func TestMannersOfNothing(t *testing.T) {
	r := noticeReader(t)
	r.form.Known = func() []*facts.Node { return nil }
	for at, m := range newManners(r.form, map[string]class{"/unheard": ofTitle}).of {
		if cost := m.whole(tokensOf("Acme, Inc.")); cost != 0 {
			t.Errorf("%s: %d", at, cost)
		}
	}
}

func TestHabits(t *testing.T) {
	r := noticeReader(t)
	roots, err := facts.Read("known.yaml", []byte("name: A\nplace: X\n---\nname: B\nkind: urgent\n---\nname: C\n---\nname: D\n"))
	if err != nil {
		t.Fatal(err)
	}
	r.form.Known = func() []*facts.Node { return roots }
	h := newHabits(r.form, "", "/kind", "/name", "/place", "/matters", "/matters/*")
	for what, got := range map[string][2]int32{
		"a fact that all have":        {h.given("/name"), 1},
		"... and one has not":         {h.absent("/name"), 14},
		"a fact that few have":        {h.given("/place"), 7},
		"... and this has not":        {h.absent("/place"), 2},
		"a list that none has":        {h.given("/matters"), 14},
		"an item":                     {h.given("/matters/*"), 0},
		"a fact with a default":       {h.absent("/kind"), 0},
		"the default":                 {h.value("/kind", "plain"), 2},
		"another value":               {h.value("/kind", "urgent"), 7},
		"a value that cannot be":      {h.value("/kind", "late"), mostHabit},
		"a fact that takes any value": {h.value("/name", "Z"), 0},
		"an unknown path":             {h.given("/x"), 0},
	} {
		if got[0] != got[1] {
			t.Errorf("%s costs %d, want %d", what, got[0], got[1])
		}
	}
}

func BenchmarkNewManners(b *testing.B) {
	p := openPacked(b, "opinion/s8")
	for b.Loop() {
		newManners(p.Form, p.auto.classes)
	}
}

func BenchmarkMannerNext(b *testing.B) {
	p := openPacked(b, "opinion/s8")
	m := newManners(p.Form, p.auto.classes).of["/firm/name"]
	tokens := tokensOf("Sanders, Barnet, Goldman, Simons & Mosk")
	for i := 0; b.Loop(); i++ {
		m.next(tokens, 1+i%(len(tokens)-1))
	}
}

func BenchmarkMannerStep(b *testing.B) {
	p := openPacked(b, "opinion/s8")
	ms := newManners(p.Form, p.auto.classes)
	m, traits := ms.of["/firm/name"], ms.traits(tokensOf("Sanders, Barnet, Goldman, Simons & Mosk"))
	for i := 0; b.Loop(); i++ {
		at := 1 + i%(len(traits)-1)
		m.step(traits[at-1].class, traits[at])
	}
}

// TestGroupOf: an item is in the group that its list is in.
func TestGroupOf(t *testing.T) {
	for at, want := range map[string]string{"/a/*/b": "/a/*", "/a/*": "", "/a": "", "": ""} {
		if got := groupOf(at); got != want {
			t.Errorf("%q is in %q, want %q", at, got, want)
		}
	}
}
