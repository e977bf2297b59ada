package render

import (
	"slices"
)

// claims returns what holds of the facts if t is true, or if it is false.
func (t *term) claims(truth bool) []Claim {
	switch t.kind {
	case aFact:
		return []Claim{{Fact: t.fact, Is: truth}}
	case aChoice:
		return t.choiceClaims(truth)
	case aCall:
		switch t.name {
		case "not":
			return t.items[0].claims(!truth)
		case "and", "or":
			return t.allClaims(truth)
		case "eq":
			return t.items[0].isClaims(truth, t.items[1:])
		case "ne":
			return t.items[0].isClaims(!truth, t.items[1:])
		case "has":
			return t.hasClaims(truth)
		case "len":
			return t.items[0].claims(truth)
		case "gt": // longer than something: not empty
			if list := t.items[0]; truth && list.kind == aCall && list.name == "len" {
				return list.claims(true)
			}
		}
	}
	return nil
}

// choiceClaims looks at the sides of a choice that can be so.
func (t *term) choiceClaims(truth bool) []Claim {
	yes, a := t.yes.truth()
	no, b := t.no.truth()
	switch {
	case a && yes != truth:
		return slices.Concat(t.test.claims(false), t.no.claims(truth))
	case b && no != truth:
		return slices.Concat(t.test.claims(true), t.yes.claims(truth))
	}
	return nil
}

// allClaims joins the claims of all where all must hold (and that is true, or
// that is false), or of the only one.
func (t *term) allClaims(truth bool) []Claim {
	if truth != (t.name == "and") {
		if len(t.items) == 1 {
			return t.items[0].claims(truth)
		}
		return nil
	}
	var all []Claim
	for _, item := range t.items {
		all = append(all, item.claims(truth)...)
	}
	return all
}

// isClaims says that t is, or is not, one of others.
func (t *term) isClaims(truth bool, others []*term) []Claim {
	var values []string
	for _, o := range others {
		text, ok := o.claimText()
		if !ok {
			return nil
		}
		values = append(values, text)
	}
	switch t.kind {
	case aFact:
		return []Claim{{Fact: t.fact, Is: truth, Values: values}}
	case aChoice:
		known, ok := knownAll(others)
		if !ok {
			return nil
		}
		if yes, settled := t.yes.among(known); settled && yes != truth {
			return slices.Concat(t.test.claims(false), t.no.isClaims(truth, others))
		}
		if no, settled := t.no.among(known); settled && no != truth {
			return slices.Concat(t.test.claims(true), t.yes.isClaims(truth, others))
		}
	}
	return nil
}

// claimText is a known value as a claim gives it: a truth value is true or
// false.
func (t *term) claimText() (string, bool) {
	if t.kind != known {
		return "", false
	}
	if b, ok := t.value.head().v.(bool); ok {
		return map[bool]string{true: "true", false: "false"}[b], true
	}
	return t.text()
}

func (t *term) hasClaims(truth bool) []Claim {
	value, in := t.items[0], t.items[1]
	if in.kind == aList {
		return value.isClaims(truth, in.items)
	}
	text, ok := value.claimText()
	if in.kind == aFact && ok {
		return []Claim{{Fact: in.fact, Is: truth, Values: []string{text}, Holds: true}}
	}
	return nil
}
