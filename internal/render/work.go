package render

import "strings"

// asked is a condition that must be worked out.
func (t *term) asked() *Condition {
	c := &Condition{Op: Worked, term: t}
	t.reads(&c.refs)
	return c
}

// Prints is the condition that a hole prints a text, but for capitals and blanks;
// nil if that is not worked out from single facts.
func (h *Hole) Prints(text string) *Condition {
	t := h.term
	chain := h.chain
	switch {
	case t != nil:
		chain = chain[1:]
	case h.Fact.Path != "":
		t = factOf(h.Fact)
	}
	if t == nil || !t.isPlain() {
		return nil
	}
	c := t.asked()
	c.chain, c.prints = chain, strings.Join(strings.Fields(text), " ")
	return c
}

// isPlain reports whether a term is worked out from single facts alone.
func (t *term) isPlain() bool {
	switch t.kind {
	case known, aFact:
		return true
	case aChoice:
		return t.test.isPlain() && t.yes.isPlain() && t.no.isPlain()
	case aCall:
		for _, item := range t.items {
			if !item.isPlain() {
				return false
			}
		}
		return t.fn != nil && t.fn.shape != fieldsOf
	}
	return false
}

// asksPrint works out whether a hole prints a text. What is known and cannot be
// worked out prints another.
func (c *Condition) asksPrint(facts Facts) (truth, settled bool) {
	v, ok := c.term.work(facts)
	if !ok {
		for _, r := range c.refs {
			if _, _, known := facts.Text(r); !known {
				return false, false
			}
		}
		return false, true
	}
	for _, l := range c.chain {
		var err error
		if v, err = l.run(v); err != nil {
			return false, true
		}
	}
	made := call{args: []Value{v}}
	text := made.text(0)
	return made.err == nil && strings.EqualFold(strings.Join(strings.Fields(text), " "), c.prints), true
}

// reads gathers the facts that a term reads.
func (t *term) reads(out *[]Ref) {
	switch t.kind {
	case aFact:
		*out = append(*out, t.fact)
	case aChoice:
		t.test.reads(out)
		t.yes.reads(out)
		t.no.reads(out)
	case aGather:
		t.before.reads(out)
		if t.over.Path != "" {
			*out = append(*out, t.over)
		}
	case aSome:
		*out = append(*out, t.over)
		t.item.reads(out)
	case aList, aCall:
		for _, item := range t.items {
			item.reads(out)
		}
	}
}

// work gives the value of a term, if enough is known of the facts.
func (t *term) work(facts Facts) (Value, bool) {
	switch t.kind {
	case known:
		return t.value, true
	case aFact:
		text, there, ok := facts.Text(t.fact)
		if !ok {
			return t.workList(facts)
		}
		if !there {
			return of(nil), true
		}
		if text == "true" || text == "false" {
			return of(text == "true"), true
		}
		return of(text), true
	case aCounter:
		n, ok := facts.Round(t.loop)
		return of(n), ok
	case aList:
		values, ok := workAll(t.items, facts)
		return of(list(values)), ok
	case aChoice:
		test, ok := t.test.work(facts)
		if !ok {
			return nil, false
		}
		if len(test) > 0 {
			return t.yes.work(facts)
		}
		return t.no.work(facts)
	case aCall:
		return t.workCall(facts)
	}
	return nil, false
}

// workList gives a list of facts as a value.
func (t *term) workList(facts Facts) (Value, bool) {
	texts, ok := facts.Texts(t.fact)
	items := make(list, len(texts))
	for i, text := range texts {
		items[i] = of(text)
	}
	return of(items), ok
}

func workAll(terms []*term, facts Facts) ([]Value, bool) {
	values := make([]Value, len(terms))
	for i, t := range terms {
		v, ok := t.work(facts)
		if !ok {
			return nil, false
		}
		values[i] = v
	}
	return values, true
}

func (t *term) workCall(facts Facts) (Value, bool) {
	switch {
	case t.name == "and" || t.name == "or":
		var last Value
		open := false
		for _, item := range t.items {
			v, ok := item.work(facts)
			if ok && len(v) > 0 == (t.name == "or") {
				return v, !open
			}
			open = open || !ok
			last = v
		}
		return last, !open
	case t.name == "len" && len(t.items) == 1:
		n, ok := t.items[0].length(facts)
		return of(n), ok
	case t.fn == nil:
		return nil, false
	case t.fn.shape == fieldsOf && len(t.items) == 1 && t.items[0].kind == aFact:
		return t.items[0].workList(facts)
	}
	values, ok := workAll(t.items, facts)
	if !ok {
		return nil, false
	}
	v, err := t.fn.run(values)
	return v, err == nil
}

// length gives how many items a list has, if enough is known of the facts.
func (t *term) length(facts Facts) (int, bool) {
	switch t.kind {
	case aFact:
		return facts.Length(t.fact)
	case aList:
		return len(t.items), true
	case aGather:
		before, a := t.before.length(facts)
		added, b := 0, false
		if t.over.Path != "" {
			added, b = facts.Length(t.over)
		}
		return before + added, a && b && t.when == nil
	case aChoice:
		test, ok := t.test.work(facts)
		switch {
		case !ok:
			return 0, false
		case len(test) > 0:
			return t.yes.length(facts)
		}
		return t.no.length(facts)
	case aCall:
		if t.name != "concat" {
			break
		}
		all := 0
		for _, item := range t.items {
			n, ok := item.length(facts)
			if !ok {
				return 0, false
			}
			all += n
		}
		return all, true
	}
	return 0, false
}
