package layout

import "github.com/draftgen/draftgen/internal/doc"

// paragraph types a paragraph.
func (t *typist) paragraph(p *doc.Paragraph, index int) {
	adjustments := t.take(index)
	look := t.lookUp(p.Style)
	t.words = words(t.words[:0], p.Spans, t.sentence, look.Letterspaced)
	t.labels = words(t.labels[:0], p.Label, t.sentence, false)
	if len(t.words)+len(t.labels) == 0 {
		return
	}
	t.begin()
	tw := &look.Typewriter
	for _, a := range adjustments {
		adjust(t.words, a)
	}
	f := filler{
		typist: t, look: look, spans: p.Spans, words: t.words, adjustments: adjustments, spaced: look.Letterspaced,
		at: max(tw.Indent+tw.First, 0), further: tw.Indent, end: t.measure - tw.Right,
	}
	f.label(p.Label, t.labels)
	f.fill()
}

// adjust makes an adjustment to the gap before a word.
func adjust(ws []word, a Adjustment) {
	for i := range ws {
		w := &ws[i]
		if int(w.at) != a.At {
			continue
		}
		switch a.Kind {
		case Space:
			w.before, w.plain, w.tabs = max(a.N, 0), false, false
		case Break:
			if i > 0 && w.breaks == 0 {
				w.early = true
			}
		case Indent: // seen to when the line begins
		default:
			panic("layout: unknown adjustment")
		}
		return
	}
}

// A filler fills the lines of one paragraph.
type filler struct {
	*typist
	look        *Style
	spans       []doc.Span
	words       []word
	adjustments []Adjustment
	at          Columns // where the line at hand begins
	further     Columns // where the further lines begin
	end         Columns // where lines end
	begun       bool    // the line at hand has a label on it
	spaced      bool    // between the letters too
}

// label types a paragraph's label, at the beginning of its first line, and
// moves the text beside it.
func (f *filler) label(spans []doc.Span, ws []word) {
	if len(ws) == 0 {
		return
	}
	g := filler{typist: f.typist, look: f.look, spans: spans, words: ws}
	for i := range ws {
		if w := &ws[i]; w.breaks > 0 { // a label has one line
			w.before, w.tabs, w.plain = Columns(min(i, 1)), false, false
		}
	}
	n, width := g.reach(0, f.at, endless)
	f.blanks(f.at, nil)
	g.set(0, n, 0)
	f.typist.at, f.wide = f.at, width
	if len(f.words) == 0 {
		f.endLine()
		return
	}
	column := max(f.look.Typewriter.Label, width+1)
	f.blanks(column-width, nil)
	f.at, f.begun = f.at+column, true
	if f.look.Typewriter.Hanging {
		f.further = f.at
	}
}

// fill types the words line by line.
func (f *filler) fill() {
	for n := 0; n < len(f.words); {
		if n > 0 {
			for range f.words[n].breaks - 1 {
				f.endLine()
			}
		}
		next, width := f.reach(n, f.at, f.end)
		missing := f.end - f.at - width
		tabbed := f.tabbed(n, next)
		at := f.at
		if !tabbed { // a tab is as wide as its place makes it
			at += f.look.Align.offset(missing)
		}
		if indent, ok := f.indent(n); ok {
			at = indent
		}
		if f.begun {
			f.blanks(at-f.at, nil)
		} else {
			f.blanks(at, nil)
		}
		if f.look.Align != Justify || next == len(f.words) || f.words[next].breaks > 0 || tabbed {
			missing = 0
		}
		f.set(n, next, missing)
		f.typist.at, f.wide = at, width+max(missing, 0)
		f.endLine()
		n, f.at, f.begun = next, f.further, false
	}
}

// indent returns where an adjustment wants the line to begin that word n begins.
func (f *filler) indent(n int) (Columns, bool) {
	for _, a := range f.adjustments {
		if a.Kind == Indent && a.At == int(f.words[n].at) {
			return max(a.N, 0), true
		}
	}
	return 0, false
}

const endless = Columns(1 << 30)

// reach returns where the line that begins with word n at a column ends, and
// its width: before the first word that goes beyond end, or is to begin a line.
func (f *filler) reach(n int, at, end Columns) (next int, width Columns) {
	column := at
	if n == 0 || f.words[n].breaks > 0 {
		column += f.gap(n, column)
	}
	column += f.words[n].width
	for next = n + 1; next < len(f.words); next++ {
		w := &f.words[next]
		if end != endless && (w.breaks > 0 || w.early) {
			break
		}
		to := column + f.gap(next, column) + w.width
		if to > end {
			break
		}
		column = to
	}
	return next, column - at
}

// gap returns the width of the gap before word n, if it begins at a column.
func (f *filler) gap(n int, column Columns) Columns {
	w := &f.words[n]
	if !w.tabs {
		return w.before
	}
	to := column
	each(f.spans, w.gap, w.start, func(_ int32, text string) {
		for i := range len(text) {
			if text[i] == '\t' {
				to -= to % tabStop
				to += tabStop - 1
			}
			to++
		}
	})
	return to - column
}

// tabbed reports whether a line of words has a tab in it.
func (f *filler) tabbed(from, to int) bool {
	for i := from; i < to; i++ {
		if f.words[i].tabs {
			return true
		}
	}
	return false
}

// set types words from up to to on a line, with so many blanks more than they
// have.
func (f *filler) set(from, to int, missing Columns) {
	first := &f.words[from]
	begin := first.start
	if from == 0 || first.breaks > 0 {
		if first.plain || first.tabs {
			begin = first.gap
		} else {
			f.blanks(first.before, nil)
		}
	}
	gaps := to - from - 1
	for i := range gaps {
		w := &f.words[from+1+i]
		extra := share(i, gaps, missing)
		if extra == 0 && (w.plain || w.tabs) {
			continue // the gap is printed with the words
		}
		f.text(begin, f.words[from+i].end)
		f.blanks(w.before+extra, &f.spans[w.gap.span])
		begin = w.start
	}
	f.text(begin, f.words[to-1].end)
}

// share returns how many of the missing blanks gap i of a line gets: the gaps
// are served from the outside in, again and again.
func share(i, gaps int, missing Columns) Columns {
	if missing <= 0 {
		return 0
	}
	turn := 2 * i
	if mirrored := 2*(gaps-1-i) + 1; mirrored < turn {
		turn = mirrored
	}
	n := missing / Columns(gaps)
	if turn < int(missing)%gaps {
		n++
	}
	return n
}

// text types the text of the spans between two places.
func (f *filler) text(start, end mark) {
	if f.spaced {
		f.spread(start, end)
		return
	}
	each(f.spans, start, end, func(i int32, text string) {
		f.runs = append(f.runs, Run{text, &f.spans[i]})
	})
}

// spread types one word letter by letter.
func (f *filler) spread(start, end mark) {
	begun := false
	each(f.spans, start, end, func(i int32, text string) {
		text, begun = letterspace(text, begun)
		f.runs = append(f.runs, Run{text, &f.spans[i]})
	})
}
