package write

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A pdfFile is a PDF in the making (ISO 32000-1): objects that have numbers, and
// name each other by them. The zero pdfFile is empty and ready to use.
type pdfFile struct {
	data    []byte
	places  []int // where the objects begin, by their numbers less one; 0: not yet written
	deflate *zlib.Writer
}

// number returns the number of an object to come.
func (f *pdfFile) number() int {
	f.places = append(f.places, 0)
	return len(f.places)
}

// begin begins the object of a number.
func (f *pdfFile) begin(n int) {
	if len(f.data) == 0 {
		f.data = append(f.data, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"...) // the second line tells that this is no text
	}
	f.places[n-1] = len(f.data)
	f.data = fmt.Appendf(f.data, "%d 0 obj\n", n)
}

// object writes an object and returns its number.
func (f *pdfFile) object(format string, args ...any) int {
	n := f.number()
	f.objectAt(n, format, args...)
	return n
}

// objectAt writes the object of a number.
func (f *pdfFile) objectAt(n int, format string, args ...any) {
	f.begin(n)
	f.data = fmt.Appendf(f.data, format, args...)
	f.data = append(f.data, "\nendobj\n"...)
}

// stream writes bytes as an object, compressed, and returns its number. The
// entries are what its dictionary has besides.
func (f *pdfFile) stream(content []byte, entries string) int {
	var packed bytes.Buffer
	if f.deflate == nil {
		f.deflate = zlib.NewWriter(&packed)
	} else {
		f.deflate.Reset(&packed)
	}
	f.deflate.Write(content) // a Buffer gives no errors
	f.deflate.Close()
	n := f.number()
	f.begin(n)
	f.data = fmt.Appendf(f.data, "<</Filter /FlateDecode /Length %d%s>>\nstream\n", packed.Len(), entries)
	f.data = append(f.data, packed.Bytes()...)
	f.data = append(f.data, "\nendstream\nendobj\n"...)
	return n
}

// finish writes where the objects are, and returns the file. Its identifier is
// made from what it holds.
func (f *pdfFile) finish(catalog, info int) []byte {
	id := sha256.Sum256(f.data)
	start := len(f.data)
	f.data = fmt.Appendf(f.data, "xref\n0 %d\n0000000000 65535 f \n", len(f.places)+1)
	for n, place := range f.places {
		if place == 0 {
			panic(fmt.Sprintf("write: PDF object %d was never written", n+1))
		}
		f.data = fmt.Appendf(f.data, "%010d 00000 n \n", place)
	}
	return fmt.Appendf(f.data, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%[4]x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.places)+1, catalog, info, id[:16], start)
}

// pdfString is a text as the entries of a PDF have it.
func pdfString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

// references are objects named one after another.
func references(objects []int) string {
	var b strings.Builder
	for _, n := range objects {
		fmt.Fprintf(&b, "%d 0 R ", n)
	}
	return strings.TrimSpace(b.String())
}
