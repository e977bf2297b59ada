package assembly

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
	"pgregory.net/rapid"
)

// TestOpinionsOfRandomFacts drafts two thousand letters of each form from facts
// that anyone might give, and reads each as a proof-reader does.
func TestOpinionsOfRandomFacts(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) tree{
		"opinion/s8":                      drawOpinion,
		"opinion/s8-option-plan":          drawOpinionOf1995,
		"opinion/s8-stock-incentive-plan": drawOpinionOf1996,
	} {
		f, err := builtIn().Form(name)
		if err != nil {
			t.Fatal(err)
		}
		read := map[string]bool{}
		for range 20 { // rapid draws 100 at a time
			t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
				matter := draw(t)
				matter["form"] = name
				d, list := f.Draft(matter.node(t))
				if len(list) > 0 {
					t.Fatalf("%v", list)
				}
				proofreadOpinion(t, d, read)
				for _, account := range d.Explain().Facts {
					if account.Use != IsPrinted && account.Use != IsTested && account.Use != IsOurs {
						t.Errorf("%s is %s", account.Pointer, account.Use)
					}
				}
			}))
		}
	}
}

// TestOpinionRefuses: what names nothing is refused with a reason.
func TestOpinionRefuses(t *testing.T) {
	f, err := builtIn().Form("opinion/s8")
	if err != nil {
		t.Fatal(err)
	}
	for field, wrong := range map[string]any{
		"a plan":        tree{"opinions": []tree{{"covers": tree{"plan": "1812 Plan"}}}},
		"a tranche":     tree{"opinions": []tree{{"covers": tree{"tranche": "Old Shares"}}}},
		"other_secur":   tree{"opinions": []tree{{"covers": tree{"security": "units"}}}},
		"no condition":  tree{"opinions": []tree{{"outstanding": true, "conditions": []string{"vesting"}}}},
		"without par":   tree{"opinions": []tree{{"conditions": []string{"par_value_paid"}}}, "classes": []tree{{"title": "Common Stock", "par_value": "none"}}},
		"the class":     tree{"opinions": []tree{{"covers": tree{"class": "Class Z"}, "conditions": []string{"conversion"}}}},
		"kind other":    tree{"provisos": []tree{{"kind": "board_approval", "text": "it snows"}}},
		"a kind or a t": tree{"plans": []tree{{"title": "Acme Plan", "tranches": []tree{{"shares": 5}}}}},
	} {
		rapid.Check(t, func(t *rapid.T) {
			matter := fewFacts()
			for k, v := range wrong.(tree) {
				matter[k] = v
			}
			d, list := f.Draft(matter.node(t))
			if d != nil || len(list) != 1 || !strings.Contains(list[0].Message, field) || list[0].Pointer == "" {
				t.Fatalf("%v: want a refusal that names %s", list, field)
			}
		})
	}
}

func fewFacts() tree {
	return tree{
		"form": "opinion/s8", "letter_date": "2024-06-14", "firm": tree{"name": "Harrow & Finch LLP"},
		"registrant": tree{"name": "Acme Corporation", "jurisdiction": "Delaware"},
		"classes":    []tree{{"title": "Common Stock", "par_value": "$0.001"}},
		"shares":     tree{"total": 500},
		"plans":      []tree{{"title": "Acme Plan"}},
	}
}

