// Package check finds what a securities lawyer would find in an exhibit: wrong
// weekdays, share counts that do not agree, terms without a definition, record
// dates outside the window.
//
// [Read] reads rules from YAML files; [Rules.Check] applies those that are in
// force to a [Subject], a document with its source and, if it was drafted, its
// facts. What a rule says, its severity, its dates and its source are data. How
// something is found out is one of a small set of types of tests, a file each;
// the table of them is [types].
//
// # Words and places
//
// Rules match words, not lines: one blank between words however the page was
// filled, a newline between paragraphs, quotes and dashes of one shape, and no
// case unless a rule asks for it. Reports give the place in the source: the line
// and column of an exhibit or, for words made from facts, the fact.
//
// # Law as of a day
//
// A rule applies from a date to a date. What counts is the date of the exhibit,
// so that a letter of 1995 is not wrong under a bulletin of 2011.
//
// # Bounds
//
// Expressions are RE2 and matched a bounded number of times, lists of findings
// are cut off, and no test compares all pairs of anything, so that a hostile
// exhibit costs time in proportion to its length.
//
// The package opens no files and reads no exhibits (see package exhibit), and
// prints nothing (see package diag).
package check

import (
	"path"
	"slices"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/lazy"
)

// A Subject is what is checked. The zero value of every field but Document is
// allowed and means unknown.
type Subject struct {
	// Document holds the words.
	Document *doc.Document

	// Source is what reports point into: the text of the exhibit, into which the
	// spans' origins point too, or the page as it was laid out.
	Source *diag.Source

	// Data are the bytes of the file, for tests of bytes; nil: those of Source.
	Data []byte

	Facts   *facts.Node // of its matter; nil: an exhibit of another hand
	Drafted bool        // it was drafted from Facts: what they do not give is unknown
	Kind    string      // of its form; "": unknown
	Type    string      // EDGAR's <TYPE>, as EX-5.1; "": unknown
	Format  string      // text, html or docx; "" is text
	File    string      // name under which it is to be filed; "": unknown

	// AsOf is the ISO date whose rules apply. When it is empty that is the date of
	// the exhibit itself (the value document_date of the rule files), and if it
	// has none, a day later than all rules.
	AsOf string

	Precedent *Precedent // what it was drafted from; nil: nothing
}

// A Precedent is the matter whose exhibit served as a model.
type Precedent struct {
	Old []Identifying // what identified the old matter
	New []Identifying // what identifies this one
}

// An Identifying value is a name, title, date, amount or address of one matter.
type Identifying struct {
	Pointer string // JSON pointer of the fact
	Value   string // as in the facts: dates as 2004-05-25, numbers with or without commas
}

// types are the types of tests by the names that rule files use.
var types = map[string]func(*params) tester{
	"address":    newAddress,
	"agree":      newAgree,
	"balance":    newBalance,
	"characters": newCharacters,
	"citation":   newCitation,
	"coverage":   newCoverage,
	"covers":     newCovers,
	"doubled":    newDoubled,
	"html":       newHTML,
	"interval":   newInterval,
	"lexicon":    newLexicon,
	"mention":    newMention,
	"name":       newName,
	"numbers":    newNumbers,
	"pattern":    newPattern,
	"remind":     newRemind,
	"require":    newRequire,
	"spelled":    newSpelled,
	"spelling":   newSpelling,
	"stale":      newStale,
	"tags":       newTags,
	"terms":      newTerms,
	"weekday":    newWeekday,
	"whitespace": newWhitespace,
	"width":      newWidth,
	"workday":    newWorkday,
}

// Types returns the names of the types of tests, sorted.
func Types() []string { return sortedKeys(types) }

// Check applies the rules that are in force to a subject and returns what they
// found, in the order of the files. Rules that the facts silence say nothing;
// see silences.
func (r *Rules) Check(s *Subject) diag.List {
	st := newState(r, s)
	st.checkAll()
	st.list = append(st.list, st.silenced()...)
	st.list.Sort()
	return st.list
}

// Errors is Check for errors alone, without the work for the rest.
func (r *Rules) Errors(s *Subject) diag.List {
	st := newState(r, s)
	st.errors = true
	st.checkAll()
	list := slices.DeleteFunc(append(st.list, st.mute.found...), func(d *diag.Diagnostic) bool { return d.Severity != diag.Error })
	list.Sort()
	return list
}

func (s *state) checkAll() {
	for _, rule := range s.rules.rules {
		if rule.Off == "" && s.inForce(rule.From, rule.To) && s.isFor(rule) {
			s.check(rule)
		}
	}
}

