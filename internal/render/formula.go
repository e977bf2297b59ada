package render

import (
	"fmt"
	"strings"
)

// A Formula is what a test asks of the facts, as far as reading the template
// tells. It is a [Given], an [Equal], a [Holds], a [Not], an [And], an [Or], a
// [Fixed] or an [Open].
type Formula interface {
	fmt.Stringer
	isFormula()
}

// A Fact is one that a test reads.
type Fact struct {
	Path  string // JSON pointer with * for the elements of a list
	Round string // which elements the stars stand for: facts with the same Path and Round are the same
}

type (
	// Given asks whether a fact is there and not empty, no or 0.
	Given struct{ Fact Fact }

	// Equal asks whether a fact is a constant, in the words of the template.
	Equal struct {
		Fact  Fact
		Value string
	}

	// Holds asks whether a fact is a list that has a constant.
	Holds struct {
		Fact  Fact
		Value string
	}

	// Not asks for the contrary.
	Not struct{ Of Formula }

	// And asks for all.
	And []Formula

	// Or asks for one at least.
	Or []Formula

	// Fixed is the same whatever the facts are.
	Fixed bool

	// Open cannot be told by reading. Two with one number come out alike.
	Open int
)

func (Given) isFormula() {}
func (Equal) isFormula() {}
func (Holds) isFormula() {}
func (Not) isFormula()   {}
func (And) isFormula()   {}
func (Or) isFormula()    {}
func (Fixed) isFormula() {}
func (Open) isFormula()  {}

func (f Fact) String() string  { return f.Path + "@" + f.Round }
func (f Given) String() string { return f.Fact.String() }
func (f Equal) String() string { return fmt.Sprintf("%v=%q", f.Fact, f.Value) }
func (f Holds) String() string { return fmt.Sprintf("%q in %v", f.Value, f.Fact) }
func (f Not) String() string   { return "!" + f.Of.String() }
func (f And) String() string   { return "(" + listing(f, " & ") + ")" }
func (f Or) String() string    { return "(" + listing(f, " | ") + ")" }
func (f Fixed) String() string { return fmt.Sprint(bool(f)) }
func (f Open) String() string  { return fmt.Sprintf("?%d", int(f)) }

func listing(list []Formula, by string) string {
	texts := make([]string, len(list))
	for i, f := range list {
		texts[i] = f.String()
	}
	return strings.Join(texts, by)
}
