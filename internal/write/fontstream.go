package write

import (
	"encoding/binary"
	"math"
)

// fontStreams are the glyphs of a font as the archive holds them, which deflate
// to two thirds of what TrueType's tables do. Bytes that mean the same stand
// together, each kind in a stream of its own, and what can be worked out is left
// out: where a glyph begins, the box around it, and the room before it, which
// ends where the box begins.
type fontStreams struct {
	data []byte
	at   [streamCount]int // where to go on in each stream
}

// The streams. Numbers of two bytes have two, the first for the upper bytes.
const (
	streamKind    = iota // of each glyph: 0 for a blank, 1 for a composite, else twice the contours, and 1 if zeros follow
	streamAdvance        // the width of each glyph
	_
	streamBox // what the sides of a box are more than is worked out
	_
	streamContour // how many points each contour has
	streamPoint   // the flags of each point
	streamShort   // the way to each point if a byte is enough, along x and along y
	_
	streamLong // the same if it is not
	_
	_
	_
	streamPart // the flags of each part of a composite
	_
	streamGlyph // the glyph that is the part
	_
	streamOffset // the way to the part, along x and along y
	_
	streamCount
)

// Flags of a point. Those of the way along y are the next bits.
const (
	pointShort    = 1 << 1
	pointSame     = 1 << 4 // a short way is to the right or up; there is no long one
	pointRepeated = 1 << 3
)

// A glyphBox has the left, the lower, the right and the upper side.
type glyphBox [4]int

// wholeTables are the tables that stay as they are. Those of all fonts are one
// file of the archive, because they are much alike.
var wholeTables = [...]string{"OS/2", "cmap", "head", "hhea", "maxp", "name", "post"}

// readWholeTables returns those tables of a font, which replace the tables of the
// fonts before it.
func readWholeTables(data []byte, font int) trueType {
	f := trueType{}
	for i := range (font + 1) * len(wholeTables) {
		n := 4 + be32(data, 0)
		f[wholeTables[i%len(wholeTables)]], data = data[4:n], data[n:]
	}
	return f
}

// readGlyphs puts the glyphs of a font together, and the tables about them.
func (f trueType) readGlyphs(data []byte) {
	s := fontStreams{data: data}
	at := 0
	for i := range s.at {
		s.at[i] = at + 4
		at += 4 + int(be32(data, at))
	}
	kinds := s.take(streamKind, int(be16(f["maxp"], 4)))
	outlines, boxes := make([][]byte, len(kinds)), make([]glyphBox, len(kinds))
	for i, kind := range kinds {
		if kind > 1 {
			outlines[i], boxes[i] = s.simple(int(kind))
		}
	}
	for i, kind := range kinds {
		if kind == 1 { // of glyphs that may stand after it
			outlines[i], boxes[i] = s.composite(boxes)
		}
	}
	var glyf, hmtx []byte
	loca := make([]byte, 4)
	for i, outline := range outlines {
		hmtx = put16(hmtx, s.word(streamAdvance))
		if len(outline) == 0 {
			hmtx = put16(hmtx, 0)
		} else {
			for k, side := range boxes[i] {
				binary.BigEndian.PutUint16(outline[2+2*k:], uint16(side)+s.word(streamBox))
			}
			hmtx = append(hmtx, outline[2:4]...)
		}
		glyf = aligned(append(glyf, outline...))
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	}
	f["glyf"], f["hmtx"], f["loca"] = glyf, hmtx, loca
}

// take takes bytes of a stream.
func (s *fontStreams) take(stream, n int) []byte {
	s.at[stream] += n
	return s.data[s.at[stream]-n : s.at[stream]]
}

// next takes a byte.
func (s *fontStreams) next(stream int) byte {
	s.at[stream]++
	return s.data[s.at[stream]-1]
}

// word takes a number of two bytes.
func (s *fontStreams) word(stream int) uint16 {
	return uint16(s.next(stream))<<8 | uint16(s.next(stream+1))
}

// simple takes an outline of points, and works out the box around them.
func (s *fontStreams) simple(kind int) (out []byte, box glyphBox) {
	contours, points := kind/2, 0
	out = put16(nil, uint16(contours))
	out = append(out, make([]byte, 8)...) // for the box
	for range contours {
		points += int(s.next(streamContour))
		out = put16(out, uint16(points-1))
	}
	out = put16(out, 0) // no instructions
	flags := s.take(streamPoint, points)
	out = appendFlags(out, flags)
	for axis := range 2 {
		at, low, high := 0, math.MaxInt16, math.MinInt16
		for _, flag := range flags {
			flag >>= axis
			switch same := flag&pointSame != 0; {
			case flag&pointShort != 0:
				by := s.next(streamShort + axis)
				out = append(out, by)
				if same {
					at += int(by)
				} else {
					at -= int(by)
				}
			case !same:
				by := s.word(streamLong + 2*axis)
				out = put16(out, by)
				at += int(int16(by))
			}
			low, high = min(low, at), max(high, at)
		}
		box[axis], box[axis+2] = low, high
	}
	return append(out, make([]byte, kind%2*4)...), box
}

// appendFlags appends the flags of points. Those that are the same stand once,
// with how often they are repeated.
func appendFlags(out, flags []byte) []byte {
	for len(flags) > 0 {
		run := 1
		for run < len(flags) && flags[run] == flags[0] {
			run++
		}
		if run > 1 {
			out = append(out, flags[0]|pointRepeated, byte(run-1))
		} else {
			out = append(out, flags[0])
		}
		flags = flags[run:]
	}
	return out
}

// composite takes an outline that is made of other glyphs, and works out the box
// around theirs.
func (s *fontStreams) composite(boxes []glyphBox) (out []byte, box glyphBox) {
	out = append([]byte{0xff, 0xff}, make([]byte, 8)...)
	box = glyphBox{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	for flags := uint16(partMore); flags&partMore != 0; {
		flags = s.word(streamPart)
		glyph := s.word(streamGlyph)
		out = put16(put16(out, flags), glyph)
		for axis := range 2 {
			b := s.next(streamOffset + axis)
			out = append(out, b)
			by := int(int8(b))
			if flags&partWords != 0 {
				b = s.next(streamOffset + axis)
				out = append(out, b)
				by = by<<8 | int(b)
			}
			box[axis] = min(box[axis], boxes[glyph][axis]+by)
			box[axis+2] = max(box[axis+2], boxes[glyph][axis+2]+by)
		}
	}
	return out, box
}
