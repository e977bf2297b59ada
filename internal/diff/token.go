package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is what is compared: a word, a number, a punctuation mark or a drawn
// line. It is a range of its stream's text; the blanks before it belong to none.
type token struct {
	id         int32 // equal for two tokens that read the same, quotes and dashes folded
	start, end int32 // bytes of the stream's text
	block      int32 // index of the block it is in
	drawn      bool  // a drawn line: dashes, underscores or dots for the eye
	moved      bool  // its like stands elsewhere, in a passage that moved
}

// A scanner cuts text into tokens. It is written by hand because a regular
// expression takes longer than all the rest of the comparison.
type scanner struct {
	lex     *lexicon
	text    string
	tokens  []token
	letters []int32 // see stream
	sum     int32   // the last of letters
	folded  []byte  // scratch
}

// scan appends the tokens of text[from:to] for the given block.
func (s *scanner) scan(from, to, block int) {
	text := s.text[:to]
	for at := s.blanks(from, to); at < to; {
		end, key := plainWord(text, at)
		id, drawn := int32(0), false
		if end > at {
			id = s.lex.internKey(key, text[at:end])
		} else {
			end, id, drawn = s.next(text, at)
		}
		s.tokens = append(s.tokens, token{id: id, start: int32(at), end: int32(end), block: int32(block), drawn: drawn})
		if s.lex.weights[id] == weighContent {
			s.sum += int32(end - at)
		}
		s.letters = append(s.letters, s.sum)
		if at = end; at+1 < to && text[at] == ' ' && plain[text[at+1]] {
			at++
		} else {
			at = s.blanks(at, to)
		}
	}
}

// blanks returns where the blanks that start at from end. A page mark inside a
// paragraph is a blank to the comparison.
func (s *scanner) blanks(from, to int) int {
	for from < to {
		c := s.text[from]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v':
			from++
		case c == '<' && strings.HasPrefix(s.text[from:to], pageMark):
			from += len(pageMark)
		case c < utf8.RuneSelf:
			return from
		default:
			r, size := utf8.DecodeRuneInString(s.text[from:to])
			if !blankRune(r) && !isIgnorable(r) {
				return from
			}
			from += size
		}
	}
	return to
}

const pageMark = "<PAGE>"

// next returns the end of the token that starts at from and is no plain word, its
// number and whether it is a drawn line.
func (s *scanner) next(text string, from int) (end int, id int32, drawn bool) {
	r, size := decode(text, from)
	switch {
	case wordRune(r):
		end, fold := word(text, from)
		return end, s.spell(text[from:end], fold), false
	case strings.ContainsRune("$£€¥", r) && amount(text, from+size) > 0:
		end, fold := word(text, amount(text, from+size))
		return end, s.spell(text[from:end], fold), false
	case r == '.' && amount(text, from) > 0:
		end, fold := word(text, from+1)
		return end, s.spell(text[from:end], fold), false
	case r == '(':
		if end := enumerator(text, from); end > 0 {
			return end, s.lex.intern(text[from:end]), false
		}
	case r == '/':
		if strings.HasPrefix(text[from:], "/s/") || strings.HasPrefix(text[from:], "/S/") {
			return from + 3, s.lex.intern(text[from : from+3]), false
		}
	}
	return s.mark(text, from, r, size)
}

// amount returns where the digits of the number at from begin, which may start
// with its decimal point; 0 if there is none.
func amount(text string, from int) int {
	if from < len(text) && text[from] == '.' {
		from++
	}
	if from < len(text) && isDigit(text[from]) {
		return from
	}
	return 0
}

// plainWord returns the end of a word of ASCII letters and digits after which
// nothing can join, and its key in the lexicon. It returns from if what stands
// there is anything else.
func plainWord(text string, from int) (end int, key uint64) {
	at := from
	for at < len(text) && plain[text[at]] {
		if n := at - from; n < packedBytes {
			key |= uint64(text[at]) << (8 * n)
		}
		at++
	}
	if at < len(text) {
		switch text[at] {
		case ' ', '\n', ';', ')', '"':
		case ',', '.':
			if at+1 < len(text) && text[at+1] != ' ' && text[at+1] != '\n' {
				return from, 0
			}
		default:
			return from, 0
		}
	}
	if at-from > packedBytes {
		return at, longKey(text[from:at])
	}
	return at, key | uint64(at-from)<<56
}

var plain = func() (table [256]bool) {
	for c := range table {
		table[c] = isLetter(byte(c)) || isDigit(byte(c))
	}
	return table
}()

// mark scans a token without letters or digits.
func (s *scanner) mark(text string, from int, r rune, size int) (end int, id int32, drawn bool) {
	end = from + size
	key := text[from:end]
	switch {
	case isDash(r):
		end = run(text, end, isDash)
		return end, s.lex.intern("-"), end-from >= 3 && r == '-'
	case r == '_' || r == '=' || r == '~' || r == '#' || r == '*':
		end = run(text, end, func(c rune) bool { return c == r })
		return end, s.lex.intern(key), end-from >= 3 && (r == '_' || r == '=' || r == '~')
	case r == '.' || r == '…':
		end = run(text, end, func(c rune) bool { return c == '.' || c == '…' })
		if end-from == 1 {
			return end, s.lex.intern("."), false
		}
		return end, s.lex.intern("…"), r == '.' && end-from > 4
	case r == '`' || r == '\'':
		if end < len(text) && text[end] == byte(r) { // ``so'': a typewriter's double quotes
			return end + 1, s.lex.intern(`"`), false
		}
		return end, s.lex.intern("'"), false
	case strings.ContainsRune("“”„‟«»″", r):
		key = `"`
	case strings.ContainsRune("‘’‚‛´′‹›", r):
		key = "'"
	}
	return end, s.lex.intern(key), false
}

