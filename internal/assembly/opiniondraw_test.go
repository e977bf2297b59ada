package assembly

import (
	"slices"
	"time"

	"pgregory.net/rapid"
)

var (
	opinionStates = []string{"Delaware", "California", "Ohio", "Massachusetts", "Virginia", "Maryland", "New York", "Utah", "Texas", "Bermuda"}
	opinionAwards = []string{
		"stock_option", "incentive_stock_option", "nonqualified_stock_option", "stock_appreciation_right", "restricted_stock",
		"restricted_stock_unit", "performance_share", "performance_unit", "performance_award", "stock_award", "stock_unit",
		"deferred_stock_unit", "phantom_stock", "dividend_equivalent", "purchase_right", "warrant", "other_stock_based_award",
	}
	opinionLimbs      = []string{"duly_authorized", "validly_issued", "legally_issued", "fully_paid", "nonassessable"}
	opinionConditions = []string{
		"sold_under_plan", "sold_on_exercise", "forfeiture_lapse", "vesting", "award_agreement", "bylaws", "consideration_paid",
		"par_value_paid", "board_approval", "registration_effective", "prospectus_delivered", "certificates_issued",
	}
	targets = []string{"Coral Therapeutics, Inc.", "Sanders", "Ulster Bancorp"}
)

// drawOpinion draws the facts of a letter of today.
func drawOpinion(t *rapid.T) tree {
	d := drawer{t}
	now := time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.days(0, 11000))
	m := tree{"letter_date": day(now, 0)}
	if d.toss() {
		m["exhibit_numbers"] = d.some(1, 2, "5", "5.1", "23.2")
	}
	d.may(m, "exhibit_title", "Opinion of Counsel")
	d.may(m, "file_reference", "1234-5")
	d.may(m, "delivery_line", "VIA EDGAR")
	d.may(m, "salutation", "Dear Sir or Madam")
	d.may(m, "act_term", "Act", "1933 Act")
	d.may(m, "closing", "Respectfully submitted")
	for _, name := range []string{"item_601_statement", "corporate_status_opinion", "as_of_date_disclaimer"} {
		m[name] = d.toss()
	}
	r := m.at("registrant")
	r["name"] = d.pick("Acme Corporation", "Beta Holdings, Inc.", "The Gamma Company", "Delta Sands")
	r["jurisdiction"] = d.pick(opinionStates...)
	d.may(r, "entity_type", "corporation", "exempted company")
	d.may(r, "former_name", "Old Acme, Inc.")
	d.may(r, "defined_term", "Corporation", "Bancshares")
	d.signers(m)
	d.letterTo(m)
	d.statement(m, now)
	d.covered(m)
	d.examined(m, now)
	d.opined(m)
	if d.toss() {
		law := tree{"position": d.pick("before", "after")}
		if d.toss() {
			law["jurisdictions"] = d.some(1, 3, "Ohio", "Virginia", "the Delaware General Corporation Law", "federal law of the United States")
		}
		m["law_covered"] = law
	}
	if d.toss() {
		m["bar_admissions"] = d.some(1, 3, "Ohio", "Utah", "District of Columbia")
	}
	c := tree{"exhibit": d.toss(), "use_of_name": d.toss(), "disclaimer": d.pick("none", "section_7", "not_experts")}
	if c["use_of_name"] == true {
		d.may(c, "name_caption", "Legal Matters")
	}
	if c["exhibit"] == false && c["use_of_name"] == false {
		delete(c, "disclaimer")
	}
	m["consent"] = c
	return m
}

