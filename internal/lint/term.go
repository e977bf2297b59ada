package lint

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/lazy"
)

// terms holds the drafts of a form's examples to its own definitions. A term is
// what any of the drafts defines in quotes in brackets: (the "Company"). Where a
// draft uses one, as the Company, such Company or the Company's, it must define
// it, and before.
//
// A use counts if the template wrote it, or if a fact is the term and nothing
// else: names hold capitals too. What follows with a capital, as in the Company
// Shares, is another name.
func (l *linter) terms(examples []example) {
	defined := map[string]bool{}
	var pages []*prose
	for _, ex := range examples {
		p := newProse(ex.draft.Document)
		pages = append(pages, p)
		for _, d := range p.definitions() {
			defined[d.term] = true
		}
	}
	all := slices.Sorted(maps.Keys(defined))
	found := map[string]bool{}
	var list diag.List
	for i, p := range pages {
		for _, term := range all {
			d := p.fault(term)
			if d == nil {
				continue
			}
			if key := d.Error(); !found[key] {
				found[key] = true
				d.Hint += "; the draft of " + examples[i].name + " has it so"
				list = append(list, d)
			}
		}
	}
	l.add(list...)
}

// fault says what is wrong with the first use of a term; nil: nothing.
func (p *prose) fault(term string) *diag.Diagnostic {
	at, used := p.firstUse(term)
	if !used {
		return nil
	}
	d := &diag.Diagnostic{
		Pos: p.pos(at), Width: utf8.RuneCountInString(term), Severity: diag.Warning, Rule: "term",
		Hint: "define it at its first use, as (the \"" + term + "\")",
	}
	begin := -1
	for _, def := range p.definitions() {
		if def.term == term {
			begin = p.sentence(def.at)
			break
		}
	}
	switch {
	case begin < 0:
		d.Message = "a draft uses " + term + " and never defines it"
	case at < begin:
		d.Message = "a draft uses " + term + " before it defines it"
	default:
		return nil
	}
	return d
}

// prose is the text of a document with the origin of every piece. Paragraphs end
// with a newline.
type prose struct {
	text   string
	pieces []piece
}

// A piece begins at a byte of the text.
type piece struct {
	at   int
	span doc.Span
}

func newProse(d *doc.Document) *prose {
	p := &prose{}
	var b strings.Builder
	for _, block := range d.Blocks {
		par, ok := block.(*doc.Paragraph)
		if !ok {
			continue
		}
		for _, span := range par.Spans {
			p.pieces = append(p.pieces, piece{b.Len(), span})
			b.WriteString(strings.ReplaceAll(span.Text, "\n", " "))
		}
		b.WriteByte('\n')
	}
	p.text = b.String()
	return p
}

// A definition is a term and where its sentence has it.
type definition struct {
	term string
	at   int
}

var (
	brackets = lazy.Regexp(`\([^()\n]*"[^"()\n]+"[^()\n]*\)`)
	quotes   = lazy.Regexp(`"([^"\n]+?)[,.]?"`)
)

func (p *prose) definitions() []definition {
	var all []definition
	for _, m := range brackets().FindAllStringIndex(p.text, -1) {
		for _, q := range quotes().FindAllStringSubmatchIndex(p.text[m[0]:m[1]], -1) {
			term := p.text[m[0]+q[2] : m[0]+q[3]]
			if first, _ := utf8.DecodeRuneInString(term); unicode.IsUpper(first) {
				all = append(all, definition{term, m[0] + q[2]})
			}
		}
	}
	return all
}

// fullStop ends a sentence: another begins with a capital behind it, as none does
// in File No. 333.
var fullStop = lazy.Regexp(`\.["')]* +\p{Lu}`)

// sentence returns where the sentence around a byte begins.
func (p *prose) sentence(at int) int {
	begin := strings.LastIndexByte(p.text[:at], '\n') + 1
	if all := fullStop().FindAllStringIndex(p.text[begin:at], -1); len(all) > 0 {
		begin += all[len(all)-1][0] + 1
	}
	return begin
}

// articles stand before a term that is used.
var articles = []string{"the ", "The ", "such ", "Such ", "this ", "This ", "each ", "Each "}

// namesOn is how a name goes on after a word that is a term by itself: the
// Securities and Exchange Commission.
var namesOn = lazy.Regexp(`^ (?:(?:and|of|for|&) )?[\p{Lu}\d]`)

func (p *prose) firstUse(term string) (at int, ok bool) {
	for from := 0; ; {
		i := strings.Index(p.text[from:], term)
		if i < 0 {
			return 0, false
		}
		at = from + i
		from = at + len(term)
		if p.isUse(at, from) {
			return at, true
		}
	}
}

// isUse reports whether the words from at to end are a term in use.
func (p *prose) isUse(at, end int) bool {
	before, after := p.text[:at], p.text[end:]
	if !slices.ContainsFunc(articles, func(a string) bool {
		rest, found := strings.CutSuffix(before, a)
		last, _ := utf8.DecodeLastRuneInString(rest)
		return found && !unicode.IsLetter(last)
	}) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLetter(next) || unicode.IsDigit(next) || next == '-' || next == '"' {
		return false
	}
	return !namesOn().MatchString(after) && p.isOwn(at, end)
}

// isOwn reports whether words are the template's, or all that a fact says.
func (p *prose) isOwn(at, end int) bool {
	for i, piece := range p.pieces {
		next := len(p.text)
		if i+1 < len(p.pieces) {
			next = p.pieces[i+1].at
		}
		if piece.at >= end || next <= at || !piece.span.Data {
			continue
		}
		if strings.TrimSuffix(strings.TrimSuffix(piece.span.Text, "'s"), "'") != p.text[at:end] {
			return false
		}
	}
	return true
}

// pos is the place of a byte of the text in the templates.
func (p *prose) pos(at int) diag.Pos {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].at > at })
	if i--; i < 0 || p.pieces[i].span.Origin == nil {
		return diag.Pos{}
	}
	piece := p.pieces[i]
	pos := diag.Pos(piece.span.Origin.Place)
	if !piece.span.Data {
		pos.Col += utf8.RuneCountInString(p.text[piece.at:at])
	}
	return pos
}
