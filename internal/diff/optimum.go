package diff

import "slices"

// The states of a path through a window: the last token pair was kept, or a hunk
// is open. A free hunk began where blocks do, and is free if it ends so.
const (
	inKept = iota
	inHunk
	inFree
	states
)

// A score is the best in each state at one place.
type score [states]int32

const never = -1 << 30

// How a state was reached, two bits for each state: for inKept the state before,
// for the others one of these.
const (
	opened = iota
	passedOld
	passedNew
)

// optimum appends to kept the matches of the best path through the window.
//
// This is Gotoh's alignment with an affine gap price (O. Gotoh, "An improved
// algorithm for matching biological sequences", J. Mol. Biol. 162, 1982), with
// one gap for both directions, since what is struck and what is inserted in one
// place make one hunk, and with prices that depend on the place. Scores are those
// after i old and j new tokens.
func (c *comparison) optimum(kept []match, w window) []match {
	old, new := c.old.tokens[w.oldFirst:w.oldLast], c.new.tokens[w.newFirst:w.newLast]
	width := len(new) + 1
	c.steps = slices.Grow(c.steps[:0], (len(old)+1)*width)[:(len(old)+1)*width]
	c.scores = slices.Grow(c.scores[:0], width)[:width]
	c.ease = slices.Grow(c.ease[:0], width)[:width]
	for j := range c.ease {
		c.ease[j] = c.easeOf(c.new, w.newFirst+j)
		c.scores[j] = score{never, never, never}
	}

	var ease, easeAbove int32 // of the old stream here and one token before
	for i := 0; i <= len(old); i++ {
		easeAbove, ease = ease, c.easeOf(c.old, w.oldFirst+i)
		row := c.steps[i*width : (i+1)*width]
		id := int32(-1)
		if i > 0 {
			id = old[i-1].id
		}
		left, corner := score{never, never, never}, score{never, never, never}
		for j := range row {
			above := c.scores[j]
			here := score{never, above[inHunk], above[inFree]}
			step := uint8(passedOld<<(2*inHunk) | passedOld<<(2*inFree))
			if j > 0 && new[j-1].id == id {
				before := uint8(inKept)
				here[inKept], before = close(corner, easeAbove, c.ease[j-1])
				here[inKept] += c.lex.weights[id]
				step |= before
			} else if i == 0 && j == 0 {
				here[inKept] = 0
			}
			if left[inHunk] > here[inHunk] {
				here[inHunk] = left[inHunk]
				step = step&^(3<<(2*inHunk)) | passedNew<<(2*inHunk)
			}
			if left[inFree] > here[inFree] {
				here[inFree] = left[inFree]
				step = step&^(3<<(2*inFree)) | passedNew<<(2*inFree)
			}
			if here[inKept] > never {
				if paid := here[inKept] - price(ease, c.ease[j]); paid > here[inHunk] {
					here[inHunk] = paid
					step = step &^ (3 << (2 * inHunk)) // opened
				}
				if ease == easeBlock && c.ease[j] == easeBlock && here[inKept] > here[inFree] {
					here[inFree] = here[inKept]
					step = step &^ (3 << (2 * inFree))
				}
			}
			corner, left = above, here
			c.scores[j] = here
			row[j] = step
		}
	}

	_, state := close(c.scores[len(new)], ease, c.ease[len(new)])
	from := len(kept)
	for i, j := len(old), len(new); i > 0 || j > 0; {
		step := c.steps[i*width+j] >> (2 * state) & 3
		switch {
		case state == inKept:
			i, j = i-1, j-1
			kept = append(kept, match{w.oldFirst + i, w.newFirst + j, 1})
			state = step
		case step == passedOld:
			i--
		case step == passedNew:
			j--
		default:
			state = inKept
		}
	}
	return join(kept, from)
}

// close returns the best score at a place once no hunk is open there, and the
// state from which it is reached.
func close(s score, old, new int32) (int32, uint8) {
	best, from := s[inKept], uint8(inKept)
	if paid := s[inHunk] - price(old, new); paid > best {
		best, from = paid, inHunk
	}
	free := s[inFree]
	if old != easeBlock || new != easeBlock {
		free -= price(old, new) + price(easeBlock, easeBlock)
	}
	if free > best {
		best, from = free, inFree
	}
	return best, from
}

// join turns round the matches from the given index on, which were collected
// backwards, and makes one of those that touch.
func join(kept []match, from int) []match {
	slices.Reverse(kept[from:])
	out := kept[:from]
	for _, m := range kept[from:] {
		out = appendMatch(out, m)
	}
	return out
}

// price is what one end of a hunk costs at a place of such ease.
func price(old, new int32) int32 { return edgePrice - edgeStep*(old+new)/2 }

// How easily a text can be cut at a place.
const (
	easeNone     = 0
	easePhrase   = 1 // before a small word
	easeComma    = 2 // after a comma, at a bracket
	easeClause   = 3 // after a semicolon or a colon
	easeSentence = 4
	easeBlock    = 5
)

// easeOf returns how easily the stream can be cut before token t.
func (c *comparison) easeOf(s *stream, t int) int32 {
	if s.startsBlock(t) {
		return easeBlock
	}
	last := t - 1 // the last token before t that is no closing mark
	for s.closes(last) {
		last--
	}
	switch s.text[s.tokens[last].end-1] {
	case '.', '?', '!':
		if s.tokens[t-1].end < s.tokens[t].start {
			return easeSentence
		}
	case ';', ':':
		return easeClause
	case ',':
		return easeComma
	}
	switch {
	case last < t-1 || s.text[s.tokens[t].start] == '(':
		return easeComma
	case c.lex.weights[s.tokens[t].id] == weighFunction:
		return easePhrase
	}
	return easeNone
}

// closes reports whether token t is a closing bracket, or a quote that stands
// close to the token before it, in the same block.
func (s *stream) closes(t int) bool {
	if s.startsBlock(t) || s.tokens[t-1].end != s.tokens[t].start {
		return false
	}
	r, _ := decode(s.text, int(s.tokens[t].start))
	switch r {
	case ')', ']', '"', '\'', '”', '’':
		return true
	}
	return false
}
