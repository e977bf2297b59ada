package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// Drafts are what proofs cost. The same tree comes up again and again, so what
// its draft was is kept.

// A collation holds drafts against an exhibit. All that is drafted of one exhibit shares
// it, since drafts have most words in common.
type collation struct {
	tokens []int32          // of the exhibit
	ids    map[string]int32 // of words, those of drafts too
	lexer  lexer            // of drafts
	memo   map[string]*draftSeen
}

func newCollation(exhibit []token) *collation {
	c := &collation{ids: map[string]int32{}, memo: map[string]*draftSeen{}, tokens: make([]int32, len(exhibit))}
	c.lexer = lexer{id: c.id, exact: true, known: map[string][]token{}}
	for i := range exhibit {
		c.tokens[i] = c.id(exhibit[i].exact())
	}
	return c
}

func (c *collation) id(word string) int32 {
	id, ok := c.ids[word]
	if !ok {
		id = int32(len(c.ids))
		c.ids[word] = id
	}
	return id
}

// A draftSeen is what was found out of the draft of a tree.
type draftSeen struct {
	words   []int32 // ids; nil: not read yet, or there is no draft
	none    bool    // it does not draft
	unlike  int     // see refiner.unlike
	against bool    // unlike is known
}

// seen returns what is known of the draft of the tree.
func (f *refiner) seen() *draftSeen {
	var key strings.Builder
	f.tree.write(&key)
	s := f.memo[key.String()]
	if s == nil {
		s = &draftSeen{}
		f.memo[key.String()] = s
	}
	return s
}

// write writes a tree down so that trees that differ in what they draft differ.
func (t *tree) write(b *strings.Builder) {
	text := func(s string) {
		b.WriteString(itoa(len(s)))
		b.WriteByte(':')
		b.WriteString(s)
	}
	if t.here {
		b.WriteByte('!')
	}
	if len(t.kids) == 0 && t.value != nil {
		text(t.value.text)
	}
	for _, name := range keys(t.kids) {
		b.WriteByte('/')
		text(name)
		t.kids[name].write(b)
	}
	b.WriteByte('.')
}

// draft drafts the tree; nil if it does not draft, or what it prints is unwanted.
func (f *refiner) draft(watch func(string) bool) *doc.Document {
	root, values, _ := f.valid(f.tree)
	d, _ := f.form.Draft(root, values, watch)
	return d
}

// An imprint is the text of a draft with its markup, without blanks and in small letters:
// two drafts that differ in it do so in words or in style.
type imprint []byte

// take adds a piece of text.
func (p *imprint) take(text string) bool {
	for i := range len(text) {
		if c := text[i]; c > ' ' {
			*p = append(*p, lower(c))
		}
	}
	return true
}

// again returns what watches a draft that should have the same imprint; nil: none is known.
func (p imprint) again() func(text string) bool {
	if p == nil {
		return nil
	}
	return func(text string) bool {
		for i := range len(text) {
			c := text[i]
			if c <= ' ' {
				continue
			}
			if len(p) == 0 || p[0] != lower(c) {
				return false
			}
			p = p[1:]
		}
		return true
	}
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// cut cuts a draft into tokens, which last until the next is cut.
func (c *collation) cut(d *doc.Document) []token { return c.lexer.read(d) }

// idsOf are the ids of tokens that [collation.cut] made.
func idsOf(tokens []token) []int32 {
	ids := make([]int32, len(tokens))
	for i := range tokens {
		ids[i] = tokens[i].id
	}
	return ids
}

// score is how many words the draft of the tree and the exhibit do not share,
// counted up to a little more than limit.
func (f *refiner) score(limit int) int {
	f.drafts--
	s := f.seen()
	if s.words == nil && !s.none {
		if d := f.draft(nil); d != nil {
			s.words = idsOf(f.cut(d))
		} else {
			s.none = true
		}
	}
	if s.none {
		return worstScore
	}
	return distance(f.tokens, s.words, limit)
}

// unlike counts in how many words the draft of the tree differs from the
// exhibit in capitals, or begins a line or a block otherwise; [worstScore] if
// the words differ.
func (f *refiner) unlike(exhibit []token) int {
	s := f.seen()
	if !s.against {
		s.against, s.unlike = true, f.holdAgainst(exhibit, f.imprint.again())
	}
	if s.unlike < worstScore {
		f.best = 0
	}
	return s.unlike
}

func (f *refiner) holdAgainst(exhibit []token, watch func(string) bool) int {
	d := f.draft(watch)
	f.last = d
	if d == nil {
		return worstScore
	}
	words := f.cut(d)
	if len(words) != len(exhibit) {
		return worstScore
	}
	n, lined := 0, isLined(exhibit)
	for i := range words {
		w, t := &words[i], &exhibit[i]
		if w.id != f.tokens[i] {
			return worstScore
		}
		if w.text != t.text && t.kind != aMark {
			n++
		}
		if (w.begin <= softBreak) != (t.begin <= softBreak) || w.begin == blockBreak && t.begin == lineBreak || w.begin == lineBreak && t.begin == blockBreak && lined {
			n++
		}
	}
	return n
}

// isLined reports whether an exhibit has lines that are no blocks: some formats
// have a block for each line.
func isLined(exhibit []token) bool {
	return slices.ContainsFunc(exhibit, func(t token) bool { return t.begin == lineBreak })
}
