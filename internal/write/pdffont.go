package write

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io/fs"
	"strings"
	"sync"
)

// fontArchive holds the fonts. They are Liberation's, which have the measures of
// Times New Roman, Arial and Courier New, so that a page breaks as it does in a
// word processor, without the characters and hints that no letter needs.
// fonts/README.md tells how they were made, fontStreams how they are stored, and
// fonts/OFL.txt is their licence.
//
//go:embed fonts/exhibit.zip
var fontArchive []byte

// The families and faces there are fonts for.
var (
	pdfFamilies = []string{"Serif", "Sans", "Mono"}
	pdfFaces    = []string{"Regular", "Bold", "Italic", "BoldItalic"}
)

// A pdfFont is a font and its measures.
type pdfFont struct {
	trueType
	family, face string
	chars        []pdfChar // by character
	ascent       float64   // as a part of the size
	descent      float64   // the same, positive
}

// A pdfChar is what a font has for a character.
type pdfChar struct {
	glyph uint16 // 0: nothing
	width uint16 // in thousandths of the size
}

// pdfFontOnce reads each font when it is first asked for: a program that writes
// no PDF reads none.
var pdfFontOnce = func() map[string]func() *pdfFont {
	fonts := map[string]func() *pdfFont{}
	for _, family := range pdfFamilies {
		for _, face := range pdfFaces {
			number := len(fonts)
			fonts[family+face] = sync.OnceValue(func() *pdfFont { return readPDFFont(family, face, number) })
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
func (f *pdfFont) has(r rune) bool { return r >= 0 && int(r) < len(f.chars) && f.chars[r].glyph > 0 }

// width is the width of a text as a part of the size. Characters without a glyph
// have none.
func (f *pdfFont) width(s string) float64 {
	n := 0
	for _, r := range s {
		if f.has(r) {
			n += int(f.chars[r].width)
		}
	}
	return float64(n) / 1000
}

// readPDFFont reads a font of the archive, of which it is the one with the number
// given. One that cannot be read is a fault of the build, and panics.
func readPDFFont(family, face string, number int) *pdfFont {
	f := &pdfFont{trueType: readWholeTables(fontFile("Tables"), number), family: family, face: face}
	f.readGlyphs(fontFile(family + "-" + face))
	units := float64(f.units())
	f.ascent, f.descent = float64(f.signed("hhea", 4))/units, -float64(f.signed("hhea", 6))/units
	f.chars = make([]pdfChar, 1<<16)
	f.eachGlyph(func(r rune, glyph int) {
		f.chars[r] = pdfChar{uint16(glyph), uint16(float64(f.advance(glyph))*1000/units + 0.5)}
	})
	return f
}

// fontFile returns a file of the archive.
func fontFile(name string) []byte {
	archive, err := zip.NewReader(bytes.NewReader(fontArchive), int64(len(fontArchive)))
	if err != nil {
		panic("write: the fonts: " + err.Error())
	}
	data, err := fs.ReadFile(archive, name)
	if err != nil {
		panic("write: the fonts: " + err.Error())
	}
	return data
}
