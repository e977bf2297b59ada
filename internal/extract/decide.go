package extract

import (
	"slices"
	"strings"
)

// A value is what the votes made of one fact.
type value struct {
	pointer, path string
	text          string
	weight        int
	certain       bool
	others        []string // other values that the exhibit has for it
	lost          bool
	at            int // its first token; -1: nowhere in particular
	claim         bool
	ambiguous     bool    // it may be the fact beside it
	listed        bool    // it is an item of a list in a sentence
	byOthers      bool    // it is what is left when others are excluded
	odds          float64 // of what was found so: what speaks for it
	again         bool    // it is a value that another element of its list has, too
	apart         bool    // it was found by what stands around it, in another wording than the form's
}

// decide counts the votes. Values that differ in capitals alone are one; of
// their spellings the one that was not guessed wins.
func (f *Form) decide(ev *evidence, tokens []token) map[string]*value {
	sortVotes(ev.votes)
	byPointer := map[string][]vote{}
	var order []string
	for _, v := range ev.votes {
		if v.holds {
			continue
		}
		if byPointer[v.pointer] == nil {
			order = append(order, v.pointer)
		}
		byPointer[v.pointer] = append(byPointer[v.pointer], v)
	}
	out := map[string]*value{}
	for _, p := range order {
		out[p] = elect(byPointer[p])
	}
	f.leftOver(ev, out)
	respell(out, tokens)
	return out
}

// elect chooses among the votes for one fact.
func elect(votes []vote) *value {
	type party struct {
		weight, count int
		best          vote
	}
	parties := map[string]*party{}
	var order []string
	for _, v := range votes {
		key := foldText(strings.Trim(v.value, " .,"))
		p := parties[key]
		if p == nil {
			p = &party{best: v}
			parties[key] = p
			order = append(order, key)
		}
		p.weight += 1 + v.weight
		p.count++
		if p.best.lost && !v.lost || p.best.lost == v.lost && v.weight > p.best.weight {
			p.best = v
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return parties[b].weight - parties[a].weight })
	won := parties[order[0]]
	out := &value{
		pointer: won.best.pointer, path: won.best.path, text: won.best.value, weight: won.weight,
		lost: won.best.lost, at: won.best.from, claim: won.best.claim,
	}
	against := 0
	for _, key := range order[1:] {
		if !parties[key].best.claim {
			out.others = append(out.others, parties[key].best.value)
		}
		against = max(against, parties[key].weight)
	}
	out.listed = won.best.listed
	out.certain = !out.lost && against*3 <= won.weight && (won.best.weight >= 3 || won.count >= 2 && won.best.weight >= 2)
	return out
}

// respell gives a value that was read from capitals the spelling that the same
// words have elsewhere in the exhibit.
func respell(values map[string]*value, tokens []token) {
	for _, v := range values {
		if !v.lost || v.claim || v.at < 0 || v.at >= len(tokens) || tokens[v.at].small {
			continue
		}
		if text, ok := elsewhere(v.text, tokens); ok {
			v.text, v.lost = text, false
			v.certain = v.weight >= 4
		}
	}
}

// leastElsewhere is how long a single word must be that is found elsewhere.
const leastElsewhere = 4

// elsewhere finds the words of a text in small letters.
func elsewhere(text string, tokens []token) (string, bool) {
	want := foldedWords(text)
	if len(want) == 0 || len(want) == 1 && len(want[0]) < leastElsewhere {
		return "", false
	}
	for i := 0; i+len(want) <= len(tokens); i++ {
		if !matches(tokens[i:i+len(want)], want) {
			continue
		}
		found := textOf(tokens[i : i+len(want)])
		if inSmall(found) && (len(want) > 1 || tokens[i].kind == aCapital) {
			return found, true
		}
	}
	return "", false
}

func matches(tokens []token, want []string) bool {
	for i, w := range want {
		if tokens[i].fold != w {
			return false
		}
	}
	return true
}

// leftOver gives a fact of which conditions deny the default the first of the
// values that are left.
func (f *Form) leftOver(ev *evidence, values map[string]*value) {
	for _, pointer := range keys(ev.denied) {
		p, ok := f.lookup(pointer)
		denied := ev.denied[pointer]
		if values[pointer] != nil || !ok || p.Default == nil || !slices.Contains(denied, p.Default.Text) {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(p.Enum), func(v string) bool { return slices.Contains(denied, v) })
		if len(left) > 0 {
			values[pointer] = &value{
				pointer: pointer, path: starred(pointer), text: left[0], weight: 1, certain: len(left) == 1, at: -1, claim: true,
			}
		}
	}
}
