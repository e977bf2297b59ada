package write

import (
	"bytes"
	"cmp"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/draftgen/draftgen/internal/layout"
)

// docxTitles are the names that Word shows for the styles that every layout
// has. They are Word's own where it has one for the purpose. Another style is
// called as the layout calls it, its words with capitals.
var docxTitles = map[string]string{
	"body": "Body Text", "caption": "Exhibit Caption", "letterhead": "Letterhead", "date": "Date",
	"address": "Addressee", "subject": "Subject Line", "salutation": "Salutation", "heading": "heading 1",
	"center": "Centered", "quote": "Quote", "item": "List Item", "lines": "Lines", "closing": "Closing",
	"signature": "Signature", "end": "End Mark", tableStyle: "Typed Table",
}

// The character styles.
const (
	docxLabel   = "Label"           // a label that is no list number
	docxRuled   = "Ruled"           // text with a rule under it
	docxBlank   = "Draft Blank"     // what a draft does not know yet
	docxDraft   = "Draft Mark"      // the mark on each page of a draft
	docxPage    = "page number"     // Word's own
	docxRemark  = "annotation text" // a paragraph style, as are the next two; all are Word's own
	docxHeader  = "header"
	docxFooter  = "footer"
	docxRemarks = "annotation reference" // Word's own
)

// docxCharacter are the character styles' properties.
var docxCharacter = []struct{ title, properties string }{
	{docxLabel, ""},
	{docxRuled, `<w:u w:val="single"/>`},
	{docxBlank, `<w:shd w:val="clear" w:color="auto" w:fill="FFF2A8"/>`},
	{docxDraft, `<w:b/><w:bCs/><w:color w:val="C00000"/><w:spacing w:val="40"/><w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{docxPage, ""},
	{docxRemarks, `<w:sz w:val="16"/><w:szCs w:val="16"/>`},
}

// docxTitle is the name that Word shows for a style of the layout.
func docxTitle(style string) string {
	if title, ok := docxTitles[style]; ok {
		return title
	}
	words := strings.FieldsFunc(style, func(r rune) bool { return r == '_' || r == '-' || unicode.IsSpace(r) })
	for i, w := range words {
		r := []rune(w)
		r[0] = unicode.ToUpper(r[0])
		words[i] = string(r)
	}
	return cmp.Or(strings.Join(words, " "), "Unnamed")
}

// docxStyles are the styles of one document.
type docxStyles struct {
	sheet     *layout.Sheet
	paragraph map[string]string // of a layout style: id
	character map[string]string // of the title of another style: id
	given     map[string]bool   // ids that the firm's own file has
	missing   bytes.Buffer      // those that it does not have
	used      map[string]bool   // ids, in lower case
}

func newDocxStyles(sheet *layout.Sheet, base *docxBase) *docxStyles {
	s := &docxStyles{
		sheet: sheet, paragraph: map[string]string{}, character: map[string]string{},
		given: map[string]bool{}, used: map[string]bool{},
	}
	for _, id := range base.styleIDs {
		s.used[strings.ToLower(id)] = true
	}
	if base.styles == nil {
		s.used["normal"] = true
	}
	s.addParagraph(base, "body") // others refer to it
	for _, name := range sheet.Names() {
		s.addParagraph(base, name)
	}
	for _, c := range docxCharacter {
		if id := base.style("character", c.title); id != "" {
			s.character[c.title] = id
			continue
		}
		id := s.id(c.title)
		s.character[c.title] = id
		s.missing.WriteString(`<w:style` + xmlnsW + ` w:type="character" w:customStyle="1" w:styleId="` + id + `"><w:name w:val="` + c.title + `"/><w:qFormat/>`)
		if c.properties != "" {
			s.missing.WriteString("<w:rPr>" + c.properties + "</w:rPr>")
		}
		s.missing.WriteString("</w:style>\n")
	}
	s.addOther(base)
	return s
}

// addParagraph sets the id of a layout's style, and adds the style if the base
// does not have one of that name.
func (s *docxStyles) addParagraph(base *docxBase, name string) {
	if s.paragraph[name] != "" {
		return
	}
	title := docxTitle(name)
	for _, called := range []string{title, name} {
		if id := base.style("paragraph", called); id != "" {
			s.paragraph[name], s.given[id] = id, true
			return
		}
	}
	id := s.id(title)
	s.paragraph[name] = id
	st := s.sheet.Style(name)
	custom := ` w:customStyle="1"`
	if docxBuiltIn[title] {
		custom = ""
	}
	s.missing.WriteString(`<w:style` + xmlnsW + ` w:type="paragraph"` + custom + ` w:styleId="` + id + `"><w:name w:val="` + xmlText(title) + `"/>`)
	if normal := base.style("paragraph", "normal"); base.styles == nil || normal != "" {
		s.missing.WriteString(`<w:basedOn w:val="` + xmlText(cmp.Or(normal, "Normal")) + `"/>`)
	}
	if isHeading(&st) && s.paragraph["body"] != "" {
		s.missing.WriteString(`<w:next w:val="` + xmlText(s.paragraph["body"]) + `"/>`)
	}
	s.missing.WriteString("<w:qFormat/>")
	if p := docxParagraphProperties(&st); p != "" {
		s.missing.WriteString("<w:pPr>" + p + "</w:pPr>")
	}
	if r := s.runProperties(&st, name); r != "" {
		s.missing.WriteString("<w:rPr>" + r + "</w:rPr>")
	}
	s.missing.WriteString("</w:style>\n")
}

// docxBuiltIn are the titles that Word has styles for.
var docxBuiltIn = map[string]bool{
	"Body Text": true, "Date": true, "Salutation": true, "heading 1": true, "Quote": true, "Closing": true, "Signature": true,
}

// addOther adds the paragraph styles of what is not the text.
func (s *docxStyles) addOther(base *docxBase) {
	for _, other := range []struct{ title, properties string }{
		{docxRemark, `<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>`},
		{docxHeader, ""},
		{docxFooter, ""},
	} {
		if id := base.style("paragraph", other.title); id != "" {
			s.character[other.title] = id
			continue
		}
		id := s.id(other.title)
		s.character[other.title] = id
		s.missing.WriteString(`<w:style` + xmlnsW + ` w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + other.title + `"/>` + other.properties + "</w:style>\n")
	}
}

