package check

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
)

// maxFindings bounds what one rule may say of one subject.
const maxFindings = 200

// A run is one test at work on one subject.
type run struct {
	*state
	test *test
	seen map[string]bool // what the rule has said
}

// vars are what a message may say in braces.
type vars map[string]string

// at reports a finding.
func (r *run) at(where spot, v vars) { r.report(where, v, nil) }

// with is at with a severity of the test's choice.
func (r *run) with(severity diag.Severity, where spot, v vars) { r.report(where, v, &severity) }

// full reports whether the rule has said all that it may.
func (r *run) full() bool { return len(r.seen) >= maxFindings }

func (r *run) report(where spot, v vars, severity *diag.Severity) {
	if r.full() {
		return
	}
	d := r.diagnostic(v, severity)
	switch {
	case where.from >= 0:
		r.point(d, where.stretch)
	case where.fact != "":
		r.pointAtFact(d, where.fact)
	default:
		d.File = r.name()
	}
	r.add(d)
}

// atLine reports a finding on a line of the source.
func (r *run) atLine(n, col, width int, v vars) {
	if r.full() {
		return
	}
	d := r.diagnostic(v, nil)
	d.Pos = diag.Pos{File: r.name(), Line: n, Col: col}
	d.Width, d.Source = width, r.subject.Source
	r.add(d)
}

func (r *run) add(d *diag.Diagnostic) {
	key := d.Pos.String() + "\x00" + d.Pointer + "\x00" + d.Message
	if r.seen[key] || r.full() || r.mute.covers(d) { // what is silenced does not count
		return
	}
	r.seen[key] = true
	r.list = append(r.list, d)
}

func (r *run) diagnostic(v vars, severity *diag.Severity) *diag.Diagnostic {
	t := r.test
	d := &diag.Diagnostic{Rule: t.rule.ID, Severity: t.worst()}
	if severity != nil {
		d.Severity = max(*severity, d.Severity) // a test softens what its rule says, never more
	}
	d.Message = fill(cmp.Or(t.message, t.rule.Message), v)
	d.Hint = fill(cmp.Or(t.hint, t.rule.Hint), v)
	return d
}

// fill puts values in the place of their names in braces.
func fill(message string, v vars) string {
	if !strings.Contains(message, "{") {
		return message
	}
	return variable().ReplaceAllStringFunc(message, func(ref string) string {
		if s, ok := v[ref[1:len(ref)-1]]; ok {
			return s
		}
		return ref
	})
}

func (r *run) name() string {
	if r.subject.Source != nil {
		return r.subject.Source.Name
	}
	return r.subject.File
}

// point gives a diagnostic the place of words: the fact that they were made
// from, else where they stand in the source.
func (r *run) point(d *diag.Diagnostic, s stretch) {
	if r.subject.Facts != nil {
		for _, pointer := range r.text.facts(s) {
			if r.subject.Facts.Lookup(pointer) != nil { // not a default
				r.pointAtFact(d, pointer)
				return
			}
		}
	}
	d.File, d.Source = r.name(), r.subject.Source
	d.Line, d.Col = r.text.place(s.from)
	d.Width = r.widthOnLine(s)
}

// widthOnLine is how many characters of a stretch stand on the line where it
// begins.
func (r *run) widthOnLine(s stretch) int {
	first, col := r.text.place(s.from)
	end := max(s.to-1, s.from)
	for end > s.from {
		if n, last := r.text.place(end); n == first {
			return last - col + 1
		}
		blank := strings.LastIndexByte(r.text.plain[s.from:end], ' ')
		if blank < 0 {
			break
		}
		end = s.from + blank - 1
	}
	return 1
}

func (r *run) pointAtFact(d *diag.Diagnostic, pointer string) {
	d.Pointer = pointer
	d.Pos, d.Width, d.Source = r.subject.Facts.Locate(pointer)
	if d.File == "" {
		d.File = r.name()
	}
}

// quote shows a stretch of the text in a message, shortened if it is long.
func (r *run) quote(s stretch) string { return clip(r.text.plain[s.from:s.to]) }

func clip(s string) string {
	const most = 60
	s = strings.TrimSpace(s)
	if len([]rune(s)) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return s
}

// count words a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
