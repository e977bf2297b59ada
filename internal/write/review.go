package write

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// The review page is a redline for people to read: one file that needs no
// other, for a screen in light or dark, a telephone, and paper. It has the
// counts and the signs at the top, then the document with its changes numbered
// and why each was made beside it, then the list of changes, and last the facts
// that differ, which can be many. A number in the text leads to its place in the
// list and back; the two ends of a move lead to each other. There are no scripts:
// the links are all that a keyboard needs.

//go:embed review.css
var reviewCSS string

// review writes the review page of a redline.
func review(d *doc.Document, o *Options) []byte {
	changes := changesOf(d)
	r := &reviewer{
		htmlWriter: newHTMLWriter(o),
		changes:    map[int]*change{},
		order:      changes,
		explained:  explained(changes),
		seen:       map[int]bool{},
	}
	r.review = r
	for _, c := range changes {
		r.changes[c.id] = c
	}
	r.head(d, o)
	r.add(`<main id="text" style="` + r.pageStyle() + "\">\n")
	for i := range d.Blocks {
		if i == 0 || !r.underlines(d.Blocks, i-1) { // else it is drawn already
			r.row(d.Blocks, i)
		}
	}
	r.add("</main>\n")
	r.list(changes)
	r.facts(o.Facts)
	r.add("</body>\n</html>\n")
	return r.out
}

// A reviewer writes a review page.
type reviewer struct {
	*htmlWriter
	changes   map[int]*change
	order     []*change
	explained bool
	seen      map[int]bool // the changes that have their number in the text
	fresh     []*change    // those that got it in the block at hand
}

