package write

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// A redline in DOCX has tracked changes (ECMA-376, part 1, 17.13.5). Each has an
// id that no other has, an author, and a date only if one was given. What was
// struck or inserted is in w:del and w:ins, the end of a paragraph in the
// properties of its mark; a passage that moved is in w:moveFrom and w:moveTo
// between the marks of a range, which bear the same name at both ends.
//
// Labels are text and a tab in a redline, not Word's numbering. Word numbers a
// list as it stands, struck items included, so its numbers would be neither the
// old nor the new ones, and a number that changed could not be shown as changed.
//
// What caused a change is said in a comment on it.

// docxChanges is what a docxWriter keeps of the changes.
type docxChanges struct {
	redline  bool
	ids      int
	moves    map[docxMoveEnd]*docxMove
	comments bytes.Buffer
	said     map[int]int // of a revision's ID: its comment, counted from 1
	open     int         // the comment whose range is open; 0 for none
}

// defaultAuthor is who made the changes if nobody is named.
const defaultAuthor = "draftgen"

func (w *docxWriter) author() string { return cmp.Or(w.o.Author, defaultAuthor) }

// by is the attributes of a change.
func (w *docxWriter) by() string {
	w.ids++
	s := ` w:id="` + strconv.Itoa(w.ids) + `" w:author="` + xmlText(w.author()) + `"`
	if w.date != "" {
		s += ` w:date="` + w.date + `"`
	}
	return s
}

// A docxMoveEnd is one end of a move.
type docxMoveEnd struct {
	move   int
	change doc.Change
}

// A docxMove is where one end of a move begins and ends.
type docxMove struct {
	first, last *docxParagraph
	group       int  // where it begins in the first paragraph: index of a piece
	end         int  // where it ends in the last one: past a piece
	mark        bool // it ends with the mark of the last one
	id          int
}

// findMoves finds where moves begin and end. A move of which only one end is
// there is none.
func (w *docxWriter) findMoves(paragraphs []docxParagraph) {
	w.moves, w.said = map[docxMoveEnd]*docxMove{}, map[int]int{}
	if w.o.PlainMoves {
		return
	}
	touch := func(r *doc.Revision, p *docxParagraph, piece int, mark bool) {
		if r == nil || r.Move == 0 {
			return
		}
		end := docxMoveEnd{r.Move, r.Change}
		m := w.moves[end]
		if m == nil {
			m = &docxMove{first: p, group: piece}
			w.moves[end] = m
		}
		m.last, m.end, m.mark = p, piece+1, mark
	}
	for i := range paragraphs {
		p := &paragraphs[i]
		for k, piece := range p.pieces {
			touch(piece.revision, p, k, false)
		}
		touch(p.mark, p, len(p.pieces), true)
	}
	for end := range w.moves {
		if w.moves[end.other()] == nil {
			delete(w.moves, end)
		}
	}
}

func (e docxMoveEnd) other() docxMoveEnd {
	if e.change == doc.Deleted {
		return docxMoveEnd{e.move, doc.Inserted}
	}
	return docxMoveEnd{e.move, doc.Deleted}
}

// element is the name of the element of a revision, without what marks a move
// that is shown as such.
func (w *docxWriter) element(r *doc.Revision) string {
	moved := r.Move != 0 && w.moves[docxMoveEnd{r.Move, r.Change}] != nil
	switch {
	case r.Change == doc.Deleted && moved:
		return "moveFrom"
	case r.Change == doc.Deleted:
		return "del"
	case r.Change == doc.Inserted && moved:
		return "moveTo"
	case r.Change == doc.Inserted:
		return "ins"
	}
	panic("write: a revision that changes nothing")
}

