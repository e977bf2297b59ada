package doc

// A Summary counts what a redline changes.
type Summary struct {
	Hunks       int `json:"hunks"`       // places where the wording changed, moves aside
	Struck      int `json:"struck"`      // words deleted, moves aside
	Inserted    int `json:"inserted"`    // words inserted, moves aside
	Moves       int `json:"moves"`       // passages that stand elsewhere now
	Moved       int `json:"moved"`       // words in them, counted once
	Typographic int `json:"typographic"` // places with other quotes or dashes
	Layout      int `json:"layout"`      // places with other blanks, lines, paragraphs, rules or pages
}

// SameWording reports whether the two documents say the same in the same order.
func (s Summary) SameWording() bool { return s.Hunks == 0 && s.Moves == 0 }

// Summary counts the revisions of a redline. Words are counted as [Words] does,
// each run of equal fate by itself.
func (d *Document) Summary() Summary {
	var s Summary
	type key struct {
		id    int
		level Level
	}
	places, moves := map[key]bool{}, map[int]bool{}
	var last *Revision
	d.eachRevision(func(at **Revision, _ *Paragraph, _ string) {
		r := *at
		if r == last {
			return // of the same place, as most neighbours are
		}
		last = r
		switch {
		case r.Move != 0:
			moves[r.Move] = true
		default:
			places[key{r.ID, r.Level}] = true
		}
	})
	s.Moves = len(moves)
	for k := range places {
		switch k.level {
		case Wording:
			s.Hunks++
		case Typographic:
			s.Typographic++
		case Layout:
			s.Layout++
		default:
			panic("doc: unknown level")
		}
	}
	d.eachRun(func(r *Revision, text string) {
		switch {
		case r.Level != Wording:
		case r.Move != 0 && r.Change == Inserted:
			s.Moved += Words(text)
		case r.Move != 0:
		case r.Change == Deleted:
			s.Struck += Words(text)
		case r.Change == Inserted:
			s.Inserted += Words(text)
		}
	})
	for _, block := range d.Blocks {
		if p, ok := block.(*Paragraph); ok && p.OldStyle != nil {
			s.Layout++
		}
	}
	return s
}

// eachRun calls f for each stretch of text in d that one revision is on, paragraph
// by paragraph, its spans joined: a word of two origins is one word. Text that did
// not change is left out.
func (d *Document) eachRun(f func(r *Revision, text string)) {
	runs := func(spans []Span) {
		for i := 0; i < len(spans); {
			j := i + 1
			for j < len(spans) && spans[j].Revision == spans[i].Revision {
				j++
			}
			if spans[i].Revision != nil {
				f(spans[i].Revision, SpanText(spans[i:j]))
			}
			i = j
		}
	}
	for _, block := range d.Blocks {
		if p, ok := block.(*Paragraph); ok {
			runs(p.Label)
			runs(p.Spans)
		}
	}
}
