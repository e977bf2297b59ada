package exhibit

// Most of a typewriter's text is printed ASCII. What follows finds that out eight
// bytes at a time, the first in the lowest: a sum or a difference of all eight
// sets the highest bit of those that are out of bounds.
const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
	blankBits = ' ' * everyByte
)

// odd reports whether any of eight bytes is not printed ASCII.
func odd(eight uint64) bool {
	return (eight|(eight-blankBits)|(eight+everyByte))&highBits != 0
}

// smooth reports whether s is printed ASCII without two blanks side by side: it
// has a column for each byte, and squeeze would leave it as it is.
func smooth(s string) bool {
	afterBlank := uint64(0)
	for ; len(s) >= 8; s = s[8:] {
		eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		blanks := ^((eight ^ blankBits) + (highBits - everyByte)) & highBits
		if odd(eight) || blanks&(blanks<<8|afterBlank) != 0 {
			return false
		}
		afterBlank = blanks >> 56
	}
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && afterBlank != 0 {
			return false
		}
		afterBlank = 0
		if c == ' ' {
			afterBlank = 0x80
		}
	}
	return true
}
