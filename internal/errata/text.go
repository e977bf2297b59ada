package errata

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// An edit replaces a stretch of a paragraph's label or text.
type edit struct {
	*Erratum
	block    int
	label    bool
	from, to int // bytes of all spans together
	text     string
}

// ApplyText returns a document with the words that were filed. Blocks without
// errata are shared with d, which is not changed. New words have the origin of
// those that they stand for. The error is a [diag.List] of the errata that do
// not apply.
func (l *List) ApplyText(d *doc.Document) (*doc.Document, error) {
	errata := l.of(Text)
	if len(errata) == 0 {
		return d, nil
	}
	var list diag.List
	var edits []edit
	in := columns(d)
	for _, e := range errata {
		m, trouble := l.find(e, in, flatten(e.Form[0]).text)
		if trouble != nil {
			list = append(list, trouble)
			continue
		}
		edits = append(edits, m.edit(e))
	}
	// From the last to the first, so that places stay what they are.
	sort.SliceStable(edits, func(i, j int) bool {
		a, b := edits[i], edits[j]
		return cmp.Or(cmp.Compare(b.block, a.block), compareBool(a.label, b.label), cmp.Compare(b.from, a.from)) < 0
	})
	out := &doc.Document{Blocks: slices.Clone(d.Blocks)}
	for i, e := range edits {
		if i > 0 && edits[i-1].block == e.block && edits[i-1].label == e.label && edits[i-1].from < e.to {
			list = append(list, l.bad(e.Erratum, "changes words that another erratum changes too", "make one of the two"))
			continue
		}
		p := *out.Blocks[e.block].(*doc.Paragraph)
		if e.label {
			p.Label = splice(p.Label, e.from, e.to, e.text)
		} else {
			p.Spans = splice(p.Spans, e.from, e.to, e.text)
		}
		out.Blocks[e.block] = &p
	}
	if len(list) > 0 {
		list.Sort()
		return nil, list
	}
	return out, nil
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// edit returns the smallest edit, in whole words, that turns the form's words
// at m into those filed.
func (m match) edit(e *Erratum) edit {
	form, filed := fields(e.Form), fields(e.Filed)
	begin, end := common(form, filed)
	before := strings.Join(form[:begin], " ")
	after := strings.Join(form[len(form)-end:], " ")
	text := strings.Join(filed[begin:len(filed)-end], " ")
	from, to := m.at, m.at+len(strings.Join(form, " "))
	gone := begin+end == len(form) // no word of the form goes: some come
	switch {
	case end > 0 && (gone || text == ""): // up to the next word
		to -= len(after)
		if text != "" {
			text += " "
		}
		if begin > 0 {
			from += len(before) + 1
		}
	case begin > 0 && (gone || text == ""): // from the end of the word before
		from += len(before)
		if text != "" {
			text = " " + text
		}
	case text == "": // with one of the gaps around
		if to < len(m.text) && m.text[to] == ' ' {
			to++
		} else if from > 0 && m.text[from-1] == ' ' {
			from--
		}
	default:
		if begin > 0 {
			from += len(before) + 1
		}
		if end > 0 {
			to -= len(after) + 1
		}
	}
	return edit{Erratum: e, block: m.block, label: m.label, from: m.pos[from], to: m.pos[to], text: text}
}

// splice replaces the bytes of spans from from to to.
func splice(spans []doc.Span, from, to int, text string) []doc.Span {
	var out []doc.Span
	start, placed := 0, false
	for i, s := range spans {
		end := start + len(s.Text)
		cut, resume := min(max(from-start, 0), len(s.Text)), min(max(to-start, 0), len(s.Text))
		keep := s.Text[:cut]
		// An insertion goes to the span of the word that it precedes.
		if !placed && (from < end || i == len(spans)-1) {
			keep += text
			placed = true
		}
		s.Text = keep + s.Text[max(cut, resume):]
		if s.Text != "" {
			out = append(out, s)
		}
		start = end
	}
	return out
}
