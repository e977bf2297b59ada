package write

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

var liberation = flag.String("liberation", "", "make fonts/exhibit.zip anew from the Liberation fonts in this folder")

// inFonts are the characters that the embedded fonts have, if Liberation has
// them: those of the languages that names in a filing come from, and the signs
// of print.
var inFonts = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x20, Hi: 0x7e, Stride: 1}, {Lo: 0xa0, Hi: 0x17f, Stride: 1}, // Latin
	{Lo: 0x192, Hi: 0x192, Stride: 1}, {Lo: 0x1a0, Hi: 0x1a1, Stride: 1}, {Lo: 0x1af, Hi: 0x1b0, Stride: 1},
	{Lo: 0x218, Hi: 0x21b, Stride: 1},   // Romanian
	{Lo: 0x2c6, Hi: 0x2dd, Stride: 1},   // accents that stand alone
	{Lo: 0x300, Hi: 0x36f, Stride: 1},   // accents that combine
	{Lo: 0x370, Hi: 0x3ce, Stride: 1},   // Greek
	{Lo: 0x400, Hi: 0x45f, Stride: 1},   // Cyrillic
	{Lo: 0x490, Hi: 0x491, Stride: 1},   // Ukrainian
	{Lo: 0x1e80, Hi: 0x1e85, Stride: 1}, // Welsh
	{Lo: 0x1ea0, Hi: 0x1ef9, Stride: 1}, // Vietnamese
	{Lo: 0x2000, Hi: 0x22ff, Stride: 1}, // punctuation, currencies, letters, numbers, arrows, mathematics
	{Lo: 0x2500, Hi: 0x25ff, Stride: 1}, // lines, blocks, shapes
	{Lo: 0xfb01, Hi: 0xfb02, Stride: 1}, // ligatures
}}

