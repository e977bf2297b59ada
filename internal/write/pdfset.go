package write

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// A pdfSetter breaks the blocks of a document into rows.
type pdfSetter struct {
	d     *doc.Document
	o     *Options
	sheet *layout.Sheet
	width float64 // of a full line
	rows  []*pdfRow
	list  diag.List

	refused map[refusal]bool // see refuse

	upper   string  // style of the block above
	below   float64 // room that it asks for below itself
	newPage bool
	tied    bool // the next row is on the page of the last
}

// A pdfPiece is text of one font, size and fate.
type pdfPiece struct {
	text  string
	font  *pdfFont
	size  float64
	track float64 // added after each letter
	fate  *doc.Revision
}

func (p *pdfPiece) width() float64 {
	return p.font.width(p.text)*p.size + p.track*float64(utf8.RuneCountInString(p.text))
}

// A pdfRow is one line of a page. Lengths count from the left margin and from
// the row's top.
type pdfRow struct {
	above, height float64
	baseline      float64
	size          float64
	runs          []pdfRun
	rules         []pdfRule
	start, end    float64 // of the text
	underline     bool
	tied          bool // on the page of the row above
	newPage       bool
	changed       bool
	bookmark      string
}

// A pdfRun is a word on its place.
type pdfRun struct {
	x      float64
	pieces []pdfPiece
	actual string        // what it says, if not what its letters look like
	silent bool          // it says nothing: the part before it said all
	gap    float64       // to the next word of the row
	fate   *doc.Revision // of the gap
}

// A pdfRule is a line.
type pdfRule struct {
	from, to, y, thickness float64
	fate                   *doc.Revision
}

// A pdfLook is what a style says, with what it leaves to the page.
type pdfLook struct {
	layout.Style
	family, face  string
	size, leading float64
}

func newPDFSetter(d *doc.Document, o *Options) *pdfSetter {
	s := &pdfSetter{d: d, o: o, sheet: o.sheet()}
	ts := &s.sheet.Typeset
	s.width = float64(max(paperOf(ts).Width-ts.Margins.Left-ts.Margins.Right, 72))
	return s
}

// look returns the look of a style.
func (s *pdfSetter) look(style string) *pdfLook {
	page := &s.sheet.Typeset
	k := &pdfLook{Style: s.sheet.Style(style)}
	ts := &k.Typeset
	if style == tableStyle {
		ts.Font, ts.Size = cmp.Or(ts.Font, "mono"), cmp.Or(ts.Size, tableSize)
	}
	k.family = familyOf(cmp.Or(ts.Font, page.Font))
	k.size = float64(cmp.Or(ts.Size, page.Size, 12))
	k.leading = cmp.Or(ts.Leading, page.Leading, 1.15)
	k.face = "Regular"
	switch {
	case ts.Bold && ts.Italic:
		k.face = "BoldItalic"
	case ts.Bold:
		k.face = "Bold"
	case ts.Italic:
		k.face = "Italic"
	}
	return k
}

// blocks sets all blocks.
func (s *pdfSetter) blocks() {
	for i, block := range s.d.Blocks {
		switch b := block.(type) {
		case *doc.Paragraph:
			s.paragraph(b)
		case *doc.Rule:
			s.rule(i, b)
		case *doc.PageBreak:
			if b.Revision != nil {
				s.note("[page break]", b.Revision)
			}
			if b.Revision == nil || b.Revision.Change != doc.Deleted {
				s.newPage = true
			}
		default:
			panic("write: unknown block")
		}
		s.tied = stays(s.d.Blocks, i, s.sheet)
	}
}

// note is a line that stands for a block without text that changed.
func (s *pdfSetter) note(text string, r *doc.Revision) {
	s.paragraph(&doc.Paragraph{Spans: []doc.Span{{Text: text, Revision: r}}})
}