// paragraphChanges writes the changes of a paragraph's mark and, where layout is
// shown, of its style: those of a text that was read are guesses.
func (w *docxWriter) paragraphChanges(p *docxParagraph) {
	if p.mark != nil {
		w.add("<w:rPr><w:", w.element(p.mark), w.by(), "/></w:rPr>")
	}
	if p.source != nil && p.source.OldStyle != nil && w.o.Layout {
		old, _ := w.styles.of(*p.source.OldStyle)
		if now, _ := w.styles.of(p.style); old != now {
			w.add("<w:pPrChange", w.by(), `><w:pPr><w:pStyle w:val="`, xmlText(old), `"/></w:pPr></w:pPrChange>`)
		}
	}
}

// content writes the text of a paragraph, pieces that changed together in one
// element.
func (w *docxWriter) content(p *docxParagraph) {
	for i := 0; i < len(p.pieces); {
		n := i + 1
		for n < len(p.pieces) && together(p.pieces[i].revision, p.pieces[n].revision) {
			n++
		}
		if r := p.pieces[i].revision; r != nil {
			w.change(p, i, n, r)
		} else {
			for _, piece := range p.pieces[i:n] {
				w.run(piece, false)
			}
		}
		i = n
	}
	if r := p.mark; r != nil { // a mark alone may be all that moved
		w.startMove(p, len(p.pieces), r)
	}
}

// change writes pieces from up to to, which changed together.
func (w *docxWriter) change(p *docxParagraph, from, to int, r *doc.Revision) {
	comment, begins, ends := w.comment(p, from, to, r)
	w.startMove(p, from, r)
	if begins {
		w.add(`<w:commentRangeStart w:id="`, comment, `"/>`)
	}
	element := w.element(r)
	w.add("<w:", element, w.by(), ">")
	for _, piece := range p.pieces[from:to] {
		w.run(piece, element == "del")
	}
	if ends {
		w.add(`<w:commentRangeEnd w:id="`, comment, `"/>`)
		w.add(`<w:r><w:rPr><w:rStyle w:val="`, xmlText(w.styles.character[docxRemarks]), `"/></w:rPr><w:commentReference w:id="`, comment, `"/></w:r>`)
	}
	w.add("</w:", element, ">")
	end := docxMoveEnd{r.Move, r.Change}
	if m := w.moves[end]; m != nil && m.last == p && !m.mark && m.end == to {
		w.endMove(end, m)
	}
}

// startMove begins the range of a move if it begins at a piece.
func (w *docxWriter) startMove(p *docxParagraph, piece int, r *doc.Revision) {
	m := w.moves[docxMoveEnd{r.Move, r.Change}]
	if m == nil || m.first != p || m.group != piece {
		return
	}
	attributes := w.by()
	m.id = w.ids
	w.add("<w:", w.element(r), "RangeStart", attributes, ` w:name="move`, strconv.Itoa(r.Move), `"/>`)
}

// endMoves ends the range of a move that ends with a paragraph's mark.
func (w *docxWriter) endMoves(p *docxParagraph) {
	if p.mark == nil {
		return
	}
	end := docxMoveEnd{p.mark.Move, p.mark.Change}
	if m := w.moves[end]; m != nil && m.last == p && m.mark {
		w.endMove(end, m)
	}
}

func (w *docxWriter) endMove(end docxMoveEnd, m *docxMove) {
	w.add("<w:", w.element(&doc.Revision{Change: end.change, Move: end.move}), `RangeEnd w:id="`, strconv.Itoa(m.id), `"/>`)
}

// comment finds the comment on a change: it spans the first neighbours in a
// paragraph that have the change's ID.
func (w *docxWriter) comment(p *docxParagraph, from, to int, r *doc.Revision) (id string, begins, ends bool) {
	if w.o.NoComments || r.ID == 0 {
		return "", false, false
	}
	same := func(i int) bool {
		return i >= 0 && i < len(p.pieces) && p.pieces[i].revision != nil && p.pieces[i].revision.ID == r.ID
	}
	n := w.said[r.ID]
	if causes := causesFrom(p.pieces[from:], r.ID); n == 0 && len(causes) > 0 {
		n = len(w.said) + 1
		w.said[r.ID], w.open = n, n
		w.writeComment(n, causes)
		begins = true
	}
	if n == 0 || w.open != n {
		return "", false, false
	}
	if ends = !same(to); ends {
		w.open = 0
	}
	return strconv.Itoa(n), begins, ends
}

