package extract

import "math/bits"

// A cell is what a path through the automaton has said of one fact so far.
type cell struct {
	state  state
	guess  bool   // the value was guessed in part, as small letters behind capitals are
	closed bool   // a list: it has no more than n elements
	val    int32  // the number of its value, from 1; 0: not known
	n      int32  // a list: it has so many elements at least
	out    uint64 // of a fact that takes one of a few values: those that it is not, by their places in the schema
}

type state uint8

const (
	unsaid state = iota
	absent
	given
)

// A store is what a path has said of all facts. Stores share what they have in
// common: to set a cell copies a few nodes of a tree. The nil store is empty.
type store struct {
	kids [fan]*store
	leaf *[fan]cell
}

const (
	fan      = 16
	fanShift = 4
	levels   = 3 // fan to this power is how many facts there is room for
	maxFacts = 1 << (fanShift * levels)
)

func (s *store) at(v int32) cell {
	for shift := fanShift * (levels - 1); s != nil; shift -= fanShift {
		if shift == 0 {
			return s.leaf[v%fan]
		}
		s = s.kids[v>>shift%fan]
	}
	return cell{}
}

func (s *store) with(v int32, c cell) *store { return s.set(v, c, fanShift*(levels-1)) }

func (s *store) set(v int32, c cell, shift int) *store {
	out := &store{}
	if s != nil {
		*out = *s
	}
	if shift == 0 {
		leaf := [fan]cell{}
		if out.leaf != nil {
			leaf = *out.leaf
		}
		leaf[v%fan] = c
		out.leaf = &leaf
		return out
	}
	k := v >> shift % fan
	out.kids[k] = out.kids[k].set(v, c, shift-fanShift)
	return out
}

// digest makes a number of a cell; those of all cells, added up, tell stores
// apart.
func (c cell) digest(v int32) uint64 {
	if c == (cell{}) {
		return 0
	}
	h := uint64(v)<<32 ^ uint64(c.state) ^ uint64(c.val)<<3
	if c.guess {
		h ^= 1 << 62
	}
	if c.closed {
		h ^= 1 << 61
	}
	h = (h ^ uint64(c.n)<<50) * 0x9e3779b97f4a7c15
	h ^= c.out * 0xbf58476d1ce4e5b9
	h = (h ^ bits.RotateLeft64(h, 31)) * 0x94d049bb133111eb
	return h ^ h>>29
}
