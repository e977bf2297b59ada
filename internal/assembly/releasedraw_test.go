package assembly

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/draftgen/draftgen/internal/facts"
	"pgregory.net/rapid"
)

// A tree is facts as they are drawn.
type tree map[string]any

func (m tree) node(t *rapid.T) *facts.Node {
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	roots, err := facts.Read("facts.json", text)
	if err != nil {
		t.Fatal(err)
	}
	return roots[0]
}

// at returns the group of a name, making it.
func (m tree) at(name string) tree {
	if m[name] == nil {
		m[name] = tree{}
	}
	return m[name].(tree)
}

// A drawer draws facts. What it draws has what is hard to set: names that end
// in a period, commas inside, one or many.
type drawer struct{ *rapid.T }

func (d drawer) toss() bool { return rapid.Bool().Draw(d.T, "toss") }
func (d drawer) pick(of ...string) string {
	return rapid.SampledFrom(of).Draw(d.T, "word")
}

// some draws up to most of the words, each once.
func (d drawer) some(least, most int, of ...string) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(of), least, most, rapid.ID[string]).Draw(d.T, "words")
}

// may gives the group a fact, or not.
func (d drawer) may(m tree, name string, of ...string) bool {
	given := d.toss()
	if given {
		m[name] = d.pick(of...)
	}
	return given
}

func (d drawer) days(least, most int) int { return rapid.IntRange(least, most).Draw(d.T, "days") }

func day(of time.Time, after int) string { return of.AddDate(0, 0, after).Format(time.DateOnly) }

var (
	times = []string{"9:00", "10:30", "14:00", "23:59"}
	zones = []string{"Eastern Time", "Pacific Time", "local time"}
	sites = []string{"www.proxyvote.com", "https://meetings.example.com/2025", "vote.example"}
	phone = []string{"877-555-0117", "(310) 555-0118"}
)

func (d drawer) place() tree {
	p, address := tree{}, tree{}
	p["kind"] = d.pick("headquarters", "other")
	if p["kind"] == "other" || d.toss() {
		d.may(p, "venue", "the Grand Hotel", "the offices of Doe & Partners, P.C.", "the Founders Room")
	}
	d.may(address, "street", "1 Main Street", "400 Fifth Street N.W.", "12 Quai des Bergues, 3rd Floor")
	d.may(address, "state", "Ohio", "D.C.", "California")
	if len(address) == 0 || d.toss() {
		address["city"] = d.pick("Washington", "St. Louis", "Geneva")
	}
	d.may(address, "zip", "91367", "90067-2345")
	d.may(address, "country", "Canada", "Switzerland")
	p["address"] = address
	return p
}

func (d drawer) registrant(holderTerm bool) tree {
	r := tree{"name": d.pick("Acme Corporation", "Tri-State Holdings, Inc.", "Sanders & Sons Co.", "Zenith Partners, L.P.")}
	d.may(r, "short_name", "Acme", "Tri-State")
	d.may(r, "defined_term", "Corporation", "Partnership", "Trust", "Bancshares")
	d.may(r, "holder_noun", "shareholder", "stockholder", "unitholder", "member")
	d.may(r, "lead_description", "a maker of fine instruments", "which owns and runs hotels in Ohio, Iowa and Utah")
	if holderTerm {
		d.may(r, "holder_defined_term", "Holders", "Record Holders")
	}
	return r
}

func (d drawer) listings(r tree, least int) {
	var all []tree
	for _, market := range d.some(least, 3, "NYSE", "Nasdaq", "TSX", "NYSE American") {
		all = append(all, tree{"market": market, "symbol": d.pick("ACM", "TSHI", "Z.A")})
	}
	if len(all) > 0 {
		r["listings"] = all
	}
}

func (d drawer) contacts(form tree, least int, position bool) {
	var all []tree
	for _, name := range d.some(least, 3, "Jane Roe", "John Doe, Jr.", "Mary O'Hara") {
		c := tree{"name": name}
		d.may(c, "organization", "Acme Corporation", "Doe & Partners, Inc.")
		d.may(c, "title", "Treasurer", "Vice President, Investor Relations")
		d.may(c, "telephone", phone...)
		d.may(c, "email", "ir@acme.example")
		d.may(c, "url", sites...)
		if position {
			d.may(c, "position", "top", "end")
		}
		all = append(all, c)
	}
	if len(all) > 0 {
		form["contacts"] = all
	}
}

