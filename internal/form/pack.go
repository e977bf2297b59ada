package form

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Layer is one folder of a pack.
type Layer struct {
	Name string // as it is shown to people; "" for the built-in layer
	FS   fs.FS
}

// A Pack is layers of folders, seen as one. It is an [fs.FS].
type Pack struct {
	layers []Layer // the uppermost first
}

// NewPack lays each layer over those before it.
func NewPack(layers ...Layer) *Pack {
	p := &Pack{layers: slices.Clone(layers)}
	slices.Reverse(p.layers)
	return p
}

// Open opens the uppermost file of a name, or all the folders of that name as
// one.
func (p *Pack) Open(name string) (fs.File, error) {
	if info, err := fs.Stat(top{p}, name); err == nil && info.IsDir() {
		entries, err := p.ReadDir(name)
		return &dir{name, info, entries}, err
	}
	return top{p}.Open(name)
}

// ReadDir returns the entries of all the folders of a name.
func (p *Pack) ReadDir(name string) ([]fs.DirEntry, error) {
	seen := map[string]bool{}
	var all []fs.DirEntry
	found := false
	for _, l := range p.layers {
		entries, err := fs.ReadDir(l.FS, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		found = found || err == nil
		for _, e := range entries {
			if !seen[e.Name()] {
				seen[e.Name()] = true
				all = append(all, e)
			}
		}
	}
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// Read returns the uppermost file of a path.
func (p *Pack) Read(name string) (File, error) {
	l, err := p.layer(name)
	if err != nil {
		return File{}, err
	}
	data, err := fs.ReadFile(l.FS, name)
	return File{Path: name, Shown: shown(l, name), Text: string(data)}, err
}

// Shown returns a path of the pack as it is shown to people.
func (p *Pack) Shown(name string) string {
	l, err := p.layer(name)
	if err != nil {
		return name
	}
	return shown(l, name)
}

func shown(l Layer, name string) string { return path.Join(l.Name, name) }

// maxFile is the size of the largest file in a pack, in bytes.
const maxFile = 64 << 20

// layer returns the uppermost layer that has a file or a folder. The error is
// about that layer if it has something that cannot be read to its end: a pipe,
// a device, a file without measure.
func (p *Pack) layer(name string) (Layer, error) {
	for _, l := range p.layers {
		info, err := fs.Stat(l.FS, name)
		switch {
		case err != nil:
		case info.IsDir():
			return l, nil
		case !info.Mode().IsRegular():
			return l, &fs.PathError{Op: "read", Path: name, Err: errors.New("want a file or a folder, this is neither")}
		case info.Size() > maxFile:
			return l, &fs.PathError{Op: "read", Path: name, Err: errors.New("want a file of up to 64 MB")}
		default:
			return l, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return l, err
		}
	}
	return Layer{}, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// has reports whether a file is there, be it one that cannot be read: whoever
// reads it says why.
func (p *Pack) has(name string) bool {
	_, err := p.layer(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// top opens from the uppermost layer alone.
type top struct{ p *Pack }

func (t top) Open(name string) (fs.File, error) {
	l, err := t.p.layer(name)
	if err != nil {
		return nil, err
	}
	return l.FS.Open(name)
}

// dir is an open folder of several layers.
type dir struct {
	name    string
	info    fs.FileInfo
	entries []fs.DirEntry // those not read yet
}

func (d *dir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *dir) Close() error               { return nil }

func (d *dir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errors.New("is a folder")}
}

// ReadDir returns the next n entries, or all that are left.
func (d *dir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.entries) {
		n = len(d.entries)
	}
	next := d.entries[:n]
	d.entries = d.entries[n:]
	return next, nil
}
