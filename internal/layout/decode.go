package layout

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"go.yaml.in/yaml/v4"
)

// longestLength is the longest length in a layout: two metres.
const longestLength = Points(5670)

// A field is a key of a mapping and what to do with its value.
type field[T any] struct {
	key string
	set func(r *reader, n *yaml.Node, into *T)
}

// mapping reads the fields of a mapping.
func mapping[T any](r *reader, n *yaml.Node, into *T, fields []field[T]) {
	r.pairs(n, func(key, value *yaml.Node) {
		names := make([]string, len(fields))
		for i, f := range fields {
			if names[i] = f.key; f.key == key.Value {
				f.set(r, value, into)
				return
			}
		}
		hint := "the keys here are " + strings.Join(names, ", ")
		if near, ok := diag.Nearest(key.Value, names); ok {
			hint = "did you mean " + near + "?"
		}
		r.bad(key, "unknown key "+strconv.Quote(key.Value), hint)
	})
}

// pairs calls f for each key of a mapping.
func (r *reader) pairs(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.want(n, "a group of keys")
		return
	}
	lines := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			r.want(key, "a plain name for a key")
			continue
		}
		if line, twice := lines[key.Value]; twice {
			r.bad(key, fmt.Sprintf("key %q stands here a second time", key.Value), fmt.Sprintf("the first is in line %d", line))
			continue
		}
		lines[key.Value] = key.Line
		f(key, value)
	}
}

func (r *reader) bad(n *yaml.Node, message, hint string) {
	r.list = append(r.list, &diag.Diagnostic{
		Pos:     diag.Pos{File: r.src.Name, Line: n.Line, Col: n.Column},
		Message: message, Hint: hint, Width: utf8.RuneCountInString(n.Value), Source: r.src,
	})
}

func (r *reader) want(n *yaml.Node, what string) {
	have := strconv.Quote(n.Value)
	switch n.Kind {
	case yaml.MappingNode:
		have = "a group of keys"
	case yaml.SequenceNode:
		have = "a list"
	case yaml.AliasNode:
		have = "an alias"
	}
	r.bad(n, "want "+what+", have "+have, "")
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
	if len(docs) == 0 || len(docs[0].Content) == 0 || isNull(docs[0].Content[0]) {
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

// syntax makes a diagnostic of the YAML library's error.
func (r *reader) syntax(err error) *diag.Diagnostic {
	d := &diag.Diagnostic{Pos: diag.Pos{File: r.src.Name}, Message: "not YAML: " + err.Error(), Source: r.src}
	var load *yaml.LoadError
	if errors.As(err, &load) && load.Mark.Line > 0 {
		d.Line, d.Col = load.Mark.Line, load.Mark.Column
		d.Message = "not YAML: " + load.Message
	}
	return d
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func (r *reader) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || isNull(n) {
		r.want(n, "a text")
		return ""
	}
	return n.Value
}

func (r *reader) character(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || condition.StringWidth(n.Value) != 1 || strings.TrimSpace(n.Value) == "" {
		r.want(n, "one character, one column wide")
	}
	return n.Value
}

func (r *reader) bool(n *yaml.Node) bool {
	return choice(r, n, []option[bool]{{"true", true}, {"false", false}})
}

func (r *reader) whole(n *yaml.Node, least, most int) int {
	v, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || v < least || v > most {
		r.want(n, fmt.Sprintf("a whole number from %d to %d", least, most))
	}
	return v
}

func (r *reader) number(n *yaml.Node, least, most float64) float64 {
	v, err := strconv.ParseFloat(n.Value, 64)
	if n.Kind != yaml.ScalarNode || err != nil || !(v >= least && v <= most) {
		r.want(n, fmt.Sprintf("a number from %v to %v", least, most))
	}
	return v
}

// units are the points in a unit of length.
var units = []struct {
	name   string
	points float64
}{{"pt", 1}, {"in", 72}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}}

// length reads a length: a number of points, or a number and a unit.
func (r *reader) length(n *yaml.Node, least Points) Points {
	digits, factor := n.Value, 1.0
	for _, u := range units {
		if before, found := strings.CutSuffix(n.Value, u.name); found {
			digits, factor = strings.TrimSpace(before), u.points
		}
	}
	v, err := strconv.ParseFloat(digits, 64)
	p := Points(math.Round(v*factor*1000) / 1000)
	if n.Kind != yaml.ScalarNode || err != nil || !(p >= least && p <= longestLength) {
		r.want(n, fmt.Sprintf("a length such as 12pt, 1in or 2.5cm, from %vpt to %vpt", float64(least), float64(longestLength)))
	}
	return p
}

// An option is a word that stands for a value.
type option[T any] struct {
	name  string
	value T
}

// choice reads one of some words.
func choice[T any](r *reader, n *yaml.Node, options []option[T]) T {
	names := make([]string, len(options))
	for i, o := range options {
		if names[i] = o.name; n.Kind == yaml.ScalarNode && n.Value == o.name {
			return o.value
		}
	}
	last := len(names) - 1
	r.want(n, strings.Join(names[:last], ", ")+" or "+names[last])
	if near, ok := diag.Nearest(n.Value, names); ok {
		r.list[len(r.list)-1].Hint = "did you mean " + near + "?"
	}
	return options[0].value
}
