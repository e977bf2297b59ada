// Package draftgen holds the built-in pack: the forms, schemas and examples of
// this repository, which is itself a pack.
package draftgen

import "embed"

// FS is the built-in pack. Package form says how a pack is laid out.
//
//go:embed all:templates schemas examples
var FS embed.FS
