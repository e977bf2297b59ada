package assembly

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/draftgen/draftgen"
	"github.com/draftgen/draftgen/internal/form"
)

// builtIn is the pack in the binary.
func builtIn() *Assembly { return New(form.NewPack(form.Layer{FS: draftgen.FS})) }

// draftExample drafts an example of the built-in pack without a remark.
func draftExample(t *testing.T, a *Assembly, ex form.Example) *Draft {
	t.Helper()
	root, err := a.readFacts(ex)
	if err != nil {
		t.Fatal(err)
	}
	f, err := a.FormFor(root, "")
	if err != nil {
		t.Fatal(err)
	}
	d, list := f.Draft(root)
	if len(list) > 0 {
		t.Fatal(list)
	}
	return d
}

// Every form of the pack is whole: it compiles, has an example that is proved
// against its exhibit, and drafts to the same bytes twice. A form that is new
// is tested by being there.
func TestConformance(t *testing.T) {
	a := builtIn()
	proved := map[string]bool{}
	for _, ex := range a.Pack.Examples() {
		t.Run(ex.Name, func(t *testing.T) {
			p := a.Prove(ex)
			for _, d := range p.Trouble {
				t.Error(d)
			}
			if !p.WordsEqual || !p.LinesEqual {
				t.Errorf("words equal: %v, lines equal: %v", p.WordsEqual, p.LinesEqual)
				reportLines(t, p.Filed, p.Drafted)
			}
			proved[p.Form] = true
			checkErrata(t, a, ex)
			checkRefill(t, draftExample(t, a, ex))
			if one, two := page(draftExample(t, a, ex)), page(draftExample(t, builtIn(), ex)); one != two {
				t.Error("two drafts differ")
			}
		})
	}
	for _, f := range a.Pack.Forms() {
		if _, err := a.Form(f.Name); err != nil {
			t.Error(err)
		}
		if !proved[f.Name] {
			t.Errorf("%s has no example", f.Name)
		}
	}
}

func reportLines(t *testing.T, want, got []string) {
	t.Helper()
	for i := range max(len(want), len(got)) {
		w, g := "", ""
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		if w != g {
			t.Errorf("line %d:\nfiled   %q\ndrafted %q", i+1, w, g)
		}
	}
}

// An exhibit's errata are few and small, and each says why: they are slips, not
// a second text.
func checkErrata(t *testing.T, a *Assembly, ex form.Example) {
	t.Helper()
	slips, err := a.readErrata(ex)
	if err != nil || slips == nil {
		return // Prove has said it
	}
	if len(slips.Errata) > 12 {
		t.Errorf("%d errata, want at most 12", len(slips.Errata))
	}
	for _, e := range slips.Errata {
		if strings.TrimSpace(e.Why) == "" {
			t.Errorf("%v has no reason", e)
		}
		if form, filed := e.Changed(); max(len(form), len(filed)) > 6 {
			t.Errorf("an erratum changes more than six words: %q, filed %q", form, filed)
		}
	}
}

// At another measure the paragraphs refill: no break of a line is written into
// the form.
func checkRefill(t *testing.T, d *Draft) {
	t.Helper()
	sheet := *d.Form.Sheet
	sheet.Typewriter.Measure -= 9
	narrow := linesOf(sheet.Typewrite(d.Document, nil))
	for _, line := range narrow {
		if n := len([]rune(line)); n > int(sheet.Typewriter.Measure) {
			t.Errorf("%d columns in %q", n, line)
		}
	}
	if got, want := wording(narrow), wording(linesOf(d.Pages())); got != want {
		t.Errorf("the words change with the measure:\n%s\n%s", got, want)
	}
}

// wording joins the words of lines, without rules, which are as long as the
// line above.
func wording(lines []string) string {
	var words []string
	for _, line := range lines {
		if strings.Trim(line, " -") != "" {
			words = append(words, strings.Fields(line)...)
		}
	}
	return strings.Join(words, " ")
}

func page(d *Draft) string { return joinLines(linesOf(d.Pages())) }

// No example may lie in the pack under a name that nothing finds.
func TestNoStrayFiles(t *testing.T) {
	a := builtIn()
	known := map[string]bool{}
	for _, ex := range a.Pack.Examples() {
		known[ex.Facts], known[ex.Exhibit], known[ex.Errata] = true, true, true
	}
	err := fs.WalkDir(draftgen.FS, "examples", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !known[path] {
			t.Errorf("%s belongs to no example", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Every fact of an example is accounted for: printed, looked at by a condition,
// or for the program.
func TestEveryFactIsAccountedFor(t *testing.T) {
	a := builtIn()
	for _, ex := range a.Pack.Examples() {
		for _, account := range draftExample(t, a, ex).Explain().Facts {
			if account.Use == IsUnread || account.Use == IsSpare {
				t.Errorf("%s: %s is %s", ex.Name, account.Pointer, account.Use)
			}
		}
	}
}

// Every word of an example has a place in a template.
func TestEveryWordIsExplained(t *testing.T) {
	a := builtIn()
	for _, ex := range a.Pack.Examples() {
		d := draftExample(t, a, ex)
		words := d.Explain().Words
		var page []string
		for _, w := range words {
			page = append(page, w.Text)
			for _, p := range w.Pieces {
				if p.Template.Line == 0 && strings.Trim(p.Text, "-") != "" {
					t.Errorf("%s: %q of %q comes from nowhere", ex.Name, p.Text, w.Text)
				}
			}
		}
		if got, want := strings.Join(page, " "), strings.Join(strings.Fields(joinLines(linesOf(d.Pages()))), " "); got != want {
			t.Errorf("%s: the words are not those of the page", ex.Name)
		}
	}
}
