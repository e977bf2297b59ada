package assembly

import (
	"testing"

	"github.com/draftgen/draftgen/internal/diag"
)

// TestExamplesAreClean: no rule finds an error or has a doubt about an example
// as it is drafted, unless its facts say why.
func TestExamplesAreClean(t *testing.T) {
	a := builtIn()
	for _, ex := range a.Pack.Examples() {
		d := draftExample(t, a, ex)
		list, err := d.Check(CheckOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range list {
			if one.Severity != diag.Info || one.Rule == "silence" {
				t.Errorf("%s: %s: %s %s", ex.Name, one.Severity, one.Rule, one.Error())
			}
		}
	}
}
