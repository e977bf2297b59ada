package write

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// A no-break space stays one until the lines are broken.
const (
	noBreak      = "\u00a0"
	noBreakSpace = '\u00a0'
)

// blankSign stands in a draft where a fact is missing.
const blankSign = '●'

// A speller types the characters of a document with those of an encoding, and
// says where that changed or failed.
type speller struct {
	ascii bool
	draft bool // the blanks of a draft are no trouble
	list  diag.List
}

// document returns d as it can be typed: d itself if nothing needs to change.
func (s *speller) document(d *doc.Document) *doc.Document {
	var blocks []doc.Block
	for i, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || s.plainSpans(p.Label) && s.plainSpans(p.Spans) {
			continue
		}
		if blocks == nil {
			blocks = slices.Clone(d.Blocks)
		}
		spelt := *p
		spelt.Label, spelt.Spans = s.spans(p.Label), s.spans(p.Spans)
		blocks[i] = &spelt
	}
	if blocks == nil {
		return d
	}
	return &doc.Document{Blocks: blocks}
}

// pages returns lines that are already broken, as they can be typed.
func (s *speller) pages(pages []layout.Page) []layout.Page {
	out := make([]layout.Page, len(pages))
	for i, p := range pages {
		out[i].Lines = slices.Clone(p.Lines)
		for k, l := range p.Lines {
			plain := true
			for _, r := range l.Runs {
				plain = plain && s.plain(r.Text)
			}
			if plain {
				continue
			}
			runs := slices.Clone(l.Runs)
			for n := range runs {
				next := ""
				if n+1 < len(runs) {
					next = runs[n+1].Text
				}
				runs[n].Text = s.spell(runs[n].Text, next, runs[n].Span)
			}
			out[i].Lines[k].Runs = runs
		}
	}
	return out
}

func (s *speller) plainSpans(spans []doc.Span) bool {
	for i := range spans {
		if !s.plain(spans[i].Text) {
			return false
		}
	}
	return true
}

// plain reports whether text can be typed as it is.
func (s *speller) plain(text string) bool {
	wide := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			if s.ascii || c == 0xc2 && i+1 < len(text) && text[i+1] < 0xa0 {
				return false // the latter is a control character
			}
			wide = true
		case c < ' ' && c != '\n' && c != '\t' || c == 0x7f:
			return false
		}
	}
	return !wide || utf8.ValidString(text)
}

// spans returns copies that can be typed.
func (s *speller) spans(spans []doc.Span) []doc.Span {
	out := slices.Clone(spans)
	for i := range out {
		next := ""
		if i+1 < len(out) {
			next = out[i+1].Text
		}
		out[i].Text = s.spell(spans[i].Text, next, &spans[i])
	}
	return out
}

// spell returns text as it can be typed. next is the text that follows it, span
// where it comes from.
func (s *speller) spell(text, next string, span *doc.Span) string {
	if s.plain(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	seen := map[rune]bool{}
	var lost losses
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if s.fine(r, size) {
			b.WriteRune(r)
			i += size
			continue
		}
		form, known := spelling{}, false
		if s.ascii {
			form, known = asciiForms()[r]
		}
		if second, n := utf8.DecodeRuneInString(text[i+size:]); second == r && form.plural != "" {
			form.ascii = form.plural
			size += n
		}
		after := text[i+size:]
		if after == "" {
			after = next
		}
		typed := form.between(b.String(), after)
		b.WriteString(typed)
		switch {
		case seen[r]:
		case known:
			s.replaced(r, form, text, i, span)
		case unicode.IsControl(r):
			s.refuse(span, "control", fmt.Sprintf("want no control characters, have %U", r), "delete it")
		case r == utf8.RuneError && size == 1:
			s.refuse(span, "encoding", fmt.Sprintf("want UTF-8, have other bytes in %q", wordAt(text, i)), "save the file as UTF-8")
		default:
			lost.add(r, text, i)
		}
		seen[r] = true
		i += size
	}
	lost.report(s, span)
	return b.String()
}

// fine reports whether r, of so many bytes, is typed as it is.
func (s *speller) fine(r rune, size int) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= ' ' && r != 0x7f || r == '\n' || r == '\t'
	case r < 0xa0, r == utf8.RuneError && size == 1:
		return false
	}
	return !s.ascii || r == noBreakSpace
}

// between returns what is typed for a character between two texts.
func (f spelling) between(before, after string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch f.join {
	case alone:
		return f.ascii
	case word:
		typed := f.ascii
		if isWordRune(last) {
			typed = " " + typed
		}
		if isWordRune(first) {
			typed += noBreak
		}
		return typed
	case fraction:
		if unicode.IsDigit(last) {
			return "-" + f.ascii
		}
		return f.ascii
	}
	panic("write: unknown joining")
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// replaced warns that a character was replaced.
func (s *speller) replaced(r rune, f spelling, text string, at int, span *doc.Span) {
	if f.quiet || s.draft && r == blankSign {
		return
	}
	message := fmt.Sprintf("%s in %q is typed %s", describe(r, f.name), wordAt(text, at), f.ascii)
	if f.ascii == "" {
		message = fmt.Sprintf("%s in %q is left out", describe(r, f.name), wordAt(text, at))
	}
	if n := strings.Count(text, string(r)); n > 1 {
		message += fmt.Sprintf(", %d times", n)
	}
	s.list = append(s.list, trouble(span, diag.Warning, "ascii", message, ""))
}

// losses are the characters of a span that have no ASCII form.
type losses struct {
	word  string // with the first
	first []string
	more  int
}

func (l *losses) add(r rune, text string, at int) {
	const most = 5
	switch {
	case l.word == "":
		l.word = wordAt(text, at)
		fallthrough
	case len(l.first) < most:
		l.first = append(l.first, describe(r, ""))
	default:
		l.more++
	}
}

func (l *losses) report(s *speller, span *doc.Span) {
	if l.word == "" {
		return
	}
	what := strings.Join(l.first, ", ")
	if l.more > 0 {
		what += fmt.Sprintf(" and %d more", l.more)
	}
	s.refuse(span, "ascii", fmt.Sprintf("%q has no ASCII form: %s", l.word, what),
		"write it in Latin letters, or write HTML, or text with --encoding utf-8")
}

// refuse says that a span cannot be typed.
func (s *speller) refuse(span *doc.Span, rule, message, hint string) {
	s.list = append(s.list, trouble(span, diag.Error, rule, message, hint))
}

// describe names a character: é (U+00E9).
func describe(r rune, name string) string {
	shown := fmt.Sprintf("%U", r)
	if name != "" {
		shown += ", " + name
	}
	if unicode.IsGraphic(r) && !unicode.Is(unicode.Mn, r) && r != noBreakSpace {
		return string(r) + " (" + shown + ")"
	}
	return shown
}

// wordAt returns the word of text that has the character at an offset.
func wordAt(text string, at int) string {
	start := strings.LastIndexAny(text[:at], " \t\n") + 1
	end := len(text)
	if n := strings.IndexAny(text[at:], " \t\n"); n >= 0 {
		end = at + n
	}
	return shorten(text[start:end])
}
