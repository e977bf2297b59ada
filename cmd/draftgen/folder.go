package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/urfave/cli/v2"
)

// draftInto drafts every document of the files into the folder d.out. What is
// said of each is said in the order of the files, however many jobs there are,
// and facts that cannot be drafted do not stop the others.
func (d *drafter) draftInto(c *cli.Context, files []string) error {
	if err := d.checkNames(c, files); err != nil {
		return err
	}
	// Each draft is garbage once it is written, and little else is held: collecting
	// less often costs some megabytes and saves a tenth of the time.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(250)
	}
	batches, err := d.program.batches(files)
	if err != nil {
		return err
	}
	// A draft that was begun is finished, so that nothing is left half done; who
	// asks again to stop is not kept waiting.
	ctx, stop := signal.NotifyContext(c.Context, os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer context.AfterFunc(ctx, stop)()

	n, err := jobs(c)
	if err != nil {
		return err
	}
	s := &session{program: d.program, code: fine}
	work := func(b batch) []product { return d.draftBatch(c, b) }
	err = inOrder(ctx, n, batches, work, s.say)
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("interrupted after %s", count(s.written, "draft", "drafts"))
	}
	if err != nil {
		return err
	}
	if s.differs && c.Bool("exit-code") {
		s.worse(findings)
	}
	return s.err()
}

// draftBatch drafts the documents of a batch, each into its file.
func (d *drafter) draftBatch(c *cli.Context, b batch) []product {
	matters, err := d.program.matters(b)
	if err != nil {
		list, ok := err.(diag.List)
		if ok {
			err = nil
		}
		return []product{{file: shownName(b.file), list: list, err: err}}
	}
	products := make([]product, len(matters))
	for i, m := range matters {
		made := d.make(m)
		if made.err == nil && made.list.Err() == nil {
			made.err = d.place(c, m, made.text)
		}
		made.text, made.draft = nil, nil // it is on the disk
		products[i] = made
	}
	return products
}

// place writes the draft of a matter into the folder. Of the documents that a file
// holds, checkNames knows the first.
func (d *drafter) place(c *cli.Context, m matter, text []byte) error {
	target := d.target(m.stem())
	if m.index > 0 {
		if err := d.checkTarget(c, m.file, target); err != nil {
			return err
		}
	}
	return writeFile(target, text)
}

func (d *drafter) target(stem string) string {
	return filepath.Join(d.out, stem+endingOf(d.format))
}

// A session is what was done so far.
type session struct {
	program *program
	written int
	differs bool
	code    int
}

func (s *session) say(products []product) error {
	for _, made := range products {
		s.program.report(s.program.unsaid(made.file, made.list))
		switch {
		case made.err != nil:
			s.worse(s.program.exit(made.err))
		case made.list.Err() != nil:
			s.worse(findings)
		default:
			s.written++
			s.program.noteAll(made.notes)
			s.differs = s.differs || made.differs
		}
	}
	return nil
}

func (s *session) worse(code int) { s.code = max(s.code, code) }

func (s *session) err() error {
	switch s.code {
	case fine:
		return nil
	case findings:
		return errFindings
	}
	return errTrouble
}

// checkNames refuses, before anything is written, a folder that is not there,
// two drafts of one name, and a draft in the place of what it is made from or of
// the exhibit that its facts are proved against.
func (d *drafter) checkNames(c *cli.Context, files []string) error {
	if err := checkFolder(d.out); err != nil {
		return err
	}
	first := map[string]string{} // stem → the file that has it
	for _, file := range files {
		stem := stemOf(file)
		if other, taken := first[stem]; taken {
			return wrong(c, fmt.Sprintf("%s and %s would both become %s", other, file, d.target(stem)), "draft them into different folders")
		}
		first[stem] = file
		if err := d.checkTarget(c, file, d.target(stem)); err != nil {
			return err
		}
	}
	return d.checkNumbers(c, first)
}

func checkFolder(dir string) error {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return &hinted{fmt.Errorf("the folder %s does not exist", dir), "to make it: mkdir -p " + dir}
	case errors.Is(err, syscall.ENOTDIR) || err == nil && !info.IsDir():
		return fmt.Errorf("%s is a file, a folder is wanted", strings.TrimRight(dir, `/\`))
	case err != nil:
		return unwritable(dir, err)
	}
	return nil
}

// checkTarget refuses a draft in the place of a file that it is made from, or of
// the original that lies beside its facts.
func (d *drafter) checkTarget(c *cli.Context, file, target string) error {
	draft := "the draft of " + shownName(file)
	if err := d.program.keepInputs(c, draft, target, append([]string{file, errataBeside(file)}, d.inputs...)); err != nil {
		return err
	}
	_, err := os.Stat(errataBeside(file))
	original := strings.TrimSuffix(file, filepath.Ext(file)) + ".txt"
	if err == nil && (filepath.Clean(target) == filepath.Clean(original) || sameFile(target, original)) {
		return wrong(c, draft+" would take the place of the original "+target, elsewhere)
	}
	return nil
}

// checkNumbers looks for a file CASE-2 beside a file CASE with two documents.
// Only such files are read here.
func (d *drafter) checkNumbers(c *cli.Context, files map[string]string) error {
	for _, stem := range sortedKeys(files) {
		i := strings.LastIndexByte(stem, '-')
		if i < 0 {
			continue
		}
		n, err := strconv.Atoi(stem[i+1:])
		other, there := files[stem[:i]]
		if err != nil || n < 2 || !there || strconv.Itoa(n) != stem[i+1:] {
			continue
		}
		roots, err := d.program.readFacts(other)
		if err == nil && len(roots) >= n {
			return wrong(c, fmt.Sprintf("document %d of %s and %s would both become %s", n, other, files[stem], d.target(stem)), "draft them into different folders")
		}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
