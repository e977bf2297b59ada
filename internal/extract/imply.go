package extract

import (
	"slices"
	"strings"
)

// implied are by fact the values of others under which alone the form prints it: a
// fact that an exhibit has says that they have them.
type implied map[string][]implication

type implication struct{ path, text string }

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
			path, claimed := a.holes[n.index].path, a.claimed(open)
			if before, ok := out[path]; ok {
				claimed = inBoth(before, claimed)
			}
			out[path] = claimed
		}
	}
	return out
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

// name looks for what nothing tells of an element of a list: the name of one of the
// values that the schema has for a fact, behind another fact of the element and in
// its sentence; or what the pack's examples have with such a title.
func (s *auction) name(values map[string]*value) {
	for _, v := range sorted(values) {
		element := s.kinds[s.kindOf[v.path]].parent
		if v.at < 0 || element < 0 || !strings.HasSuffix(s.kinds[element].path, "*") {
			continue
		}
		for i := range s.kinds {
			k := &s.kinds[i]
			if k.parent != element || len(k.enum) == 0 {
				continue
			}
			p := beside(v.pointer, k.path)
			if old := values[p]; old != nil && (!old.claim || old.at >= 0) {
				continue
			}
			text := s.named(k.enum, v.at)
			if text == "" && s.classes[v.path] == ofTitle {
				text = s.form.alike(v.path, v.text, k.path)
			}
			if text != "" {
				values[p] = &value{pointer: p, path: k.path, text: text, weight: 1, at: v.at, claim: true}
			}
		}
	}
}

// named is the first value whose name stands in a sentence from a token on; "": none
// does.
func (s *auction) named(enum []string, from int) (first string) {
	to := from + 1
	for to < len(s.tokens) && s.tokens[to].begin < blockBreak && (to < 2 || !endsSentence(s.tokens, to)) {
		to++
	}
	text := " " + foldText(textOf(s.tokens[from:to])) + " "
	least := len(text)
	for _, v := range enum {
		if at := strings.Index(text, " "+strings.ReplaceAll(v, "_", " ")+" "); at >= 0 && at < least {
			first, least = v, at
		}
	}
	return first
}

// alike is what the elements of the pack's examples all have whose titles end with
// the word with which one ends; "" if they differ, or there is but one.
func (f *Form) alike(title, text, other string) (same string) {
	list, n := strings.Index(title, "/*"), 0
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	for _, root := range f.examplesKnown() {
		all := root.Lookup(title[:list])
		if all == nil {
			continue
		}
		for _, e := range all.Items {
			a, b := e.Lookup(title[list+2:]), e.Lookup(other[list+2:])
			if a == nil || b == nil || !strings.HasSuffix(a.Text, words[len(words)-1]) {
				continue
			}
			if n++; n > 1 && b.Text != same {
				return ""
			}
			same = b.Text
		}
	}
	if n == 1 {
		return ""
	}
	return same
}
