package facts

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/draftgen/draftgen/internal/diag"
)

// The bounds of what is read. They are far above any matter's facts and low
// enough that a hostile file costs little.
const (
	maxFile     = 64 << 20 // bytes
	maxDocument = 4 << 20  // bytes of one document
	maxValues   = 200_000  // of one document, aliases written out
	maxDepth    = 200      // levels of lists and maps
	maxTrouble  = 100      // diagnostics; nobody reads so many
)

// Read reads every document of a YAML stream, or one of JSON. name is the file
// as messages show it. Documents in which nothing stands are passed over, as a
// "---" at the head or foot of a file makes them; a file without any facts is
// trouble.
//
// The file may begin with a byte order mark, be UTF-16 if it does, and end its
// lines in any way. The error is a [diag.List] of all that is wrong; then no
// tree is returned.
func Read(name string, data []byte) ([]*Node, error) {
	r := &reader{src: &diag.Source{Name: name}}
	return r.read(data)
}

func (r *reader) read(data []byte) ([]*Node, error) {
	text, ok := r.decode(data)
	if !ok {
		return nil, r.list
	}
	r.src.Text = text
	r.indexLines()

	var roots []*Node
	switch {
	case isJSON(text):
		roots = r.readJSON()
	case !r.hasComments():
		roots = r.readYAML()
	}
	if len(roots) == 0 && len(r.list) == 0 {
		r.add(diag.Pos{}, 0, "want facts, have an empty file", "write them as `name: value`, one a line")
	}
	if len(r.list) == 0 {
		return roots, nil
	}
	r.list.Sort()
	if r.more > 0 {
		pos := diag.Pos{File: r.src.Name}
		r.list = append(r.list, &diag.Diagnostic{Pos: pos, Severity: diag.Info, Message: fmt.Sprintf("%d more problems are not shown", r.more)})
	}
	return nil, r.list
}

// A reader turns one file into trees.
type reader struct {
	src   *diag.Source
	flag  bool    // the text is the value of a flag, in which places say nothing
	lines []int32 // where each line begins, in bytes
	list  diag.List
	more  int // trouble that is not in the list

	count   int // values of this document so far, aliases written out
	full    bool
	anchors map[*yaml.Node]anchored // finished values that have an anchor
	slab    []Node                  // nodes made ahead: a file costs few allocations
	cursor  cursor
}

// An anchored value is one that an alias may stand for.
type anchored struct {
	node   *Node
	size   int // values in it
	height int // levels in it
}

// add notes trouble at a place.
func (r *reader) add(pos diag.Pos, width int, message, hint string) {
	if len(r.list) == maxTrouble {
		r.more++
		return
	}
	pos.File = r.src.Name
	d := &diag.Diagnostic{Pos: pos, Message: message, Hint: hint, Width: width}
	if pos.Line > 0 {
		d.Source = r.src
	}
	r.list = append(r.list, d)
}

// readYAML reads the documents of a stream up to its end or its first error of
// syntax, after which nothing can be trusted.
func (r *reader) readYAML() []*Node {
	if !r.fits() {
		return nil
	}
	loader, err := yaml.NewLoader(strings.NewReader(r.src.Text), yaml.WithPlugin(limits{}))
	if err != nil {
		panic("facts: yaml options: " + err.Error())
	}
	var roots []*Node
	for {
		var doc yaml.Node
		if err := load(loader, &doc); err == io.EOF {
			return roots
		} else if err != nil {
			r.addSyntax(err)
			return nil
		}
		if root := r.document(&doc); root != nil {
			roots = append(roots, root)
		}
	}
}

// fits reports whether each document of the stream is of a size that may be
// read, and notes it if one is not.
func (r *reader) fits() bool {
	if len(r.src.Text) <= maxDocument {
		return true
	}
	first := 0
	for i, start := range r.lines {
		if strings.HasPrefix(r.src.Text[start:], "---") {
			first = i
		}
		if int(start)-int(r.lines[first]) > maxDocument || len(r.src.Text)-int(start) > maxDocument && i+1 == len(r.lines) {
			r.add(diag.Pos{Line: first + 1, Col: 1}, 0,
				"want a document of at most 4 MiB, have a longer one", "part it into several files, or by lines of `---`")
			return false
		}
	}
	return true
}

