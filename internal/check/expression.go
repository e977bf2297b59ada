package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// An expression is a regular expression (RE2: linear in the text) of a rule. It
// is matched on words in lower case unless it was asked to heed case, and
// compiled when a text first holds the letters that any match must have: most
// expressions meet most texts never, and a rule file is read faster than it is
// compiled.
type expression struct {
	source string
	cased  bool
	tree   *syntax.Regexp
	needs  []string // one of them stands in every match; nil: unknown
	low    []string // needs in small letters
	across bool     // a match may go from one paragraph into the next
	most   int      // bytes in the longest match; below 0: any number, or it looks further

	once     sync.Once
	compiled *regexp.Regexp
}

// The bounds of an expression.
const (
	maxExpression = 8 << 10 // bytes, its words written out
	maxMatches    = 500     // of one expression in one text
)

// newExpression parses an expression whose words are written out.
func newExpression(source string, cased bool) (*expression, error) {
	if !cased {
		source = lowerExpression(source)
	}
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil, err
	}
	e := &expression{source: source, cased: cased, tree: tree, needs: required(tree), across: crosses(tree), most: longest(tree)}
	if e.low = e.needs; cased && e.needs != nil {
		e.low = make([]string, len(e.needs))
		for i, need := range e.needs {
			e.low[i] = lower(need)
		}
	}
	return e, nil
}

// lowerExpression puts the letters that an expression matches in lower case and
// leaves its escapes, flags and group names alone.
func lowerExpression(s string) string {
	b := []byte(s)
	for i := 0; i < len(b); i++ {
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, `\p{`), strings.HasPrefix(rest, `\P{`):
			i += max(strings.IndexByte(rest, '}'), 2)
		case strings.HasPrefix(rest, `\p`), strings.HasPrefix(rest, `\P`):
			i += 2
		case rest[0] == '\\':
			i++
		case strings.HasPrefix(rest, "(?"):
			i += max(strings.IndexAny(rest, ":>)"), 1)
		case 'A' <= rest[0] && rest[0] <= 'Z':
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

// required returns strings of which one stands in every match of tree, or nil
// where that is not plain.
func required(tree *syntax.Regexp) []string {
	if all := exact(tree); shortest(all) > 0 {
		return all
	}
	switch tree.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return required(tree.Sub[0])
	case syntax.OpRepeat:
		if tree.Min == 0 {
			return nil
		}
		if one := tree.Sub[0]; one.Op == syntax.OpLiteral && one.Flags&syntax.FoldCase == 0 {
			return []string{strings.Repeat(string(one.Rune), min(tree.Min, 8))}
		}
		return required(tree.Sub[0])
	case syntax.OpAlternate:
		var all []string
		for _, sub := range tree.Sub {
			needs := required(sub)
			if needs == nil {
				return nil
			}
			all = append(all, needs...)
		}
		if len(all) <= mostNeeds {
			return all
		}
	case syntax.OpConcat:
		return requiredOf(tree.Sub)
	}
	return nil
}

// requiredOf is required of what stands one behind the other: the longest of what
// each part requires, where parts that match a few strings alone are taken
// together.
func requiredOf(parts []*syntax.Regexp) []string {
	var best []string
	run := []string{""}
	end := func(needs []string) {
		if shortest(needs) > shortest(best) {
			best = needs
		}
	}
	for _, sub := range parts {
		all := exact(sub)
		if longer := cross(run, all); longer != nil {
			run = longer
			continue
		}
		end(run)
		if run = []string{""}; all != nil {
			run = all
		} else {
			end(required(sub))
		}
	}
	end(run)
	return best
}

// mostNeeds bounds the strings that one expression is looked for by.
const mostNeeds = 64

// exact returns all strings that tree matches, if they are few, else nil.
func exact(tree *syntax.Regexp) []string {
	switch tree.Op {
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 {
			return []string{string(tree.Rune)}
		}
	case syntax.OpCharClass:
		return members(tree.Rune)
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		return []string{""}
	case syntax.OpCapture:
		return exact(tree.Sub[0])
	case syntax.OpQuest:
		if all := exact(tree.Sub[0]); all != nil && len(all) < mostNeeds {
			return append(all[:len(all):len(all)], "")
		}
	case syntax.OpConcat:
		all := []string{""}
		for _, sub := range tree.Sub {
			all = cross(all, exact(sub))
		}
		return all
	case syntax.OpAlternate:
		var all []string
		for _, sub := range tree.Sub {
			some := exact(sub)
			if some == nil || len(all)+len(some) > mostNeeds {
				return nil
			}
			all = append(all, some...)
		}
		return all
	}
	return nil
}

