package write

import (
	"embed"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
)

// The fonts are Liberation, which has the measures of Times New Roman, Arial and
// Courier New, so that a page breaks as it does in a word processor. Their
// licence is in fonts/OFL.txt.
//
//go:embed fonts/*.ttf fonts/OFL.txt
var fontFiles embed.FS

// The families and faces there are fonts for.
var (
	pdfFamilies = []string{"Serif", "Sans", "Mono"}
	pdfFaces    = []string{"Regular", "Bold", "Italic", "BoldItalic"}
)

// A pdfFont is the measures of one font file.
type pdfFont struct {
	family, face string
	data         []byte
	widths       []uint16 // by character: width in thousandths of the size, plus 1; 0: there is no glyph
	ascent       float64  // as a part of the size
	descent      float64  // the same, positive
}

// pdfFontOnce reads each font when it is first asked for: a program that writes
// no PDF reads none.
var pdfFontOnce = func() map[string]func() *pdfFont {
	fonts := map[string]func() *pdfFont{}
	for _, family := range pdfFamilies {
		for _, face := range pdfFaces {
			fonts[family+face] = sync.OnceValue(func() *pdfFont { return readPDFFont(family, face) })
		}
	}
	return fonts
}()

func fontOf(family, face string) *pdfFont { return pdfFontOnce[family+face]() }

// familyOf returns the family that comes nearest to the font of a layout.
func familyOf(font string) string {
	name := strings.ToLower(font)
	for _, family := range []struct {
		name  string
		signs []string
	}{
		{"Mono", []string{"mono", "courier", "typewriter", "consol", "code"}},
		{"Sans", []string{"sans", "arial", "helvetica", "calibri", "verdana", "tahoma", "carlito"}},
	} {
		for _, sign := range family.signs {
			if strings.Contains(name, sign) {
				return family.name
			}
		}
	}
	return "Serif"
}

// has reports whether the font has a glyph for a character.
func (f *pdfFont) has(r rune) bool { return int(r) < len(f.widths) && r >= 0 && f.widths[r] > 0 }

// width is the width of a text as a part of the size. Characters without a glyph
// have none.
func (f *pdfFont) width(s string) float64 {
	n := 0
	for _, r := range s {
		if f.has(r) {
			n += int(f.widths[r]) - 1
		}
	}
	return float64(n) / 1000
}

// readPDFFont reads the measures of an embedded font (OpenType specification
// 1.9: head, hhea, hmtx, and cmap in format 4). A font that cannot be read is a
// fault of the build.
func readPDFFont(family, face string) *pdfFont {
	data, err := fontFiles.ReadFile("fonts/Liberation" + family + "-" + face + ".ttf")
	if err != nil {
		panic(fmt.Sprintf("write: %v", err))
	}
	f := &pdfFont{family: family, face: face, data: data, widths: make([]uint16, 1<<16)}
	tables := map[string][]byte{}
	for i := range int(be16(data, 4)) {
		entry := data[12+16*i:]
		at, n := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = data[at : at+n]
	}
	units := float64(be16(tables["head"], 18))
	f.ascent = float64(int16(be16(tables["hhea"], 4))) / units
	f.descent = -float64(int16(be16(tables["hhea"], 6))) / units
	measured := int(be16(tables["hhea"], 34))
	eachGlyph(tables["cmap"], func(r, glyph int) {
		wide := be16(tables["hmtx"], 4*min(glyph, measured-1))
		f.widths[r] = uint16(float64(wide)*1000/units+0.5) + 1
	})
	return f
}

func be16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }

// eachGlyph calls f for each character of the Basic Multilingual Plane that has
// a glyph.
func eachGlyph(cmap []byte, f func(r, glyph int)) {
	for i := range int(be16(cmap, 2)) {
		record := cmap[4+8*i:]
		table := cmap[binary.BigEndian.Uint32(record[4:]):]
		if be16(record, 0) != 3 || be16(record, 2) != 1 || be16(table, 0) != 4 {
			continue
		}
		n := int(be16(table, 6)) // twice the number of segments
		for s := 0; s < n; s += 2 {
			end, start := int(be16(table, 14+s)), int(be16(table, 16+n+s))
			delta, offset := int(be16(table, 16+2*n+s)), int(be16(table, 16+3*n+s))
			for r := start; r <= end && r < 0xffff; r++ {
				glyph := r
				if offset != 0 {
					if glyph = int(be16(table, 16+3*n+s+offset+2*(r-start))); glyph == 0 {
						continue
					}
				}
				if glyph = (glyph + delta) & 0xffff; glyph != 0 {
					f(r, glyph)
				}
			}
		}
		return
	}
	panic("write: a font without a table of characters")
}
