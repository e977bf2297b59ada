package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/doc"
)

// A token is a word or a mark of an exhibit.
type token struct {
	text   string
	fold   string
	id     int32   // of its folded text in the automaton's vocabulary; unknownWord: not there
	near   []int32 // the words of the vocabulary that are much like it, if it is not there
	kind   tokenKind
	shape  shape
	trait  trait // what the form's manners see of it
	small  bool  // it has small letters
	gap    bool  // white space stands before it
	begin  breakKind
	place  doc.Place
	origin *doc.Origin
}

type tokenKind uint8

const (
	aMark      tokenKind = iota // punctuation
	aLower                      // a word that begins with a small letter
	aSmallWord                  // one that stays small in titles
	aCapital                    // a word that begins with a capital
	inCapitals                  // a word all in capitals
	aNumber                     // a word that has a digit
)

// A breakKind says what begins at a token.
type breakKind uint8

const (
	noBreak   breakKind = iota
	softBreak           // a line of the file that may be the typist's alone
	lineBreak
	blockBreak
	sameLine // in the form: none, where lines are kept
	newLine  // in the form: a line or a block
	anyBreak // in the form: one or none
)

const unknownWord = -1

// read cuts a document into tokens.
func read(d *doc.Document, id func(folded string) int32) []token {
	l := lexer{id: id}
	return l.read(d)
}

// A lexer cuts documents into tokens. It keeps what it made of each word, if
// known is not nil: drafts of one form have most words in common.
type lexer struct {
	id    func(word string) int32
	exact bool               // ids are of [token.exact], not of folded words
	known map[string][]token // by the text between white space
	out   []token            // of the last document
}

// read cuts a document into tokens, which last until the next is cut.
func (l *lexer) read(d *doc.Document) []token {
	out := l.out[:0]
	for _, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		first := len(out)
		for _, spans := range [][]doc.Span{p.Label, p.Spans} {
			out = l.spans(out, spans)
		}
		if len(out) > first {
			out[first].begin = blockBreak
		}
	}
	l.out = out
	return out
}

// spans cuts spans into tokens. A word may be made of several spans.
func (l *lexer) spans(out []token, spans []doc.Span) []token {
	text := doc.SpanText(spans)
	span, offset, line := 0, 0, 0
	chunks(text, func(from, to int, newline bool) {
		for span < len(spans)-1 && from >= offset+len(spans[span].Text) {
			offset += len(spans[span].Text)
			span++
		}
		at := doc.Place{}
		if o := spans[span].Origin; o != nil {
			at = o.Place
		}
		n := len(out)
		out = l.chunk(out, text[from:to])
		for i := n; i < len(out); i++ {
			out[i].place, out[i].origin = at, spans[span].Origin
		}
		switch {
		case len(out) == n:
		case newline:
			out[n].begin = lineBreak
		case line != 0 && at.Line != line:
			out[n].begin = softBreak
		}
		line = at.Line
	})
	return out
}

// chunk cuts text without white space into tokens that stand nowhere yet.
func (l *lexer) chunk(out []token, text string) []token {
	if made, ok := l.known[text]; ok {
		return append(out, made...)
	}
	n := len(out)
	pieces(text, func(piece string) {
		t := token{text: piece, fold: fold(piece), kind: kindOf(piece), shape: shapeOf(piece), small: strings.ToUpper(piece) != piece, gap: len(out) == n}
		if l.exact {
			t.id = l.id(t.exact())
		} else {
			t.id = l.id(t.fold)
		}
		out = append(out, t)
	})
	if l.known != nil {
		l.known[text] = slices.Clone(out[n:])
	}
	return out
}

// exact is what a token must have in common with one of a draft: rows of dashes
// of different lengths are different facts. A typesetter's long dash is two.
func (t *token) exact() string {
	switch {
	case t.text == "—":
		return "--"
	case t.fold == "-":
		return t.text
	}
	return t.fold
}

// chunks calls f for each run of text without white space, and says whether a
// line begins with it.
func chunks(text string, f func(from, to int, newline bool)) {
	from, newline := -1, false
	for i, r := range text {
		switch {
		case !unicode.IsSpace(r):
			if from < 0 {
				from = i
			}
			continue
		case from >= 0:
			f(from, i, newline)
			from, newline = -1, false
		}
		newline = newline || r == '\n'
	}
	if from >= 0 {
		f(from, len(text), newline)
	}
}

// Marks that are tokens of their own at the ends of a word.
const (
	opening = "([{<\"'“‘«*—–_"
	closing = ".,;:!?)]}>\"'”’»*—–_…"
)

var possessives = []string{"'s", "’s", "'S", "’S"}

// pieces cuts a run of text without blanks into marks and words. "'s" at the
// end of a word is a piece of its own, as the forms print it behind a fact.
func pieces(s string, f func(string)) {
	if strings.Trim(s, "-–—_=") == "" {
		f(s)
		return
	}
	for _, end := range possessives { // behind a fact
		if rest, ok := strings.CutPrefix(s, end); ok && strings.Trim(rest, closing) == "" {
			f(end)
			s = rest
		}
	}
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if !strings.ContainsRune(opening, r) {
			break
		}
		f(s[:size])
		s = s[size:]
	}
	end := len(s)
	for end > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		if !strings.ContainsRune(closing, r) {
			break
		}
		end -= size
	}
	words(s[:end], f)
	for _, r := range s[end:] {
		f(string(r))
	}
}

// words cuts a word at long dashes inside it, and its possessive off.
func words(s string, f func(string)) {
	for s != "" {
		at, size := longDash(s)
		word := s
		if at > 0 {
			word = s[:at]
		}
		stem := len(word)
		for _, end := range possessives {
			if strings.HasSuffix(word, end) && len(word) > len(end) {
				stem = len(word) - len(end)
			}
		}
		f(word[:stem])
		if stem < len(word) {
			f(word[stem:])
		}
		if at <= 0 {
			return
		}
		f(s[at : at+size])
		s = s[at+size:]
	}
}

func longDash(s string) (at, size int) {
	for _, dash := range []string{"—", "–", "--"} {
		if i := strings.Index(s, dash); i > 0 {
			size = len(dash)
			for i+size < len(s) && s[i+size] == '-' {
				size++
			}
			return i, size
		}
	}
	return -1, 0
}

// fold makes one text of those that differ in capitals, quotes, dashes or a
// hyphen alone.
func fold(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == '-' || c >= 'A' && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '“', '”', '«', '»':
			r = '"'
		case '‘', '’':
			r = '\''
		case '-', '‐', '‑', '\u00ad':
			continue
		case '–', '—':
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}

func kindOf(s string) tokenKind {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsAny(s, "0123456789"):
		return aNumber
	case strings.IndexFunc(s, unicode.IsLetter) < 0 && s != "&":
		return aMark
	case s == "'s", s == "’s", s == "'S", s == "’S":
		return aMark
	case smallWord(s):
		return aSmallWord
	case unicode.IsUpper(r) && len(s) > 1 && strings.ToUpper(s) == s:
		return inCapitals
	case unicode.IsUpper(r):
		return aCapital
	}
	return aLower
}

func smallWord(s string) bool {
	switch s {
	case "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "per", "the", "to", "via", "with", "&":
		return true
	}
	return false
}

// textOf gives the text of tokens as it stood: with one blank for white space.
func textOf(tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && t.gap {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}
