package diff

import (
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// A stream is a document laid flat: the text of all its paragraphs in one
// string, the tokens of that string in one list. Blocks are notes beside it.
// Nothing is lost: blanks are what lies between tokens.
type stream struct {
	text    string
	pieces  []piece
	tokens  []token
	letters []int32 // by token, and one more for the end: bytes in the content words before it
	blocks  []block
}

// A piece says which span a stretch of the text came from.
type piece struct {
	start int // in the text; it ends where the next one starts
	span  *doc.Span
}

// A block is one block of the document.
type block struct {
	source      doc.Block
	kind        kind
	first, last int // its tokens: first up to, but not including, last
	letters     int // bytes in its content words
	start       int // its text: the label up to label, the rest up to end
	label       int
	end         int
	move        int // number of the move it is an end of; 0: none
}

// A kind is a sort of block.
type kind uint8

const (
	paragraph kind = iota
	rule
	pageBreak
	furniture // a paragraph that belongs to the page: "- 2 -"
)

// flatten makes the stream of a document.
func flatten(d *doc.Document, lex *lexicon) *stream {
	s := &stream{blocks: make([]block, len(d.Blocks))}
	size, spans := measure(d)
	s.pieces = make([]piece, 0, spans+1)
	var text strings.Builder
	text.Grow(size)
	add := func(spans []doc.Span) {
		for i := range spans {
			s.pieces = append(s.pieces, piece{text.Len(), &spans[i]})
			text.WriteString(spans[i].Text)
		}
	}
	for i, source := range d.Blocks {
		b := block{source: source, start: text.Len()}
		b.label = b.start
		switch p := source.(type) {
		case *doc.Paragraph:
			add(p.Label)
			b.label = text.Len()
			add(p.Spans)
		case *doc.Rule:
			b.kind = rule
		case *doc.PageBreak:
			b.kind = pageBreak
		default:
			panic(fmt.Sprintf("diff: unknown block %T", source))
		}
		b.end = text.Len()
		s.blocks[i] = b
	}
	s.text = text.String()
	s.markFurniture()

	scan := scanner{
		lex: lex, text: s.text,
		tokens:  make([]token, 0, size/5+16),
		letters: make([]int32, 1, size/5+17),
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		b.first, b.letters = len(scan.tokens), -int(scan.sum)
		if b.kind == paragraph {
			scan.scan(b.start, b.label, i)
			scan.scan(b.label, b.end, i)
		}
		b.last = len(scan.tokens)
		b.letters += int(scan.sum)
	}
	s.tokens, s.letters = scan.tokens, scan.letters
	return s
}

// measure returns the bytes and the spans of a document's text.
func measure(d *doc.Document) (bytes, spans int) {
	eachSpan(d, func(s *doc.Span) { bytes += len(s.Text); spans++ })
	return bytes, spans
}

func eachSpan(d *doc.Document, f func(*doc.Span)) {
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			for i := range p.Label {
				f(&p.Label[i])
			}
			for i := range p.Spans {
				f(&p.Spans[i])
			}
		}
	}
}

const furnitureLimit = 24 // bytes; the longest page line is shorter

// markFurniture finds the paragraphs that belong to the page and not to the
// text. A bare number is one only beside a page's edge, for it may be a figure
// in a table.
func (s *stream) markFurniture() {
	edge := func(i int) bool {
		if i < 0 || i >= len(s.blocks) {
			return false
		}
		b := &s.blocks[i]
		return b.kind == pageBreak ||
			b.kind == furniture && strings.HasPrefix(strings.TrimSpace(s.text[b.start:b.end]), pageMark)
	}
	var numbers []int
	for i := range s.blocks {
		b := &s.blocks[i]
		if b.kind != paragraph || b.end == b.start {
			continue
		}
		text := strings.TrimSpace(s.text[b.start:b.end])
		if len(text) > furnitureLimit {
			continue
		}
		switch {
		case text == "": // form feeds, if it holds any
			if strings.Contains(s.text[b.start:b.end], "\f") {
				b.kind = furniture
			}
		case isPageLine(text):
			b.kind = furniture
		case isPageNumber(text, false):
			numbers = append(numbers, i)
		}
	}
	for _, i := range numbers {
		if edge(i-1) || edge(i+1) {
			s.blocks[i].kind = furniture
		}
	}
}

// blockOf returns the block that token t is in; one past the last block for the
// end of the stream.
func (s *stream) blockOf(t int) int {
	if t < len(s.tokens) {
		return int(s.tokens[t].block)
	}
	return len(s.blocks)
}

// startsBlock reports whether token t, or the end of the stream, begins a block.
func (s *stream) startsBlock(t int) bool {
	return t == 0 || t >= len(s.tokens) || s.tokens[t].block != s.tokens[t-1].block
}

// contentLetters returns the bytes of the content words among the tokens from
// first up to last.
func (s *stream) contentLetters(first, last int) int {
	return int(s.letters[last] - s.letters[first])
}

// weight adds up the weights of the tokens from first up to last.
func (s *stream) weight(lex *lexicon, first, last int) int {
	sum := 0
	for _, t := range s.tokens[first:last] {
		sum += int(lex.weights[t.id])
	}
	return sum
}
