package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// terms returns the places of values that the schema and the pack have for the
// facts of a sort, and those in quotes and brackets, where terms are defined.
func (s *survey) terms(so *sort) []candidate {
	var out []candidate
	for i := range s.tokens {
		at := s.usual(so, i, theTerms)
		if to := s.quoted(i); to > i && !slices.ContainsFunc(at, func(c candidate) bool { return c.to == to }) {
			at = append(at, candidate{i, to, textOf(s.tokens[i:to]), theTerms})
		}
		out = append(out, at...)
	}
	return out
}

// usual returns the places of known values that begin at a token.
func (s *survey) usual(so *sort, i int, as string) []candidate {
	var out []candidate
	for _, words := range so.known[s.tokens[i].fold] {
		if to := i + len(words); to <= len(s.tokens) && matches(s.tokens[i:to], words) {
			out = append(out, candidate{i, to, textOf(s.tokens[i:to]), as})
		}
	}
	return out
}

// phrases returns the places of the names that are known and have no capitals, with
// the capitals right before them.
func (s *survey) phrases(so *sort) []candidate {
	var out []candidate
	for i := range s.tokens {
		if k := s.tokens[i].kind; k != aLower && k != aSmallWord {
			continue
		}
		from := i
		for from > 0 && s.tokens[from-1].kind >= aCapital && s.tokens[from].begin < lineBreak {
			from--
		}
		for _, c := range s.usual(so, i, "") {
			out = append(out, candidate{from: from, to: c.to, value: textOf(s.tokens[from:c.to])})
		}
	}
	return out
}

// longestTerm is how many tokens a term has that is defined.
const longestTerm = 6

// quoted is the end of what begins at token i and stands in quotes before a
// bracket closes; i if nothing does.
func (s *survey) quoted(i int) int {
	if i == 0 || !isQuote(&s.tokens[i-1]) {
		return i
	}
	for to := i + 1; to+1 < len(s.tokens) && to <= i+longestTerm; to++ {
		if isQuote(&s.tokens[to]) {
			if s.tokens[to+1].text == ")" {
				return to
			}
			break
		}
	}
	return i
}

// isDefined reports whether the words of a place are defined somewhere: another
// place of them may be the term's.
func (s *survey) isDefined(c candidate) bool {
	for _, i := range s.at[s.tokens[c.from].fold] {
		if to := s.quoted(i); to > i && textOf(s.tokens[i:to]) == c.value {
			return true
		}
	}
	return false
}

func isQuote(t *token) bool { return plainQuotes.Replace(t.text) == `"` }

// learnValues gathers the values that are known of a sort's facts.
func (s *sort) learnValues(f *Form) {
	s.known, s.owners = map[string][][]string{}, map[string][]int{}
	seen := map[string]bool{}
	take := func(text string, class int) {
		if owners := s.owners[foldText(text)]; !slices.Contains(owners, class) {
			s.owners[foldText(text)] = append(owners, class)
		}
		if words := foldedWords(text); len(words) > 0 && !seen[foldText(text)] && (s.name == theTerms || text == strings.ToLower(text)) {
			seen[foldText(text)] = true
			s.known[words[0]] = append(s.known[words[0]], words)
		}
	}
	for class, path := range s.paths {
		for _, e := range f.examples(path) {
			take(e, class)
		}
	}
	for _, root := range f.examplesKnown() {
		eachFact(root, "", func(path string, n *facts.Node) {
			if class := slices.Index(s.paths, path); class >= 0 {
				take(n.Text, class)
			}
		})
	}
}

// isOthers reports whether a term is known of other facts alone, and defined nowhere.
func (s *auction) isOthers(f *finding, class int) bool {
	owners := s.sorts[f.sort].owners[foldText(f.value)]
	return s.sorts[f.sort].name == theTerms && len(owners) > 0 && !slices.Contains(owners, class) && !slices.ContainsFunc(f.places, s.isDefined)
}
