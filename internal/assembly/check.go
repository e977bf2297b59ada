package assembly

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/draftgen/draftgen/internal/check"
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/exhibit"
	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/form"
	"github.com/draftgen/draftgen/internal/write"
)

// CheckOptions say how to check. The zero CheckOptions are ready to use.
type CheckOptions struct {
	Name      string     // of the draft, as reports on its page show it; "": draft of FACTS
	AsOf      string     // the ISO date whose rules apply; "": that of the exhibit itself
	File      string     // under which the exhibit is to be filed; "": unknown
	Precedent *Precedent // what a draft was made from; nil: nothing

	// Encoding of the text as which a draft is checked; "" is [write.ASCII], with
	// the rules for text that EDGAR takes. A draft for other eyes is checked in
	// [write.UTF8]: its lines may have any width, and any characters.
	Encoding write.Encoding
}

// A Precedent is the matter whose facts or exhibit served as a model. The zero
// Precedent has nothing that could be left standing.
type Precedent struct {
	values []check.Identifying
}

// Precedent returns what identifies the matter of some facts, by the schema of
// the form that they name, or of the form called override if that is not "".
// The facts need not be complete. The error is a [diag.List].
func (a *Assembly) Precedent(root *facts.Node, override string) (*Precedent, error) {
	f, err := a.FormFor(root, override)
	if err != nil {
		return nil, err
	}
	return &Precedent{f.identifying(root)}, nil
}

// Precedent returns what identifies the draft's matter.
func (d *Draft) Precedent() *Precedent { return &Precedent{d.Form.identifying(d.Facts)} }

// identifying returns the facts that the schema marks as identifying.
func (f *Form) identifying(root *facts.Node) []check.Identifying {
	var all []check.Identifying
	walk(root, "", "", func(n *facts.Node, pointer, path string) {
		if p, ok := f.Schema.Lookup(path); ok && p.Identifying && n.Text != "" {
			all = append(all, check.Identifying{Pointer: pointer, Value: n.Text})
		}
	})
	return all
}

// Check applies all rules to the draft as text. What is found in words that were made from a fact is at that fact, everything else on the
// page. The error is a [diag.List] of what is wrong with the rules.
func (d *Draft) Check(o CheckOptions) (diag.List, error) {
	rules, err := d.Form.rules()
	if err != nil {
		return nil, err
	}
	text, list := d.typed(o.Encoding)
	if list.Err() != nil {
		return list, nil
	}
	return append(list, rules.Check(d.subject(text, o))...), nil
}

// UnknownSilences returns a warning for each rule that facts silence and that
// their form, or the one called override if that is not "", does not have. Facts
// that draft are told so by [Draft.Check].
func (a *Assembly) UnknownSilences(root *facts.Node, override string) diag.List {
	f, err := a.FormFor(root, override)
	if err != nil {
		return nil // said where the draft was wanted
	}
	rules, err := f.rules()
	if err != nil {
		return nil // said where there is a draft to hold against them
	}
	return rules.UnknownSilences(root)
}

// CheckErrors is Check for errors alone. text is the draft as text in the
// encoding of the options; nil: it is typed here.
func (d *Draft) CheckErrors(text []byte, o CheckOptions) (diag.List, error) {
	rules, err := d.Form.errors()
	if err != nil {
		return nil, err
	}
	if text == nil {
		var list diag.List
		if text, list = d.typed(o.Encoding); list.Err() != nil {
			return list, nil
		}
	}
	return rules.Errors(d.subject(text, o)), nil
}

// typed is the draft as text in an encoding, with what is odd about it.
func (d *Draft) typed(e write.Encoding) ([]byte, diag.List) {
	f, ok := write.Named("txt")
	if !ok {
		panic("assembly: there is no text format")
	}
	var text bytes.Buffer
	list, err := f.Write(&text, d.Document, &write.Options{Sheet: d.Form.Sheet, Encoding: e})
	if err != nil {
		panic("assembly: " + err.Error()) // text asks nothing of the machine
	}
	return text.Bytes(), d.Locate(list)
}

