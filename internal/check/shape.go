package check

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A shape is what can be said of the matches of an expression without matching.
type shape struct {
	needs  []string // one of them stands in every match; nil: unknown
	low    []string // needs in small letters
	across bool     // a match may go from one paragraph into the next
	most   int      // bytes in the longest match; below 0: any number, or it depends on where a line ends
	groups []string // names of the groups, or their numbers
}

func newShape(tree *syntax.Regexp, cased bool) *shape {
	s := &shape{needs: literalsOf(tree).required(), across: crosses(tree), most: longest(tree), groups: tree.CapNames()}
	for i, name := range s.groups {
		if name == "" {
			s.groups[i] = strconv.Itoa(i)
		}
	}
	if s.low = s.needs; cased && s.needs != nil {
		s.low = make([]string, len(s.needs))
		for i, need := range s.needs {
			s.low[i] = lower(need)
		}
	}
	return s
}

// literals are strings that matches of a part of an expression have.
type literals struct {
	exact []string // all that it matches, if they are few; else nil
	some  []string // one of them stands in every match; nil: unknown
}

// required returns strings of which one stands in every match, nil if unknown.
func (l literals) required() []string {
	if shortest(l.exact) > 0 {
		return l.exact
	}
	return l.some
}

// What is looked for is bounded: a long list of strings takes longer to look for
// than what they spare.
const (
	mostLiterals = 64 // of an alternation
	mostCrossed  = 16 // of what is put together
)

// literalsOf looks for literals from the leaves of tree up, in one pass.
func literalsOf(tree *syntax.Regexp) literals {
	switch tree.Op {
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 {
			return literals{exact: []string{string(tree.Rune)}}
		}
	case syntax.OpCharClass:
		return literals{exact: members(tree.Rune)}
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		return literals{exact: []string{""}}
	case syntax.OpCapture:
		return literalsOf(tree.Sub[0])
	case syntax.OpPlus:
		return literals{some: literalsOf(tree.Sub[0]).required()}
	case syntax.OpQuest:
		if l := literalsOf(tree.Sub[0]); l.exact != nil && len(l.exact) < mostCrossed {
			return literals{exact: append(l.exact[:len(l.exact):len(l.exact)], "")}
		}
	case syntax.OpRepeat:
		l := literalsOf(tree.Sub[0])
		if tree.Min > 0 && len(l.exact) == 1 {
			return literals{some: []string{strings.Repeat(l.exact[0], min(tree.Min, 8))}}
		}
		if tree.Min > 0 {
			return literals{some: l.required()}
		}
	case syntax.OpAlternate:
		return literalsOfAny(tree.Sub)
	case syntax.OpConcat:
		return literalsOfAll(tree.Sub)
	}
	return literals{}
}

func literalsOfAny(choices []*syntax.Regexp) literals {
	all, isExact := literals{exact: []string{}, some: []string{}}, true
	for _, sub := range choices {
		l := literalsOf(sub)
		needs := l.required()
		if isExact = isExact && l.exact != nil; isExact {
			all.exact = append(all.exact, l.exact...)
		}
		if all.some = append(all.some, needs...); needs == nil && !isExact || len(all.some) > mostLiterals {
			return literals{}
		}
	}
	if !isExact || len(all.exact) > mostLiterals {
		all.exact = nil
	}
	if isExact && shortest(all.exact) == 0 {
		all.some = nil
	}
	return all
}

// literalsOfAll is of what stands one behind the other: the longest of what each
// part requires, where parts that match a few strings alone are taken together.
func literalsOfAll(parts []*syntax.Regexp) literals {
	var best []string
	better := func(needs []string) {
		if shortest(needs) > shortest(best) {
			best = needs
		}
	}
	run, isExact := []string{""}, true
	for _, sub := range parts {
		l := literalsOf(sub)
		if n := len(run) * len(l.exact); n > 0 && (n <= mostCrossed || len(l.exact) == 1 && n <= mostLiterals) {
			run = cross(run, l.exact)
			continue
		}
		better(run)
		better(l.some)
		if isExact, run = false, []string{""}; l.exact != nil {
			run = l.exact
		}
	}
	better(run)
	if isExact {
		return literals{exact: run}
	}
	return literals{some: best}
}

// cross returns each of a before each of b.
func cross(a, b []string) []string {
	all := make([]string, 0, len(a)*len(b))
	for _, first := range a {
		for _, second := range b {
			all = append(all, first+second)
		}
	}
	return all
}

// members are the characters of a class that has only a few.
func members(ranges []rune) []string {
	const most = 8
	n := 0
	for i := 0; i < len(ranges); i += 2 {
		if n += int(ranges[i+1]-ranges[i]) + 1; n > most {
			return nil
		}
	}
	var all []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			all = append(all, string(r))
		}
	}
	return all
}

// shortest is the length of the shortest of some strings, 0 of none.
func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	n := len(list[0])
	for _, s := range list {
		n = min(n, len(s))
	}
	return n
}

// crosses reports whether a match of tree may hold a newline, or depends on where
// the text begins or ends.
func crosses(tree *syntax.Regexp) bool {
	switch tree.Op {
	case syntax.OpAnyChar, syntax.OpBeginText, syntax.OpEndText:
		return true
	case syntax.OpLiteral:
		return slices.Contains(tree.Rune, '\n')
	case syntax.OpCharClass:
		for i := 0; i < len(tree.Rune); i += 2 {
			if tree.Rune[i] <= '\n' && '\n' <= tree.Rune[i+1] {
				return true
			}
		}
	}
	return slices.ContainsFunc(tree.Sub, crosses)
}

// longest is the number of bytes in the longest match of tree; -1 if there is no
// bound, or if it depends on where a line begins or ends.
func longest(tree *syntax.Regexp) int {
	sum := 0
	for _, sub := range tree.Sub {
		n := longest(sub)
		switch {
		case n < 0:
			return -1
		case tree.Op == syntax.OpAlternate:
			sum = max(sum, n)
		default:
			sum += n
		}
	}
	switch tree.Op {
	case syntax.OpLiteral:
		return len(string(tree.Rune))
	case syntax.OpCharClass:
		if len(tree.Rune) == 0 {
			return 0 // it matches nothing
		}
		return utf8.RuneLen(tree.Rune[len(tree.Rune)-1])
	case syntax.OpAnyCharNotNL:
		return utf8.UTFMax
	case syntax.OpStar, syntax.OpPlus, syntax.OpAnyChar, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText:
		return -1
	case syntax.OpRepeat:
		if tree.Max < 0 || sum > maxExpression {
			return -1
		}
		return tree.Max * sum
	}
	return sum
}
