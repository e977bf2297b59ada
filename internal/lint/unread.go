package lint

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/schema"
)

// facts finds what the schemas offer and no form reads. A part of a schema may
// serve several: it is of use if a form of any of them reads it.
func (l *linter) facts() {
	r := &reader{linter: l, used: map[diag.Pos]bool{}}
	reads, schemas := map[string]map[string]bool{}, map[string]*schema.Schema{}
	var order []string
	for _, f := range l.forms {
		p, _ := f.Form.Form.Schema()
		if reads[p] == nil {
			reads[p], schemas[p] = map[string]bool{}, f.Schema
			order = append(order, p)
		}
		for _, read := range f.Program.Reads() {
			reads[p][read.Path] = true
		}
		for _, path := range l.ruled[f.Name] {
			reads[p][path] = true
		}
	}
	for _, p := range order {
		if l.anyBroken(p) {
			continue // it may read what the others do not
		}
		r.schema, r.reads = schemas[p], reads[p]
		r.walk("", 0)
	}
	for _, d := range r.unused {
		if !r.used[d.Pos] {
			d.File = l.pack.Shown(d.File)
			l.add(d)
		}
	}
}

// anyBroken reports whether a form with a schema does not compile.
func (l *linter) anyBroken(path string) bool {
	return slices.ContainsFunc(l.broken, func(f *form.Form) bool { p, _ := f.Schema(); return p == path })
}

// A reader goes through schemas.
type reader struct {
	*linter
	schema *schema.Schema
	reads  map[string]bool
	used   map[diag.Pos]bool // places of the facts that something reads
	unused diag.List
}

// deepest bounds schemas that hold themselves.
const deepest = 12

func (r *reader) walk(path string, depth int) {
	p, ok := r.schema.Lookup(path)
	if !ok || p.Node == nil || depth > deepest || forProgram(path) {
		return
	}
	items, isList := r.schema.Lookup(path + "/*")
	switch {
	case len(p.Names) > 0:
		for _, name := range p.Names {
			r.walk(path+"/"+escape(name), depth+1)
		}
	case slices.Contains(p.Types, "array") && isList && len(items.Names) > 0:
		r.walk(path+"/*", depth+1)
	case r.reads[path] || r.reads[path+"/*"] || p.Ruled:
		r.used[p.Node.Pos] = true
	default:
		r.unused = append(r.unused, &diag.Diagnostic{
			Pos: p.Node.Pos, Width: p.Node.Width, Source: p.Node.Source,
			Severity: diag.Info, Rule: "fact", Pointer: path,
			Message: "no form reads this fact, and no rule does",
			Hint:    "print it in a form, or take it out of the schema",
		})
	}
}

// forProgram reports whether a fact is for the program, not for an exhibit.
func forProgram(path string) bool {
	return path == "/form" || path == "/$schema" || path == "/checks" || strings.HasPrefix(path, "/checks/")
}

func escape(name string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(name) }
