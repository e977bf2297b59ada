package check

import (
	"strings"
	"unicode/utf8"
)

// A balance reports quotes and brackets that open and do not close in their
// paragraph, or close and do not open.
//
//	marks  quotes or brackets
//
// A quote of several paragraphs opens each and closes the last, as printers
// have it, and is fine. A bracket alone behind a label, as in a), too. A message
// may say {mark} and {fault}.
type balance struct{ marks string }

func newBalance(p *params) tester {
	p.say("mark", "fault")
	return &balance{p.choice("marks", "quotes", "brackets")}
}

func (t *balance) run(r *run) {
	for i, p := range r.text.paragraphs {
		if t.marks == "quotes" {
			t.quotes(r, i, p)
		} else {
			t.brackets(r, p)
		}
	}
}

func (t *balance) quotes(r *run, i int, p stretch) {
	s := r.text.plain[p.from:p.to]
	open := -1
	for at := 0; at < len(s); at++ {
		if s[at] != '"' {
			continue
		}
		switch opens := opensQuote(s, at); {
		case open < 0 && opens:
			open = at
		case open < 0:
			t.say(r, p.from+at, `"`, "closes and was not opened")
		case opens && !closesQuote(s, at):
			t.say(r, p.from+open, `"`, "opens and is not closed")
			open = at
		default:
			open = -1
		}
	}
	if open >= 0 && !(open == 0 && goesOn(r, i)) {
		t.say(r, p.from+open, `"`, "opens and is not closed")
	}
}

// goesOn reports whether the next paragraph begins with a quote.
func goesOn(r *run, i int) bool {
	return i+1 < len(r.text.paragraphs) && strings.HasPrefix(r.text.plain[r.text.paragraphs[i+1].from:], `"`)
}

// opensQuote reports whether a quote stands where one opens: before a word and
// behind none.
func opensQuote(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	return at == 0 || before == ' ' || strings.ContainsRune("([-'", before)
}

func closesQuote(s string, at int) bool {
	after, _ := utf8.DecodeRuneInString(s[at+1:])
	return at+1 == len(s) || after == ' ' || strings.ContainsRune(`).,;:?!]`, after)
}

func (t *balance) brackets(r *run, p stretch) {
	s := r.text.plain[p.from:p.to]
	var open []int
	for at := 0; at < len(s); at++ {
		switch s[at] {
		case '(', '[':
			open = append(open, at)
		case ')', ']':
			switch {
			case len(open) > 0:
				open = open[:len(open)-1]
			case !labels(s, at):
				t.say(r, p.from+at, s[at:at+1], "closes and was not opened")
			}
		}
	}
	for _, at := range open {
		t.say(r, p.from+at, s[at:at+1], "opens and is not closed")
	}
}

// labels reports whether a bracket closes a label, as in 1) or a).
func labels(s string, at int) bool {
	word := s[strings.LastIndexByte(s[:at], ' ')+1 : at]
	return len(word) <= 3 && isPlainLabel(word)
}

func isPlainLabel(word string) bool {
	if word == "" {
		return false
	}
	return len(word) == 1 || strings.Trim(word, "0123456789") == "" || strings.Trim(word, "ivx") == ""
}

func (t *balance) say(r *run, at int, mark, fault string) {
	r.at(inText(at, at+1), vars{"mark": mark, "fault": fault})
}
