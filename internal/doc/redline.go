package doc

import (
	"slices"
	"strings"
)

// Accept returns the new document of a redline: deletions dropped, the rest
// plain. A paragraph whose end was deleted runs on into the next one that is
// left: the label is then the first one's, the style the last one's. The redline
// is not changed.
func (d *Document) Accept() *Document {
	return resolve(d, newStyle, func(r *Revision) verdict {
		if r.Change == Deleted {
			return drop
		}
		return plain
	})
}

// Reject returns the old document of a redline: insertions dropped, the rest
// plain. It is the mirror of [Document.Accept].
func (d *Document) Reject() *Document {
	return resolve(d, oldStyle, func(r *Revision) verdict {
		if r.Change == Inserted {
			return drop
		}
		return plain
	})
}

// Settle accepts the revisions of the given levels and leaves the others
// marked, numbered anew from 1. A writer that shows wording only settles
// [Typographic] and [Layout] first.
func (d *Document) Settle(levels ...Level) *Document {
	styles := bothStyles
	if slices.Contains(levels, Layout) {
		styles = newStyle
	}
	settled := resolve(d, styles, func(r *Revision) verdict {
		switch {
		case !slices.Contains(levels, r.Level):
			return keep
		case r.Change == Deleted:
			return drop
		}
		return plain
	})
	renumber(settled)
	return settled
}

// A verdict is what becomes of something that carries a revision.
type verdict uint8

const (
	keep  verdict = iota // it stays as it is
	plain                // it stays, its revision goes
	drop                 // it goes
)

// A styling says which of a paragraph's two styles is left.
type styling uint8

const (
	newStyle styling = iota
	oldStyle
	bothStyles
)

// resolve returns a copy of d in which every revision has had its verdict.
func resolve(d *Document, styles styling, judge func(*Revision) verdict) *Document {
	decide := func(r *Revision) (*Revision, bool) {
		if r == nil {
			return nil, true
		}
		switch judge(r) {
		case keep:
			return r, true
		case plain:
			return nil, true
		}
		return nil, false
	}

	out := &Document{Blocks: make([]Block, 0, len(d.Blocks))}
	var open *Paragraph // the paragraph being put together
	finish := func() {
		open.Label, open.Spans = mergeSpans(open.Label), mergeSpans(open.Spans)
		out.Blocks = append(out.Blocks, open)
		open = nil
	}
	breakOff := func() { // where no paragraph can run on
		if open != nil && (len(open.Spans) > 0 || len(open.Label) > 0) {
			finish()
		}
		open = nil
	}
	for _, block := range d.Blocks {
		switch b := block.(type) {
		case *Rule:
			if r, left := decide(b.Revision); left {
				breakOff()
				c := *b
				c.Revision = r
				out.Blocks = append(out.Blocks, &c)
			}
		case *PageBreak:
			if r, left := decide(b.Revision); left {
				breakOff()
				c := *b
				c.Revision = r
				out.Blocks = append(out.Blocks, &c)
			}
		case *Paragraph:
			mark, left := decide(b.Mark)
			p := *b
			p.Label, p.Spans, p.Mark = resolveSpans(b.Label, decide), resolveSpans(b.Spans, decide), mark
			if styles == oldStyle && p.OldStyle != nil {
				p.Style = *p.OldStyle
			}
			if styles != bothStyles {
				p.OldStyle = nil
			}
			if open = join(open, &p); left {
				finish()
			}
		default:
			panic("doc: unknown block")
		}
	}
	breakOff()
	return out
}

// join runs paragraph p on after open, which may be nil.
func join(open, p *Paragraph) *Paragraph {
	switch {
	case open == nil:
		return p
	case len(open.Spans) == 0:
		p.Label = append(open.Label, p.Label...)
		return p
	}
	open.Spans = append(append(open.Spans, p.Label...), p.Spans...)
	open.Style, open.OldStyle, open.Mark = p.Style, p.OldStyle, p.Mark
	return open
}

func resolveSpans(spans []Span, decide func(*Revision) (*Revision, bool)) []Span {
	if len(spans) == 0 {
		return nil
	}
	out := make([]Span, 0, len(spans))
	for _, s := range spans {
		if r, left := decide(s.Revision); left && s.Text != "" {
			s.Revision = r
			out = append(out, s)
		}
	}
	return out
}

// mergeSpans makes one span of neighbours that differ in nothing but their
// text. It works in place.
func mergeSpans(spans []Span) []Span {
	if len(spans) == 0 {
		return nil
	}
	out := spans[:0]
	for i := 0; i < len(spans); {
		first := spans[i]
		j := i + 1
		for j < len(spans) && sameButText(first, spans[j]) {
			j++
		}
		if j > i+1 {
			var b strings.Builder
			for _, s := range spans[i:j] {
				b.WriteString(s.Text)
			}
			first.Text = b.String()
		}
		out = append(out, first)
		i = j
	}
	return slices.Clip(out)
}

func sameButText(a, b Span) bool {
	return a.Data == b.Data && a.Origin == b.Origin && a.Revision == b.Revision
}

// renumber gives the revisions of d, which are copied, the IDs 1, 2, 3… in
// reading order.
func renumber(d *Document) {
	ids := map[int]int{}
	copies := map[*Revision]*Revision{}
	d.eachRevision(func(r **Revision, _ *Paragraph, _ string) {
		was := *r
		if copies[was] == nil {
			if ids[was.ID] == 0 {
				ids[was.ID] = len(ids) + 1
			}
			c := *was
			c.ID = ids[was.ID]
			copies[was] = &c
		}
		*r = copies[was]
	})
}

// eachRevision calls f for everything in d that carries a revision, in reading
// order, with the text it is on ("" for marks, rules and page breaks).
func (d *Document) eachRevision(f func(r **Revision, p *Paragraph, text string)) {
	visit := func(r **Revision, p *Paragraph, text string) {
		if *r != nil {
			f(r, p, text)
		}
	}
	for _, block := range d.Blocks {
		switch b := block.(type) {
		case *Rule:
			visit(&b.Revision, nil, "")
		case *PageBreak:
			visit(&b.Revision, nil, "")
		case *Paragraph:
			for i := range b.Label {
				visit(&b.Label[i].Revision, b, b.Label[i].Text)
			}
			for i := range b.Spans {
				visit(&b.Spans[i].Revision, b, b.Spans[i].Text)
			}
			visit(&b.Mark, b, "")
		default:
			panic("doc: unknown block")
		}
	}
}
