package exhibit

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The namespaces that hold text, transitional and strict.
const (
	nsWord       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsWordStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	nsMath       = "http://schemas.openxmlformats.org/officeDocument/2006/math"
	nsMathStrict = "http://purl.oclc.org/ooxml/officeDocument/math"
	nsCompat     = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// A docxReader is one run over the parts of a DOCX.
type docxReader struct {
	r      *reader
	dec    *xml.Decoder
	b      builder
	styles map[string]paraStyle
	nums   *numbering

	path  []string // open elements
	paras []*para  // open paragraphs, the innermost last: text boxes stand in paragraphs
	carry *flow    // text of a paragraph whose end is gone: it belongs to the next
	gone  []bool   // for each open row and cell: whether a tracked change took it out

	inText bool   // inside an element that holds text
	hidden bool   // the run is hidden
	fields []bool // open fields: whether still in the code

	note  string           // the note being read
	notes map[string][]set // by kind and id
	order []string         // of the notes referred to
	refs  map[string]bool  // headers and footers
	seen  struct {         // how many of each
		insertions, deletions, moves, formats       int
		comments, fields, boxes, pictures, objects  int
		hidden, symbols, chunks, headers, footnotes int
	}
}

// A para is an open paragraph.
type para struct {
	f        flow
	style    string
	numID    string
	ilvl     string
	jc       string
	page     bool // begins a page
	endGone  bool // its end was taken out by a tracked change
	numbered bool // its sign was given out
}

// walk reads one part.
func (d *docxReader) walk(name string, data []byte) error {
	d.dec = decoder(data)
	d.path = d.path[:0]
	for {
		tok, err := d.dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if len(d.path) >= maxDepth {
				return &tooBig{fmt.Sprintf("part %s nests more than %d elements", name, maxDepth)}
			}
			if d.start(t) {
				if err := d.dec.Skip(); err != nil {
					return fmt.Errorf("part %s: %w", name, err)
				}
				continue
			}
			d.path = append(d.path, t.Name.Local)
		case xml.EndElement:
			d.path = d.path[:len(d.path)-1]
			d.end(t.Name)
		case xml.CharData:
			d.chars(string(t))
		}
	}
}

// start handles the start of an element. It reports true to leave the element
// out.
func (d *docxReader) start(t xml.StartElement) (skip bool) {
	switch t.Name.Space {
	case nsWord, nsWordStrict:
		return d.startWord(t)
	case nsMath, nsMathStrict:
		d.inText = t.Name.Local == "t"
	case nsCompat:
		return t.Name.Local == "Fallback" // says again what Choice said
	default:
		switch t.Name.Local {
		case "blip", "imagedata":
			d.seen.pictures++
		}
	}
	return false
}

func (d *docxReader) startWord(t xml.StartElement) (skip bool) {
	switch name := t.Name.Local; name {
	case "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel":
		return d.tracked(name)
	case "pPrChange":
		d.seen.formats++
		if d.r.opt.Changes == Accept || d.para() == nil {
			return true
		}
		p := d.para() // the properties as they were follow
		p.style, p.numID, p.ilvl, p.jc, p.page = "", "", "", "", false
	case "rPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "numberingChange":
		d.seen.formats++
		return true
	case "instrText", "delInstrText", "sdtPr", "rt":
		return true
	case "p":
		d.openPara()
	case "tbl":
		d.b.openTable()
	case "tr":
		d.b.openRow()
		d.gone = append(d.gone, false)
	case "tc":
		d.b.openCell()
		d.gone = append(d.gone, false)
	case "txbxContent":
		d.seen.boxes++
		d.paras = append(d.paras, nil) // a wall: its paragraphs are not the outer one's
	case "footnote", "endnote":
		if kind := attr(t, "type"); kind != "" && kind != "normal" {
			return true
		}
		d.note = name + attr(t, "id")
	case "headerReference", "footerReference":
		d.refs[attr(t, "id")] = true
	case "moveFromRangeStart":
		d.seen.moves++
	case "commentReference":
		d.seen.comments++
	case "altChunk":
		d.seen.chunks++
	case "object":
		d.seen.objects++
	case "fldSimple":
		d.seen.fields++
	default:
		d.startInPara(name, t)
	}
	return false
}

