package render

import "slices"

// A Condition is what a [Choice] asks of the facts, as far as the template
// tells. Conditions are never changed.
//
// A fact may be counted by a loop that is not running: a variable was set in one
// of its rounds, and nothing but the condition tells in which. All of what an
// AllOf asks, but for what is denied there, is then asked of one element.
type Condition struct {
	Op     ConditionOp
	Of     []*Condition // AllOf, AnyOf, NotOf, ForSome
	Fact   Ref          // FactGiven, FactOneOf, FactsAlike, ListHolds, ListLonger; ForSome: the list
	Other  Ref          // FactsAlike
	Values []string     // FactOneOf, ListHolds
	N      int          // ListLonger
	Loop   int          // ForSome: what counts the element in Of[0]

	term *term // Worked
	refs []Ref // Worked: the facts that it reads

	chain  []link // Worked: what is done to the term, if it is asked whether
	prints string // ... that prints this text
}

// A ConditionOp is the kind of a [Condition].
type ConditionOp uint8

const (
	Always     ConditionOp = iota // true whatever the facts are
	Never                         // false
	AllOf                         // all of Of
	AnyOf                         // one of Of
	NotOf                         // not Of[0]
	FactGiven                     // Fact is there, and not empty, no or 0
	FactOneOf                     // Fact is one of Values
	FactsAlike                    // Fact is what Other is, and there
	ListHolds                     // Fact is a list that has Values[0]
	ListLonger                    // Fact is a list of more than N
	ForSome                       // Of[0], of some element of the list Fact
	Worked                        // a function of facts: only Ask can tell
)

// Facts is what is known of facts while a condition is asked.
type Facts interface {
	// Text returns the text of a fact. there is false for one that is known to be
	// absent, known for one of which nothing is known.
	Text(r Ref) (text string, there, known bool)
	// Length returns how many elements a list has.
	Length(r Ref) (n int, known bool)
	// Texts returns the texts of the elements of a list, or of a fact in all
	// elements of the list that no loop counts; those that have none are left out.
	Texts(r Ref) (texts []string, known bool)
	// Round returns the number of the round in which a loop is, from 0.
	Round(loop int) (n int, known bool)
}

// Refs returns the facts that a Worked condition reads.
func (c *Condition) Refs() []Ref { return c.refs }

// Texts returns the texts that a Worked condition holds facts against.
func (c *Condition) Texts() []string {
	var out []string
	c.term.texts(&out)
	return out
}

func (t *term) texts(out *[]string) {
	if text, ok := t.text(); ok && text != "" {
		*out = append(*out, text)
	}
	for _, item := range t.items {
		item.texts(out)
	}
}

// Ask works a Worked condition out, if enough is known for it.
func (c *Condition) Ask(facts Facts) (truth, settled bool) {
	if c.prints != "" {
		return c.asksPrint(facts)
	}
	v, ok := c.term.work(facts)
	return len(v) > 0, ok
}

var (
	always = &Condition{Op: Always}
	never  = &Condition{Op: Never}
)

func fixed(truth bool) *Condition {
	if truth {
		return always
	}
	return never
}

// condition is what it takes for t to be true.
func (t *term) condition() *Condition {
	if truth, settled := t.truth(); settled {
		return fixed(truth)
	}
	switch t.kind {
	case aFact:
		return &Condition{Op: FactGiven, Fact: t.fact}
	case aChoice:
		return decided(t.test, t.yes.condition(), t.no.condition())
	case aGather:
		if t.when == nil && t.over.Path != "" {
			return anyOfThem(t.before.condition(), &Condition{Op: FactGiven, Fact: t.over})
		}
	case aCall:
		return t.callCondition()
	case aSome:
		return &Condition{Op: ForSome, Of: []*Condition{t.item.condition()}, Fact: t.over, Loop: t.loop}
	}
	return t.asked()
}

func (t *term) callCondition() *Condition {
	switch t.name {
	case "not":
		return negation(t.items[0].condition())
	case "and":
		return allOfThem(conditions(t.items)...)
	case "or":
		return anyOfThem(conditions(t.items)...)
	case "eq":
		return t.equals(t.items[0])
	case "ne":
		return negation(t.equals(t.items[0]))
	case "has":
		return hasCondition(t.items[0], t.items[1])
	case "len":
		return t.items[0].condition()
	case "gt", "ge", "lt", "le":
		return t.compares()
	}
	return t.asked()
}

