package assembly

import (
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
)

// A Fact is one that a form's templates read: its path, a JSON pointer with *
// for the items of a list, and what the schema says of it.
type Fact struct {
	Path        string   `json:"path"`
	Required    bool     `json:"required"` // the simplest matter needs it
	Title       string   `json:"title,omitempty"`
	Description string   `json:"description,omitempty"`
	Want        string   `json:"want,omitempty"`   // what it takes, in words
	Values      []string `json:"values,omitempty"` // the values allowed, if they are listed
	Default     string   `json:"default,omitempty"`
	Example     string   `json:"example,omitempty"`
}

// Facts returns the facts that the form's templates read, each once, in the
// order of the templates. Lists and maps of which they read a part are left out.
func (f *Form) Facts() []Fact {
	var all []Fact
	index, simplest := map[string]int{}, f.simplest()
	for _, r := range f.Program.Reads() {
		i, seen := index[r.Path]
		if !seen {
			i = len(all)
			index[r.Path] = i
			all = append(all, f.fact(r.Path))
		}
		// A default stands in for a fact, so that none is needed.
		all[i].Required = all[i].Required || (r.Required || simplest[r.Path]) && !f.hasDefault(r.Path)
	}
	holds := map[string]bool{} // the groups that facts are in
	for i := range all {
		for at := all[i].Path; at != ""; {
			at = at[:strings.LastIndexByte(at, '/')]
			holds[at] = true
		}
	}
	var out []Fact
	for _, fact := range all {
		if !holds[fact.Path] {
			out = append(out, fact)
		}
	}
	return out
}

func (f *Form) fact(path string) Fact {
	fact := Fact{Path: path}
	p, ok := f.Schema.Lookup(path)
	if !ok {
		return fact
	}
	fact.Title, fact.Description, fact.Want, fact.Values = p.Title, p.Description, p.Want, p.Enum
	if p.Default != nil {
		fact.Default = p.Default.Text
	}
	if len(p.Examples) > 0 {
		fact.Example = p.Examples[0].Text
	}
	return fact
}

// Starter returns facts to begin a matter of the form with, as YAML: what is
// needed is blank, everything else a comment.
func (f *Form) Starter() []byte {
	return facts.Format(f.starter())
}

// Functions returns the functions that templates may call, by name.
func Functions() []*render.Func { return render.Functions() }
