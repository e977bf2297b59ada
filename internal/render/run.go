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

	// Trace keeps the passages of a run; see [Runner.Passages].
	Trace bool

	// Watch sees each piece of text as it is printed; false ends the run with
	// [ErrUnwanted]. nil: nobody does.
	Watch func(text string) bool

	vars    []Value
	spans   []doc.Span
	origins []doc.Origin     // the unused part of the last allotment
	held    []*doc.Condition // by step: how it came out last
	tested  []*doc.Condition
	callers []*doc.Condition // what was true around the calls of the partials that run
	steps   int
	bytes   int
	ended   bool // by Watch
	trouble diag.List
	missing []Missing
	known   map[fieldKey][]string
	calls   []Passage
	open    []int // of calls, the innermost last
}

// A Missing is a fact that a template printed and that was not given.
type Missing struct {
	Pointer string
	Place   doc.Place // of the action that printed it
}

// errStop ends a run whose limits are reached; the trouble is recorded.
var errStop = errors.New("render: stopped")

// ErrUnwanted says that nobody wants the rest of what is printed: see Runner.Watch.
var ErrUnwanted = errors.New("render: unwanted")

// NewRunner returns a runner of prog.
func (prog *Program) NewRunner() (*Runner, error) {
	tmpl, err := prog.tmpl.Clone()
	if err != nil {
		return nil, err
	}
	r := &Runner{
		prog: prog, tmpl: tmpl,
		held: make([]*doc.Condition, len(prog.steps)), vars: make([]Value, prog.slots),
		known: map[fieldKey][]string{},
	}
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
	root := newLifter().lift(facts, []string{""})
	r.vars[r.prog.roots[mainName]] = root
	err := r.tmpl.Execute(r, root)
	if r.ended {
		return nil, nil, ErrUnwanted
	}
	if err != nil && !errors.Is(err, errStop) {
		r.trouble = append(r.trouble, r.prog.executeTrouble(err))
	}
	if len(r.trouble) > 0 {
		r.trouble.Sort()
		return nil, r.missing, r.trouble
	}
	return r.spans, r.missing, nil
}

// Conditions returns every test that the last run made, in order, those too
// under which nothing was printed.
func (r *Runner) Conditions() []*doc.Condition { return r.tested }

func (r *Runner) reset() {
	// The spans go out with the document: never reuse them.
	r.spans = make([]doc.Span, 0, max(64, cap(r.spans)))
	r.callers = r.callers[:0]
	r.ended = false
	r.steps, r.bytes, r.trouble, r.missing, r.tested = 0, 0, nil, nil, nil
	r.calls, r.open = nil, r.open[:0]
	clear(r.held)
	clear(r.vars)
	if len(r.known) > maxKnown {
		clear(r.known)
	}
}

func (r *Runner) funcMap() template.FuncMap {
	return template.FuncMap{
		"_out": r.out, "_set": r.set, "_test": r.test, "_range": r.rang, "_round": r.round,
		"_enter": r.enter, "_leave": r.leave, "_mark": r.mark,
	}
}

// fieldKey is a field of an object by the object's pointer and the name.
type fieldKey struct{ pointer, name string }

// maxKnown bounds the memory of pointers that are known.
const maxKnown = 10_000

// pointerTo returns the pointer of a field, as the facts of a value. The same
// few are wanted again and again.
func (r *Runner) pointerTo(pointer, name string) []string {
	if r == nil {
		return []string{child(pointer, name)}
	}
	key := fieldKey{pointer, name}
	facts, ok := r.known[key]
	if !ok {
		facts = []string{child(pointer, name)}
		r.known[key] = facts
	}
	return facts
}

// fields reads fields, one inside the other.
func (r *Runner) fields(e fieldsOfExpr, v Value) Value {
	for _, name := range e.names {
		next, ok := r.field(v, name)
		if !ok {
			return r.failed(e.site, "wants "+name+" of a group of facts, found "+v.head().kind(), v.facts())
		}
		v = next
	}
	return v
}

