package extract

import (
	"maps"
	"slices"
	"strings"
)

// Where nothing else tells a fact of few values, the names do by which the schema
// calls it: a matter that is an amendment of a plan has those two words in its
// sentence, in whatever wording. Such values are uncertain.

// name looks for what nothing tells of an element of a list: the name of one of the
// values that the schema has for a fact, behind another fact of the element and in
// its sentence; or what the pack's examples have with such a title.
func (s *auction) name(values map[string]*value) {
	for _, v := range sorted(values) {
		element, _ := cutPointer(v.pointer)
		if v.at < 0 || !isElement(element) {
			continue
		}
		for _, k := range s.fieldsOf(element) {
			p := element + "/" + nameOf(k.path)
			if old := values[p]; len(k.enum) == 0 || old != nil && (!old.claim || old.at >= 0) {
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
	text := " " + foldText(textOf(s.tokens[from:s.sentenceEnd(from)])) + " "
	least := len(text)
	for _, v := range enum {
		if at := strings.Index(text, " "+strings.ReplaceAll(v, "_", " ")+" "); at >= 0 && at < least {
			first, least = v, at
		}
	}
	return first
}

// sentenceEnd is the token behind the sentence of another, or behind its block.
func (s *auction) sentenceEnd(at int) int {
	at++
	for at < len(s.tokens) && s.tokens[at].begin < blockBreak && (at < 2 || !endsSentence(s.tokens, at)) {
		at++
	}
	return at
}

// sentenceBegin is the first token of the sentence of another, or of its block.
func (s *auction) sentenceBegin(at int) int {
	for at > 0 && s.tokens[at].begin < blockBreak && (at < 2 || !endsSentence(s.tokens, at)) {
		at--
	}
	return at
}

// complete looks for what nothing tells of the elements of lists, in the sentences
// in which they begin.
func (s *auction) complete(values map[string]*value) {
	begins := beginsOf(values)
	for _, element := range keys(begins) {
		from := begins[element]
		to := s.sentenceEnd(from)
		for _, k := range s.fieldsOf(element) {
			switch p := element + "/" + nameOf(k.path); {
			case k.list && values[p+"/0"] == nil && s.allow(p+"/0", values):
				for n, text := range wholly(s.kinds[k.item].enum, s.stems(from, to)) {
					at := p + "/" + itoa(n)
					values[at] = &value{pointer: at, path: k.path + "/*", text: text, weight: 1, at: from, claim: true}
				}
			case !k.list && values[p] == nil && s.allow(p, values):
				if c, ok := s.phrase(k.path, from, to); ok {
					values[p] = &value{pointer: p, path: k.path, text: c.value, weight: 1, at: c.from}
				}
			}
		}
	}
}

// beginsOf finds the first tokens of the elements of lists.
func beginsOf(values map[string]*value) map[string]int {
	out := map[string]int{}
	for _, v := range sorted(values) {
		if element, _ := cutPointer(v.pointer); v.at >= 0 && isElement(element) {
			if at, ok := out[element]; !ok || v.at < at {
				out[element] = v.at
			}
		}
	}
	return out
}

// phrase finds the first of the phrases in small letters that are known of a fact.
func (s *auction) phrase(path string, from, to int) (found candidate, ok bool) {
	for _, so := range s.sorts {
		class := slices.Index(so.paths, path)
		if class < 0 || so.name != theTerms {
			continue
		}
		for i := from; i < to; i++ {
			for _, c := range s.usual(so, i, theTerms) {
				if c.to > c.from+1 && c.to <= to && c.value == strings.ToLower(c.value) && slices.Contains(so.owners[foldText(c.value)], class) {
					return c, true
				}
			}
		}
	}
	return candidate{}, false
}

// truths looks for what nothing tells of whether something is so: it is if the
// words of its title are in the sentence of another fact of its group.
func (s *auction) truths(values map[string]*value) {
	for _, v := range sorted(values) {
		group, _ := cutPointer(v.pointer)
		if v.at < 0 || v.claim || group == "" {
			continue
		}
		words := s.stems(s.sentenceBegin(v.at), s.sentenceEnd(v.at))
		for _, k := range s.fieldsOf(group) {
			p, usual := group+"/"+nameOf(k.path), k.property.Default
			if values[p] != nil || usual == nil || usual.Text != "false" {
				continue
			}
			if title := strings.ToLower(k.property.Title); len(wholly([]string{title}, words)) > 0 {
				values[p] = &value{pointer: p, path: k.path, text: "true", weight: 1, at: v.at, claim: true}
			}
		}
	}
}

// fieldsOf are the facts of a group.
func (a *automaton) fieldsOf(group string) []*kindOfFact {
	var out []*kindOfFact
	for i := range a.kinds {
		if k := &a.kinds[i]; k.parent >= 0 && a.kinds[k.parent].path == starred(group) {
			out = append(out, k)
		}
	}
	return out
}

// stems are those of the words from a token to another.
func (s *auction) stems(from, to int) map[string]bool {
	out := map[string]bool{}
	for i := from; i < to; i++ {
		if s.tokens[i].isTelling() {
			out[stem(s.tokens[i].fold)] = true
		}
	}
	return out
}

// wholly are the names all of whose words are among others.
func wholly(names []string, stems map[string]bool) []string {
	var out []string
	for _, name := range names {
		words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == ' ' })
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !stems[stem(w)] }) {
			out = append(out, name)
		}
	}
	return out
}

// unfound takes away the elements of lists of which nothing stands anywhere in an
// exhibit in other words: only an arm or two of the form say that they are there.
func (ev *evidence) unfound(values map[string]*value) {
	begins := map[string]bool{}
	for _, v := range values {
		for p := v.pointer; p != "" && v.at >= 0; p, _ = cutPointer(p) {
			begins[p] = true
		}
	}
	lost := func(pointer string) bool {
		for ; pointer != ""; pointer, _ = cutPointer(pointer) {
			if isElement(pointer) && !begins[pointer] {
				return true
			}
		}
		return false
	}
	maps.DeleteFunc(values, func(pointer string, _ *value) bool { return lost(pointer) })
	ev.present = slices.DeleteFunc(ev.present, lost)
}

// isElement reports whether a pointer is that of an element of a list.
func isElement(pointer string) bool { return pointer != "" && isIndex(nameOf(pointer)) }

func nameOf(pointer string) string { return pointer[strings.LastIndexByte(pointer, '/')+1:] }

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