// causesFrom returns the causes of the change that the pieces begin with.
func causesFrom(pieces []docxPiece, id int) []doc.Cause {
	for _, p := range pieces {
		if p.revision == nil || p.revision.ID != id {
			return nil
		}
		if len(p.revision.Causes) > 0 {
			return p.revision.Causes
		}
	}
	return nil
}

func (w *docxWriter) writeComment(n int, causes []doc.Cause) {
	b := &w.comments
	b.WriteString(`<w:comment w:id="` + strconv.Itoa(n) + `" w:author="` + xmlText(w.author()) + `"`)
	if w.date != "" {
		b.WriteString(` w:date="` + w.date + `"`)
	}
	b.WriteString(` w:initials="` + xmlText(initials(w.author())) + `">`)
	for i, c := range causes {
		b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + xmlText(w.styles.character[docxRemark]) + `"/></w:pPr>`)
		if i == 0 {
			b.WriteString(`<w:r><w:rPr><w:rStyle w:val="` + xmlText(w.styles.character[docxRemarks]) + `"/></w:rPr><w:annotationRef/></w:r>`)
		}
		b.WriteString(`<w:r><w:t xml:space="preserve">` + xmlText(c.String()) + "</w:t></w:r></w:p>")
	}
	b.WriteString("</w:comment>\n")
}

func initials(name string) string {
	var b strings.Builder
	for _, word := range strings.Fields(name) {
		b.WriteString(string([]rune(word)[:1]))
	}
	return b.String()
}

// commentsXML returns the part of the comments, nil if there are none.
func (w *docxWriter) commentsXML() []byte {
	if w.comments.Len() == 0 {
		return nil
	}
	return []byte(xmlHead + "<w:comments" + xmlnsW + ">\n" + w.comments.String() + "</w:comments>\n")
}

// A tabFate says whether a tab parts a label from its text, and what became of
// it.
type tabFate struct {
	there    bool
	revision *doc.Revision
}

// tabs finds the fates of all tabs. A side of the redline has one after a label
// that it has, unless the paragraph runs on from one above: then the label is
// text.
func (w *docxWriter) tabs() map[*doc.Paragraph]tabFate {
	fates := map[*doc.Paragraph]tabFate{}
	sides := [2]doc.Change{doc.Deleted, doc.Inserted} // what the old side has, and the new
	runsOn := [2]bool{}
	for _, block := range w.d.Blocks {
		p, ok := block.(*doc.Paragraph)
		if !ok {
			runsOn = [2]bool{}
			continue
		}
		var has [2]bool
		var by [2]*doc.Revision
		for side, change := range sides {
			label, r := lives(p.Label, change)
			has[side], by[side] = label && !runsOn[side] && len(p.Spans) > 0, r
			text, _ := lives(p.Spans, change)
			joins := p.Mark != nil && p.Mark.Change != change
			runsOn[side] = joins && (runsOn[side] || text)
		}
		switch {
		case has[0] && has[1]:
			fates[p] = tabFate{there: true}
		case has[0]:
			fates[p] = tabFate{true, cmp.Or(by[0], &doc.Revision{Change: doc.Deleted, Level: doc.Layout})}
		case has[1]:
			fates[p] = tabFate{true, cmp.Or(by[1], &doc.Revision{Change: doc.Inserted, Level: doc.Layout})}
		}
	}
	return fates
}

// lives reports whether any of spans is on a side, and the revision of one that
// is there alone.
func lives(spans []doc.Span, change doc.Change) (bool, *doc.Revision) {
	there := false
	for i := range spans {
		r := spans[i].Revision
		if r != nil && r.Change == change {
			return true, r
		}
		there = there || r == nil
	}
	return there, nil
}
