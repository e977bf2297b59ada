package extract

func (r *Reader) Size() int { return len(r.auto.nodes) }

func (r *Result) Dump() {
	for _, v := range r.ev.votes {
		println(v.pointer, v.value, v.weight, v.from, v.to, v.claim)
	}
}

func (r *Result) Steps(from, to int32) {
	a := r.auto
	for _, s := range r.steps {
		if s.at < from || s.at > to {
			continue
		}
		n := a.nodes[s.node]
		text := ""
		switch n.kind {
		case aWord:
			text = a.words[n.word]
		case aHole, aBody:
			text = a.holes[n.index].Fact.Path
		}
		tok := ""
		if int(s.at) < len(r.tokens) {
			tok = r.tokens[s.at].text
		}
		println(s.at, tok, s.node, "kind", n.kind, text, "begin", n.begin)
	}
}

func (r *Reader) Holes() {
	for _, h := range r.auto.holes {
		println(h.Fact.Path, h.class, h.key, h.suffix, len(h.property.Examples))
	}
}

func (v *value) Certain() bool { return v.certain }
