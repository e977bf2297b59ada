// Empty imports the three libraries that draftgen is built on and does nothing:
// what a process costs before it does anything of its own.
package main

import (
	_ "github.com/Masterminds/sprig/v3"
	_ "github.com/santhosh-tekuri/jsonschema/v5"
	_ "github.com/urfave/cli/v2"
)

func main() {}
