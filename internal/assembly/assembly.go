// Package assembly is the order of the rooms: it takes facts to a draft, an
// example to its proof, and two texts to a redline. Each step lives in a
// package of its own; what is here is only which comes after which, and what
// one tells the next.
//
//	facts ── schema ──> values ── render ──> spans ── markup ──> document ── layout ──> pages
//
// An [Assembly] compiles each form once and may be used by several goroutines.
// It opens no files: the pack is an [io/fs.FS], and facts and exhibits come as
// bytes with a name.
package assembly

import (
	"sync"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/extract"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/layout"
	"github.com/draftgen/draftgen/internal/render"
	"github.com/draftgen/draftgen/internal/schema"
)

// An Assembly drafts with the forms of one pack.
type Assembly struct {
	Pack *form.Pack

	mu     sync.Mutex
	forms  map[string]*compiled
	checks map[string]*ruleSet

	// The examples, made when they are first asked for.
	exampleFacts func() []factsOf
	drafted      func() []drafted
}

// compiled is a form that is compiled once, or the trouble that it has.
type compiled struct {
	once sync.Once
	form *Form
	err  error
}

// A Form is a form that is ready to draft.
type Form struct {
	*form.Form
	Program *render.Program
	Schema  *schema.Schema
	Sheet   *layout.Sheet

	errors  func() (*check.Rules, error) // the rules that find errors
	rules   func() (*check.Rules, error) // all of them
	reads   pattern
	needs   []need
	simple  func() map[string]bool  // see simplest
	samples func() []extract.Sample // the examples, to learn from
	known   func() []*facts.Node    // ... their facts alone
	reading sync.Once
	back    *extract.Reader // see reader
	runners sync.Pool       // of *render.Runner
}

// New returns an assembly for a pack.
func New(pack *form.Pack) *Assembly {
	a := &Assembly{Pack: pack, forms: map[string]*compiled{}, checks: map[string]*ruleSet{}}
	a.exampleFacts = sync.OnceValue(a.readExamples)
	a.drafted = sync.OnceValue(a.draftExamples)
	return a
}

// Form returns the form of a name, compiled. The error is a [diag.List]; if no
// such form exists, of one diagnostic that has no place.
func (a *Assembly) Form(name string) (*Form, error) {
	a.mu.Lock()
	c, ok := a.forms[name]
	if !ok {
		c = &compiled{}
		a.forms[name] = c
	}
	a.mu.Unlock()
	c.once.Do(func() { c.form, c.err = a.compile(name) })
	return c.form, c.err
}

func (a *Assembly) compile(name string) (*Form, error) {
	found, unknown := a.Pack.Form(name)
	if unknown != nil {
		return nil, diag.List{unknown}
	}
	f := &Form{Form: found}
	f.errors = sync.OnceValues(func() (*check.Rules, error) { return a.readRules(found.Checks(), found.Kind) })
	f.samples = func() []extract.Sample { return a.samples(found.Kind) }
	f.known = func() []*facts.Node { return a.known(found.Kind) }
	f.rules = sync.OnceValues(func() (*check.Rules, error) { return a.readRules(found.Checks(), "") })
	var trouble diag.List
	for _, step := range []func() error{f.Unreadable, f.compileProgram, f.compileSchema, f.readSheet} {
		err := step()
		if list, ok := err.(diag.List); ok {
			trouble = append(trouble, list...)
		} else if err != nil {
			return nil, err
		}
	}
	if trouble == nil {
		trouble = f.unknownFields()
	}
	if err := trouble.Err(); err != nil {
		return nil, err
	}
	f.reads, f.needs = newPattern(f.Program.Reads()), needsOf(f.Program.Reads())
	f.simple = sync.OnceValue(f.findSimplest)
	return f, nil
}

func (f *Form) compileProgram() error {
	main, err := f.Main()
	if err != nil {
		return err
	}
	f.Program, err = render.Compile(file(main), func(name string) (render.File, bool) {
		partial, ok := f.Partial(name)
		return file(partial), ok
	})
	return err
}

func file(f form.File) render.File { return render.File{Name: f.Shown, Text: f.Text} }

func (f *Form) compileSchema() error {
	path, ok := f.Form.Schema()
	if !ok {
		return diag.List{{
			Pos: diag.Pos{File: f.Pack().Shown("templates/" + f.Name)}, Rule: "schema",
			Message: "the form has no schema",
			Hint:    "write schemas/" + f.Kind + ".schema.json, or schema.json beside main.tmpl",
		}}
	}
	var err error
	f.Schema, err = schema.Compile(f.Pack(), path)
	return err
}

func (f *Form) readSheet() error {
	file, ok := f.Layout()
	if !ok {
		f.Sheet = layout.Default()
		return nil
	}
	var err error
	f.Sheet, err = layout.Read(file.Shown, []byte(file.Text))
	return err
}

// runner returns a runner of the form's program; give it back with
// f.runners.Put.
func (f *Form) runner() (*render.Runner, error) {
	if r, ok := f.runners.Get().(*render.Runner); ok {
		return r, nil
	}
	return f.Program.NewRunner()
}