// failed reports trouble at a site. The value that stands in for the result
// stays silent, so that the rest of the template can be looked at too.
func (r *Runner) failed(s *site, message string, facts []string) Value {
	if len(r.trouble) < maxTrouble {
		d := s.tree.trouble(0, len(s.text), message, "")
		d.Pos = diag.Pos(s.place)
		if len(facts) > 0 {
			d.Pointer = facts[0]
		}
		r.trouble = append(r.trouble, d)
	}
	return hidden(cell{v: absent{reported: true}})
}

// maxTrouble is how much trouble of one run is worth telling.
const maxTrouble = 50

// eval evaluates the expression of a step. It stops a run that has nothing new
// to tell.
//
// The functions from here on are those that templates call. They return no
// error, because text/template pays for one at every call; it turns a panic
// with an error into one ([Runner.halt]).
func (r *Runner) eval(id int, dot Value) (*step, Value) {
	if len(r.trouble) >= maxTrouble {
		panic(errStop)
	}
	s := &r.prog.steps[id]
	return s, s.expr.eval(r, dot)
}

// halt ends the run if err is not nil.
func (r *Runner) halt(err error) {
	if err != nil {
		panic(err)
	}
}

// out records what an action prints.
func (r *Runner) out(id int, dot Value) string {
	s, v := r.eval(id, dot)
	for _, c := range v.cells() {
		r.halt(r.print(s.site, c))
	}
	return ""
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

// set gives a variable its value.
func (r *Runner) set(id int, dot Value) string {
	s, v := r.eval(id, dot)
	r.bind(s, v)
	return r.mark()
}

func (r *Runner) bind(s *step, v Value) {
	for _, slot := range s.slots {
		r.vars[slot] = v
	}
}

// test records a test and passes its value on.
func (r *Runner) test(id int, dot Value) Value {
	s, v := r.eval(id, dot)
	r.bind(s, v)
	r.hold(id, s, v)
	return v
}

func (r *Runner) hold(id int, s *step, v Value) {
	c := &doc.Condition{
		Place: s.site.place, Test: s.site.text, Held: len(v) > 0,
		Facts: slices.Clip(v.facts()), Outer: r.why(s.site.scope),
	}
	r.held[id] = c
	r.tested = append(r.tested, c)
	r.mark()
}

// rang gives a range its elements: those of a list, no others.
func (r *Runner) rang(id int, dot Value) []Value {
	s, v := r.eval(id, dot)
	r.hold(id, s, v)
	switch c := v.head(); items := c.v.(type) {
	case list:
		return items
	case absent:
		if !items.reported && !s.spare {
			return r.blankItems(s, c.facts)
		}
	default:
		r.failed(s.site, "range wants a list, found "+c.kind(), c.facts)
	}
	return nil
}

// blankItems deals with an absent list whose elements are to be printed. In a
// draft that is begun it has one element, of which everything is absent.
func (r *Runner) blankItems(s *step, facts []string) []Value {
	list := last(facts)
	if r.Blank != nil && list != "" {
		return []Value{newLifter().lift(nil, []string{list + "/0"})}
	}
	r.missing = append(r.missing, Missing{list, s.site.place})
	return nil
}

// round begins a round of a range: one variable is the element, the first of
// two the index.
func (r *Runner) round(id, index int, element Value) string {
	slots := r.prog.steps[id].slots
	if len(slots) > 0 {
		r.vars[slots[len(slots)-1]] = element
	}
	if len(slots) > 1 {
		r.vars[slots[0]] = of(index)
	}
	r.halt(r.tick())
	return ""
}

// tick counts the rounds of ranges and the calls of partials.
func (r *Runner) tick() error {
	if r.steps++; r.steps > MaxSteps {
		return r.stop("the template takes more than a million steps")
	}
	return nil
}

// enter begins a partial with its dot.
func (r *Runner) enter(id int, dot Value) Value {
	s, v := r.eval(id, dot)
	r.bind(s, v)
	r.callers = append(r.callers, r.why(s.site.scope))
	r.mark()
	if r.Trace {
		r.begin(s)
	}
	r.halt(r.tick())
	return v
}

func (r *Runner) leave() string {
	r.callers = r.callers[:len(r.callers)-1]
	if r.Trace {
		r.end()
	}
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
