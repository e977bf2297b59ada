package write

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// wordsFormat is a redline for a terminal: the changed passages with some words
// around them, why each changed, and a line that counts.
//
//	@@ 2 @@ letter.txt:24
//	  … the registration of [-160,000-]{+750,000+} shares of …
//	  /shares/total: 160,000 → 750,000
//
// In colour what was struck is red and crossed out, what was inserted blue and
// underlined, what was moved green; without, they have the marks of wdiff.
var wordsFormat = Format{
	Name:    "words",
	Does:    "a redline for the terminal",
	Redline: true,
	encode:  encodeWords,
}

const (
	usualWords    = 10 // of context
	usualWidth    = 80 // columns
	narrowest     = 20
	passageIndent = 2
)

func encodeWords(d *doc.Document, o *Options) ([]byte, diag.List, error) {
	summary := summaryLine(d.Summary())
	d = o.shown(d)
	changes := changesOf(d)
	w := terminal{
		color:     o.Color,
		context:   cmp.Or(o.Context, usualWords),
		sheet:     passageSheet(max(cmp.Or(o.Width, usualWidth), narrowest)),
		changes:   map[int]*change{},
		explained: explained(changes),
	}
	for _, c := range changes {
		w.changes[c.id] = c
	}
	w.facts(o.Facts, changes)
	for _, p := range w.passages(d) {
		w.print(p)
	}
	w.out = append(w.out, summary+"\n"...)
	return w.out, nil, nil
}

// facts prints the facts that differ, and what each did.
func (w *terminal) facts(facts []doc.Cause, changes []*change) {
	if len(facts) == 0 {
		return
	}
	w.paint("@@ facts @@", "36")
	w.add("\n")
	for _, f := range facts {
		w.add(strings.Repeat(" ", passageIndent) + visible(f.String()))
		w.paint(" ("+effect(f, changes)+")", "2")
		w.add("\n")
	}
	w.add("\n")
}

// passageSheet sets passages, without space between their paragraphs.
func passageSheet(width int) *layout.Sheet {
	return &layout.Sheet{
		Typewriter: layout.Typewriter{Measure: layout.Columns(width), Sentence: 1},
		Styles:     map[string]layout.Style{"body": {Typewriter: layout.TypewriterStyle{Indent: passageIndent}}},
	}
}

// A terminal prints passages.
type terminal struct {
	color     bool
	context   int // below 0: all
	sheet     *layout.Sheet
	changes   map[int]*change
	explained bool
	out       []byte
}

// A passage is changed text with what stands around it.
type passage struct {
	ids        []int // of its changes
	place      doc.Place
	paragraphs [][]doc.Span
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
			case last >= 0 && w.context < 0, i == 0 && last >= 0 && len(p.ids) > 0 && slices.Contains(all[last].ids, p.ids[0]):
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
		if !slices.Contains(p.ids, id) {
			p.ids = append(p.ids, id)
		}
	}
	p.paragraphs = append(p.paragraphs, q.paragraphs...)
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
	add := func(spans ...doc.Span) {
		if open == nil {
			open = &passage{paragraphs: [][]doc.Span{nil}}
			all = append(all, open)
		}
		open.paragraphs[0] = append(open.paragraphs[0], spans...)
	}
	for i, p := range pieces {
		if p.revision != nil {
			add(p.spans...)
			if !slices.Contains(open.ids, p.revision.ID) {
				open.ids = append(open.ids, p.revision.ID)
			}
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
			add(slice(p.spans, 0, head)...)
			add(doc.Span{Text: " …"})
		}
		open = nil
		if i+1 < len(pieces) {
			add(doc.Span{Text: "… "})
			add(slice(p.spans, tail, len(text))...)
		}
	}
	return all
}

// edges returns how much unchanged text to keep: up to head after a change, and
// from tail on before the next. If head is not before tail, that is all.
func (w *terminal) edges(text string, after, before bool) (head, tail int) {
	tail = len(text)
	if after {
		head = afterWords(text, w.context)
	}
	if before {
		for n := 0; tail > 0 && n < w.context; n++ {
			trimmed := strings.TrimRight(text[:tail], blanks)
			tail = strings.LastIndexAny(trimmed, blanks) + 1
		}
	}
	return head, tail
}

// afterWords returns the length of the first n words of text.
func afterWords(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], blanks))
		if end := strings.IndexAny(text[at:], blanks); end >= 0 {
			at += end
		} else {
			at = len(text)
		}
	}
	return at
}

