package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
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
	across bool     // a match may go from one paragraph into the next

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
	return &expression{source: source, cased: cased, tree: tree, needs: required(tree), across: crosses(tree)}, nil
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
	const most = 64
	switch tree.Op {
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(tree.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return required(tree.Sub[0])
	case syntax.OpRepeat:
		if tree.Min > 0 {
			return required(tree.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range tree.Sub {
			needs := required(sub)
			if needs == nil {
				return nil
			}
			all = append(all, needs...)
		}
		if len(all) <= most {
			return all
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range tree.Sub {
			if needs := required(sub); shortest(needs) > shortest(best) {
				best = needs
			}
		}
		return best
	}
	return nil
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
func (e *expression) possible(s string) bool {
	if e.needs == nil {
		return true
	}
	for _, need := range e.needs {
		if strings.Contains(s, need) {
			return true
		}
	}
	return false
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
	look := e.look(t)
	if in.from >= in.to || !e.possible(look[in.from:in.to]) {
		return nil
	}
	if e.across {
		return e.findIn(look, in, n)
	}
	var all [][]int
	for _, p := range t.paragraphsIn(in) {
		part := stretch{max(p.from, in.from), min(p.to, in.to)}
		if part.from < part.to && e.possible(look[part.from:part.to]) && len(all) < n {
			all = append(all, e.findIn(look, part, n-len(all))...)
		}
	}
	return all
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
	look := e.look(t)
	if in.from >= in.to || !e.possible(look[in.from:in.to]) {
		return false
	}
	if e.across {
		return e.regexp().MatchString(look[in.from:in.to])
	}
	for _, p := range t.paragraphsIn(in) {
		part := stretch{max(p.from, in.from), min(p.to, in.to)}
		if part.from < part.to && e.possible(look[part.from:part.to]) && e.regexp().MatchString(look[part.from:part.to]) {
			return true
		}
	}
	return false
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
