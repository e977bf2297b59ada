package schema

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// A part is one schema of the many that a schema is made of. The parts make a
// graph: the schemas inside a part are its kids, and so is the one that its
// $ref names.
type part struct {
	id   int
	node *facts.Node // as written
	kids []kid
	bare bool // nothing here is asked of the value but by $ref: the library is given what it refers to

	shell string // what the part itself asserts, as JSON
	lib   *jsonschema.Schema
	rules []*ruleAt
}

// A kid is a schema inside a part. name is set in a table.
type kid struct {
	keyword string
	name    string
	part    *part
}

// each yields the kids under a keyword, in file order.
func (p *part) each(keyword string) func(yield func(kid) bool) {
	return func(yield func(kid) bool) {
		for _, k := range p.kids {
			if k.keyword == keyword && !yield(k) {
				return
			}
		}
	}
}

// one returns the kid under a keyword that holds one, nil if there is none.
func (p *part) one(keyword string) *part {
	for k := range p.each(keyword) {
		return k.part
	}
	return nil
}

// Compile reads the schema at path in fsys, and every file that its $refs
// name, relative to the file in which they stand. The error is a [diag.List]
// with the places in those files.
//
// The library's own compiler spends most of its time on checking each of some
// hundred small schemas against the meta-schema, although they are nearly all
// alike. So it is given each distinct one once, without the schemas inside it
// (a shell), and the results are linked here into what it would have made.
func Compile(fsys fs.FS, path string) (*Schema, error) {
	c := newCompiler(fsys)
	s := c.schema(path)
	if len(c.list) > 0 {
		return nil, shown(fsys, c.list)
	}
	return s, nil
}

// shown sorts diagnostics about schema files and gives each file the name that
// people know it by, if the file system can tell: a pack is folders laid over
// each other, and a path alone does not say which of them has the file.
func shown(fsys fs.FS, list diag.List) diag.List {
	if pack, ok := fsys.(interface{ Shown(path string) string }); ok {
		for _, d := range list {
			if d.Pos.File != "" {
				d.Pos.File = pack.Shown(d.Pos.File)
			}
		}
	}
	list.Sort()
	return list
}

func newCompiler(fsys fs.FS) *compiler {
	return &compiler{
		sources: sources{fsys: fsys, files: map[string]*facts.Node{}},
		byNode:  map[*facts.Node]*part{},
		shapes:  map[string]*shape{},
	}
}

// schema compiles the schema at path. It is of use only if nothing is wrong.
func (c *compiler) schema(path string) *Schema {
	s := &Schema{}
	if root := c.file(path, nil); root != nil {
		s.root = c.extended(root, 0)
		c.compile(s)
	}
	return s
}

type compiler struct {
	sources
	parts  []*part
	byNode map[*facts.Node]*part
	shapes map[string]*shape
}

// compile goes on as long as nothing is wrong: each step trusts the one before.
func (c *compiler) compile(s *Schema) {
	root := c.part(s.root)
	for _, step := range []func(){
		c.checkLoops,
		c.compileShells,
		func() { s.shape = c.shape([]placed{{part: root}}) },
		c.fillDefaults,
		c.compileRules,
		c.checkShapes,
	} {
		if len(c.list) > 0 {
			return
		}
		step()
	}
	s.lib, s.parts = root.library(), c.parts
}

// checkShapes gives every shape its check, once rules and library are there, and
// finds defaults that are not valid.
func (c *compiler) checkShapes() {
	for _, s := range c.shapes {
		s.check = newCheck(s)
	}
	seen := map[*facts.Node]bool{}
	for _, s := range c.shapes {
		for _, d := range s.defaults {
			inner := s.names[d.name]
			n := inner.first("default")
			if !seen[n] && !inner.trustsAll(d.value) && !inner.valid(d.value) {
				c.trouble(n, "default", "want a value that this schema takes, have "+found(n), "")
			}
			seen[n] = true
		}
	}
}

// valid asks the library about a value.
func (s *shape) valid(v any) bool {
	return all(s.parts, func(p placed) bool { return p.perhaps || p.part.lib.Validate(v) == nil })
}

// part reads the schema at a node and all below it.
func (c *compiler) part(n *facts.Node) *part {
	if p := c.byNode[n]; p != nil {
		return p
	}
	p := &part{id: len(c.parts), node: n}
	c.byNode[n] = p
	c.parts = append(c.parts, p)
	switch n.Kind {
	case facts.Bool:
		p.shell = strconv.FormatBool(n.Value().(bool))
	case facts.Map:
		c.readKeywords(p)
	default:
		c.trouble(n, "", "want a schema, have "+found(n), "")
	}
	return p
}