func (d drawer) signers(m tree) {
	s := tree{"signed": d.toss()}
	m["signature"] = s
	d.may(m, "voice", "we", "I")
	if d.toss() { // in-house, or a lawyer of the firm
		s["by"] = "person"
		s["name"], s["title"] = "Jane Roe", "General Counsel"
	}
	if s["by"] == nil || d.toss() {
		f := tree{"name": d.pick("Doe & Partners", "Roe, Doe & Sands LLP")}
		d.may(f, "entity_suffix", "LLP", "A Professional Corporation")
		d.may(f, "telephone", "(310) 555-0100")
		d.may(f, "telecopier", "(310) 555-0101")
		d.may(f, "attorney", "Jane Roe")
		if d.toss() {
			f["address"] = []string{"1 Main Street", "Akron, Ohio 44301"}
		}
		m["firm"] = f
		d.may(m, "capacity", "special counsel", "legal counsel")
		d.may(m.at("letterhead"), "heading", "Law Offices")
		m.at("letterhead")["show"] = true
	} else {
		m["voice"] = "I"
		if d.toss() {
			delete(s, "by") // there is no firm
		}
		if d.may(m, "capacity", "Associate General Counsel") && d.toss() {
			delete(s, "title")
		}
	}
	if s["signed"] == true {
		d.may(s, "conformed", "/s/ J. Roe")
	}
}

func (d drawer) letterTo(m tree) {
	to := tree{"kind": d.pick("company", "board", "commission")}
	d.may(to, "name", "Beta Group")
	if d.toss() {
		to["address"] = []string{"1 Main Street", "Akron, Ohio 44301"}
	}
	m["addressee"] = to
	if d.toss() {
		m["subject"] = []string{"Acme", "Form S-8"}
	}
}

func (d drawer) statement(m tree, now time.Time) {
	s := tree{"kind": d.pick("original", "post_effective_amendment")}
	m["registration_statement"] = s
	if s["kind"] == "original" || d.toss() {
		s["filing_date"] = day(now, d.days(0, 5))
	}
	if s["kind"] == "original" {
		s["filing_date_status"] = d.pick("on_or_about", "expected", "filed")
		if s["filing_date_status"] == "filed" && s["filing_date"] != nil {
			s["filing_date"] = day(now, -d.days(0, 5))
		}
	}
	if d.toss() {
		s["file_numbers"] = d.some(1, 3, "333-1", "333-2", "333-3")
	}
}

// covered draws the securities and the plans. All counts agree.
func (d drawer) covered(m tree) {
	stock := rapid.IntRange(0, 4).Draw(d.T, "stock") > 0
	sh := tree{}
	m["shares"] = sh
	var classes []tree
	for _, title := range d.some(1, 3, "Class A Stock", "Class B Stock", "Class C Stock") {
		c := tree{"title": title}
		if d.may(c, "par_value", "$0.01", "none") && c["par_value"] == "none" {
			d.may(c, "no_par_wording", "no par value")
		}
		classes = append(classes, c)
	}
	var others []tree
	if !stock || d.toss() {
		least := 0
		if !stock {
			least = 1
		}
		for _, kind := range d.some(least, 2, "deferred compensation obligations", "plan interests") {
			o := tree{"kind": kind}
			d.may(o, "amount", "$5,000,000")
			d.may(o, "defined_term", "Undertakings of "+kind)
			others = append(others, o)
		}
	}
	if len(others) > 0 {
		m["other_securities"] = others
	}
	plans := d.plans(m, stock)
	m["plans"] = plans
	if !stock {
		delete(m, "shares")
		return
	}
	m["classes"] = classes
	d.may(sh, "defined_term", "Plan Shares", "Securities Offered")
	sh["additional"] = d.toss()
	if sh["additional"] == true && d.toss() {
		prior := []tree{}
		for _, n := range d.some(1, 3, "333-7", "333-8", "333-9") {
			p := tree{"file_number": n}
			d.may(p, "form", "S-8")
			d.may(p, "filing_date", "1994-05-06")
			prior = append(prior, p)
		}
		m.at("registration_statement")["prior_registrations"] = prior
	}
	if len(classes) > 1 {
		for i, c := range classes {
			c["shares"] = 1000 * (i + 1)
			if i > 0 && d.toss() {
				c["converts_to"] = classes[0]["title"]
				d.converted(plans[0], c)
			}
		}
		if d.toss() {
			sh["total"], sh["spell_out"] = 10000, d.toss()
		}
		return
	}
	d.may(classes[0], "defined_term", "Stock")
	sh["total"], sh["spell_out"] = 1000*len(plans), d.toss()
	if len(plans) > 1 && d.toss() {
		for i, p := range plans {
			p["shares"] = 1000
			if d.toss() {
				p["shares_defined_term"] = []string{"First Shares", "Second Shares", "Third Shares"}[i]
			}
		}
	}
}

