package check

import (
	"fmt"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// expression reads a regular expression, its {words} written out.
func (r *reader) expression(n *facts.Node, cased bool) *expression {
	source := r.writeOut(n, r.text(n))
	if source == "" {
		return nil
	}
	key := fmt.Sprint(cased, source)
	if e := r.expressions[key]; e != nil {
		return e
	}
	e, err := newExpression(source, cased, r.file.Sound)
	switch {
	case err == errMatchesNothing:
		r.trouble(n, "want an expression that matches something, have one that matches nothing at all everywhere", "")
		return nil
	case err != nil:
		r.trouble(n, "want a regular expression: "+strings.TrimPrefix(err.Error(), "error parsing regexp: "),
			"the syntax is RE2's; it has no look-ahead and no back-references")
		return nil
	}
	r.expressions[key] = e
	return e
}

// writeOut puts the words of the rule files in the place of their names; "" if
// there is no such word, or if that comes to more than an expression may have.
func (r *reader) writeOut(n *facts.Node, source string) string {
	var b strings.Builder
	known := true
	for rest := source; ; {
		before, name, behind, found := cutWord(rest)
		if b.WriteString(before); !found {
			break
		}
		rest = behind
		word, ok := r.rules.words[name]
		if !ok {
			r.trouble(n, "there is no word {"+name+"}", r.mean(name, sortedKeys(r.rules.words)))
			known = false
		}
		b.WriteString("(?:")
		b.WriteString(word)
		b.WriteString(")")
		if b.Len() > maxExpression {
			break
		}
	}
	if b.Len() > maxExpression {
		r.trouble(n, fmt.Sprintf("want an expression of at most %d bytes, have more with its words written out", maxExpression), "")
		return ""
	}
	if !known {
		return ""
	}
	return b.String()
}

// cutWord cuts an expression around the first name of a word in braces. What
// stands in braces behind \x or \p is a character's number, or a class.
func cutWord(source string) (before, name, behind string, found bool) {
	for at := 0; ; {
		open := strings.IndexByte(source[at:], '{')
		if open < 0 {
			return source, "", "", false
		}
		open += at
		at = open + 1
		end := at
		for end < len(source) && ('a' <= source[end] && source[end] <= 'z' || source[end] == '_') {
			end++
		}
		if end == at || end == len(source) || source[end] != '}' || source[at] == '_' || isClass(source[:open]) {
			continue
		}
		return source[:open], source[at:end], source[end+1:], true
	}
}

// isClass reports whether what goes before a brace takes what is in it.
func isClass(before string) bool {
	return strings.HasSuffix(before, `\x`) || strings.HasSuffix(before, `\p`) || strings.HasSuffix(before, `\P`)
}
