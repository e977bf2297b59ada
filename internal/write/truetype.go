package write

import (
	"encoding/binary"
	"maps"
	"slices"
)

// A trueType is a font of TrueType outlines: its tables, by their tags (OpenType
// specification 1.9). One that cannot be read is a fault of the build, and
// panics.
type trueType map[string][]byte

func be16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }

func be32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }

func put16(b []byte, n uint16) []byte { return binary.BigEndian.AppendUint16(b, n) }

// signed is the number at a place in a table, which may be negative.
func (f trueType) signed(table string, at int) int { return int(int16(be16(f[table], at))) }

// units is how many units of the font make the size of type.
func (f trueType) units() int { return int(be16(f["head"], 18)) }

// advance is the width of a glyph, in units of the font.
func (f trueType) advance(glyph int) uint16 {
	return be16(f["hmtx"], 4*min(glyph, int(be16(f["hhea"], 34))-1))
}

// bearing is the room before a glyph, in units of the font.
func (f trueType) bearing(glyph int) uint16 {
	n := int(be16(f["hhea"], 34))
	if glyph < n {
		return be16(f["hmtx"], 4*glyph+2)
	}
	return be16(f["hmtx"], 4*n+2*(glyph-n))
}

// outline is the description of a glyph, none for a blank.
func (f trueType) outline(glyph int) []byte {
	if be16(f["head"], 50) == 0 {
		return f["glyf"][2*int(be16(f["loca"], 2*glyph)) : 2*int(be16(f["loca"], 2*glyph+2))]
	}
	return f["glyf"][be32(f["loca"], 4*glyph):be32(f["loca"], 4*glyph+4)]
}

// eachGlyph calls do for each character of the Basic Multilingual Plane that has
// a glyph, in order. It reads the table in format 4, which every font has.
func (f trueType) eachGlyph(do func(r rune, glyph int)) {
	cmap := f["cmap"]
	for i := range int(be16(cmap, 2)) {
		record := cmap[4+8*i:]
		table := cmap[be32(record, 4):]
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
					do(rune(r), glyph)
				}
			}
		}
		return
	}
	panic("write: a font without a table of characters")
}

// subset returns a font that has of f the glyphs given, numbered in their order,
// and after them those that they are composed of. The first must be 0, the glyph
// for what is missing. The font has no hints for screens, and no table of
// characters.
func (f trueType) subset(glyphs []int) trueType {
	glyphs = slices.Clone(glyphs)
	number := make(map[int]int, len(glyphs))
	for i, g := range glyphs {
		number[g] = i
	}
	renumber := func(g int) int {
		n, known := number[g]
		if !known {
			n = len(glyphs)
			number[g] = n
			glyphs = append(glyphs, g)
		}
		return n
	}
	var glyf, hmtx []byte
	loca := binary.BigEndian.AppendUint32(nil, 0)
	for i := 0; i < len(glyphs); i++ { // glyphs grows
		hmtx = put16(hmtx, f.advance(glyphs[i]))
		hmtx = put16(hmtx, f.bearing(glyphs[i]))
		glyf = aligned(append(glyf, unhinted(f.outline(glyphs[i]), renumber)...))
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	}
	head, hhea, maxp := slices.Clone(f["head"]), slices.Clone(f["hhea"]), slices.Clone(f["maxp"])
	binary.BigEndian.PutUint16(head[50:], 1) // offsets are long
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(glyphs)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(glyphs)))
	return trueType{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "loca": loca, "glyf": glyf}
}

// Flags of a part of a composite glyph.
const (
	partWords       = 1 << 0
	partScaled      = 1 << 3
	partMore        = 1 << 5
	partScaledBoth  = 1 << 6
	partTransformed = 1 << 7
	partInstructed  = 1 << 8
)

// unhinted is an outline without its instructions, the glyphs that it is
// composed of renumbered (OpenType specification, table glyf).
func unhinted(outline []byte, renumber func(glyph int) int) []byte {
	if len(outline) == 0 {
		return nil
	}
	if contours := int(int16(be16(outline, 0))); contours >= 0 {
		at := 10 + 2*contours // where the length of the instructions stands
		out := append(slices.Clone(outline[:at]), 0, 0)
		return append(out, outline[at+2+int(be16(outline, at)):]...)
	}
	out := slices.Clone(outline)
	at := 10
	for {
		flags := be16(out, at)
		binary.BigEndian.PutUint16(out[at:], flags&^partInstructed)
		binary.BigEndian.PutUint16(out[at+2:], uint16(renumber(int(be16(out, at+2)))))
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScaled != 0:
			at += 2
		case flags&partScaledBoth != 0:
			at += 4
		case flags&partTransformed != 0:
			at += 8
		}
		if flags&partMore == 0 {
			return out[:at]
		}
	}
}

// file returns the font as a file.
func (f trueType) file() []byte {
	tags := slices.Sorted(maps.Keys(f))
	log := 0
	for 2<<log <= len(tags) {
		log++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, n := range []int{len(tags), 16 << log, log, 16*len(tags) - 16<<log} {
		out = put16(out, uint16(n))
	}
	at := 12 + 16*len(tags)
	var body []byte
	for _, tag := range tags {
		table := slices.Clone(f[tag])
		if tag == "head" {
			clear(table[8:12]) // the sum of the whole file, below
		}
		out = append(out, tag...)
		for _, n := range []int{int(checksum(table)), at + len(body), len(table)} {
			out = binary.BigEndian.AppendUint32(out, uint32(n))
		}
		body = aligned(append(body, table...))
	}
	out = append(out, body...)
	const magic = 0xb1b0afba
	head := at
	for _, tag := range tags {
		if tag == "head" {
			break
		}
		head += (len(f[tag]) + 3) &^ 3
	}
	binary.BigEndian.PutUint32(out[head+8:], magic-checksum(out))
	return out
}

// aligned fills up with zeros to a multiple of four bytes.
func aligned(b []byte) []byte { return append(b, make([]byte, -len(b)&3)...) }

// checksum adds up a table as numbers of four bytes.
func checksum(table []byte) uint32 {
	sum := uint32(0)
	for len(table) >= 4 {
		sum += be32(table, 0)
		table = table[4:]
	}
	if len(table) > 0 {
		sum += be32(append(slices.Clone(table), 0, 0, 0), 0)
	}
	return sum
}
