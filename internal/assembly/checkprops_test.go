package assembly

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/draftgen/draftgen/internal/diag"
	"pgregory.net/rapid"
)

// randomDrafts is of how many facts TestCleanDraftsOfRandomFacts makes drafts.
var randomDrafts = flag.Int("drafts", 200, "check drafts of so many random facts of each form")

// TestCleanDraftsOfRandomFacts drafts exhibits of each form from random facts that
// break no law, and checks them: no rule finds an error, and fewer than one draft
// in ten has a warning.
func TestCleanDraftsOfRandomFacts(t *testing.T) {
	opinion := func(draw func(*rapid.T) tree) func(*rapid.T) tree {
		return func(t *rapid.T) tree { return lawfulOpinion(draw(t)) }
	}
	release := func(draw func(*rapid.T) tree) func(*rapid.T) tree {
		return func(t *rapid.T) tree { return lawfulRelease(draw(t)) }
	}
	for name, draw := range map[string]func(*rapid.T) tree{
		"opinion/s8":             opinion(drawOpinion),
		"opinion/s8-option-plan": opinion(drawOpinionOf1995),
		"opinion/s8-stock-incentive-plan": opinion(func(t *rapid.T) tree {
			return silenced(drawOpinionOf1996(t), "AWD-01", "The form of 1996 speaks of restricted stock from the lapse on alone.")
		}),
		"pressrelease/annual-meeting": release(drawRelease),
		"pressrelease/meeting-date":   release(drawReleaseOf2004),
	} {
		t.Run(name, func(t *testing.T) { cleanDrafts(t, name, draw) })
	}
}

// cleanDrafts checks drafts of a form from the facts that are drawn.
func cleanDrafts(t *testing.T, name string, draw func(*rapid.T) tree) {
	f, err := builtIn().Form(name)
	if err != nil {
		t.Fatal(err)
	}
	drafts, n := 0, 0
	warned, failed := map[string]int{}, map[string]int{}
	for drafts < *randomDrafts { // rapid draws 100 at a time
		t.Run("", rapid.MakeCheck(func(t *rapid.T) {
			matter := draw(t)
			matter["form"] = name
			d, list := f.Draft(matter.node(t))
			if d == nil {
				t.Fatal(list)
			}
			list, err := d.Check(CheckOptions{})
			if err != nil {
				t.Fatal(err)
			}
			drafts++
			// The facts are drawn without regard to it, so that some opinions are on a part of the shares.
			list = slices.DeleteFunc(list, func(d *diag.Diagnostic) bool { return d.Rule == "OPN-02" })
			if first := firstOf(list, diag.Warning); first != nil {
				n++
				warned[first.Rule]++
			}
			if first := firstOf(list, diag.Error); first != nil {
				if failed[first.Rule]++; failed[first.Rule] == 1 { // told once, and not shrunk
					t.Logf("%s\n%s", printed(diag.List{first}), page(d))
				}
			}
		}))
	}
	t.Logf("%d drafts, %d with a warning: %v", drafts, n, warned)
	if len(failed) > 0 {
		t.Errorf("errors in %v", failed)
	}
	if 10*n > drafts {
		t.Errorf("%d of %d drafts have a warning, want fewer than one in ten: %v", n, drafts, warned)
	}
}

// firstOf is the first diagnostic of a severity, nil if there is none.
func firstOf(list diag.List, severity diag.Severity) *diag.Diagnostic {
	if i := slices.IndexFunc(list, func(d *diag.Diagnostic) bool { return d.Severity == severity }); i >= 0 {
		return list[i]
	}
	return nil
}

// lawfulOpinion mends what was drawn without a look at the law: the letter covers
// the law of the issuer's state and consents to its filing, amendments are older
// than it, classes make up the total, and who adds a proviso says why.
func lawfulOpinion(m tree) tree {
	state, _ := m.at("registrant")["jurisdiction"].(string)
	if law, ok := m["law_covered"].(tree); ok && law["jurisdictions"] != nil {
		law["jurisdictions"] = append([]string{state}, slices.DeleteFunc(law["jurisdictions"].([]string), func(s string) bool { return s == state })...)
	}
	m.at("consent")["exhibit"] = true
	if m["provisos"] != nil {
		silenced(m, "CND-01", "The charter asks for it.")
	}
	for _, p := range m["plans"].([]tree) {
		if a, ok := p["amended"].(tree); ok && a["through"] != nil {
			a["through"] = "1995-06-01"
		}
	}
	if opinions, ok := m["opinions"].([]tree); ok {
		for _, o := range opinions {
			delete(o, "limbs") // all three
		}
	}
	total := 0
	if classes, _ := m["classes"].([]tree); len(classes) > 1 && m.at("shares")["total"] != nil {
		for _, c := range classes {
			total += c["shares"].(int)
		}
		m.at("shares")["total"] = total
	}
	return m
}

// silenced has the facts say why a rule does not apply.
func silenced(m tree, rule, reason string) tree {
	all, _ := m.at("checks")["silence"].([]tree)
	m["checks"] = tree{"silence": append(all, tree{"rule": rule, "reason": reason})}
	return m
}

// lawfulRelease mends what was drawn without a look at the law: a meeting is on a
// business day and inside the window of its record date, of which brokers and
// the exchange hear in time, and there is somebody to call.
func lawfulRelease(m tree) tree {
	m["contacts"] = []tree{{"name": "Jane Roe", "telephone": "877-555-0117"}}
	text, ok := m["release_date"].(string)
	if !ok {
		text = m.at("dateline")["date"].(string)
	}
	release, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	meets, record := 40, -10
	if r, ok := m["record_date"].(tree); ok && r["date"] != nil {
		if r["date"].(string) >= text {
			meets, record = 80, 35
		}
		r["date"] = day(release, record)
	}
	meeting := release.AddDate(0, 0, meets)
	for meeting.Weekday() != time.Tuesday || slices.Contains([]string{"01-01", "06-19", "07-04", "11-11", "12-25"}, meeting.Format("01-02")) {
		meeting = meeting.AddDate(0, 0, 1)
	}
	set := func(group, name, value string) {
		if g, ok := m[group].(tree); ok && g[name] != nil {
			g[name] = value
		}
	}
	set("meeting", "date", day(meeting, 0))
	set("proxy_materials", "mailing_date", day(release, record+2))
	set("voting", "proxy_deadline", day(meeting, -1))
	if m["prior_year_meeting_date"] != nil {
		m["prior_year_meeting_date"] = day(meeting, -360)
	}
	return m
}

func printed(list diag.List) string {
	var b strings.Builder
	if err := list.Print(&b, diag.PrintOptions{}); err != nil {
		panic(err)
	}
	return b.String()
}
