package write

import (
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// The marks of a redline in plain text are those of wdiff: [-struck-] and
// {+inserted+}. What was moved has the number of the move in them, [1-from
// here-1] and {1+to here+1}. A paragraph end that was struck or inserted is
// shown as a sign between marks, a rule as dashes.

// marked returns a document that has the marks of the redline d in its text,
// and no revisions.
func marked(d *doc.Document, ascii bool) *doc.Document {
	sign := pilcrow
	if ascii {
		sign = "//"
	}
	out := &doc.Document{Blocks: make([]doc.Block, 0, len(d.Blocks))}
	for _, block := range d.Blocks {
		switch b := block.(type) {
		case *doc.Paragraph:
			p := &doc.Paragraph{Style: b.Style, Label: markSpans(b.Label), Spans: markSpans(b.Spans)}
			if b.Mark != nil && !whole(b) {
				before, after := wdiffMarks(b.Mark)
				p.Spans = append(p.Spans, doc.Span{Text: " " + before + sign + after})
			}
			out.Blocks = append(out.Blocks, p)
		case *doc.Rule:
			if b.Revision == nil {
				out.Blocks = append(out.Blocks, b)
				continue
			}
			out.Blocks = append(out.Blocks, note(b.Revision, b.Style, strings.Repeat("-", max(b.Columns, 3)), b.Origin))
		case *doc.PageBreak:
			if b.Revision != nil {
				out.Blocks = append(out.Blocks, note(b.Revision, "", "page break", b.Origin))
			}
			if b.Revision == nil || b.Revision.Change != doc.Deleted {
				out.Blocks = append(out.Blocks, &doc.PageBreak{Origin: b.Origin})
			}
		default:
			panic("write: unknown block")
		}
	}
	return out
}

// note is a paragraph that stands for a block that was struck or inserted.
func note(r *doc.Revision, style, text string, origin *doc.Origin) *doc.Paragraph {
	before, after := wdiffMarks(r)
	return &doc.Paragraph{Style: style, Spans: []doc.Span{{Text: before + text + after, Origin: origin}}}
}

// wdiffMarks returns what stands before and after text with a revision.
func wdiffMarks(r *doc.Revision) (before, after string) {
	number := ""
	if r.Move != 0 {
		number = strconv.Itoa(r.Move)
	}
	switch r.Change {
	case doc.Deleted:
		return "[" + number + "-", "-" + number + "]"
	case doc.Inserted:
		return "{" + number + "+", "+" + number + "}"
	}
	panic("write: a revision that changes nothing")
}

// markSpans puts marks around the changed pieces of spans.
func markSpans(spans []doc.Span) []doc.Span { return markTidy(tidy(spans)) }

// markTidy is markSpans for spans that are tidy.
func markTidy(spans []doc.Span) []doc.Span {
	pieces := piecesOf(spans)
	if len(pieces) == 0 || len(pieces) == 1 && pieces[0].revision == nil {
		return spans
	}
	out := make([]doc.Span, 0, len(spans)+2*len(pieces))
	for _, p := range pieces {
		if p.revision == nil {
			out = append(out, p.spans...)
			continue
		}
		before, after := wdiffMarks(p.revision)
		out = append(out, doc.Span{Text: before})
		for _, s := range p.spans {
			s.Revision = nil
			out = append(out, s)
		}
		out = append(out, doc.Span{Text: after})
	}
	return out
}

// blanks are what parts words.
const blanks = " \t\n"

// A piece is spans of one paragraph that changed together, or did not change.
type piece struct {
	revision *doc.Revision
	spans    []doc.Span
}

// piecesOf cuts spans into pieces.
func piecesOf(spans []doc.Span) []piece {
	n := 0
	for i := range spans {
		if i+1 == len(spans) || !together(spans[i].Revision, spans[i+1].Revision) {
			n++
		}
	}
	pieces := make([]piece, 0, n)
	start := 0
	for i := range spans {
		if i+1 == len(spans) || !together(spans[i].Revision, spans[i+1].Revision) {
			pieces = append(pieces, piece{spans[start].Revision, spans[start : i+1]})
			start = i + 1
		}
	}
	return pieces
}

// together reports whether two neighbours changed together.
func together(a, b *doc.Revision) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a == b || a.ID == b.ID && a.Change == b.Change && a.Move == b.Move && a.Level == b.Level
}

// tidy takes the blanks at the edges of changed pieces out of them, where that
// parts no word of either document: a mark then stands right at a word.
func tidy(spans []doc.Span) []doc.Span {
	pieces := piecesOf(spans)
	if len(pieces) == 0 || len(pieces) == 1 && pieces[0].revision == nil {
		return spans
	}
	out := make([]doc.Span, 0, 2*len(spans))
	for i, p := range pieces {
		if p.revision == nil || !parted(pieces, i) {
			out = append(out, p.spans...)
			continue
		}
		text := doc.SpanText(p.spans)
		core := strings.TrimLeft(text, blanks)
		start := len(text) - len(core)
		end := start + len(strings.TrimRight(core, blanks))
		at := 0
		for _, s := range p.spans {
			out = appendSpan(out, s, 0, start-at, true)
			out = appendSpan(out, s, start-at, end-at, false)
			out = appendSpan(out, s, end-at, len(s.Text), true)
			at += len(s.Text)
		}
	}
	return out
}

// appendSpan appends the bytes of s from one to another, as far as it has them,
// as they are or without the revision.
func appendSpan(to []doc.Span, s doc.Span, from, end int, plain bool) []doc.Span {
	from, end = max(from, 0), min(end, len(s.Text))
	if from >= end {
		return to
	}
	s.Text = s.Text[from:end]
	if plain {
		s.Revision = nil
	}
	return append(to, s)
}

// parted reports whether, in the document that lacks piece i, a blank or an end
// of the paragraph stands where it is missing. Then a blank more parts no word.
func parted(pieces []piece, i int) bool {
	change := pieces[i].revision.Change
	lacks := func(p piece) bool { return p.revision != nil && p.revision.Change == change }
	before, after := i-1, i+1
	for before >= 0 && lacks(pieces[before]) {
		before--
	}
	for after < len(pieces) && lacks(pieces[after]) {
		after++
	}
	if before < 0 || after == len(pieces) {
		return true
	}
	left, right := lastText(pieces[before].spans), firstText(pieces[after].spans)
	return left == "" || right == "" || strings.Contains(blanks, left[len(left)-1:]) || strings.Contains(blanks, right[:1])
}

// firstText and lastText are the first and the last text in spans.
func firstText(spans []doc.Span) string {
	for i := range spans {
		if spans[i].Text != "" {
			return spans[i].Text
		}
	}
	return ""
}

func lastText(spans []doc.Span) string {
	for i := len(spans) - 1; i >= 0; i-- {
		if spans[i].Text != "" {
			return spans[i].Text
		}
	}
	return ""
}

// whole reports whether all of a paragraph has the fate of its mark: its end
// then needs no sign of its own.
func whole(p *doc.Paragraph) bool {
	for _, spans := range [][]doc.Span{p.Label, p.Spans} {
		for _, s := range spans {
			if s.Revision == nil || s.Revision.Change != p.Mark.Change {
				return false
			}
		}
	}
	return true
}
