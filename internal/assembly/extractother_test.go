package assembly

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/draftgen/draftgen/internal/facts"
)

// TestExtractUnseen reads exhibits in wordings that no form has. The figures of
// the reader were set on all three folders: none is blind any more.
func TestExtractUnseen(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes many drafts")
	}
	for folder, least := range map[string]unseen{
		"unseen":  {fixtures: 10, right: 63, certain: 51},
		"heldout": {fixtures: 8, right: 52, certain: 42},
		"fresh":   {fixtures: 10, right: 88, certain: 61},
	} {
		a := builtIn()
		var got unseen
		files, _ := filepath.Glob("../extract/testdata/" + folder + "/*.yaml")
		for _, file := range files {
			got.read(t, a, file)
		}
		t.Logf("%s: %d of %d right, %d of them certain; %d wrong ones certain", folder, got.right, got.all, got.certain, got.bad)
		if got.fixtures != least.fixtures || got.right < least.right || got.certain < least.certain || got.bad > 0 {
			t.Errorf("%s: %+v, which was better before: %+v", folder, got, least)
		}
	}
}

// unseen counts what became of the facts of fixtures.
type unseen struct{ fixtures, all, right, certain, bad int }

func (u *unseen) read(t *testing.T, a *Assembly, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	roots, err := facts.Read(file, data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := a.FormFor(roots[0], "")
	if err != nil {
		t.Fatal(err)
	}
	x, err := f.Extract(file, readText(t, textFile(t, strings.TrimSuffix(file, ".yaml")+".txt")))
	if err != nil {
		t.Error(err)
		return
	}
	u.fixtures++
	want, got, sure := map[string]string{}, map[string]string{}, map[string]bool{}
	flatten(roots[0].Value(), "", want)
	flatten(x.Facts.Value(), "", got)
	for _, r := range x.Readings {
		sure[r.Pointer] = r.Certain
	}
	for p, w := range want {
		if p == "/form" || p == "/meeting/kind" {
			continue
		}
		u.all++
		switch {
		case got[p] == w && sure[p]:
			u.certain++
			fallthrough
		case got[p] == w:
			u.right++
		case sure[p]:
			u.bad++
			fallthrough
		default:
			t.Logf("%s: %s: want %s, found %s, certain: %v", filepath.Base(file), p, w, got[p], sure[p])
		}
	}
}

func textFile(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestExtractOthers hands over texts of other kinds: a poem, a lease, a passage
// of an annual report, the cover of a registration statement, an auditor's
// consent, a release on earnings, the minutes of a board; and the fixtures of
// one kind to the forms of the other.
func TestExtractOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes many drafts")
	}
	a := builtIn()
	for _, name := range []string{"opinion/s8", "opinion/s8-option-plan", "pressrelease/annual-meeting", "pressrelease/meeting-date"} {
		f, err := a.Form(name)
		if err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob("../extract/testdata/others/*.txt")
		if len(files) < 8 {
			t.Fatal("no texts")
		}
		for _, folder := range []string{"unseen", "heldout"} {
			more, _ := filepath.Glob("../extract/testdata/" + folder + "/*.txt")
			for _, file := range more {
				if kind, _, _ := strings.Cut(filepath.Base(file), "-"); !strings.HasSuffix(f.Kind, kind) {
					files = append(files, file)
				}
			}
		}
		for _, file := range files {
			if x, err := f.Extract(file, readText(t, textFile(t, file))); err == nil {
				t.Errorf("%s takes %s for one of its kind: %+v", name, file, x.Score)
			}
		}
	}
}

// TestExtractRefuses hands over texts that are no exhibits, or of another kind.
func TestExtractRefuses(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes many drafts")
	}
	a := builtIn()
	read := func(name string) string { return textFile(t, name) }
	texts := map[string]string{
		"readme": read("../../README.md"), "licence": read("../../LICENSE"), "forms": read("../../docs/forms.md"), "nothing": "Hello.\n",
	}
	for name, text := range texts {
		if x, err := a.ExtractAuto(name, readText(t, text)); err == nil {
			t.Errorf("%s is taken for an exhibit of %s: %+v", name, x.Form.Name, x.Score)
		}
	}
	letter := readText(t, read("../../examples/opinion/hemacare-1995.txt"))
	for _, name := range []string{"pressrelease/meeting-date", "pressrelease/annual-meeting"} {
		f, err := a.Form(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Extract("letter", letter); err == nil {
			t.Errorf("%s takes a letter for a release", name)
		}
	}
}

