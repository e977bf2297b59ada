package diff

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

// A mutation changes how a text looks and no word of it.
type mutation struct {
	name   string
	mutate func(text string) string
}

var mutations = []mutation{
	{"wrap 60", func(s string) string { return rewrap(s, 60, false) }},
	{"wrap 66", func(s string) string { return rewrap(s, 66, false) }},
	{"wrap 72", func(s string) string { return rewrap(s, 72, false) }},
	{"wrap 90", func(s string) string { return rewrap(s, 90, false) }},
	{"justified", func(s string) string { return rewrap(s, 70, true) }},
	{"tabs", func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "  ", "\t"), ". ", ".\t") }},
	{"double blanks", func(s string) string { return strings.ReplaceAll(s, " ", "  ") }},
	{"single blanks", func(s string) string {
		return eachLine(s, func(l string) string { return strings.Join(strings.Fields(l), " ") })
	}},
	{"blank lines between", func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n\n\n\n") }},
	{"double spaced", func(s string) string { return strings.ReplaceAll(s, "\n", "\n\n") }},
	{"no blank lines", func(s string) string { return regexp.MustCompile(`(\w.*)\n\n+(.*\w\w)`).ReplaceAllString(s, "$1\n$2") }},
	{"CRLF", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
	{"smart quotes", smartQuotes},
	{"rules one longer", func(s string) string { return regexp.MustCompile(`(?m)---[ \t]*$`).ReplaceAllString(s, "----") }},
	{"no rules", func(s string) string {
		return eachLine(s, func(l string) string {
			if drawnLine.MatchString(unescape(l)) {
				return ""
			}
			return l
		})
	}},
	{"no pages", func(s string) string {
		return eachLine(s, func(l string) string {
			if l = strings.ReplaceAll(l, "<PAGE>", ""); strings.Contains(l, "  - ") && len(strings.Fields(l)) == 3 {
				return ""
			}
			return l
		})
	}},
	{"soft blanks", func(s string) string { return strings.ReplaceAll(s, " of ", "\u00a0of\u2009") }},
}

func eachLine(text string, f func(string) string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = f(l)
	}
	return strings.Join(lines, "\n")
}

// rewrap fills the paragraphs of a text anew; justified adds blanks until all
// lines but the last are full.
func rewrap(text string, width int, justified bool) string {
	var out, words []string
	flush := func() {
		var line []string
		length := 0
		for _, w := range words {
			if length > 0 && length+1+len(w) > width {
				out = append(out, setLine(line, width, justified))
				line, length = nil, 0
			}
			line = append(line, w)
			length += len(w) + 1
		}
		if line != nil {
			out = append(out, setLine(line, width, false))
		}
		words = nil
	}
	for l := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(l) == "" || drawnLine.MatchString(unescape(l)) || strings.Contains(l, "<PAGE>") {
			flush()
			out = append(out, l)
			continue
		}
		words = append(words, strings.Fields(l)...)
	}
	flush()
	return strings.Join(out, "\n")
}

func setLine(words []string, width int, justified bool) string {
	missing := width - len(strings.Join(words, " "))
	if !justified || missing <= 0 || len(words) < 2 {
		return strings.Join(words, " ")
	}
	var b strings.Builder
	gaps := len(words) - 1
	for i, w := range words {
		b.WriteString(w)
		if i < gaps {
			b.WriteString(strings.Repeat(" ", 1+missing/gaps))
			if i < missing%gaps {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

func smartQuotes(s string) string {
	s = strings.ReplaceAll(s, "'", "’")
	s = strings.ReplaceAll(s, " \"", " “")
	s = strings.ReplaceAll(s, "(\"", "(“")
	s = strings.ReplaceAll(s, "\"", "”")
	return strings.ReplaceAll(s, " -- ", " — ")
}

func TestLayoutIsNotWording(t *testing.T) {
	for _, name := range exhibits {
		text := eachLine(readText(t, name), unescape)
		original := parse(text)
		check := func(t *testing.T, mutated *doc.Document) {
			for _, r := range []*doc.Document{Compare(original, mutated, Options{}), Compare(mutated, original, Options{})} {
				if s := r.Summary(); !s.SameWording() || s.Struck+s.Inserted > 0 {
					t.Errorf("a layout change reads as wording: %+v\n%s", s, changesOf(r.Settle(doc.Layout, doc.Typographic)))
				}
			}
		}
		for _, m := range mutations {
			t.Run(name+"/"+m.name, func(t *testing.T) {
				mutated := parse(m.mutate(text))
				check(t, mutated)
				checkSides(t, original, mutated, Compare(original, mutated, Options{}))
			})
		}
		t.Run(name+"/page break inside a paragraph", func(t *testing.T) {
			for line := range strings.Count(text, "\n") {
				check(t, parse(pageBreakAfter(text, line)))
			}
		})
	}
}

// What the wording changes are does not depend on how the new letter is set.
func TestWordingWhateverTheLayout(t *testing.T) {
	old, text := readDoc(t, exhibits[0]), eachLine(readText(t, exhibits[1]), unescape)
	want := Compare(old, parse(text), Options{}).Summary()
	for _, m := range mutations {
		got := Compare(old, parse(m.mutate(text)), Options{}).Summary()
		if apart := got.Struck + got.Inserted - want.Struck - want.Inserted; max(apart, -apart) > 20 {
			t.Errorf("%s: %d words struck and %d inserted, want about %d and %d", m.name, got.Struck, got.Inserted, want.Struck, want.Inserted)
		}
	}
}

func TestEveryMutationMutates(t *testing.T) {
	for _, m := range mutations {
		changed := false
		for _, name := range exhibits {
			text := readText(t, name)
			changed = changed || m.mutate(text) != text
		}
		if !changed {
			t.Errorf("%s changes no exhibit", m.name)
		}
	}
}

// pageBreakAfter puts the end of a page after a line of the text.
func pageBreakAfter(text string, line int) string {
	lines := strings.SplitAfter(text, "\n")
	page := fmt.Sprintf("\n                        - %d -\n<PAGE>\n\n", line+1)
	return strings.Join(lines[:line+1], "") + page + strings.Join(lines[line+1:], "")
}

// changesOf returns the paragraphs of a redline that hold a change.
func changesOf(d *doc.Document) string {
	var b strings.Builder
	for l := range strings.SplitSeq(marked(d), "\n") {
		if strings.Contains(l, "[-") || strings.Contains(l, "{+") {
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}
