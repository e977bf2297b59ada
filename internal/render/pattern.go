package render

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/doc"
)

// A Part is a piece of what a form can print: a [Words], a *[Hole], a
// *[Choice], a *[Loop] or a [Sequence]. It is a form as a grammar: everything
// that a template decides or repeats is still open, every fact a hole. Partials
// are written out where they are called, and what the template itself settles
// is settled.
type Part interface {
	isPart()
}

// A Sequence is parts one after the other.
type Sequence []Part

// Words is literal text.
type Words struct {
	Text  string
	Data  bool // made by an action: never markup
	Place doc.Place
}

// A Hole is where a fact is printed, changed by functions perhaps.
type Hole struct {
	Fact    Ref    // the zero Ref: text that is worked out from facts in a way that has no way back
	Counter bool   // the number, letter or numeral of an item; no fact
	Without string // a text that does not stand in it; "": any may
	Place   doc.Place

	chain []link // what is done to the fact, in order
	term  *term  // what the first of them makes of several facts; nil: of Fact
}

// A Ref is a fact: its path, and the loop that counts each of the *'s in it. A
// loop that is not running counts nothing; its list is then looked at as a
// whole.
type Ref struct {
	Path  string // JSON pointer with * for the elements of lists
	Loops []int
}

// A Choice prints one of its arms. One that has a single arm prints nothing: the
// template refuses facts of which its condition does not come to Truth.
type Choice struct {
	Test  string // as the template has it; "" for a choice that a function makes
	Place doc.Place
	If    *Condition // what decides between the arms; nil: nothing that is known
	Arms  []Arm

	Likely bool // the arm that prints nothing is the less likely one
}

// An Arm is one way that a choice can go.
type Arm struct {
	Truth  bool    // what the condition of the choice comes to if it goes so
	Claims []Claim // what holds of the facts if it goes so; not all that does
	Body   Part
}

// A Claim is something that holds of a fact.
type Claim struct {
	Fact   Ref
	Is     bool     // or is not
	Values []string // one of these; none: there, and not empty, no or 0
	Holds  bool     // the fact is a list, and the value is one of its elements
}

// A Loop prints its body once for each element of a list.
type Loop struct {
	ID      int
	Over    Ref  // the zero Ref: a list that the template makes
	First   Part // what is printed for the first; nil: the body
	Body    Part
	Between Part // what stands between two elements; nil: nothing
	Last    Part // what stands before the last; nil: Between
	Most    int  // how often, at most; 0: any number
}

func (Sequence) isPart() {}
func (Words) isPart()    {}
func (*Hole) isPart()    {}
func (*Choice) isPart()  {}
func (*Loop) isPart()    {}

// A link is a function that a fact goes through, with its arguments before it.
type link struct {
	fn   *Func
	lead []Value
}

func (l link) run(v Value) (Value, error) { return l.fn.run(append(slices.Clip(l.lead), v)) }

// Pattern returns the form as a grammar of what it can print. It is made anew
// from the templates at each call.
func (prog *Program) Pattern() Part {
	s := &symbolic{parser: prog.again()}
	return s.template(mainName, factOf(Ref{}))
}

// An inverse takes a function back: from what it printed to what it was given.
type inverse struct {
	words int // the most words that the function prints; 0: any number

	// read gives the text of the fact. lost: the text leaves something of the
	// fact open, and read has guessed it. whole: the text is enough to tell the
	// fact; where it is not (the weekday of a date) fact is "".
	read func(printed string) (fact string, lost, ok bool)

	// begins is a quick look at the first word of a text, behind which stands a
	// blank, a mark or nothing: false if read takes no such text, in whatever
	// capitals. nil: it may.
	begins func(word string) bool

	// alike gives other texts of which the function may print what it prints of one,
	// by the arguments before it. nil: none that it can name.
	alike func(lead []string, text string) []string

	cases bool // the function changes capitals and small letters and nothing else
}

// Read returns the fact whose text was printed in the hole. It is "" where the
// text fits but does not tell the fact, as a weekday does not tell a date.
// lost says that the fact was guessed in part, as the small letters behind
// capitals are. ok is false for a text that cannot stand in the hole.
func (h *Hole) Read(printed string) (fact string, lost, ok bool) {
	fact = printed
	for i := len(h.chain) - 1; i >= 0; i-- {
		if h.chain[i].fn.back == nil {
			return "", false, true
		}
		var some bool
		fact, some, ok = h.chain[i].fn.back.read(fact)
		if !ok || fact == "" {
			return "", lost, ok
		}
		lost = lost || some
	}
	return fact, lost, true
}

// Begins is a quick look at the first word of a text, up to a blank or a mark: it
// is false only if [Hole.Read] takes no such text. It is for those who look for
// the texts that can stand in the hole in a long one.
func (h *Hole) Begins(word string) bool {
	for _, l := range slices.Backward(h.chain) {
		switch back := l.fn.back; {
		case back == nil:
			return true
		case back.begins != nil:
			return !isASCII(word) || back.begins(word) // other letters may have these as their small ones
		case !back.cases:
			return true
		}
	}
	return true
}

// Words returns the most words that can stand in the hole, by the functions
// that print it; 0 if they set no limit.
func (h *Hole) Words() int {
	most := 0
	for _, l := range h.chain {
		f := l.fn
		if f.back != nil && f.back.words > 0 {
			most = f.back.words
		}
	}
	return most
}

// Print returns what a fact with this text prints in the hole.
func (h *Hole) Print(fact string) (string, bool) {
	v := of(fact)
	for _, l := range h.chain {
		var err error
		if v, err = l.run(v); err != nil {
			return "", false
		}
	}
	c := call{args: []Value{v}}
	text := c.text(0)
	return text, c.err == nil
}

// Alike returns other texts of the fact that are printed in the hole as a text of
// it is: with a period or an article that a function takes away.
func (h *Hole) Alike(fact string) []string {
	printed, ok := h.Print(fact)
	var out []string
	for _, l := range h.chain {
		if !ok || l.fn.back == nil || l.fn.back.alike == nil {
			continue
		}
		var lead []string
		for _, v := range l.lead {
			c := call{args: []Value{v}}
			lead = append(lead, c.text(0))
		}
		for _, other := range l.fn.back.alike(lead, fact) {
			if again, ok := h.Print(other); ok && again == printed && other != fact && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	return out
}

// Chain names the functions that the fact goes through, in order.
func (h *Hole) Chain() string {
	names := make([]string, len(h.chain))
	for i, f := range h.chain {
		names[i] = f.fn.Name
	}
	return strings.Join(names, " ")
}
