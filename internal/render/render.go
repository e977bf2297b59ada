// Package render runs a form's templates over facts and records, for every
// piece of text, where it came from.
//
// The language is text/template with the functions listed by [Functions] and no
// others. What comes out is not a string but a list of [doc.Span]: literal text
// of the template, which may hold markup, and text made from facts, which never
// may ([doc.Span.Data]). Package markup turns the list into a document.
//
// # How every word knows its origin
//
// Facts enter the template as a [Value]: text together with the JSON pointers of
// the facts it was made from. Every function unites the pointers of what it is
// given, or passes pieces through with their own.
//
// The parse tree is rewritten before it runs, as html/template rewrites it to
// escape. The flow (if, with, range, template, break) stays text/template's;
// each pipe is compiled into an expression of ours and becomes a call with the
// id of its step and the dot:
//
//	{{pipe}}               becomes  {{_out id .}}
//	{{$x := pipe}}         becomes  {{_set id .}}
//	{{if pipe}}, {{with}}  becomes  {{if _test id .}}
//	{{range pipe}}         becomes  {{range $_i, $_e := _range id .}}{{_round id $_i $_e}}
//	{{template "t" pipe}}  becomes  {{template "t" _enter id .}}{{_leave}}
//
// A step knows its place, its source text and the innermost condition around
// it. _out prints nothing; it hands the value to the recorder. Literal text
// reaches the recorder through the writer, where the address of its bytes tells
// which text node it is. Because both happen in order in one goroutine, the
// record is the document.
//
// A Value is a slice so that text/template's own truth test works unchanged: a
// Value is empty exactly when it is false, and then keeps what it was in the
// hidden element beyond its length.
//
// # What cannot happen
//
// Templates reach no file, network, clock or environment: every function is in
// the table, and the table has none that could. A template that calls itself,
// by any path, is refused; ranges run over facts only; steps and output are
// counted ([MaxSteps], [MaxBytes]). So every template ends. Printing an absent
// fact is an error that names the fact, never "<no value>"; all of them are
// found in one run.
package render

// Limits that no exhibit comes near; they stop templates that run away.
const (
	MaxSteps = 1_000_000 // rounds of a range and calls of a partial
	MaxBytes = 16 << 20  // bytes of text recorded
)
