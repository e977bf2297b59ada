package layout

import (
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/mattn/go-runewidth"
)

// condition measures characters. It is our own because the library's default
// follows the environment.
var condition = runewidth.Condition{StrictEmojiNeutral: true}

// tabStop is the distance of tab stops on the page.
const tabStop = Columns(8)

// A mark is a place in the text of some spans.
type mark struct{ span, off int32 }

// A word is what stands between two gaps of a paragraph, whatever spans it is
// made from, with the gap before it.
type word struct {
	start, end mark    // of its text; end is in the last span that has a part of it
	gap        mark    // where the gap before it starts
	at         int32   // where it starts in the text of all spans together
	width      Columns // of the word
	before     Columns // of the gap, before justification; without its tabs
	breaks     int32   // line ends in the gap
	tabs       bool    // the gap has a tab: it is as wide as that makes it
	plain      bool    // the gap's text is as wide as the gap: it can be printed from the spans
	early      bool    // the line ends before the word, by an adjustment
}

// words appends the words of spans to to. Gaps are runs of blanks, tabs and
// newlines; what stands before the last newline of a gap is not counted, as it
// is at a line's end. A gap at the end of the text is nothing. Other control
// characters part no words and have no width.
func words(to []word, spans []doc.Span, sentence Columns, letterspaced bool) []word {
	first := len(to)
	w := word{plain: true}
	inWord, odd := false, false
	end := func() {
		if odd || letterspaced {
			w.measure(spans, letterspaced)
		}
		to = append(to, w)
	}
	base := int32(0)
	for i := range spans {
		text := spans[i].Text
		for o := 0; o < len(text); {
			from := o
			for o < len(text) && !isGap(text[o]) {
				if text[o]-' ' >= 0x7F-' ' { // its columns are not its bytes
					odd = true
				}
				o++
			}
			if o > from {
				if !inWord {
					inWord = true
					w.start, w.at = mark{int32(i), int32(from)}, base+int32(from)
				}
				w.width += Columns(o - from)
				w.end = mark{int32(i), int32(o)}
				continue
			}
			if inWord {
				end()
				inWord, odd = false, false
				w = word{gap: mark{int32(i), int32(o)}, plain: true}
			}
			switch text[o] {
			case ' ':
				w.before++
			case '\t':
				w.tabs = true
			case '\n':
				w.breaks++
				w.before, w.tabs, w.gap = 0, false, mark{int32(i), int32(o + 1)}
			}
			o++
		}
		base += int32(len(text))
	}
	if inWord {
		end()
	}
	space(to[first:], spans, sentence, letterspaced)
	return to
}

func isGap(c byte) bool { return c <= ' ' && (c == ' ' || c == '\t' || c == '\n') }

// measure measures a word by its characters.
func (w *word) measure(spans []doc.Span, letterspaced bool) {
	text := textOf(spans, *w)
	if letterspaced {
		text, _ = letterspace(text, false)
	}
	w.width = widthOf(text)
}

// widthOf measures text. The marks that print has and a typewriter lacks are
// measured here: at the first character over U+02FF the library makes tables of
// two megabytes, which takes longer than to draft a letter.
func widthOf(text string) Columns {
	width := Columns(0)
	for _, r := range text {
		if !isNarrow(r) {
			return Columns(condition.StringWidth(text))
		}
		width++
	}
	return width
}

// isNarrow reports whether r is a printed character of the Latin scripts, or a
// dash, a quote or dots (U+2010 to U+2027): each is a column wide, and joins with
// none beside it.
func isNarrow(r rune) bool {
	return ' ' <= r && r <= '~' || '\u00a0' <= r && r < '\u0300' && r != '\u00ad' || '\u2010' <= r && r <= '\u2027'
}

// space gives single blanks the width that the rules want.
func space(ws []word, spans []doc.Span, sentence Columns, letterspaced bool) {
	for i := range ws {
		w := &ws[i]
		switch {
		case letterspaced:
			if w.tabs {
				w.before, w.tabs = w.before+1, false
			}
			if i > 0 && w.breaks == 0 {
				w.before += 2
			}
			w.plain = false
		case i == 0 || w.breaks > 0 || w.tabs:
		case w.before == 1 && sentence != 1 && mayEnd(spans, ws[i-1].end):
			if sentenceEnds(tail(spans, ws[i-1]), head(spans, *w)) {
				w.before, w.plain = sentence, false
			}
		}
	}
}

// letterspace puts blanks between the letters of a piece of a word: before each
// character that has a width, but the first of a word. begun says that such a
// character stands before the piece; the result, that one does after it.
func letterspace(text string, begun bool) (string, bool) {
	var b strings.Builder
	for _, r := range text {
		if condition.RuneWidth(r) > 0 {
			if begun {
				b.WriteByte(' ')
			}
			begun = true
		}
		b.WriteRune(r)
	}
	return b.String(), begun
}

// each calls f with the text from start to end, span by span.
func each(spans []doc.Span, start, end mark, f func(i int32, text string)) {
	for i := start.span; i <= end.span; i++ {
		text := spans[i].Text
		if i == end.span {
			text = text[:end.off]
		}
		if i == start.span {
			text = text[start.off:]
		}
		if text != "" {
			f(i, text)
		}
	}
}

// textOf returns a word's text.
func textOf(spans []doc.Span, w word) string {
	if w.start.span == w.end.span {
		return spans[w.start.span].Text[w.start.off:w.end.off]
	}
	var b strings.Builder
	each(spans, w.start, w.end, func(_ int32, text string) { b.WriteString(text) })
	return b.String()
}
