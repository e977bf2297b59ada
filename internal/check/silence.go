package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/lazy"
)

// silences are the rules that facts switch off, each with a reason. There are
// two ways to say it. For the whole matter:
//
//	checks:
//	  silence:
//	    - {rule: CND-01, reason: the proviso is the signer's own wording}
//
// and for one fact and what lies under it, in a comment above or behind it:
//
//	letter_date: 1996-12-23 # silence DTE-01: signed on the eve of filing
type silences struct {
	list  []*silence
	found diag.List // what is wrong with them
}

type silence struct {
	rule  string
	under string // pointer of the fact; "": everywhere
	pos   diag.Pos
	width int
	src   *diag.Source
	used  bool
}

var muting = lazy.Regexp(`(?m)^[# \t]*silence[ \t]+([A-Za-z0-9][A-Za-z0-9_-]*)[ \t]*(?::[ \t]*(.*))?$`)

func newSilences(r *Rules, root *facts.Node) *silences {
	s := &silences{}
	if root == nil {
		return s
	}
	if list := root.Lookup("/checks/silence"); list != nil {
		for i, item := range list.Items {
			rule, reason := item.Field("rule"), item.Field("reason")
			if !scalar(rule) {
				continue // the schema says so
			}
			pos, width, src := root.Locate("/checks/silence/" + strconv.Itoa(i) + "/rule")
			given := ""
			if scalar(reason) {
				given = reason.Text
			}
			s.add(r, &silence{rule: rule.Text, pos: pos, width: width, src: src}, given)
		}
	}
	s.comments(r, root, "")
	return s
}

// UnknownSilences returns a warning for each rule that facts silence and that
// there is not. [Rules.Check] says so too; this is for facts that cannot be
// drafted, so that all that is wrong with them is said at once.
func (r *Rules) UnknownSilences(root *facts.Node) diag.List {
	return slices.DeleteFunc(newSilences(r, root).found, func(d *diag.Diagnostic) bool { return d.Severity != diag.Warning })
}

// comments looks for silences in the comments of a tree.
func (s *silences) comments(r *Rules, n *facts.Node, pointer string) {
	for _, comment := range []string{n.Head, n.Tail, n.Foot} {
		if !strings.Contains(comment, "silence") {
			continue
		}
		for _, m := range muting().FindAllStringSubmatch(comment, -1) {
			s.add(r, &silence{rule: m[1], under: pointer, pos: n.Pos, width: n.Width, src: n.Source}, m[2])
		}
	}
	for i, item := range n.Items {
		s.comments(r, item, pointer+"/"+strconv.Itoa(i))
	}
	for _, f := range n.Fields {
		s.comments(r, f.Value, pointer+"/"+escape.Replace(f.Name))
	}
}

var escape = strings.NewReplacer("~", "~0", "/", "~1")

func (s *silences) add(r *Rules, one *silence, reason string) {
	switch {
	case r.Rule(one.rule) == nil:
		hint := ""
		if near, ok := diag.Nearest(one.rule, r.IDs()); ok {
			hint = "did you mean " + near + "?"
		}
		s.trouble(one, diag.Warning, "there is no rule "+one.rule+" to silence", hint)
	case strings.TrimSpace(reason) == "":
		s.trouble(one, diag.Error, "the rule "+one.rule+" is silenced without a reason", "say why it does not apply here")
	default:
		s.list = append(s.list, one)
	}
}

func (s *silences) trouble(one *silence, severity diag.Severity, message, hint string) {
	s.found = append(s.found, &diag.Diagnostic{Pos: one.pos, Width: one.width, Source: one.src, Severity: severity, Rule: "silence", Message: message, Hint: hint})
}

// covers reports whether a finding is silenced.
func (s *silences) covers(d *diag.Diagnostic) bool {
	for _, one := range s.list {
		if one.rule == d.Rule && (one.under == "" || d.Pointer == one.under || strings.HasPrefix(d.Pointer, one.under+"/")) {
			one.used = true
			return true
		}
	}
	return false
}

// silenced returns what is to be said about the silences themselves.
func (s *state) silenced() diag.List {
	list := s.mute.found
	for _, one := range s.mute.list {
		if !one.used {
			list = append(list, &diag.Diagnostic{
				Pos: one.pos, Width: one.width, Source: one.src, Severity: diag.Info, Rule: "silence",
				Message: "the rule " + one.rule + " has nothing to say here, silenced or not", Hint: "take the line out",
			})
		}
	}
	return list
}
