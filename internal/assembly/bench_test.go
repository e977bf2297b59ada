package assembly

import (
	"testing"

	"github.com/draftgen/draftgen/internal/facts"
	"github.com/draftgen/draftgen/internal/markup"
)

// The stages of one letter, as draft goes through them.
func BenchmarkLetter(b *testing.B) {
	a := builtIn()
	file, err := a.Pack.Read("examples/opinion/hemacare-1996.yaml")
	if err != nil {
		b.Fatal(err)
	}
	data := []byte(file.Text)
	roots, err := facts.Read("facts.yaml", data)
	if err != nil {
		b.Fatal(err)
	}
	f, err := a.FormFor(roots[0], "")
	if err != nil {
		b.Fatal(err)
	}
	values, list := f.Schema.Complete(roots[0])
	if len(list) > 0 {
		b.Fatal(list)
	}
	runner, err := f.runner()
	if err != nil {
		b.Fatal(err)
	}
	spans, _, err := runner.Run(values)
	if err != nil {
		b.Fatal(err)
	}
	d, _ := f.Draft(roots[0])
	text, _ := d.typed("")
	for _, stage := range []struct {
		name string
		do   func()
	}{
		{"read", func() { facts.Read("facts.yaml", data) }},
		{"complete", func() { f.Schema.Complete(roots[0]) }},
		{"render", func() { runner.Run(values) }},
		{"parse", func() { markup.Parse(spans, f.Sheet.Keep) }},
		{"unread", func() { f.unread(roots[0]) }},
		{"layout", func() { d.Pages() }},
		{"errors", func() { d.CheckErrors(text, CheckOptions{}) }},
		{"check", func() { d.Check(CheckOptions{}) }},
		{"whole", func() {
			roots, _ := facts.Read("facts.yaml", data)
			d, _ := f.Draft(roots[0])
			d.Pages()
		}},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stage.do()
			}
		})
	}
}

// Compiling a form is most of what one draft costs after start-up.
func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := builtIn().Form("opinion/s8-stock-incentive-plan"); err != nil {
			b.Fatal(err)
		}
	}
}