// converted may say of a plan that it issues a class, and the shares into which
// that converts.
func (d drawer) converted(plan, class tree) {
	if d.may(plan, "class", class["title"].(string)) || d.toss() {
		return
	}
	parts, _ := plan["tranches"].([]tree)
	plan["tranches"] = append(parts, tree{"kind": "conversion", "class": class["converts_to"]})
}

func (d drawer) plans(m tree, stock bool) []tree {
	var plans []tree
	titles := d.some(1, 3, "Acme 1996 Stock Plan", "The Beta Plan", "Letter to Jane Roe")
	for _, title := range titles {
		p := tree{"title": title}
		d.may(p, "kind", "option", "incentive", "purchase", "savings", "deferred_compensation", "assumed", "non_plan", "individual_agreement")
		if k := p["kind"]; stock && k != "purchase" && k != "savings" && k != "deferred_compensation" && d.toss() {
			p["award_types"] = d.some(1, 4, opinionAwards...)
		}
		d.may(p, "adopted", "1996-02-03")
		if d.toss() {
			a := tree{"kind": d.pick("amended", "amended_and_restated")}
			if !d.may(a, "through", "1997-02-03") {
				d.may(a, "date", "1997-02-04")
			}
			p["amended"] = a
		}
		d.may(p, "predecessor_issuer", targets...)
		if stock && d.may(p, "acquired_from", targets...) {
			d.may(p, "merger_agreement_date", "1998-03-02")
		}
		if len(titles) == 1 {
			d.may(p, "defined_term", "Program", "1996 Plan")
		} else if d.toss() {
			p["defined_term"] = "Term of " + title
		}
		if stock && d.toss() {
			var parts []tree
			for _, kind := range d.some(1, 4, "outstanding", "available", "increase", "predecessor", "resale") {
				part := tree{"kind": kind}
				if kind == "outstanding" || kind == "available" {
					if d.toss() {
						part["award_types"] = d.some(1, 3, opinionAwards...)
					}
				}
				if d.toss() {
					part["defined_term"] = "Part " + kind + " of " + title
				}
				parts = append(parts, part)
			}
			p["tranches"] = parts
		}
		plans = append(plans, p)
	}
	if len(plans) > 1 {
		d.may(m, "plans_defined_term", "Programs")
	}
	return plans
}

