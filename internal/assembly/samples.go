package assembly

import (
	"strings"

	"github.com/draftgen/draftgen/internal/extract"
	"github.com/draftgen/draftgen/internal/facts"
)

// samples returns the examples of the pack with their drafts, for a form of a
// kind to learn from.
func (a *Assembly) samples(kind string) []extract.Sample {
	var out []extract.Sample
	for _, d := range a.drafted() {
		d.Akin = d.kind == kind
		out = append(out, d.Sample)
	}
	return out
}

// known returns the facts of the pack's examples of a kind.
func (a *Assembly) known(kind string) []*facts.Node {
	var out []*facts.Node
	for _, ex := range a.exampleFacts() {
		if ex.kind == kind {
			out = append(out, ex.facts)
		}
	}
	return out
}

// A factsOf is an example's facts with its kind.
type factsOf struct {
	facts *facts.Node
	kind  string
}

// readExamples reads the facts of the pack's examples. What is no facts teaches
// nothing.
func (a *Assembly) readExamples() []factsOf {
	var out []factsOf
	for _, ex := range a.Pack.Examples() {
		if root, err := a.readFacts(ex); err == nil {
			kind, _, _ := strings.Cut(ex.Name, "/")
			out = append(out, factsOf{root, kind})
		}
	}
	return out
}

// A drafted is an example with its draft.
type drafted struct {
	extract.Sample
	kind string
}

// draftExamples drafts the examples of the pack. What does not draft teaches
// nothing.
func (a *Assembly) draftExamples() []drafted {
	var out []drafted
	for _, ex := range a.exampleFacts() {
		f, err := a.FormFor(ex.facts, "")
		if err != nil {
			continue
		}
		if d, _ := f.loose(ex.facts, nil, nil); d != nil {
			out = append(out, drafted{extract.Sample{Facts: ex.facts, Draft: d}, ex.kind})
		}
	}
	return out
}
