package check

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A whitespace test reports blanks that no reader sees.
//
//	look_for  trailing (blanks at line ends), blank_lines (lines of blanks alone),
//	          final_newline (a last line without an end) or mixed_ends (line ends
//	          of two systems)
//
// It reports the first place. A message may say {lines}, how many there are.
type whitespace struct{ lookFor string }

func newWhitespace(p *params) tester {
	p.say("lines")
	if !p.has("look_for") {
		p.missing("look_for", "trailing, blank_lines, final_newline or mixed_ends")
	}
	return &whitespace{p.choice("look_for", "trailing", "blank_lines", "final_newline", "mixed_ends")}
}

func (t *whitespace) run(r *run) {
	switch t.lookFor {
	case "trailing", "blank_lines":
		t.count(r)
	case "final_newline":
		if data := r.data(); len(data) > 0 && data[len(data)-1] != '\n' && len(r.lines) > 0 {
			last := r.lines[len(r.lines)-1]
			r.atLine(last.n, utf8.RuneCountInString(last.text)+1, 1, vars{"lines": "1 line"})
		}
	case "mixed_ends":
		data := r.data()
		all, windows := bytes.Count(data, []byte("\n")), bytes.Count(data, []byte("\r\n"))
		if windows > 0 && windows < all {
			r.at(nowhere, vars{"lines": strconv.Itoa(min(windows, all-windows)) + " of " + count(all, "line")})
		}
	default:
		panic("check: unknown whitespace " + t.lookFor)
	}
}

func (t *whitespace) count(r *run) {
	n, first := 0, line{}
	for _, l := range r.lines {
		trimmed := strings.TrimRight(l.text, " \t")
		if trimmed == l.text || (trimmed == "") != (t.lookFor == "blank_lines") {
			continue
		}
		if n++; n == 1 {
			first = l
		}
	}
	if n > 0 {
		kept := utf8.RuneCountInString(strings.TrimRight(first.text, " \t"))
		r.atLine(first.n, kept+1, utf8.RuneCountInString(first.text)-kept, vars{"lines": count(n, "line")})
	}
}

// data are the bytes of the file.
func (s *state) data() []byte {
	if s.subject.Data == nil && s.subject.Source != nil {
		return []byte(s.subject.Source.Text)
	}
	return s.subject.Data
}
