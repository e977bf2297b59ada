package extract

import (
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// A Form is what extraction needs to know of a form.
type Form struct {
	Name    string
	Pattern render.Part
	Schema  *schema.Schema
	Keep    func(style string) bool // whether a style keeps its lines; nil: none does

	// Draft drafts facts as far as they go; blanks stand where facts are missing.
	// It is nil if they do not draft at all.
	Draft func(root *facts.Node) *doc.Document
}

// A Reader reads exhibits into the facts of one form. It may be used by several
// goroutines.
type Reader struct {
	form *Form
	auto *automaton
}

// NewReader makes a reader of a form.
func NewReader(f *Form) *Reader { return &Reader{f, build(f, f.Pattern)} }

// Read finds the facts of an exhibit.
func (r *Reader) Read(d *doc.Document) *Result {
	tokens := read(d, r.auto.lookup)
	r.auto.markNear(tokens)
	spans := r.auto.findSpans(tokens)
	known := r.auto.defaults()
	var values map[string]*value
	var ev *evidence
	var steps []step
	for range 2 {
		steps = r.auto.align(tokens, spans, r.auto.findKnown(tokens, known))
		ev = r.auto.evidence(tokens, steps)
		values = decide(ev, tokens)
		for _, v := range values {
			if v.certain && !v.claim {
				known[v.path] = append(known[v.path], v.text)
			}
		}
	}
	t := &tree{}
	for _, v := range values {
		if p, ok := r.form.Schema.Lookup(v.path); ok && p.Default != nil && p.Default.Text == v.text {
			continue
		}
		t.set(v.pointer, v)
	}
	res := &Result{auto: r.auto, steps: steps, tokens: tokens, Values: values, ev: ev}
	res.Facts = t.node(r.form.Schema, "")
	return res
}

// defaults are the values that facts have if they are not given.
func (a *automaton) defaults() map[string][]string {
	out := map[string][]string{}
	for i := range a.holes {
		h := &a.holes[i]
		if d := h.property.Default; d != nil && h.class.open() && out[h.path] == nil {
			out[h.path] = []string{d.Text}
		}
	}
	return out
}

type Result struct {
	auto   *automaton
	steps  []step
	tokens []token
	Facts  *facts.Node
	Values map[string]*value
	ev     *evidence
}

func (a *automaton) lookup(folded string) int32 {
	if id, ok := a.vocab[folded]; ok {
		return id
	}
	return unknownWord
}
