package assembly

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A need is a fact that the form cannot do without: its template prints it
// outside any condition.
type need struct {
	path  string // with * for the elements of a list
	place doc.Place
}

func needsOf(reads []render.Read) []need {
	var needs []need
	seen := map[string]bool{}
	for _, r := range reads {
		if r.Required && !seen[r.Path] {
			seen[r.Path] = true
			needs = append(needs, need{r.Path, r.Place})
		}
	}
	return needs
}

// A pattern is the set of the paths that a form's templates read.
type pattern map[string]bool

func newPattern(reads []render.Read) pattern {
	p := make(pattern, len(reads))
	for _, r := range reads {
		p[r.Path] = true
	}
	return p
}

// unknownFields reports the fields that a template reads and its schema cannot
// hold.
func (f *Form) unknownFields() diag.List {
	var list diag.List
	seen := map[string]bool{}
	for _, r := range f.Program.Reads() {
		if seen[r.Path] {
			continue
		}
		seen[r.Path] = true
		known, unknown, siblings := f.firstUnknown(r.Path)
		if unknown == "" {
			continue
		}
		d := &diag.Diagnostic{
			Pos: diag.Pos(r.Place), Rule: "template", Pointer: r.Path,
			Message: "the schema has no " + unknown,
			Hint:    "add it to the schema, or take it out of the template",
		}
		if known != "" {
			d.Message += " in " + known
		}
		if near, ok := diag.Nearest(unknown, siblings); ok {
			d.Hint = "did you mean " + near + "?"
		}
		list = append(list, d)
	}
	list.Sort()
	return list
}

// firstUnknown returns the first name of a path that the schema does not have,
// the path before it, and the names that stand there.
func (f *Form) firstUnknown(path string) (known, unknown string, siblings []string) {
	if _, ok := f.Schema.Lookup(path); ok {
		return "", "", nil
	}
	parent := ""
	for _, name := range strings.Split(path, "/")[1:] {
		if _, ok := f.Schema.Lookup(parent + "/" + name); !ok {
			if p, ok := f.Schema.Lookup(parent); ok {
				siblings = p.Names
			}
			return parent, name, siblings
		}
		parent += "/" + name
	}
	panic("assembly: the schema has every part of " + path + " and not the whole")
}

// hasDefault reports whether the schema fills in what stands at a path.
func (f *Form) hasDefault(path string) bool {
	p, ok := f.Schema.Lookup(path)
	return ok && p.Default != nil
}

// lacking returns what the templates need outside any condition and root does
// not have. defaults are what the schema fills in.
func (f *Form) lacking(root *facts.Node) []render.Missing {
	var missing []render.Missing
	for _, n := range f.needs {
		for _, pointer := range expand(root, n.path) {
			if root.Lookup(pointer) == nil && !f.hasDefault(n.path) {
				missing = append(missing, render.Missing{Pointer: pointer, Place: n.place})
			}
		}
	}
	return missing
}

// expand puts the numbers of root's elements in place of the stars of a path.
func expand(root *facts.Node, path string) []string {
	before, after, found := strings.Cut(path, "/*")
	if !found {
		return []string{path}
	}
	var all []string
	list := root.Lookup(before)
	if list == nil || list.Kind != facts.List {
		return nil
	}
	for i := range list.Items {
		all = append(all, expand(root, before+"/"+strconv.Itoa(i)+after)...)
	}
	return all
}

// sayMissing turns missing facts into diagnostics at the place in the facts
// where they belong.
func (f *Form) sayMissing(root *facts.Node, missing []render.Missing, known diag.List) diag.List {
	var list diag.List
	seen := map[string]bool{}
	for _, m := range missing {
		inside := func(o render.Missing) bool { return strings.HasPrefix(o.Pointer, m.Pointer+"/") }
		if seen[m.Pointer] || said(known, m.Pointer) || slices.ContainsFunc(missing, inside) || f.comesAlong(m, missing) {
			continue
		}
		seen[m.Pointer] = true
		d := &diag.Diagnostic{Rule: "missing", Pointer: m.Pointer, Hint: f.howToAdd(root, m)}
		d.Message = "the form prints " + f.titleOf(m.Pointer) + ", and the facts do not have it"
		d.Pos, d.Width, d.Source = root.Locate(m.Pointer)
		list = append(list, d)
	}
	return list
}

