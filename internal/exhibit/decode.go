package exhibit

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns the bytes of a text file into UTF-8 with plain line ends.
//
// A byte order mark decides; then each stretch that is UTF-8 is taken as such,
// and each byte that is not is read as windows-1252, which is what a text of
// unknown origin almost always is. That is done byte by byte, so that one stray
// byte does not spoil a file. The control characters U+0080 to U+009F are nearly
// always bytes of windows-1252 that somebody took for Latin-1, and are read as
// that. Other control characters become blanks. A file that holds many, or a NUL,
// is no text.
func (r *reader) decode(data []byte) (string, bool) {
	if text, ok := decodeUTF16(data); ok {
		data = []byte(text)
	}
	data = trimBOM(data)
	if plain(data) {
		return string(data), true
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	var alien, mistaken, control oddity
	line, start := 1, 0 // start: where the line began in b
	for i := 0; i < len(data) && !control.nul; {
		c := data[i]
		switch {
		case c == '\r' && i+1 < len(data) && data[i+1] == '\n':
			i++ // the line feed is next
		case c == '\r' || c == '\n':
			b.WriteByte('\n')
			line, start = line+1, b.Len()
			i++
		case c == 0x1a && i == len(data)-1:
			i++ // the end mark of DOS and CP/M
		case c < ' ' && c != '\t' && c != '\f' || c == 0x7f:
			control.see(c, line, b.String()[start:])
			b.WriteByte(' ')
			i++
		case c < utf8.RuneSelf:
			b.WriteByte(c)
			i++
		default:
			rn, n := utf8.DecodeRune(data[i:])
			if rn == utf8.RuneError && n == 1 {
				alien.see(c, line, b.String()[start:])
				rn = windows1252(c)
			} else if isC1(rn) && !isC1(windows1252(byte(rn))) {
				mistaken.see(byte(rn), line, b.String()[start:])
				rn = windows1252(byte(rn))
			}
			if isC1(rn) { // windows-1252 has nothing there
				control.see(byte(rn), line, b.String()[start:])
				rn = ' '
			}
			b.WriteRune(rn)
			i += n
		}
	}
	if control.nul || control.n > len(data)/16 {
		r.fail(r.at(control.line, 0), "want text, have binary data", "give the exhibit as .txt, .htm or .docx")
		return "", false
	}
	if alien.n > 0 && !declares1252(data) {
		r.warn(r.at(alien.line, alien.col), fmt.Sprintf("%s not UTF-8, the first 0x%02X: read as windows-1252", isAre(alien.n, "byte"), alien.first),
			"look at the quotes, dashes and accents")
	}
	if mistaken.n > 0 {
		r.warn(r.at(mistaken.line, mistaken.col), fmt.Sprintf("%s, the first U+%04X, read as windows-1252", count(mistaken.n, "control character"), mistaken.first),
			"look at the quotes, dashes and accents")
	}
	if control.n > 0 {
		r.warn(r.at(control.line, control.col), fmt.Sprintf("%s, the first 0x%02X, read as blanks", count(control.n, "control character"), control.first), "")
	}
	return b.String(), true
}

// windows1252 is the character of a byte. The numbered characters of HTML from
// 128 to 159 are read as windows-1252, so that the table is in the library.
func windows1252(c byte) rune {
	rn, _ := utf8.DecodeRuneInString(html.UnescapeString("&#" + strconv.Itoa(int(c)) + ";"))
	return rn
}

// isC1 reports whether r is one of the control characters behind ASCII.
func isC1(r rune) bool { return r >= 0x80 && r <= 0x9f }

// An oddity counts bytes of a kind and remembers the first.
type oddity struct {
	n         int
	first     byte
	line, col int
	nul       bool
}

// see counts c, which stands in a line after before.
func (o *oddity) see(c byte, line int, before string) {
	if o.n == 0 {
		o.first, o.line, o.col = c, line, utf8.RuneCountInString(before)+1
	}
	o.nul = o.nul || c == 0
	o.n++
}

func isAre(n int, thing string) string {
	if n == 1 {
		return "1 " + thing + " is"
	}
	return fmt.Sprintf("%d %ss are", n, thing)
}

// plain reports whether data needs no decoding.
func plain(data []byte) bool {
	ascii := true
	for rest := data; len(rest) > 0; {
		n := min(len(rest), 8)
		if n < 8 || odd(binary.LittleEndian.Uint64(rest)) {
			for _, c := range rest[:n] {
				if c >= utf8.RuneSelf {
					ascii = false
				} else if c < ' ' && c != '\n' && c != '\t' && c != '\f' || c == 0x7f {
					return false
				}
			}
		}
		rest = rest[n:]
	}
	return ascii || utf8.Valid(data) && !hasC1(data)
}

// hasC1 reports whether UTF-8 has a control character behind ASCII.
func hasC1(data []byte) bool {
	for {
		i := bytes.IndexByte(data, 0xc2) // begins U+0080 to U+00BF
		if i < 0 || i+1 == len(data) {
			return false
		}
		if data[i+1] <= 0x9f {
			return true
		}
		data = data[i+2:]
	}
}

func trimBOM(data []byte) []byte {
	if len(data) >= 3 && data[0] == 0xef && data[1] == 0xbb && data[2] == 0xbf {
		return data[3:]
	}
	return data
}

// decodeUTF16 decodes data that is UTF-16: by its byte order mark, or, lacking
// one, by the NULs that plain English leaves in every other byte.
func decodeUTF16(data []byte) (string, bool) {
	if len(data) < 4 {
		return "", false
	}
	var order binary.ByteOrder
	switch {
	case data[0] == 0xff && data[1] == 0xfe, data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		order = binary.LittleEndian
	case data[0] == 0xfe && data[1] == 0xff, data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		order = binary.BigEndian
	default:
		return "", false
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units)), true
}

// declares1252 reports whether an HTML file says that it is windows-1252 or
// one of the names under which that has always been served.
func declares1252(data []byte) bool {
	head := strings.ToLower(string(data[:min(len(data), 16<<10)]))
	_, after, ok := strings.Cut(head, "charset=")
	after = strings.TrimLeft(after, `"' `)
	for _, name := range []string{"windows-1252", "iso-8859-1", "us-ascii", "latin1", "cp1252"} {
		if ok && strings.HasPrefix(after, name) {
			return true
		}
	}
	return false
}
