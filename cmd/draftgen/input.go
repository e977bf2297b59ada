package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/urfave/cli/v2"
)

// inputLimit is more than any reader takes: what is longer is cut here, so that
// an endless pipe does not fill the memory, and refused there.
const inputLimit = 64<<20 + 1

// read returns the bytes of a file, or of stdin for "-", and its name as it is
// shown to people. Its error names the file.
func (p *program) read(name string) (shown string, data []byte, err error) {
	if name == "-" {
		data, err = io.ReadAll(io.LimitReader(p.stdin, inputLimit))
		if err != nil {
			err = fmt.Errorf("cannot read stdin: %w", err)
		}
		return shownName(name), data, err
	}
	data, err = readFile(name)
	return name, data, err
}

// shownName is the name of an input as it is shown to people.
func shownName(name string) string {
	if name == "-" {
		return "stdin"
	}
	return name
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case info.IsDir():
		return nil, &hinted{fmt.Errorf("%s is a folder, a file is wanted", name), "name the files in it" + patternsIn(name)}
	case info.Mode().IsRegular() && info.Size() > 0 && info.Size() < inputLimit: // some that are made as they are read say 0
		data := make([]byte, info.Size())
		n, err := io.ReadFull(f, data)
		if err == nil || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return data[:n], nil
		}
		return nil, unreadable(name, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, inputLimit))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return data, nil
}

// patternsIn are patterns for the files of a folder that can be read, behind a
// colon; nothing if it has none.
func patternsIn(dir string) string {
	entries, _ := os.ReadDir(dir)
	patterns := ""
	for _, ending := range []string{".yaml", ".yml", ".json", ".txt", ".htm", ".html", ".docx", ".pdf"} {
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return filepath.Ext(e.Name()) == ending }) {
			patterns += " " + filepath.Join(dir, "*"+ending)
		}
	}
	if patterns != "" {
		return ":" + patterns
	}
	return ""
}

// unreadable says why a file could not be read, and which one may be meant if
// there is none of that name.
func unreadable(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	said := fmt.Errorf("cannot read %s: %w", name, err)
	if !errors.Is(err, fs.ErrNotExist) {
		return said
	}
	dir := filepath.Dir(name)
	entries, _ := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	near, ok := diag.Nearest(filepath.Base(name), names)
	if !ok {
		return said
	}
	return &hinted{said, "did you mean " + filepath.Join(dir, near) + "?"}
}

// stdinOnce returns an error if more than one of the names is "-".
func stdinOnce(c *cli.Context, names ...string) error {
	i := slices.Index(names, "-")
	if i >= 0 && slices.Contains(names[i+1:], "-") {
		return wrong(c, "stdin can be read once, and - stands twice", "")
	}
	return nil
}

// readFacts returns the documents of a facts file.
func (p *program) readFacts(name string) ([]*facts.Node, error) {
	shown, data, err := p.read(name)
	if err != nil {
		return nil, err
	}
	return parseFacts(shown, data)
}

// looksLikeFacts reports whether a file's name is one of facts.
func looksLikeFacts(name string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".json"}, strings.ToLower(filepath.Ext(name)))
}