func (d drawer) about(form tree) {
	var all []tree
	for range d.days(1, 2) {
		a := tree{"text": d.some(1, 2, "Acme makes fine instruments.", "It was founded in 1978 in Akron, Ohio.", "It employs 400 people.")}
		d.may(a, "heading", "About Us", "Company Profile")
		all = append(all, a)
	}
	form["about"] = all
}

// drawRelease draws the facts of a release of today. A fact that an event has
// no use for is not given with it.
func drawRelease(t *rapid.T) tree {
	d := drawer{t}
	now := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.days(0, 7000))
	m := tree{}
	event := d.pick("scheduled", "rescheduled", "postponed", "adjourned", "cancelled", "place_change", "format_change", "record_date_notice")
	if event != "scheduled" || d.toss() {
		m["event"] = event
	}
	d.head(m, now)
	meeting := m.at("meeting")
	d.may(meeting, "kind", "annual", "special")
	d.may(meeting, "defined_term", "Meeting", "Stockholder Meeting")
	if d.toss() {
		meeting["year"] = now.Year()
	}
	if d.toss() {
		meeting["number"] = d.days(1, 130)
	}
	if event == "cancelled" {
		d.canceled(m, now)
	} else {
		d.held(m, event, now)
	}
	d.tail(m, event)
	return m
}

// head draws what stands above the text and in its first words.
func (d drawer) head(m tree, now time.Time) {
	m["registrant"] = d.registrant(false)
	d.listings(m.at("registrant"), 0)
	if d.toss() {
		m["exhibit_numbers"] = d.some(1, 2, "99.1", "99.2")
	}
	if d.toss() {
		masthead := tree{}
		d.may(masthead, "logo", "[LOGO]")
		masthead["title"] = d.pick("News Release", "Press Information")
		m["masthead"] = masthead
	}
	d.may(m, "release_line", "For Release at Noon")
	d.contacts(m, 0, true)
	d.may(m, "headline", "Acme Has News of Its Meeting")
	dateline := m.at("dateline")
	dateline["city"] = d.pick("Los Angeles", "St. Paul", "New York")
	d.may(dateline, "state", "California", "Minn.")
	d.may(dateline, "separator", "--", "-")
	if d.days(0, 9) == 0 { // hardly any example has it so, and no text tells one from the other
		dateline["date"] = day(now, 0)
	} else {
		m["release_date"] = day(now, 0)
	}
	d.may(m, "wire_service", "Business Wire", "PRNewswire")
	d.may(m, "reason", "to allow more time to solicit proxies", "because of the storm of last week.", "due to an error at Broadwell & Co.")
	d.may(m, "end_mark", "###", "-30-")
}

func (d drawer) canceled(m tree, now time.Time) {
	was := m.at("meeting")
	if d.toss() {
		was = m.at("original_meeting")
	}
	was["date"] = day(now, d.days(-5, 60))
	d.called(was)
}

// called draws the time and place of a meeting that was called.
func (d drawer) called(was tree) {
	if d.may(was, "time", times...) {
		d.may(was, "time_zone", zones...)
	}
	if d.toss() {
		was["place"] = d.place()
	}
}

// held draws what a release says of a meeting that is held.
func (d drawer) held(m tree, event string, now time.Time) {
	meeting, from := m.at("meeting"), d.days(20, 90)
	d.when(m, event, now, from)
	d.access(meeting)
	switch event {
	case "rescheduled", "postponed", "adjourned":
		was := m.at("original_meeting")
		was["date"] = day(now, d.days(-10, 60))
		d.called(was)
	case "place_change", "format_change":
		was := m.at("original_meeting")
		was["place"] = d.place()
		if d.toss() {
			was["date"] = day(now, from)
			d.called(was)
		}
	}
	if event == "adjourned" && d.toss() {
		a := m.at("adjournment")
		a["quorum_present"] = d.toss()
		a["open_proposals"] = d.some(1, 3, "to elect directors", "to amend the bylaws", "to approve the merger")
		d.may(a, "votes_note", "Some 40% of the votes have been cast", "No business was conducted.")
	}
	d.record(m, event, now)
	d.soliciting(m, event, now, from)
	d.proposals(m, now)
}

