package schema

import (
	"io/fs"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// Lint returns what is wrong with the schema at path in fsys and in the files
// that it refers to: all that keeps it from working, as [Compile] has it, or
// else, what keeps it from being of use to people and editors. Those are
// examples that the schema itself refuses, which are errors; and, as warnings,
// facts without a title, a description or an example, objects that take any
// name, and definitions that nothing refers to.
func Lint(fsys fs.FS, path string) diag.List {
	c := newCompiler(fsys)
	c.schema(path)
	if len(c.list) == 0 {
		l := &linter{compiler: c, seen: map[*part]bool{}, used: map[*part]bool{}}
		l.visit(c.parts[0], true)
		l.unused()
	}
	return shown(fsys, c.list)
}

type linter struct {
	*compiler
	seen, used map[*part]bool
}

func (l *linter) warn(n *facts.Node, rule, message, hint string) {
	l.trouble(n, rule, message, hint)
	l.list[len(l.list)-1].Severity = diag.Warning
}

// visit lints a part and those below it. A part describes facts unless it adds
// to what another says of them.
func (l *linter) visit(p *part, describes bool) {
	if l.seen[p] {
		return
	}
	l.seen[p] = true
	l.samples(p)
	if describes {
		l.open(p)
	}
	for _, k := range p.kids {
		switch k.keyword {
		case "if", "not", "propertyNames", "contains": // only test
			continue
		case "allOf", "then", "else", "dependentSchemas":
			l.visit(k.part, false)
			continue
		case "properties":
			if describes {
				l.described(k)
			}
		case "$ref":
			l.used[k.part] = true
		}
		l.visit(k.part, describes)
	}
}

// described warns of a fact about which an editor could say nothing.
func (l *linter) described(k kid) {
	if k.part.node.Kind == facts.Bool {
		return
	}
	s := l.shape([]placed{{part: k.part}})
	for _, keyword := range []string{"title", "description", "examples"} {
		if s.first(keyword) == nil {
			l.warn(k.part.node, keyword, "want "+keyword+" for "+quote(k.name), "editors and draftgen new show it")
		}
	}
}

// samples holds examples to the schema that has them.
func (l *linter) samples(p *part) {
	n := p.node.Field("examples")
	if n == nil {
		return
	}
	for _, item := range n.Items {
		c := completer{}
		if p.library().Validate(c.complete(item, l.shape([]placed{{part: p}}))) != nil {
			l.trouble(item, "examples", "want a value that this schema takes, have "+found(item), "")
		}
	}
}

// open warns of an object that takes any name, so that a misspelt one is lost.
func (l *linter) open(p *part) {
	if p.ownTypes() == objectType && p.node.Field("properties") != nil &&
		p.node.Field("additionalProperties") == nil && p.node.Field("unevaluatedProperties") == nil {
		l.warn(p.node, "additionalProperties", "want an object that refuses names it does not know", "write `\"additionalProperties\": false`")
	}
}

// unused warns of definitions that nothing refers to.
func (l *linter) unused() {
	for _, p := range l.parts {
		for k := range p.each("$defs") {
			if !l.used[k.part] {
				l.warn(k.part.node, "$defs", "want a definition that something refers to, have "+quote(k.name), "delete it")
			}
		}
	}
}
