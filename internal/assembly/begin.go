package assembly

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// Begin makes a draft of facts that are not all there yet. A fact that the
// templates print and that is missing, or has no value yet, shows as a blank
// with its title, as in "[●  plan title]"; see [Draft.Blanks]. Whatever else is
// wrong with the facts is an error as in [Form.Draft].
func (f *Form) Begin(root *facts.Node) (*Draft, diag.List) {
	values, list := f.Schema.Begin(f.sketch(root))
	if list.Err() != nil {
		if other := f.otherKind(root); other != nil {
			return nil, diag.List{other}
		}
		list.Sort()
		return nil, list
	}
	d := &Draft{Form: f, Facts: root, values: values}
	missing, err := d.render(func(pointer string) string {
		if !slices.Contains(d.Blanks, pointer) {
			d.Blanks = append(d.Blanks, pointer)
		}
		return "[●\u00a0\u00a0" + f.blankName(pointer) + "]" // not parted at a line's end
	})
	list = append(list, d.remarks(missing, err)...)
	list.Sort()
	if list.Err() != nil {
		return nil, list
	}
	return d, list
}

// BlankNames returns what the blanks of the draft are called, each once.
func (d *Draft) BlankNames() []string {
	var names []string
	for _, pointer := range d.Blanks {
		if name := d.Form.blankName(pointer); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Undecided returns the facts that are missing and show no blank, although the
// schema asks for them and the templates read them: without them it is not known
// which words print. They are named as blanks are, each once, in the schema's
// order.
func (d *Draft) Undecided() []string {
	var names []string
	d.eachAbsent(d.values, "", "", func(pointer, path string) {
		name := d.Form.blankName(pointer)
		if d.Form.reads[path] && !slices.Contains(d.Blanks, pointer) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	})
	return names
}

// eachAbsent calls f for each fact that the schema asks for below a value and
// that is not there.
func (d *Draft) eachAbsent(value any, pointer, path string, f func(pointer, path string)) {
	switch v := value.(type) {
	case []any:
		for i, item := range v {
			d.eachAbsent(item, pointer+"/"+itoa(i), path+"/*", f)
		}
	case map[string]any:
		group, ok := d.Form.Schema.Lookup(pointer)
		if !ok {
			return
		}
		for _, name := range group.Names {
			at, below := pointer+"/"+escape(name), path+"/"+escape(name)
			inner, given := v[name]
			if p, ok := d.Form.Schema.Lookup(at); !given && ok && p.Required {
				f(at, below)
			}
			d.eachAbsent(inner, at, below, f)
		}
	}
}

// sketch returns facts without those that have no value yet, and with an empty
// group wherever the form cannot do without the facts of one, so that the
// schema's defaults for the group are there. root is not changed.
func (f *Form) sketch(root *facts.Node) *facts.Node {
	begun := valued(root)
	if begun == nil {
		begun = &facts.Node{Kind: facts.Map, Pos: root.Pos, Source: root.Source}
	}
	for _, n := range f.needs {
		path := n.path
		if f.holdsGroups(path) {
			path += "/*/"
		}
		outline(begun, strings.Split(path, "/")[1:])
	}
	return begun
}

// holdsGroups reports whether a list of groups of facts stands at a path.
func (f *Form) holdsGroups(path string) bool {
	list, ok := f.Schema.Lookup(path)
	if !ok || !slices.Equal(list.Types, []string{"array"}) {
		return false
	}
	item, ok := f.Schema.Lookup(path + "/*")
	return ok && slices.Equal(item.Types, []string{"object"})
}

// valued returns a copy of a node without what has no value; nil if nothing is
// left of a list.
func valued(n *facts.Node) *facts.Node {
	c := *n
	switch n.Kind {
	case facts.Null:
		return nil
	case facts.List:
		c.Items = nil
		for _, item := range n.Items {
			if v := valued(item); v != nil {
				c.Items = append(c.Items, v)
			}
		}
		if len(c.Items) == 0 && len(n.Items) > 0 {
			return nil
		}
	case facts.Map:
		c.Fields = nil
		for _, field := range n.Fields {
			if field.Value = valued(field.Value); field.Value != nil {
				c.Fields = append(c.Fields, field)
			}
		}
	}
	return &c
}

// outline adds the groups on a path to a node: an empty map for each name, a
// list of one for each star that stands before a name. Where the node has
// something else it stays.
func outline(n *facts.Node, path []string) {
	switch {
	case len(path) < 2:
	case path[0] == "*" && n.Kind == facts.List:
		for _, item := range n.Items {
			outline(item, path[1:])
		}
	case n.Kind == facts.Map:
		child := n.Field(path[0])
		if child == nil {
			if child = group(path[1:], n); child == nil {
				return
			}
			n.Fields = append(n.Fields, facts.Field{Name: path[0], Pos: n.Pos, Value: child})
		}
		outline(child, path[1:])
	}
}

// group returns what stands empty above a path; nil for a list of scalars, in
// which nothing can stand empty.
func group(path []string, around *facts.Node) *facts.Node {
	empty := facts.Node{Kind: facts.Map, Pos: around.Pos, Source: around.Source}
	if path[0] != "*" {
		return &empty
	}
	if len(path) == 1 {
		return nil
	}
	list := empty
	list.Kind, list.Items = facts.List, []*facts.Node{&empty}
	return &list
}

// blankName is what a blank is called: the title of the fact in the schema,
// behind that of the group in which it stands, as in "plan title".
func (f *Form) blankName(pointer string) string {
	parent, key := cutLast(f.throughLists(pointer))
	title := f.titleAt(parent + "/" + key)
	if title == "" {
		title = strings.ReplaceAll(key, "_", " ")
	}
	title = lowerFirst(title)
	group := lowerFirst(f.titleAt(parent))
	switch {
	case parent == "", group == "", strings.HasPrefix(group, title), strings.Contains(title, group):
		return title // exhibit number of exhibit numbers
	case strings.Contains(group, title):
		return group // record date, date
	}
	return group + " " + title
}

// throughLists returns a pointer with stars where it leads past a list without a
// number, as it does in a list that is missing.
func (f *Form) throughLists(pointer string) string {
	path := ""
	for _, token := range strings.Split(pointer, "/")[1:] {
		_, direct := f.Schema.Lookup(path + "/" + token)
		if _, inItem := f.Schema.Lookup(path + "/*/" + token); !direct && inItem {
			path += "/*"
		}
		path += "/" + token
	}
	return path
}

// titleAt returns the title of what stands at a pointer, "" if it has none.
func (f *Form) titleAt(pointer string) string {
	p, ok := f.Schema.Lookup(pointer)
	if !ok {
		return ""
	}
	return p.Title
}
