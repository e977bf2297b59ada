package render

import (
	"errors"
	"slices"
	"text/template"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
)

// A Runner runs a [Program] for one goroutine at a time.
type Runner struct {
	prog *Program
	tmpl *template.Template

	// Blank says what to print for an absent fact; nil makes it an error.
	Blank func(pointer string) string

	spans   []doc.Span
	origins []doc.Origin // the unused part of the last allotment
	held    []*doc.Condition
	callers []caller
	touched []string // facts read since the last action
	steps   int
	bytes   int
	trouble diag.List
	missing []Missing
}

// A caller is what was true around the call of a partial.
type caller struct{ why *doc.Condition }

// A Missing is a fact that a template printed and that was not given.
type Missing struct {
	Pointer string
	Place   doc.Place // of the action that printed it
}

// errStop ends a run whose limits are reached; the trouble is recorded.
var errStop = errors.New("render: stopped")

// NewRunner returns a runner of prog.
func (prog *Program) NewRunner() (*Runner, error) {
	tmpl, err := prog.tmpl.Clone()
	if err != nil {
		return nil, err
	}
	r := &Runner{prog: prog, tmpl: tmpl, held: make([]*doc.Condition, len(prog.sites))}
	tmpl.Funcs(r.funcMap())
	return r, nil
}

// Run runs the program over facts: maps with string keys, lists, texts,
// json.Numbers, bools and nils. It returns the text in order; a span without
// text says that an action stood there. The missing facts
// are those that were printed but not given; the error is a [diag.List] of
// trouble in the templates.
func (r *Runner) Run(facts map[string]any) ([]doc.Span, []Missing, error) {
	r.reset()
	err := r.tmpl.Execute(r, lift(facts, ""))
	if err != nil && !errors.Is(err, errStop) {
		r.trouble = append(r.trouble, r.prog.executeTrouble(err))
	}
	if len(r.trouble) > 0 {
		r.trouble.Sort()
		return nil, r.missing, r.trouble
	}
	return r.spans, r.missing, nil
}

func (r *Runner) reset() {
	// The spans go out with the document: never reuse them.
	r.spans = make([]doc.Span, 0, max(64, cap(r.spans)))
	r.touched, r.callers = r.touched[:0], r.callers[:0]
	r.steps, r.bytes, r.trouble, r.missing = 0, 0, nil, nil
	clear(r.held)
}

func (r *Runner) funcMap() template.FuncMap {
	return template.FuncMap{
		"_field": r.field, "_call": r.call, "_out": r.out, "_keep": r.keep, "_cond": r.cond,
		"_range": r.rang, "_tick": r.tick, "_enter": r.enter, "_leave": r.leave, "_mark": r.mark,
	}
}

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
		return r.callers[n-1].why
	}
	return nil
}

func (r *Runner) grown(by int) error {
	r.bytes += by
	if r.bytes > MaxBytes {
		return r.stop("the exhibit grows beyond 16 MB", "look for a {{range}} inside a {{range}}")
	}
	return nil
}

func (r *Runner) stop(message, hint string) error {
	r.trouble = append(r.trouble, &diag.Diagnostic{
		Pos: diag.Pos{File: r.prog.parts[0].Place.File}, Rule: "template", Message: message, Hint: hint,
	})
	return errStop
}

// field reads the fields that a site names, one inside the other.
func (r *Runner) field(from any, id int) (Value, error) {
	s := &r.prog.sites[id]
	v := of(from)
	for _, name := range s.names {
		next, ok := v.field(name)
		if !ok {
			return r.failed(s, "wants "+name+" of a group of facts, found "+v.head().kind(), v.facts()), nil
		}
		v = next
	}
	r.touched = append(r.touched, v.facts()...)
	return v, nil
}

// call calls the function of a site.
func (r *Runner) call(id int, args ...any) (Value, error) {
	s := &r.prog.sites[id]
	values := make([]Value, len(args))
	for i, a := range args {
		values[i] = of(a)
	}
	v, err := s.fn.run(values)
	if err != nil {
		if len(r.trouble) == maxTrouble {
			return nil, errStop
		}
		c := call{args: values}
		return r.failed(s, err.Error(), c.facts()), nil
	}
	return v, nil
}