func (r *reviewer) head(d *doc.Document, o *Options) {
	class := ""
	if r.explained {
		class = ` class="noted"` // notes stand beside the text
	}
	r.add(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>`)
	r.escape(o.reviewTitle())
	r.add("</title>\n<style>\n" + reviewCSS + "</style>\n</head>\n<body" + class + " style=\"--page:" + points(r.width) + "\">\n")
	if o.Draft {
		r.add(`<div style="` + stampStyle + `">`)
		r.escape(draftMark(o))
		r.add("</div>\n")
	}
	r.add("<header>\n<h1>Redline</h1>\n")
	if o.Old != "" || o.New != "" {
		r.add(`<p class="sides"><span>`)
		r.escape(visible(o.Old))
		r.add("</span> &#8594; <span>")
		r.escape(visible(o.New))
		r.add("</span></p>\n")
	}
	s := d.Summary()
	r.add(`<p class="summary">`)
	r.escape(upperFirst(summaryLine(s)) + ".")
	r.add("</p>\n")
	r.legend(s)
	r.contents(len(o.Facts))
	r.add("</header>\n")
}

// contents leads to the lists behind the text.
func (r *reviewer) contents(facts int) {
	var lists []string
	if slices.ContainsFunc(r.order, func(c *change) bool { return c.number > 0 }) {
		lists = append(lists, `<a href="#changes">list of changes</a>`)
	}
	if facts > 0 {
		differ := strconv.Itoa(facts) + " facts that differ"
		if facts == 1 {
			differ = "1 fact that differs"
		}
		lists = append(lists, `<a href="#facts">`+differ+"</a>")
	}
	if len(lists) > 0 {
		r.add(`<p class="contents">Behind the text: ` + strings.Join(lists, ", ") + ".</p>\n")
	}
}

// facts lists the facts that differ, and what each did.
func (r *reviewer) facts(facts []doc.Cause) {
	if len(facts) == 0 {
		return
	}
	r.add("<section class=\"facts\" id=\"facts\">\n<h2>Facts that differ</h2>\n<ul>\n")
	did := effectsOf(r.order)
	for _, f := range facts {
		r.add("<li>")
		r.escape(visible(f.String()))
		r.add(" <span>")
		r.links(did.caused(f))
		r.add("</span></li>\n")
	}
	r.add("</ul>\n</section>\n")
}

// links leads to changes in the text; those that have no number there are
// changes of typography or layout.
func (r *reviewer) links(changes []*change) {
	n := 0
	for _, c := range changes {
		if c.number == 0 {
			continue
		}
		if n++; n > 1 {
			r.add(", ")
		}
		number := strconv.Itoa(c.number)
		r.add(`<a href="#c` + number + `">change ` + number + "</a>")
	}
	if n == 0 {
		r.add("no change of its own in the text")
	}
}

func (o *Options) reviewTitle() string {
	switch {
	case o.Title != "":
		return "Redline: " + visible(o.Title)
	case o.Old != "" || o.New != "":
		return "Redline: " + visible(o.Old) + " \u2192 " + visible(o.New)
	}
	return "Redline"
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// legend shows the signs that the page has.
func (r *reviewer) legend(s doc.Summary) {
	var signs []string
	if s.Hunks > 0 {
		signs = append(signs, "<del>struck</del>", "<ins>inserted</ins>")
	}
	if s.Moves > 0 {
		signs = append(signs, `<del class="move">moved away</del>`, `<ins class="move">moved here</ins>`)
	}
	if s.Typographic+s.Layout > 0 {
		signs = append(signs, `<ins class="minor">typography or layout</ins>`)
	}
	if len(signs) > 0 {
		r.add("<ul class=\"legend\"><li>" + strings.Join(signs, "</li><li>") + "</li></ul>\n")
	}
}

// row writes a block with why it changed beside it.
func (r *reviewer) row(blocks []doc.Block, i int) {
	class := "row"
	if changed(blocks[i]) {
		class += " changed"
	}
	r.add(`<div class="` + class + `"><div>` + "\n")
	r.fresh = r.fresh[:0]
	r.block(blocks, i)
	r.add("</div>")
	r.notes()
	r.add("</div>\n")
}

// notes writes why the changes of a row were made, in short: the list of
// changes says it in full.
func (r *reviewer) notes() {
	const most = 2 // causes of one change
	open := false
	for _, c := range r.fresh {
		causes := c.causes
		if !r.explained || len(causes) == 0 {
			continue
		}
		if !open {
			r.add("<aside>")
			open = true
		}
		n := strconv.Itoa(c.number)
		r.add("<p><b>" + n + "</b> ")
		for i, cause := range causes[:min(most, len(causes))] {
			if i > 0 {
				r.add("; ")
			}
			cause.Place = doc.Place{}
			r.escape(visible(shortenTo(cause.String(), 90)))
		}
		if more := len(causes) - most; more > 0 {
			r.add(`; <a href="#l` + n + `">` + strconv.Itoa(more) + " more</a>")
		}
		r.add("</p>")
	}
	if open {
		r.add("</aside>")
	}
}

// changed reports whether the wording of a block changed.
func changed(block doc.Block) bool {
	words := func(r *doc.Revision) bool { return r != nil && r.Level == doc.Wording }
	switch b := block.(type) {
	case *doc.Paragraph:
		for _, spans := range [][]doc.Span{b.Label, b.Spans} {
			for _, s := range spans {
				if words(s.Revision) {
					return true
				}
			}
		}
		return words(b.Mark)
	case *doc.Rule:
		return words(b.Revision)
	case *doc.PageBreak:
		return words(b.Revision)
	}
	panic("write: unknown block")
}

// open begins a changed piece of text: its number, if it is the first of its
// change, and its element.
func (r *reviewer) open(rev *doc.Revision) {
	if c := r.changes[rev.ID]; !r.seen[rev.ID] && c.number > 0 {
		r.seen[rev.ID] = true
		r.fresh = append(r.fresh, c)
		r.number(c)
	}
	r.add("<" + element(rev))
	if class := classOf(rev); class != "" {
		r.add(` class="` + class + `"`)
	}
	r.add(">")
}

func (r *reviewer) close(rev *doc.Revision) { r.add("</" + element(rev) + ">") }

func classOf(r *doc.Revision) string {
	switch {
	case r.Level != doc.Wording:
		return "minor"
	case r.Move != 0:
		return "move"
	}
	return ""
}

// number writes the number of a change, and of a move's end where the other is.
func (r *reviewer) number(c *change) {
	n := strconv.Itoa(c.number)
	r.add(`<a class="n" id="c` + n + `" href="#l` + n + `" aria-label="change ` + n + `">` + n + "</a>")
	if c.other != nil {
		n := strconv.Itoa(c.other.number)
		r.add(`<a class="n move" href="#c` + n + `">` + towards(c.change) + " " + n + "</a>")
	}
}

// towards says where the other end of a move is.
func towards(c doc.Change) string {
	if c == doc.Deleted {
		return "to"
	}
	return "from"
}

// list writes the list of changes of wording.
func (r *reviewer) list(changes []*change) {
	open := false
	for _, c := range changes {
		if c.number == 0 {
			continue
		}
		if !open {
			r.add("<section class=\"changes\" id=\"changes\">\n<h2>Changes</h2>\n<ol>\n")
			open = true
		}
		r.entry(c)
	}
	if open {
		r.add("</ol>\n</section>\n")
	}
}

// entry writes one change of the list.
func (r *reviewer) entry(c *change) {
	n := strconv.Itoa(c.number)
	r.add(`<li id="l` + n + `"><a href="#c` + n + `" aria-label="change ` + n + ` in the text">` + n + "</a><div>")
	class := ""
	if c.move != 0 {
		class = ` class="move"`
	}
	for _, side := range []struct{ element, text string }{{"del", c.old}, {"ins", c.new}} {
		if side.text == "" {
			continue
		}
		r.add("<" + side.element + class + ">")
		r.escape(excerpt(side.text))
		r.add("</" + side.element + "> ")
	}
	if c.other != nil {
		n := strconv.Itoa(c.other.number)
		r.add(`<a class="move" href="#c` + n + `">moved ` + towards(c.change) + " " + n + "</a>")
	}
	for _, reason := range c.reasons(r.explained) {
		r.add(`<p>`)
		r.escape(visible(reason))
		r.add("</p>")
	}
	r.add("</div></li>\n")
}

// excerpt cuts a long text in the middle.
func excerpt(s string) string {
	const most, head, tail = 40, 24, 8 // words
	words := strings.Fields(s)
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:head], " ") + " \u2026 " + strings.Join(words[len(words)-tail:], " ")
}