// startInPara handles an element that means something inside a paragraph only.
func (d *docxReader) startInPara(name string, t xml.StartElement) {
	p := d.para()
	if p == nil {
		return
	}
	switch parent := d.parent(0); {
	case name == "t" || name == "delText":
		d.inText = true
	case name == "r":
		d.hidden = false
	case parent == "r":
		d.inRun(p, name, t)
	case parent == "rPr" && d.parent(1) == "r" && (name == "vanish" || name == "webHidden"):
		d.hidden = name == "vanish" && isOn(attr(t, "val"))
	case parent == "numPr" && name == "numId":
		p.numID = attr(t, "val")
	case parent == "numPr" && name == "ilvl":
		p.ilvl = attr(t, "val")
	case parent != "pPr":
	case name == "pStyle":
		p.style = attr(t, "val")
	case name == "jc":
		p.jc = attr(t, "val")
	case name == "pageBreakBefore":
		p.page = isOn(attr(t, "val"))
	}
}

// inRun handles the elements of a run that stand for characters.
func (d *docxReader) inRun(p *para, name string, t xml.StartElement) {
	switch name {
	case "fldChar":
		d.field(attr(t, "fldCharType"))
		return
	case "footnoteReference", "endnoteReference":
		if id := attr(t, "id"); !d.silent() {
			d.order = append(d.order, strings.TrimSuffix(name, "Reference")+id)
			d.seen.footnotes++
			d.text(p, fmt.Sprintf("[%d]", d.seen.footnotes))
		}
		return
	}
	if d.silent() {
		return
	}
	switch name {
	case "tab", "ptab":
		p.f.wide()
	case "cr":
		p.f.lineBreak()
	case "br":
		if attr(t, "type") == "page" {
			d.pageHere(p)
		} else {
			p.f.lineBreak()
		}
	case "noBreakHyphen":
		d.text(p, "-")
	case "sym":
		d.text(p, d.symbol(attr(t, "char")))
	}
}

// tracked handles an insertion, a deletion or a move: of a run, of a
// paragraph's end, of a row or a cell.
func (d *docxReader) tracked(name string) (skip bool) {
	off := name == "del" || name == "moveFrom" || name == "cellDel"
	switch name {
	case "ins", "cellIns":
		d.seen.insertions++
	case "del", "cellDel":
		d.seen.deletions++
	}
	gone := off == (d.r.opt.Changes == Accept)
	switch d.parent(0) {
	case "rPr":
		if p := d.para(); p != nil && d.parent(1) == "pPr" && gone {
			p.endGone = true
		}
		return true
	case "trPr", "tcPr":
		if n := len(d.gone); n > 0 && gone {
			d.gone[n-1] = true
		}
		return true
	case "numPr":
		return true
	}
	return gone
}

// end handles the end of an element.
func (d *docxReader) end(name xml.Name) {
	switch name.Space {
	case nsMath, nsMathStrict:
		d.inText = false
		return
	case nsWord, nsWordStrict:
	default:
		return
	}
	switch name.Local {
	case "t", "delText":
		d.inText = false
	case "p":
		d.closePara()
	case "tbl":
		d.b.closeTable()
	case "tr":
		d.b.closeRow(d.pop())
	case "tc":
		d.flushCarry()
		d.b.closeCell(d.pop())
	case "txbxContent":
		d.flushCarry()
		d.paras = d.paras[:max(0, len(d.paras)-1)]
	case "footnote", "endnote":
		d.flushCarry()
		if d.notes == nil {
			d.notes = map[string][]set{}
		}
		d.notes[d.note] = d.b.finish()
		d.b = builder{}
	}
}

// pop takes the last row or cell off and reports whether it is gone.
func (d *docxReader) pop() bool {
	n := len(d.gone)
	if n == 0 {
		return false
	}
	gone := d.gone[n-1]
	d.gone = d.gone[:n-1]
	return gone
}

// parent names the element that holds the one being started, and its parents.
func (d *docxReader) parent(up int) string {
	if i := len(d.path) - 1 - up; i >= 0 {
		return d.path[i]
	}
	return ""
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