// cross returns each of a before each of b, nil if that is too many.
func cross(a, b []string) []string {
	if len(a)*len(b) > mostNeeds {
		return nil
	}
	var all []string
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
	var all []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(all) == most {
				return nil
			}
			all = append(all, string(r))
		}
	}
	return all
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

// matchesNothing reports whether tree matches an empty string that stands
// anywhere.
func matchesNothing(tree *syntax.Regexp) bool {
	switch tree.Op {
	case syntax.OpEmptyMatch, syntax.OpStar, syntax.OpQuest:
		return true
	case syntax.OpRepeat:
		return tree.Min == 0 || matchesNothing(tree.Sub[0])
	case syntax.OpCapture, syntax.OpPlus:
		return matchesNothing(tree.Sub[0])
	case syntax.OpConcat:
		return !slices.ContainsFunc(tree.Sub, func(sub *syntax.Regexp) bool { return !matchesNothing(sub) })
	case syntax.OpAlternate:
		return slices.ContainsFunc(tree.Sub, matchesNothing)
	}
	return false
}

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

// possible reports whether s may hold a match.
func (e *expression) possible(s string) bool { return e.needs == nil || containsAny(s, e.needs) }

// needed returns what a match in a text may have of what it needs, and false if
// the text can have no match.
func (e *expression) needed(t *text) ([]string, bool) {
	if e.needs == nil {
		return nil, true
	}
	var list []string
	for i, need := range e.needs {
		if t.grams.mayHold(e.low[i]) {
			list = append(list, need)
		}
	}
	return list, list != nil
}

func (e *expression) regexp() *regexp.Regexp {
	e.once.Do(func() { e.compiled = regexp.MustCompile(e.source) }) // it was parsed
	return e.compiled
}

// all returns the matches in a stretch of a text, each as the places of its
// groups in that text, at most maxMatches.
func (e *expression) all(t *text, in stretch) [][]int { return e.find(t, in, maxMatches) }

// first returns the first match in a stretch of a text, nil if there is none.
func (e *expression) first(t *text, in stretch) []int {
	if found := e.find(t, in, 1); found != nil {
		return found[0]
	}
	return nil
}

// find looks for up to n matches, paragraph by paragraph where it can: a short
// text is matched faster, byte for byte, than a long one, and most paragraphs
// hold no match.
func (e *expression) find(t *text, in stretch, n int) [][]int {
	needs, ok := e.needed(t)
	if !ok || in.from >= in.to {
		return nil
	}
	look := e.look(t)
	var all [][]int
	for _, part := range e.parts(t, look, in, needs) {
		if len(all) < n {
			all = append(all, e.findIn(look, part, n-len(all))...)
		}
	}
	return all
}

// parts are the parts of a stretch in which a match may stand.
func (e *expression) parts(t *text, look string, in stretch, needs []string) []stretch {
	const wide = 400 // bytes: a paragraph is not much more
	if e.across {
		if needs == nil || containsAny(look[in.from:in.to], needs) {
			return []stretch{in}
		}
		return nil
	}
	var parts []stretch
	for _, p := range t.paragraphsIn(in) {
		part := stretch{max(p.from, in.from), min(p.to, in.to)}
		switch {
		case part.from >= part.to:
		case needs != nil && e.most >= 0 && e.most <= wide:
			parts = append(parts, windows(look, part, needs, e.most)...)
		case needs == nil || containsAny(look[part.from:part.to], needs):
			parts = append(parts, part)
		}
	}
	return parts
}

func (e *expression) findIn(look string, in stretch, n int) [][]int {
	found := e.regexp().FindAllStringSubmatchIndex(look[in.from:in.to], n)
	for _, m := range found {
		for i := range m {
			if m[i] >= 0 {
				m[i] += in.from
			}
		}
	}
	return found
}

// in reports whether a stretch of a text holds a match.
func (e *expression) in(t *text, in stretch) bool {
	needs, ok := e.needed(t)
	if !ok || in.from >= in.to {
		return false
	}
	look := e.look(t)
	return slices.ContainsFunc(e.parts(t, look, in, needs), func(p stretch) bool { return e.regexp().MatchString(look[p.from:p.to]) })
}

// inString reports whether s holds a match.
func (e *expression) inString(s string) bool {
	if !e.cased {
		s = lower(s)
	}
	return e.possible(s) && e.regexp().MatchString(s)
}

func (e *expression) look(t *text) string {
	if e.cased {
		return t.plain
	}
	return t.fold
}

// groups returns the names of the groups, and their numbers for those without.
func (e *expression) groups() []string {
	names := e.tree.CapNames()
	for i := range names {
		if names[i] == "" {
			names[i] = strconv.Itoa(i)
		}
	}
	return names
}

// isWordRune reports whether r can stand in a word.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// lazy returns a regular expression of the program's own, which is compiled when
// it is first used: a command that checks nothing pays nothing.
func lazy(source string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
}
