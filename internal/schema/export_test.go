package schema

import (
	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/facts"
)

// BundleOfValues is Bundle for values as Complete returns them.
func (s *Schema) BundleOfValues() ([]byte, error) { return s.bundle(false) }

// Values is Complete without the library: the values, and whether they are
// trusted.
func (s *Schema) Values(root *facts.Node) (any, bool) {
	c := completer{sure: true}
	return c.complete(root, s.shape), c.sure
}

func IsRule(d *diag.Diagnostic) bool { return roles[d.Rule] == rule }
