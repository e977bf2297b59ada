package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/write"
	"github.com/urfave/cli/v2"
)

func (p *program) testCommand() *cli.Command {
	return &cli.Command{
		Name:      "test",
		Usage:     "prove every example against its exhibit",
		UsageText: "draftgen test [FLAGS] [PATH...]",
		Description: `Drafts every example of the pack (examples/KIND/CASE.yaml), puts in the slips of
its original (CASE.errata.yaml), and compares the result with the original
(CASE.txt), word by word and line by line. A difference that no erratum explains
fails, and so does an erratum that no longer applies, or an exhibit that is not
there. PATH names an example (KIND/CASE), its file, a kind, or a
folder of a pack.

With --coverage it says also which clauses of each form the examples never print,
and which conditions (if, with, range) they never try both ways, by the line of
the template. A range is tried without items only if it has an else.

Example:

    draftgen test
    draftgen test --coverage-min 100
    draftgen test --pack ~/forms --format junit > report.xml`,
		Flags: []cli.Flag{
			packFlag(),
			&cli.StringFlag{Name: "format", Usage: "report as `FORMAT`: text, json or junit", Value: "text"},
			&cli.BoolFlag{Name: "coverage", Usage: "say what of each form the examples never reach", DisableDefaultText: true},
			&cli.Float64Flag{Name: "coverage-min", Usage: "fail if they reach less than `PERCENT` of any form"},
			jobsFlag(),
		},
		Action: p.test,
	}
}

func (p *program) test(c *cli.Context) error {
	paths, err := arguments(c, 0, -1, "the names of examples, or nothing")
	if err != nil {
		return err
	}
	n, err := jobs(c)
	if err != nil {
		return err
	}
	report, err := p.testReport(c)
	if err != nil {
		return err
	}
	aim, err := coverageAim(c)
	if err != nil {
		return err
	}
	a, examples, err := p.chooseExamples(c, paths)
	if err != nil {
		return err
	}
	failed := 0
	err = inOrder(c.Context, n, slices.Values(examples), a.Prove, func(proof *assembly.Proof) error {
		if !proof.OK() {
			failed++
		}
		return report.add(proof)
	})
	if err != nil {
		return err
	}
	covered, err := aim.report(report, a, examples, len(paths) > 0)
	if err != nil {
		return err
	}
	if err := report.end(len(examples), failed); err != nil {
		return err
	}
	if failed > 0 || !covered {
		return errFindings
	}
	return nil
}

// A testReport is told of each proof in order, of each form's coverage if that is
// wanted, and of the end.
type testReport interface {
	add(*assembly.Proof) error
	cover(c *assembly.Coverage, enough bool) error
	end(examples, failed int) error
}

func (p *program) testReport(c *cli.Context) (testReport, error) {
	switch name := c.String("format"); name {
	case "text":
		return &textReport{p}, nil
	case "json":
		return &jsonReport{program: p, results: []result{}}, nil
	case "junit":
		return &junitReport{p, nil}, nil
	default:
		return nil, wrong(c, "no report is called "+quote(name), "the reports are text, json and junit")
	}
}

// A result is what a proof found, as data.
type result struct {
	Example     string    `json:"example"`
	Form        string    `json:"form,omitempty"`
	OK          bool      `json:"ok"`
	WordsEqual  bool      `json:"words_equal"`
	LinesEqual  bool      `json:"lines_equal"`
	Lines       int       `json:"lines"`  // of the exhibit
	Errata      int       `json:"errata"` // that were applied
	Diagnostics diag.List `json:"diagnostics"`
	Difference  string    `json:"difference,omitempty"` // as the text report shows it
}

func resultOf(proof *assembly.Proof) result {
	r := result{
		Example: proof.Example.Name, Form: proof.Form, OK: proof.OK(),
		WordsEqual: proof.WordsEqual, LinesEqual: proof.LinesEqual,
		Lines: len(proof.Filed), Errata: proof.Errata,
		Diagnostics: proof.Trouble, Difference: difference(proof),
	}
	if r.Diagnostics == nil {
		r.Diagnostics = diag.List{}
	}
	return r
}

