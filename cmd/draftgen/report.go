package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"weak"

	"github.com/draftgen/draftgen/internal/diag"
	"golang.org/x/term"
)

// The exit codes.
const (
	fine     = 0
	findings = 1
	trouble  = 2
)

// errFindings and errTrouble end a command that has said already what it found.
var (
	errFindings = errors.New("findings")
	errTrouble  = errors.New("trouble")
)

// A hinted error is trouble with the machine that people can mend.
type hinted struct {
	error
	hint string
}

func (h *hinted) Unwrap() error { return h.error }

// exit says what went wrong, if anything did, and returns the exit code.
func (p *program) exit(err error) int {
	var list diag.List
	var usage *usageError
	var hint *hinted
	switch {
	case err == nil:
		return fine
	case errors.Is(err, errFindings):
		return findings
	case errors.Is(err, errTrouble):
		return trouble
	case errors.As(err, &list):
		p.report(list)
		return findings
	case errors.Is(err, syscall.EPIPE):
		return trouble // whoever read our output has seen enough
	case errors.As(err, &usage):
		p.complain(usage.message, usage.hint, "see "+usage.help())
	case errors.As(err, &hint):
		p.complain(err.Error(), hint.hint)
	default:
		p.complain(err.Error())
	}
	return trouble
}

// complain says what went wrong that is not in a file, and how to mend it.
func (p *program) complain(message string, hints ...string) {
	fmt.Fprintf(p.stderr, "draftgen: %s\n", visibleLines(message))
	for _, hint := range hints {
		if hint != "" {
			fmt.Fprintf(p.stderr, "  hint: %s\n", visibleLines(hint))
		}
	}
}

// note tells how it went, for people.
func (p *program) note(format string, args ...any) {
	fmt.Fprintln(p.stderr, visibleLines(fmt.Sprintf(format, args...)))
}

// visibleLines shows text of several lines so that a terminal obeys none of it:
// names and facts are in it.
func visibleLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = diag.Visible(line)
	}
	return strings.Join(lines, "\n")
}

func (p *program) noteAll(lines []string) {
	for _, line := range lines {
		p.note("%s", line)
	}
}

// report prints diagnostics to stderr, which is all that can be done with them:
// if stderr is gone there is nobody to tell.
func (p *program) report(list diag.List) {
	_ = list.Print(p.stderr, p.page(p.stderr))
}

// unsaid returns what is new in the list of a file's diagnostics. A form that
// does not work is told of once, however many facts are for it.
func (p *program) unsaid(file string, list diag.List) diag.List {
	var news diag.List
	for _, d := range list {
		if d.File != file {
			key := weak.Make(d) // most are of one draft, whose page is not kept for them
			if p.said[key] {
				continue
			}
			if p.said == nil {
				p.said = map[weak.Pointer[diag.Diagnostic]]bool{}
			}
			p.said[key] = true
		}
		news = append(news, d)
	}
	if list.Err() != nil && len(news) == 0 {
		return diag.List{{Pos: diag.Pos{File: file}, Rule: "form", Message: "its form does not work, as was said above"}}
	}
	return news
}

// page is how to print to w: coloured if w is a terminal and NO_COLOR is empty,
// and as wide as it.
func (p *program) page(w io.Writer) diag.PrintOptions {
	columns, ok := columnsOf(w)
	return diag.PrintOptions{Color: ok && colorWanted(), Columns: columns}
}

func colorWanted() bool { return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" }

// columnsOf returns the width of a terminal. ok is false if w is none.
func columnsOf(w io.Writer) (columns int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0, true
	}
	return columns, true
}

// print writes a result to stdout.
func (p *program) print(text string) error {
	_, err := io.WriteString(p.stdout, text)
	return err
}
