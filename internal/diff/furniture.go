package diff

import "strings"

// isPageLine reports whether text, without blanks at its ends, is what stands
// between pages: <PAGE>, <PAGE> 2, - 2 -, --iv--, Page 2, page 2 of 9.
func isPageLine(text string) bool {
	if rest, ok := cutPrefixFold(text, pageMark); ok {
		rest = trimBlanks(rest)
		if after, dashed := strings.CutPrefix(rest, "-"); dashed {
			rest = trimBlanks(after)
		}
		rest = strings.TrimLeft(rest, "0123456789")
		return rest == "" || trimBlanks(rest) == "-"
	}
	if rest, ok := cutPrefixFold(text, "page"); ok {
		number, of, counted := strings.Cut(strings.ToLower(rest), "of")
		if counted && (trimBlanks(of) == of || trimEnd(number) == number || !isCount(trimBlanks(of))) {
			return false
		}
		return trimBlanks(number) != number && isCount(trimBlanks(trimEnd(number)))
	}
	inner := strings.TrimLeft(text, "-")
	core := strings.TrimRight(inner, "-")
	return len(inner) < len(text) && len(core) < len(inner) && isPageNumber(trimBlanks(trimEnd(core)), true)
}

// isPageNumber reports whether text is a number as pages have them: 2, iv; IV
// too if anyCase.
func isPageNumber(text string, anyCase bool) bool {
	if anyCase {
		text = strings.ToLower(text)
	}
	return isCount(text) || text != "" && len(text) <= 7 && strings.Trim(text, "ivxl") == ""
}

// isCount reports whether text is a number of up to four digits.
func isCount(text string) bool {
	return text != "" && len(text) <= 4 && strings.Trim(text, "0123456789") == ""
}

func cutPrefixFold(text, prefix string) (string, bool) {
	if !hasPrefixFold(text, prefix) {
		return "", false
	}
	return text[len(prefix):], true
}

// The blanks of a page line.
const pageBlanks = " \t\n\f\r"

func trimBlanks(text string) string { return strings.TrimLeft(text, pageBlanks) }
func trimEnd(text string) string    { return strings.TrimRight(text, pageBlanks) }
