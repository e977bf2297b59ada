package extract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
)

// A vote is one place of the exhibit that speaks for a value of a fact.
type vote struct {
	pointer string
	path    string
	value   string
	weight  int   // how well its surroundings fit the form: 0 to 4
	lost    bool  // a part of the value was guessed
	from    int   // its first token
	to      int   // the token behind its last
	claim   bool  // a condition speaks for it, not a text
	listed  bool  // it is an item of a list in a sentence
	holds   bool  // the fact is a list that has the value
	cost    int32 // what the search paid for it
}

// evidence is what a path through the automaton says of the facts.
type evidence struct {
	votes    []vote
	denied   map[string][]string // values that conditions deny, by pointer
	present  []string            // groups of facts and elements of lists that are there
	absent   map[string]int      // facts that conditions deny, with the words that say so
	byForm   int                 // words that the form explains
	byFacts  int                 // words that facts explain
	words    int                 // of the exhibit
	exact    bool                // the draft of the facts is the exhibit, word for word
	telling  int                 // words that the form explains, and that say more than: and, of, the
	open     []Test
	kinship  float64 // of an exhibit in foreign words with the kind; 0: not known
	literals int     // words of the form on the path
}

// walker follows a path and gathers evidence.
type walker struct {
	*automaton
	tokens []token
	steps  []step
	ops    []op // of each step
	ev     evidence
	round  *round
	arms   []opened
}

// An op is what a step does.
type op uint8

const (
	opPass   op = iota // takes nothing
	opMatch            // a word of the form is there
	opOther            // another stands in its place
	opInsert           // a word of the exhibit that the form has not
	opSkip             // a word of the form that the exhibit has not
	opFact             // a fact, or more of one
	opNoFact           // a fact is left out
)

type opened struct {
	arm     int32
	matched int
	at      int
}

func (a *automaton) evidence(tokens []token, steps []step) *evidence {
	w := &walker{automaton: a, tokens: tokens, steps: steps}
	w.ev.denied, w.ev.absent = map[string][]string{}, map[string]int{}
	w.ops = make([]op, len(steps))
	for i := range steps {
		w.ops[i] = w.opOf(i)
	}
	for i := range steps {
		w.step(i)
	}
	for _, t := range tokens {
		if t.kind != aMark {
			w.ev.words++
		}
	}
	return &w.ev
}

// opOf tells what a step does from where the next one stands.
func (w *walker) opOf(i int) op {
	if i+1 == len(w.steps) {
		return opPass
	}
	s, next := w.steps[i], w.steps[i+1]
	n := &w.nodes[s.node]
	moved := next.at > s.at
	switch n.kind {
	case aWord:
		switch {
		case !moved:
			return opSkip
		case next.node == s.node:
			return opInsert
		case w.tokens[s.at].id == n.word:
			return opMatch
		}
		return opOther
	case aHole:
		switch {
		case moved && next.node == s.node:
			return opInsert
		case moved:
			return opFact
		}
		return opNoFact
	case aBody:
		if moved {
			return opFact
		}
	case theEnd:
		if moved {
			return opInsert
		}
	}
	return opPass
}

func (w *walker) step(i int) {
	s := w.steps[i]
	w.round = s.round
	n := &w.nodes[s.node]
	switch n.kind {
	case aWord:
		if w.ops[i] == opMatch {
			w.matched(1)
			if !n.mark {
				w.ev.byForm++
			}
			if n.skip == aContentWord {
				w.ev.telling++
			}
		}
		if !n.mark && w.ops[i] != opInsert {
			w.ev.literals++
		}
	case aHole:
		if w.ops[i] == opFact {
			w.fact(i)
		}
	case anArm:
		w.arms = append(w.arms, opened{arm: n.index, at: int(s.at)})
	case theArmEnd:
		a := w.arms[len(w.arms)-1]
		w.arms = w.arms[:len(w.arms)-1]
		w.close(a, int(s.at))
	}
}

// matched notes that something of the exhibit was explained here.
func (w *walker) matched(by int) {
	for i := range w.arms {
		w.arms[i].matched += by
	}
}

// pointer writes a fact's path with the rounds of the loops at hand.
func (w *walker) pointer(r render.Ref) string {
	if !strings.Contains(r.Path, "*") {
		return r.Path
	}
	tokens := strings.Split(r.Path, "/")
	star := 0
	for i, t := range tokens {
		if t != "*" {
			continue
		}
		tokens[i] = "0"
		if star < len(r.Loops) {
			if in := w.round.of(int32(r.Loops[star])); in != nil {
				tokens[i] = itoa(int(max(in.index, 0)))
			}
		}
		star++
	}
	return strings.Join(tokens, "/")
}

