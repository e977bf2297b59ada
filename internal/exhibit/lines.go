package exhibit

import (
	"strings"
	"unicode/utf8"
)

// A dialect says what is known of a typewriter text beforehand.
type dialect struct {
	edgar  bool // from a submission: its SGML entities, and PEM's escape everywhere
	ragged bool // set in proportional type: the right edge is uneven
}

// A kind is what a line of typewriter text is.
type kind uint8

const (
	text      kind = iota
	blank          // no characters
	rule           // dashes, underscores or equals signs alone
	pageBreak      // a mark between pages
	tagged         // SGML of a table, no text
)

// A line is one line of typewriter text.
type line struct {
	kind   kind
	table  bool   // stands between <TABLE> and </TABLE>
	smooth bool   // see smooth
	no     int    // number in the source
	col    int    // character of the source line at which the text begins
	indent int    // blanks before the text, in columns
	right  int    // column after the text
	text   string // without blanks at either end, tabs expanded
	raw    *raw
}

// A raw is one line as it stands in the source.
type raw struct {
	text   string
	no     int
	before int // characters of the source line before text
}

// rawLines cuts a part into lines. It reports nil for a part with too many, or
// with one that is too long.
func (r *reader) rawLines(p part) []raw {
	n := strings.Count(p.text, "\n") + 1
	if n+strings.Count(p.text, "\f") > maxPieces {
		r.tooMany()
		return nil
	}
	raws := make([]raw, 0, n)
	no, before := p.line, p.before
	for rest := p.text; rest != ""; {
		var s string
		s, rest, _ = strings.Cut(rest, "\n")
		if len(s) > maxLine {
			r.fail(r.at(no, 0), "want lines of at most 1 MiB, have a longer one", "break the text into paragraphs, a line each at least")
			return nil
		}
		raws = append(raws, raw{s, no, before})
		no, before = no+1, 0
	}
	return raws
}

// clean undoes the transport of one line: tabs, blanks at the end, PEM's
// escape. skipped is the number of characters taken off the front.
func clean(s string, d dialect) (_ string, skipped int) {
	if strings.HasPrefix(s, "- -") && (d.edgar || len(s) > 3 && s[3] != ' ') {
		s, skipped = s[2:], 2 // RFC 1421, section 4.3.2.1
	}
	if strings.IndexByte(s, '\t') >= 0 {
		s = expandTabs(s)
	}
	if d.edgar && strings.IndexByte(s, '&') >= 0 {
		s = entities.Replace(s)
	}
	return strings.TrimRightFunc(s, func(r rune) bool { return r != '\f' && isBlank(r) }), skipped
}

// entities are those that EDGAR's SGML has; typists wrote no others.
var entities = strings.NewReplacer("&amp;", "&", "&AMP;", "&", "&lt;", "<", "&gt;", ">")

// expandTabs sets tabs at every eighth column.
func expandTabs(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 16)
	col := 0
	for _, r := range s {
		if r != '\t' {
			b.WriteRune(r)
			col++
			continue
		}
		for b.WriteByte(' '); (col+1)%8 != 0; col++ {
			b.WriteByte(' ')
		}
		col++
	}
	return b.String()
}

// scan makes lines of raws. clean lines are appended to *lines if that is not
// nil.
func scan(raws []raw, d dialect, lines *[]string) []line {
	ls := make([]line, 0, len(raws))
	table := false
	for i := range raws {
		w := &raws[i]
		s, skipped := clean(w.text, d)
		if lines != nil {
			*lines = append(*lines, s)
		}
		w.before += skipped
		for { // a form feed parts what stands before it from what stands after
			head, tail, feed := strings.Cut(s, "\f")
			if !feed {
				break
			}
			before, after, _ := strings.Cut(w.text, "\f")
			if strings.TrimFunc(head, isBlank) != "" {
				ls = append(ls, makeLine(head, &raw{before, w.no, w.before}, &table))
			}
			ls = append(ls, line{kind: pageBreak, no: w.no, col: w.before + 1})
			w.before += utf8.RuneCountInString(before) + 1
			w.text, s = after, tail
		}
		ls = append(ls, makeLine(s, w, &table))
	}
	return ls
}