// maxTrouble is how much trouble of one run is worth telling.
const maxTrouble = 50

// failed reports trouble at a site. The value that stands in for the result
// stays silent, so that the rest of the template can be looked at too.
func (r *Runner) failed(s *site, message string, facts []string) Value {
	d := s.tree.trouble(0, len(s.text), message, "")
	d.Pos = diag.Pos(s.place)
	if len(facts) > 0 {
		d.Pointer = facts[0]
	}
	r.trouble = append(r.trouble, d)
	return hidden(cell{v: absent{reported: true}})
}

// out records what an action prints.
func (r *Runner) out(id int, printed any) (string, error) {
	s := &r.prog.sites[id]
	v := of(printed)
	if s.short {
		v = v.also(r.touched)
	}
	r.touched = r.touched[:0]
	for _, c := range v.cells() {
		if err := r.print(s, c); err != nil {
			return "", err
		}
	}
	return "", nil
}

func (r *Runner) print(s *site, c cell) error {
	if a, ok := c.v.(absent); ok {
		if !a.reported {
			r.blank(s, c.facts)
		}
		r.mark()
		return nil
	}
	text, ok := c.text()
	if !ok {
		r.failed(s, "only a text or a number can be printed, found "+c.kind(), c.facts)
		return nil
	}
	if text == "" {
		r.mark()
		return nil
	}
	r.record(text, true, s.place, slices.Clip(c.facts), s.scope)
	return r.grown(len(text))
}

// blank deals with an absent fact that is printed.
func (r *Runner) blank(s *site, facts []string) {
	pointer := last(facts)
	if r.Blank != nil {
		r.record(r.Blank(pointer), true, s.place, slices.Clip(facts), s.scope)
		return
	}
	r.missing = append(r.missing, Missing{pointer, s.place})
}

func last(facts []string) string {
	if len(facts) == 0 {
		return ""
	}
	return facts[len(facts)-1]
}

// keep passes the value of a variable on.
func (r *Runner) keep(id int, kept any) Value {
	v := of(kept)
	if r.prog.sites[id].short {
		v = v.also(r.touched)
	}
	r.touched = r.touched[:0]
	r.mark()
	return v
}

// cond records a test and passes its value on.
func (r *Runner) cond(id int, tested any) Value {
	s := &r.prog.sites[id]
	v := of(tested)
	r.held[id] = &doc.Condition{
		Place: s.place, Test: s.text, Held: len(v) > 0,
		Facts: slices.Clone(union(v.facts(), r.touched)),
		Outer: r.why(s.scope),
	}
	r.touched = r.touched[:0]
	r.mark()
	return v
}

// rang gives a range its elements: those of a list, no others.
func (r *Runner) rang(id int, over any) ([]Value, error) {
	v := r.cond(id, over)
	s := &r.prog.sites[id]
	switch c := v.head(); items := c.v.(type) {
	case list:
		return items, nil
	case absent:
		if !items.reported && !s.spare {
			r.missing = append(r.missing, Missing{last(c.facts), s.place})
		}
	default:
		r.failed(s, "range wants a list, found "+c.kind(), c.facts)
	}
	return nil, nil
}

// tick counts the rounds of a range.
func (r *Runner) tick() (string, error) {
	if r.steps++; r.steps > MaxSteps {
		return "", r.stop("the template takes more than a million steps", "look for a {{range}} inside a {{range}}")
	}
	return "", nil
}

func (r *Runner) enter(id int) (string, error) {
	r.mark()
	r.callers = append(r.callers, caller{r.why(r.prog.sites[id].scope)})
	return r.tick()
}

func (r *Runner) leave() string {
	r.callers = r.callers[:len(r.callers)-1]
	return ""
}

// executeTrouble says what text/template says of a run. What users can cause is
// caught before; this is for the rest, such as a variable that is not declared.
func (prog *Program) executeTrouble(err error) *diag.Diagnostic {
	var exec template.ExecError
	message := err.Error()
	if errors.As(err, &exec) {
		message = exec.Err.Error()
	}
	return &diag.Diagnostic{
		Pos: diag.Pos{File: prog.parts[0].Place.File}, Rule: "template", Message: message,
	}
}
