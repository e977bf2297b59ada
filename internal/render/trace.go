package render

// A Passage is what one call of a template printed and tested: ranges of the
// spans and of the conditions of the run, those of the partials called inside
// it included.
type Passage struct {
	Partial          string // "" for the main template
	Inside           int    // the passage of the caller; -1 for the main template
	From, To         int    // spans
	TestFrom, TestTo int    // conditions, in the order of [Runner.Conditions]
}

// Passages returns the calls of the last run in the order of their beginnings,
// the main template first. There are none unless Trace is set, or if the run
// ended in trouble.
func (r *Runner) Passages() []Passage {
	if !r.Trace || len(r.trouble) > 0 {
		return nil
	}
	all := []Passage{{Inside: -1, To: len(r.spans), TestTo: len(r.tested)}}
	for _, p := range r.calls {
		p.Inside++ // the main template came before it
		all = append(all, p)
	}
	return all
}

// begin notes that a partial is called.
func (r *Runner) begin(s *step) {
	inside := -1
	if n := len(r.open); n > 0 {
		inside = r.open[n-1]
	}
	r.open = append(r.open, len(r.calls))
	r.calls = append(r.calls, Passage{
		Partial: r.prog.parts[s.slots[0]].Name, Inside: inside,
		From: len(r.spans), TestFrom: len(r.tested),
	})
}

// end notes that the partial called last has ended.
func (r *Runner) end() {
	last := len(r.open) - 1
	p := &r.calls[r.open[last]]
	p.To, p.TestTo = len(r.spans), len(r.tested)
	r.open = r.open[:last]
}