// paragraph sets a paragraph.
func (s *pdfSetter) paragraph(p *doc.Paragraph) {
	k := s.look(p.Style)
	ts := &k.Typeset
	if p.Style == tableStyle {
		k.size = s.fitTable(p, k)
	}
	words := s.words(p.Spans, k, p.Style == tableStyle)
	label := s.words(p.Label, k, true)
	if p.Mark != nil && !whole(p) {
		words = append(words, pdfWord{})
		s.measure(&words[len(words)-1], "¶", nil, p.Mark, k)
	}
	if len(words)+len(label) == 0 {
		return
	}
	x := max(float64(ts.Indent+ts.First), 0)
	further := float64(ts.Indent)
	var front []pdfRun
	if len(label) > 0 {
		front = spread(label, x, 0)
		last := front[len(front)-1]
		end := last.x + label[len(label)-1].width
		column := max(x+float64(ts.Label), end+fontOf(k.family, k.face).width(" ")*k.size)
		if len(words) == 0 {
			column = end
		}
		x = column
		if k.Typewriter.Hanging {
			further = x
		}
	}
	m := pdfMeasure{first: s.room(x, ts), further: s.room(further, ts), justify: ts.Align == layout.Justify}
	words = s.cutLong(words, m.further)
	first := len(s.rows)
	starts := breakLines(words, m)
	for i, from := range starts {
		to, at, measure := len(words), further, m.further
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		if i == 0 {
			at, measure = x, m.first
		}
		s.rows = append(s.rows, setRow(words[from:to], at, measure, ts.Align, k, to == len(words)))
		for n := words[to-1].breaks; n > 1; n-- {
			s.rows = append(s.rows, setRow(nil, at, measure, ts.Align, k, true))
		}
	}
	if len(starts) == 0 {
		s.rows = append(s.rows, setRow(nil, x, m.first, ts.Align, k, true))
	}
	if len(front) > 0 {
		r := s.rows[first]
		r.runs = append(front, r.runs...)
		r.changed = r.changed || changedRuns(front)
	}
	s.finish(first, k, p)
}

// room is the width of a line that begins at x.
func (s *pdfSetter) room(x float64, ts *layout.TypesetStyle) float64 {
	return max(s.width-float64(ts.Right)-x, 36)
}

// fitTable returns a size of type in which the longest line of a table fits.
func (s *pdfSetter) fitTable(p *doc.Paragraph, k *pdfLook) float64 {
	longest, font := 0.0, fontOf(k.family, k.face)
	for line := range strings.SplitSeq(doc.SpanText(p.Spans), "\n") {
		longest = max(longest, font.width(untabbed(line)))
	}
	if longest*k.size <= s.room(float64(k.Typeset.Indent), &k.Typeset) {
		return k.size
	}
	const smallest = 5.0
	return max(s.room(float64(k.Typeset.Indent), &k.Typeset)/longest, smallest)
}

// finish sets what the rows of a block, which are those from first on, are
// among others.
func (s *pdfSetter) finish(first int, k *pdfLook, p *doc.Paragraph) {
	rows := s.rows[first:]
	rows[0].above = max(float64(k.Typeset.Above), s.below)
	if k.Tight && s.upper == p.Style && first > 0 {
		rows[0].above = 0
	}
	rows[0].newPage, rows[0].tied = s.newPage, s.tied && !s.newPage && first > 0
	if isHeading(&k.Style) {
		rows[0].bookmark = strings.Join(strings.Fields(doc.SpanText(p.Spans)), " ")
	}
	for i := 1; i < len(rows); i++ { // no widows, no orphans
		rows[i].tied = k.KeepTogether || i == 1 || i == len(rows)-1
	}
	if p.Mark != nil {
		rows[len(rows)-1].changed = true
	}
	s.upper, s.below, s.newPage = p.Style, float64(k.Typeset.Below), false
}

