package check

import "slices"

// A setting says in which units of a text a test looks.
type setting struct {
	within  string
	where   []*expression // one of them matches in the unit; none: any unit
	without []*expression // none of them does
}

// units are the names of units, the smallest first.
var units = []string{"sentence", "paragraph", "document"}

// setting reads where a test looks; the first of some units is the usual.
func (p *params) setting(units ...string) setting {
	return setting{p.choice("within", units...), p.expressions("where", false), p.expressions("without", false)}
}

// admits reports whether the unit around a byte is one to look in.
func (s *setting) admits(r *run, at int) bool {
	return s.where == nil && s.without == nil || s.isAbout(r, r.unit(s.within, at))
}

// isAbout reports whether a unit is one to look in.
func (s *setting) isAbout(r *run, unit stretch) bool {
	in := func(e *expression) bool { return e.in(r.text, unit) }
	return (s.where == nil || slices.ContainsFunc(s.where, in)) && !slices.ContainsFunc(s.without, in)
}

// unit is the sentence, the paragraph or the document in which a byte stands.
func (s *state) unit(within string, at int) stretch {
	switch within {
	case "sentence":
		return around(s.text.sentencesOf(), at)
	case "paragraph":
		return s.text.paragraph(at)
	case "document":
		return s.whole()
	}
	panic("check: unknown unit " + within)
}

// unitsOf are all the units of a kind.
func (s *state) unitsOf(within string) []stretch {
	switch within {
	case "sentence":
		return s.text.sentencesOf()
	case "paragraph":
		return s.text.paragraphs
	case "document":
		return []stretch{s.whole()}
	}
	panic("check: unknown unit " + within)
}
