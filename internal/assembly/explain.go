package assembly

import (
	"strings"
	"unicode"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/layout"
)

// An Explanation says what made each word of a draft, and what became of each
// fact.
type Explanation struct {
	Words []Word    `json:"words"`
	Facts []Account `json:"facts"`
}

// A Word is one word on the draft's page.
type Word struct {
	Text   string  `json:"text"`
	Line   int     `json:"line"`   // on the page, from 1
	Column int     `json:"column"` // in characters, from 1
	Pieces []Piece `json:"pieces"` // one, or several where template and facts meet in a word
}

// A Piece is a part of a word that has one origin.
type Piece struct {
	Text       string   `json:"text"`
	Template   diag.Pos `json:"template"`
	Facts      []string `json:"facts,omitempty"`      // JSON pointers
	Conditions []Test   `json:"conditions,omitempty"` // the innermost first
}

// A Test is a condition of a template and how it came out.
type Test struct {
	Test     string   `json:"test"`
	Template diag.Pos `json:"template"`
	Facts    []string `json:"facts,omitempty"`
	Held     bool     `json:"held"`
}

// An Account says what one fact did.
type Account struct {
	Pointer string   `json:"pointer"`
	Value   string   `json:"value"`
	Pos     diag.Pos `json:"pos"`
	Use     FactUse  `json:"use"`
	Lines   []int    `json:"lines,omitempty"` // of the page, where it is printed
	Tests   []Test   `json:"tests,omitempty"` // that looked at it
}

// A FactUse is what a draft made of a fact.
type FactUse string

// The uses of a fact, the most telling first.
const (
	IsPrinted FactUse = "printed"
	IsTested  FactUse = "tested"      // a condition looked at it
	IsSpare   FactUse = "not reached" // the form reads it in a clause that did not print
	IsRuled   FactUse = "rule"        // a rule of the schema reads it
	IsOurs    FactUse = "program"     // it is for the program: form, checks
	IsUnread  FactUse = "unread"
)

// Explain says where every word of the draft comes from and what every fact
// did.
func (d *Draft) Explain() *Explanation {
	words := explainWords(d.Pages())
	return &Explanation{Words: words, Facts: d.accounts(words)}
}

func explainWords(pages []layout.Page) []Word {
	var words []Word
	line := 0
	for _, page := range pages {
		for _, l := range page.Lines {
			line++
			words = append(words, wordsOf(l, line)...)
		}
	}
	return words
}

// wordsOf cuts a line into words. A word may be made of several runs.
func wordsOf(l layout.Line, line int) []Word {
	var words []Word
	open := false
	column := 0
	for _, run := range l.Runs {
		rest := run.Text
		for rest != "" {
			n := strings.IndexFunc(rest, unicode.IsSpace)
			if n != 0 {
				if n < 0 {
					n = len(rest)
				}
				if !open {
					words = append(words, Word{Line: line, Column: column + 1})
				}
				words[len(words)-1].add(rest[:n], run.Span)
				column += len([]rune(rest[:n]))
				rest, open = rest[n:], true
				continue
			}
			open = false
			n = len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
			column += len([]rune(rest[:n]))
			rest = rest[n:]
		}
	}
	return words
}

func (w *Word) add(text string, span *doc.Span) {
	w.Text += text
	piece := Piece{Text: text}
	if span != nil && span.Origin != nil {
		piece.Template = diag.Pos(span.Origin.Place)
		piece.Facts = span.Origin.Facts
		for c := span.Origin.Why; c != nil; c = c.Outer {
			piece.Conditions = append(piece.Conditions, testOf(c))
		}
	}
	w.Pieces = append(w.Pieces, piece)
}

func testOf(c *doc.Condition) Test {
	return Test{Test: c.Test, Template: diag.Pos(c.Place), Facts: c.Facts, Held: c.Held}
}

// accounts says what became of each fact that was given.
func (d *Draft) accounts(words []Word) []Account {
	lines := map[string][]int{}
	for _, w := range words {
		for _, p := range w.Pieces {
			for _, f := range p.Facts {
				if of := lines[f]; len(of) == 0 || of[len(of)-1] != w.Line { // words come line by line
					lines[f] = append(of, w.Line)
				}
			}
		}
	}
	tests := map[string][]Test{}
	for _, c := range d.conditions {
		for _, f := range c.Facts {
			tests[f] = append(tests[f], testOf(c))
		}
	}
	var all []Account
	walk(d.Facts, "", "", func(n *facts.Node, pointer, path string) {
		account := Account{Pointer: pointer, Value: n.Text, Lines: lines[pointer], Tests: tests[pointer]}
		account.Pos, _, _ = d.Facts.Locate(pointer)
		account.Use = d.use(&account, path)
		all = append(all, account)
	})
	return all
}

func (d *Draft) use(a *Account, path string) FactUse {
	switch {
	case len(a.Lines) > 0:
		return IsPrinted
	case len(a.Tests) > 0:
		return IsTested
	case isOurs(path):
		return IsOurs
	case d.Form.reads[path]:
		return IsSpare
	case d.Form.isRuled(path):
		return IsRuled
	}
	return IsUnread
}