// TestExtractFiled reads the reference exhibits as they were filed, with the
// form made from each. What differs from the facts of the example is what the
// errata put into the original, and is listed here.
func TestExtractFiled(t *testing.T) {
	a := builtIn()
	for _, o := range originals(t, a, "hemacare") {
		file, err := a.Pack.Read(o.Exhibit)
		if err != nil {
			t.Fatal(err)
		}
		x, err := o.draft.Form.Extract(o.Name, readText(t, file.Text))
		if err != nil {
			t.Fatal(err)
		}
		want, got := completed(t, x.Form, o.facts), completed(t, x.Form, x.Facts)
		for _, p := range keys(want, got) {
			if x.Form.reads[starsOf(p)] && want[p] != got[p] && filedOtherwise[o.Name][p] != got[p] {
				t.Errorf("%s: %s: want %s, found %s", o.Name, p, want[p], got[p])
			}
		}
	}
}

// TestExtractFiledByCurrentForms reads the same exhibits with the current form of
// their kind. Its wording is another, and the example teaches it nothing; it must
// find the facts of the example that it prints.
func TestExtractFiledByCurrentForms(t *testing.T) {
	for _, o := range originals(t, builtIn(), "hemacare") {
		a := untaught(o.facts)
		name := "opinion/s8"
		if strings.HasPrefix(o.Name, "pressrelease") {
			name = "pressrelease/annual-meeting"
		}
		f, err := a.Form(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := a.Pack.Read(o.Exhibit)
		if err != nil {
			t.Fatal(err)
		}
		x, err := f.Extract(o.Name, readText(t, file.Text))
		if err != nil {
			t.Errorf("%s: %v", o.Name, err)
			continue
		}
		want, got := map[string]string{}, map[string]string{}
		flatten(o.facts.Value(), "", want)
		flatten(x.Facts.Value(), "", got)
		right, all := 0, 0
		certain := map[string]bool{}
		for _, r := range x.Readings {
			certain[r.Pointer] = r.Certain
		}
		for _, p := range keys(want, got) {
			want[p], got[p] = plainly(want[p]), plainly(got[p])
			if filed, ok := filedOtherwise[o.Name][p]; ok && want[p] != got[p] {
				want[p] = plainly(filed)
			}
			if !f.reads[starsOf(p)] || want[p] == "" {
				continue
			}
			all++
			if want[p] != got[p] && certain[p] {
				t.Errorf("%s: %s: %s is certain, and wrong", o.Name, p, got[p])
			}
			if want[p] == got[p] {
				right++
			} else {
				t.Errorf("%s: %s: want %s, found %s", o.Name, p, want[p], got[p])
			}
		}
		t.Logf("%s by %s: %d of %d right", o.Name, name, right, all)
	}
}

// untaught is the built-in pack, of which an example teaches nothing.
func untaught(example *facts.Node) *Assembly {
	a := builtIn()
	a.exampleFacts = sync.OnceValue(func() []factsOf {
		return slices.DeleteFunc(a.readExamples(), func(ex factsOf) bool { return ex.facts.Pos.File == example.Pos.File })
	})
	return a
}

// plainly writes a value without what its author may choose: quotes, and commas
// in numbers.
func plainly(value string) string {
	value = strings.Trim(value, `"`)
	if strings.Trim(value, "0123456789,") == "" {
		return strings.ReplaceAll(value, ",", "")
	}
	return value
}

// filedOtherwise are the facts that the reference exhibits have otherwise than
// the examples made from them, as the errata say; "" for those that they do not
// have where the form prints them.
var filedOtherwise = map[string]map[string]string{
	"opinion/hemacare-1995": {
		"/exhibit_numbers/1":      "", // typed behind the date
		"/registrant/entity_type": `"company"`,
		"/salutation":             `"Gentlemen"`,
	},
	"pressrelease/hemacare-2004": {
		"/about/0/heading":       "", // the heading that the form prints without one
		"/registrant/short_name": "", // never defined in the original
	},
}