func (d drawer) when(m tree, event string, now time.Time, from int) {
	meeting := m.at("meeting")
	known := event != "record_date_notice" || d.toss()
	status := d.pick("set", "expected", "on_or_about", "on_or_after", "to_be_announced")
	if known && status == "to_be_announced" {
		meeting["date_status"] = status
	} else if known {
		meeting["date"] = day(now, from)
		if status != "set" || d.toss() {
			meeting["date_status"] = status
		}
	}
	if !known {
		return
	}
	if d.may(meeting, "time", times...) {
		d.may(meeting, "time_zone", zones...)
		if d.may(meeting, "second_time_zone", "Central Time") {
			if meeting["time_zone"] != "Eastern Time" || d.toss() { // else it follows
				meeting["second_time"] = d.pick(times...)
			}
		}
	}
	if d.toss() {
		meeting["place"] = d.place()
	}
}

func (d drawer) access(meeting tree) {
	d.may(meeting, "access", "in_person", "virtual", "hybrid", "audio")
	reached := meeting["access"] != nil && meeting["access"] != "in_person"
	reached = d.may(meeting, "url", sites...) || reached
	reached = d.may(meeting, "dial_in", phone...) || reached
	if reached {
		d.may(meeting, "password", "quux2025")
		d.may(meeting, "control_number", "the 16-digit control number on the proxy card", "the number sent by Doe & Co.")
	}
}

func (d drawer) record(m tree, event string, now time.Time) {
	if event != "record_date_notice" && d.toss() {
		return
	}
	r := m.at("record_date")
	status := d.pick("set", "unchanged", "new")
	if event == "record_date_notice" {
		status = d.pick("set", "new")
	}
	if status != "set" || d.toss() {
		r["status"] = status
	}
	if status == "set" || event == "record_date_notice" || d.toss() {
		r["date"] = day(now, d.days(-20, 15))
		d.may(m.at("registrant"), "holder_defined_term", "Holders", "Record Holders")
		if d.may(r, "time", "close_of_business", "17:00") && r["time"] == "17:00" {
			d.may(r, "time_zone", zones...)
		}
	}
}

func (d drawer) soliciting(m tree, event string, now time.Time, from int) {
	if d.toss() {
		m["agenda"] = d.some(1, 6, "to elect five directors", "to ratify the appointment of Doe & Co.", "to amend the bylaws",
			"to approve, on an advisory basis, executive pay", "to adopt the plan of merger", "to transact other business")
	}
	if d.toss() {
		p := m.at("proxy_materials")
		if d.toss() {
			p["mailing_date"] = day(now, d.days(-10, 15))
			p["approximate"] = d.toss()
			if p["mailing_date"].(string) >= day(now, 0) {
				p["expected"] = d.toss()
			}
		}
		p["filed"] = d.toss()
		d.may(p, "url", sites...)
	}
	if d.toss() {
		v := tree{"street_name_note": d.toss(), "prior_proxies_valid": d.toss()}
		if d.toss() {
			v["urls"] = d.some(1, 3, sites...)
		}
		if d.toss() {
			v["proxy_deadline"] = day(now, from-1)
			if d.may(v, "proxy_deadline_time", times...) {
				d.may(v, "proxy_deadline_time_zone", zones...)
			}
		}
		m["voting"] = v
	}
	if m.at("meeting")["kind"] != "special" && m.at("meeting")["date"] != nil && d.toss() {
		m["prior_year_meeting_date"] = day(now, from-365+d.days(-80, 80))
	}
}

