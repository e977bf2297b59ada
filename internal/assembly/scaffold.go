package assembly

import (
	"embed"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/schema"
)

// scaffolding has the files of a form that was just begun. In them stand FORM,
// KIND and NAME for its name and the parts of it.
//
//go:embed scaffold
var scaffolding embed.FS

// scaffold returns a file of scaffolding.
func scaffold(name string) string {
	text, err := scaffolding.ReadFile("scaffold/" + name)
	if err != nil {
		panic("assembly: " + err.Error())
	}
	return string(text)
}

// legalName is what a kind and a form may be called, so that every file system
// and shell takes it.
var legalName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// longestName bounds the name of a kind or a form, in characters.
const longestName = 64

// CheckNewName returns what keeps name from being that of a new form: KIND/NAME,
// and not there yet. nil: nothing does.
func (a *Assembly) CheckNewName(name string) *diag.Diagnostic {
	kind, rest, ok := strings.Cut(name, "/")
	switch {
	case !ok:
		return &diag.Diagnostic{Rule: "form", Message: "a form's name is KIND/NAME, found " + name}
	case !isLegalName(kind) || !isLegalName(rest):
		return &diag.Diagnostic{
			Rule: "form", Message: "no form can be called " + name,
			Hint: "small letters and digits, parted by hyphens, make a KIND and a NAME, and a letter begins them",
		}
	case kind == "checks" || rest == "checks":
		return &diag.Diagnostic{Rule: "form", Message: "no kind and no form can be called checks", Hint: "folders of that name hold rules"}
	}
	if _, unknown := a.Pack.Form(name); unknown == nil {
		return &diag.Diagnostic{
			Rule: "form", Message: "there is a form " + name + " already",
			Hint: "to change it, write the files that differ into your pack: they take the place of the others",
		}
	}
	return nil
}

func isLegalName(s string) bool { return len(s) <= longestName && legalName.MatchString(s) }

// Scaffold returns the files of a new form to start from, by their paths in a
// pack, the example's facts last; its exhibit is to be drafted from them. name is
// one that [Assembly.CheckNewName] finds nothing wrong with. A kind that has a
// schema keeps it: then the form prints the facts that the schema requires, those
// that every form of the kind needs, and those that come with them. The error is
// a [diag.List] of trouble in that schema.
func (a *Assembly) Scaffold(name string) ([]form.File, error) {
	kind, rest, _ := strings.Cut(name, "/")
	fill := strings.NewReplacer("FORM", name, "KIND", kind, "NAME", rest, "TITLE", strings.ReplaceAll(rest, "-", " "))
	folder := "templates/" + name + "/"
	layout := form.File{Path: folder + "layout.yaml", Text: fill.Replace(scaffold("layout.yaml"))}
	example := form.File{Path: a.freeCase(kind, rest) + ".yaml"}

	schemaPath := "schemas/" + kind + ".schema.json"
	if _, err := a.Pack.Read(schemaPath); err != nil {
		example.Text = fill.Replace("form: FORM\ntitle: \"TITLE\"\ndate: 2026-05-12\ncompany: Acme Corporation\nsigner: Doe & Partners LLP\n")
		return []form.File{
			{Path: folder + "main.tmpl", Text: fill.Replace(scaffold("new.tmpl"))},
			layout,
			{Path: schemaPath, Text: fill.Replace(scaffold("schema.json"))},
			example,
		}, nil
	}
	s, err := schema.Compile(a.Pack, schemaPath)
	if err != nil {
		return nil, err
	}
	root := filled(s, s.Starter(name, a.neededByAll(kind)), "")
	example.Text = string(facts.Format(root))
	main := strings.NewReplacer("FORM", name, "TITLE", strings.ToUpper(strings.ReplaceAll(rest, "-", " ")),
		"FACTS", strings.TrimSpace(printing(s, root, "", ""))).Replace(scaffold("known.tmpl"))
	return []form.File{{Path: folder + "main.tmpl", Text: main}, layout, example}, nil
}