// comesAlong reports whether a missing fact will be there with what is missing
// around it: by a default, which no one is asked to give.
func (f *Form) comesAlong(m render.Missing, missing []render.Missing) bool {
	around, _ := cutLast(m.Pointer)
	return f.hasDefault(m.Pointer) && slices.ContainsFunc(missing, func(other render.Missing) bool {
		beside, _ := cutLast(other.Pointer)
		return beside == around && !f.hasDefault(other.Pointer)
	})
}

// titleOf names a fact as the schema does.
func (f *Form) titleOf(pointer string) string {
	_, name := cutLast(pointer)
	p, ok := f.Schema.Lookup(pointer)
	if !ok || p.Title == "" {
		return "this fact"
	}
	if strings.EqualFold(p.Title, name) {
		return "the fact " + name
	}
	return "the " + lowerFirst(p.Title) + " (" + name + ")"
}

// howToAdd gives an example of a missing fact as one would write it, with the
// groups and lists around it that are missing too, and what the schema says of it.
func (f *Form) howToAdd(root *facts.Node, m render.Missing) string {
	where := diag.Pos(m.Place).String() + " prints it"
	p, ok := f.Schema.Lookup(m.Pointer)
	if !ok || len(p.Examples) == 0 || p.Examples[0].Kind == facts.Map || p.Examples[0].Kind == facts.List {
		return where
	}
	tokens := strings.Split(m.Pointer, "/")[1:]
	at := len(tokens) - 1 // of the first that is missing
	for at > 0 && root.Lookup("/"+strings.Join(tokens[:at], "/")) == nil {
		at--
	}
	if root.InJSON() {
		return "add " + inJSON(nested(tokens[at:], p.Examples[0])) + "; " + where + f.moreOn(p)
	}
	lines := strings.TrimSuffix(string(facts.Format(nested(tokens[at:], p.Examples[0]))), "\n")
	lines = strings.ReplaceAll(lines, "-\n    ", "- ")
	if strings.Contains(lines, "\n") {
		return "add lines like these; " + where + "\n" + lines + f.moreOn(p)
	}
	return "add a line like " + lines + "; " + where + f.moreOn(p)
}

// inJSON writes the fields of a map as they stand in JSON.
func inJSON(n *facts.Node) string {
	text, err := json.Marshal(n.Value())
	if err != nil {
		panic("assembly: " + err.Error()) // facts are text, numbers, lists and maps
	}
	return string(text[1 : len(text)-1])
}

// moreOn is what the schema says of a fact that another may stand in for.
func (f *Form) moreOn(p *schema.Property) string {
	if _, instead, found := strings.Cut(p.Description, ". "); found {
		return "\n" + strings.TrimSuffix(instead, ".")
	}
	return ""
}

// nested puts a value inside the groups and lists that lead to it.
func nested(tokens []string, value *facts.Node) *facts.Node {
	if len(tokens) == 0 {
		plain := *value
		plain.Head, plain.Tail, plain.Foot = "", "", ""
		plain.Plain = isoDate.MatchString(plain.Text)
		return &plain
	}
	inner := nested(tokens[1:], value)
	if strings.Trim(tokens[0], "0123456789") == "" {
		return &facts.Node{Kind: facts.List, Items: []*facts.Node{inner}}
	}
	return &facts.Node{Kind: facts.Map, Fields: []facts.Field{{Name: tokens[0], Value: inner}}}
}

func lowerFirst(s string) string {
	if s == "" {
		return ""
	}
	r := []rune(s)
	if len(r) > 1 && strings.ToUpper(string(r[:2])) == string(r[:2]) {
		return s // initials stay
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// said reports whether a diagnostic tells already that pointer is missing: one
// of that pointer, or of a misspelt key in its place.
func said(known diag.List, pointer string) bool {
	for _, d := range known {
		if d.Pointer == "" {
			continue
		}
		if pointer == d.Pointer || strings.HasPrefix(pointer, d.Pointer+"/") {
			return true
		}
		parent, key := cutLast(d.Pointer)
		rest, inside := strings.CutPrefix(pointer, parent+"/")
		if d.Rule != "additionalProperties" || !inside {
			continue
		}
		name, _, _ := strings.Cut(rest, "/")
		if _, near := diag.Nearest(key, []string{name}); near {
			return true
		}
	}
	return false
}

func cutLast(pointer string) (parent, key string) {
	i := strings.LastIndexByte(pointer, '/')
	return pointer[:max(i, 0)], pointer[i+1:]
}
