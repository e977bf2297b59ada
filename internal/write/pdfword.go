package write

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// words cuts spans at their blanks. With fixed, blanks are as wide as they are
// many and part no words.
func (s *pdfSetter) words(spans []doc.Span, k *pdfLook, fixed bool) []pdfWord {
	var out []pdfWord
	inWord := false
	for i := range spans {
		span := &spans[i]
		text := span.Text
		if fixed {
			text = strings.ReplaceAll(untabbed(text), " ", noBreak)
		}
		for text != "" {
			n := strings.IndexAny(text, blanks)
			if n < 0 {
				n = len(text)
			}
			if n > 0 {
				if !inWord {
					out = append(out, pdfWord{})
				}
				inWord = true
				s.measure(&out[len(out)-1], text[:n], span, span.Revision, k)
				text = text[n:]
				continue
			}
			inWord = false
			if len(out) > 0 {
				w := &out[len(out)-1]
				if text[0] == '\n' {
					w.breaks++
				}
				w.space = fontOf(k.family, k.face).width(" ")*k.size + 2*float64(k.Typeset.Tracking)
				w.fate = span.Revision
			}
			text = text[1:]
		}
	}
	if len(out) > 0 { // blanks at the end of the text are nothing
		out[len(out)-1].breaks = 0
	}
	return out
}

// untabbed is text with eight blanks for each tab.
func untabbed(text string) string { return strings.ReplaceAll(text, "\t", "        ") }

// measure adds text to a word.
func (s *pdfSetter) measure(w *pdfWord, text string, span *doc.Span, fate *doc.Revision, k *pdfLook) {
	ts := &k.Typeset
	w.says += strings.Map(func(r rune) rune {
		if isUnseen(r) {
			return -1
		}
		return r
	}, text)
	w.span = cmp.Or(w.span, span)
	w.dashed = strings.HasSuffix(w.says, "-")
	w.odd = w.odd || ts.Tracking != 0 || ts.Caps || ts.SmallCaps || strings.Contains(text, noBreakHyphen)
	text = strings.NewReplacer(noBreakHyphen, "-", noBreak, " ").Replace(text)
	add := func(text string, size float64) {
		for text != "" {
			font, n := s.fontFor(text, k, span)
			if font != nil {
				p := pdfPiece{text: text[:n], font: font, size: size, track: float64(ts.Tracking), fate: fate}
				w.width += p.width()
				if n := len(w.pieces) - 1; n >= 0 && sameLook(w.pieces[n], p) {
					w.pieces[n].text += p.text
				} else {
					w.pieces = append(w.pieces, p)
				}
			}
			text = text[n:]
		}
	}
	switch {
	case ts.Caps:
		add(strings.ToUpper(text), k.size)
	case ts.SmallCaps:
		addSmallCaps(text, k.size, add)
	default:
		add(text, k.size)
	}
}

// noBreakHyphen is in few fonts, but looks like a hyphen.
const noBreakHyphen = "\u2011"

// addSmallCaps adds text in capitals, those of small letters smaller.
func addSmallCaps(text string, size float64, add func(text string, size float64)) {
	const small = 0.8 // of the size
	for text != "" {
		first, _ := utf8.DecodeRuneInString(text)
		n := strings.IndexFunc(text, func(r rune) bool { return unicode.IsLower(r) != unicode.IsLower(first) })
		if n < 0 {
			n = len(text)
		}
		if unicode.IsLower(first) {
			add(strings.ToUpper(text[:n]), size*small)
		} else {
			add(text[:n], size)
		}
		text = text[n:]
	}
}

// fontFor returns the font for the beginning of a text and how many bytes it is
// for; nil for characters that are not shown.
func (s *pdfSetter) fontFor(text string, k *pdfLook, span *doc.Span) (*pdfFont, int) {
	var font *pdfFont
	for i, r := range text {
		f := s.glyph(r, k, text, span)
		if i > 0 && f != font {
			return font, i
		}
		font = f
	}
	return font, len(text)
}