func (d drawer) examined(m tree, now time.Time) {
	doc := tree{}
	d.may(doc, "style", "prose", "enumerated", "generic", "proceedings")
	if style := doc["style"]; style != "generic" && style != "proceedings" && d.toss() {
		var items []tree
		kinds := []string{"charter", "bylaws", "plan", "resolutions", "letter", "registration_statement", "prospectus", "certificate", "other"}
		for _, kind := range d.some(1, 6, kinds...) {
			i := tree{"kind": kind}
			switch kind {
			case "charter":
				d.may(i, "title", "Restated Charter")
				d.may(i, "status", "amended to date")
				d.may(i, "certified_by", "Secretary of State")
			case "resolutions":
				i["adopted_by"] = d.some(1, 3, "board", "committee", "shareholders")
				i["subject"] = d.some(1, 4, "plan", "plan_amendments", "issuance", "reservation", "registration_statement", "merger")
			case "letter":
				d.may(i, "from", "registrant", "Doe Transfer Co.")
				d.may(i, "to", "firm", "Jane Roe")
			case "registration_statement":
				d.may(i, "status", "in the form to be filed")
				i["includes"] = d.some(1, 3, "exhibits", "prospectus", "reoffer_prospectus", "schedules", "amendments")
			case "certificate":
				d.may(i, "certified_by", "Secretary of Acme")
			case "other":
				i[d.pick("title", "text")] = "the stock ledger"
			}
			if i["text"] == nil {
				d.may(i, "date", day(now, -5))
			}
			items = append(items, i)
		}
		doc["items"] = items
	}
	m["documents"] = doc
	if d.toss() {
		a := tree{"style": d.pick("prose", "enumerated", "none")}
		if a["style"] != "none" {
			if d.toss() {
				a["items"] = d.some(1, 6, "genuine_signatures", "authentic_originals", "conforming_copies", "legal_capacity", "accurate_information", "due_execution")
			}
			if d.toss() {
				a["added"] = []string{"that the stock ledger is complete."}
			}
		}
		m["assumptions"] = a
	}
	if d.toss() {
		var all []tree
		for _, on := range d.some(1, 4, "officers", "public_officials", "representations", "local_counsel") {
			r := tree{"on": on}
			if on == "local_counsel" {
				r["name"] = "Roe, P.C."
				d.may(r, "jurisdiction", "Nevada")
			} else if len(all) == 0 {
				r["verified"] = d.toss()
			}
			all = append(all, r)
		}
		m["reliance"] = all
	}
}

func classTitles(m tree) []string {
	var titles []string
	for _, c := range m["classes"].([]tree) {
		titles = append(titles, c["title"].(string))
	}
	return titles
}

func (d drawer) opined(m tree) {
	stock := m["classes"] != nil
	if stock && d.toss() {
		var all []tree
		for range rapid.IntRange(1, 3).Draw(d.T, "opinions") {
			o := tree{}
			all = append(all, o)
			if rapid.IntRange(0, 5).Draw(d.T, "words") == 0 {
				o["text"] = "It is our opinion that the " + d.sharesTerm(m) + " will be validly issued, fully paid and nonassessable."
				continue
			}
			c := tree{}
			plans := m["plans"].([]tree)
			if d.toss() {
				c["plan"] = plans[rapid.IntRange(0, len(plans)-1).Draw(d.T, "plan")]["title"]
			}
			d.may(c, "award", opinionAwards...)
			d.may(c, "class", classTitles(m)...)
			if tranche := d.tranche(plans); tranche != "" && d.toss() {
				c = tree{"tranche": tranche}
				if d.toss() {
					o["outstanding"] = true
				}
			}
			o["covers"] = c
			if d.toss() {
				o["limbs"] = d.some(1, 5, opinionLimbs...)
			}
			if limbs, _ := o["limbs"].([]string); d.toss() && o["outstanding"] == nil && !slices.Equal(limbs, []string{"duly_authorized"}) {
				o["conditions"] = d.some(1, 4, d.conditions(m)...)
			}
			if d.toss() {
				o["exceptions"] = d.some(1, 2, "shares issued against a note.", "fractional shares")
			}
		}
		m["opinions"] = all
		if len(all) == 1 && all[0]["text"] != nil && m["corporate_status_opinion"] == false {
			return // nothing to which a proviso could belong
		}
	}
	if d.toss() {
		var all []tree
		for _, kind := range d.some(1, 4, "board_approval_no_delegation", "board_approval", "shareholder_approval", "other") {
			p := tree{"kind": kind}
			if kind == "other" {
				p["text"] = "each award is within the limits of the law."
			} else {
				d.may(p, "required_by", "bylaws", "charter", "plan", "law")
			}
			if kind == "shareholder_approval" {
				d.may(m.at("registrant"), "holder_noun", "shareholder", "stockholder")
			}
			all = append(all, p)
		}
		m["provisos"] = all
	}
}

// tranche returns the term of a tranche; "" if none has one.
func (d drawer) tranche(plans []tree) string {
	for _, p := range plans {
		parts, _ := p["tranches"].([]tree)
		for _, part := range parts {
			if term, ok := part["defined_term"].(string); ok && d.toss() {
				return term
			}
		}
	}
	return ""
}

