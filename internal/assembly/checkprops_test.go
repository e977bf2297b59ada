package assembly

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/draftgen/draftgen/internal/diag"
	"pgregory.net/rapid"
)

// TestCleanDraftsOfRandomFacts drafts two thousand exhibits of each current form
// from random facts that break no law, and checks them: no rule finds an error,
// and fewer than one draft in ten has a warning.
func TestCleanDraftsOfRandomFacts(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) tree{
		"opinion/s8":                  func(t *rapid.T) tree { return lawfulOpinion(drawOpinion(t)) },
		"pressrelease/annual-meeting": func(t *rapid.T) tree { return lawfulRelease(drawRelease(t)) },
	} {
		f, err := builtIn().Form(name)
		if err != nil {
			t.Fatal(err)
		}
		drafts, warned, failed := 0, map[string]int{}, map[string]int{}
		var examples []string
		for range 20 { // rapid draws 100 at a time
			t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
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
				if i := slices.IndexFunc(list, func(d *diag.Diagnostic) bool { return d.Severity == diag.Warning }); i >= 0 {
					warned[list[i].Rule]++
				}
				if i := slices.IndexFunc(list, func(d *diag.Diagnostic) bool { return d.Severity == diag.Error }); i >= 0 {
					if failed[list[i].Rule]++; failed[list[i].Rule] == 1 { // told once, and not shrunk
						examples = append(examples, printed(list[i:i+1])+page(d))
					}
				}
			}))
		}
		if len(failed) > 0 {
			t.Errorf("%s: errors in %v\n%s", name, failed, strings.Join(examples, "\n"))
		}
		n := 0
		for _, w := range warned {
			n += w
		}
		t.Logf("%s: %d drafts, %d with a warning: %v", name, drafts, n, warned)
		if 10*n > drafts {
			t.Errorf("%s: %d of %d drafts have a warning, want fewer than one in ten: %v", name, n, drafts, warned)
		}
	}
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
		m["checks"] = tree{"silence": []tree{{"rule": "CND-01", "reason": "The charter asks for it."}}}
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
