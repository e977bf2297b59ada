package layout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"go.yaml.in/yaml/v4"
)

// Read reads a layout.yaml. What the file leaves out is as in [Default]; a
// style that is like no other begins as the default style of its name, or as
// the form's body. The error is a [diag.List]; an unknown key is an error.
//
//	typewriter:
//	  measure: 69          # columns of a full line
//	  sentence: 2          # blanks after a sentence
//	  page: 0              # lines on a page; 0: one endless page
//	typeset:
//	  paper: letter        # letter, legal, a4 or {width: 8.5in, height: 11in}
//	  margins: 1in         # or {top: 1in, right: 1in, bottom: 1in, left: 1in}
//	  font: serif          # serif, sans, mono or a family
//	  size: 12pt           # lengths are in pt, in, cm or mm; bare numbers are points
//	  leading: 1.15        # distance of lines, times the size
//	  page_numbers: center # center, right or none
//	styles:
//	  headline:
//	    like: heading          # begin as this style is
//	    lines: fill            # or keep: each line of the source is a line
//	    align: center          # left, center, right or justify
//	    tight: false           # no space between blocks of this style
//	    keep_with_next: true
//	    keep_together: true
//	    letterspaced: false    # N E W S   R E L E A S E
//	    typewriter: {above: 1, below: 0, indent: 10, right: 10, first: 0, label: 0, hanging: false, rule: "-"}
//	    typeset: {font: sans, size: 12pt, leading: 1, bold: true, italic: false, underline: false, caps: false,
//	      small_caps: false, align: center, above: 12pt, below: 0, indent: 0, right: 0, first: 0, label: 0,
//	      tracking: 0, rule: 0.5pt}
func Read(name string, data []byte) (*Sheet, error) {
	r := &reader{src: &diag.Source{Name: name, Text: string(data)}, sheet: Default()}
	if root := r.load(data); root != nil {
		mapping(r, root, r, sheetFields)
	}
	r.resolveStyles()
	if len(r.list) > 0 {
		r.list.Sort()
		return nil, r.list
	}
	return r.sheet, nil
}

// A reader reads one file.
type reader struct {
	src    *diag.Source
	list   diag.List
	sheet  *Sheet
	styles []written
}

// A written style is one that the file has.
type written struct {
	name, value *yaml.Node
	like        *yaml.Node // the name of the style that it is like; nil: none
	state       uint8      // of resolving it
	draft       draft
}

var sheetFields = []field[reader]{
	{"typewriter", func(r *reader, n *yaml.Node, _ *reader) { mapping(r, n, &r.sheet.Typewriter, typewriterFields) }},
	{"typeset", func(r *reader, n *yaml.Node, _ *reader) { mapping(r, n, &r.sheet.Typeset, typesetFields) }},
	{"styles", func(r *reader, n *yaml.Node, _ *reader) {
		r.pairs(n, func(name, value *yaml.Node) {
			if !isName(name.Value) {
				r.bad(name, "want the name of a style, have "+strconv.Quote(name.Value), "letters, digits, hyphens and underscores make a name")
			}
			w := written{name: name, value: value}
			if value.Kind == yaml.MappingNode {
				for i := 0; i+1 < len(value.Content); i += 2 {
					if value.Content[i].Value == "like" {
						w.like = value.Content[i+1]
					}
				}
			}
			r.styles = append(r.styles, w)
		})
	}},
}

var typewriterFields = []field[Typewriter]{
	{"measure", func(r *reader, n *yaml.Node, t *Typewriter) { t.Measure = Columns(r.whole(n, 1, 500)) }},
	{"sentence", func(r *reader, n *yaml.Node, t *Typewriter) { t.Sentence = Columns(r.whole(n, 1, 4)) }},
	{"page", func(r *reader, n *yaml.Node, t *Typewriter) { t.Page = r.whole(n, 0, 500) }},
}

