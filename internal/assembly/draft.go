package assembly

import (
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/errata"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/markup"
	"github.com/draftgen/draftgen/internal/render"
)

// A Draft is an exhibit made from facts.
type Draft struct {
	Form     *Form
	Facts    *facts.Node
	Document *doc.Document

	// Blanks are the pointers of the facts that are missing and show as blanks,
	// each once, in the order of the text. Only a draft that was begun has any.
	Blanks []string

	values     map[string]any
	conditions []*doc.Condition
}

// FormName returns the name of the form that facts ask for, and whether they
// name one.
func FormName(root *facts.Node) (string, bool) {
	n := root.Field("form")
	if n == nil || n.Kind != facts.Text || n.Text == "" {
		return "", false
	}
	return n.Text, true
}

// FormFor returns the form that facts ask for, or the form called override if
// that is not "". The error is a [diag.List] with the place in the facts.
func (a *Assembly) FormFor(root *facts.Node, override string) (*Form, error) {
	name, ok := FormName(root)
	if override != "" {
		name, ok = override, true
	}
	if !ok {
		d := &diag.Diagnostic{
			Rule: "form", Pointer: "/form", Message: "the facts do not say which form they are for",
			Hint: "add a line like form: " + a.someForm() + ", or give --form",
		}
		if root.InJSON() {
			d.Hint = `add "form": "` + a.someForm() + `", or give --form`
		}
		d.Pos, d.Width, d.Source = root.Locate("/form")
		return nil, diag.List{d}
	}
	f, err := a.Form(name)
	list, isList := err.(diag.List)
	if isList && len(list) == 1 && list[0].Rule == "form" && override == "" {
		d := *list[0] // the place is this file's; the trouble is shared
		d.Pointer = "/form"
		d.Pos, d.Width, d.Source = root.Locate("/form")
		return nil, diag.List{&d}
	}
	return f, err
}

func (a *Assembly) someForm() string {
	for _, f := range a.Pack.Forms() {
		return f.Name
	}
	return "KIND/FORM"
}

// Validate returns everything that is wrong or odd with facts for a form, in
// the order of the file. It is empty for facts that draft without a remark.
func (f *Form) Validate(root *facts.Node) diag.List {
	_, list := f.Draft(root)
	return list
}

// Draft makes the exhibit of facts. The list has errors, and then the draft is
// nil, or warnings alone.
func (f *Form) Draft(root *facts.Node) (*Draft, diag.List) {
	values, list := f.Schema.Complete(root)
	if list.Err() != nil {
		if other := f.otherKind(root); other != nil {
			return nil, diag.List{other}
		}
		list = append(list, f.sayMissing(root, f.lacking(root), list)...)
		list.Sort()
		return nil, list
	}
	d := &Draft{Form: f, Facts: root, values: values}
	missing, err := d.render(nil)
	more := d.remarks(missing, err)
	list = append(list, more...)
	list.Sort()
	if list.Err() != nil {
		return nil, list
	}
	return d, list
}

// otherKind says that facts name a form of another kind than this, which they do
// not fit; nil if they name none or one of the same kind.
func (f *Form) otherKind(root *facts.Node) *diag.Diagnostic {
	name, named := FormName(root)
	if kind, _, _ := strings.Cut(name, "/"); !named || kind == f.Kind {
		return nil
	}
	d := &diag.Diagnostic{
		Rule: "form", Pointer: "/form", Message: "the facts are for the form " + name + ", and do not fit " + f.Name,
		Hint: "leave out --form, or draft " + f.Name + " from facts that draftgen new " + f.Name + " begins",
	}
	d.Pos, d.Width, d.Source = root.Locate("/form")
	return d
}

// remarks returns what is wrong or odd after the templates ran.
func (d *Draft) remarks(missing []render.Missing, err error) diag.List {
	f, root := d.Form, d.Facts
	var list diag.List
	if trouble, ok := err.(diag.List); ok {
		list = append(list, f.atFacts(root, trouble)...)
	} else if err != nil {
		panic("assembly: " + err.Error()) // a room broke its word: its errors are lists
	}
	list = append(list, f.sayMissing(root, missing, nil)...)
	return append(list, f.unread(root)...)
}

// render runs the templates and parses what they print. blank gives what to
// print for a fact that is missing; nil makes it an error.
func (d *Draft) render(blank func(pointer string) string) ([]render.Missing, error) {
	r, err := d.Form.runner()
	if err != nil {
		return nil, err
	}
	defer d.Form.runners.Put(r)
	r.Blank = blank
	spans, missing, err := r.Run(d.values)
	if err != nil || len(missing) > 0 {
		return missing, err
	}
	d.conditions = r.Conditions()
	d.Document, err = markup.Parse(spans, d.Form.Sheet.Keep)
	if err != nil {
		return nil, err
	}
	return nil, d.Form.Sheet.Check(d.Document)
}

// atFacts adds to the trouble of a template where the fact behind it stands.
func (f *Form) atFacts(root *facts.Node, trouble diag.List) diag.List {
	for _, d := range trouble {
		if d.Pointer == "" {
			continue
		}
		if pos, _, _ := root.Locate(d.Pointer); pos.Line > 0 {
			d.Hint = strings.TrimSpace(d.Hint + " the fact stands at " + pos.String())
		}
	}
	return trouble
}

// unread returns a warning for each fact that nothing reads.
func (f *Form) unread(root *facts.Node) diag.List {
	var list diag.List
	walk(root, "", "", func(n *facts.Node, pointer, path string) {
		if f.reads[path] || isOurs(path) || f.isRuled(path) || f.isChecked(path) {
			return
		}
		d := &diag.Diagnostic{
			Severity: diag.Warning, Rule: "unread", Pointer: pointer,
			Message: "no template of " + f.Name + " reads this fact, and no rule does",
			Hint:    "take it out, or look at draftgen forms " + f.Name + " for the facts that the form uses",
		}
		d.Pos, d.Width, d.Source = root.Locate(pointer)
		list = append(list, d)
	})
	return list
}

// isRuled reports whether a rule of the schema reads a fact.
func (f *Form) isRuled(path string) bool {
	p, ok := f.Schema.Lookup(path)
	return ok && p.Ruled
}

// isOurs reports whether a fact is for the program, not for the exhibit.
func isOurs(path string) bool {
	return path == "/form" || path == "/$schema" || strings.HasPrefix(path, "/checks/")
}

// walk calls f for each scalar below n with its pointer and its path, which has
// stars for the elements of lists.
func walk(n *facts.Node, pointer, path string, f func(n *facts.Node, pointer, path string)) {
	switch n.Kind {
	case facts.Map:
		for _, field := range n.Fields {
			token := escape(field.Name)
			walk(field.Value, pointer+"/"+token, path+"/"+token, f)
		}
	case facts.List:
		for i, item := range n.Items {
			walk(item, pointer+"/"+itoa(i), path+"/*", f)
		}
	default:
		f(n, pointer, path)
	}
}

// Pages sets the draft on the typewriter.
func (d *Draft) Pages() []layout.Page { return d.Form.Sheet.Typewrite(d.Document, nil) }

// AsFiled sets the draft on the typewriter with the slips of its original. The
// error is a [diag.List] of the errata that do not apply.
func (d *Draft) AsFiled(slips *errata.List) ([]layout.Page, error) {
	return slips.Typewrite(d.Form.Sheet, d.Document)
}