// readKeywords sorts a schema's keywords into what the library shall assert and
// the schemas inside.
func (c *compiler) readKeywords(p *part) {
	p.bare = true
	shell := map[string]any{}
	for i := range p.node.Fields {
		f := &p.node.Fields[i]
		switch r := roles[f.Name]; r {
		case annotation:
			c.checkAnnotation(f)
		case assertion:
			c.checkAssertion(f)
			shell[f.Name] = f.Value.Value()
		case reference:
			if target := c.follow(f.Value); target != nil {
				p.kids = append(p.kids, kid{keyword: f.Name, part: c.part(target)})
			}
			continue
		case one, list, table:
			c.readKids(p, f, r, shell)
		case rule:
		default:
			c.unknownKeyword(f)
		}
		p.bare = p.bare && (roles[f.Name] == annotation || f.Name == "$defs")
	}
	p.bare = p.bare && len(p.kids) > 0 && p.one("$ref") != nil
	text, err := json.Marshal(shell)
	if err != nil {
		panic("schema: " + err.Error())
	}
	p.shell = string(text)
}

// readKids reads the schemas that a keyword holds.
func (c *compiler) readKids(p *part, f *facts.Field, r role, shell map[string]any) {
	add := func(name string, n *facts.Node) {
		p.kids = append(p.kids, kid{f.Name, name, c.part(n)})
	}
	switch {
	case f.Name == "additionalProperties" && f.Value.Kind == facts.Bool:
		shell[f.Name] = f.Value.Value()
	case r == one:
		add("", f.Value)
	case r == list && f.Value.Kind == facts.List && len(f.Value.Items) > 0:
		for _, item := range f.Value.Items {
			add("", item)
		}
	case r == list && f.Value.Kind == facts.List:
		c.trouble(f.Value, f.Name, "want a list of schemas, have an empty one", "delete it")
	case r == list:
		c.trouble(f.Value, f.Name, "want a list of schemas, have "+found(f.Value), "")
	case r == table && f.Value.Kind == facts.Map:
		for i := range f.Value.Fields {
			inner := &f.Value.Fields[i]
			if f.Name == "patternProperties" {
				c.checkPattern(inner.Value, inner.Name)
			}
			add(inner.Name, inner.Value)
		}
	default:
		c.trouble(f.Value, f.Name, "want schemas by name, have "+found(f.Value), "")
	}
}

func (c *compiler) unknownKeyword(f *facts.Field) {
	hint, known := elsewhere[f.Name]
	if !known {
		near, ok := diag.Nearest(f.Name, sortedKeys(roles))
		if strings.HasPrefix(f.Name, "x-") && !ok {
			return // another tool's
		}
		if ok {
			hint = "did you mean " + quote(near) + "?"
		}
	}
	c.troubleAt(f, "want a keyword of JSON Schema, have "+quote(f.Name), hint)
}

// checkAnnotation holds the annotations that we read to their kinds.
func (c *compiler) checkAnnotation(f *facts.Field) {
	want := f.Value.Kind
	switch f.Name {
	case "title", "description", "x-want":
		want = facts.Text
	case "x-identifying":
		want = facts.Bool
	case "examples":
		want = facts.List
	}
	if f.Value.Kind != want {
		c.trouble(f.Value, f.Name, "want "+want.String()+", have "+found(f.Value), "")
	}
}

// checkAssertion finds what the meta-schema does not.
func (c *compiler) checkAssertion(f *facts.Field) {
	switch f.Name {
	case "pattern":
		c.checkPattern(f.Value, f.Value.Text)
	case "format":
		if _, known := jsonschema.Formats[f.Value.Text]; !known {
			hint := ""
			if near, ok := diag.Nearest(f.Value.Text, sortedKeys(jsonschema.Formats)); ok {
				hint = "did you mean " + quote(near) + "?"
			}
			c.trouble(f.Value, f.Name, "want a known format, have "+quote(f.Value.Text), hint)
		}
	}
}

func (c *compiler) checkPattern(n *facts.Node, pattern string) {
	if _, err := regexp.Compile(pattern); err != nil {
		c.trouble(n, "pattern", "want a regular expression, have "+quote(pattern)+": "+strings.TrimPrefix(err.Error(), "error parsing regexp: "),
			"lookahead and backreferences are not known here")
	}
}

// inPlace has the keywords whose schemas are asked of the same value.
var inPlace = []string{"$ref", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"}

// checkLoops finds schemas that ask themselves of the same value, without end.
func (c *compiler) checkLoops() {
	const open, done = 1, 2
	state := make([]int, len(c.parts))
	var visit func(p *part)
	visit = func(p *part) {
		state[p.id] = open
		for _, k := range p.kids {
			if !slices.Contains(inPlace, k.keyword) {
				continue
			}
			switch state[k.part.id] {
			case open:
				c.trouble(p.node, k.keyword, "want a schema that ends, this one comes back to itself by "+k.keyword, "")
			case done:
			default:
				visit(k.part)
			}
		}
		state[p.id] = done
	}
	for _, p := range c.parts {
		if state[p.id] == 0 {
			visit(p)
		}
	}
}
