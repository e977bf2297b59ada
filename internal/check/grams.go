package check

import "strings"

// grams are the sequences of three bytes in a text, in a table of bits of their
// hashes: what it does not have the text does not have. Most of what rules look
// for stands in no text, and a look here is cheaper than one through the text.
type grams [1 << 10]uint64

func newGrams(s string) *grams {
	g := new(grams)
	for i := 0; i+2 < len(s); i++ {
		h := gram(s, i)
		g[h>>6] |= 1 << (h & 63)
	}
	return g
}

func gram(s string, i int) uint32 {
	h := (uint32(s[i])<<16 | uint32(s[i+1])<<8 | uint32(s[i+2])) * 0x9e3779b1
	return h >> 16
}

// mayHold reports whether a text may have s in it, in small letters.
func (g *grams) mayHold(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if h := gram(s, i); g[h>>6]&(1<<(h&63)) == 0 {
			return false
		}
	}
	return true
}

// windows are the parts of a stretch of s in which an expression of at most
// longest bytes can match: around what it needs, widened to whole words, so that
// where a word ends is seen as in the whole.
func windows(s string, in stretch, needs []string, longest int) []stretch {
	var list stretches
	for _, need := range needs {
		first := len(list)
		for at := in.from; ; at += len(need) {
			i := strings.Index(s[at:in.to], need)
			if i < 0 {
				break
			}
			at += i
			w := stretch{max(at-longest, in.from), min(at+len(need)+longest, in.to)}
			if last := len(list) - 1; last >= first && w.from <= list[last].to {
				if w.to > list[last].to {
					list[last].to = wordEnd(s, w.to, in.to)
				}
				continue
			}
			list = append(list, stretch{wordStart(s, in.from, w.from), wordEnd(s, w.to, in.to)})
		}
	}
	list.sort()
	return list.merged()
}

// wordStart is the blank before the word in which a byte stands, or least.
func wordStart(s string, least, at int) int {
	return max(least, least+strings.LastIndexByte(s[least:at], ' '))
}

// wordEnd is the byte behind the blank behind the word in which a byte stands, or
// most.
func wordEnd(s string, at, most int) int {
	if i := strings.IndexByte(s[at:most], ' '); i >= 0 {
		return at + i + 1
	}
	return most
}