// String is the result in one line.
func (r result) String() string {
	mark := "ok  "
	if !r.OK {
		mark = "FAIL"
	}
	line := mark + "  " + r.Example + "  "
	if r.Diagnostics.Err() != nil {
		return line + "could not be compared"
	}
	words, lines := "words equal", fmt.Sprintf("%d lines equal", r.Lines)
	if !r.WordsEqual {
		words = "words differ"
	}
	if !r.LinesEqual {
		lines = "lines differ"
	}
	return fmt.Sprintf("%s%s, %s applied, %s", line, words, count(r.Errata, "erratum", "errata"), lines)
}

// difference shows what is not equal: the words as a redline from the exhibit to
// the draft, else the lines.
func difference(proof *assembly.Proof) string {
	switch {
	case proof.Trouble.Err() != nil:
		return ""
	case proof.Redline != nil:
		f, _ := write.Named(comparison)
		var text bytes.Buffer
		o := write.Options{Encoding: write.UTF8, Old: proof.Example.Exhibit, New: proof.Example.Facts}
		list, err := f.Write(&text, proof.Redline, &o)
		if err != nil {
			return err.Error()
		}
		if list.Err() != nil {
			return list.Error()
		}
		return text.String()
	case !proof.LinesEqual:
		return unified(proof.Filed, proof.Drafted)
	}
	return ""
}

// A textReport is for people.
type textReport struct{ *program }

func (t *textReport) add(proof *assembly.Proof) error {
	r := resultOf(proof)
	if err := t.print(r.String() + "\n"); err != nil {
		return err
	}
	t.report(r.Diagnostics)
	return t.print(r.Difference)
}

func (t *textReport) cover(c *assembly.Coverage, enough bool) error {
	mark := "ok  "
	if !enough {
		mark = "FAIL"
	}
	return t.print(mark + "  " + coverageLine(c) + "\n" + coverageGaps(c))
}

func (t *textReport) end(examples, failed int) error {
	if failed > 0 {
		return t.print(fmt.Sprintf("%d of %s not proved\n", failed, count(examples, "example is", "examples are")))
	}
	return t.print(count(examples, "example is proved", "examples are proved") + "\n")
}

// A jsonReport is an array of results; with coverage, an object that has both.
type jsonReport struct {
	*program
	results  []result
	coverage []*assembly.Coverage
}

func (j *jsonReport) add(proof *assembly.Proof) error {
	j.results = append(j.results, resultOf(proof))
	return nil
}

func (j *jsonReport) cover(c *assembly.Coverage, _ bool) error {
	j.coverage = append(j.coverage, c)
	return nil
}

func (j *jsonReport) end(int, int) error {
	if j.coverage == nil {
		return j.printJSON(j.results)
	}
	return j.printJSON(struct {
		Examples []result             `json:"examples"`
		Coverage []*assembly.Coverage `json:"coverage"`
	}{j.results, j.coverage})
}

// A junitReport is for build servers: the JUnit XML that they read, a case for
// each example.
type junitReport struct {
	*program
	cases []junitCase
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitFailure `xml:"failure,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

func (j *junitReport) add(proof *assembly.Proof) error {
	r := resultOf(proof)
	one := junitCase{Class: r.Form, Name: r.Example}
	if !r.OK {
		text := r.Difference
		if r.Diagnostics.Err() != nil {
			text = r.Diagnostics.Error()
		}
		one.Failure = &junitFailure{r.String(), text}
	}
	j.cases = append(j.cases, one)
	return nil
}

func (j *junitReport) cover(c *assembly.Coverage, enough bool) error {
	one := junitCase{Class: c.Form, Name: "coverage"}
	if !enough {
		one.Failure = &junitFailure{coverageLine(c), coverageGaps(c)}
	}
	j.cases = append(j.cases, one)
	return nil
}

func (j *junitReport) end(int, int) error {
	failures := 0
	for _, one := range j.cases {
		if one.Failure != nil {
			failures++
		}
	}
	data, err := xml.MarshalIndent(junitSuite{Name: "draftgen", Tests: len(j.cases), Failures: failures, Cases: j.cases}, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(j.stdout, xml.Header+string(data)+"\n")
	return err
}
