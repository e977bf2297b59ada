package assembly

import "github.com/draftgen/draftgen/internal/errata"

// ReadErrata reads the errata file of an example, for [Draft.AsFiled]. The error
// is a [diag.List].
func ReadErrata(name string, data []byte) (*errata.List, error) { return errata.Read(name, data) }
