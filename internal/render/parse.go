package render

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// A File is the text of one template file.
type File struct {
	Name string // as it is shown in messages and origins
	Text string
}

// A tree is one parsed template, the main one or a partial, with what it takes
// to say where a node of it stands.
type tree struct {
	*parse.Tree
	source *diag.Source
	lines  []int // byte offset of each line
}

// parser parses the main file and, as they are called, the partials.
type parser struct {
	partial func(name string) (File, bool)
	trees   map[string]*tree
	order   []string // names of the trees as they were met
	trouble diag.List
}

// parse adds the templates of one file. The file itself is the template called
// name.
func (p *parser) parse(name string, file File) {
	source := &diag.Source{Name: file.Name, Text: file.Text}
	t := parse.New(name)
	// Unknown functions are found later, all at once and with their columns.
	t.Mode = parse.ParseComments | parse.SkipFuncCheck
	found := map[string]*parse.Tree{}
	if _, err := t.Parse(file.Text, "", "", found); err != nil {
		p.trouble = append(p.trouble, parseTrouble(name, err, source))
		found = map[string]*parse.Tree{}
	}
	found[name] = t // an empty file is a template too
	names := slices.SortedStableFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(btoi(b == name), btoi(a == name)), cmp.Compare(a, b)) // the file's own first
	})
	lines := lineStarts(file.Text)
	for _, n := range names {
		if first, taken := p.trees[n]; taken {
			p.trouble = append(p.trouble, &diag.Diagnostic{
				Pos: diag.Pos{File: file.Name}, Rule: "template",
				Message: "defines the partial " + strconv.Quote(n) + ", which " + first.source.Name + " defines too",
				Hint:    "give one of them another name",
			})
			continue
		}
		p.trees[n] = &tree{found[n], source, lines}
		p.order = append(p.order, n)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// resolve returns the template that a call names, parsing its file if need be.
func (p *parser) resolve(name string) (*tree, bool) {
	if t, ok := p.trees[name]; ok {
		return t, true
	}
	file, ok := p.partial(name)
	if !ok {
		return nil, false
	}
	p.parse(name, file)
	return p.trees[name], true
}

// parseTrouble says what text/template/parse says. Its errors are text only:
// "template: NAME:LINE: MESSAGE".
func parseTrouble(name string, err error, source *diag.Source) *diag.Diagnostic {
	message := strings.TrimPrefix(err.Error(), "template: "+name+":")
	line, rest, _ := strings.Cut(message, ":")
	n, convErr := strconv.Atoi(line)
	if convErr != nil {
		n, rest = 0, message
	}
	d := &diag.Diagnostic{
		Pos: diag.Pos{File: source.Name, Line: n}, Rule: "template",
		Message: strings.TrimSpace(rest), Source: source,
	}
	if n > 0 {
		d.Col = 1
	}
	if strings.Contains(d.Message, "unexpected EOF") {
		d.Hint = "an {{if}}, {{with}}, {{range}} or {{define}} has no {{end}}"
	}
	return d
}

func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// place says where byte offset pos of the template stands.
func (t *tree) place(pos int) doc.Place {
	pos = min(max(pos, 0), len(t.source.Text))
	line := sort.SearchInts(t.lines, pos+1)
	start := t.lines[line-1]
	return doc.Place{File: t.source.Name, Line: line, Col: utf8.RuneCountInString(t.source.Text[start:pos]) + 1}
}

// trouble makes a diagnostic at a node.
func (t *tree) trouble(pos parse.Pos, width int, message, hint string) *diag.Diagnostic {
	at := t.place(int(pos))
	return &diag.Diagnostic{
		Pos: diag.Pos(at), Width: width, Rule: "template",
		Message: message, Hint: hint, Source: t.source,
	}
}
