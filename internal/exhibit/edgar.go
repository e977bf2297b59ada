package exhibit

import (
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// usualTypes are the types of which a submission's only document is taken when
// none is asked for: of the exhibits that Regulation S-K, Item 601 lists, those
// that are drafted as a text of their own, on legality and "additional".
var usualTypes = []string{"EX-5", "EX-99"}

// A filed is one <DOCUMENT> of a submission.
type filed struct {
	typ, filename string
	line          int // of its <DOCUMENT>
	body          part
}

// submission reads the documents of an EDGAR submission: SGML in which a tag
// stands at the start of a line, those of the header are never closed, and
// nothing inside <TEXT> is SGML. It returns nil if text is something else.
//
// The same form wraps a single exhibit saved from EDGAR's archive. A PEM header
// before it, and signatures after, stand outside any document and so are
// skipped.
func submission(text string) []filed {
	if !strings.Contains(text, "<DOCUMENT>") && !strings.Contains(text, "<document>") {
		return nil
	}
	var docs []filed
	var cur *filed // the open document
	body := -1     // where its text begins; -1: not yet
	closeText := func(end int) {
		if cur != nil && body >= 0 {
			cur.body.text = text[body:end]
		}
		body = -1
	}
	line, end := 0, 0
	for start := 0; start < len(text); start = end {
		end = len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		line++
		tag, value := sgmlTag(text[start:end])
		switch {
		case body >= 0 && tag == "/TEXT":
			closeText(start)
		case tag == "/DOCUMENT":
			closeText(start)
			cur = nil
		case body >= 0:
		case tag == "DOCUMENT":
			docs = append(docs, filed{line: line})
			cur = &docs[len(docs)-1]
		case cur == nil:
		case tag == "TYPE":
			cur.typ = value
		case tag == "FILENAME":
			cur.filename = value
		case tag == "TEXT" && cur.body.line == 0:
			body = start + strings.IndexByte(text[start:], '>') + 1
			cur.body.line, cur.body.before = line, body-start
		}
	}
	closeText(len(text)) // a submission that was cut short
	return docs
}

// sgmlTag reads the tag at the start of a line, in capitals, and the value
// after it. Only a line that could be EDGAR's own gives one.
func sgmlTag(line string) (tag, value string) {
	if !strings.HasPrefix(line, "<") {
		return "", ""
	}
	tag, value, ok := strings.Cut(line[1:], ">")
	if !ok || len(tag) > 16 {
		return "", ""
	}
	return strings.ToUpper(tag), strings.TrimSpace(value)
}

// readSubmission chooses a document and reads it.
func (r *reader) readSubmission(docs []filed) *Exhibit {
	d := r.choose(docs)
	if d == nil {
		return nil
	}
	if rest, ok := strings.CutPrefix(d.body.text, "\n"); ok { // the line of <TEXT> itself
		d.body = part{text: rest, line: d.body.line + 1}
	}
	body := strings.TrimSpace(d.body.text)
	var x *Exhibit
	switch {
	case body == "":
		r.fail(r.at(d.line, 0), fmt.Sprintf("want text in document %s, have none", d.title()), "")
	case hasPrefixFold(body, "<pdf>"), strings.HasPrefix(body, "begin 6"):
		r.fail(r.at(d.line, 0), fmt.Sprintf("document %s is a file in uuencoding, not text", d.title()),
			"decode it, and give that file")
	case looksLikeHTML(d.body.text, d.filename):
		x = r.readHTML(d.body)
	default:
		x = r.readText(d.body, dialect{edgar: true})
	}
	if x != nil {
		x.Type = d.typ
	}
	return x
}

// choose picks the document asked for, or the only one that could be meant.
func (r *reader) choose(docs []filed) *filed {
	matches := func(match func(*filed) bool) (found []*filed) {
		for i := range docs {
			if match(&docs[i]) {
				found = append(found, &docs[i])
			}
		}
		return found
	}
	want := r.opt.Type
	if want == "" {
		if len(docs) == 1 {
			return &docs[0]
		}
		found := matches(func(d *filed) bool { return isUsual(d.typ) })
		if len(found) == 1 {
			return found[0]
		}
		have := listing(docs)
		r.fail(doc.Place{}, fmt.Sprintf("this is a submission of %s: %s", count(len(docs), "document"), have),
			"name the type of the one to read")
		return nil
	}
	found := matches(func(d *filed) bool { return strings.EqualFold(d.typ, want) || strings.EqualFold(d.filename, want) })
	if len(found) == 0 { // "EX-5" for the only EX-5.1
		found = matches(func(d *filed) bool { return isKind(d.typ, want) })
	}
	switch len(found) {
	case 0:
		r.fail(doc.Place{}, fmt.Sprintf("want a document of type %s, have %s", want, listing(docs)), "")
		return nil
	case 1:
		return found[0]
	}
	r.fail(r.at(found[1].line, 0), fmt.Sprintf("want one document of type %s, have %d", want, len(found)),
		"name it by its file: "+strings.Join(names(found), ", "))
	return nil
}

// isKind reports whether typ is kind or a number under it: EX-5.1 is an EX-5,
// EX-50 is not.
func isKind(typ, kind string) bool {
	return hasPrefixFold(typ, kind) && (len(typ) == len(kind) || !isDigit(typ[len(kind)]))
}

func isUsual(typ string) bool {
	for _, k := range usualTypes {
		if isKind(typ, k) {
			return true
		}
	}
	return false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func (d *filed) title() string {
	if d.typ == "" {
		return "without a type"
	}
	return d.typ
}

func names(docs []*filed) (names []string) {
	for _, d := range docs {
		names = append(names, d.filename)
	}
	return names
}

// listing names the types of docs in their order, at most a screenful.
func listing(docs []filed) string {
	const most = 30
	var types []string
	for i := range docs[:min(len(docs), most)] {
		types = append(types, docs[i].title())
	}
	if len(docs) > most {
		types = append(types, "…")
	}
	return strings.Join(types, ", ")
}