// id makes an id of a title that no other style has.
func (s *docxStyles) id(title string) string {
	var b strings.Builder
	for _, word := range strings.Fields(title) {
		for i, r := range word {
			if r < 0x80 && isAlphanumeric(byte(r)) {
				if i == 0 {
					r = unicode.ToUpper(r)
				}
				b.WriteRune(r)
			}
		}
	}
	stem := cmp.Or(b.String(), "Style")
	id := stem
	for n := 2; s.used[strings.ToLower(id)]; n++ {
		id = stem + strconv.Itoa(n)
	}
	s.used[strings.ToLower(id)] = true
	return id
}

// of returns the id of a paragraph's style, and whether the firm gave it.
func (s *docxStyles) of(style string) (id string, given bool) {
	id, ok := s.paragraph[style]
	if !ok {
		id = s.paragraph["body"]
	}
	return id, s.given[id]
}

// xml returns the part.
func (s *docxStyles) xml(base *docxBase) []byte {
	if base.styles != nil {
		return bytes.Join([][]byte{base.styles[:base.stylesEnd], s.missing.Bytes(), base.styles[base.stylesEnd:]}, nil)
	}
	ts := &s.sheet.Typeset
	var b bytes.Buffer
	b.WriteString(xmlHead + `<w:styles` + xmlnsW + ">\n<w:docDefaults><w:rPrDefault><w:rPr>" + docxFont(cmp.Or(ts.Font, "serif")) + docxSize(cmp.Or(ts.Size, 12)) +
		`<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="` + docxLeading(cmp.Or(ts.Leading, 1.15)) +
		`" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` + "\n" +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` + "\n")
	b.Write(s.missing.Bytes())
	b.WriteString("</w:styles>\n")
	return b.Bytes()
}

// docxParagraphProperties are what a style says of paragraphs, in the order of
// the schema (CT_PPrBase).
func docxParagraphProperties(st *layout.Style) string {
	ts := &st.Typeset
	var b strings.Builder
	if st.KeepWithNext {
		b.WriteString("<w:keepNext/>")
	}
	if st.KeepTogether {
		b.WriteString("<w:keepLines/>")
	}
	if ts.Label > 0 {
		b.WriteString(`<w:tabs><w:tab w:val="left" w:pos="` + twips(ts.Indent+ts.First+ts.Label) + `"/></w:tabs>`)
	}
	if ts.Above != 0 || ts.Below != 0 || ts.Leading > 0 {
		b.WriteString(`<w:spacing w:before="` + twips(ts.Above) + `" w:after="` + twips(ts.Below) + `"`)
		if ts.Leading > 0 {
			b.WriteString(` w:line="` + docxLeading(ts.Leading) + `" w:lineRule="auto"`)
		}
		b.WriteString("/>")
	}
	b.WriteString(docxIndent(st, ts.Label > 0))
	if st.Tight {
		b.WriteString("<w:contextualSpacing/>")
	}
	b.WriteString(docxAlign(ts.Align))
	if isHeading(st) {
		b.WriteString(`<w:outlineLvl w:val="0"/>`)
	}
	return b.String()
}

// docxIndent is the indent of a paragraph of a style, with a label in front or
// without; "" for none.
func docxIndent(st *layout.Style, label bool) string {
	ts := &st.Typeset
	left, first := ts.Indent, ts.First
	if label && st.Typewriter.Hanging {
		left, first = ts.Indent+ts.First+ts.Label, -ts.Label
	}
	if left == 0 && ts.Right == 0 && first == 0 {
		return ""
	}
	s := `<w:ind w:left="` + twips(left) + `" w:right="` + twips(ts.Right) + `"`
	if first < 0 {
		return s + ` w:hanging="` + twips(-first) + `"/>`
	}
	return s + ` w:firstLine="` + twips(first) + `"/>`
}

func docxAlign(a layout.Align) string {
	switch a {
	case layout.Left:
		return ""
	case layout.Center:
		return `<w:jc w:val="center"/>`
	case layout.Right:
		return `<w:jc w:val="right"/>`
	case layout.Justify:
		return `<w:jc w:val="both"/>`
	}
	panic("write: unknown alignment")
}

// runProperties are what a style says of letters, in the order of the schema
// (EG_RPrBase).
func (s *docxStyles) runProperties(st *layout.Style, name string) string {
	ts := st.Typeset
	if name == tableStyle {
		ts.Font, ts.Size = cmp.Or(ts.Font, "mono"), cmp.Or(ts.Size, tableSize)
	}
	var b strings.Builder
	say := func(holds bool, what string) {
		if holds {
			b.WriteString(what)
		}
	}
	if ts.Font != "" {
		b.WriteString(docxFont(ts.Font))
	}
	say(ts.Bold, "<w:b/><w:bCs/>")
	say(ts.Italic, "<w:i/><w:iCs/>")
	say(ts.Caps, "<w:caps/>")
	say(ts.SmallCaps, "<w:smallCaps/>")
	if ts.Tracking != 0 {
		b.WriteString(`<w:spacing w:val="` + twips(ts.Tracking) + `"/>`)
	}
	if ts.Size > 0 {
		b.WriteString(docxSize(ts.Size))
	}
	say(ts.Underline, `<w:u w:val="single"/>`)
	return b.String()
}

// tableSize is the size of type in which 77 columns fit on a letter's line.
const tableSize = layout.Points(10)

// docxFont names a font for the families of a layout.
func docxFont(family string) string {
	name := family
	switch family {
	case "serif":
		name = "Times New Roman"
	case "sans":
		name = "Arial"
	case "mono":
		name = "Courier New"
	}
	name = xmlText(name)
	return `<w:rFonts w:ascii="` + name + `" w:hAnsi="` + name + `" w:cs="` + name + `"/>`
}

func docxSize(p layout.Points) string {
	half := strconv.Itoa(int(math.Round(float64(p) * 2)))
	return `<w:sz w:val="` + half + `"/><w:szCs w:val="` + half + `"/>`
}

// docxLeading is a distance of lines in 240ths of a line of the font's own
// height, which is 1.15 times its size for the fonts of docxFont. Unlike a
// distance in points it is still right when a firm changes the size.
func docxLeading(times float64) string {
	const natural = 1.15
	return strconv.Itoa(int(math.Round(times / natural * 240)))
}

// twips are twentieths of a point.
func twips(p layout.Points) string { return strconv.Itoa(int(math.Round(float64(p) * 20))) }