// run returns where the run of characters that are in the set ends.
func run(text string, from int, in func(rune) bool) int {
	for from < len(text) {
		r, size := decode(text, from)
		if !in(r) {
			break
		}
		from += size
	}
	return from
}

// spell interns a word, folded if it holds characters that need it.
func (s *scanner) spell(word string, fold bool) int32 {
	if !fold {
		return s.lex.intern(word)
	}
	b := s.folded[:0]
	for _, r := range word {
		switch {
		case isApostrophe(r):
			r = '\''
		case isDash(r):
			r = '-'
		case isIgnorable(r):
			continue
		}
		b = utf8.AppendRune(b, r)
	}
	s.folded = b
	return s.lex.intern(string(b))
}

// word returns the end of the word, number, address or abbreviation at from,
// and whether its spelling needs folding.
func word(text string, from int) (end int, fold bool) {
	if end := address(text, from); end > 0 {
		return end, false
	}
	at, segment := from, from // segment: where the part after the last joining mark starts
	for at < len(text) {
		c := text[at]
		switch {
		case isLetter(c) || isDigit(c):
			at++
			continue
		case c < utf8.RuneSelf:
			if !joins(text, from, segment, at, 1, rune(c)) {
				return tail(text, from, segment, at), fold
			}
			at++
			segment = at
			continue
		}
		r, size := decode(text, at)
		switch {
		case isIgnorable(r):
			fold = true
			at += size
		case wordRune(r):
			if ideograph(r) { // written without blanks: each is a word
				if at == from {
					at += size
				}
				return at, fold
			}
			at += size
		case joins(text, from, segment, at, size, r):
			fold = true
			at += size
			segment = at
		default:
			return tail(text, from, segment, at), fold
		}
	}
	return at, fold
}

// joins reports whether the mark r at text[at] holds a word together rather
// than ending it.
func joins(text string, from, segment, at, size int, r rune) bool {
	if at == segment || at+size >= len(text) {
		return false
	}
	before := text[at-1]
	after, _ := decode(text, at+size)
	digits := isDigit(before) && '0' <= after && after <= '9'
	switch {
	case isApostrophe(r), r == '&':
		return unicode.IsLetter(after)
	case r == '-' || r == '‐' || r == '‑':
		return wordRune(after)
	case r == '–': // 1995–96, but not so–called
		return wordRune(after) && (isDigit(before) || '0' <= after && after <= '9')
	case r == '/' || r == '@' || r == '_':
		return wordRune(after)
	case r == ',' || r == ':':
		return digits
	case r == '.': // 23.2, a.m, U.S, hemacare.com, but not end.Next
		return digits || unicode.IsLower(after) ||
			unicode.IsLetter(after) && at-segment <= 2
	}
	return false
}

// tail takes in the mark after a word that is part of it: the last full stop of
// a.m., the sign of 5%.
func tail(text string, from, segment, at int) int {
	switch {
	case at >= len(text):
	case text[at] == '%' && isDigit(text[at-1]):
		return at + 1
	case text[at] == '.' && at-segment == 1 && segment > from && text[segment-1] == '.' && isLetter(text[segment]):
		return at + 1
	}
	return at
}

// address returns the end of the web address at from, 0 if there is none.
func address(text string, from int) int {
	switch text[from] {
	case 'h', 'w', 'H', 'W':
	default:
		return 0
	}
	rest := text[from:]
	if !hasPrefixFold(rest, "http://") && !hasPrefixFold(rest, "https://") && !hasPrefixFold(rest, "www.") {
		return 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool {
		return blankRune(r) || strings.ContainsRune(`<>"()[]{}“”`, r)
	})
	if end < 0 {
		end = len(rest)
	}
	return from + len(strings.TrimRight(rest[:end], ".,;:!?'’"))
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// enumerator returns the end of a short bracketed word at from, such as (a), (iv)
// or the area code in (310) 553-8011, which is one token. It returns 0 if there
// is none.
func enumerator(text string, from int) int {
	at := from + 1
	for at < len(text) && at <= from+4 && plain[text[at]] {
		at++
	}
	if at == from+1 || at == len(text) || text[at] != ')' {
		return 0
	}
	return at + 1
}

// hasShape reports whether text is like shape, in which d stands for a digit.
func hasShape(text, shape string) bool {
	if len(text) != len(shape) {
		return false
	}
	for i := range len(text) {
		if text[i] != shape[i] && !(shape[i] == 'd' && isDigit(text[i])) {
			return false
		}
	}
	return true
}

func decode(text string, at int) (rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isLetter(byte(r)) || isDigit(byte(r))
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

func ideograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// blankRune holds for all that parts words and shows nothing, of width or none.
func blankRune(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// isIgnorable holds for what may stand in a word unseen: the soft hyphen and
// the joiners.
func isIgnorable(r rune) bool { return r == '\u00ad' || r == '\u200c' || r == '\u200d' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '´' }

func isDash(r rune) bool {
	return r == '-' || '‐' <= r && r <= '―' || r == '−'
}
