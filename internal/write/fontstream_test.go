package write

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"testing"
)

// fontSums are the sums of the embedded fonts, as files. Fonts that are made
// anew from another version of Liberation have others.
var fontSums = map[string]string{
	"Serif-Regular":    "17c0ff89c936f38cbd23d8944c64ca9464bce8f3cd58f902421ef7b01cee9095",
	"Serif-Bold":       "2a7630c0881c77fbb564af1c6b78a257efae054c338c9c9bf02e0e8abbfcb24c",
	"Serif-Italic":     "5ba37d39bd1aa5f36984213503e869f8af8c6a30a59969647bece33733a20060",
	"Serif-BoldItalic": "f5a670cd8a59a1554bf83f0627a6b9e16507cc18b1bafa7801d34d7d3e2a143e",
	"Sans-Regular":     "68fc064e557f98e154f5a3b2705c297a01822e15bee56e2686e704b16590391a",
	"Sans-Bold":        "c81986083ae386d6081ee6917495854544b07aca8f22e422fab173edfa2eca62",
	"Sans-Italic":      "576c27411c85c9fbf8a0d2c44c5c72fe0a3a068392e4b45a47cf25e368488887",
	"Sans-BoldItalic":  "2ea293d03fa2f4dc9f087cbcb24c779da4fdba29e241ded0bd4b790ac15bdbda",
	"Mono-Regular":     "0dced9654b939d844f03c81c76d42c7a06b21034c9062bce87ab5561083654f2",
	"Mono-Bold":        "a693e676d3bea124ceb2fc99064653c94388c95195c53c2f7eb9c83d247da609",
	"Mono-Italic":      "134d049a06d61566724b45b9f86b3a7608c9934f1f0fec1e4618308144e54f2f",
	"Mono-BoldItalic":  "519126bdcdd535c2fe83dba356df415683e6b0ffcbcfca7ca3b46f03a769b31a",
}

// Each font is, byte for byte, the one that was taken apart.
func TestFontStreams(t *testing.T) {
	for _, family := range pdfFamilies {
		for _, face := range pdfFaces {
			name := family + "-" + face
			if sum := fmt.Sprintf("%x", sha256.Sum256(fontOf(family, face).file())); sum != fontSums[name] {
				t.Errorf("%s has the sum %s, want %s", name, sum, fontSums[name])
			}
		}
	}
}

// packed takes the glyphs of a font apart, for the archive. A font that would not
// be put together as it was fails the test.
func packed(t *testing.T, f trueType) []byte {
	var s streams
	count := int(be16(f["maxp"], 4))
	for i := range count {
		s.putWord(streamAdvance, f.advance(i))
		switch outline := f.outline(i); {
		case len(outline) == 0:
			s.put(streamKind, 0)
		case int16(be16(outline, 0)) < 0:
			s.put(streamKind, 1)
			s.putComposite(outline)
		default:
			s.putSimple(outline)
		}
	}
	s.putBoxes(f, count)
	again := maps.Clone(f)
	again.readGlyphs(s.bytes())
	if !bytes.Equal(again.file(), f.file()) {
		t.Fatal("the font is another one when it is put together again")
	}
	return s.bytes()
}

// packedTables are the tables of a font that stay as they are, for the archive.
func packedTables(f trueType) []byte {
	var out []byte
	for _, tag := range wholeTables {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(f[tag]))), f[tag]...)
	}
	return out
}

// streams are what fontStreams are read from.
type streams [streamCount][]byte

func (s *streams) bytes() []byte {
	var out []byte
	for _, stream := range s {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(stream))), stream...)
	}
	return out
}

func (s *streams) put(stream int, b byte) { s[stream] = append(s[stream], b) }

func (s *streams) putWord(stream int, n uint16) {
	s.put(stream, byte(n>>8))
	s.put(stream+1, byte(n))
}

// putSimple takes an outline of points apart, but for the box around it.
func (s *streams) putSimple(outline []byte) {
	contours, points := int(be16(outline, 0)), 0
	rest := outline[10:]
	for range contours {
		end := int(be16(rest, 0)) + 1
		s.put(streamContour, byte(end-points))
		points, rest = end, rest[2:]
	}
	rest = rest[2:] // no instructions
	var flags []byte
	for len(flags) < points {
		flag, run := rest[0], 1
		rest = rest[1:]
		if flag&pointRepeated != 0 {
			flag, run, rest = flag&^pointRepeated, 1+int(rest[0]), rest[1:]
		}
		flags = append(flags, bytes.Repeat([]byte{flag}, run)...)
	}
	s[streamPoint] = append(s[streamPoint], flags...)
	for axis := range 2 {
		for _, flag := range flags {
			switch flag >>= axis; {
			case flag&pointShort != 0:
				s.put(streamShort+axis, rest[0])
				rest = rest[1:]
			case flag&pointSame == 0:
				s.putWord(streamLong+2*axis, be16(rest, 0))
				rest = rest[2:]
			}
		}
	}
	s.put(streamKind, byte(2*contours+len(rest)/4))
}

// putComposite does so with an outline that is made of other glyphs.
func (s *streams) putComposite(outline []byte) {
	rest := outline[10:]
	for flags := uint16(partMore); flags&partMore != 0; {
		flags = be16(rest, 0)
		s.putWord(streamPart, flags)
		s.putWord(streamGlyph, be16(rest, 2))
		rest = rest[4:]
		size := 1 + int(flags&partWords)
		for axis := range 2 {
			s[streamOffset+axis] = append(s[streamOffset+axis], rest[:size]...)
			rest = rest[size:]
		}
	}
}

// putBoxes puts what the sides of the boxes are more than is worked out.
func (s *streams) putBoxes(f trueType, count int) {
	without := *s
	without[streamBox] = make([]byte, 4*count)
	without[streamBox+1] = without[streamBox]
	worked := maps.Clone(f)
	worked.readGlyphs(without.bytes())
	for i := range count {
		if outline := f.outline(i); len(outline) > 0 {
			for at := 2; at < 10; at += 2 {
				s.putWord(streamBox, be16(outline, at)-be16(worked.outline(i), at))
			}
		}
	}
}