// limits stops the YAML parser before deep nesting costs anything.
type limits struct{}

var errDepth = errors.New("too deep")

func (limits) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth {
		return errDepth
	}
	return nil
}

func (limits) CheckAlias(int, int) error { return nil } // asked only when values are made

// load reads one document. A fault of the YAML library itself, which it
// signals by a panic, is trouble with the file and not with the program.
func load(loader *yaml.Loader, doc *yaml.Node) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the YAML reader gave up: %v", fault)
		}
	}()
	return loader.Load(doc)
}

// document turns one YAML document into its root, nil if nothing stands in it.
func (r *reader) document(doc *yaml.Node) *Node {
	if len(doc.Content) == 0 {
		return nil
	}
	r.count, r.full, r.anchors = 0, false, nil
	root, _ := r.convert(doc.Content[0], 0)
	if !r.checkRoot(root) {
		return nil
	}
	root.Head = joinComments(comment(doc.HeadComment), root.Head)
	root.Foot = joinComments(root.Foot, comment(doc.FootComment))
	return root
}

// checkRoot reports whether root has facts, and notes a root that cannot.
func (r *reader) checkRoot(root *Node) bool {
	switch root.Kind {
	case Map:
		return true
	case Null:
		return false
	}
	r.add(root.Pos, root.Width, "want facts as `name: value`, have "+root.Kind.String(),
		"begin each fact with its name and a colon")
	return false
}

// convert turns a YAML node and all below it into ours. It returns how many
// levels lie below.
func (r *reader) convert(y *yaml.Node, depth int) (n *Node, height int) {
	if y.Kind == yaml.AliasNode {
		return r.alias(y, depth)
	}
	first := r.count
	n = r.node(y.Line, y.Column)
	if !r.admit(n, depth) {
		return n, 0
	}
	r.checkTag(y)
	n.Head, n.Tail, n.Foot = comment(y.HeadComment), comment(y.LineComment), comment(y.FootComment)
	switch y.Kind {
	case yaml.ScalarNode:
		r.scalar(n, y)
	case yaml.SequenceNode:
		height = r.sequence(n, y, depth)
	case yaml.MappingNode:
		height = r.mapping(n, y, depth)
	default:
		panic(fmt.Sprintf("facts: unknown YAML node kind %d", y.Kind))
	}
	if y.Anchor != "" {
		if r.anchors == nil {
			r.anchors = map[*yaml.Node]anchored{}
		}
		r.anchors[y] = anchored{n, r.count - first, height}
	}
	return n, height
}

// node makes an empty node at a place.
func (r *reader) node(line, col int) *Node {
	if len(r.slab) == 0 {
		r.slab = make([]Node, min(max(len(r.lines), 8), 256))
	}
	n := &r.slab[0]
	r.slab = r.slab[1:]
	n.Pos, n.Source = diag.Pos{File: r.src.Name, Line: line, Col: col}, r.src
	return n
}

// admit counts a value and reports whether the bounds allow it. The first that
// goes beyond them is noted.
func (r *reader) admit(n *Node, depth int) bool {
	r.count++
	switch {
	case r.full:
		return false
	case depth > maxDepth:
		r.full = true
		r.addDepth(n.Pos)
	case r.count > maxValues:
		r.full = true
		r.addValues(n.Pos)
	}
	return !r.full
}

func (r *reader) addDepth(pos diag.Pos) {
	r.add(pos, 0, fmt.Sprintf("want at most %d levels of lists and maps, have more", maxDepth), "facts are rarely deeper than six; look for a bracket that is not closed")
}

func (r *reader) addValues(pos diag.Pos) {
	r.add(pos, 0, fmt.Sprintf("want at most %d values in a document, aliases written out, have more", maxValues), "write each matter as a document or a file of its own")
}