var typesetFields = []field[Typeset]{
	{"paper", func(r *reader, n *yaml.Node, t *Typeset) {
		if n.Kind == yaml.MappingNode {
			mapping(r, n, &t.Paper, paperFields)
			return
		}
		t.Paper = choice(r, n, []option[Paper]{{"letter", Letter}, {"legal", Legal}, {"a4", A4}})
	}},
	{"margins", func(r *reader, n *yaml.Node, t *Typeset) {
		if n.Kind == yaml.MappingNode {
			mapping(r, n, &t.Margins, marginFields)
			return
		}
		m := r.length(n, 0)
		t.Margins = Margins{m, m, m, m}
	}},
	{"font", func(r *reader, n *yaml.Node, t *Typeset) { t.Font = r.text(n) }},
	{"size", func(r *reader, n *yaml.Node, t *Typeset) { t.Size = r.length(n, 1) }},
	{"leading", func(r *reader, n *yaml.Node, t *Typeset) { t.Leading = r.number(n, 0.5, 5) }},
	{"page_numbers", func(r *reader, n *yaml.Node, t *Typeset) {
		t.PageNumbers = choice(r, n, []option[PageNumbers]{{"center", BottomCenter}, {"right", BottomRight}, {"none", NoPageNumbers}})
	}},
}

var paperFields = []field[Paper]{
	{"width", func(r *reader, n *yaml.Node, p *Paper) { p.Width = r.length(n, 72) }},
	{"height", func(r *reader, n *yaml.Node, p *Paper) { p.Height = r.length(n, 72) }},
}

var marginFields = []field[Margins]{
	{"top", func(r *reader, n *yaml.Node, m *Margins) { m.Top = r.length(n, 0) }},
	{"right", func(r *reader, n *yaml.Node, m *Margins) { m.Right = r.length(n, 0) }},
	{"bottom", func(r *reader, n *yaml.Node, m *Margins) { m.Bottom = r.length(n, 0) }},
	{"left", func(r *reader, n *yaml.Node, m *Margins) { m.Left = r.length(n, 0) }},
}

var alignments = []option[Align]{{"left", Left}, {"center", Center}, {"right", Right}, {"justify", Justify}}

var styleFields = []field[draft]{
	{"like", func(*reader, *yaml.Node, *draft) {}}, // seen to by resolve
	{"lines", func(r *reader, n *yaml.Node, d *draft) {
		d.KeepLines = choice(r, n, []option[bool]{{"fill", false}, {"keep", true}})
	}},
	{"align", func(r *reader, n *yaml.Node, d *draft) { d.Align = choice(r, n, alignments) }},
	{"tight", func(r *reader, n *yaml.Node, d *draft) { d.Tight = r.bool(n) }},
	{"keep_with_next", func(r *reader, n *yaml.Node, d *draft) { d.KeepWithNext = r.bool(n) }},
	{"keep_together", func(r *reader, n *yaml.Node, d *draft) { d.KeepTogether = r.bool(n) }},
	{"letterspaced", func(r *reader, n *yaml.Node, d *draft) { d.Letterspaced = r.bool(n) }},
	{"typewriter", func(r *reader, n *yaml.Node, d *draft) { mapping(r, n, &d.Typewriter, typewriterStyleFields) }},
	{"typeset", func(r *reader, n *yaml.Node, d *draft) { mapping(r, n, d, typesetStyleFields) }},
}

var typewriterStyleFields = []field[TypewriterStyle]{
	{"above", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.Above = r.whole(n, 0, 50) }},
	{"below", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.Below = r.whole(n, 0, 50) }},
	{"indent", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.Indent = Columns(r.whole(n, 0, 400)) }},
	{"right", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.Right = Columns(r.whole(n, 0, 400)) }},
	{"first", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.First = Columns(r.whole(n, -400, 400)) }},
	{"label", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.Label = Columns(r.whole(n, 0, 400)) }},
	{"hanging", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.Hanging = r.bool(n) }},
	{"rule", func(r *reader, n *yaml.Node, t *TypewriterStyle) { t.Rule = r.character(n) }},
}

