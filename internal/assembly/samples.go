package assembly

import (
	"strings"

	"github.com/draftgen/draftgen/internal/extract"
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

// A drafted is an example with its draft.
type drafted struct {
	extract.Sample
	kind string
}

// draftExamples drafts the examples of the pack. What does not draft teaches
// nothing.
func (a *Assembly) draftExamples() []drafted {
	var out []drafted
	for _, ex := range a.Pack.Examples() {
		root, err := a.readFacts(ex)
		if err != nil {
			continue
		}
		f, err := a.FormFor(root, "")
		if err != nil {
			continue
		}
		if d, _ := f.loose(root); d != nil {
			kind, _, _ := strings.Cut(ex.Name, "/")
			out = append(out, drafted{extract.Sample{Facts: root, Draft: d}, kind})
		}
	}
	return out
}