// TestMakeFonts makes the embedded fonts, if it is told from what.
func TestMakeFonts(t *testing.T) {
	if *liberation == "" {
		t.Skip("the fonts are as they are: give -liberation to make them")
	}
	licence, err := os.ReadFile("fonts/OFL.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	put := func(name string, data []byte) {
		file, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	var tables []byte
	for _, family := range pdfFamilies {
		for _, face := range pdfFaces {
			data, err := os.ReadFile(filepath.Join(*liberation, "Liberation"+family+"-"+face+".ttf"))
			if err != nil {
				t.Fatal(err)
			}
			f := reduced(readTrueType(data), family, face)
			put(family+"-"+face, packed(t, f))
			tables = append(tables, packedTables(f)...)
		}
	}
	put("Tables", tables)
	put("OFL.txt", licence)
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("fonts/exhibit.zip", out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// readTrueType reads a font from a file.
func readTrueType(data []byte) trueType {
	f := trueType{}
	for i := range int(be16(data, 4)) {
		entry := data[12+16*i:]
		at, n := be32(entry, 8), be32(entry, 12)
		f[string(entry[:4])] = data[at : at+n]
	}
	return f
}

// reduced is a font with the characters that we want, under a name of its own.
func reduced(f trueType, family, face string) trueType {
	glyphs := []int{0}
	number := map[int]int{}
	var runes, numbers []int
	f.eachGlyph(func(r rune, glyph int) {
		if !unicode.Is(inFonts, r) {
			return
		}
		if number[glyph] == 0 {
			number[glyph] = len(glyphs)
			glyphs = append(glyphs, glyph)
		}
		runes, numbers = append(runes, int(r)), append(numbers, number[glyph])
	})
	out := f.subset(glyphs)
	out["cmap"] = charTable(runes, numbers)
	out["name"] = nameTable(f["name"], family, face)
	out["OS/2"] = f["OS/2"]
	out["post"] = append([]byte{0, 3, 0, 0}, f["post"][4:32]...) // without the names of glyphs
	return out
}

// charTable is a cmap table of one subtable, in format 4, for characters in
// order and their glyphs.
func charTable(runes, glyphs []int) []byte {
	var ends, starts, deltas []int
	for i, r := range runes {
		if n := len(ends) - 1; i > 0 && r == runes[i-1]+1 && glyphs[i] == glyphs[i-1]+1 {
			ends[n] = r
			continue
		}
		ends, starts, deltas = append(ends, r), append(starts, r), append(deltas, glyphs[i]-r)
	}
	ends, starts, deltas = append(ends, 0xffff), append(starts, 0xffff), append(deltas, 1)
	n, log := len(ends), 0
	for 2<<log <= n {
		log++
	}
	var out []byte
	put := func(numbers ...int) {
		for _, n := range numbers {
			out = binary.BigEndian.AppendUint16(out, uint16(n))
		}
	}
	put(0, 1, 3, 1, 0, 12) // one table, for Unicode on Windows, twelve bytes from here
	put(4, 16+8*n, 0, 2*n, 2<<log, log, 2*n-2<<log)
	put(ends...)
	put(0)
	put(starts...)
	put(deltas...)
	put(make([]int, n)...)
	return out
}

// nameTable is a name table with the notices of another, and names of our own:
// the licence wants that, of a font that was changed.
func nameTable(old []byte, family, face string) []byte {
	const copyright, familyName, faceName, fullName, postScriptName, licence, licenceURL = 0, 1, 2, 4, 6, 13, 14
	name := "Exhibit " + family
	texts := map[int]string{
		familyName: name, faceName: strings.Replace(face, "dI", "d I", 1), fullName: name + " " + face,
		postScriptName: "Exhibit" + family + "-" + face,
	}
	storage := old[be16(old, 4):]
	for i := range int(be16(old, 2)) {
		record := old[6+12*i:]
		id := int(be16(record, 6))
		if be16(record, 0) == 3 && be16(record, 4) == 0x409 && (id == copyright || id == licence || id == licenceURL) {
			text := storage[be16(record, 10):][:be16(record, 8)]
			var units []uint16
			for k := 0; k < len(text); k += 2 {
				units = append(units, be16(text, k))
			}
			texts[id] = string(utf16.Decode(units))
		}
	}
	var records, text []byte
	count := 0
	for id := range 15 {
		if texts[id] == "" {
			continue
		}
		units := utf16.Encode([]rune(texts[id]))
		for _, n := range []int{3, 1, 0x409, id, 2 * len(units), len(text)} {
			records = binary.BigEndian.AppendUint16(records, uint16(n))
		}
		for _, u := range units {
			text = binary.BigEndian.AppendUint16(text, u)
		}
		count++
	}
	out := []byte{0, 0, 0, byte(count)}
	out = binary.BigEndian.AppendUint16(out, uint16(6+len(records)))
	return append(append(out, records...), text...)
}

// All fonts can be read, have what a law firm types, and stand beside their
// licence under another name than the fonts that they were made from.
func TestFonts(t *testing.T) {
	for _, family := range pdfFamilies {
		for _, face := range pdfFaces {
			f := fontOf(family, face)
			for _, r := range "AZaz09.,;:§©®™–—“”‘’é½●¶\u00a0€ŁőțЖяΩΣễ√≤│" {
				if !f.has(r) {
					t.Errorf("%s %s has no %q", family, face, r)
				}
			}
			if f.has('株') || f.has(-1) || f.has(0x1f642) {
				t.Errorf("%s %s has what it cannot have", family, face)
			}
			if bytes.Contains(f.file(), utf16Bytes("Liberation "+family)) {
				t.Errorf("%s %s has a name that its licence reserves", family, face)
			}
		}
	}
	if w := fontOf("Serif", "Regular").width("iM"); w < 1.16 || w > 1.17 { // as in Times: 278 and 889 thousandths
		t.Errorf("want the measures of Times, have %v", w)
	}
	if !bytes.Contains(fontFile("OFL.txt"), []byte("SIL OPEN FONT LICENSE Version 1.1")) {
		t.Error("the fonts' licence is missing")
	}
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.BigEndian.AppendUint16(out, u)
	}
	return out
}

// A font that was made smaller is still one: each table's sum is right, and so
// is that of the whole file.
func TestTrueTypeFile(t *testing.T) {
	data := fontOf("Serif", "Italic").subset([]int{0, 3, 40, 100}).file()
	if got := checksum(data); got != 0xb1b0afba {
		t.Errorf("the sum of the file is %x", got)
	}
	for i := range int(be16(data, 4)) {
		entry := data[12+16*i:]
		table := bytes.Clone(data[be32(entry, 8):][:be32(entry, 12)])
		if string(entry[:4]) == "head" {
			clear(table[8:12])
		}
		if checksum(table) != be32(entry, 4) {
			t.Errorf("the sum of %s is wrong", entry[:4])
		}
	}
}
