package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
)

// write puts data into the file out, or on stdout for "" and "-". The file
// appears whole or not at all: the data goes into a new file beside it, which
// then takes its name. A link is followed, and an existing file keeps its mode.
func (p *program) write(out string, data []byte) error {
	if out == "" || out == "-" || p.isStdout(out) {
		_, err := p.stdout.Write(data)
		return err
	}
	return writeFile(out, data)
}

// isStdout reports whether out is another name of stdout, as /dev/stdout is,
// whatever stdout is joined to.
func (p *program) isStdout(out string) bool {
	f, ok := p.stdout.(*os.File)
	if !ok {
		return false
	}
	ours, err := f.Stat()
	if err != nil {
		return false
	}
	theirs, err := os.Stat(out)
	return err == nil && os.SameFile(ours, theirs)
}

func writeFile(out string, data []byte) error { return writeFiles([]target{{out, data}}) }

// A target is a file to be written.
type target struct {
	name string
	data []byte
}

// writeFiles writes files, all or none: each is whole in a new file beside its
// place before the first takes its name. If then one cannot take its name, which
// takes a folder that changes meanwhile, the error says which ones did.
func writeFiles(targets []target) error {
	var ready []*staged
	defer func() {
		for _, s := range ready {
			os.Remove(s.temp)
		}
	}()
	for _, t := range targets {
		s, err := stage(t.name, t.data)
		if err != nil {
			return err
		}
		if s != nil {
			ready = append(ready, s)
		}
	}
	return takeNames(&ready)
}

// takeNames gives files their names, and takes those that have them out of the
// list.
func takeNames(ready *[]*staged) error {
	var named []string
	for len(*ready) > 0 {
		next := (*ready)[0]
		if err := os.Rename(next.temp, next.target); err != nil {
			err = unwritable(next.out, err)
			if len(named) > 0 {
				err = fmt.Errorf("%w; written already: %s", err, strings.Join(named, ", "))
			}
			return err
		}
		named = append(named, next.out)
		*ready = (*ready)[1:]
	}
	return nil
}

// A staged is a file that is written and waits for its name.
type staged struct {
	out    string // as it is shown to people
	temp   string
	target string // out, links followed
}

// stage writes data beside the file out. It is nil for a device or a pipe, into
// which it wrote at once: they have no whole to appear as.
func stage(out string, data []byte) (*staged, error) {
	target, err := followLinks(out)
	if err != nil {
		return nil, unwritable(out, err)
	}
	mode := fs.FileMode(0o666)
	keepMode := false
	switch info, err := os.Stat(target); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, unwritable(out, err)
	case info.IsDir():
		return nil, fmt.Errorf("cannot write %s: it is a folder", out)
	case !info.Mode().IsRegular():
		return nil, writeInto(out, target, data)
	default:
		if err := tryToWrite(target); err != nil {
			return nil, unwritable(out, err)
		}
		mode, keepMode = info.Mode().Perm(), true
	}
	temp, err := createBeside(target, mode)
	if err != nil {
		return nil, unwritable(out, err)
	}
	if err := fill(temp, data, mode, keepMode); err != nil {
		os.Remove(temp.Name())
		return nil, unwritable(out, err)
	}
	return &staged{out, temp.Name(), target}, nil
}

// followLinks returns the file that a chain of symbolic links ends at, which
// need not exist.
func followLinks(name string) (string, error) {
	for range 40 { // as far as Linux follows
		to, err := os.Readlink(name)
		if err != nil {
			return name, nil // no link
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(name), to)
		}
		name = to
	}
	return "", errors.New("too many symbolic links")
}

// tryToWrite reports why an existing file may not be written. Replacing it
// would not ask.
func tryToWrite(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// createBeside makes a new file in the folder of target. It is not made by
// os.CreateTemp because that lets nobody else read it, whatever the umask.
func createBeside(target string, mode fs.FileMode) (*os.File, error) {
	dir := filepath.Dir(target)
	for n := 0; ; n++ {
		name := filepath.Join(dir, ".draftgen-"+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(n)+".tmp")
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// fill writes data into f and closes it.
func fill(f *os.File, data []byte, mode fs.FileMode, keepMode bool) error {
	_, err := f.Write(data)
	if err == nil && keepMode {
		err = f.Chmod(mode) // the umask may have taken from it
	}
	return errors.Join(err, f.Close())
}

func writeInto(out, target string, data []byte) error {
	f, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return unwritable(out, err)
	}
	if err := fill(f, data, 0, false); err != nil {
		return unwritable(out, err)
	}
	return nil
}

// unwritable says why a file cannot be written; a folder that is missing gets
// a command to paste.
func unwritable(out string, err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		err = pe.Err
	case errors.As(err, &le):
		err = le.Err
	}
	if missing := missingFolder(out); missing != nil {
		return missing
	}
	return fmt.Errorf("cannot write %s: %w", out, err)
}

// elsewhere is the way out for who would write over what is read.
const elsewhere = "write it to another file, or into another folder"

// checkOutput refuses an output in a folder that does not exist, or in the place
// of an input. what is written, for the message.
func (p *program) checkOutput(c *cli.Context, what, out string, inputs []string) error {
	if toStdout(out) {
		return nil
	}
	if err := missingFolder(out); err != nil {
		return err
	}
	return p.keepInputs(c, what, out, inputs)
}

// keepInputs refuses a target that is one of the inputs, whatever path leads to
// it. Devices and pipes are no harm: nothing of them is lost.
func (p *program) keepInputs(c *cli.Context, what, target string, inputs []string) error {
	there, err := os.Stat(target)
	if err != nil || !there.Mode().IsRegular() || p.isStdout(target) {
		return nil
	}
	for _, name := range inputs {
		own, err := p.stat(name)
		if err == nil && os.SameFile(own, there) {
			return wrong(c, what+" would take the place of "+shownName(name)+", which is read for it", elsewhere)
		}
	}
	return nil
}

// stat describes a file, or what stdin is joined to for "-".
func (p *program) stat(name string) (fs.FileInfo, error) {
	if f, ok := p.stdin.(*os.File); ok && name == "-" {
		return f.Stat()
	}
	return os.Stat(name)
}

// missingFolder returns an error if the folder that out is to stand in does not
// exist.
func missingFolder(out string) error {
	if out == "" || out == "-" {
		return nil
	}
	dir := filepath.Dir(out)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &hinted{fmt.Errorf("cannot write %s: the folder %s does not exist", out, dir), "to make it: mkdir -p " + dir}
	case err == nil && !info.IsDir():
		return fmt.Errorf("cannot write %s: %s is a file, not a folder", out, dir)
	}
	return nil
}

// isFolder reports whether out is, or is written as, a folder.
func isFolder(out string) bool {
	if out == "" || out == "-" {
		return false
	}
	if os.IsPathSeparator(out[len(out)-1]) {
		return true
	}
	info, err := os.Stat(out)
	return err == nil && info.IsDir()
}
