package extract

import (
	"slices"
	"strings"

	"github.com/draftgen/draftgen/internal/render"
)

// implied are by fact the claims of the conditions under which alone the form
// prints it: a fact that an exhibit has says that they hold.
type implied map[string][]render.Claim

// implications walks through the arms of the choices. They are nested, as the form
// has them.
func (a *automaton) implications() implied {
	out := implied{}
	var open []int32
	for i := range a.nodes {
		switch n := &a.nodes[i]; n.kind {
		case anArm:
			open = append(open, n.index)
		case theArmEnd:
			open = open[:len(open)-1]
		case aHole:
			out.meet(a.holes[n.index].path, a.claimed(open))
		}
	}
	return out
}

// claimed are the claims of arms that say what a fact is.
func (a *automaton) claimed(arms []int32) []render.Claim {
	var out []render.Claim
	for _, i := range arms {
		for _, c := range a.arms[i].claims {
			p, ok := a.form.lookup(c.Fact.Path)
			switch {
			case !c.Is || c.Holds || !ok:
			case len(c.Values) == 1:
				out = append(out, c)
			case len(c.Values) == 0 && slices.Equal(p.Types, []string{"boolean"}):
				c.Values = []string{"true"}
				out = append(out, c)
			}
		}
	}
	return out
}

// meet leaves a fact the claims that hold wherever it is printed.
func (m implied) meet(path string, claims []render.Claim) {
	before, ok := m[path]
	if !ok {
		m[path] = claims
		return
	}
	m[path] = slices.DeleteFunc(before, func(c render.Claim) bool {
		return !slices.ContainsFunc(claims, func(o render.Claim) bool {
			return o.Fact.Path == c.Fact.Path && o.Values[0] == c.Values[0]
		})
	})
}

// imply adds what values that were found imply, where nothing else was found.
func (m implied) imply(values map[string]*value) {
	for _, v := range sorted(values) {
		if v.claim || v.text == "" {
			continue
		}
		for _, c := range m[v.path] {
			p := beside(v.pointer, c.Fact.Path)
			if old := values[p]; p != "" && (old == nil || old.claim && old.at < 0) {
				values[p] = &value{pointer: p, path: c.Fact.Path, text: c.Values[0], weight: 1, at: v.at, claim: true}
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
