package check

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// An expression is a regular expression (RE2: linear in the text) of a rule. It
// is matched on words in lower case unless it was asked to heed case. It is looked
// into when it is first used, and compiled when a text first holds the letters
// that any match must have: most expressions meet most texts never, and a rule
// file is read faster than it is compiled.
type expression struct {
	source string
	cased  bool

	look  sync.Once
	shape *shape // nil: not looked into yet

	compile  sync.Once
	compiled *regexp.Regexp
}

// The bounds of an expression.
const (
	maxExpression = 8 << 10 // bytes, its words written out
	maxMatches    = 500     // of one expression in one text
)

// newExpression returns an expression whose words are written out. sound says
// that it is known to be one; else it is parsed.
func newExpression(source string, cased, sound bool) (*expression, error) {
	if !cased {
		source = lowerExpression(source)
	}
	e := &expression{source: source, cased: cased}
	if sound {
		return e, nil
	}
	tree, err := syntax.Parse(source, syntax.Perl)
	if err == nil && matchesNothing(tree) {
		err = errMatchesNothing
	}
	if err != nil {
		return nil, err
	}
	e.look.Do(func() { e.shape = newShape(tree, cased) })
	return e, nil
}

var errMatchesNothing = errors.New("it matches nothing at all everywhere")

// known returns the shape of an expression.
func (e *expression) known() *shape {
	e.look.Do(func() {
		tree, err := syntax.Parse(e.source, syntax.Perl)
		if err != nil {
			tree = &syntax.Regexp{Op: syntax.OpNoMatch} // what it was made of is sound, and together too much
			e.source = never
		}
		e.shape = newShape(tree, e.cased)
	})
	return e.shape
}

// never matches nothing.
const never = `[^\x00-\x{10FFFF}]`

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

// possible reports whether s may hold a match.
func (e *expression) possible(s string) bool {
	needs := e.known().needs
	return needs == nil || containsAny(s, needs)
}

// needed returns what a match in a text may have of what it needs, and false if
// the text can have no match.
func (e *expression) needed(t *text) ([]string, bool) {
	shape := e.known()
	if shape.needs == nil {
		return nil, true
	}
	var list []string
	for i, need := range shape.needs {
		if t.grams.mayHold(shape.low[i]) {
			list = append(list, need)
		}
	}
	return list, list != nil
}

func (e *expression) regexp() *regexp.Regexp {
	e.compile.Do(func() { e.known(); e.compiled = regexp.MustCompile(e.source) }) // it was parsed
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
	look := e.words(t)
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
	if e.shape.across {
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
		case needs != nil && e.shape.most >= 0 && e.shape.most <= wide:
			parts = append(parts, windows(look, part, needs, e.shape.most)...)
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
	look := e.words(t)
	return slices.ContainsFunc(e.parts(t, look, in, needs), func(p stretch) bool { return e.regexp().MatchString(look[p.from:p.to]) })
}

// inString reports whether s holds a match.
func (e *expression) inString(s string) bool { return e.firstIn(s) != nil }

// firstIn returns the first match in s, as the places of its groups; nil if there
// is none.
func (e *expression) firstIn(s string) []int {
	if !e.cased {
		s = lower(s)
	}
	if !e.possible(s) {
		return nil
	}
	return e.regexp().FindStringSubmatchIndex(s)
}

func (e *expression) words(t *text) string {
	if e.cased {
		return t.plain
	}
	return t.fold
}

// groups returns the names of the groups, and their numbers for those without.
func (e *expression) groups() []string {
	return e.known().groups
}

// isWordRune reports whether r can stand in a word.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
