package assembly

import (
	"slices"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// Whole facts make the same document whether a draft is begun or made.
func TestBeginWhole(t *testing.T) {
	a := builtIn()
	for _, ex := range a.Pack.Examples() {
		whole := draftExample(t, a, ex)
		begun, list := whole.Form.Begin(whole.Facts)
		if len(list) > 0 || len(begun.Blanks) > 0 {
			t.Errorf("%s: %v, blanks %v", ex.Name, list, begun.Blanks)
			continue
		}
		if got, want := begun.Document.Text(), whole.Document.Text(); got != want {
			t.Errorf("%s: begun otherwise than drafted", ex.Name)
		}
	}
}

// Every form can be begun with nothing; each blank has a name and is in the
// text. Facts that were only started are as good as none.
func TestBeginNothing(t *testing.T) {
	a := builtIn()
	for _, found := range a.Pack.Forms() {
		f, err := a.Form(found.Name)
		if err != nil {
			t.Error(err)
			continue
		}
		for name, data := range map[string]string{"nothing": "form: " + f.Name + "\n", "starter": string(f.Starter())} {
			begun := begin(t, f, data)
			if begun == nil {
				continue
			}
			text := begun.Document.Text()
			if len(begun.Blanks) == 0 {
				t.Errorf("%s, %s: no blanks", f.Name, name)
			}
			for _, blank := range begun.BlankNames() {
				if !strings.Contains(text, "[●\u00a0\u00a0"+blank+"]") {
					t.Errorf("%s, %s: no blank %q in the text", f.Name, name, blank)
				}
			}
		}
	}
}

func begin(t *testing.T, f *Form, data string) *Draft {
	t.Helper()
	roots, err := facts.Read("facts.yaml", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	begun, list := f.Begin(roots[0])
	if list.Err() != nil {
		t.Errorf("%s: %v", f.Name, list)
	}
	return begun
}

// Without one of its facts an example can be begun wherever it cannot be
// drafted for the want of that fact, and the fact is then a blank or undecided.
func TestBeginWithoutOne(t *testing.T) {
	a := builtIn()
	blanks, n := 0, 0
	for _, ex := range a.Pack.Examples() {
		whole := draftExample(t, a, ex)
		walk(whole.Facts, "", "", func(_ *facts.Node, pointer, _ string) {
			if n++; n%7 != 0 || isOurs(pointer) { // all take half a minute
				return
			}
			less := without(whole.Facts, strings.Split(pointer, "/")[1:])
			draft, list := whole.Form.Draft(less)
			begun, wrong := whole.Form.Begin(less)
			missing := slices.ContainsFunc(list, func(d *diag.Diagnostic) bool { return d.Rule == "required" || d.Rule == "missing" })
			switch {
			case draft != nil && begun == nil:
				t.Errorf("%s without %s: drafted, and not begun: %v", ex.Name, pointer, wrong)
			case draft == nil && missing && begun != nil:
				if !emptied(less, pointer) && len(begun.Blanks)+len(begun.Undecided()) == 0 {
					t.Errorf("%s without %s: nothing says what is missing: %v", ex.Name, pointer, list)
				}
				blanks += len(begun.Blanks)
			}
		})
	}
	if blanks == 0 {
		t.Error("no fact was missing")
	}
}

// emptied reports whether the group around a pointer has nothing left in it: to
// templates it is then not there at all.
func emptied(n *facts.Node, pointer string) bool {
	parent, _ := cutLast(pointer)
	group := n.Lookup(parent)
	return len(group.Fields)+len(group.Items) == 0
}

// without returns a copy of facts that lacks what stands at a path.
func without(n *facts.Node, path []string) *facts.Node {
	c := *n
	c.Fields, c.Items = nil, nil
	for _, f := range n.Fields {
		if escape(f.Name) == path[0] {
			if len(path) == 1 {
				continue
			}
			f.Value = without(f.Value, path[1:])
		}
		c.Fields = append(c.Fields, f)
	}
	for i, item := range n.Items {
		if itoa(i) == path[0] {
			if len(path) == 1 {
				continue
			}
			item = without(item, path[1:])
		}
		c.Items = append(c.Items, item)
	}
	return &c
}
