package assembly

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
)

func completed(t testing.TB, f *Form, root *facts.Node) map[string]string {
	t.Helper()
	out := map[string]string{}
	flatten(completedValues(t, f, root), "", out)
	return out
}

func completedValues(t testing.TB, f *Form, root *facts.Node) map[string]any {
	t.Helper()
	values, list := f.Schema.Complete(root)
	if list.Err() != nil {
		t.Fatal(list.Err())
	}
	return values
}

func flatten(v any, p string, out map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			flatten(inner, p+"/"+name, out)
		}
	case []any:
		for i, inner := range v {
			flatten(inner, p+"/"+itoa(i), out)
		}
	case nil:
	default:
		text, _ := json.Marshal(v)
		out[p] = string(text)
	}
}

func keys(maps ...map[string]string) []string {
	seen := map[string]bool{}
	var out []string
	for _, m := range maps {
		for k := range m {
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

func starsOf(pointer string) string {
	tokens := strings.Split(pointer, "/")
	for i, token := range tokens {
		if token != "" && strings.Trim(token, "0123456789") == "" {
			tokens[i] = "*"
		}
	}
	return strings.Join(tokens, "/")
}

// original is an example with its draft.
type original struct {
	form.Example
	facts *facts.Node
	draft *Draft
}

func originals(t testing.TB, a *Assembly, like string) []original {
	t.Helper()
	var out []original
	for _, ex := range a.Pack.Examples() {
		if !strings.Contains(ex.Name, like) {
			continue
		}
		root, err := a.readFacts(ex)
		if err != nil {
			t.Fatal(err)
		}
		f, err := a.FormFor(root, "")
		if err != nil {
			t.Fatal(err)
		}
		d, list := f.Draft(root)
		if d == nil {
			t.Fatal(list)
		}
		out = append(out, original{ex, root, d})
	}
	return out
}

func pageText(d *Draft) string { return joinLines(linesOf(d.Pages())) }

func readText(t testing.TB, text string) *exhibit.Exhibit {
	t.Helper()
	read, list := exhibit.Read("exhibit.txt", []byte(text), exhibit.Options{})
	if read == nil {
		t.Fatal(list)
	}
	return read
}

// TestExtractExamples drafts every example as typewriter text, reads that as an
// exhibit, and extracts its facts again. The floors only ever go up.
func TestExtractExamples(t *testing.T) {
	totals := map[string]*account{}
	same, all := 0, 0
	for i, o := range originals(t, builtIn(), "") {
		if testing.Short() && i%9 != 1 {
			continue
		}
		f := o.draft.Form
		x, err := f.Extract(o.Name, readText(t, pageText(o.draft)))
		if err != nil {
			t.Errorf("%s: %v", o.Name, err)
			continue
		}
		if totals[f.Name] == nil {
			totals[f.Name] = &account{}
		}
		one := holdAgainst(t, o, x, verbosely(t, o.Name))
		totals[f.Name].add(one)
		same, all = same+one.same, all+1
	}
	if testing.Short() {
		return // the floors are those of all examples
	}
	for _, name := range slices.Sorted(maps.Keys(totals)) {
		totals[name].reach(t, name, floors[name])
	}
	if same < all {
		t.Errorf("draft(extract(draft(f))) = draft(f) for %d of %d", same, all)
	}
}

// verbosely says what went wrong, if tests are asked to say much.
func verbosely(t *testing.T, name string) func(string, ...any) {
	return func(s string, args ...any) {
		if testing.Verbose() {
			t.Logf(name+": "+s, args...)
		}
	}
}

// A floor is what was reached: the share of facts that must be right, and of
// the certain values that may be wrong, both in thousandths.
type floor struct{ right, certainBad int }

// The floors of the forms, for the drafts of their examples: what is reached
// now, a little less. Better figures raise them.
var floors = map[string]floor{
	"opinion/s8":                      {985, 5},
	"opinion/s8-option-plan":          {995, 0},
	"opinion/s8-stock-incentive-plan": {995, 0},
	"pressrelease/annual-meeting":     {995, 0},
	"pressrelease/meeting-date":       {995, 0},
}

// reach fails below a floor.
func (a account) reach(t *testing.T, name string, f floor) {
	t.Helper()
	t.Logf("%s: %v", name, a)
	if a.right*1000 < f.right*(a.right+a.wrong+a.ambiguous) {
		t.Errorf("%s: %v; the floor is %d in a thousand", name, a, f.right)
	}
	if a.certainBad*1000 > f.certainBad*a.certain {
		t.Errorf("%s: %v; no more than %d in a thousand certain values may be wrong", name, a, f.certainBad)
	}
}

// TestExtractLayouts sets the drafts of the reference examples otherwise: the
// same facts must come out.
func TestExtractLayouts(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes many drafts")
	}
	a := builtIn()
	total := map[string]*account{}
	for _, o := range originals(t, a, "hemacare") {
		for name, text := range layouts(pageText(o.draft)) {
			x, err := o.draft.Form.Extract(o.Name, readText(t, text))
			if err != nil {
				t.Errorf("%s, %s: %v", o.Name, name, err)
				continue
			}
			if total[name] == nil {
				total[name] = &account{}
			}
			total[name].add(holdAgainst(t, o, x, verbosely(t, o.Name+", "+name)))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(total)) {
		total[name].reach(t, name, floor{1000, 0})
	}
}

// layouts sets a text in other ways that leave its words as they are.
func layouts(text string) map[string]string {
	out := map[string]string{
		"blanks":  strings.ReplaceAll(text, " ", "  "),
		"returns": strings.ReplaceAll(text, "\n", "\r\n"),
		"quotes":  smart(text),
		"tabs":    strings.ReplaceAll(text, "     ", "\t"),
	}
	for _, measure := range []int{60, 66, 72, 90} {
		out[fmt.Sprintf("measure %d", measure)] = rewrap(text, measure)
	}
	return out
}

func smart(text string) string {
	open := true
	var b strings.Builder
	for _, r := range text {
		switch r {
		case '"':
			r = map[bool]rune{true: '“', false: '”'}[open]
			open = !open
		case '\'':
			r = '’'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// rewrap fills the long paragraphs of a text anew.
func rewrap(text string, measure int) string {
	blocks := strings.Split(text, "\n\n")
	for i, block := range blocks {
		if !isFilled(block) {
			continue
		}
		var b strings.Builder
		width := 0
		for _, word := range strings.Fields(block) {
			if width > 0 && width+1+len(word) > measure {
				b.WriteString("\n")
				width = 0
			} else if width > 0 {
				b.WriteString(" ")
				width++
			}
			b.WriteString(word)
			width += len(word)
		}
		blocks[i] = b.String()
	}
	return strings.Join(blocks, "\n\n")
}

// isFilled reports whether a block is a paragraph: all its lines but the last are
// about as long as the page is wide.
func isFilled(block string) bool {
	lines := strings.Split(strings.TrimRight(block, "\n"), "\n")
	for _, line := range lines[:len(lines)-1] {
		if len(line) < 55 {
			return false
		}
	}
	return len(lines) > 1
}

// TestExtractSlips changes, deletes and inserts one in twenty of the form's own
// words in the drafts of examples: of some, or of all if many random facts are
// asked for too, once for each fifty of them.
func TestExtractSlips(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes many drafts")
	}
	var total account
	all := originals(t, builtIn(), "")
	for round := range max(1, *extractions/50) {
		var once account
		for seed, o := range all {
			if *extractions < 100 && seed%9 != 1 {
				continue
			}
			d := slip(o.draft.Document, rand.New(rand.NewPCG(uint64(seed), uint64(7+round))))
			x, err := o.draft.Form.Extract(o.Name, &exhibit.Exhibit{Document: d})
			if err != nil {
				t.Errorf("%s: %v", o.Name, err)
				continue
			}
			once.add(holdAgainst(t, o, x, verbosely(t, o.Name)))
		}
		t.Logf("round %d: %v", round, once)
		total.add(once)
	}
	least, sure := floor{957, 5}, 850
	if *extractions < 100 {
		least, sure = floor{935, 10}, 0 // of the few
	}
	total.reach(t, "with slips", least)
	if (total.certain-total.certainBad)*1000 < sure*total.read {
		t.Errorf("with slips: %v; %d in a thousand of the right ones must be certain", total, sure)
	}
}

// slip returns a copy of a document with slips in the words that are the form's.
func slip(d *doc.Document, r *rand.Rand) *doc.Document {
	strange := strings.Fields("whereas pursuant forthwith several aforesaid other certain such party material")
	out := &doc.Document{}
	for _, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			out.Blocks = append(out.Blocks, b)
			continue
		}
		q := *p
		q.Spans = slices.Clone(p.Spans)
		for i := range q.Spans {
			if q.Spans[i].Data {
				continue
			}
			words := strings.SplitAfter(q.Spans[i].Text, " ")
			for j, w := range words {
				if strings.TrimSpace(w) == "" || !strings.HasSuffix(w, " ") || r.IntN(20) != 0 {
					continue
				}
				switch r.IntN(3) {
				case 0:
					words[j] = strange[r.IntN(len(strange))] + " "
					if j == 0 && i > 0 {
						words[j] = " " + words[j] // the word stands apart from the fact before it
					}
				case 1:
					words[j] = " "
				default:
					words[j] = w + strange[r.IntN(len(strange))] + " "
				}
			}
			q.Spans[i].Text = strings.Join(words, "")
		}
		out.Blocks = append(out.Blocks, &q)
	}
	return out
}

// BenchmarkExtract extracts what forms drafted, the longest of it last, when the reader
// has been made.
func BenchmarkExtract(b *testing.B) {
	a := builtIn()
	for _, name := range []string{"opinion/hemacare-1995", "opinion/one-plan-delaware", "pressrelease/annual-meeting-in-person", "opinion/rsu-per-award"} {
		o := originals(b, a, name)[0]
		d := readText(b, pageText(o.draft))
		o.draft.Form.reader()
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := o.draft.Form.Extract(name, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	o := originals(b, a, "opinion/hemacare-1995")[0]
	long := pageText(o.draft) + strings.Repeat("\nThe parties have agreed on what stands in the schedule, which is a part of this agreement.\n", 2100)
	d := readText(b, long)
	b.Run("200 kB", func(b *testing.B) {
		for b.Loop() {
			o.draft.Form.reader().Read(d.Document, o.draft.Form.refiled(d))
		}
	})
}