// isFor reports whether a rule is for the kind and in the scope of the subject. A
// rule of a kind that names no scope is not for exhibits of unknown kind.
func (s *state) isFor(r *Rule) bool {
	if r.kind != "" && r.kind != s.subject.Kind && (s.subject.Kind != "" || r.Scope == nil) {
		return false
	}
	return s.inScope(r.Scope, r.Except)
}

// A state is one run of the rules over one subject.
type state struct {
	rules   *Rules
	subject *Subject
	text    *text
	lines   []line
	values  map[*value][]found
	scopes  map[string]bool
	numbers []string // of the exhibit
	asOf    string
	list    diag.List
	mute    *silences
	errors  bool // are all that is looked for
	caps    []capital
	defs    []definition

	asks  int             // for words; see indexed
	index index           // nil: not made yet
	small map[string]bool // what hasWord found
}

func newState(r *Rules, s *Subject) *state {
	d := s.Document
	if d == nil {
		d = &doc.Document{}
	}
	st := &state{rules: r, subject: s, text: newText(d, s.Source), values: map[*value][]found{}, scopes: map[string]bool{}, asOf: s.AsOf}
	st.lines = bodyLines(s)
	st.numbers = st.exhibitNumbers()
	if v := r.values["document_date"]; v != nil && st.asOf == "" {
		if d, _, ok := st.date(v); ok {
			st.asOf = d.iso()
		}
	}
	st.mute = newSilences(r, s.Facts)
	return st
}

// whole is the text from end to end.
func (s *state) whole() stretch { return stretch{0, len(s.text.plain)} }

// inForce reports whether a rule of some dates applies on the day asked for.
func (s *state) inForce(from, to string) bool {
	if s.asOf == "" {
		return to == ""
	}
	return (from == "" || from <= s.asOf) && (to == "" || s.asOf <= to)
}

func (s *state) inScope(in, except []string) bool {
	if slices.ContainsFunc(except, s.isIn) {
		return false
	}
	return len(in) == 0 || slices.ContainsFunc(in, s.isIn)
}

// isIn reports whether the subject is in a scope.
func (s *state) isIn(name string) bool {
	is, known := s.scopes[name]
	if !known {
		is = s.matches(s.rules.scopes[name])
		s.scopes[name] = is
	}
	return is
}

func (s *state) matches(sc *scope) bool {
	format := s.subject.Format
	if format == "" {
		format = "text"
	}
	if sc.formats != nil && !slices.Contains(sc.formats, format) {
		return false
	}
	if s.subject.Kind != "" && sc.kinds != nil {
		return slices.Contains(sc.kinds, s.subject.Kind)
	}
	if sc.exhibits != nil && s.numbers != nil && !s.isNumbered(sc.exhibits) {
		return false
	}
	for _, e := range sc.text {
		if !e.in(s.text, s.whole()) {
			return false
		}
	}
	return sc.exhibits == nil || s.numbers != nil || sc.text != nil
}

func (s *state) isNumbered(patterns []string) bool {
	for _, p := range patterns {
		for _, n := range s.numbers {
			if ok, _ := path.Match(p, n); ok {
				return true
			}
		}
	}
	return false
}

var edgarType = lazy.Regexp(`(?i)^EX-(\d{1,3}(?:\.\d{1,3})?)\b`)

// exhibitNumbers are the numbers of the exhibit: the one that a submission gives
// it, or else the value exhibit_number of the rule files.
func (s *state) exhibitNumbers() []string {
	if m := edgarType().FindStringSubmatch(s.subject.Type); m != nil {
		return []string{m[1]}
	}
	var numbers []string
	if v := s.rules.values["exhibit_number"]; v != nil {
		for _, f := range s.all(v) {
			numbers = append(numbers, f.text)
		}
	}
	return numbers
}

// check runs the tests of a rule.
func (s *state) check(rule *Rule) {
	seen := map[string]bool{}
	for _, t := range rule.tests {
		if s.errors && t.worst() != diag.Error {
			continue
		}
		if s.inForce(t.from, t.to) && s.inScope(t.scope, t.except) && s.wanted(t) {
			t.tester.run(&run{state: s, test: t, seen: seen})
		}
	}
}

func (s *state) wanted(t *test) bool {
	return !slices.ContainsFunc(t.unless, s.holds) && !slices.ContainsFunc(t.when, func(c condition) bool { return !s.holds(c) })
}
