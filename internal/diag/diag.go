// Package diag is how trouble in a user's files is said.
//
// A [Diagnostic] names a place, what was wanted, what was found and how to mend
// it. A [List] of them is an error, so that all the trouble in a file travels
// together and is shown at once, in the order of the file. Trouble in the
// machine (a disk, a pipe) is an ordinary error, not a Diagnostic.
//
// Printing is here too ([List.Print]), because the same page of text is wanted
// by every command; the choice of stream, colour and exit code is not.
package diag

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Severity ranks a diagnostic. The zero Severity is Error.
type Severity uint8

// The severities, the worst first.
const (
	Error Severity = iota
	Warning
	Info
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Info:
		return "info"
	}
	panic("diag: unknown severity " + strconv.Itoa(int(s)))
}

// MarshalText gives the severity's name, for JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Pos is a place in a file, counted from 1, columns in characters. A zero
// Line means the file as a whole.
type Pos struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"column,omitempty"`
}

func (p Pos) String() string {
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Col > 0 {
			s += ":" + strconv.Itoa(p.Col)
		}
	}
	return s
}

// A Source is the text that positions point into. It gives the excerpt under a
// diagnostic.
type Source struct {
	Name string
	Text string
}

// Line returns line n, counted from 1, without its line end; "" past the end.
func (s *Source) Line(n int) string {
	if s == nil || n < 1 {
		return ""
	}
	rest := s.Text
	for ; n > 1; n-- {
		_, after, found := strings.Cut(rest, "\n")
		if !found {
			return ""
		}
		rest = after
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSuffix(line, "\r")
}

// A Diagnostic is one piece of trouble.
type Diagnostic struct {
	Pos
	Severity Severity `json:"severity"`
	Rule     string   `json:"rule,omitempty"`    // the rule broken: a schema keyword, or the id of a check
	Pointer  string   `json:"pointer,omitempty"` // JSON pointer of the fact, "" for none
	Message  string   `json:"message"`           // what was wanted and what was found: lower case, no full stop
	Hint     string   `json:"hint,omitempty"`    // how to mend it
	Width    int      `json:"-"`                 // characters to underline from Col on; 0 is one
	Source   *Source  `json:"-"`                 // nil: no excerpt
}

// Error gives the diagnostic in one line: place, pointer, message.
func (d *Diagnostic) Error() string {
	var parts []string
	for _, p := range []string{d.Pos.String(), d.Pointer, d.Message} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ": ")
}

// A List is the trouble found in one run. It is an error if it holds any
// diagnostic; use [List.Err] to get a nil error from one that does not.
type List []*Diagnostic

// Error joins the diagnostics, a line each.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns l as an error if it holds an Error, else nil.
func (l List) Err() error {
	if l.Worst() != Error {
		return nil
	}
	return l
}

// Worst returns the worst severity in l, and one past Info for an empty list.
func (l List) Worst() Severity {
	worst := Info + 1
	for _, d := range l {
		worst = min(worst, d.Severity)
	}
	return worst
}

// Sort puts l in the order of the files: by file in order of first mention,
// then by line and column, then by pointer, rule and message. It is stable.
func (l List) Sort() {
	files := map[string]int{}
	for _, d := range l {
		if _, seen := files[d.File]; !seen {
			files[d.File] = len(files)
		}
	}
	slices.SortStableFunc(l, func(a, b *Diagnostic) int {
		return cmp.Or(
			cmp.Compare(files[a.File], files[b.File]),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Pointer, b.Pointer),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
		)
	})
}
