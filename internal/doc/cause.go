package doc

import "strconv"

// A CauseKind says what sort of thing made a text change.
type CauseKind uint8

// The kinds of cause, the most telling first.
const (
	FactChanged    CauseKind = iota // a fact that the text was made from has another value
	FactStated                      // the text states a fact; the other document has no facts
	ClauseSwitched                  // a condition came out otherwise, because of a fact
	FormWording                     // the form says it in other words
	Unexplained                     // none of these
)

func (k CauseKind) String() string {
	switch k {
	case FactChanged:
		return "fact"
	case FactStated:
		return "stated"
	case ClauseSwitched:
		return "clause"
	case FormWording:
		return "form"
	case Unexplained:
		return "unexplained"
	}
	panic("doc: unknown kind of cause " + strconv.Itoa(int(k)))
}

// MarshalText gives the kind's name, for JSON.
func (k CauseKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Cause is one reason why a text changed. Which fields are set depends on
// Kind: a changed or stated fact has a pointer and its values, a switched clause
// the pointer and values of the fact that switched it and the condition's place
// and test, the form's wording a place.
type Cause struct {
	Kind    CauseKind `json:"kind"`
	Pointer string    `json:"pointer,omitempty"` // JSON pointer of the fact
	Old     *string   `json:"old,omitempty"`     // the fact's value; nil: no such fact, or no facts on that side
	New     *string   `json:"new,omitempty"`
	Switch  Switch    `json:"switch,omitempty"`
	Test    string    `json:"test,omitempty"` // the condition, as the template has it
	Place   Place     `json:"place,omitzero"` // in the template
}

// A Switch says which way a clause went.
type Switch string

// The ways of a switched clause.
const (
	SwitchedOn   Switch = "on"   // only the new document has it
	SwitchedOff  Switch = "off"  // only the old document has it
	SwitchedOver Switch = "over" // another branch printed
)

// String says the cause in a sentence without a full stop, such as
// "/plans/0/shares: 160,000 → 750,000".
func (c Cause) String() string {
	switch c.Kind {
	case FactChanged:
		return c.Pointer + ": " + value(c.Old) + " → " + value(c.New)
	case FactStated:
		if c.New == nil && c.Old == nil {
			return c.Pointer + " is not given"
		}
		if c.New != nil {
			return c.Pointer + ": " + value(c.New)
		}
		return c.Pointer + ": " + value(c.Old)
	case ClauseSwitched:
		if c.New == nil && c.Old == nil && c.Switch != SwitchedOff {
			return "clause switched " + string(c.Switch) + " because " + c.Pointer + " is not given" + c.Place.suffix()
		}
		return "clause switched " + string(c.Switch) + " by " + c.Pointer + c.Place.suffix()
	case FormWording:
		return "the form's own wording" + c.Place.suffix()
	case Unexplained:
		return "unexplained"
	}
	panic("doc: unknown kind of cause " + strconv.Itoa(int(c.Kind)))
}

func value(v *string) string {
	if v == nil {
		return "none"
	}
	return *v
}

// suffix gives the place in brackets, with a blank before; "" if unknown.
func (p Place) suffix() string {
	if p.File == "" {
		return ""
	}
	if p.Line == 0 {
		return " (" + p.File + ")"
	}
	return " (" + p.File + ":" + strconv.Itoa(p.Line) + ")"
}