func (d drawer) proposals(m tree, now time.Time) {
	if d.toss() {
		return
	}
	var all []tree
	bylaws := false
	for _, basis := range d.some(1, 6, "rule_14a_8", "rule_14a_4_c", "rule_14a_19", "proxy_access", "bylaw_nomination", "bylaw_business") {
		p := tree{"basis": basis}
		bylaws = bylaws || !strings.HasPrefix(basis, "rule")
		if basis != "rule_14a_8" || d.toss() {
			p["date"] = day(now, d.days(1, 40))
			if d.may(p, "time", times...) {
				d.may(p, "time_zone", zones...)
			}
		}
		if d.toss() {
			p["address"] = []string{"1 Main Street", "Akron, Ohio 44301"}
		}
		d.may(p, "delivery_method", "by registered mail", "in writing")
		all = append(all, p)
	}
	m["proposal_deadlines"] = all
	if bylaws {
		d.may(m.at("registrant"), "entity_type", "corporation", "limited partnership")
	}
}

// tail draws what stands below the particulars.
func (d drawer) tail(m tree, event string) {
	if d.toss() {
		var quotes []tree
		for _, text := range d.some(1, 3, "We look forward to it.", "Who would not come?", "It is time to vote", "Come!") {
			q := tree{"speaker": d.pick("Jane Roe", "John Doe, Jr."), "text": text}
			d.may(q, "title", "Chief Executive Officer", "Chairman of Acme Co.")
			quotes = append(quotes, q)
		}
		m["quotes"] = quotes
	}
	if d.toss() {
		var legends []tree
		for _, kind := range d.some(1, 2, "rule_14a_12", "other") {
			l := tree{"kind": kind}
			if kind == "other" || d.toss() {
				l["text"] = "Read what is filed."
			}
			legends = append(legends, l)
		}
		m["legends"] = legends
	}
	if d.toss() {
		var persons []tree
		for _, name := range d.some(1, 3, "Jane Roe", "John Doe, Jr.", "Mary O'Hara") {
			p := tree{"name": name}
			d.may(p, "title", "President", "Secretary and Treasurer")
			persons = append(persons, p)
		}
		m["solicitation_participants"] = persons
	}
	if d.toss() {
		fl := tree{"statutes": d.some(0, 3, "pslra_1995", "27A", "21E")}
		if d.toss() {
			fl["risk_factors"] = d.some(1, 3, "the weather", "changes in demand", "strikes, riots and war")
		}
		m["forward_looking"] = fl
	}
	if d.toss() {
		d.about(m)
	}
}

// drawReleaseOf2004 draws the facts of the release of 2004, which has few
// clauses that can fall away.
func drawReleaseOf2004(t *rapid.T) tree {
	d := drawer{t}
	now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.days(0, 2500))
	m := tree{
		"exhibit_numbers": d.some(1, 2, "99.1", "99.2"),
		"release_line":    "For Immediate Release", "release_date": day(now, 0),
		"registrant": d.registrant(true), "dateline": tree{"city": "Los Angeles"},
		"record_date": tree{"date": day(now, 10)},
		"meeting": tree{
			"year": now.Year(), "defined_term": "Meeting", "date": day(now, 60), "time": d.pick(times...),
			"place": tree{"kind": d.pick("headquarters", "other"), "address": tree{
				"street": "1 Main Street", "city": "Akron", "state": "Ohio", "zip": "44301",
			}},
		},
		"proxy_materials": tree{"mailing_date": day(now, 20)},
	}
	delete(m.at("registrant"), "lead_description")
	d.listings(m.at("registrant"), 1)
	d.contacts(m, 1, false)
	d.about(m)
	d.may(m.at("meeting"), "kind", "annual", "special")
	d.may(m.at("meeting"), "time_zone", zones...)
	d.may(m.at("meeting").at("place"), "venue", "the Grand Hotel")
	d.may(m.at("dateline"), "separator", "--", "------")
	d.may(m, "headline", "Acme Has News of Its Meeting")
	d.may(m, "end_mark", "###")
	m.at("proxy_materials")["expected"] = d.toss()
	m.at("proxy_materials")["approximate"] = d.toss()
	if d.toss() {
		m["masthead"] = tree{"logo": "[LOGO]", "title": "News Release"}
	}
	return m
}
