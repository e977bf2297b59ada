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
		out:       make([]byte, 0, 256+192*len(changes)),
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
	passages := w.passages(d)
	w.set(passages)
	for _, p := range passages {
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
	did := effectsOf(changes)
	for _, f := range facts {
		w.add(strings.Repeat(" ", passageIndent) + visible(f.String()))
		w.paint(" ("+did.effect(f)+")", "2")
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
	for _, l := range p.lines {
		w.line(l)
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

// set breaks the passages into lines. They are set in one go, each paragraph on
// a page of its own, because there can be thousands.
func (w *terminal) set(passages []*passage) {
	d := &doc.Document{}
	for _, p := range passages {
		for i, spans := range p.paragraphs {
			spans = w.dress(spans)
			p.paragraphs[i] = spans
			if hasText(spans) {
				d.Blocks = append(d.Blocks, &doc.Paragraph{Spans: spans}, &doc.PageBreak{})
			}
		}
	}
	pages := w.sheet.Typewrite(d, nil)
	for _, p := range passages {
		for i, spans := range p.paragraphs {
			if i > 0 {
				p.lines = append(p.lines, layout.Line{})
			}
			if hasText(spans) {
				p.lines = append(p.lines, pages[0].Lines...)
				pages = pages[1:]
			}
		}
	}
}

// dress makes the text of spans fit to be shown, with marks where there are no
// colours.
func (w *terminal) dress(spans []doc.Span) []doc.Span {
	isDark := func(s doc.Span) bool { return strings.ContainsFunc(s.Text, isHidden) }
	if slices.ContainsFunc(spans, isDark) {
		spans = slices.Clone(spans)
		for i := range spans {
			spans[i].Text = visibleLines(spans[i].Text)
		}
	}
	if w.color {
		return apart(spans)
	}
	return markTidy(spans) // as passages made them
}

// hasText reports whether spans hold more than blanks.
func hasText(spans []doc.Span) bool {
	return slices.ContainsFunc(spans, func(s doc.Span) bool { return strings.Trim(s.Text, blanks) != "" })
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
		if r != nil {
			w.brush(sgr(r))
		}
		for ; i < len(l.Runs) && revisionOf(l.Runs[i]) == r; i++ {
			w.add(l.Runs[i].Text)
		}
		if r != nil {
			w.brush("0")
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
	w.brush(sgr)
	w.add(s)
	w.brush("0")
}

// brush has what follows in a colour, where there are colours.
func (w *terminal) brush(sgr string) {
	if w.color {
		w.add("\x1b[")
		w.add(sgr)
		w.add("m")
	}
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