// alias returns the value that an alias stands for. It is shared, so that a file
// full of aliases takes no more room than it has itself.
func (r *reader) alias(y *yaml.Node, depth int) (*Node, int) {
	target, found := r.anchors[y.Alias]
	n := target.node
	pos := diag.Pos{File: r.src.Name, Line: y.Line, Col: y.Column}
	width := utf8.RuneCountInString(y.Value) + 1
	r.count += target.size
	switch {
	case r.full:
	case !found:
		r.add(pos, width, fmt.Sprintf("*%s stands inside &%s, so the value would contain itself", y.Value, y.Value),
			"write the value out, or quote it if the star is part of the text")
	case depth+target.height > maxDepth:
		r.full = true
		r.addDepth(pos)
	case r.count > maxValues:
		r.full = true
		r.addValues(pos)
	}
	if n == nil || r.full {
		n = r.node(y.Line, y.Column)
	}
	return n, target.height
}

// checkTag notes a tag that says more than the rule of this package does.
func (r *reader) checkTag(y *yaml.Node) {
	if y.Style&yaml.TaggedStyle == 0 || y.Tag == "!!str" && y.Kind == yaml.ScalarNode {
		return
	}
	r.add(diag.Pos{Line: y.Line, Col: y.Column}, 0,
		fmt.Sprintf("want a plain value, have the tag %s", y.Tag), "take the tag away; quote the value if it is text that begins with !")
}

// sequence reads the items of a list.
func (r *reader) sequence(n *Node, y *yaml.Node, depth int) (height int) {
	n.Kind, n.Width = List, 1
	n.Items = make([]*Node, 0, len(y.Content))
	for _, item := range y.Content {
		if r.full {
			break
		}
		child, h := r.convert(item, depth+1)
		height = max(height, h+1)
		n.Items = append(n.Items, child)
	}
	return height
}

// mapping reads the fields of a map.
func (r *reader) mapping(n *Node, y *yaml.Node, depth int) (height int) {
	n.Kind, n.Width = Map, 1
	n.Fields = make([]Field, 0, len(y.Content)/2)
	seen := newNames(len(y.Content) / 2)
	for i := 0; i+1 < len(y.Content) && !r.full; i += 2 {
		key, value := y.Content[i], y.Content[i+1]
		if y.Style&yaml.FlowStyle != 0 {
			r.checkComma(y, i)
		}
		f, ok := r.fieldName(key)
		if ok {
			r.checkTwice(f, seen, n.Fields)
		}
		var h int
		f.Value, h = r.convert(value, depth+1)
		height = max(height, h+1)
		r.addComments(&f, key, value.Kind == yaml.AliasNode)
		seen.add(f.Name, len(n.Fields))
		n.Fields = append(n.Fields, f)
	}
	if y.Style&yaml.FlowStyle == 0 && len(n.Fields) > 0 {
		n.Width = n.Fields[0].Width
	}
	return height
}

// fieldName reads the name of a field.
func (r *reader) fieldName(key *yaml.Node) (f Field, ok bool) {
	f.Pos = diag.Pos{File: r.src.Name, Line: key.Line, Col: key.Column}
	plain := key.Style&quoted == 0
	switch {
	case key.Kind != yaml.ScalarNode:
		r.add(f.Pos, 0, "want a name before the colon, have "+yamlKind(key), "quote it if it is text")
		return f, false
	case plain && key.Value == "":
		r.add(f.Pos, 0, "want a name before the colon, have nothing", "write `name: value`")
		return f, false
	case plain && key.Value == "<<":
		r.add(f.Pos, 2, "merge keys (<<) are not read", "write the fields out, or lay shared facts under these as a file of their own")
		return f, false
	}
	r.checkTag(key)
	f.Name = r.text(key.Value, f.Pos)
	f.Width = r.width(key)
	return f, true
}

func yamlKind(y *yaml.Node) string {
	switch y.Kind {
	case yaml.AliasNode:
		return "an alias"
	case yaml.SequenceNode:
		return List.String()
	}
	return Map.String()
}

// checkTwice notes a name that the map has already.
func (r *reader) checkTwice(f Field, seen names, before []Field) {
	if i, found := seen.find(f.Name, before); found {
		message := fmt.Sprintf("%q is given twice", f.Name)
		if !r.flag {
			message += fmt.Sprintf("; first in line %d, column %d", before[i].Pos.Line, before[i].Pos.Col)
		}
		r.add(f.Pos, f.Width, message, "keep one of the two")
	}
}
