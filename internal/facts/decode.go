package facts

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
)

var (
	bom8    = []byte("\xef\xbb\xbf")
	bom16le = []byte("\xff\xfe")
	bom16be = []byte("\xfe\xff")
)

// isUTF16 reports whether data begins with the mark of UTF-16, and its order.
func isUTF16(data []byte) (big, ok bool) {
	return bytes.HasPrefix(data, bom16be), bytes.HasPrefix(data, bom16be) || bytes.HasPrefix(data, bom16le)
}

// decode turns the bytes of a file into text: UTF-8 without a mark, in which
// only characters stand that an editor shows. It notes what is not, and then
// returns false.
func (r *reader) decode(data []byte) (string, bool) {
	if len(data) > maxFile {
		r.add(diag.Pos{}, 0, fmt.Sprintf("want a file of at most 64 MiB, have %d MiB", len(data)>>20), "part it into several files")
		return "", false
	}
	if big, ok := isUTF16(data); ok {
		data = fromUTF16(data[2:], big)
	} else if halfNUL(data) {
		r.add(diag.Pos{}, 0, "want UTF-8, have what looks like UTF-16 without its mark", "save the file as UTF-8")
		return "", false
	}
	text := string(bytes.TrimPrefix(data, bom8))
	if strings.IndexByte(text, '\r') >= 0 {
		text = endLines(text)
	}
	return text, r.checkCharacters(text)
}

// halfNUL reports whether data begins with characters of ASCII in UTF-16, of
// which every other byte is 0.
func halfNUL(data []byte) bool {
	head := data[:min(len(data)&^1, 64)]
	zeros := [2]int{}
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	enough := len(head) * 3 / 8 // three quarters of a half: other letters may stand among them
	return len(head) > 2 && min(zeros[0], zeros[1]) == 0 && max(zeros[0], zeros[1]) >= enough
}

func fromUTF16(data []byte, big bool) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	if big {
		order = binary.BigEndian
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// endLines gives lines that end in a carriage return alone a newline, because
// no editor shows them as one line.
func endLines(text string) string {
	const whole = "\x00" // cannot stand in a text that is read
	if strings.Count(text, "\r") == strings.Count(text, "\r\n") || strings.Contains(text, whole) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", whole)
	text = strings.ReplaceAll(text, "\r", "\n")
	return strings.ReplaceAll(text, whole, "\r\n")
}

// checkCharacters reports whether text is UTF-8 and every character in it
// prints, and notes the first that does not.
func (r *reader) checkCharacters(text string) bool {
	first, bad := -1, 0
	for i := 0; i < len(text); {
		if c := text[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		char, size := utf8.DecodeRuneInString(text[i:])
		if char == utf8.RuneError && size == 1 || unprintable(char) || breaksLine(char) {
			if bad++; first < 0 {
				first = i
			}
		}
		i += size
	}
	if bad == 0 {
		return true
	}
	r.src.Text = text
	message, hint := sayCharacter(text[first:])
	if bad > 1 {
		message += fmt.Sprintf("; it is the first of %d such places", bad)
	}
	r.add(place(text, first), 1, message, hint)
	return false
}

// sayCharacter says what is wrong with the character that s begins with.
func sayCharacter(s string) (message, hint string) {
	char, size := utf8.DecodeRuneInString(s)
	switch {
	case char == utf8.RuneError && size == 1:
		return fmt.Sprintf("want UTF-8, have the byte 0x%02X", s[0]), "save the file as UTF-8; it may be in Windows-1252 or Latin-1 now"
	case breaksLine(char):
		return fmt.Sprintf("want line ends that editors show, have the character U+%04X", char), "replace it by a line break"
	}
	return fmt.Sprintf("want characters that print, have the control character U+%04X", char), "delete it; editors do not show it"
}

// unprintable reports whether char has no place in a document: a control
// character, or a number that stands for none.
func unprintable(char rune) bool {
	return char < ' ' && char != '\n' && char != '\t' && char != '\r' ||
		char >= 0x7f && char < 0xa0 && char != 0x85 ||
		char == 0xfeff || char&0xfffe == 0xfffe
}

// breaksLine reports whether YAML takes char for a line end where editors do
// not; the places of everything behind it would be off.
func breaksLine(char rune) bool { return char == 0x85 || char == 0x2028 || char == 0x2029 }

// place is the line and column of a byte in text.
func place(text string, offset int) diag.Pos {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	return diag.Pos{
		Line: strings.Count(text[:offset], "\n") + 1,
		Col:  utf8.RuneCountInString(text[start:offset]) + 1,
	}
}
