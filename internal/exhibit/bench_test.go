package exhibit

import (
	"os"
	"strings"
	"testing"

	"github.com/draftgen/draftgen/internal/doc"
)

func letter(b *testing.B) []byte {
	data, err := os.ReadFile("../../examples/opinion/hemacare-1996.txt")
	if err != nil {
		b.Fatal(err)
	}
	return data
}

func benchmark(b *testing.B, name string, data []byte) {
	b.Helper()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if x, list := Read(name, data, Options{}); x == nil {
			b.Fatal(list)
		}
	}
}

func BenchmarkLetter(b *testing.B) { benchmark(b, "in.txt", letter(b)) }

// 400 letters have 200,000 words.
func BenchmarkBook(b *testing.B) {
	benchmark(b, "in.txt", []byte(strings.Repeat(string(letter(b))+"\n\n", 400)))
}

func BenchmarkLetterHTML(b *testing.B) { benchmark(b, "in.htm", []byte(asHTML(b))) }
func BenchmarkBookHTML(b *testing.B) {
	benchmark(b, "in.htm", []byte(strings.Repeat(asHTML(b), 400)))
}

func BenchmarkLetterDOCX(b *testing.B) {
	benchmark(b, "in.docx", packDOCX(b, map[string]string{"document.xml": asWordML(b, 1)}))
}

func BenchmarkBookDOCX(b *testing.B) {
	benchmark(b, "in.docx", packDOCX(b, map[string]string{"document.xml": asWordML(b, 400)}))
}

// texts are the paragraphs of the letter.
func texts(b *testing.B) (texts []string) {
	for _, block := range mustRead(b, "in.txt", letter(b)).Document.Blocks {
		if p, ok := block.(*doc.Paragraph); ok {
			texts = append(texts, strings.ReplaceAll(strings.Join(words(&doc.Document{Blocks: []doc.Block{p}}), " "), "&", "&amp;"))
		}
	}
	return texts
}

func asHTML(b *testing.B) string {
	return "<html><p>" + strings.Join(texts(b), "</p>\n<p>") + "</p></html>\n"
}

func asWordML(b *testing.B, n int) string {
	return strings.Repeat("<w:p><w:r><w:t>"+strings.Join(texts(b), "</w:t></w:r></w:p>\n<w:p><w:r><w:t>")+"</w:t></w:r></w:p>", n)
}
