package write

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
)

// A docxBase is what a document is put on: what a firm's own file gives, or
// nothing.
//
// Taken over whole are the styles, the theme, the fonts, the numbering that the
// styles refer to, and the header and footer with their pictures; of the last
// section and of the settings what concerns the page (docxSettings). Our styles
// are those of the same name, whatever their case; the others are added.
// Everything else of the file, its text first of all, is left out.
type docxBase struct {
	relations []docxRelation
	parts     []docxPart
	defaults  []docxDefault

	styles    []byte // the part; nil: none
	stylesEnd int    // where styles can be added
	styleIDs  map[string]string

	numbering             []byte
	numsAt, numsEnd       int // where definitions and lists can be added
	lastAbstract, lastNum int

	section   []byte            // what is in w:sectPr; nil: none
	titlePage bool              // the first page is another
	headers   map[string]string // by the kind of pages: the part's name
	settings  map[string]string // elements by name
}

// A docxDefault is the content type of all parts with an ending.
type docxDefault struct{ ending, kind string }

func newDocxBase() *docxBase {
	return &docxBase{lastAbstract: -1, styleIDs: map[string]string{}, headers: map[string]string{}, settings: map[string]string{}}
}

// style returns the id of the style of a kind and a name, "" for none.
func (b *docxBase) style(kind, name string) string { return b.styleIDs[kind+" "+strings.ToLower(name)] }

func (b *docxBase) copied() []docxPart { return b.parts }

// docxSettings are the settings that are kept, in the order of the schema
// (CT_Settings), with ours where a file has none.
var docxSettings = []struct{ name, ours string }{
	{"zoom", `<w:zoom w:percent="100"/>`},
	{"mirrorMargins", ""}, {"alignBordersAndEdges", ""}, {"gutterAtTop", ""},
	{"defaultTabStop", `<w:defaultTabStop w:val="720"/>`},
	{"autoHyphenation", ""}, {"consecutiveHyphenLimit", ""}, {"hyphenationZone", ""}, {"doNotHyphenateCaps", ""},
	{"evenAndOddHeaders", ""},
	{"characterSpacingControl", `<w:characterSpacingControl w:val="doNotCompress"/>`},
	{"compat", `<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`},
	{"themeFontLang", ""}, {"clrSchemeMapping", ""}, {"decimalSymbol", ""}, {"listSeparator", ""},
}

func (b *docxBase) settingsXML() []byte {
	var out bytes.Buffer
	out.WriteString(xmlHead + "<w:settings" + xmlnsW + xmlnsR + ">")
	for _, s := range docxSettings {
		out.WriteString(cmp.Or(b.settings[s.name], s.ours))
	}
	out.WriteString("</w:settings>\n")
	return out.Bytes()
}

// readDocxBase reads a firm's own file. The error is a [diag.List].
func readDocxBase(data []byte) (*docxBase, error) {
	a := &docxArchive{base: newDocxBase(), files: map[string]*zip.File{}, taken: map[string]bool{}}
	if err := a.open(data); err != nil {
		return nil, diag.List{{
			Rule: "reference", Message: "the reference document cannot be used: " + err.Error(),
			Hint: "open it in Word or LibreOffice and save it again as a Word document (.docx)",
		}}
	}
	return a.base, nil
}

func (a *docxArchive) open(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return errors.New("want a DOCX, have a file that is no zip archive or is cut short")
	}
	for _, f := range z.File {
		a.files[docxName("/", f.Name)] = f
	}
	if err := a.readTypes(); err != nil {
		return err
	}
	main := "word/document.xml"
	roots, err := a.relations("_rels/.rels", "/")
	if err != nil {
		return err
	}
	for _, r := range roots {
		if r.is("officeDocument") {
			main = r.target
		}
	}
	if a.files[main] == nil {
		return errors.New("want a DOCX, have another kind of zip archive")
	}
	dir, name := path.Split(main)
	relations, err := a.relations(dir+"_rels/"+name+".rels", "/"+dir)
	if err != nil {
		return err
	}
	for _, step := range []func([]docxLink) error{a.readStyles, a.readNumbering, a.readSettings, a.takeFonts} {
		if err := step(relations); err != nil {
			return err
		}
	}
	return a.readSection(main, relations)
}

