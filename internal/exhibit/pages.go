package exhibit

import (
	"fmt"
	"slices"
	"strings"
)

// unpage takes page furniture out of ls: running page numbers and heads, and
// the breaks that only show where a page was full. A paragraph that ran over
// such a break is whole afterwards; a break between paragraphs stays.
func (s *setter) unpage(ls []line) []line {
	findPageNumbers(ls)
	if !slices.ContainsFunc(ls, isBreak) {
		return ls
	}
	for range 4 { // a head or foot of more than one line
		if !s.dropRepeated(ls) {
			break
		}
	}
	s.dropLetterHeads(ls)
	out := ls[:0:0]
	start := 0 // the last chunk of out begins here
	for i := 0; i < len(ls); {
		if ls[i].kind != blank && ls[i].kind != pageBreak {
			if ls[i].kind != text {
				start = len(out) + 1
			}
			out = append(out, ls[i])
			i++
			continue
		}
		end := i
		mark := -1
		for ; end < len(ls) && (ls[end].kind == blank || ls[end].kind == pageBreak); end++ {
			if mark < 0 && ls[end].kind == pageBreak {
				mark = end
			}
		}
		switch {
		case mark < 0:
			out = append(out, ls[i:end]...)
		case len(out) == 0 || end == len(ls): // no page before, or none after
		case s.runsOn(out[start:], ls[end]):
			i = end
			continue
		default:
			out = append(out, line{kind: blank}, ls[mark], line{kind: blank})
		}
		i, start = end, len(out)
	}
	return out
}

func isBreak(l line) bool { return l.kind == pageBreak }

// findPageNumbers turns the lines that number a page into page breaks: a bare
// number if it stands alone beside another break, a dashed one if it does
// either and does not end a release.
func findPageNumbers(ls []line) {
	paged, hasPage29 := slices.ContainsFunc(ls, isBreak), false
	for i := range ls {
		l := &ls[i]
		if l.kind != text || len(l.text) > 24 || !isPageNumber(l.text) {
			continue
		}
		hasPage29 = hasPage29 || bareNumber(l.text) == "29"
		dashed, single := isDashedNumber(l.text), alone(ls, i)
		if dashed && isEndMark(l.text, hasPage29) {
			continue
		}
		touches := i > 0 && isBreak(ls[i-1]) || i+1 < len(ls) && isBreak(ls[i+1])
		if dashed && touches || single && (dashed || paged && besideBreak(ls, i)) {
			l.kind = pageBreak
		}
	}
}

// alone reports whether line i is a chunk by itself.
func alone(ls []line, i int) bool {
	return (i == 0 || ls[i-1].kind != text && ls[i-1].kind != rule) && (i+1 == len(ls) || ls[i+1].kind != text && ls[i+1].kind != rule)
}

// besideBreak reports whether only blank lines part line i from a page break or
// from the end.
func besideBreak(ls []line, i int) bool {
	j := i + 1
	for j < len(ls) && ls[j].kind == blank {
		j++
	}
	if j == len(ls) || ls[j].kind == pageBreak {
		return true
	}
	for j = i - 1; j >= 0 && ls[j].kind == blank; {
		j--
	}
	return j >= 0 && ls[j].kind == pageBreak
}

// dropLetterHeads blanks the head that a letter's later pages carry: a few
// short lines after a break of which one is the page number.
func (s *setter) dropLetterHeads(ls []line) {
	const most = 5 // lines
	for i := 0; i < len(ls); i++ {
		if ls[i].kind != pageBreak {
			continue
		}
		start := i + 1
		for start < len(ls) && ls[start].kind == blank {
			start++
		}
		end, numbered, short := start, false, true
		for ; end < len(ls) && (ls[end].kind == text || ls[end].kind == rule); end++ {
			numbered = numbered || ls[end].kind == text && (hasPrefixFold(ls[end].text, "page ") || isDashedNumber(ls[end].text)) && isPageNumber(ls[end].text) && !isEndMark(ls[end].text, false)
			short = short && columns(ls[end].text) < 60
		}
		if numbered && short && end-start <= most {
			s.dropHead(ls[start:end])
		}
	}
}

// dropRepeated blanks the line that stands at the top, or at the foot, of
// every page: a running head. Digits may differ. Two pages prove nothing, nor
// does a page with one line. It reports whether there was one.
func (s *setter) dropRepeated(ls []line) (dropped bool) {
	var tops, feet []int
	n, last := 0, 0 // of the page: lines of text, and the last of them
	for i, l := range ls {
		switch {
		case l.kind == text:
			if n++; n == 1 {
				tops = append(tops, i)
			}
			last = i
		case l.kind == pageBreak && n == 1:
			return false
		case l.kind == pageBreak && n > 1:
			feet = append(feet, last)
			n = 0
		}
	}
	if len(feet) < 2 || len(tops) < 3 {
		return false
	}
	// The first page has no head, the last may have no foot.
	for _, heads := range [][]int{tops[1:], feet} {
		if !allSame(ls, heads) {
			continue
		}
		l := ls[heads[0]]
		s.r.note(s.r.at(l.no, l.col), fmt.Sprintf("running head left out on %s: %q", count(len(heads), "page"), squeeze(l.text)))
		for _, i := range heads {
			ls[i].kind = blank
		}
		dropped = true
	}
	return dropped
}

// allSame reports whether the lines at idx say the same, digits aside.
func allSame(ls []line, idx []int) bool {
	shape := func(i int) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return '0'
			}
			return r
		}, squeeze(ls[i].text))
	}
	first := shape(idx[0])
	for _, i := range idx[1:] {
		if shape(i) != first {
			return false
		}
	}
	return true
}

// dropHead blanks the lines of a letter's head and says so.
func (s *setter) dropHead(ls []line) {
	words := make([]string, len(ls))
	for i := range ls {
		words[i] = ls[i].text
		ls[i].kind = blank
	}
	s.r.note(s.r.at(ls[0].no, ls[0].col), fmt.Sprintf("running head left out: %q", squeeze(strings.Join(words, " "))))
}

// runsOn reports whether a chunk of lines goes on with n, over a page break. It does if it stopped in mid-sentence
// where the line was full; or if it stopped at a sentence's end, the line was
// full, and what follows lacks the indent with which its paragraph began.
func (s *setter) runsOn(chunk []line, n line) bool {
	if len(chunk) == 0 {
		return false
	}
	p := chunk[len(chunk)-1]
	if p.kind != text || n.kind != text || p.table || n.table || n.indent > p.indent || s.centred([]line{n}) {
		return false
	}
	if s.room(p, n) >= s.slack {
		return false
	}
	if !endsSentence(p.text) {
		return true
	}
	return n.indent+2 <= chunk[0].indent && labelLen(n.text, wideIn(n.text)) == 0
}