// freeCase returns the stem of an example that the pack does not have.
func (a *Assembly) freeCase(kind, name string) string {
	stem := path.Join("examples", kind, name)
	for n := 2; ; n++ {
		taken := slices.ContainsFunc([]string{".yaml", ".txt", ".errata.yaml"}, func(ending string) bool {
			_, err := a.Pack.Read(stem + ending)
			return err == nil
		})
		if !taken {
			return stem
		}
		stem = path.Join("examples", kind, name+"-"+itoa(n))
	}
}

// neededByAll returns whether every form of a kind needs a fact.
func (a *Assembly) neededByAll(kind string) func(path string) bool {
	count, forms := map[string]int{}, 0
	for _, found := range a.Pack.Forms() {
		f, err := a.Form(found.Name)
		if found.Kind != kind || err != nil {
			continue
		}
		forms++
		for _, n := range f.needs {
			count[n.path]++
		}
	}
	return func(path string) bool { return forms > 0 && count[path] == forms }
}

// filled returns starter facts with an example of the schema in each blank.
func filled(s *schema.Schema, n *facts.Node, path string) *facts.Node {
	out := *n
	switch n.Kind {
	case facts.Map:
		out.Fields = slices.Clone(n.Fields)
		for i, f := range out.Fields {
			out.Fields[i].Value = filled(s, f.Value, path+"/"+escape(f.Name))
		}
	case facts.List:
		out.Items = slices.Clone(n.Items)
		for i, item := range out.Items {
			out.Items[i] = filled(s, item, path+"/*")
		}
	case facts.Null:
		value := sampleOf(s, path)
		out = *value
		out.Head, out.Tail, out.Foot = n.Head, n.Tail, n.Foot
		out.Plain = isoDate.MatchString(out.Text)
	}
	return &out
}

// sampleOf returns a value that the schema takes at a path, as far as it says
// so.
func sampleOf(s *schema.Schema, path string) *facts.Node {
	p, ok := s.Lookup(path)
	switch {
	case !ok:
	case len(p.Examples) > 0:
		return p.Examples[0]
	case len(p.Enum) > 0:
		return &facts.Node{Kind: facts.Text, Text: p.Enum[0]}
	case slices.Equal(p.Types, []string{"boolean"}):
		return &facts.Node{Kind: facts.Bool, Text: "true"}
	case !slices.Contains(p.Types, "string") && slices.Contains(p.Types, "integer"):
		return &facts.Node{Kind: facts.Number, Text: "1"}
	}
	_, name := cutLast(path)
	return &facts.Node{Kind: facts.Text, Text: name}
}

var isoDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// printing returns template text that prints every fact of a tree, each under
// its title. dot is the expression of the tree.
func printing(s *schema.Schema, n *facts.Node, dot, path string) string {
	var b strings.Builder
	switch n.Kind {
	case facts.Map:
		for _, f := range n.Fields {
			at := path + "/" + escape(f.Name)
			if isOurs(at) || !isField.MatchString(f.Name) {
				continue
			}
			b.WriteString(printing(s, f.Value, dot+"."+f.Name, at))
		}
	case facts.List:
		if len(n.Items) > 0 {
			b.WriteString("{{ range " + dot + " -}}\n" + printing(s, n.Items[0], "", path+"/*") + "{{ end -}}\n")
		}
	case facts.Bool:
		b.WriteString("{{ if " + orDot(dot) + " }}" + titleFor(s, path) + ".{{ end }}\n\n")
	case facts.Number:
		b.WriteString(titleFor(s, path) + ": {{ comma " + orDot(dot) + " }}\n\n")
	case facts.Text:
		value := orDot(dot)
		if isoDate.MatchString(n.Text) {
			value = "longDate " + value
		}
		b.WriteString(titleFor(s, path) + ": {{ " + value + " }}\n\n")
	}
	return b.String()
}

// isField is a name that a template can read with a point before it.
var isField = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func orDot(expression string) string {
	if expression == "" {
		return "."
	}
	return expression
}

func titleFor(s *schema.Schema, path string) string {
	if p, ok := s.Lookup(path); ok && p.Title != "" {
		return p.Title
	}
	_, name := cutLast(strings.TrimSuffix(path, "/*"))
	return name
}
