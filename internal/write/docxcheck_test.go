package write

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// The orders of elements that the schema asks for (ECMA-376, part 1, annex A).
var docxOrders = map[string]string{
	"pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens " +
		"kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing " +
		"mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
	"rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid " +
		"vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
	"sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign " +
		"noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
	"style":       "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
	"lvl":         "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
	"abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
	"numbering":   "numPicBullet abstractNum num numIdMacAtCleanup",
	"numPr":       "ilvl numId",
	"settings": "zoom mirrorMargins alignBordersAndEdges gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps " +
		"evenAndOddHeaders characterSpacingControl compat themeFontLang clrSchemeMapping decimalSymbol listSeparator",
	"styles": "docDefaults latentStyles style",
}

// unzipped returns the parts of a DOCX.
func unzipped(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Errorf("part %s is there twice", f.Name)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// A docxChecker holds what a DOCX is to keep to.
type docxChecker struct {
	*testing.T
	name       string
	ids        map[string]bool // of changes
	styles     map[string]bool
	nums       map[string]bool
	abstracts  map[string]bool
	relations  map[string]string
	ranges     map[string]string   // open, by id: name
	moves      map[string][]string // by name: kinds of ends
	said, asks []string            // comments that there are, and that are referred to
	open       []string            // comments open
}

// checkDOCX fails the test if a DOCX is not well formed, breaks an order of the
// schema, has ids twice or refers to what is not there.
func checkDOCX(t *testing.T, name string, data []byte) {
	t.Helper()
	parts := unzipped(t, data)
	c := &docxChecker{
		T: t, name: name, ids: map[string]bool{}, styles: map[string]bool{}, nums: map[string]bool{},
		abstracts: map[string]bool{}, relations: map[string]string{}, ranges: map[string]string{}, moves: map[string][]string{},
	}
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		if !strings.Contains(parts["[Content_Types].xml"], `PartName="/`+part+`"`) && path.Ext(part) == ".xml" && part != "[Content_Types].xml" {
			t.Errorf("%s: %s has no content type", name, part)
		}
	}
	for _, part := range []string{"word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml", "word/comments.xml", "word/settings.xml", "docProps/core.xml", "_rels/.rels"} {
		if parts[part] != "" {
			c.part(part, parts[part])
		}
	}
	for id, target := range c.relations {
		if _, ok := parts["word/"+target]; !ok && parts[strings.TrimPrefix(target, "/")] == "" {
			t.Errorf("%s: relation %s leads to %s, which is not there", name, id, target)
		}
	}
	c.part("word/document.xml", parts["word/document.xml"])
	for id, move := range c.ranges {
		t.Errorf("%s: range %s of %s does not end", name, id, move)
	}
	for move, ends := range c.moves {
		slices.Sort(ends)
		if !slices.Equal(ends, []string{"moveFromRangeStart", "moveToRangeStart"}) {
			t.Errorf("%s: %s has the ends %v", name, move, ends)
		}
	}
	if !slices.Equal(c.said, c.asks) {
		t.Errorf("%s: comments %v, referred to %v", name, c.said, c.asks)
	}
}

// part walks one part.
func (c *docxChecker) part(name, text string) {
	d := xml.NewDecoder(strings.NewReader(text))
	type level struct {
		name string
		at   int
	}
	var path []level
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			c.Errorf("%s: %s: %v", c.name, name, err)
			return
		}
		switch e := token.(type) {
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.StartElement:
			if len(path) > 0 {
				above := &path[len(path)-1]
				if order, ok := docxOrders[above.name]; ok {
					at := slices.Index(strings.Fields(order), e.Name.Local)
					switch {
					case at < 0:
						c.Errorf("%s: %s: %s has a %s", c.name, name, above.name, e.Name.Local)
					case at < above.at:
						c.Errorf("%s: %s: in %s, %s comes too late", c.name, name, above.name, e.Name.Local)
					}
					above.at = max(above.at, at)
				}
			}
			var up []string
			for _, l := range path {
				up = append(up, l.name)
			}
			c.element(e, up)
			path = append(path, level{e.Name.Local, 0})
		}
	}
}

// element looks at one element.
func (c *docxChecker) element(e xml.StartElement, path []string) {
	attr := func(name string) string {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				return a.Value
			}
		}
		return ""
	}
	want := func(holds bool, what string) {
		if !holds {
			c.Errorf("%s: %s at %v: %s", c.name, e.Name.Local, path, what)
		}
	}
	inside := func(name string) bool { return slices.Contains(path, name) }
	switch e.Name.Local {
	case "Relationship":
		want(c.relations[attr("Id")] == "", "id twice")
		c.relations[attr("Id")] = attr("Target")
	case "style":
		want(!c.styles[attr("styleId")], "id twice: "+attr("styleId"))
		c.styles[attr("styleId")] = true
	case "pStyle", "rStyle", "basedOn", "next":
		want(c.styles[attr("val")] || inside("styles"), "no style "+attr("val"))
	case "abstractNum":
		want(!c.abstracts[attr("abstractNumId")], "id twice")
		c.abstracts[attr("abstractNumId")] = true
	case "abstractNumId":
		want(c.abstracts[attr("val")], "no definition")
	case "num":
		want(!c.nums[attr("numId")], "id twice")
		c.nums[attr("numId")] = true
	case "numId":
		want(c.nums[attr("val")] || inside("styles"), "no list "+attr("val"))
	case "ins", "del", "moveFrom", "moveTo", "pPrChange", "moveFromRangeStart", "moveToRangeStart":
		want(attr("id") != "" && !c.ids[attr("id")], "id twice: "+attr("id"))
		c.ids[attr("id")] = true
		want(attr("author") != "", "no author")
		if strings.HasSuffix(e.Name.Local, "RangeStart") {
			c.ranges[attr("id")] = attr("name")
			c.moves[attr("name")] = append(c.moves[attr("name")], e.Name.Local)
		}
	case "moveFromRangeEnd", "moveToRangeEnd":
		want(c.ranges[attr("id")] != "", "no range to end")
		delete(c.ranges, attr("id"))
	case "comment":
		c.said = append(c.said, attr("id"))
	case "commentRangeStart":
		c.open = append(c.open, attr("id"))
	case "commentRangeEnd":
		want(slices.Equal(c.open, []string{attr("id")}), "no range to end")
		c.open = nil
	case "commentReference":
		c.asks = append(c.asks, attr("id"))
	case "p":
		for _, name := range []string{"ins", "del", "moveFrom", "moveTo", "p"} {
			want(!inside(name), "a paragraph in "+name)
		}
	case "t":
		want(!inside("del"), "text in a deletion")
	case "delText":
		want(inside("del"), "deleted text outside a deletion")
	case "headerReference", "footerReference":
		want(c.relations[attr("id")] != "", "no relation "+attr("id"))
	}
}