// conditions returns those that the shares can meet.
func (d drawer) conditions(m tree) []string {
	for _, c := range m["classes"].([]tree) {
		if c["par_value"] == "none" {
			return slices.DeleteFunc(slices.Clone(opinionConditions), func(c string) bool { return c == "par_value_paid" })
		}
	}
	return opinionConditions
}

func (d drawer) sharesTerm(m tree) string {
	if term, ok := m.at("shares")["defined_term"].(string); ok {
		return term
	}
	return "Shares"
}

// drawOpinionOf1995 draws the facts of the letter on an option plan of 1995.
func drawOpinionOf1995(t *rapid.T) tree {
	d := drawer{t}
	m := d.oldOpinion()
	items := []tree{
		{"kind": "charter", "title": "Articles of Incorporation", "status": "currently in effect"},
		{"kind": "bylaws", "title": "Bylaws", "status": "currently in effect", "defined_term": "Bylaws"},
		{"kind": "plan"},
		{"kind": "resolutions", "adopted_by": d.some(1, 3, "board", "committee", "shareholders"), "subject": d.some(1, 2, "plan", "plan_amendments")},
		{"kind": "letter", "date": "1995-06-08"},
		{"kind": "registration_statement", "status": "proposed to be filed"},
		{"kind": "other", "title": "The stock ledger"},
	}
	m["documents"] = tree{"items": items[:rapid.IntRange(2, len(items)).Draw(t, "items")]}
	return m
}

// drawOpinionOf1996 draws the facts of the letter on an incentive plan of 1996.
func drawOpinionOf1996(t *rapid.T) tree {
	d := drawer{t}
	m := d.oldOpinion()
	f := m.at("firm")
	f["address"] = []string{"1 Main Street", "Akron, Ohio 44301"}
	d.may(f, "entity_suffix", "A Professional Corporation")
	d.may(f, "telephone", "(310) 555-0100")
	d.may(f, "telecopier", "(310) 555-0101")
	d.may(m.at("letterhead"), "heading", "Law Offices")
	m["signature"] = tree{"signed": d.toss()}
	m["classes"].([]tree)[0]["defined_term"] = "Stock"
	if d.toss() {
		var all []tree
		for _, by := range d.some(1, 2, "bylaws", "charter") {
			all = append(all, tree{"kind": d.pick("board_approval", "board_approval_no_delegation"), "required_by": by})
		}
		m["provisos"] = all
	}
	return m
}

func (d drawer) oldOpinion() tree {
	p := tree{"title": "Acme 1986 Stock Option Plan", "defined_term": "Plan"}
	if d.toss() {
		a := tree{"kind": d.pick("amended", "amended_and_restated")}
		d.may(a, "through", "1994-02-03")
		p["amended"] = a
	}
	c := tree{"title": "common stock", "par_value": d.pick("none", "$0.10")}
	if c["par_value"] == "none" {
		d.may(c, "no_par_wording", "no par value")
	}
	m := tree{
		"exhibit_numbers": d.some(1, 2, "5", "5.1", "23.2"), "letter_date": "1995-06-08", "capacity": "counsel",
		"addressee":              tree{"kind": d.pick("company", "board"), "address": []string{"1 Main Street", "Akron, Ohio 44301"}},
		"registrant":             tree{"name": d.pick("Acme Corporation", "Beta Holdings, Inc."), "jurisdiction": d.pick("Ohio", "Utah"), "entity_type": "corporation"},
		"firm":                   tree{"name": "Doe & Partners"},
		"registration_statement": tree{"filing_date": "1995-06-09"},
		"classes":                []tree{c}, "shares": tree{"total": 500}, "plans": []tree{p},
		"law_covered": tree{"jurisdictions": d.some(1, 3, "Ohio", "Utah", "California")},
	}
	d.may(m, "act_term", "Act")
	return m
}
