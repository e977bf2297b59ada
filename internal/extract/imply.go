package extract

import (
	"slices"
	"strings"
)

// implied are by fact the values of others under which alone the form prints it, or
// asks what it is if it prints it nowhere: a fact that an exhibit has says that they
// have them.
type implied map[string][]implication

type implication struct{ path, text string }

// implications walks through the arms of the choices. They are nested, as the form
// has them.
func (a *automaton) implications() implied {
	out, asked := implied{}, implied{}
	var open []int32
	for i := range a.nodes {
		switch n := &a.nodes[i]; n.kind {
		case anArm:
			for k := range a.arms[n.index].claims {
				asked.add(a.arms[n.index].claims[k].Fact.Path, a.claimed(open))
			}
			open = append(open, n.index)
		case theArmEnd:
			open = open[:len(open)-1]
		case aHole:
			out.add(a.holes[n.index].path, a.claimed(open))
		}
	}
	for path, claimed := range asked {
		if _, ok := out[path]; !ok {
			out[path] = claimed
		}
	}
	return out
}

// add takes note of the claims under which a fact is spoken of somewhere.
func (m implied) add(path string, claimed []implication) {
	if before, ok := m[path]; ok {
		claimed = inBoth(before, claimed)
	}
	m[path] = claimed
}

// allow reports whether values say all that a fact implies.
func (m implied) allow(pointer string, values map[string]*value) bool {
	return !slices.ContainsFunc(m[starred(pointer)], func(c implication) bool {
		v := values[beside(pointer, c.path)]
		return v == nil || v.text != c.text
	})
}

// claimed are the claims of arms that say what a fact is.
func (a *automaton) claimed(arms []int32) []implication {
	var out []implication
	for _, i := range arms {
		for k := range a.arms[i].claims {
			c := &a.arms[i].claims[k]
			p, ok := a.form.lookup(c.Fact.Path)
			switch {
			case !c.Is || c.Holds || !ok:
			case len(c.Values) == 1:
				out = append(out, implication{c.Fact.Path, c.Values[0]})
			case len(c.Values) == 0 && slices.Equal(p.Types, []string{"boolean"}):
				out = append(out, implication{c.Fact.Path, "true"})
			}
		}
	}
	return out
}

func inBoth(a, b []implication) []implication {
	var out []implication
	for _, c := range a {
		if slices.Contains(b, c) {
			out = append(out, c)
		}
	}
	return out
}

// imply adds what values that were found imply, where nothing else was found.
func (m implied) imply(values map[string]*value) {
	for _, v := range sorted(values) {
		if v.claim || v.text == "" {
			continue
		}
		for _, c := range m[v.path] {
			p := beside(v.pointer, c.path)
			if old := values[p]; p != "" && (old == nil || old.claim && old.at < 0) {
				values[p] = &value{pointer: p, path: c.path, text: c.text, weight: 1, at: v.at, claim: true}
			}
		}
	}
}

// beside is the pointer of a fact of the elements that another pointer is in; ""
// if it is in others.
func beside(pointer, path string) string {
	in := strings.Split(pointer, "/")
	out := strings.Split(path, "/")
	for i, t := range out {
		if t != "*" {
			continue
		}
		if i >= len(in) || !isIndex(in[i]) || starred(strings.Join(in[:i], "/")) != starred(strings.Join(out[:i], "/")) {
			return ""
		}
		out[i] = in[i]
	}
	return strings.Join(out, "/")
}
