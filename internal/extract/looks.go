package extract

import (
	"strings"

	"github.com/draftgen/draftgen/internal/facts"
)

// A look is what a text looks like, as far as it tells facts apart.
type look struct {
	number  bool // it begins with a number
	last    bool // it ends with one
	small   bool // it begins with a small letter
	commas  int  // that belong to no name
	linking bool // it has an "and"
}

func lookOf(text string) look {
	var tokens []token
	for _, w := range strings.Fields(text) {
		first := len(tokens)
		pieces(w, func(p string) {
			tokens = append(tokens, token{text: p, fold: fold(p), kind: kindOf(p), gap: len(tokens) == first})
		})
	}
	var l look
	if len(tokens) == 0 {
		return l
	}
	l.number, l.last = tokens[0].kind == aNumber, tokens[len(tokens)-1].kind == aNumber
	l.small = tokens[0].kind == aLower
	for i := range tokens {
		if tokens[i].text == "," && !beforeSuffix(tokens, i) && !(i+2 == len(tokens) && len(tokens[i+1].text) <= 3) {
			l.commas++
		}
		l.linking = l.linking || tokens[i].fold == "and"
	}
	return l
}

// examples are the texts that the schema has for a fact.
func (f *Form) examples(path string) []string {
	var out []string
	p, ok := f.lookup(path)
	if !ok {
		return nil
	}
	for _, e := range p.Examples {
		out = append(out, e.Text)
	}
	if list, isItem := strings.CutSuffix(path, "/*"); isItem {
		if p, ok := f.lookup(list); ok {
			for _, e := range p.Examples {
				if e.Kind == facts.List {
					for _, item := range e.Items {
						out = append(out, item.Text)
					}
				}
			}
		}
	}
	return out
}

// likeness says how much a text looks like the examples of a fact, in points: a
// word that they have counts one, whatever none of them is counts against it. A
// fact more that is needed costs a point.
func (f *refiner) likeness(path, text string) int {
	all := f.form.examples(path)
	if len(all) == 0 {
		return -1
	}
	have, least, shared := lookOf(text), 1<<10, false
	for _, e := range all {
		least = min(least, have.unlike(lookOf(e)))
		words := foldText(e)
		for _, w := range strings.Fields(text) {
			w = strings.Trim(w, ".,")
			shared = shared || len(w) > 3 && kindOf(w) >= aCapital && strings.Contains(" "+words, " "+fold(w)+" ")
		}
	}
	points := -1 - least
	if shared {
		points++
	}
	return points
}

func (l look) unlike(e look) int {
	n := max(l.commas-e.commas, e.commas-l.commas)
	for _, other := range []bool{l.number != e.number, l.last != e.last, l.small != e.small, l.linking != e.linking} {
		if other {
			n++
		}
	}
	return n
}

// looksOdd reports whether a text has what none of the examples of its fact has,
// and that may part it from another fact.
func (f *refiner) looksOdd(path, text string) bool {
	if f.auto.classes[path] == ofText {
		return false
	}
	have := lookOf(text)
	commas, linking, last := 0, false, false
	all := f.form.examples(path)
	for _, e := range all {
		l := lookOf(e)
		commas, linking, last = max(commas, l.commas), linking || l.linking, last || l.last
	}
	return len(all) > 0 && (have.commas > commas || have.linking && !linking || have.last && !last)
}