// fact casts a vote for what stands in a hole.
func (w *walker) fact(i int) {
	n := &w.nodes[w.steps[i].node]
	h := &w.holes[n.index]
	from := int(w.steps[i].at)
	end := i + 1
	for w.nodes[w.steps[end].node].kind == aBody && w.ops[end] == opFact {
		end++
	}
	to := int(w.steps[end].at)
	w.matched(1)
	if h.class == ofNothing || h.class == ofCount {
		return
	}
	for _, t := range w.tokens[from:to] {
		if t.kind != aMark {
			w.ev.byFacts++
		}
	}
	value, lost, ok := h.value(w.tokens[from:to])
	if !ok || value == "" {
		return
	}
	w.ev.votes = append(w.ev.votes, vote{
		pointer: w.pointer(h.Fact), path: h.Fact.Path, value: value, lost: lost,
		from: from, to: to, weight: w.surroundings(i, end), listed: h.listed && h.class.open(),
		cost: w.steps[end].cost - w.steps[i].cost,
	})
}

// value reads the fact that tokens tell.
func (h *hole) value(tokens []token) (value string, lost, ok bool) {
	if !h.class.open() {
		return h.fits(textOf(tokens))
	}
	text := plainQuotes.Replace(textOf(tokens))
	if h.suffix != "" {
		text, _ = cutFold(text, h.suffix)
	}
	return h.Read(text)
}

// plainQuotes undoes what a typesetter makes of quotes.
var plainQuotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// surroundings weighs what stands before and behind a fact: up to two for each
// side.
func (w *walker) surroundings(begin, end int) int {
	weight := w.side(begin-1, -1) + w.side(end, 1)
	return weight
}

func (w *walker) side(i, by int) int {
	good := 0
	for ; i >= 0 && i < len(w.steps); i += by {
		switch w.ops[i] {
		case opPass, opNoFact:
			continue
		case opMatch:
			good++
			if w.nodes[w.steps[i].node].mark {
				continue // a mark alone says little: look one further
			}
			return min(good+1, 2)
		case opFact:
			return min(good+1, 2)
		}
		return min(good, 1)
	}
	return 2 // the exhibit begins or ends here
}

// close weighs an arm that was gone through.
func (w *walker) close(a opened, to int) {
	arm := &w.automaton.arms[a.arm]
	for _, c := range arm.claims {
		w.claim(c, a, to)
	}
	if a.matched == 0 && arm.choice.Test != "" && len(arm.claims) == 0 {
		w.ev.open = append(w.ev.open, Test{arm.choice.Test, arm.choice.Place})
	}
}

func (w *walker) claim(c render.Claim, a opened, to int) {
	pointer := w.pointer(c.Fact)
	switch {
	case len(c.Values) == 0 && c.Is:
		if a.matched > 0 && w.isGroup(c.Fact.Path) {
			w.ev.present = append(w.ev.present, pointer)
		}
		if w.isTruth(c.Fact.Path) && a.matched > 0 {
			w.ev.votes = append(w.ev.votes, vote{pointer: pointer, path: c.Fact.Path, value: "true", weight: min(4, 1+a.matched), from: a.at, to: to, claim: true})
		}
	case len(c.Values) == 0:
		if a.matched > 0 {
			w.ev.absent[pointer] += a.matched
			if w.isTruth(c.Fact.Path) {
				w.ev.votes = append(w.ev.votes, vote{pointer: pointer, path: c.Fact.Path, value: "false", weight: min(4, 1+a.matched), from: a.at, to: to, claim: true})
			}
		}
	case c.Is && a.matched > 0:
		value, weight := c.Values[0], min(4, 1+a.matched)
		if len(c.Values) > 1 { // one of them: better than nothing
			value, weight = w.likely(c.Values, a.at, to), -1
		}
		w.ev.votes = append(w.ev.votes, vote{
			pointer: pointer, path: c.Fact.Path, value: value, weight: weight, lost: len(c.Values) > 1,
			from: a.at, to: to, claim: true, holds: c.Holds,
		})
	case !c.Is && a.matched > 0:
		w.ev.denied[pointer] = append(w.ev.denied[pointer], c.Values...)
	}
}

// likely chooses, of several values that all go with a text, the one whose name
// is in it.
func (w *walker) likely(values []string, from, to int) string {
	text := " " + foldText(textOf(w.tokens[from:to]))
	for _, v := range values {
		if strings.Contains(text, " "+fold(strings.ReplaceAll(v, "_", " "))) {
			return v
		}
	}
	return values[0]
}

func (w *walker) isGroup(path string) bool {
	p, ok := w.form.lookup(path)
	return ok && slices.Equal(p.Types, []string{"object"})
}

func (w *walker) isTruth(path string) bool {
	p, ok := w.form.lookup(path)
	return ok && slices.Equal(p.Types, []string{"boolean"})
}

// sortVotes puts votes in the order of the exhibit.
func sortVotes(votes []vote) {
	stable(votes, func(a, b *vote) int { return cmp.Compare(a.from, b.from) })
}
