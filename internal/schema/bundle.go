package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// Bundle returns the schema as one file without references to others, for
// editors: what it extends laid under it, every schema that a $ref names under
// $defs. The same schema gives the same bytes.
//
// The file says what may be written, as [Schema.Complete] takes it: a number
// where text is wanted, commas in a count, yes and no. And a name that has a
// default is not required. It takes whatever Complete takes, and a little more:
// rules across facts, and patterns of an unquoted number, are beyond it.
func (s *Schema) Bundle() ([]byte, error) { return s.bundle(true) }

// bundle returns the schema as one file: as a person may write facts, or as
// complete values are.
func (s *Schema) bundle(written bool) ([]byte, error) {
	b := &bundler{schema: s, written: written, byNode: map[*facts.Node]*part{}, names: map[*part]string{}, taken: map[string]bool{}}
	for _, p := range s.parts {
		b.byNode[p.node] = p
	}
	b.writeSchema(s.parts[0], true)
	var out bytes.Buffer
	if err := json.Indent(&out, b.Bytes(), "", "  "); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

type bundler struct {
	bytes.Buffer
	schema  *Schema
	written bool
	byNode  map[*facts.Node]*part
	names   map[*part]string // of what is referred to
	taken   map[string]bool
	queue   []*part
}

// writeSchema writes a part, with the definitions at its foot if it is the root.
func (b *bundler) writeSchema(p *part, root bool) {
	if p.node.Kind == facts.Bool {
		b.WriteString(p.shell)
		return
	}
	b.WriteByte('{')
	comma := b.separate()
	for _, f := range p.node.Fields {
		if f.Name == "$defs" || f.Name == "$schema" && !root || b.said(p, f.Name) {
			continue
		}
		if b.written && b.rewrite(p, f, comma) {
			continue
		}
		comma()
		b.key(f.Name)
		b.keyword(p, f)
	}
	if root {
		b.definitions(comma)
	}
	b.WriteByte('}')
}

// said reports whether a keyword that explains a part stands beside every $ref to
// it. Then it is left out: where both say something, editors show what the part
// says, "Date", and not what the field says, "Date of the letter".
func (b *bundler) said(p *part, keyword string) bool {
	if keyword != "title" && keyword != "description" && keyword != "examples" {
		return false
	}
	referred := false
	for _, q := range b.schema.parts {
		if q.one("$ref") != p {
			continue
		}
		if q.node.Field(keyword) == nil {
			return false
		}
		referred = true
	}
	return referred
}

// separate returns a function that writes a comma from its second call on.
func (b *bundler) separate() func() {
	first := true
	return func() {
		if !first {
			b.WriteByte(',')
		}
		first = false
	}
}

func (b *bundler) key(name string) {
	b.value(&facts.Node{Kind: facts.Text, Text: name})
	b.WriteByte(':')
}

// keyword writes what a keyword has.
func (b *bundler) keyword(p *part, f facts.Field) {
	switch roles[f.Name] {
	case reference:
		b.value(&facts.Node{Kind: facts.Text, Text: "#/$defs/" + b.name(p.one("$ref"))})
	case one:
		b.kid(f.Value)
	case list:
		b.WriteByte('[')
		comma := b.separate()
		for _, item := range f.Value.Items {
			comma()
			b.kid(item)
		}
		b.WriteByte(']')
	case table:
		b.WriteByte('{')
		comma := b.separate()
		for _, inner := range f.Value.Fields {
			comma()
			b.key(inner.Name)
			b.kid(inner.Value)
		}
		b.WriteByte('}')
	default:
		b.value(f.Value)
	}
}

func (b *bundler) kid(n *facts.Node) {
	if p := b.byNode[n]; p != nil {
		b.writeSchema(p, false)
		return
	}
	b.value(n) // additionalProperties: false
}

// rewrite writes a keyword as it is for facts that a person writes, and reports
// whether it did.
func (b *bundler) rewrite(p *part, f facts.Field, comma func()) bool {
	switch own := p.ownTypes(); {
	case f.Name == "required":
		var names []string
		for _, name := range texts(f.Value) {
			if !b.hasDefault(p, name) {
				names = append(names, name)
			}
		}
		comma()
		b.key(f.Name)
		b.json(append([]string{}, names...))
	case f.Name == "type" && own == stringType && p.node.Field("format") == nil && p.node.Field("enum") == nil && p.node.Field("const") == nil:
		comma()
		b.WriteString(`"type":["string","number"]`)
	case f.Name == "type" && own == integerType && p.node.Field("enum") == nil && p.node.Field("const") == nil:
		comma()
		b.WriteString(`"type":["integer","string"],"pattern":"^(0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)(\\.0+)?$"`)
	case f.Name == "type" && own == booleanType && p.node.Field("enum") == nil && p.node.Field("const") == nil:
		comma()
		b.WriteString(`"enum":[true,false,"yes","no","Yes","No","YES","NO"]`)
	default:
		return false
	}
	return true
}

// hasDefault reports whether a name that a part requires has a default.
func (b *bundler) hasDefault(p *part, name string) bool {
	for k := range p.each("properties") {
		if k.name == name {
			for q := k.part; q != nil; q = q.one("$ref") {
				if q.node.Field("default") != nil {
					return true
				}
			}
		}
	}
	return false
}

// definitions writes what was referred to, in the order of first use. Writing
// one may bring others.
func (b *bundler) definitions(comma func()) {
	if len(b.queue) == 0 {
		return
	}
	comma()
	b.WriteString(`"$defs":{`)
	inner := b.separate()
	for len(b.queue) > 0 {
		p := b.queue[0]
		b.queue = b.queue[1:]
		inner()
		b.key(b.names[p])
		b.writeSchema(p, false)
	}
	b.WriteByte('}')
}

// name returns what a part that is referred to is called: by its name under
// $defs, or by that of its file.
func (b *bundler) name(p *part) string {
	if name, known := b.names[p]; known {
		return name
	}
	name, _, _ := strings.Cut(path.Base(p.node.Pos.File), ".")
	for _, q := range b.schema.parts {
		if i := slices.IndexFunc(q.kids, func(k kid) bool { return k.keyword == "$defs" && k.part == p }); i >= 0 {
			name = q.kids[i].name
			break
		}
	}
	base := definitionName(name)
	name = base
	for i := 2; b.taken[name]; i++ {
		name = fmt.Sprintf("%s-%d", base, i)
	}
	b.names[p], b.taken[name] = name, true
	b.queue = append(b.queue, p)
	return name
}

// definitionName returns name with what has a meaning in a pointer or a URL
// replaced.
func definitionName(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, name)
}

// value writes a node as JSON, in its own order.
func (b *bundler) value(n *facts.Node) {
	switch n.Kind {
	case facts.List:
		b.WriteByte('[')
		comma := b.separate()
		for _, item := range n.Items {
			comma()
			b.value(item)
		}
		b.WriteByte(']')
	case facts.Map:
		b.WriteByte('{')
		comma := b.separate()
		for _, f := range n.Fields {
			comma()
			b.key(f.Name)
			b.value(f.Value)
		}
		b.WriteByte('}')
	default:
		b.json(n.Value())
	}
}

func (b *bundler) json(v any) { b.WriteString(asJSON(v)) }

// asJSON writes a value as JSON, & and < as they are.
func asJSON(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("schema: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}