// readStyles reads which styles there are.
func (a *docxArchive) readStyles(links []docxLink) error {
	name, data, err := a.only(links, "styles")
	if err != nil || data == nil {
		return err
	}
	kind, id := "", ""
	err = eachElement(name, data, func(depth int, t xml.StartElement, start, end int64) error {
		switch {
		case depth == 0 && t.Name != wordName("styles"):
			return errors.New("want transitional WordprocessingML, have another kind of XML")
		case depth == 1 && t.Name == wordName("style"):
			kind, id = wordAttr(t, "type"), wordAttr(t, "styleId")
		case depth == 2 && t.Name == wordName("name") && id != "":
			a.base.styleIDs[kind+" "+strings.ToLower(wordAttr(t, "val"))] = id
		}
		return nil
	}, func(depth int, start int64) {
		if depth == 0 && start >= 0 {
			a.base.styles, a.base.stylesEnd = data, int(start)
		}
	})
	return err
}

// readNumbering reads which lists there are.
func (a *docxArchive) readNumbering(links []docxLink) error {
	name, data, err := a.only(links, "numbering")
	if err != nil || data == nil {
		return err
	}
	b := a.base
	b.numsAt, b.numsEnd = -1, -1
	err = eachElement(name, data, func(depth int, t xml.StartElement, start, end int64) error {
		switch {
		case depth != 1:
		case t.Name == wordName("abstractNum"):
			n, _ := strconv.Atoi(wordAttr(t, "abstractNumId"))
			b.lastAbstract = max(b.lastAbstract, n)
		case t.Name == wordName("num"):
			n, _ := strconv.Atoi(wordAttr(t, "numId"))
			b.lastNum = max(b.lastNum, n)
			if b.numsAt < 0 {
				b.numsAt = int(start)
			}
		case t.Name == wordName("numIdMacAtCleanup"):
			b.numsEnd = int(start)
		}
		return nil
	}, func(depth int, start int64) {
		if depth > 0 || start < 0 {
			return
		}
		b.numbering = data
		if b.numsEnd < 0 {
			b.numsEnd = int(start)
		}
		if b.numsAt < 0 {
			b.numsAt = b.numsEnd
		}
	})
	return err
}

// readSettings keeps the settings that concern the page.
func (a *docxArchive) readSettings(links []docxLink) error {
	name, data, err := a.only(links, "settings")
	if err != nil || data == nil {
		return err
	}
	c := canonical{decoder: xml.NewDecoder(bytes.NewReader(data))}
	return c.children(name, "settings", func(element string, text []byte) {
		for _, s := range docxSettings {
			if s.name == element {
				a.base.settings[element] = string(text)
			}
		}
	})
}

// readSection reads the page of the last section, and copies the headers and
// footers that it refers to.
func (a *docxArchive) readSection(main string, links []docxLink) error {
	data, err := a.part(main)
	if err != nil {
		return err
	}
	c := canonical{decoder: xml.NewDecoder(bytes.NewReader(data))}
	var section []byte
	if err := c.last(main, "sectPr", &section); err != nil {
		return err
	}
	if section == nil {
		return nil
	}
	a.base.section = []byte{}
	inside := canonical{decoder: xml.NewDecoder(bytes.NewReader(section))}
	var trouble error
	err = inside.children(main, "sectPr", func(element string, text []byte) {
		switch element {
		case "headerReference", "footerReference":
			if trouble == nil {
				trouble = a.takeFurniture(element, text, links)
			}
		case "sectPrChange", "printerSettings", "footnotePr", "endnotePr":
			return
		case "titlePg":
			a.base.titlePage = !bytes.Contains(text, []byte(`w:val="0"`)) && !bytes.Contains(text, []byte(`w:val="false"`))
		}
		a.base.section = append(a.base.section, text...)
	})
	return cmp.Or(err, trouble)
}

func (a *docxArchive) takeFurniture(element string, text []byte, links []docxLink) error {
	var ref struct {
		ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		Type string `xml:"http://schemas.openxmlformats.org/wordprocessingml/2006/main type,attr"`
	}
	if err := xml.Unmarshal(text, &ref); err != nil {
		return err
	}
	for _, l := range links {
		if l.id != ref.ID || l.external {
			continue
		}
		if element == "headerReference" {
			a.base.headers[cmp.Or(ref.Type, "default")] = l.target
		}
		if !a.taken[l.target] {
			a.relate(l)
		}
		return a.take(l.target)
	}
	return fmt.Errorf("the section refers to a header or footer %q that is missing", ref.ID)
}