func conditions(terms []*term) []*Condition {
	out := make([]*Condition, len(terms))
	for i, t := range terms {
		out[i] = t.condition()
	}
	return out
}

func negation(c *Condition) *Condition {
	switch c.Op {
	case Always:
		return never
	case Never:
		return always
	case NotOf:
		return c.Of[0]
	}
	return &Condition{Op: NotOf, Of: []*Condition{c}}
}

func allOfThem(of ...*Condition) *Condition { return joinConditions(AllOf, never, always, of) }
func anyOfThem(of ...*Condition) *Condition { return joinConditions(AnyOf, always, never, of) }

// joinConditions drops what does not count and stops at what settles all.
func joinConditions(op ConditionOp, settles, idle *Condition, of []*Condition) *Condition {
	var kept []*Condition
	for _, c := range of {
		switch c.Op {
		case settles.Op:
			return settles
		case idle.Op:
		default:
			kept = append(kept, c)
		}
	}
	switch len(kept) {
	case 0:
		return idle
	case 1:
		return kept[0]
	}
	return &Condition{Op: op, Of: kept}
}

// decided is yes where test holds, else no.
func decided(test *term, yes, no *Condition) *Condition {
	if yes.Op == no.Op && yes.Op <= Never {
		return yes
	}
	t := test.condition()
	return anyOfThem(allOfThem(t, yes), allOfThem(negation(t), no))
}

// equals compares what is compared, which is or stands in one of the arguments
// of an eq, with the others.
func (t *term) equals(what *term) *Condition {
	if what.kind == aChoice {
		return decided(what.test, t.equals(what.yes), t.equals(what.no))
	}
	var any []*Condition
	for _, o := range t.items[1:] {
		any = append(any, what.equal1(o))
	}
	return anyOfThem(merged(any)...)
}

// merged makes one condition of those that ask the same fact for values.
func merged(cs []*Condition) []*Condition {
	var out []*Condition
	for _, c := range cs {
		if n := len(out); n > 0 && c.Op == FactOneOf && out[n-1].Op == FactOneOf && sameRef(c.Fact, out[n-1].Fact) {
			out[n-1] = &Condition{Op: FactOneOf, Fact: c.Fact, Values: slices.Concat(out[n-1].Values, c.Values)}
			continue
		}
		out = append(out, c)
	}
	return out
}

func sameRef(a, b Ref) bool { return a.Path == b.Path && slices.Equal(a.Loops, b.Loops) }

func (t *term) equal1(o *term) *Condition {
	if o.kind == aChoice {
		return decided(o.test, t.equal1(o.yes), t.equal1(o.no))
	}
	if t.kind == known && o.kind == known {
		return fixed(same(t.value, o.value))
	}
	if t.kind == known {
		t, o = o, t
	}
	if text, ok := o.claimText(); ok && t.kind == aFact {
		return &Condition{Op: FactOneOf, Fact: t.fact, Values: []string{text}}
	}
	if t.kind == aFact && o.kind == aFact {
		return &Condition{Op: FactsAlike, Fact: t.fact, Other: o.fact}
	}
	return callOf(table()["eq"], "eq", []*term{t, o}).asked()
}

func hasCondition(value, in *term) *Condition {
	list := in
	if in.kind == aCall && in.fn != nil && in.fn.shape == fieldsOf {
		in = in.items[0]
	}
	switch in.kind {
	case aChoice:
		return decided(in.test, hasCondition(value, in.yes), hasCondition(value, in.no))
	case aList:
		if len(in.items) == 0 {
			return never
		}
		return callOf(nil, "eq", append([]*term{value}, in.items...)).equals(value)
	case aFact:
		if text, ok := value.claimText(); ok {
			return &Condition{Op: ListHolds, Fact: in.fact, Values: []string{text}}
		}
	}
	return callOf(table()["has"], "has", []*term{value, list}).asked()
}

// compares is a condition on the length of a list, where it is one.
func (t *term) compares() *Condition {
	list, than := t.items[0], t.items[1]
	text, ok := than.text()
	n, numeral := count(text)
	if !ok || !numeral || list.kind != aCall || list.name != "len" || list.items[0].kind != aFact {
		return t.asked()
	}
	if t.name == "ge" || t.name == "lt" {
		n--
	}
	c := &Condition{Op: ListLonger, Fact: list.items[0].fact, N: n}
	if t.name == "lt" || t.name == "le" {
		return negation(c)
	}
	return c
}

func count(text string) (n int, ok bool) {
	for _, r := range text {
		if r < '0' || r > '9' || n > maxList {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, text != ""
}
