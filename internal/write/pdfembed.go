package write

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A pdfEmbedded is a font in a file, with the characters that its text has. The
// code of a character in that text is its number in Unicode, so that the file
// can be read without the font.
type pdfEmbedded struct {
	*pdfFont
	name string // that pages know it by
	used map[rune]bool
}

// show returns s as a string of a page's content.
func (e *pdfEmbedded) show(s string) []byte {
	out := []byte{'('}
	for _, r := range s {
		e.used[r] = true
		for _, b := range [2]byte{byte(r >> 8), byte(r)} {
			switch b {
			case '\\', '(', ')':
				out = append(out, '\\', b)
			case '\r': // a reader may take it for a line feed
				out = append(out, '\\', 'r')
			default:
				out = append(out, b)
			}
		}
	}
	return append(out, ')')
}

// put writes the font to a file, without the glyphs that are not used, and
// returns the object's number.
func (e *pdfEmbedded) put(f *pdfFile) int {
	codes := slices.Sorted(maps.Keys(e.used))
	glyphs := []int{0}
	numbers := make([]byte, 2*(codes[len(codes)-1]+1)) // of glyphs, by codes
	for _, r := range codes {
		binary.BigEndian.PutUint16(numbers[2*r:], uint16(len(glyphs)))
		glyphs = append(glyphs, int(e.chars[r].glyph))
	}
	font := e.subset(glyphs).file()
	file := f.stream(font, fmt.Sprintf(" /Length1 %d", len(font)))
	name := "EXHIBT+Exhibit" + e.family + "-" + e.face // six letters mark a font that is not whole
	scale := func(units int) int { return units * 1000 / e.units() }
	descriptor := f.object("<</Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle %d"+
		" /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R>>",
		name, e.flags(), scale(e.signed("head", 36)), scale(e.signed("head", 38)), scale(e.signed("head", 40)), scale(e.signed("head", 42)),
		e.signed("post", 4), scale(e.signed("hhea", 4)), scale(e.signed("hhea", 6)), scale(e.signed("OS/2", 88)), e.stem(), file)
	descendant := f.object("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"+
		" /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R /W [%s]>>",
		name, descriptor, f.stream(numbers, ""), e.wide(codes))
	return f.object("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, descendant, f.stream(toUnicode(codes), ""))
}

// flags are the font's traits (ISO 32000-1, table 123).
func (e *pdfEmbedded) flags() int {
	const fixedPitch, serif, symbolic, italic = 1 << 0, 1 << 1, 1 << 2, 1 << 6
	flags := symbolic
	switch e.family {
	case "Serif":
		flags |= serif
	case "Mono":
		flags |= fixedPitch
	}
	if strings.Contains(e.face, "Italic") {
		flags |= italic
	}
	return flags
}

// stem is about how thick the stems are, which the font does not tell. Only a
// reader that cannot use the font wants it.
func (e *pdfEmbedded) stem() int {
	if strings.HasPrefix(e.face, "Bold") {
		return 140
	}
	return 80
}

// wide are the widths of characters: each code that begins a run of neighbours,
// and the widths of the run.
func (e *pdfEmbedded) wide(codes []rune) string {
	var b strings.Builder
	for i, r := range codes {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "%d [", r)
		case codes[i-1] == r-1:
			b.WriteByte(' ')
		default:
			fmt.Fprintf(&b, "] %d [", r)
		}
		fmt.Fprint(&b, e.chars[r].width)
	}
	return b.String() + "]"
}

// toUnicode is the table from codes to Unicode, in which each means itself. A
// range of it may not leave the codes with the same first byte.
func toUnicode(codes []rune) []byte {
	var rows []string
	for i, r := range codes {
		if i == 0 || codes[i-1]>>8 != r>>8 {
			rows = append(rows, fmt.Sprintf("<%02X00> <%02[1]XFF> <%02[1]X00>\n", r>>8))
		}
	}
	out := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for section := range slices.Chunk(rows, 100) { // it may have no more
		out = fmt.Appendf(out, "%d beginbfrange\n%sendbfrange\n", len(section), strings.Join(section, ""))
	}
	return append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