// makeLine measures and classifies s, the clean form of w.
func makeLine(s string, w *raw, table *bool) line {
	t := strings.TrimLeftFunc(s, isPadding)
	lead := columns(s[:len(s)-len(t)])
	t = strings.TrimRightFunc(t, isBlank)
	if t == "" {
		return line{kind: blank, no: w.no}
	}
	l := line{no: w.no, table: *table, indent: lead, right: lead + len(t), text: t, smooth: smooth(t), raw: w}
	if !l.smooth {
		l.right = lead + columns(t)
	}
	l.col = w.before + 1 + sourceLead(w.text)
	switch {
	case t[0] == '<':
		l.kind = sgmlLine(t, table)
	case isRule(t):
		l.kind = rule
	}
	return l
}

// sourceLead counts the blanks, tabs and form feeds at the front of a source
// line.
func sourceLead(s string) int {
	n := 0
	for _, r := range s {
		if !isPadding(r) {
			break
		}
		n++
	}
	return n
}

// columns is the width of s. All characters of a typewriter are as wide.
func columns(s string) int { return utf8.RuneCountInString(s) }

// sgmlLine classifies a line that begins with "<": EDGAR's tags for text
// documents, each on lines of their own.
func sgmlLine(t string, table *bool) kind {
	upper := strings.ToUpper(t)
	if tail, ok := strings.CutPrefix(upper, "<PAGE>"); ok && (strings.TrimSpace(tail) == "" || isPageNumber(strings.TrimSpace(tail))) {
		return pageBreak
	}
	k := text
	for rest := upper; ; k = tagged {
		rest = strings.TrimSpace(rest)
		tag, after, ok := strings.Cut(rest, ">")
		if rest == "" || !ok {
			if rest != "" {
				return text
			}
			return k
		}
		switch tag {
		case "<TABLE":
			*table = true
		case "</TABLE":
			*table = false
		case "<CAPTION", "<S", "<C", "<FN", "</FN", "<PRE", "</PRE":
		default:
			return text
		}
		rest = after
	}
}

// isRule reports whether t is drawn, not written: three or more dashes,
// underscores or equals signs, in one or several strokes.
func isRule(t string) bool {
	strokes := 0
	for i := 0; i < len(t); i++ {
		switch t[i] {
		case '-', '_', '=':
			strokes++
		case ' ':
		default:
			return false
		}
	}
	return strokes >= 3 && !strings.Contains(t, "- -")
}

// isPageNumber reports whether t, alone on its line, numbers a page: 2, -2-,
// - 2 -, iv, Page 2, Page 2 of 9, 2 of 9. A roman number in capitals is
// as likely to head a section.
func isPageNumber(t string) bool {
	if len(t) > 24 {
		return false
	}
	if hasPrefixFold(t, "page ") {
		t = strings.TrimSpace(t[len("page "):])
		if spelled[strings.ToLower(t)] {
			return true
		}
	}
	if a, b, ok := strings.Cut(t, " of "); ok {
		return isSmall(a) && isSmall(b)
	}
	t = bareNumber(t)
	return isSmall(t) || t != "" && len(t) <= 5 && strings.Trim(t, "ivx") == ""
}

// isDashedNumber reports whether t can be nothing but a page number, whatever
// stands around it: - 2 -, -2-, Page 2 of 9.
func isDashedNumber(t string) bool {
	dashed := len(t) > 2 && t[0] == '-' && t[len(t)-1] == '-'
	return isPageNumber(t) && (dashed || hasPrefixFold(t, "page ") && strings.Contains(t, " of "))
}

// isEndMark reports whether a dashed number is the -30- or -0- with which
// newsrooms end a release. Thirty is a page where one is numbered 29.
func isEndMark(dashed string, hasPage29 bool) bool {
	number := bareNumber(dashed)
	return number == "0" || number == "30" && !hasPage29
}

func bareNumber(t string) string { return strings.Trim(t, "-–— ") }

func isSmall(s string) bool { return len(s) > 0 && len(s) <= 3 && digitsLen(s) == len(s) }

// spelled are page numbers in words, as letters have them in a running head.
var spelled = map[string]bool{"two": true, "three": true, "four": true, "five": true, "six": true,
	"seven": true, "eight": true, "nine": true, "ten": true}
