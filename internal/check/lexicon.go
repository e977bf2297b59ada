package check

import "github.com/draftgen/draftgen/internal/facts"

// A lexicon reports wrong words that a spelling checker passes.
//
//	words  expressions of what is wrong, each with what is right. They match whole
//	       words; the first group, if there is one, is what is reported
//
// A message may say {wrong} and {right}.
type lexicon struct {
	wrong []*expression
	right []string
}

func newLexicon(p *params) tester {
	t := &lexicon{}
	n := p.get("words")
	switch {
	case n == nil:
		p.missing("words", "wrong words, each with the right one")
	case n.Kind != facts.Map:
		p.r.trouble(n, "want wrong words, each with the right one, have "+n.Kind.String(), "write `wrong: right`, one a line")
	default:
		for _, f := range n.Fields {
			at := *f.Value
			at.Pos, at.Width, at.Text, at.Kind = f.Pos, f.Width, `\b(?:`+f.Name+`)\b`, facts.Text
			if e := p.r.expression(&at, false); e != nil {
				t.wrong, t.right = append(t.wrong, e), append(t.right, p.r.text(f.Value))
			}
		}
	}
	p.say("wrong", "right")
	return t
}

func (t *lexicon) run(r *run) {
	for i, e := range t.wrong {
		for _, m := range e.all(r.text, r.whole()) {
			at := stretch{m[0], m[1]}
			if len(m) > 2 && m[2] >= 0 {
				at = stretch{m[2], m[3]}
			}
			r.at(spot{stretch: at}, vars{"wrong": r.quote(at), "right": t.right[i]})
		}
	}
}