// opinionSlips are what a proof-reader marks in a letter wherever it stands.
var opinionSlips = map[string]*regexp.Regexp{
	"a blank too many":  regexp.MustCompile(`  | [,.;:)]|\( `),
	"a word too many":   regexp.MustCompile(`(?i)\b(the the|of of|to to|and and|or or|in in|on on|a a|an an|that that|be be|will will|is is|has has|by by|for for|we we|i i|under under|issued issued|plan plan|shares shares)\b`),
	"a dangling word":   regexp.MustCompile(`\b(and|or|the|a|an|of|to|for|with|by|when|except|under|than)[.,;:)]|\bthat[.,;)]|\b(and|or|the|of|to|for|at|in|on|by)$|, (when|which|except),|when, `),
	"the wrong article": regexp.MustCompile(`\b[Aa] [aeioAEIO]|\b[Aa]n [bcdfgjklmnpqrstvwxyzBCDGJKPQTVWYZ]`),
	"the wrong number":  regexp.MustCompile(`\b(Plans|Programs|Agreements|Shares|Securities|Obligations|Interests|options|awards|units|shares|holders) (is|was|has|consists)\b|(^|\. )The (Plan|Program|Agreement|Company|Commission|Registration Statement) (are|were|have)\b|\b[Aa]n? ([a-z]+ )?(shares|options|awards|units|plans|letters|resolutions)\b|File No\. [^ ()]+ and |File Nos\. [^ ,]+\)|Registration Statements on Form \S+ \([^()]*\), the contents`),
	"the wrong person":  regexp.MustCompile(`\bI are\b|\bwe am\b|\bI (has|is)\b|\bwe is\b`),
}

var definedTerm = regexp.MustCompile(`\([^()"]*(?:"[^"]+"[^()"]*)+\)`)

// standardTerms are those that such letters define: one that is used is defined.
// Behind a term may stand what makes it another, or a name.
var standardTerms = regexp.MustCompile(`\b[Tt]he (?:Company|Corporation|Bancshares|Commission|Registration Statement|Securities|Act|1933 Act|` +
	`Plan|Plans|Shares|Obligations|Interests|Programs?|1996 Plan|Agreements?)\b` +
	`(?: (?:Act of 1933|Act|Shares|Offered|on Form|and Exchange)\b)?`)

// opinionExcused is what only looks like a slip.
var opinionExcused = strings.NewReplacer("P.C.", "PC", "Co.", "Co", "Inc.", "Inc", "and, together", "and together",
	"and, when", "and when", "limited to, ", "")

// longNames are names that begin as a term does.
var longNames = regexp.MustCompile(` (Act of 1933|on Form|and Exchange)$`)

// proofreadOpinion looks for what no letter may have. read has the paragraphs
// that were found good before.
func proofreadOpinion(t *rapid.T, d *Draft, read map[string]bool) {
	var body []string
	for _, b := range d.Document.Blocks {
		if p, ok := b.(*doc.Paragraph); ok && slices.Contains([]string{"", "item", "consent"}, p.Style) {
			var text strings.Builder
			for _, s := range p.Spans {
				text.WriteString(s.Text)
			}
			body = append(body, text.String())
		}
	}
	begin := slices.IndexFunc(body, func(p string) bool { return strings.Contains(p, "1933, as amended") })
	text := strings.Join(body, "\n")
	for _, p := range body[max(begin, 0):] {
		if read[p] {
			continue
		}
		read[p] = !t.Failed()
		p := strings.TrimSuffix(opinionExcused.Replace(p), " and") // of a list's last item but one
		for _, mark := range marks {
			if strings.Contains(p, mark) {
				t.Errorf("%s in %q", mark, p)
			}
		}
		for what, slip := range opinionSlips {
			if at := slip.FindString(p); at != "" {
				t.Errorf("%s: %q in %q", what, at, p)
			}
		}
	}
	defined := map[string]int{}
	for _, at := range definedTerm.FindAllStringIndex(text, -1) {
		for i, quoted := range strings.Split(text[at[0]:at[1]], `"`) {
			if i%2 == 0 {
				continue
			}
			if _, twice := defined[quoted]; twice {
				t.Errorf("%s is defined twice:\n%s", quoted, text)
			}
			defined[quoted] = at[0]
		}
	}
	letter := strings.Index(text, body[max(begin, 0)])
	for _, at := range standardTerms.FindAllStringIndex(text[letter:], -1) {
		used := text[letter+at[0]+len("the ") : letter+at[1]]
		if where, ok := defined[used]; !longNames.MatchString(used) && (!ok || where > letter+at[0]) {
			t.Errorf("%s is used and not defined before: %s", used, text[max(letter, letter+at[0]-80):letter+at[1]])
		}
	}
}
