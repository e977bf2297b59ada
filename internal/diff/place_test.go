package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/draftgen/draftgen/internal/doc"
)

// Where a person would put the marks.
func TestPlaceOfEdits(t *testing.T) {
	const (
		tenant   = "The tenant shall keep the premises in good repair and return them broom clean at the end of the term."
		landlord = "The landlord may enter the premises upon reasonable notice to inspect them or to show them to prospective buyers."
	)
	for _, tt := range []struct{ name, old, new, want string }{
		{"a word", "seven days after notice", "ten days after notice", "[-seven-]{+ten+} days after notice¶"},
		{"two words stranded are no landmark",
			"every holder may send notices by registered mail issued shares upon delivery",
			"every holder may send notices by first class issued shares with acceptance",
			"every holder may send notices by [-registered mail issued shares upon delivery-]{+first class issued shares with acceptance+}¶"},
		{"three words are",
			"registered mail of issued preferred shares upon delivery", "certified mail of issued preferred shares upon acceptance",
			"[-registered-]{+certified+} mail of issued preferred shares upon [-delivery-]{+acceptance+}¶"},
		{"whole sentences",
			"The fee is due. The fee is final.", "The fee is due. The fee is waived. The fee is final.",
			"The fee is due. {+The fee is waived. +}The fee is final.¶"},
		{"whole clauses",
			"the name, the date and the place", "the name, the title, the date and the place",
			"the name, {+the title, +}the date and the place¶"},
		{"no telephone number is cut",
			"You may call (310) 553-8011 for help with it", "You may call (213) 553-8011 for help with it",
			"You may call [-(310) 553-8011-]{+(213) 553-8011+} for help with it¶"},
		{"no amount is cut", "a fee of $1,250.00 each year", "a fee of $1,350.00 each year",
			"a fee of [-$1,250.00-]{+$1,350.00+} each year¶"},
		{"a comma", "red white and blue shall be", "red, white and blue shall be", "red{+,+} white and blue shall be¶"},
		{"the case of a defined term", "as the company may direct from time", "as the Company may direct from time",
			"as the [-company-]{+Company+} may direct from time¶"},
		{"another paragraph in its place", tenant, landlord,
			"[-" + tenant + "¶-]\n{+" + landlord + "¶+}"},
		{"a paragraph before one that begins alike",
			tenant, "The tenant shall keep the premises insured.\n\n" + tenant,
			"{+The tenant shall keep the premises insured.¶+}\n" + tenant + "¶"},
		{"a page number between pages", tenant + "\n\n3\n<PAGE>\n\n" + landlord, tenant + "\n\n" + landlord,
			tenant + "¶\n" + landlord + "¶"},
		{"a number that is none of a page", tenant + "\n\n3\n\n" + landlord, tenant + "\n\n" + landlord,
			tenant + "¶\n[-3¶-]\n" + landlord + "¶"},
		{"a label", "(a)  " + tenant + "\n\n(b)  " + landlord, "(a)  " + tenant + "\n\n(c)  " + landlord,
			"(a)\t" + tenant + "¶\n[-(b)-]{+(c)+}\t" + landlord + "¶"},
		{"a rule", tenant + "\n\n-----\n\n" + landlord, tenant + "\n\n" + landlord, tenant + "¶\n" + landlord + "¶"},
		{"another paragraph with a phrase in common",
			"Seller warrants that all inventory described in Annex B complies with every applicable environmental protection statute, regulation and ordinance now in force.",
			"Upon dissolution a liquidating trustee must satisfy creditors, settle each applicable environmental protection claim, and distribute any surplus ratably among members.",
			"[-Seller warrants that all inventory described in Annex B complies with every applicable environmental protection statute, regulation and ordinance now in force.¶-]\n" +
				"{+Upon dissolution a liquidating trustee must satisfy creditors, settle each applicable environmental protection claim, and distribute any surplus ratably among members.¶+}"},
		{"a short item is no part of a long paragraph",
			landlord + "\n\nThe Plan;\n\n" + tenant,
			landlord + "\n\nNo committee, officer or agent may interpret, amend or suspend any provision relating to eligible participants under this Plan;\n\n" + tenant,
			landlord + "¶\n[-The Plan;¶-]\n" +
				"{+No committee, officer or agent may interpret, amend or suspend any provision relating to eligible participants under this Plan;¶+}\n" + tenant + "¶"},
		{"a phrase in common with another elsewhere",
			"Seller warrants that all inventory complies with every applicable environmental protection statute now in force.\n\n" + landlord + " " + tenant,
			landlord + " " + tenant + "\n\nEach applicable environmental protection claim must be settled before any surplus goes to members.",
			"[-Seller warrants that all inventory complies with every applicable environmental protection statute now in force.¶-]\n" + landlord + " " + tenant +
				"¶\n{+Each applicable environmental protection claim must be settled before any surplus goes to members.¶+}"},
		{"like another elsewhere, but not moved",
			tenant + "\n\n" + strings.Repeat("Nothing in this lease makes either party the agent of the other. ", 4),
			strings.Repeat("Nothing in this lease makes either party the agent of the other. ", 4) + "\n\n" +
				"The tenant shall paint the premises in a good color and let them to nobody before the end of this month.",
			"[-" + tenant + "¶-]\n" + strings.TrimSpace(strings.Repeat("Nothing in this lease makes either party the agent of the other. ", 4)) +
				"¶\n{+The tenant shall paint the premises in a good color and let them to nobody before the end of this month.¶+}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Compare(parse(tt.old), parse(tt.new), Options{})
			got := strings.TrimSpace(marked(r.Settle(doc.Layout, doc.Typographic)))
			if diff := cmp.Diff(strings.Split(tt.want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			checkSides(t, parse(tt.old), parse(tt.new), r)
		})
	}
}