// glyph returns the font that has a character: that of the style, or another
// family's.
func (s *pdfSetter) glyph(r rune, k *pdfLook, text string, span *doc.Span) *pdfFont {
	if isUnseen(r) {
		return nil
	}
	if isRightToLeft(r) {
		s.refuse(r, "is written from right to left, which PDF cannot set yet", text, span)
		return nil
	}
	if f := fontOf(k.family, k.face); f.has(r) {
		return f
	}
	for _, family := range pdfFamilies {
		if f := fontOf(family, k.face); f.has(r) {
			return f
		}
	}
	s.refuse(r, "is in none of the fonts of a PDF", text, span)
	return nil
}

// isUnseen reports whether a character shows nothing and parts nothing: a soft
// hyphen, a joiner, a selector of variants, a byte order mark.
func isUnseen(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff || r >= 0xfe00 && r <= 0xfe0f
}

// mostRefused bounds how many characters are told of that cannot be set; the
// others are counted.
const mostRefused = 100

// A refusal is a character of a span that cannot be set.
type refusal struct {
	r    rune
	span *doc.Span
}

// refuse says that a character cannot be set, once for each span.
func (s *pdfSetter) refuse(r rune, why, text string, span *doc.Span) {
	if s.refused == nil {
		s.refused = map[refusal]bool{}
	}
	before := len(s.refused)
	s.refused[refusal{r, span}] = true
	if len(s.refused) == before || before >= mostRefused {
		return
	}
	message := fmt.Sprintf("%s in %q %s", describe(r, ""), shorten(text), why)
	s.list = append(s.list, trouble(span, diag.Error, "glyph", message, "write it in Latin letters, or write HTML or DOCX"))
}

// trouble is what could not be set as it is.
func (s *pdfSetter) trouble() diag.List {
	if more := len(s.refused) - mostRefused; more > 0 {
		return append(s.list, &diag.Diagnostic{Rule: "glyph", Message: fmt.Sprintf("and %s more that PDF cannot set", counted(more, "character"))})
	}
	return s.list
}

// drawable is a text without the characters that a font does not have.
func (s *pdfSetter) drawable(text string, font *pdfFont) string {
	return strings.Map(func(r rune) rune {
		if font.has(r) {
			return r
		}
		return '?'
	}, text)
}

// cutLong cuts words that are wider than a line, and says so. To who reads or
// searches the file, the first part is the whole word.
func (s *pdfSetter) cutLong(words []pdfWord, measure float64) []pdfWord {
	widest := 0.0
	for i := range words {
		widest = max(widest, words[i].width)
	}
	if widest <= measure {
		return words
	}
	var out []pdfWord
	for _, w := range words {
		if w.width <= measure {
			out = append(out, w)
			continue
		}
		text := ""
		part := pdfWord{says: w.says, odd: true}
		for _, p := range w.pieces {
			text += p.text
			for _, r := range p.text {
				letter := p
				letter.text = string(r)
				if part.width+letter.width() > measure && len(part.pieces) > 0 {
					out = append(out, part)
					part = pdfWord{silent: true}
				}
				if n := len(part.pieces); n > 0 && sameLook(part.pieces[n-1], letter) {
					part.pieces[n-1].text += letter.text
				} else {
					part.pieces = append(part.pieces, letter)
				}
				part.width += letter.width()
			}
		}
		part.space, part.breaks, part.fate = w.space, w.breaks, w.fate
		out = append(out, part)
		s.list = append(s.list, trouble(w.span, diag.Warning, "line-length", fmt.Sprintf("the word %q is wider than a line and is broken", shorten(text)),
			"part it with a blank where it may be broken"))
	}
	return out
}

func sameLook(a, b pdfPiece) bool {
	return a.font == b.font && a.size == b.size && a.track == b.track && a.fate == b.fate
}
