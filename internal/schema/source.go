package schema

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// sources reads the schema files of a pack, each once. A schema is read as
// facts are: in order, with the place of every value, so that what is wrong
// with it can be shown.
type sources struct {
	fsys  fs.FS
	files map[string]*facts.Node
	list  diag.List
}

// trouble notes what is wrong at a node.
func (s *sources) trouble(n *facts.Node, rule, message, hint string) {
	s.list = append(s.list, &diag.Diagnostic{Pos: n.Pos, Width: n.Width, Source: n.Source, Rule: rule, Message: message, Hint: hint})
}

// troubleAt notes what is wrong with the name of a field.
func (s *sources) troubleAt(f *facts.Field, message, hint string) {
	s.list = append(s.list, &diag.Diagnostic{Pos: f.Pos, Width: f.Width, Source: f.Value.Source, Rule: f.Name, Message: message, Hint: hint})
}

// file returns the root of a schema file, nil if there is none to be had. from
// is the reference that asks for it, nil for the first file.
func (s *sources) file(name string, from *facts.Node) *facts.Node {
	if root, read := s.files[name]; read {
		return root
	}
	root := s.read(name, from)
	s.files[name] = root
	return root
}

func (s *sources) read(name string, from *facts.Node) *facts.Node {
	if from == nil {
		from = &facts.Node{Pos: diag.Pos{File: name}}
	}
	if !fs.ValidPath(name) {
		s.trouble(from, "$ref", "want a path inside the pack, have "+quote(name), "write a $ref relative to this file")
		return nil
	}
	data, err := fs.ReadFile(s.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		s.trouble(from, "$ref", "want a schema file, there is no "+name, "")
		return nil
	}
	if err != nil {
		s.trouble(from, "$ref", "cannot read "+name+": "+err.Error(), "")
		return nil
	}
	roots, err := facts.Read(name, data)
	var list diag.List
	switch {
	case errors.As(err, &list):
		s.list = append(s.list, list...)
		return nil
	case err != nil:
		s.trouble(from, "$ref", err.Error(), "")
		return nil
	case len(roots) != 1:
		s.trouble(roots[1], "", "want one schema in a file, have another", "give each schema a file of its own")
		return nil
	}
	return roots[0]
}

// follow returns the schema that a $ref refers to, nil if there is none. What
// it refers to is relative to the file in which the $ref stands.
func (s *sources) follow(ref *facts.Node) *facts.Node {
	if ref.Kind != facts.Text {
		s.trouble(ref, "$ref", "want a path or a pointer, have "+found(ref), "")
		return nil
	}
	name, pointer, _ := strings.Cut(ref.Text, "#")
	if strings.Contains(name, ":") || strings.HasPrefix(name, "/") {
		s.trouble(ref, "$ref", "want a relative path, have "+quote(ref.Text), "nothing outside the pack is read")
		return nil
	}
	base := ref.Pos.File
	if name != "" {
		base = path.Join(path.Dir(base), unescapeURL(name))
	}
	root := s.file(base, ref)
	if root == nil {
		return nil
	}
	target := root.Lookup(unescapeURL(pointer))
	if target == nil || pointer != "" && pointer[0] != '/' {
		s.trouble(ref, "$ref", "want a schema, there is none at "+quote(ref.Text), "")
		return nil
	}
	return target
}
