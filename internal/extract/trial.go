package extract

// Of an exhibit that is to be read word for word there may be many paths, and of each
// many rivals. They are tried one after the other: each is drafted.

// An attempt is a reading with what its draft has otherwise than the exhibit.
type attempt struct {
	*refiner
	seen   *evidence
	way    path
	unlike int
	apart  int  // paragraphs that the draft has otherwise when it is filed and read again
	own    bool // they are few
}

// better reports whether an attempt comes nearer to the exhibit than another.
func (a *attempt) better(b *attempt) bool {
	if (a.own || b.own) && a.apart != b.apart {
		return a.own && (!b.own || a.apart < b.apart)
	}
	return a.unlike < b.unlike
}

// done reports whether no attempt can be better.
func (a *attempt) done() bool {
	if a.own {
		return a.apart == 0
	}
	return a.unlike == 0
}

// Bounds on the drafts that prove an exact reading.
const (
	maxAttempts = 12 // until the words of a draft are the exhibit's
	maxLines    = 60 // ... and its lines are, if all but those of a few paragraphs are
	fewApart    = 3  // paragraphs that a draft has otherwise, and another may have right
)

// trials are the attempts on an exhibit.
type trials struct {
	*Reader
	s       *search
	paths   []path
	tokens  []token
	refiled Refiled
	told    []*harvest // by path; nil: not yet
	tried   map[*draftSeen]bool
	made    int
	best    *attempt
}

// run tries the paths, the cheapest first, and then, if the best of them is not the
// exhibit but may be the form's, their rivals. nil: no draft has the exhibit's words.
func (t *trials) run() *attempt {
	for i := range min(len(t.paths), maxAttempts/2) {
		t.try(i, &rival{})
	}
	if t.best != nil && !t.best.own {
		return t.best
	}
	for i := range t.paths {
		if t.over() {
			break
		}
		for _, rv := range t.s.rivals(t.paths[i]) {
			t.try(i, rv)
		}
	}
	return t.best
}

// over reports whether there is no more to be tried.
func (t *trials) over() bool {
	most := maxAttempts
	if t.best != nil && t.best.own && t.best.apart <= fewApart {
		most = maxLines
	}
	return t.made >= most || t.best != nil && t.best.done()
}

// try tries a path as a rival has it.
func (t *trials) try(i int, rv *rival) {
	if t.over() {
		return
	}
	t.made++
	if a := t.attempt(i, rv); a != nil && (t.best == nil || a.better(t.best)) {
		t.best = a
	}
}

// attempt drafts what a path says as a rival has it. nil: the draft has other words than
// the exhibit, or it was tried before.
func (t *trials) attempt(i int, rv *rival) *attempt {
	if t.told[i] == nil {
		t.told[i] = &harvest{}
		t.told[i].values, t.told[i].ev = t.s.harvest(t.paths[i])
	}
	told := t.told[i].clone()
	t.s.change(told.values, rv)
	a := &attempt{refiner: t.refinerOf(told.values, told.ev, t.s.collation()), seen: told.ev, way: t.paths[i]}
	if t.form.Draft == nil {
		return a
	}
	seen := a.refiner.seen()
	if t.tried[seen] {
		return nil
	}
	t.tried[seen] = true
	seen.against, seen.unlike = true, a.holdAgainst(t.tokens, a.imprint.take)
	if a.unlike = seen.unlike; a.unlike == worstScore {
		return nil
	}
	a.best = 0
	if t.refiled != nil {
		a.apart, a.own = t.refiled(a.last)
	}
	return a
}

// A harvest is what a path says.
type harvest struct {
	values map[string]*value
	ev     *evidence
}

// clone copies a harvest, but for the evidence.
func (h *harvest) clone() *harvest {
	out := &harvest{make(map[string]*value, len(h.values)), h.ev}
	for pointer, v := range h.values {
		out.values[pointer] = new(*v)
	}
	return out
}
