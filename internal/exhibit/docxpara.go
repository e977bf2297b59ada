package exhibit

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// para is the innermost open paragraph, nil outside one.
func (d *docxReader) para() *para {
	if n := len(d.paras); n > 0 {
		return d.paras[n-1]
	}
	return nil
}

func (d *docxReader) openPara() {
	p := &para{}
	if d.carry != nil {
		p.f, d.carry = *d.carry, nil
	}
	d.paras = append(d.paras, p)
}

func (d *docxReader) closePara() {
	p := d.para()
	if p == nil {
		return
	}
	d.paras = d.paras[:len(d.paras)-1]
	if p.endGone {
		d.carry = &p.f
		return
	}
	d.emit(p)
}

// flushCarry ends a paragraph whose end is gone but after which none comes.
func (d *docxReader) flushCarry() {
	if d.carry != nil {
		p := &para{f: *d.carry}
		d.carry = nil
		d.emit(p)
	}
}

// chars adds character data.
func (d *docxReader) chars(s string) {
	p := d.para()
	if !d.inText || p == nil || len(d.fields) > 0 && slices.Contains(d.fields, true) {
		return
	}
	if d.hidden {
		d.seen.hidden++
		return
	}
	d.text(p, s)
}

func (d *docxReader) text(p *para, s string) {
	d.r.used++
	if d.r.used <= maxPieces {
		p.f.text(s, nil)
	}
}

// silent reports whether what a run shows is left out.
func (d *docxReader) silent() bool { return d.hidden || slices.Contains(d.fields, true) }

// field follows a field: its code, between begin and separate, is left out; its
// result, up to the end, is read.
func (d *docxReader) field(kind string) {
	n := len(d.fields)
	switch {
	case kind == "begin" && n < maxDepth:
		d.seen.fields++
		d.fields = append(d.fields, true)
	case kind == "separate" && n > 0:
		d.fields[n-1] = false
	case kind == "end" && n > 0:
		d.fields = d.fields[:n-1]
	}
}

// symbol reads a character of a picture font, by its code.
func (d *docxReader) symbol(code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	switch {
	case err == nil && (n == 0xf0b7 || n == 0xb7 || n == 0xf0a7):
		return "•"
	case err == nil && n >= 0x20 && n < 0xd800:
		return string(rune(n))
	}
	d.seen.symbols++
	return "□"
}

// pageHere begins a page in a paragraph.
func (d *docxReader) pageHere(p *para) {
	if !p.f.empty() {
		d.emit(p)
		p.f = flow{}
	}
	p.numbered = true
	d.b.emit(set{Block: &doc.PageBreak{}})
}

// emit adds a finished paragraph with its list sign.
func (d *docxReader) emit(p *para) {
	style := d.styles[p.style]
	label := d.sign(p, style)
	par := p.f.paragraph()
	if p.page {
		d.b.emit(set{Block: &doc.PageBreak{}})
	}
	if par == nil {
		return
	}
	par.Spans = merge(par.Spans)
	if label != "" {
		if len(par.Label) > 0 { // a typed sign after a counted one is text
			par.Spans = merge(append(append(par.Label, doc.Span{Text: " "}), par.Spans...))
		}
		par.Label = []doc.Span{{Text: label}}
	}
	if style.heading {
		par.Style = "heading"
	}
	centred := p.jc == "center" || p.jc == "" && style.centred
	breaks := strings.Count(par.Spans[0].Text, "\n")
	d.b.emit(set{Block: par, centred: centred, kept: breaks > 0, lines: breaks + 1})
}

// sign counts a list item and returns its sign.
func (d *docxReader) sign(p *para, style paraStyle) string {
	if p.numbered {
		return ""
	}
	p.numbered = true
	id, ilvl := p.numID, style.ilvl
	if id == "" {
		id = style.numID
		ilvl = d.nums.levelOf(id, p.style, ilvl)
	}
	if n, err := strconv.Atoi(p.ilvl); err == nil {
		ilvl = n
	}
	if p.f.empty() && id != "" && p.numID == "" {
		return "" // an empty paragraph in a numbered style shows no number
	}
	return d.nums.next(id, ilvl)
}

// merge makes one span of spans that differ in nothing.
func merge(spans []doc.Span) []doc.Span {
	if len(spans) < 2 {
		return spans
	}
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return []doc.Span{{Text: b.String()}}
}

// readNotes reads the foot- and endnotes that the text refers to, and sets them
// at the end in the order of their numbers.
func (d *docxReader) readNotes(pkg *docxPackage) error {
	d.flushCarry()
	body := d.b.finish()
	order := d.order
	for _, relation := range []string{"footnotes", "endnotes"} {
		name := pkg.rels[relation]
		if len(order) == 0 || pkg.parts[name] == nil {
			continue
		}
		data, err := pkg.read(name)
		if err != nil {
			return err
		}
		d.b = builder{}
		if err := d.walk(name, data); err != nil {
			return err
		}
	}
	for i, id := range order {
		for k, s := range d.notes[id] {
			if p, ok := s.Block.(*doc.Paragraph); ok && k == 0 && len(p.Label) == 0 {
				p.Label = []doc.Span{{Text: fmt.Sprintf("[%d]", i+1)}}
				p.Style = "footnote"
			}
			body = append(body, s)
		}
		delete(d.notes, id)
	}
	d.b = builder{out: body}
	return nil
}

// report says what was left out or read one way of several.
func (d *docxReader) report() {
	n := d.seen
	how := "accepted"
	if d.r.opt.Changes == Reject {
		how = "rejected"
	}
	var changes []string
	for _, c := range []struct {
		n     int
		thing string
	}{{n.insertions, "insertion"}, {n.deletions, "deletion"}, {n.moves, "move"}, {n.formats, "change of format"}} {
		if c.n > 0 {
			changes = append(changes, count(c.n, c.thing))
		}
	}
	if len(changes) > 0 {
		d.r.warn(doc.Place{}, fmt.Sprintf("tracked changes read as %s: %s", how, strings.Join(changes, ", ")), "")
	}
	for _, o := range []struct {
		n              int
		thing, outcome string
	}{
		{n.comments, "comment", "left out"},
		{n.hidden, "piece of hidden text", "left out"},
		{n.boxes, "text box", "set before the paragraph that holds it"},
		{n.footnotes, "note", "set at the end"},
		{n.chunks, "embedded document", "left out"},
		{n.objects, "embedded object", "left out"},
		{n.symbols, "character of a picture font", "read as □"},
	} {
		if o.n > 0 {
			d.r.warn(doc.Place{}, count(o.n, o.thing)+" "+o.outcome, "")
		}
	}
	for _, f := range slices.Sorted(maps.Keys(d.nums.unknown)) {
		d.r.warn(doc.Place{}, fmt.Sprintf("list numbers in format %q read as decimal", f), "")
	}
	for _, o := range []struct {
		n              int
		thing, outcome string
	}{
		{n.fields, "field", "read by the last result"},
		{n.pictures, "picture", "left out"},
		{len(d.refs), "header or footer part", "left out"},
	} {
		if o.n > 0 {
			d.r.note(doc.Place{}, count(o.n, o.thing)+" "+o.outcome)
		}
	}
}
