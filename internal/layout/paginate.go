package layout

// leastLines is how many lines of a block stand at least on each of two pages:
// no widows and no orphans.
const leastLines = 2

// pages parts the lines into pages.
//
// A block begins a new page if not enough of it fits on the page: all of it if
// it is to be kept together, else two lines; one of three lines is not parted,
// since one line would stand alone. A block that is kept with the next must fit
// whole, with the beginning of the next. What no page has room for is parted
// where a page ends.
func (t *typist) pages() []Page {
	blank := 0
	for _, b := range t.blocks {
		blank += b.above
	}
	p := paginator{
		size:  t.sheet.Typewriter.Page,
		lines: make([]Line, 0, len(t.ends)+blank),
		pages: make([]Page, 0, 1),
	}
	if p.size <= 0 {
		p.size = int(endless)
	}
	first, run := 0, 0
	for i, b := range t.blocks {
		p.room(t.blocks[i:], first, b.newPage)
		if p.used() > 0 {
			for range b.above {
				p.lines = append(p.lines, Line{})
			}
		}
		n := b.end - first
		for k := range n {
			if p.used() == p.size || k > 0 && p.part(n-k, n) {
				p.turn()
			}
			end := t.ends[first+k]
			p.lines = append(p.lines, Line{Runs: t.runs[run:end:end]})
			run = end
		}
		first = b.end
	}
	p.turn()
	return p.pages
}

type paginator struct {
	size  int // lines on a page
	start int // of the page at hand, among the lines
	lines []Line
	pages []Page
}

func (p *paginator) used() int { return len(p.lines) - p.start }

// turn ends the page at hand, if it has any lines.
func (p *paginator) turn() {
	if p.used() > 0 {
		p.pages = append(p.pages, Page{Lines: p.lines[p.start:len(p.lines):len(p.lines)]})
		p.start = len(p.lines)
	}
}

// part reports whether a block of n lines, of which some are left, goes on on
// the next page lest too few lines come there.
func (p *paginator) part(left, n int) bool {
	return n > leastLines && left == leastLines && p.used()+left > p.size
}

// room turns the page if the first of some blocks, whose lines begin at first,
// must not begin on it.
func (p *paginator) room(blocks []block, first int, newPage bool) {
	if newPage {
		p.turn()
		return
	}
	if p.used() == 0 || p.size == int(endless) { // to look ahead would cost the square of the blocks
		return
	}
	need := 0
	for i, b := range blocks {
		n := b.end - first
		first = b.end
		need += b.above
		if i > 0 && need > p.size {
			break
		}
		if b.keepWithNext && i+1 < len(blocks) && !blocks[i+1].newPage {
			need += n
			continue
		}
		if !b.keepTogether && n > leastLines+1 {
			n = leastLines
		}
		need += n
		break
	}
	if p.used()+need > p.size {
		p.turn()
	}
}