func (d *Draft) subject(text []byte, o CheckOptions) *check.Subject {
	name := o.Name
	if name == "" {
		name = "draft of " + d.Facts.Pos.File
	}
	format := "text"
	if o.Encoding == write.UTF8 {
		format = string(write.UTF8) // of no scope: not what EDGAR takes
	}
	s := &check.Subject{
		Document: d.Document, Source: &diag.Source{Name: name, Text: string(text)}, Data: text,
		Facts: d.Facts, Drafted: true, Kind: d.Form.Kind, Format: format, File: o.File, AsOf: o.AsOf,
	}
	if o.Precedent != nil {
		s.Precedent = &check.Precedent{Old: o.Precedent.values, New: d.Form.identifying(d.Facts)}
	}
	return s
}

// CheckExhibit applies the rules to an exhibit of any hand, read from data. What
// kind it is of says its form; with nil, the rules find out by its number and its
// words. The error is a [diag.List] of what is wrong with the rules.
func (a *Assembly) CheckExhibit(x *exhibit.Exhibit, data []byte, f *Form, o CheckOptions) (diag.List, error) {
	rules, err := a.Rules(f)
	if err != nil {
		return nil, err
	}
	s := &check.Subject{
		Document: x.Document, Source: x.Source, Data: data,
		Type: x.Type, Format: string(x.Format), File: o.File, AsOf: o.AsOf,
	}
	if f != nil {
		s.Kind = f.Kind
	}
	return rules.Check(s), nil
}

// A Rule is one thing that is checked.
type Rule = check.Rule

// Rules returns the rules of a form, or with nil those for exhibits of no known
// form. The error is a [diag.List].
func (a *Assembly) Rules(f *Form) (*check.Rules, error) {
	if f != nil {
		return f.rules()
	}
	return a.readRules(a.Pack.Checks(), "")
}

// ReadAhead begins to read the rules that find errors in drafts of a form, for
// who will soon ask for them and has other things to do until then.
func (a *Assembly) ReadAhead(name string) {
	if f, unknown := a.Pack.Form(name); unknown == nil {
		go func() { _, _ = a.readRules(f.Checks(), f.Kind) }() // the trouble is told to who asks
	}
}

// A ruleSet is rules that are read once, or the trouble that they have.
type ruleSet struct {
	once  sync.Once
	rules *check.Rules
	list  diag.List
}

// readRules reads rule files: those that find errors in exhibits of a kind, or
// with "" all. Forms that have no rules of their own share them.
func (a *Assembly) readRules(files []form.Check, kind string) (*check.Rules, error) {
	key := kind
	for _, file := range files {
		key += "\n" + file.Path
	}
	a.mu.Lock()
	set, ok := a.checks[key]
	if !ok {
		set = &ruleSet{}
		a.checks[key] = set
	}
	a.mu.Unlock()
	set.once.Do(func() { set.rules, set.list = a.parseRules(files, kind) })
	return set.rules, set.list.Err()
}

// parseRules reads rule files: those that find errors in exhibits of a kind, or
// with "" all.
func (a *Assembly) parseRules(files []form.Check, kind string) (*check.Rules, diag.List) {
	texts := make([]check.File, len(files))
	for i, c := range files {
		file, err := a.Pack.Read(c.Path)
		if err != nil {
			return nil, unreadable(c.Path, err)
		}
		texts[i] = check.File{Name: file.Shown, Text: file.Text, Kind: c.Kind, Remarks: c.IsRemarks()}
	}
	if kind == "" {
		return check.Read(texts...)
	}
	for i := range texts {
		texts[i].Sound = texts[i].Name == files[i].Path // it is built in, and tested
	}
	return check.ReadErrors(kind, texts...)
}

// isChecked reports whether a rule reads the fact at a path, what lies around it,
// or another fact of the same row of a list, of which it says what it is. The
// rules that find errors are asked first, as who drafts reads no others.
func (f *Form) isChecked(path string) bool {
	return readsFact(f.errors, path) || readsFact(f.rules, path)
}

// readsFact reports whether one of some rules reads the fact at a path. Rules that
// are broken read anything.
func readsFact(read func() (*check.Rules, error), path string) bool {
	rules, err := read()
	if err != nil {
		return true
	}
	row, _ := cutLast(path)
	return slices.ContainsFunc(rules.Reads(), func(read string) bool {
		around, _ := cutLast(read)
		return read == path || strings.HasPrefix(path, read+"/") || around == row && strings.HasSuffix(row, "/*")
	})
}
