package write

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/layout"
)

// docxNumbers makes Word's numbering of the labels of a document.
//
// A label such as "(a)", "iv." or "2.1" is a count between a head and a tail. A
// paragraph goes on with a list if the list is open, has the same head, tail and
// style, and its next count is the label's; else it begins a list. Going on with
// a list closes those that were opened after it: they were inside it. So the
// text that Word computes is the label by construction, and a label that could
// be two counts, as "(i)" can, is the one that goes on.
//
// Each list has a definition of its own, since in Word lists of one definition
// share their counts.
type docxNumbers struct {
	lists []*docxList
	open  []*docxList            // the outermost first
	of    map[*doc.Paragraph]int // index among lists
}

// A docxList is one list.
type docxList struct {
	style       string
	format      string // as w:numFmt has it
	head, tail  string
	first, last int
	tab         bool // the text stands at a tab stop, not after a blank
}

// A docxCount is one reading of a label.
type docxCount struct {
	format string
	n      int
}

func newDocxNumbers(d *doc.Document, sheet *layout.Sheet) *docxNumbers {
	n := &docxNumbers{of: map[*doc.Paragraph]int{}}
	for _, b := range d.Blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || len(p.Label) == 0 || len(p.Spans) == 0 {
			continue
		}
		head, tail, counts := readLabel(doc.SpanText(p.Label))
		if len(counts) > 0 {
			n.place(p, head, tail, counts, sheet.Style(p.Style).Typeset.Label > 0)
		}
	}
	return n
}

// place puts a paragraph into a list.
func (n *docxNumbers) place(p *doc.Paragraph, head, tail string, counts []docxCount, tab bool) {
	for i := len(n.open) - 1; i >= 0; i-- {
		l := n.open[i]
		if l.style != p.Style || l.head != head || l.tail != tail {
			continue
		}
		for _, c := range counts {
			if c.format == l.format && (c.n == l.last+1 || c.format == "bullet") {
				l.last = c.n
				n.open = n.open[:i+1]
				n.of[p] = n.index(l)
				return
			}
		}
	}
	c := counts[0]
	for _, other := range counts[1:] {
		if other.n < c.n {
			c = other
		}
	}
	l := &docxList{p.Style, c.format, head, tail, c.n, c.n, tab}
	n.of[p] = len(n.lists)
	n.lists = append(n.lists, l)
	n.open = append(n.open, l)
}

func (n *docxNumbers) index(l *docxList) int {
	for i := range n.lists {
		if n.lists[i] == l {
			return i
		}
	}
	panic("write: a list that is not there")
}

// bullets are the labels of lists without numbers.
const bullets = "•●○■□▪–—*-·o"

// readLabel reads a label as a count between a head and a tail. There are no
// counts if it is no list label.
func readLabel(label string) (head, tail string, counts []docxCount) {
	if len([]rune(label)) == 1 && strings.Contains(bullets, label) {
		return "", label, []docxCount{{"bullet", 1}}
	}
	end := len(label)
	for end > 0 && strings.IndexByte(").]", label[end-1]) >= 0 {
		end--
	}
	start := end
	for start > 0 && isAlphanumeric(label[start-1]) {
		start--
	}
	head, count, tail := label[:start], label[start:end], label[end:]
	switch {
	case count == "", strings.Trim(head, "(0123456789.[§ ") != "", tail == "" && head == "":
		return "", "", nil
	}
	return head, tail, countsOf(count)
}

// countsOf returns what a count can be.
func countsOf(s string) []docxCount {
	if n, err := strconv.Atoi(s); err == nil {
		if n < 1 || n > 32767 || s[0] == '0' {
			return nil
		}
		return []docxCount{{"decimal", n}}
	}
	letters := strings.ToLower(s)
	formats := [2]string{"lowerLetter", "lowerRoman"}
	switch s {
	case letters:
	case strings.ToUpper(s):
		formats = [2]string{"upperLetter", "upperRoman"}
	default:
		return nil
	}
	var counts []docxCount
	if n := len(letters); n <= 30 && letters[0] >= 'a' && letters == strings.Repeat(letters[:1], n) {
		counts = append(counts, docxCount{formats[0], int(letters[0]-'a') + 1 + 26*(n-1)})
	}
	if n := romanValue(letters); n > 0 {
		counts = append(counts, docxCount{formats[1], n})
	}
	return counts
}

var romans = []struct {
	n int
	s string
}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"},
	{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}

// romanValue returns the value of a Roman number in small letters, 0 for none.
func romanValue(s string) int {
	n, rest := 0, s
	for _, r := range romans {
		for strings.HasPrefix(rest, r.s) && n < 4000 {
			n, rest = n+r.n, rest[len(r.s):]
		}
	}
	if rest != "" || n == 0 || n > 3999 {
		return 0
	}
	var again strings.Builder // iiii and vx are read, but not so written
	left := n
	for _, r := range romans {
		for ; left >= r.n; left -= r.n {
			again.WriteString(r.s)
		}
	}
	if again.String() != s {
		return 0
	}
	return n
}

// numPr is the property that puts a paragraph into its list; "" for none.
func (n *docxNumbers) numPr(p *doc.Paragraph, base *docxBase) string {
	i, ok := n.of[p]
	if !ok {
		return ""
	}
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, base.lastNum+1+i)
}

// xml returns the part, nil if it is not needed. A definition has no indents:
// those of the paragraph's style hold, which a firm can change.
func (n *docxNumbers) xml(base *docxBase) []byte {
	if len(n.lists) == 0 && base.numbering == nil {
		return nil
	}
	var abstracts, nums bytes.Buffer
	for i, l := range n.lists {
		id := base.lastAbstract + 1 + i
		suffix := "tab"
		if !l.tab {
			suffix = "space"
		}
		text := l.head + "%1" + l.tail
		if l.format == "bullet" {
			text = l.tail
		}
		fmt.Fprintf(&abstracts, `<w:abstractNum`+xmlnsW+` w:abstractNumId="%d"><w:nsid w:val="%08X"/><w:multiLevelType w:val="singleLevel"/>`+
			`<w:lvl w:ilvl="0"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:suff w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>`+"\n",
			id, 0x0D2A0000+id, l.first, l.format, suffix, xmlText(text))
		fmt.Fprintf(&nums, `<w:num`+xmlnsW+` w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`+"\n", base.lastNum+1+i, id)
	}
	if base.numbering != nil {
		return bytes.Join([][]byte{
			base.numbering[:base.numsAt], abstracts.Bytes(), base.numbering[base.numsAt:base.numsEnd], nums.Bytes(), base.numbering[base.numsEnd:],
		}, nil)
	}
	return []byte(xmlHead + "<w:numbering" + xmlnsW + ">\n" + abstracts.String() + nums.String() + "</w:numbering>\n")
}
