package errata

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"go.yaml.in/yaml/v4"
)

// Read reads an errata file: a list of errata, or nothing. The error is a
// [diag.List] of all that is wrong with it.
func Read(name string, data []byte) (*List, error) {
	r := &reader{src: &diag.Source{Name: name, Text: string(data)}}
	l := &List{source: r.src}
	if root := r.load(data); root != nil {
		r.errata(l, root)
	}
	if len(r.list) > 0 {
		r.list.Sort()
		return nil, r.list
	}
	return l, nil
}

type reader struct {
	src  *diag.Source
	list diag.List
}

func (r *reader) bad(n *yaml.Node, message, hint string) {
	r.list = append(r.list, &diag.Diagnostic{
		Pos: r.pos(n), Rule: "erratum", Message: message, Hint: hint, Width: utf8.RuneCountInString(n.Value), Source: r.src,
	})
}

func (r *reader) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: r.src.Name, Line: n.Line, Col: n.Column}
}

// load returns the root of a YAML file; nil if there is none, or trouble.
func (r *reader) load(data []byte) *yaml.Node {
	var docs []yaml.Node
	if err := loadAll(data, &docs); err != nil {
		r.list = append(r.list, r.syntax(err))
		return nil
	}
	if len(docs) > 1 {
		r.bad(&docs[1], fmt.Sprintf("want one document, have %d", len(docs)), "leave out the lines of three hyphens")
	}
	if len(docs) == 0 || len(docs[0].Content) == 0 || docs[0].Content[0].Tag == "!!null" {
		return nil
	}
	return docs[0].Content[0]
}

// loadAll reads every document. A fault of the YAML library itself, which it
// signals by a panic, is trouble with the file and not with the program.
func loadAll(data []byte, docs *[]yaml.Node) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the YAML reader gave up: %v", fault)
		}
	}()
	return yaml.Load(data, docs, yaml.WithAllDocuments())
}

func (r *reader) syntax(err error) *diag.Diagnostic {
	d := &diag.Diagnostic{Pos: diag.Pos{File: r.src.Name}, Message: "not YAML: " + err.Error(), Source: r.src}
	var load *yaml.LoadError
	if errors.As(err, &load) && load.Mark.Line > 0 {
		d.Line, d.Col = load.Mark.Line, load.Mark.Column
		d.Message = "not YAML: " + load.Message
	}
	return d
}

func (r *reader) errata(l *List, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		r.bad(n, "want a list of errata", "begin each with a hyphen: - kind: text")
		return
	}
	for _, item := range n.Content {
		if e := r.erratum(item); e != nil {
			l.Errata = append(l.Errata, e)
		}
	}
}

var keys = []string{"kind", "form", "filed", "why", "occurrence"}

// erratum reads one erratum; nil if anything is wrong with it.
func (r *reader) erratum(n *yaml.Node) *Erratum {
	before := len(r.list)
	if n.Kind != yaml.MappingNode {
		r.bad(n, "want an erratum: "+strings.Join(keys, ", "), "")
		return nil
	}
	e := &Erratum{Pos: r.pos(n)}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			r.bad(key, "key "+strconv.Quote(key.Value)+" stands here a second time", "")
		}
		seen[key.Value] = true
		r.set(e, key, value)
	}
	for _, key := range keys[:4] {
		if !seen[key] {
			r.bad(n, "want the key "+key, "an erratum says kind, form, filed and why")
		}
	}
	if len(r.list) == before {
		e.Form, e.Filed = clean(e.Kind, e.Form), clean(e.Kind, e.Filed)
		r.sense(e, n)
	}
	if len(r.list) > before {
		return nil
	}
	return e
}

// set reads the value of a key.
func (r *reader) set(e *Erratum, key, value *yaml.Node) {
	switch key.Value {
	case "kind":
		k := slices.Index(kinds, value.Value)
		if k < 0 || value.Kind != yaml.ScalarNode {
			r.bad(value, "want "+strings.Join(kinds, ", ")+", have "+strconv.Quote(value.Value), suggest(value.Value, kinds))
			return
		}
		e.Kind = Kind(k)
	case "form":
		e.Form = r.texts(value)
	case "filed":
		e.Filed = r.texts(value)
	case "why":
		if e.Why = value.Value; value.Kind != yaml.ScalarNode || strings.TrimSpace(e.Why) == "" {
			r.bad(value, "want a reason", "say why the form prints something else")
		}
	case "occurrence":
		n, err := strconv.Atoi(value.Value)
		if e.Occurrence = n; err != nil || n < 1 {
			r.bad(value, "want a whole number from 1 up, have "+strconv.Quote(value.Value), "")
		}
	default:
		r.bad(key, "unknown key "+strconv.Quote(key.Value), suggest(key.Value, keys))
	}
}

func suggest(word string, words []string) string {
	if near, ok := diag.Nearest(word, words); ok {
		return "did you mean " + near + "?"
	}
	return ""
}

// texts reads a text or a list of texts.
func (r *reader) texts(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	if n.Kind != yaml.SequenceNode {
		r.bad(n, "want a text, or a list of lines", "")
		return nil
	}
	lines := []string{}
	for _, item := range n.Content {
		if item.Kind != yaml.ScalarNode {
			r.bad(item, "want a line of text", "put it in quotes")
			continue
		}
		lines = append(lines, item.Value)
	}
	return lines
}

// clean makes lines of texts for the kind lines, one text for the others.
func clean(k Kind, texts []string) []string {
	if k != Lines {
		return []string{strings.Join(texts, "\n")}
	}
	var lines []string
	for _, t := range texts {
		for line := range strings.SplitSeq(strings.TrimSuffix(t, "\n"), "\n") {
			lines = append(lines, strings.TrimRight(line, " \t"))
		}
	}
	return lines
}

// sense complains of an erratum that cannot mean anything.
func (r *reader) sense(e *Erratum, n *yaml.Node) {
	if e.Kind == Lines {
		switch {
		case len(e.Form) == 0:
			r.bad(n, "want one line at least as form", "quote the lines that the form prints there")
		case slices.Equal(e.Form, e.Filed):
			r.bad(n, "form and filed have the same lines", "delete this erratum")
		}
		return
	}
	form, filed := flatten(e.Form[0]).text, flatten(e.Filed[0]).text
	switch {
	case form == "":
		r.bad(n, "want some words as form", "quote the words that the form prints there")
	case e.Kind == Text && form == filed:
		r.bad(n, "form and filed have the same words", "if only blanks differ it is of kind space, break or indent")
	case e.Kind != Text && form != filed:
		r.bad(n, fmt.Sprintf("form and filed have different words, and the kind is %s", e.Kind), "other words are of kind text")
	case e.Kind == Break && !strings.Contains(strings.TrimSpace(e.Filed[0]), "\n"):
		r.bad(n, "no line ends within filed", `write the line's end: filed: "one line\nthe next"`)
	case e.Kind == Indent && leading(e.Form[0]) == leading(e.Filed[0]):
		r.bad(n, "form and filed begin with equally many blanks", `write the blanks: filed: "    This is"`)
	case e.Kind == Space && slices.Equal(gaps(e.Form[0]), gaps(e.Filed[0])):
		r.bad(n, "form and filed have the same blanks", "delete this erratum")
	}
}
