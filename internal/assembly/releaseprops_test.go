package assembly

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"pgregory.net/rapid"
)

// TestReleasesOfRandomFacts drafts two thousand releases of each form from
// facts that anyone might give, and reads each as a proof-reader does.
func TestReleasesOfRandomFacts(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) tree{
		"pressrelease/annual-meeting": drawRelease,
		"pressrelease/meeting-date":   drawReleaseOf2004,
	} {
		f, err := builtIn().Form(name)
		if err != nil {
			t.Fatal(err)
		}
		given := map[string]bool{}
		for range 20 { // rapid draws 100 at a time
			t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
				matter := draw(t)
				matter["form"] = name
				root := matter.node(t)
				d, list := f.Draft(root)
				if len(list) > 0 {
					t.Fatalf("%v", list)
				}
				proofread(t, d, matter)
				used := usedFacts(d)
				walk(root, "", "", func(_ *facts.Node, pointer, path string) {
					if given[path] = true; !used[pointer] && !isOurs(path) {
						t.Errorf("%s is neither printed nor looked at", pointer)
					}
				})
			}))
		}
		for _, fact := range f.Facts() {
			if !given[fact.Path] {
				t.Errorf("%s: no matter was drawn that gives %s", name, fact.Path)
			}
		}
	}
}

// usedFacts returns the facts that a draft has a span of, or that a condition
// looked at.
func usedFacts(d *Draft) map[string]bool {
	used := map[string]bool{}
	mark := func(pointers []string) {
		for _, p := range pointers {
			used[p] = true
		}
	}
	for _, c := range d.conditions {
		mark(c.Facts)
	}
	for _, b := range d.Document.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			for _, s := range slices.Concat(p.Label, p.Spans) {
				if s.Origin != nil {
					mark(s.Origin.Facts)
				}
			}
		}
	}
	return used
}

// What a proof-reader marks wherever it stands.
var (
	marks  = strings.Fields(`<no %! ,, ;; :: .. ,. ,; ;. ;, :. ?. !. ?, !, () [] ""`)
	joints = strings.Fields("and or the a an because than") // want a word behind them
	hinges = strings.Fields("of at in on by to for with")   // may stand before a comma: of, and to vote at, the Meeting
	terms  = strings.Split("Plan|Shares|Commission|Registration Statement|Record Date|Proxy Statement|Exchange Act|"+
		"Securities Act|Act|SEC|Board|Bylaws|Rule|Company|Corporation|Partnership|Trust|Bancshares|Meeting|"+
		"Annual Meeting|Special Meeting|Stockholder Meeting", "|")
)

// wrongNumber is a word for one with a verb for many, or the other way about.
var wrongNumber = regexp.MustCompile(`\b(proposals|[Pp]roxies|materials|nominations|[Ss]tockholders|[Ss]hareholders|[Uu]nitholders|[Mm]embers|statements|units|shares|persons) (is|was|has|remains|needs)\b|` +
	`(^|\. )(The|A) ([A-Z]\w+ )?(proposal|nomination|record date|Meeting|Company|release|quorum) (are|were|have|remain|need)\b|\b[Aa]n? [a-z]*(stock|share|unit)?holders\b`)

// excused is what only looks like a slip.
var excused = strings.NewReplacer("a.m.", "o'clock", "p.m.", "o'clock",
	"Securities Act of 1933", "1933 Act", "Securities Exchange Act of 1934", "1934 Act")

// proofread looks for what no release may have.
func proofread(t *rapid.T, d *Draft, matter tree) {
	body := paragraphs(d)
	for _, p := range body {
		p := strings.TrimSuffix(excused.Replace(p), " and") // of a list's last item but one
		for _, mark := range append(marks, "  ") {
			if strings.Contains(p, mark) {
				t.Errorf("%q in %q", mark, p)
			}
		}
		if slip := wrongNumber.FindString(p); slip != "" {
			t.Errorf("the wrong number: %q in %q", slip, p)
		}
		words := strings.Fields(p)
		for i, word := range words {
			if slip := slipAt(words, i); slip != "" {
				t.Errorf("%s: %q in %q", slip, word, p)
			}
		}
	}
	text := excused.Replace(strings.Join(body, "\n"))
	defined := definedBy(matter)
	for _, term := range terms {
		if !slices.Contains(defined, term) && strings.Contains(text, "he "+term) {
			t.Errorf("%s is used and not defined:\n%s", term, text)
		}
	}
	for _, term := range defined {
		definedOnce(t, text, term)
	}
}

// slipAt says what is wrong with a word between its neighbors.
func slipAt(words []string, i int) string {
	word, next := words[i], ""
	if i+1 < len(words) {
		next = words[i+1]
	}
	bare := strings.TrimRight(word, ",.;:)")
	small := strings.ToLower(next)
	switch {
	case strings.HasPrefix(word, "--") || word == "-":
	case strings.ContainsAny(word[:1], ",.;:!?)"), strings.HasSuffix(word, "("):
		return "a blank too many"
	case strings.EqualFold(word, next) && strings.ContainsAny(word, "aeiou"):
		return "a word too many"
	case slices.Contains(joints, bare) && (bare != word || next == ""),
		slices.Contains(hinges, bare) && (bare != strings.TrimSuffix(word, ",") || next == ""):
		return "a dangling word"
	case strings.EqualFold(word, "a") && next != "" && (strings.Contains("aeio", small[:1]) || strings.HasPrefix(next, "8") || strings.HasPrefix(next, "11")),
		strings.EqualFold(word, "an") && next != "" && strings.Contains("bcdfgjklmnpqrstvwxyz", small[:1]):
		return "the wrong article"
	case next == "" && !strings.ContainsAny(word[len(word)-1:], `.:;?!"`):
		return "no end"
	}
	return ""
}

// definedBy returns the terms that a release of the facts defines.
func definedBy(matter tree) []string {
	defined := []string{"Company", "Annual Meeting"}
	if matter.at("meeting")["kind"] == "special" {
		defined[1] = "Special Meeting"
	}
	if term, ok := matter.at("registrant")["defined_term"].(string); ok {
		defined[0] = term
	}
	if term, ok := matter.at("meeting")["defined_term"].(string); ok {
		defined[1] = term
	}
	if term, ok := matter.at("registrant")["holder_defined_term"].(string); ok {
		defined = append(defined, term)
	}
	return defined
}

// definedOnce reports a term that is not defined once, before all its uses.
func definedOnce(t *rapid.T, text, term string) {
	definition := strings.Index(text, `"`+term+`")`)
	if strings.Count(text, `"`+term+`"`) != 1 || definition < 0 {
		t.Errorf("%s is not defined once:\n%s", term, text)
	}
	for _, before := range []string{"he ", "to ", ", "} {
		if use := strings.Index(text, before+term); use >= 0 && use < definition {
			t.Errorf("%s is used before it is defined:\n%s", term, text)
		}
	}
}

// paragraphs returns the running text of a release, without what stands in
// lines, above and below it.
func paragraphs(d *Draft) []string {
	var all []string
	for _, b := range d.Document.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || !slices.Contains([]string{"", "lead", "item"}, p.Style) {
			continue
		}
		var text strings.Builder
		for _, s := range p.Spans {
			text.WriteString(s.Text)
		}
		all = append(all, text.String())
	}
	return all
}
