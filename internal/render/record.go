package render

import (
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// What a run prints, span by span, and where it ends early.

// Write records literal text, which text/template writes as it stands in the
// tree. It is an [io.Writer] for text/template alone.
func (r *Runner) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil // what the actions print
	}
	for _, piece := range r.prog.texts[&p[0]] {
		r.record(piece.text, false, piece.place, nil, piece.scope)
	}
	return len(p), r.grown(len(p))
}

// record adds a span.
func (r *Runner) record(text string, data bool, place doc.Place, facts []string, scope int) {
	if len(r.origins) == 0 {
		r.origins = make([]doc.Origin, 64)
	}
	origin := &r.origins[0]
	r.origins = r.origins[1:]
	*origin = doc.Origin{Place: place, Facts: facts, Why: r.why(scope)}
	r.spans = append(r.spans, doc.Span{Text: text, Data: data, Origin: origin})
	r.ended = r.ended || r.Watch != nil && !r.Watch(text)
}

// mark records that an action stood here, whatever it prints: a line of a
// template that has nothing but actions is no blank line.
func (r *Runner) mark() string {
	r.spans = append(r.spans, doc.Span{Data: true})
	return ""
}

// why returns the condition in force in a scope of the running template.
func (r *Runner) why(scope int) *doc.Condition {
	if scope >= 0 {
		return r.held[scope]
	}
	if n := len(r.callers); n > 0 {
		return r.callers[n-1]
	}
	return nil
}

func (r *Runner) grown(by int) error {
	r.bytes += by
	if r.ended {
		return errStop
	}
	if r.bytes > MaxBytes {
		return r.stop("the exhibit grows beyond 16 MB")
	}
	return nil
}

// stop ends the run. The last condition or range that was reached is where to
// look.
func (r *Runner) stop(message string) error {
	d := &diag.Diagnostic{
		Pos: diag.Pos{File: r.prog.parts[0].Place.File}, Rule: "template",
		Message: message, Hint: "look for a {{range}} inside a {{range}}",
	}
	if n := len(r.tested); n > 0 {
		d.Pos = diag.Pos(r.tested[n-1].Place)
	}
	r.trouble = append(r.trouble, d)
	return errStop
}
