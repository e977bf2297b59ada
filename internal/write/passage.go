package write

import (
	"cmp"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// A passage is changed text with what stands around it.
type passage struct {
	ids        []int // of its changes; they rise, but where changes cross
	highest    int   // of them
	place      doc.Place
	paragraphs [][]doc.Span
	lines      []layout.Line // of all its paragraphs
}

// passages cuts what changed out of a redline.
func (w *terminal) passages(d *doc.Document) []*passage {
	var all []*passage
	for _, block := range d.Blocks {
		spans := tidy(blockSpans(block))
		if len(spans) == 0 {
			continue
		}
		for i, p := range w.cut(spans) {
			switch last := len(all) - 1; {
			case last >= 0 && w.context < 0, i == 0 && last >= 0 && len(p.ids) > 0 && all[last].has(p.ids[0]):
				all[last].join(p)
			default:
				all = append(all, p)
			}
		}
	}
	return all
}

// join adds the paragraphs of another passage.
func (p *passage) join(q *passage) {
	for _, id := range q.ids {
		p.add(id)
	}
	p.paragraphs = append(p.paragraphs, q.paragraphs...)
}

// has reports whether a change is in the passage. There can be thousands, and
// nearly always the one that is asked for is the last or a new one.
func (p *passage) has(id int) bool {
	return id <= p.highest && (id == p.ids[len(p.ids)-1] || slices.Contains(p.ids, id))
}

// add adds a change that may be there.
func (p *passage) add(id int) {
	if !p.has(id) {
		p.ids, p.highest = append(p.ids, id), max(p.highest, id)
	}
}

// blockSpans is the text of a block, with signs for what has none.
func blockSpans(block doc.Block) []doc.Span {
	switch b := block.(type) {
	case *doc.Paragraph:
		spans := slices.Clone(b.Label)
		if n := len(spans); n > 0 && len(b.Spans) > 0 {
			gap := doc.Span{Text: " "}
			if r := spans[n-1].Revision; together(r, b.Spans[0].Revision) {
				gap.Revision = r
			}
			spans = append(spans, gap)
		}
		spans = append(spans, b.Spans...)
		if b.Mark != nil && !whole(b) {
			spans = append(spans, doc.Span{Text: "¶", Revision: b.Mark})
		}
		return spans
	case *doc.Rule:
		return []doc.Span{{Text: strings.Repeat("-", max(b.Columns, 3)), Origin: b.Origin, Revision: b.Revision}}
	case *doc.PageBreak:
		return []doc.Span{{Text: "(page break)", Origin: b.Origin, Revision: b.Revision}}
	}
	panic("write: unknown block")
}

// cut cuts the passages out of one paragraph.
func (w *terminal) cut(spans []doc.Span) []*passage {
	pieces := piecesOf(spans)
	var all []*passage
	var open *passage
	begin := func() *[]doc.Span {
		if open == nil {
			open = &passage{paragraphs: [][]doc.Span{make([]doc.Span, 0, 12)}}
			all = append(all, open)
		}
		return &open.paragraphs[0]
	}
	add := func(spans ...doc.Span) {
		to := begin()
		*to = append(*to, spans...)
	}
	for i, p := range pieces {
		if p.revision != nil {
			add(p.spans...)
			open.add(p.revision.ID)
			open.place = cmp.Or(open.place, placeOf(p.spans))
			continue
		}
		text := doc.SpanText(p.spans)
		head, tail := w.edges(text, i > 0, i+1 < len(pieces))
		switch {
		case w.context < 0, head >= tail && (i > 0 || i+1 < len(pieces)):
			add(p.spans...)
			continue
		case len(pieces) == 1:
			continue
		}
		if i > 0 {
			to := begin()
			*to = appendSlice(*to, p.spans, 0, head)
			add(doc.Span{Text: " …"})
		}
		open = nil
		if i+1 < len(pieces) {
			add(doc.Span{Text: "… "})
			to := begin()
			*to = appendSlice(*to, p.spans, tail, len(text))
		}
	}
	return all
}

// edges returns how much unchanged text to keep: up to head after a change, and
// from tail on before the next. If head is not before tail, that is all.
func (w *terminal) edges(text string, after, before bool) (head, tail int) {
	tail = len(text)
	if after {
		for n := 0; head < len(text) && n < w.context; n++ {
			for head < len(text) && isBlank(text[head]) {
				head++
			}
			for head < len(text) && !isBlank(text[head]) {
				head++
			}
		}
	}
	if before {
		for n := 0; tail > 0 && n < w.context; n++ {
			for tail > 0 && isBlank(text[tail-1]) {
				tail--
			}
			for tail > 0 && !isBlank(text[tail-1]) {
				tail--
			}
		}
	}
	return head, tail
}

// isBlank reports whether c is one of blanks.
func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// appendSlice appends the bytes of spans from one to another.
func appendSlice(to, spans []doc.Span, from, end int) []doc.Span {
	for _, s := range spans {
		to = appendSpan(to, s, from, end, false)
		from, end = from-len(s.Text), end-len(s.Text)
	}
	return to
}

// placeOf is the first place that is known.
func placeOf(spans []doc.Span) doc.Place {
	for _, s := range spans {
		if s.Origin != nil && s.Origin.Place.File != "" {
			return s.Origin.Place
		}
	}
	return doc.Place{}
}