// setRow puts words on a line.
func setRow(words []pdfWord, at, measure float64, align layout.Align, k *pdfLook, last bool) *pdfRow {
	width, space := 0.0, 0.0
	for i, w := range words {
		width += w.width
		if i+1 < len(words) {
			space += w.space
		}
	}
	missing := measure - width - space
	last = last || len(words) > 0 && words[len(words)-1].breaks > 0
	extra := 0.0
	switch align {
	case layout.Left:
	case layout.Center:
		at += max(missing, 0) / 2
	case layout.Right:
		at += max(missing, 0)
	case layout.Justify:
		if !last || missing < 0 {
			words, missing = loosen(words, missing, space)
			extra = stretched(missing, space)
		}
	default:
		panic("write: unknown alignment")
	}
	height := k.size * k.leading
	font := fontOf(k.family, k.face)
	r := &pdfRow{
		height: height, size: k.size, underline: k.Typeset.Underline, start: at,
		baseline: (height-(font.ascent+font.descent)*k.size)/2 + font.ascent*k.size,
		runs:     spread(words, at, extra),
	}
	if n := len(r.runs); n > 0 {
		r.end = r.runs[n-1].x + words[n-1].width
	}
	r.changed = changedRuns(r.runs)
	return r
}

// loosen spreads the letters of a line a little where its blanks would be more
// than twice as wide as usual. It returns the words so set, and what is still
// missing.
func loosen(words []pdfWord, missing, space float64) ([]pdfWord, float64) {
	const most = 0.03 // of the size of type
	if missing <= space {
		return words, missing
	}
	letters, size := 0, 0.0
	for _, w := range words {
		for _, p := range w.pieces {
			letters += utf8.RuneCountInString(p.text)
			size = p.size
		}
	}
	track := min((missing-space)/float64(max(letters, 1)), most*size)
	out := make([]pdfWord, len(words))
	for i, w := range words {
		w.pieces = slices.Clone(w.pieces)
		for k := range w.pieces {
			p := &w.pieces[k]
			p.track += track
			w.width += track * float64(utf8.RuneCountInString(p.text))
		}
		out[i] = w
	}
	return out, missing - track*float64(letters)
}

// spread puts words side by side, their spaces wider by a part of themselves.
func spread(words []pdfWord, x, extra float64) []pdfRun {
	runs := make([]pdfRun, 0, len(words))
	for i, w := range words {
		gap := w.space * (1 + extra)
		if i+1 == len(words) {
			gap = 0
		}
		r := pdfRun{x: x, pieces: w.pieces, gap: gap, fate: w.fate}
		r.silent = w.silent
		if w.odd {
			r.actual = w.says
		}
		runs = append(runs, r)
		x += w.width + gap
	}
	return runs
}

func changedRuns(runs []pdfRun) bool {
	for i := range runs {
		for j := range runs[i].pieces {
			if runs[i].pieces[j].fate != nil {
				return true
			}
		}
	}
	return false
}

// rule sets a rule: under the text above it, or on a line of its own to sign on.
func (s *pdfSetter) rule(i int, r *doc.Rule) {
	k := s.look(r.Style)
	thickness := float64(cmp.Or(k.Typeset.Rule, 0.5))
	if above := textAbove(s.d.Blocks, i); above != nil && len(s.rows) > 0 && !s.newPage {
		row := s.rows[len(s.rows)-1]
		y := row.baseline + 0.2*row.size + 2.5*float64(len(row.rules))
		end := row.end
		if !underlines(r, above) {
			end = min(row.start+float64(r.Columns)*float64(perColumn), s.width)
		}
		row.rules = append(row.rules, pdfRule{row.start, end, y, thickness, r.Revision})
		row.changed = row.changed || r.Revision != nil
		return
	}
	room := s.room(float64(k.Typeset.Indent), &k.Typeset)
	length := min(float64(signingLine), room)
	if r.Columns > 0 {
		length = min(float64(r.Columns)*float64(perColumn), room)
	}
	at := float64(k.Typeset.Indent)
	switch k.Typeset.Align {
	case layout.Center:
		at += (room - length) / 2
	case layout.Right:
		at += room - length
	}
	height := max(float64(k.Typeset.Above), float64(signingRoom))
	s.rows = append(s.rows, &pdfRow{
		height: height, baseline: height - 2, size: k.size, start: at, end: at + length,
		rules: []pdfRule{{at, at + length, height - 2, thickness, r.Revision}}, changed: r.Revision != nil,
		newPage: s.newPage, tied: s.tied && !s.newPage && len(s.rows) > 0,
	})
	s.upper, s.below, s.newPage = r.Style, float64(k.Typeset.Below), false
}