var typesetStyleFields = []field[draft]{
	{"font", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Font = r.text(n) }},
	{"size", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Size = r.length(n, 1) }},
	{"leading", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Leading = r.number(n, 0.5, 5) }},
	{"bold", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Bold = r.bool(n) }},
	{"italic", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Italic = r.bool(n) }},
	{"underline", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Underline = r.bool(n) }},
	{"caps", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Caps = r.bool(n) }},
	{"small_caps", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.SmallCaps = r.bool(n) }},
	{"align", func(r *reader, n *yaml.Node, d *draft) { d.align = new(choice(r, n, alignments)) }},
	{"above", func(r *reader, n *yaml.Node, d *draft) { d.above = new(r.length(n, 0)) }},
	{"below", func(r *reader, n *yaml.Node, d *draft) { d.below = new(r.length(n, 0)) }},
	{"indent", func(r *reader, n *yaml.Node, d *draft) { d.indent = new(r.length(n, 0)) }},
	{"right", func(r *reader, n *yaml.Node, d *draft) { d.right = new(r.length(n, 0)) }},
	{"first", func(r *reader, n *yaml.Node, d *draft) { d.first = new(r.length(n, -longestLength)) }},
	{"label", func(r *reader, n *yaml.Node, d *draft) { d.label = new(r.length(n, 0)) }},
	{"tracking", func(r *reader, n *yaml.Node, d *draft) { d.tracking = new(r.length(n, -12)) }},
	{"rule", func(r *reader, n *yaml.Node, d *draft) { d.Typeset.Rule = r.length(n, 0) }},
}

// The states of a written style.
const (
	unresolved uint8 = iota
	resolving
	resolved
)

// resolveStyles sets the sheet's styles from those of the file.
func (r *reader) resolveStyles() {
	for i := range r.styles {
		w := &r.styles[i]
		r.resolve(w)
		r.sheet.Styles[w.name.Value] = w.draft.style()
	}
	if len(r.list) == 0 { // else what has no room may only be misread
		for i := range r.styles {
			r.fits(&r.styles[i])
		}
	}
}

// isName reports whether templates can name a style so; see package markup.
func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// resolve finds what a written style says.
func (r *reader) resolve(w *written) {
	if w.state != unresolved {
		return
	}
	w.state = resolving
	w.draft = defaultStyle(w.name.Value)
	if w.like != nil {
		w.draft = r.parent(w)
	} else if own := r.written(body); own != nil && !isDefault(w.name.Value) {
		r.resolve(own)
		w.draft = own.draft
	}
	if !isNull(w.value) {
		mapping(r, w.value, &w.draft, styleFields)
	}
	w.state = resolved
}

// parent returns the style that w is like.
func (r *reader) parent(w *written) draft {
	before := len(r.list)
	name := r.text(w.like)
	p := r.written(name)
	switch {
	case len(r.list) > before:
		return defaultStyle(body)
	case p == w && isDefault(name):
		return defaultStyle(name)
	case p != nil && p.state == resolving:
		r.bad(w.like, fmt.Sprintf("style %s is like itself", name), "name a style that does not come back to this one")
		return defaultStyle(body)
	case p != nil:
		r.resolve(p)
		return p.draft
	case isDefault(name):
		return defaultStyle(name)
	}
	names := slices.Clone(defaultNames)
	for i := range r.styles {
		names = append(names, r.styles[i].name.Value)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	hint := "the styles are " + strings.Join(names, ", ")
	if near, ok := diag.Nearest(name, names); ok {
		hint = "did you mean " + near + "?"
	}
	r.bad(w.like, "no style "+name+" to be like", hint)
	return defaultStyle(body)
}

func (r *reader) written(name string) *written {
	for i := range r.styles {
		if r.styles[i].name.Value == name {
			return &r.styles[i]
		}
	}
	return nil
}

// fits complains of a style that has no room between its indents.
func (r *reader) fits(w *written) {
	tw := &w.draft.Typewriter
	room := r.sheet.Typewriter.Measure - tw.Indent - tw.Right
	if room < 1 || room-tw.First < 1 || tw.Indent+tw.First < 0 {
		r.bad(w.name, fmt.Sprintf("style %s has no room: a measure of %d columns, less indent %d, first %d and right %d",
			w.name.Value, r.sheet.Typewriter.Measure, tw.Indent, tw.First, tw.Right), "make the indents smaller")
	}
}
