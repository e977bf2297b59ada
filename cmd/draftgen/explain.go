package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

func (p *program) explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "say which fact and which template line made each word",
		UsageText: "draftgen explain [FLAGS] FACTS",
		Description: `Drafts the facts and prints, for every word of the exhibit, its line and column,
the template line that printed it, the facts it was made from, and the innermost
condition that let it print; then every fact, and where it is used. --word and
--line choose words, and then only the facts of these words follow.

Example:

    draftgen explain matter.yaml --word 750,000`,
		Flags: append(deskFlags(),
			jsonFlag("print the same as JSON"),
			&cli.StringFlag{Name: "word", Usage: "only the words of `TEXT`, one or several that follow one another"},
			&cli.IntFlag{Name: "line", Usage: "only the words of line `N` of the exhibit"},
		),
		Action: p.explain,
	}
}

func (p *program) explain(c *cli.Context) error {
	files, err := arguments(c, 1, 1, "one file of facts, or -")
	if err != nil {
		return err
	}
	d, err := p.newDesk(c, files)
	if err != nil {
		return err
	}
	roots, err := p.readFacts(files[0])
	if err != nil {
		return err
	}
	if len(roots) > 1 {
		return wrong(c, fmt.Sprintf("explain wants facts of one matter, found %d in %s", len(roots), files[0]), "put each into a file of its own")
	}
	draft, list := d.draft(matter{file: files[0], root: roots[0]})
	p.report(list)
	if draft == nil {
		return errFindings
	}
	e := draft.Explain()
	if c.IsSet("word") || c.IsSet("line") {
		if e = choose(e, c.String("word"), c.Int("line")); len(e.Words) == 0 {
			p.complain("the draft has no such words")
			return errFindings
		}
	}
	if c.Bool("json") {
		return p.printJSON(e)
	}
	return p.print(explained(e))
}

// choose keeps the words on a line, 0 for any, that are part of text, "" for
// any, and the facts that they are made from.
func choose(e *assembly.Explanation, text string, line int) *assembly.Explanation {
	chosen := &assembly.Explanation{Words: []assembly.Word{}, Facts: []assembly.Account{}}
	facts := map[string]bool{}
	for _, i := range occurrences(e.Words, strings.Fields(text)) {
		w := e.Words[i]
		if line != 0 && w.Line != line {
			continue
		}
		chosen.Words = append(chosen.Words, w)
		for _, piece := range w.Pieces {
			for _, f := range piece.Facts {
				facts[f] = true
			}
		}
	}
	for _, a := range e.Facts {
		if facts[a.Pointer] {
			chosen.Facts = append(chosen.Facts, a)
		}
	}
	return chosen
}

// occurrences returns the indexes of the words that are part of a phrase
// wherever it stands. Case and the punctuation around words do not count.
func occurrences(words []assembly.Word, phrase []string) []int {
	var at []int
	for i := range words {
		if len(phrase) == 0 {
			at = append(at, i)
			continue
		}
		n := 0
		for n < len(phrase) && i+n < len(words) && sameWord(words[i+n].Text, phrase[n]) {
			n++
		}
		if n < len(phrase) {
			continue
		}
		for k := i; k < i+n; k++ {
			if len(at) == 0 || k > at[len(at)-1] { // else of the occurrence before, too
				at = append(at, k)
			}
		}
	}
	return at
}

func sameWord(a, b string) bool {
	return strings.EqualFold(a, b) || strings.EqualFold(bare(a), bare(b)) && bare(a) != ""
}

// bare is a word without the punctuation around it.
func bare(w string) string {
	return strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// explained prints an explanation for people.
func explained(e *assembly.Explanation) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, word := range e.Words {
		place := fmt.Sprintf("%d:%d", word.Line, word.Column)
		for _, piece := range word.Pieces {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", place, diag.Visible(piece.Text), at(piece.Template), strings.Join(piece.Facts, " "), condition(piece.Conditions))
			place = ""
		}
	}
	w.Flush()
	if len(e.Words) > 0 && len(e.Facts) > 0 {
		b.WriteString("\n")
	}
	w = tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, a := range e.Facts {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", diag.Visible(a.Pointer), diag.Visible(beginning(oneLine(a.Value))), a.Pos, used(a))
	}
	w.Flush()
	return trimLines(b.String())
}

// beginning is as much of a value as a table has room for.
func beginning(s string) string {
	const most = 48
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

func at(pos diag.Pos) string {
	pos.Col = 0
	return pos.String()
}

// condition says which condition let a piece print.
func condition(tests []assembly.Test) string {
	if len(tests) == 0 {
		return ""
	}
	if tests[0].Held {
		return "if " + tests[0].Test
	}
	return "if not " + tests[0].Test
}

// used says what a fact did.
func used(a assembly.Account) string {
	if len(a.Lines) > 0 {
		lines := make([]string, len(a.Lines))
		for i, n := range a.Lines {
			lines[i] = fmt.Sprint(n)
		}
		return string(a.Use) + " on " + plural(len(lines), "line ", "lines ") + strings.Join(lines, ", ")
	}
	if len(a.Tests) > 0 {
		return string(a.Use) + " at " + at(a.Tests[0].Template)
	}
	return string(a.Use)
}
