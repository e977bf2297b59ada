package check

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/facts"
)

// A characters test reports characters that have no place in the source, each
// kind once a line.
//
//	forbid   an expression of one such character
//	instead  what to write for some of them
//
// A message may say {char}, {code} and {instead}.
type characters struct {
	forbid  *expression
	instead map[string]string
}

func newCharacters(p *params) tester {
	t := &characters{forbid: p.expression("forbid", true), instead: map[string]string{}}
	if !p.has("forbid") {
		p.missing("forbid", "an expression of one character")
	}
	if n := p.get("instead"); n != nil && n.Kind == facts.Map {
		for _, f := range n.Fields {
			t.instead[f.Name] = p.r.text(f.Value)
		}
	} else if n != nil {
		p.r.trouble(n, "want characters, each with what to write instead, have "+n.Kind.String(), "")
	}
	p.say("char", "code", "instead")
	return t
}

var byteOrderMark = []byte("\xef\xbb\xbf")

func (t *characters) run(r *run) {
	if bytes.HasPrefix(r.subject.Data, byteOrderMark) && t.forbid.inString("\ufeff") && len(r.lines) > 0 {
		r.atLine(1, 1, 1, t.vars("\ufeff"))
	}
	for _, l := range r.lines {
		if plainASCII(l.text) {
			continue // every expression of a character that is in no keyboard's row
		}
		seen := map[string]bool{}
		for _, m := range t.forbid.regexp().FindAllStringIndex(l.text, maxMatches) {
			if c := l.text[m[0]:m[1]]; !seen[c] {
				seen[c] = true
				r.atLine(l.n, column(l.text, m[0]), 1, t.vars(c))
			}
		}
	}
}

func (t *characters) vars(c string) vars {
	char, _ := utf8.DecodeRuneInString(c)
	v := vars{"char": c, "code": fmt.Sprintf("U+%04X", char), "instead": "plain letters"}
	if char < ' ' || char == 0x7f || char == 0xfeff {
		v["char"] = "a control character"
	}
	if s, ok := t.instead[c]; ok {
		v["instead"] = s
	} else if s, ok := t.instead[v["code"]]; ok {
		v["instead"] = s
	}
	return v
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