// slice returns the bytes of spans from one to another.
func slice(spans []doc.Span, from, end int) []doc.Span {
	var out []doc.Span
	for _, s := range spans {
		out = appendSpan(out, s, from, end, false)
		from, end = from-len(s.Text), end-len(s.Text)
	}
	return out
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

// print prints one passage, what stands above it and why it changed.
func (w *terminal) print(p *passage) {
	if w.context > 0 {
		w.paint("@@ "+ranges(p.ids)+" @@", "36")
		if p.place.File != "" {
			w.add(" " + visible(p.place.File))
			if p.place.Line > 0 {
				w.add(":" + strconv.Itoa(p.place.Line))
			}
		}
		w.add("\n")
	}
	for i, spans := range p.paragraphs {
		if i > 0 {
			w.add("\n")
		}
		w.text(spans)
	}
	for _, id := range p.ids {
		if w.context > 0 {
			w.why(w.changes[id])
		}
	}
	w.add("\n")
}

// why prints where a change moved, and why it was made.
func (w *terminal) why(c *change) {
	if c.other != nil {
		w.remark("moved " + towards(c.change) + " " + strconv.Itoa(c.other.id))
	}
	for _, r := range c.reasons(w.explained) {
		w.remark("why: " + r)
	}
}

// text prints the lines of one paragraph.
func (w *terminal) text(spans []doc.Span) {
	spans = slices.Clone(spans)
	for i := range spans {
		spans[i].Text = visibleLines(spans[i].Text)
	}
	if w.color {
		spans = apart(spans)
	} else {
		spans = markTidy(spans) // as passages made them
	}
	d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Spans: spans}}}
	for _, page := range w.sheet.Typewrite(d, nil) {
		for _, l := range page.Lines {
			w.line(l)
		}
	}
}

// apart puts a blank between what was struck and what stands in its place, which
// colours alone would not keep apart.
func apart(spans []doc.Span) []doc.Span {
	out := make([]doc.Span, 0, len(spans)+4)
	for i, s := range spans {
		if i > 0 && s.Revision != nil && spans[i-1].Revision != nil && s.Revision.Change != spans[i-1].Revision.Change {
			out = append(out, doc.Span{Text: " "})
		}
		out = append(out, s)
	}
	return out
}

// visibleLines is visible for text with line ends and tabs.
func visibleLines(s string) string {
	if !strings.ContainsFunc(s, isHidden) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		cells := strings.Split(l, "\t")
		for k := range cells {
			cells[k] = visible(cells[k])
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n")
}

// line prints one line, its runs in their colours.
func (w *terminal) line(l layout.Line) {
	for i := 0; i < len(l.Runs); {
		r := revisionOf(l.Runs[i])
		text := ""
		for ; i < len(l.Runs) && revisionOf(l.Runs[i]) == r; i++ {
			text += l.Runs[i].Text
		}
		if r == nil {
			w.add(text)
		} else {
			w.paint(text, sgr(r))
		}
	}
	w.add("\n")
}

func revisionOf(r layout.Run) *doc.Revision {
	if r.Span == nil {
		return nil
	}
	return r.Span.Revision
}

// sgr is how a revision is shown: the parameters of ECMA-48's SGR.
func sgr(r *doc.Revision) string {
	color, line := "31", ";9"
	if r.Change == doc.Inserted {
		color, line = "94", ";4"
	}
	if r.Move != 0 {
		color = "32"
	}
	if r.Level != doc.Wording {
		return "2;" + color + line
	}
	return color + line
}

// remark prints a line under a passage.
func (w *terminal) remark(s string) {
	w.add(strings.Repeat(" ", passageIndent))
	w.paint(visible(s), "2")
	w.add("\n")
}

func (w *terminal) add(s string) { w.out = append(w.out, s...) }

// paint prints s in a colour, where there are colours.
func (w *terminal) paint(s, sgr string) {
	if w.color {
		s = "\x1b[" + sgr + "m" + s + "\x1b[0m"
	}
	w.add(s)
}

// ranges writes numbers that rise: 3, 5-7.
func ranges(ids []int) string {
	var b strings.Builder
	for i := 0; i < len(ids); {
		end := i
		for end+1 < len(ids) && ids[end+1] == ids[end]+1 {
			end++
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(ids[i]))
		if end > i {
			b.WriteString("-" + strconv.Itoa(ids[end]))
		}
		i = end + 1
	}
	return b.String()
}
